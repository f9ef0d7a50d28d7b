"""Which read figure answers which labelled one, and which heading; names as they are compared."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from benchmarks.evaluation_alignment import Pairing, fold
from benchmarks.prose_places import line_starts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.prose_labels import LabelFact, LabelSection
    from benchmarks.prose_places import Range
    from benchmarks.prose_results import ReadFact, ReadSection

# Quotation marks say nothing of what is named: “三公”经费 is 三公经费.
_QUOTATION = str.maketrans(dict.fromkeys("“”‘’\"'＂「」『』《》"))
# Extractors print the brackets of one document number in many ways.
_BRACKETS = str.maketrans("[［【(（]］】)）", "〔〔〔〔〔〕〕〕〕〕")
# Names that share so much are two prints of one subject.
ALIKE = 0.75


def fold_name(text: str) -> str:
    """A name as it is compared: without white space and quotation marks, width of characters left aside.

    >>> fold_name("“三公” 经费（全年）")
    '三公经费(全年)'
    """
    return fold(text).translate(_QUOTATION)


def fold_number(text: str) -> str:
    """The number of an official document as it is compared: whatever brackets it has.

    >>> fold_number("云财预[2031] 7号") == fold_number("云财预〔2031〕7号")
    True
    """
    return fold(text).translate(_BRACKETS)


def name_similarity(one: str, other: str) -> float:
    """How alike two names are, 0..1; 1 for two that are compared as equal."""
    return Levenshtein.normalized_similarity(fold_name(one), fold_name(other))


class Candidate(NamedTuple):
    """A labelled and a read figure that stand in one place; the greater one is the better pair."""

    value: bool
    name: float
    measure: bool
    unit: bool
    near: int
    label: int
    read: int


def pair_facts(labels: Sequence[LabelFact], places: Sequence[Sequence[Range]], read: Sequence[ReadFact]) -> Pairing:
    """Each labelled figure with the read one that stands in its place; each read one once.

    Of several figures read in one place, those go together whose values agree, then whose names are most alike, then
    whose measure and unit agree, then those that come first.

    Args:
        labels: of one document.
        places: of each the ranges in which it may stand.
        read: the figures of the result.
    """
    candidates = sorted(
        (
            _candidate(label, fact, at, index)
            for at, (label, ranges) in enumerate(zip(labels, places, strict=True))
            for index, fact in enumerate(read)
            if _overlap(ranges, fact.spans)
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for one in candidates:
        if one.label not in found and one.read not in taken:
            found[one.label] = one.read
            taken.add(one.read)
    return _pairing(found, len(labels), len(read))


def _candidate(label: LabelFact, fact: ReadFact, at: int, index: int) -> Candidate:
    return Candidate(
        value=label.text("value") == fact.fields["value"],
        name=name_similarity(label.text("name"), fact.fields["name"]),
        measure=label.text("measure") == fact.fields["measure"],
        unit=fold(label.text("unit")) == fold(fact.fields["unit"]),
        near=-abs(at - index),
        label=at,
        read=index,
    )


def _overlap(one: Sequence[Range], other: Sequence[Range]) -> bool:
    return any(start < till and since < end for start, end in one for since, till in other)


class SectionPairing(NamedTuple):
    """Headings of a label and of a result.

    Attributes:
        right: labelled heading → read one, where number and title agree, in the order of both.
        near: the same for those left over that begin on one line.
    """

    right: Mapping[int, int]
    near: Mapping[int, int]

    def read_of(self, label: int) -> int | None:
        """The read heading that stands where a labelled one does."""
        return self.right.get(label, self.near.get(label))


def pair_sections(labels: Sequence[LabelSection], read: Sequence[ReadSection], text: str) -> SectionPairing:
    """Pairs headings by number and title, white space and width left aside; the rest by their line.

    Args:
        labels: of one document.
        read: the headings of the result.
        text: the decoded source.
    """
    keys, read_keys = ([(fold(each.number), fold(each.title)) for each in part] for part in (labels, read))
    starts = line_starts(text)
    right: dict[int, int] = {}
    for block in SequenceMatcher(None, keys, read_keys, autojunk=False).get_matching_blocks():
        right |= {block.a + step: block.b + step for step in range(block.size)}
    near: dict[int, int] = {}
    for at, label in enumerate(labels):
        for index, section in enumerate(read):
            free = at not in right and index not in right.values() and index not in near.values()
            if free and section.at is not None and starts[label.line - 1] <= section.at < starts[label.line]:
                near.setdefault(at, index)
    return SectionPairing(right, near)


def _pairing(found: Mapping[int, int], one: int, other: int) -> Pairing:
    taken = set(found.values())
    return Pairing(tuple(found.get(at) for at in range(one)), tuple(at for at in range(other) if at not in taken))
