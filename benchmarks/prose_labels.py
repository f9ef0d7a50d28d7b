"""Hand-made labels of the prose: its figures (facts) and its outline (sections). Nothing here writes them.

``facts.tsv`` holds one figure a line, in the order of the source, in the columns of ``FACT_FIELDS``; ``sections.tsv``
one heading a line in those of ``SECTION_FIELDS``; lines that begin with ``#`` are comments. A blank field is one that
the prose does not say. A trailing ``?`` marks a doubt: whatever is read there is right. A doubtful quote or title says
that a reader might as well have left the line out; a printed question mark is the full-width one.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.evaluation_labels import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

FACT_FIELDS = (
    "id",
    "line",
    "quote",
    "name",
    "subject",
    "measure",
    "value",
    "unit",
    "qualifier",
    "direction",
    "baseline",
    "period",
    "code_path",
    "part_of",
    "about",
    "document_number",
    "section",
    "counterpart",
    "note",
)
SECTION_FIELDS = ("id", "line", "level", "number", "title")
CONTRADICTION_FIELDS = ("kind", "lines", "left", "right", "left_amount", "right_amount", "note")
# Where the contract lists the words of a field.
_WORDS: Mapping[str, frozenset[str]] = {
    "measure": frozenset(
        {
            *("amount", "budget_amount", "previous_amount", "change_amount", "change_rate"),
            *("share", "completion_rate", "rate", "count", "target"),
        }
    ),
    "direction": frozenset({"", "increase", "decrease", "flat"}),
    "baseline": frozenset(
        {
            *("", "previous_year", "previous_year_end", "initial_budget"),
            *("full_year_budget", "budget", "annual_target"),
        }
    ),
}
_FORMATS: Mapping[str, re.Pattern[str]] = {
    "id": re.compile(r"[fs]\d+"),
    "line": re.compile(r"[1-9]\d*"),
    "level": re.compile(r"[1-9]"),
    "value": re.compile(r"-?\d+(?:\.\d+)?"),
    "period": re.compile(r"(?:\d{4})?"),
}
_NEEDED = frozenset({"quote", "name", "title"})
_FILES = ("facts.tsv", "sections.tsv")


class LabelFact(NamedTuple):
    """One labelled figure.

    Attributes:
        id: the label's name for it.
        line: where the first character of the figure stands, counted from 1.
        fields: all of ``FACT_FIELDS``.
    """

    id: str
    line: int
    fields: Mapping[str, Entry]

    def text(self, field: str) -> str:
        """What the label holds; "" for a blank."""
        return self.fields[field].value

    def doubtful(self, field: str) -> bool:
        """Whether the label marks the field as one that cannot be decided."""
        return self.fields[field].open

    @property
    def optional(self) -> bool:
        """Whether it is doubtful that this is a figure to be read at all."""
        return self.doubtful("quote")

    @property
    def counterparts(self) -> tuple[Entry, ...]:
        """The references to cells of tables and forms that state the same quantity."""
        text = self.text("counterpart") + ("?" if self.doubtful("counterpart") else "")
        return tuple(entry_of(part) for part in text.split())


class LabelSection(NamedTuple):
    """One labelled heading; ``optional`` where it is doubtful that it is one."""

    id: str
    line: int
    level: Entry
    number: str
    title: str
    optional: bool


class LabelContradiction(NamedTuple):
    """Where the prose contradicts itself or a table: ids of facts, or references to cells, on either side."""

    kind: str
    lines: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    what: str


class Prose(NamedTuple):
    """The labels of the prose of one document."""

    facts: tuple[LabelFact, ...]
    sections: tuple[LabelSection, ...]
    contradictions: tuple[LabelContradiction, ...]


def entry_of(text: str) -> Entry:
    """A field as it stands in a label file."""
    return Entry(text.removesuffix("?"), text.endswith("?"))


def read_prose(folder: Path) -> Prose | None:
    """The labelled prose of one document; None where nobody labelled it.

    Raises:
        ValueError: everything that is wrong with the files, a line each, with file and line.
    """
    if not all((folder / name).exists() for name in _FILES):
        return None
    facts, sections = ((folder / name).read_text(encoding="utf-8") for name in _FILES)
    known = folder / "prose-contradictions.tsv"
    return parse_prose(facts, sections, known.read_text(encoding="utf-8") if known.exists() else "")


def prose_digest(folder: Path) -> str:
    """SHA-256 over the labels of facts and sections, made as that of the tables; of nothing where there are none."""
    digest = hashlib.sha256()
    for path in (folder / name for name in _FILES):
        if path.exists():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def parse_prose(facts: str, sections: str, contradictions: str = "") -> Prose:
    """The labels of one document from what their files hold; raises what ``read_prose`` raises."""
    wrong: list[str] = []
    found_facts = tuple(_fact(row) for row in _rows("facts.tsv", facts, FACT_FIELDS, wrong))
    found_sections = tuple(_section(row) for row in _rows("sections.tsv", sections, SECTION_FIELDS, wrong))
    rows = _rows("prose-contradictions.tsv", contradictions, CONTRADICTION_FIELDS, wrong)
    known = tuple(_contradiction(row) for row in rows)
    wrong += _wrong_references(found_facts, found_sections, known)
    if wrong:
        raise ValueError("\n".join(wrong))
    return Prose(found_facts, found_sections, known)


def _rows(file: str, text: str, fields: Sequence[str], wrong: list[str]) -> Iterator[dict[str, str]]:
    """The rows that can be understood; what is wrong with the others is noted."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        values = [value.strip() for value in line.split("\t")]
        if len(values) != len(fields):
            wrong.append(f"{file}:{number}: {len(values)} fields instead of {len(fields)}")
            continue
        row = dict(zip(fields, values, strict=True))
        problems = [f"{file}:{number}: {field} is {row[field]!r}" for field in _impossible(file, row)]
        wrong += problems
        if not problems:
            yield row


def _impossible(file: str, row: Mapping[str, str]) -> Iterator[str]:
    if file == "prose-contradictions.tsv":
        yield from (field for field in ("left", "right") if not row[field])
        return
    for field, text in row.items():
        value = text.removesuffix("?")
        format_ = _FORMATS.get(field)
        if (
            (field in _WORDS and value not in _WORDS[field])
            or (format_ is not None and format_.fullmatch(value) is None)
            or (field in _NEEDED and not value)
        ):
            yield field


def _fact(row: Mapping[str, str]) -> LabelFact:
    fields = {field: entry_of(row[field]) for field in FACT_FIELDS}
    return LabelFact(fields["id"].value, int(fields["line"].value), fields)


def _section(row: Mapping[str, str]) -> LabelSection:
    entries = {field: entry_of(row[field]) for field in SECTION_FIELDS}
    line, title = int(entries["line"].value), entries["title"]
    return LabelSection(entries["id"].value, line, entries["level"], entries["number"].value, title.value, title.open)


def _contradiction(row: Mapping[str, str]) -> LabelContradiction:
    left, right = (tuple(row[side].split()) for side in ("left", "right"))
    return LabelContradiction(row["kind"], row["lines"], left, right, row["note"])


def _wrong_references(
    facts: Sequence[LabelFact], sections: Sequence[LabelSection], known: Sequence[LabelContradiction]
) -> Iterator[str]:
    ids, headings = [fact.id for fact in facts], [section.id for section in sections]
    for file, names in (("facts.tsv", ids), ("sections.tsv", headings)):
        yield from (f"{file}: a second {name}" for name in dict.fromkeys(names) if names.count(name) > 1)
    for fact in facts:
        for field, names in (("part_of", ids), ("about", ids), ("section", headings)):
            name = fact.text(field)
            if name and (name not in names or name == fact.id):
                yield f"facts.tsv: {fact.id}: {field} is {name!r}"
    for one in known:
        for name in (*one.left, *one.right):
            if ":" not in name and name not in ids:
                yield f"prose-contradictions.tsv: there is no fact {name!r}"
