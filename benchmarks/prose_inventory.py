"""What the labels of the prose hold, whether they stand in the source, and whether they add up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.prose_documents import labels_of
from benchmarks.prose_identities import check_prose
from benchmarks.prose_labels import prose_digest
from benchmarks.prose_places import line_starts, places_of
from benchmarks.prose_references import refer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.documents import Document
    from benchmarks.prose_documents import ProseDocument
    from benchmarks.prose_identities import CheckedProse


class ProseInventory(NamedTuple):
    """The labelled prose of one document.

    Attributes:
        facts: labelled figures.
        measures: how many of each measure.
        sections: labelled headings.
        counterparts: figures that a table or form states too.
        contradictions: listed ones.
        doubtful: fields and headings that cannot be decided.
        problems: labels that do not stand in the source, or that name what is not there; there must be none.
        sha256: digest of the label files, as the manifest carries it once they are frozen.
        announced: the digest that the manifest carries (``facts_sha256``); "" where it carries none.
        agreement: fields that two blind readings had alike, of all fields, as the manifest says (``facts_agreement``).
        checked: how many identities were tested.
        failing: those that do not hold; ``known`` are those that the labels list as contradictions of the source.
    """

    facts: int
    measures: Mapping[str, int]
    sections: int
    counterparts: int
    contradictions: int
    doubtful: int
    problems: tuple[str, ...]
    sha256: str
    announced: str
    agreement: str
    checked: int
    failing: tuple[CheckedProse, ...]


def take_prose_inventory(document: Document, entry: Mapping[str, str]) -> ProseInventory | None:
    """What is labelled of a document's prose; None where nothing is.

    Args:
        document: the source with its tables.
        entry: its entry in the manifest.
    """
    found = labels_of(document)
    if found is None:
        return None
    prose = found.prose
    checked = check_prose(prose, found.labelled)
    marks = sum(field.open for fact in prose.facts for field in fact.fields.values())
    return ProseInventory(
        facts=len(prose.facts),
        measures=dict(sorted(Counter(fact.text("measure") for fact in prose.facts).items())),
        sections=len(prose.sections),
        counterparts=sum(bool(fact.counterparts) for fact in prose.facts),
        contradictions=len(prose.contradictions),
        doubtful=marks + sum(each.optional or each.level.open for each in prose.sections),
        problems=tuple(problems_of(found)),
        sha256=prose_digest(document.folder),
        announced=entry.get("facts_sha256", ""),
        agreement=entry.get("facts_agreement", ""),
        checked=len(checked),
        failing=tuple(one for one in checked if not one.holds),
    )


def problems_of(document: ProseDocument) -> Iterator[str]:
    """Labels that do not stand in the source, and references to cells that the labels do not have."""
    text = document.document.text()
    places = places_of(text, document.prose.facts)
    for fact, found in zip(document.prose.facts, places, strict=True):
        if not found:
            yield f"{fact.id}: line {fact.line} does not print {fact.text('quote')}"
        digits = "".join(fact.text("quote").split()).replace(",", "").replace("，", "")
        if digits[:1].isdigit() and digits != fact.text("value"):
            yield f"{fact.id}: {fact.text('quote')} is not {fact.text('value')}"
        for entry in fact.counterparts:
            if refer(document.labelled, entry.value) is None:
                yield f"{fact.id}: the labels have no cell {entry.value}"
    yield from _wrong_sections(document, text)
    for one in document.prose.contradictions:
        for name in (*one.left, *one.right):
            if ":" in name and refer(document.labelled, name) is None:
                yield f"contradiction in lines {one.lines}: the labels have no cell {name}"


def _wrong_sections(document: ProseDocument, text: str) -> Iterator[str]:
    starts = line_starts(text)
    before = 0
    for section in document.prose.sections:
        title = "".join((section.number + section.title).split())
        # A heading that wraps is printed on two lines or three, with blank ones between them.
        printed = text[starts[min(section.line, len(starts)) - 1] :][: 3 * len(title) + 400]
        if title not in "".join(printed.split()):
            yield f"{section.id}: line {section.line} does not print {section.number}{section.title}"
        if section.line < before:
            yield f"{section.id}: line {section.line} stands before the heading above it"
        before = section.line
