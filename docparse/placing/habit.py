"""The habit of a table with nothing: most tables print a zero, or leave a blank, column by column throughout.

Where one such habit explains every row (the zeros between two figures are as many as the columns there that print
zeros), columns that no habit of this kind lets print zeros hold blanks. Soft evidence: it narrows what an unproved zero
is said to be, and proves nothing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A habit is not learnt from fewer rows of different shape than this.
FEWEST_SHAPES = 2
FEWEST_ROWS = 4
# Choices tried before the search gives up.
MOST_STEPS = 20_000

Shape = tuple[tuple[int, ...], tuple[int, ...]]
Demand = tuple[tuple[int, ...], int]


def zero_columns(shapes: Sequence[Shape], width: int) -> frozenset[int] | None:
    """The columns that may print zeros under some habit which explains all rows; None where none does.

    Args:
        shapes: of each row the columns of its figures, and how many zeros stand before, between and after them.
        width: how many columns there are.
    """
    different = set(shapes)
    if len(shapes) < FEWEST_ROWS or len(different) < FEWEST_SHAPES:
        return None
    search = _Search(_demands(different, width), width)
    return frozenset(search.union) if search.descend(0, ()) and search.found else None


def free_columns(between: range, zeros: int, habit: frozenset[int] | None) -> Sequence[int]:
    """The columns among those between two figures in which so many zeros may stand; all of them without a habit."""
    if habit is None:
        return between
    kept = [column for column in between if column in habit]
    return kept if len(kept) >= zeros else between


def _demands(shapes: Iterable[Shape], width: int) -> list[list[Demand]]:
    """What the rows ask of the columns, listed under the last column that each demand names."""
    by_last: list[list[Demand]] = [[] for _ in range(width)]
    seen: set[Demand] = set()
    for figures, runs in shapes:
        for (left, right), zeros in zip(pairwise((-1, *figures, width)), runs, strict=True):
            demand = (tuple(range(left + 1, right)), zeros)
            if demand[0] and demand not in seen:
                seen.add(demand)
                by_last[right - 1].append(demand)
    return by_last


class _Search:
    """Tries for each column in turn whether it prints zeros."""

    def __init__(self, by_last: Sequence[Sequence[Demand]], width: int) -> None:
        self.by_last = by_last
        self.width = width
        self.union: set[int] = set()
        self.found = 0
        self.steps = 0

    def descend(self, column: int, chosen: tuple[bool, ...]) -> bool:
        """False once the steps have run out."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            return False
        if column == self.width:
            self.found += 1
            self.union.update(place for place, prints in enumerate(chosen) if prints)
            return True
        for prints in (False, True):
            now = (*chosen, prints)
            fits = all(sum(now[place] for place in columns) == zeros for columns, zeros in self.by_last[column])
            if fits and not self.descend(column + 1, now):
                return False
        return True
