"""How likely identities agree by accident with a place that they chose.

A value that identities had to place is proved only if its place is the single one that satisfies them and a wrong
place would hardly have done so by accident. A wrong place satisfies one identity with about the share of the value
that rounding leaves free: 3 half units of 28.00 are one in a thousand. Independent identities multiply, and every
choice that was tried multiplies in the other direction.
"""

from __future__ import annotations

from functools import cache
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.proving.outcomes import Outcomes
    from docparse.proving.slots import ReadTable, Slots

# A proof by identities must be wrong less often than this.
LARGEST_CHANCE = 1e-4

Vector = tuple[int, ...]


class Evidence:
    """What the identities of a report say of the places of single values."""

    def __init__(self, tables: Sequence[ReadTable], slots: Slots, outcomes: Outcomes) -> None:
        self._tables = tables
        self._slots = slots
        self._outcomes = outcomes

    def chance(self, slot: int) -> float:
        """How likely the identities that cover a placed value hold by accident, after all choices tried; at most 1.

        Along the row every layout that the print allows was tried, down the column only which figure stands there.
        """
        number, row, _ = self._slots.places[slot]
        value = abs(self._slots.values[slot])
        along: list[float] = []
        down = linked = 1.0
        for index in self._outcomes.holding.get(slot, ()):
            share = self._share(index, value)
            if self._outcomes.equations[index].kind == "cross_table":
                linked = min(linked, share)
            elif self._is_within_row(index, number, row):
                along.append(share)
            else:
                down *= min(1.0, share * self._choices(index, slot))
        along.sort(reverse=True)
        placed = self._tables[number].placed[row]
        by_row = prod(along[: self._independent(slot, number, row)])
        figures = 1 + len(placed.columns)
        elsewhere = down * linked
        return min(1.0, placed.tried * by_row * elsewhere, figures * elsewhere * min(1.0, placed.tried * by_row))

    def _share(self, index: int, value: int) -> float:
        tolerance = self._outcomes.tolerances[index]
        step = self._step(index)
        return min(1.0, 2 * (tolerance + step) / value) if value else 1.0

    def _step(self, index: int) -> int:
        equation = self._outcomes.equations[index]
        return max(self._slots.halves[slot] for slot in (*equation.left, *equation.right))

    def _is_within_row(self, index: int, number: int, row: int) -> bool:
        """Whether an equation lies in this row; each other kind has a foreign row on its right."""
        equation = self._outcomes.equations[index]
        places = self._slots.places
        return places[equation.left[0]][:2] == places[equation.right[0]][:2] == (number, row)

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

    def _independent(self, slot: int, number: int, row: int) -> int:
        """How many of the row's identities that cover a value say something that the others do not."""
        taken = self._slots.rows[number][row]
        order = {other: place for place, other in enumerate(taken.values())}
        covering: list[Vector] = []
        others: list[Vector] = []
        found = {index for each in taken.values() for index in self._outcomes.holding.get(each, ())}
        for index in sorted(found):
            if self._is_within_row(index, number, row):
                vector = [0] * len(order)
                equation = self._outcomes.equations[index]
                for each in equation.left:
                    vector[order[each]] += 1
                for each in equation.right:
                    vector[order[each]] -= 1
                (covering if vector[order[slot]] else others).append(tuple(vector))
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


def proved(slots: Iterable[int], evidence: Evidence) -> set[int]:
    """The placed values whose place is proved."""
    return {slot for slot in slots if evidence.chance(slot) < LARGEST_CHANCE}
