"""Counts of what is right in the prose of one document, to be added up over documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.evaluation_alignment import fold
from benchmarks.prose_accusations import SORTS, Accused, judge_prose_accusations
from benchmarks.prose_alignment import ALIKE, pair_facts, pair_sections
from benchmarks.prose_judging import Answers, FactJudgement, judge_extra, judge_fact
from benchmarks.prose_links import Linked, judge_links
from benchmarks.prose_places import places_of
from benchmarks.prose_references import Pointers
from benchmarks.prose_results import read_narrative
from benchmarks.results import wrong_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.evaluation_alignment import Pairing
    from benchmarks.prose_alignment import SectionPairing
    from benchmarks.prose_labels import LabelSection, Prose
    from benchmarks.prose_references import Labelled
    from benchmarks.prose_results import ReadProse, ReadSection
    from benchmarks.results import Tree


class Claims(NamedTuple):
    """Figures of one status that are right in value, unit, measure and subject, or not."""

    status: str
    right: bool


@dataclass(slots=True)
class ProseTally:
    """Counts that add up.

    Attributes:
        counts: by name, as ``score_prose`` gives them.
        mistakes: figures that are not right, by mistake.
        silent: those of them that are claimed without a doubt.
        fields: of each field of ``FIELDS``: how often it is filled in label or result, and "<field> right".
        claims: read figures by status and rightness.
        similarity: the sum of the similarities of the names of the figures that were found.
    """

    counts: Counter[str] = field(default_factory=Counter)
    mistakes: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    claims: Counter[Claims] = field(default_factory=Counter)
    similarity: float = 0.0

    def add(self, other: ProseTally) -> None:
        """Adds another tally to this one."""
        self.counts.update(other.counts)
        self.mistakes.update(other.mistakes)
        self.silent.update(other.silent)
        self.fields.update(other.fields)
        self.claims.update(other.claims)
        self.similarity += other.similarity

    def share(self, part: str, whole: str) -> float | None:
        """One count as a share of another; None where nothing was counted."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else None

    def right(self, name: str) -> float | None:
        """The share of the filled ones of a field that are right; None where none is filled."""
        return self.fields[f"{name} right"] / self.fields[name] if self.fields[name] else None

    def as_json(self) -> dict[str, Any]:
        """The counts as a tree for JSON, in a fixed order."""
        parts = {name: getattr(self, name) for name in ("counts", "mistakes", "silent", "fields")}
        return {
            **{name: dict(sorted(counts.items())) for name, counts in parts.items()},
            "claims": [[*claim, count] for claim, count in sorted(self.claims.items())],
            "similarity": round(self.similarity, 4),
        }


class ProseScore(NamedTuple):
    """One document.

    Attributes:
        document: its name.
        tally: what was counted.
        facts: every figure of label and result, in the order of the label; those that nobody labelled behind them.
        missing: labelled headings without a read one.
        spurious: read headings that nobody labelled.
        misplaced: labelled headings that are read at another level, with that level.
        linked: the ties to tables and forms.
        accused: the contradictions.
    """

    document: str
    tally: ProseTally
    facts: tuple[FactJudgement, ...]
    missing: tuple[LabelSection, ...]
    spurious: tuple[ReadSection, ...]
    misplaced: tuple[tuple[LabelSection, int], ...]
    linked: Linked
    accused: Accused


def total(tallies: Iterable[ProseTally]) -> ProseTally:
    """The sum of some tallies."""
    result = ProseTally()
    for tally in tallies:
        result.add(tally)
    return result


def score_prose(document: str, text: str, tree: Tree, prose: Prose, labelled: Labelled) -> ProseScore:
    """Holds sections, facts and checks of a report against the labels of a document.

    Args:
        document: its name, for lists.
        text: the decoded source.
        tree: the full JSON tree of the report.
        prose: the labels of its prose.
        labelled: its labelled tables and forms.

    Raises:
        ValueError: the tree is no full report.
    """
    read = read_narrative(tree)
    sections = pair_sections(prose.sections, read.sections, text)
    pairing = pair_facts(prose.facts, places_of(text, prose.facts), read.facts)
    facts = _judge(prose, read, pairing, sections)
    read_of = {label.id: at for label, at in zip(prose.facts, pairing.pairs, strict=True) if at is not None}
    pointers = Pointers(labelled, tree, text)
    linked = judge_links(prose, read_of, labelled, pointers, tree)
    accused = judge_prose_accusations(prose.contradictions, read_of, labelled, pointers, tree)
    missing = [each for at, each in enumerate(prose.sections) if at not in sections.right and not each.optional]
    taken = {*sections.right.values(), *_optional(prose.sections, sections)}
    spurious = [each for at, each in enumerate(read.sections) if at not in taken]
    misplaced = [
        (prose.sections[at], read.sections[index].level)
        for at, index in sections.right.items()
        if not prose.sections[at].level.open and prose.sections[at].level.value != str(read.sections[index].level)
    ]
    tally = _count_facts(facts)
    tally.counts.update(_count_sections(prose.sections, read.sections, sections, len(misplaced)))
    tally.counts.update(_count_links(linked, accused))
    tally.counts.update(_count_spans(tree, read, text))
    return ProseScore(document, tally, facts, tuple(missing), tuple(spurious), tuple(misplaced), linked, accused)


def _judge(prose: Prose, read: ReadProse, pairing: Pairing, sections: SectionPairing) -> tuple[FactJudgement, ...]:
    answers = Answers(
        {label.id: read.facts[at].id for label, at in zip(prose.facts, pairing.pairs, strict=True) if at is not None},
        {
            label.id: str(index)
            for at, label in enumerate(prose.sections)
            if (index := sections.read_of(at)) is not None
        },
    )
    pairs = zip(prose.facts, pairing.pairs, strict=True)
    judged = [
        judge_fact(label, None if at is None else read.facts[at], answers)
        for label, at in pairs
        if at is not None or not label.optional
    ]
    return (*judged, *(judge_extra(read.facts[at]) for at in pairing.extra))


def _count_facts(facts: Sequence[FactJudgement]) -> ProseTally:
    tally = ProseTally()
    for one in facts:
        alike = not one.mistake or one.mistake == "other name"
        tally.counts.update(
            {
                "facts": one.label is not None,
                "facts read": one.read is not None,
                "facts found": one.found,
                "facts right": not one.mistake,
                "facts alike": alike,
                "silent": one.silent,
                "names alike": one.found and one.similarity >= ALIKE,
            }
        )
        if one.mistake:
            tally.mistakes[one.mistake] += 1
            tally.silent[one.mistake] += one.silent
        if one.read is not None:
            tally.claims[Claims(one.read.status, alike)] += 1
        if one.found:
            tally.similarity += one.similarity
        for each in one.fields:
            tally.fields[each.name] += each.counted
            tally.fields[f"{each.name} right"] += each.counted and each.right
        _count_item(tally, one)
    return tally


def _count_item(tally: ProseTally, one: FactJudgement) -> None:
    """An amount with the number of the official document that grants it: an item of a list of projects."""
    if one.label is not None and one.label.text("document_number"):
        right = one.found and one.field("document_number").right
        tally.counts["items"] += 1
        tally.counts["items right"] += right
        tally.counts["items named right"] += right and one.field("name").right


def _optional(labels: Sequence[LabelSection], pairing: SectionPairing) -> list[int]:
    return [index for at, index in pairing.near.items() if labels[at].optional]


def _count_sections(
    labels: Sequence[LabelSection], read: Sequence[ReadSection], pairing: SectionPairing, misplaced: int
) -> dict[str, int]:
    levels = sum(not labels[at].level.open for at in pairing.right)
    return {
        "sections": sum(not each.optional or at in pairing.right for at, each in enumerate(labels)),
        "sections read": len(read) - len(_optional(labels, pairing)),
        "sections right": len(pairing.right),
        "levels": levels,
        "levels right": levels - misplaced,
    }


def _count_links(linked: Linked, accused: Accused) -> dict[str, int]:
    counts = {
        "links": len(linked.wanted),
        "links found": len(linked.found),
        "links to text": len(linked.texts),
        "ties": len(linked.labelled) + len(linked.beyond) + len(linked.wrong),
        "ties beyond": len(linked.beyond),
        "ties wrong": len(linked.wrong),
        "accusations false": len(accused.false),
    }
    for sort in SORTS:
        of_sort = [(found, noticed) for name, found, noticed in accused.known if name == sort]
        counts[f"contradictions {sort}"] = len(of_sort)
        counts[f"contradictions {sort} found"] = sum(found for found, _ in of_sort)
        counts[f"contradictions {sort} noticed"] = sum(noticed for _, noticed in of_sort)
    return counts


def _count_spans(tree: Tree, read: ReadProse, text: str) -> dict[str, int]:
    cells, wrong = wrong_spans({"facts": tree["facts"]}, text)
    broken = sum(
        fold("".join(text[start:end] for start, end in each.spans)) != fold(each.number + each.title)
        for each in read.sections
    )
    return {
        "spans": cells,
        "spans wrong": len(wrong),
        "headings": len(read.sections),
        "headings wrong": broken,
    }
