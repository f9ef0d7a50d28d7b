"""How likely identities agree by accident with a place that they chose.

A value that identities had to place is proved only if its place is the single one that satisfies them and a wrong
place would hardly have done so by accident. A wrong place satisfies one identity with about the share of the value
that rounding leaves free: 3 half units of 28.00 are one in a thousand. Independent identities multiply, and every
choice that was tried multiplies in the other direction.
"""

from __future__ import annotations

from functools import cache
from math import comb, prod
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docparse.placing.placement import PlacedRow
    from docparse.proving.outcomes import Outcomes
    from docparse.proving.slots import ReadTable, Slots

# A proof by identities must be wrong less often than this.
LARGEST_CHANCE = 1e-4

# The identities of a total and its parts in one column, and how much of a part rounding may leave free.
_OF_PARTS = frozenset({"hierarchy", "column_total"})
_HIDDEN = 0.1

Vector = tuple[int, ...]


class Evidence:
    """What the identities of a report say of the places of single values."""

    def __init__(self, tables: Sequence[ReadTable], slots: Slots, outcomes: Outcomes) -> None:
        self._tables = tables
        self._slots = slots
        self._outcomes = outcomes
        self._along: dict[tuple[int, int], dict[int, Vector]] = {}
        self._least: dict[int, int] = {}

    def chance(self, slot: int, tried: int) -> float:
        """How likely the identities that cover a placed value hold by accident, after all choices tried; at most 1.

        Along the row ``tried`` layouts were possible, down the column only which figure stands there.
        """
        number, row, _ = self._slots.places[slot]
        value = abs(self._slots.values[slot])
        own = self._within_row(number, row)
        along: list[float] = []
        down = linked = 1.0
        for index in self._outcomes.holding.get(slot, ()):
            share = self._share(index, value)
            if index in own:
                along.append(share)
            elif not self._is_anchored(index, slot):
                continue
            elif self._outcomes.equations[index].kind == "cross_table":
                linked = min(linked, share)
            else:
                down *= min(1.0, share * self._choices(index, slot))
        along.sort(reverse=True)
        placed = self._tables[number].placed[row]
        by_row = prod(along[: _independent(self.column_of(slot), own.values())])
        figures = 1 + len(placed.columns)
        elsewhere = down * linked
        chance = min(1.0, tried * by_row * elsewhere, figures * elsewhere * min(1.0, tried * by_row))
        # Whether a row is steady takes long to find out: it is asked only where it would matter.
        by_row_alone = down == linked == 1.0 and chance < LARGEST_CHANCE
        return 1.0 if by_row_alone and not self._is_steady(slot, placed) else chance

    def row_of(self, slot: int) -> tuple[int, int]:
        """Table and row of a slot."""
        return self._slots.places[slot][:2]

    def column_of(self, slot: int) -> int:
        """The place of a slot's column on its side of the table."""
        number, row, key = self._slots.places[slot]
        return list(self._slots.rows[number][row]).index(key)

    def placed(self, row: tuple[int, int]) -> PlacedRow:
        """How the values of a row were placed."""
        return self._tables[row[0]].placed[row[1]]

    def is_verified(self, slot: int) -> bool:
        """Whether what the layout settles has proved a value."""
        cell = self._slots.cells[slot]
        return cell is not None and cell["status"] == "verified"

    def total_above(self, members: Sequence[int]) -> dict[int, int] | None:
        """The figures of the total that a row is a part of, by column; None where it has none that says anything.

        A figure of the part that rounding could hide, or a negative amount anywhere, says nothing.
        """
        number, row, _ = self._slots.places[members[0]]
        for index in self._outcomes.holding.get(members[0], ()):
            equation = self._outcomes.equations[index]
            whole = self._slots.places[equation.left[0]]
            if equation.kind not in _OF_PARTS or whole[0] != number or whole[1] == row:
                continue
            hidden = any(self._share(index, abs(self._slots.values[slot])) > _HIDDEN for slot in members)
            if hidden or self._least_of_parts(index) < 0:
                return None
            above = self._slots.rows[number][whole[1]].values()
            return {place: slot for place, slot in enumerate(above) if self._slots.values[slot]}
        return None

    def _least_of_parts(self, index: int) -> int:
        """The least amount in the rows of the parts that an equation sums up; each part of a total asks for it."""
        if index not in self._least:
            number, slots = self._slots.places[self._outcomes.equations[index].left[0]][0], self._slots
            rows = [slots.rows[number][slots.places[slot][1]] for slot in self._outcomes.equations[index].right]
            self._least[index] = min(slots.values[slot] for row in rows for slot in row.values())
        return self._least[index]

    def _is_steady(self, slot: int, placed: PlacedRow) -> bool:
        """Whether no single slip of the text makes the row balance with this value in its column."""
        return placed.steady is None or placed.steady[placed.columns.index(self.column_of(slot))]

    def _is_anchored(self, index: int, slot: int) -> bool:
        """Whether another value of an equation stands where it does for reasons of its own.

        Rows that were placed together by one identity would satisfy it in any column.
        """
        equation = self._outcomes.equations[index]
        return any(
            self._slots.values[other] and not is_chosen(other, self._slots, self._tables)
            for other in (*equation.left, *equation.right)
            if other != slot
        )

    def _share(self, index: int, value: int) -> float:
        tolerance = self._outcomes.tolerances[index]
        step = self._step(index)
        return min(1.0, 2 * (tolerance + step) / value) if value else 1.0

    def _step(self, index: int) -> int:
        equation = self._outcomes.equations[index]
        return max(self._slots.halves[slot] for slot in (*equation.left, *equation.right))

    def _choices(self, index: int, slot: int) -> int:
        """Between how many figures the other rows of a family chose in its column."""
        equation = self._outcomes.equations[index]
        choices = 1
        for other in (*equation.left, *equation.right):
            if other != slot:
                table, row, key = self._slots.places[other]
                ways = self._tables[table].placed[row].ways
                if ways:
                    choices *= ways[list(self._slots.rows[table][row]).index(key)]
        return choices

    def _within_row(self, number: int, row: int) -> dict[int, Vector]:
        """The equations that hold and lie in one row, each with the signs of its columns; others have a foreign row."""
        known = self._along.get((number, row))
        if known is not None:
            return known
        taken = self._slots.rows[number][row]
        order = {slot: place for place, slot in enumerate(taken.values())}
        found: dict[int, Vector] = {}
        for index in sorted({index for slot in taken.values() for index in self._outcomes.holding.get(slot, ())}):
            equation = self._outcomes.equations[index]
            if equation.left[0] in order and equation.right[0] in order:
                vector = [0] * len(order)
                for each in equation.left:
                    vector[order[each]] += 1
                for each in equation.right:
                    vector[order[each]] -= 1
                found[index] = tuple(vector)
        self._along[number, row] = found
        return found


def _independent(column: int, vectors: Iterable[Vector]) -> int:
    """How many identities that cover a column say something that the other ones do not."""
    covering: list[Vector] = []
    others: list[Vector] = []
    for vector in vectors:
        (covering if vector[column] else others).append(vector)
    return _rank((*others, *covering)) - _rank(tuple(others))


@cache
def _rank(vectors: tuple[Vector, ...]) -> int:
    """The number of linearly independent vectors, by elimination without fractions."""
    rows = [list(vector) for vector in vectors]
    rank = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((index for index in range(rank, len(rows)) if rows[index][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        head = rows[rank]
        for index in range(rank + 1, len(rows)):
            factor = rows[index][column]
            if factor:
                rows[index] = [head[column] * a - factor * b for a, b in zip(rows[index], head, strict=True)]
        rank += 1
    return rank


def is_chosen(slot: int, slots: Slots, tables: Sequence[ReadTable]) -> bool:
    """Whether a value stands where it does because other rows said so: its own row left that column a choice."""
    number, row, key = slots.places[slot]
    ways = tables[number].placed[row].ways
    return bool(slots.values[slot] and ways) and ways[list(slots.rows[number][row]).index(key)] > 1


class Room(NamedTuple):
    """What the row above leaves of a row: so many ways for its figures, unless that row is wrong by this chance."""

    ways: int
    chance: float


# No total says anything.
ALL_ROOM = Room(0, 0.0)


def room_below(members: Sequence[int], evidence: Evidence, known: Mapping[int, float]) -> Room:
    """The room that the total above a row leaves it.

    Where no amount is negative, nothing stands in a column of a part that is empty in the total. So the total's row has
    to be proved, and the figures of the part have to be larger than what rounding leaves free.

    Args:
        members: the placed figures of the row.
        evidence: what the identities say.
        known: the figures that are proved, each with the chance that it is not where it is.
    """
    above = evidence.total_above(members)
    if above is None:
        return ALL_ROOM
    # The figures of a row stand or fall together: what one inherited from above is not to be counted for each.
    chance = max(0.0 if evidence.is_verified(slot) else known.get(slot, 1.0) for slot in above.values())
    columns = {evidence.column_of(slot) for slot in members}
    if chance >= LARGEST_CHANCE or not columns <= above.keys():
        return ALL_ROOM
    return Room(comb(len(above), len(members)), chance)


def proved(slots: Sequence[int], evidence: Evidence) -> set[int]:
    """The placed values whose place is proved.

    What is proved of a row narrows the rest of it: values keep their order, so that between two proved ones only the
    columns between theirs are left. It narrows the rows below it too.
    """
    rows: dict[tuple[int, int], list[int]] = {}
    for slot in slots:
        rows.setdefault(evidence.row_of(slot), []).append(slot)
    known: dict[int, float] = {}
    while True:
        count = len(known)
        for row, members in rows.items():
            if not known.keys() >= set(members):
                known |= _proved_of_row(row, members, evidence, room_below(members, evidence, known))
        if len(known) == count:
            return set(known)


def _proved_of_row(row: tuple[int, int], members: Sequence[int], evidence: Evidence, room: Room) -> dict[int, float]:
    placed = evidence.placed(row)
    order = {slot: placed.columns.index(evidence.column_of(slot)) for slot in members}
    chances: dict[int, float] = {}
    while True:
        found = {}
        for slot in members:
            if slot not in chances:
                tried, inherited = _room(order[slot], placed, {order[each]: chances[each] for each in chances})
                if room.ways and room.ways < tried:
                    tried, inherited = room.ways, inherited + room.chance
                chance = inherited + (evidence.chance(slot, tried) if tried > 1 else 0.0)
                if chance < LARGEST_CHANCE:
                    found[slot] = chance
        if not found:
            return chances
        chances |= found


def _room(place: int, placed: PlacedRow, sure: Mapping[int, float]) -> tuple[int, float]:
    """In how many ways the values between the nearest proved ones can stand, and how likely these are wrong."""
    left = max((each for each in sure if each < place), default=None)
    right = min((each for each in sure if each > place), default=None)
    if left is None and right is None:
        return placed.tried, 0.0
    first = placed.columns[left] if left is not None else -1
    last = placed.columns[right] if right is not None else placed.width
    values = (right if right is not None else len(placed.columns)) - (left if left is not None else -1) - 1
    inherited = sum(sure[each] for each in (left, right) if each is not None)
    return min(comb(last - first - 1, values), placed.tried), inherited
