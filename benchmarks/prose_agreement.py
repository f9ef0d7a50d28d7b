"""How far two readings of the prose of one document agree, before anybody has settled their differences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.agreement import Agreement
from benchmarks.evaluation_alignment import fold
from benchmarks.prose_alignment import fold_name, name_similarity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.prose_labels import LabelFact, LabelSection, Prose

FIELDS = (
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
)
# What is compared, in the order in which it is printed; "fields" are all those of the figures together.
PARTS = ("headings", "levels", "figures", *FIELDS, "fields")
# One reader may count the line of a wrapped figure otherwise than the other.
_LINES_APART = 2


class _Comparison:
    """Collects while the readings are walked."""

    def __init__(self) -> None:
        self.either: Counter[str] = Counter()
        self.equal: Counter[str] = Counter()
        self.differences: list[str] = []

    def note(self, part: str, *, same: bool, what: str) -> None:
        self.either[part] += 1
        self.equal[part] += same
        if not same and what:
            self.differences.append(what)


def compare_prose(one: Prose, other: Prose) -> Agreement:
    """Holds two readings of one document against each other; neither is taken for the better one.

    Figures pair by their quote, near lines and the names that are most alike; headings by number and title, in the
    order of both. A field counts if one of the readers does not leave it blank; of a figure that one reader has alone,
    all its filled fields count. It is equal if both have the same value, white space and width left aside, and the same
    mark of doubt. A field that names a figure or a heading is equal if both name the same one. Levels are counted among
    those in use.
    """
    found = _Comparison()
    headings = _compare_headings(found, one.sections, other.sections)
    pairs = _pair(one.facts, other.facts)
    same_name = {other.facts[index].id: one.facts[at].id for at, index in pairs.items()} | headings
    for at, fact in enumerate(one.facts):
        twin = other.facts[pairs[at]] if at in pairs else None
        found.note("figures", same=twin is not None, what=f"{_place(fact)}: only the first reader has this figure")
        _compare_fields(found, fact, twin, same_name)
    for index in sorted(set(range(len(other.facts))) - set(pairs.values())):
        twin = other.facts[index]
        found.note("figures", same=False, what=f"{_place(twin)}: only the second reader has this figure")
        _compare_fields(found, None, twin, same_name)
    return Agreement(found.either, found.equal, tuple(found.differences))


def _compare_headings(found: _Comparison, one: Sequence[LabelSection], other: Sequence[LabelSection]) -> dict[str, str]:
    """Compares the outlines; which heading of the second reader is which of the first."""
    ranks, other_ranks = _ranks(one), _ranks(other)
    waiting = list(other)
    same: dict[str, str] = {}
    for section in one:
        twin = next((each for each in waiting if _heading(each) == _heading(section)), None)
        what = f"line {section.line}: only the first reader has the heading {section.number} {section.title}"
        found.note("headings", same=twin is not None, what=what)
        if twin is not None:
            waiting.remove(twin)
            same[twin.id] = section.id
            levels = ranks[section.id], other_ranks[twin.id]
            what = f"line {section.line}: level of {section.title}: {levels[0]} and {levels[1]}"
            found.note("levels", same=levels[0] == levels[1], what=what)
    for section in waiting:
        what = f"line {section.line}: only the second reader has the heading {section.number} {section.title}"
        found.note("headings", same=False, what=what)
    return same


def _ranks(sections: Sequence[LabelSection]) -> dict[str, str]:
    """The levels counted among those that the reader uses: where the top one begins is a habit, not a reading."""
    used = sorted({section.level.value for section in sections})
    return {
        section.id: f"{used.index(section.level.value) + 1}{'?' if section.level.open else ''}" for section in sections
    }


def _heading(section: LabelSection) -> tuple[str, str]:
    return fold(section.number), fold(section.title)


def _pair(one: Sequence[LabelFact], other: Sequence[LabelFact]) -> dict[int, int]:
    candidates = sorted(
        (
            (
                -abs(fact.line - twin.line),
                name_similarity(fact.text("name"), twin.text("name")),
                _alike(fact, twin),
                -abs(at - index),
                -at,
                -index,
            )
            for at, fact in enumerate(one)
            for index, twin in enumerate(other)
            if abs(fact.line - twin.line) <= _LINES_APART and fold(fact.text("quote")) == fold(twin.text("quote"))
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, at, index in candidates:
        if -at not in pairs and -index not in taken:
            pairs[-at] = -index
            taken.add(-index)
    return pairs


def _alike(one: LabelFact, other: LabelFact) -> int:
    return sum(one.text(field) == other.text(field) for field in ("measure", "unit", "value", "direction"))


def _compare_fields(
    found: _Comparison, one: LabelFact | None, other: LabelFact | None, same_name: Mapping[str, str]
) -> None:
    for field in FIELDS:
        mine, yours = _content(one, field, {}), _content(other, field, same_name)
        if mine or yours:
            same = one is not None and other is not None and mine == yours
            place = _place(one) if one is not None else ""
            what = f"{place}: {field}: {mine or 'blank'} and {yours or 'blank'}" if one and other else ""
            found.note(field, same=same, what=what)
            found.note("fields", same=same, what="")


def _content(fact: LabelFact | None, field: str, same_name: Mapping[str, str]) -> str:
    """A field as it is compared, with its mark of doubt."""
    if fact is None:
        return ""
    if field == "counterpart":
        return " ".join(sorted(f"{entry.value}{'?' if entry.open else ''}" for entry in fact.counterparts))
    text = fact.text(field)
    if field in ("part_of", "about", "section"):
        text = same_name.get(text, text and f"{text} of the second reader") if same_name else text
    folded = fold_name(text) if field == "name" else fold(text)
    return folded + ("?" if fact.doubtful(field) else "")


def _place(fact: LabelFact) -> str:
    return f"line {fact.line}, {fact.text('quote')} {fact.text('name')}"
