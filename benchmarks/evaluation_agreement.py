"""How far two readings of the evaluation forms of one document agree, before anybody has settled their differences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.agreement import Agreement
from benchmarks.evaluation_alignment import fold, pair_forms, walk
from benchmarks.evaluation_families import FAMILIES, REMARKS, family_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.evaluation_alignment import Field
    from benchmarks.evaluation_labels import Entry, LabelForm

# What is compared, in the order in which it is printed; "fields" are all those of the families together.
PARTS = ("forms", *FAMILIES, REMARKS, "fields")


class _Comparison:
    """Collects while the forms are walked."""

    def __init__(self) -> None:
        self.either: Counter[str] = Counter()
        self.equal: Counter[str] = Counter()
        self.differences: list[str] = []

    def note(self, part: str, *, same: bool, what: str) -> None:
        self.either[part] += 1
        self.equal[part] += same
        if not same and what:
            self.differences.append(what)

    def note_field(self, field: Field, *, same: bool, what: str) -> None:
        self.note(family_of(field.block, field.name), same=same, what=what)
        self.note("fields", same=same, what="")


def compare_evaluations(one: Sequence[LabelForm], other: Sequence[LabelForm]) -> Agreement:
    """Holds two readings of one document against each other; neither is taken for the better one.

    A field counts if one of the readers does not leave it blank. It is equal if both have the same value, white space
    and width left aside, and the same mark of doubt. Forms pair by the lines that they take up, rows in their order.
    """
    found = _Comparison()
    pairing = pair_forms([[_lines(form)] for form in one], [[_lines(form)] for form in other])
    for form, at in zip(one, pairing.pairs, strict=True):
        found.note("forms", same=at is not None, what=f"{form.file}: only the first reader has this form")
        _compare(found, form, None if at is None else other[at])
    for at in pairing.extra:
        found.note("forms", same=False, what=f"{other[at].file}: only the second reader has this form")
        _compare(found, None, other[at])
    return Agreement(found.either, found.equal, tuple(found.differences))


def _lines(form: LabelForm) -> tuple[int, int]:
    return form.lines[0], form.lines[1] + 1


def _compare(found: _Comparison, one: LabelForm | None, other: LabelForm | None) -> None:
    """Every field of a form; of one that only one reader has they are counted, and the form is already listed."""
    lonely = one is None or other is None
    file = "" if one is None else one.file
    for field, entry, twin in walk(one, other):
        only = "" if field.paired else " (a row of one reader only)"
        what = f"{file}: {field}{only}: {_shown(entry)} and {_shown(twin)}"
        found.note_field(field, same=_same(entry, twin), what="" if lonely else what)
    left, right = (Counter(map(fold, form.remarks)) if form is not None else Counter() for form in (one, other))
    found.either[REMARKS] += (left | right).total()
    found.equal[REMARKS] += (left & right).total()
    if not lonely:
        found.differences += [f"{file}: note: {text!r} and nothing" for text in (left - right).elements()]
        found.differences += [f"{file}: note: nothing and {text!r}" for text in (right - left).elements()]


def _same(one: Entry | None, other: Entry | None) -> bool:
    return one is not None and other is not None and (fold(one.value), one.open) == (fold(other.value), other.open)


def _shown(entry: Entry | None) -> str:
    return "blank" if entry is None else repr(entry.value + ("?" if entry.open else ""))
