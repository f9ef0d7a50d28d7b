"""The decoder: the cheapest way to read a row's atoms as the fields that its form expects.

A printed line is a sequence of groups; each group is its stub fields (code, name, line number) followed by a
run of values. The search adds up how well each atom's kind fits the field, what it costs to leave a field
blank, and what it costs to leave an atom over. It depends on the kinds alone, so rows of one shape are
decoded once.

Costs are in units of "one doubtful field": a blank value costs a quarter because blanks vanish all the time,
an atom that no field takes costs more than any number of blanks.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from docparse.grammars.model import StubField

ABSENT_GROUP = 0.8
# Groups are filled from the left.
EARLIER_FIRST = 0.001
ABSENT_FIELD = {"code": 0.6, "name": 1.2, "line_number": 2.0}
ABSENT_VALUE = 0.25
JOINED_NAME = 0.15
LEFT_OVER = {"B": 0.25}
# A blank between a stub and its values is rather a spanned cell than one that stands behind the values.
SPARE_BLANK = 0.2
LEFT_OVER_ATOM = 6.0
# Values without a code, a name or a line number before them rather belong to the group on their left.
STUBLESS_VALUES = 2.0
# Atoms before a row that belong to none of its fields.
MOST_STRAY_ATOMS = 4
# Blanks that a spanning cell may leave between a stub and its values.
MOST_SPARE_BLANKS = 6
WRONG_LINE_NUMBER = 2.5
VALUE_COST = {
    "V": 0.0,
    "Z": 0.0,
    "B": 0.0,
    "D": 0.05,
    "I": 0.3,
    "C": 0.4,
    "K": 7.0,
    "U": 0.5,
    "P": 2.0,
    "a": 3.0,
    "b": 3.0,
    "c": 3.0,
    "d": 3.0,
}
# The kinds that stand for "the next line number of group 0, 1, …" in the kinds of a row.
EXPECTED_LINE = "abcd"
LONGEST_NAME = 12
# Text, and the names that belong to the income or to the expenditure side of a form.
TEXT_KINDS = "Tnx"
WRONG_SIDE = {("income", "x"): 1.5, ("expenditure", "n"): 1.5}
MOST_CODE_BLANKS = 3
# Shapes of rows remembered: a report has some dozens, a province a few hundred.
MOST_SHAPES = 8192


class Group(NamedTuple):
    """The fields of one group of a line: its stub and how many values follow."""

    stub: tuple[StubField, ...]
    values: int
    side: str | None = None


class GroupReading(NamedTuple):
    """Which atoms (by index) a group's fields are; None where a field is blank."""

    group: int
    code: int | None = None
    name: tuple[int, ...] = ()
    line_number: int | None = None
    values: tuple[int, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether no atom belongs to the group."""
        return self.code is None and self.line_number is None and not self.name and not self.values


class Reading(NamedTuple):
    """The reading of a row: its groups, the atoms that no field took, and its cost."""

    groups: tuple[GroupReading, ...]
    left_over: tuple[int, ...]
    cost: float


@lru_cache(maxsize=MOST_SHAPES)
def read_fields(groups: tuple[Group, ...], kinds: str) -> Reading:
    """The cheapest reading of a row of these groups whose atoms have these kinds.

    A pure function of few distinct arguments: the same shapes come back on every page of every report.
    """
    return _FieldSearch(groups).read(kinds)


class _FieldSearch:
    """The dynamic program of one shape of row."""

    def __init__(self, groups: tuple[Group, ...]) -> None:
        self.groups = groups

    def read(self, kinds: str) -> Reading:
        """From the last group to the first: best[at] reads all atoms from ``at`` on."""
        size = len(kinds)
        best: list[Reading] = [
            Reading((), tuple(range(at, size)), sum(_left_over(kind) for kind in kinds[at:])) for at in range(size + 1)
        ]
        for index in range(len(self.groups) - 1, -1, -1):
            best = self._before(index, kinds, best)
        return best[0]

    def _before(self, index: int, kinds: str, after: list[Reading]) -> list[Reading]:
        """The best readings once group ``index`` stands before the readings in ``after``."""
        size = len(kinds)
        best: list[Reading] = [after[size]] * (size + 1)
        absent = ABSENT_GROUP - EARLIER_FIRST * index
        # Only the start of the row is read with all groups before it; a few atoms there may be no part of it.
        first = size if index else min(size, MOST_STRAY_ATOMS)
        for at in range(first, -1, -1):
            rest = after[at]
            chosen = Reading((GroupReading(index), *rest.groups), rest.left_over, rest.cost + absent)
            if at < first:
                dropped = best[at + 1]
                cost = dropped.cost + _left_over(kinds[at])
                if cost < chosen.cost:
                    chosen = Reading(dropped.groups, (at, *dropped.left_over), cost)
            for cost, reading, spare, end in self._readings(index, kinds, at):
                rest = after[end]
                if cost + rest.cost < chosen.cost - 1e-9:
                    chosen = Reading((reading, *rest.groups), (*spare, *rest.left_over), cost + rest.cost)
            best[at] = chosen
        return best

    def _readings(self, index: int, kinds: str, at: int) -> list[tuple[float, GroupReading, tuple[int, ...], int]]:
        """The ways to read group ``index`` from atom ``at``: (cost, reading, atoms left over, end)."""
        group = self.groups[index]
        found: list[tuple[float, GroupReading, tuple[int, ...], int]] = []
        for cost, stub, place in self._stubs(index, kinds, at, 0, GroupReading(index)):
            start, extra = place, 0.0
            spare: tuple[int, ...] = ()
            while True:
                found += self._with_values(group, kinds, start, (cost + extra, stub, spare))
                if start >= len(kinds) or kinds[start] != "B" or len(spare) >= MOST_SPARE_BLANKS:
                    break
                spare = (*spare, start)
                extra += SPARE_BLANK
                start += 1
        return found

    def _with_values(
        self, group: Group, kinds: str, start: int, stub: tuple[float, GroupReading, tuple[int, ...]]
    ) -> list[tuple[float, GroupReading, tuple[int, ...], int]]:
        """Appends each possible run of values from ``start`` to a stub that has been read."""
        cost, reading, spare = stub
        found = []
        for count in range(group.values + 1):
            if count:
                kind = kinds[start + count - 1] if start + count <= len(kinds) else ""
                if kind not in VALUE_COST:
                    break
                cost += VALUE_COST[kind]
            values = tuple(range(start, start + count))
            whole = GroupReading(reading.group, reading.code, reading.name, reading.line_number, values)
            if count == 1 and reading.group and whole.code is None and not whole.name and whole.line_number is None:
                cost += STUBLESS_VALUES
            if not whole.blank:
                found.append((cost + ABSENT_VALUE * (group.values - count), whole, spare, start + count))
        return found

    def _stubs(
        self, index: int, kinds: str, at: int, field: int, reading: GroupReading
    ) -> list[tuple[float, GroupReading, int]]:
        """The ways to read the stub fields from the ``field``-th on: (cost, reading, end)."""
        stub = self.groups[index].stub
        if field == len(stub):
            return [(0.0, reading, at)]
        found = []
        after_code = reading.code is not None
        for cost, step, end in _field_readings(stub[field], index, kinds, at, after_code=after_code):
            if isinstance(step, tuple) and step:
                cost += WRONG_SIDE.get((self.groups[index].side or "", kinds[step[0]]), 0.0)
            taken = GroupReading(
                reading.group,
                step if stub[field] == "code" and isinstance(step, int) else reading.code,
                step if isinstance(step, tuple) else reading.name,
                step if stub[field] == "line_number" and isinstance(step, int) else reading.line_number,
            )
            found += [
                (cost + more, whole, place) for more, whole, place in self._stubs(index, kinds, end, field + 1, taken)
            ]
        return found


def _left_over(kind: str) -> float:
    return LEFT_OVER.get(kind, LEFT_OVER_ATOM)


def _field_readings(
    field: StubField, index: int, kinds: str, at: int, *, after_code: bool
) -> list[tuple[float, int | tuple[int, ...] | None, int]]:
    """The ways to read one stub field at an atom: (cost, atom or atoms or None, end)."""
    kind = kinds[at] if at < len(kinds) else ""
    found: list[tuple[float, int | tuple[int, ...] | None, int]] = [(ABSENT_FIELD[field], None, at)]
    if kind == "B":
        found.append((0.0 if field == "code" else 0.1, None, at + 1))
    elif field == "code" and kind in ("C", "K"):
        found.append((0.0, at, at + 1))
    elif field == "line_number" and kind:
        if kind == EXPECTED_LINE[index]:
            found.append((0.0, at, at + 1))
        elif kind in "ICabcd":
            found.append((WRONG_LINE_NUMBER, at, at + 1))
    if field == "name" and kind and kind in "BTnx":
        # A code that spans the cells of its parts leaves blanks before the name.
        start = at
        while after_code and start < len(kinds) and kinds[start] == "B" and start - at < MOST_CODE_BLANKS:
            start += 1
        end = start
        while end < len(kinds) and kinds[end] in TEXT_KINDS and end - start < LONGEST_NAME:
            end += 1
            cost = JOINED_NAME * (end - start - 1) + SPARE_BLANK * (start - at)
            found.append((cost, tuple(range(start, end)), end))
    return found
