"""All ways to lay the values of one row into its columns so that the row's identities hold.

Values keep their order, so a layout is a choice of columns. Zeros and marks add nothing to any sum: only the
other values are searched, and the zeros between two of them are counted by binomials. Amounts are whole
numbers of half units of the table's last printed decimal, so that an identity over n printed terms holds
within n.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import comb
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# One identity as (column index, sign) terms; the signed sum is zero within the tolerance.
Identity = tuple[tuple[int, int], ...]
# Steps after which the search of one row gives up: no row of a known form comes near.
MOST_STEPS = 60_000


class Layout(NamedTuple):
    """One choice: the column of each value that is not zero (by order among those), and its zero arrangements."""

    columns: tuple[int, ...]
    zero_choices: int


@dataclass(frozen=True, slots=True)
class RowLayouts:
    """The layouts of a row that satisfy its identities; ``complete`` is false where the search was cut short."""

    layouts: tuple[Layout, ...]
    complete: bool
    steps: int

    @property
    def count(self) -> int:
        """How many layouts there are, zeros told apart by their columns."""
        return sum(layout.zero_choices for layout in self.layouts)


def zero_runs(values: Sequence[int]) -> tuple[int, ...]:
    """How many zeros stand before, between and after the values that are not zero."""
    runs = [0]
    for value in values:
        if value:
            runs.append(0)
        else:
            runs[-1] += 1
    return tuple(runs)


def search_row(
    values: Sequence[int], width: int, identities: Sequence[Identity], *, most_steps: int = MOST_STEPS
) -> RowLayouts:
    """Every layout of the values over ``width`` columns in which all identities hold."""
    search = _Search(values, width, identities, most_steps)
    complete = search.descend(0, 0)
    return RowLayouts(tuple(search.found), complete, search.steps)


class _Search:
    """Depth first along the columns: each takes the next figure or none, and sums are tried once they are whole."""

    def __init__(self, values: Sequence[int], width: int, identities: Sequence[Identity], most_steps: int) -> None:
        self.figures = [value for value in values if value]
        self.runs = zero_runs(values)
        # A printed zero is rounded like any other number, and may be a term of the identity.
        self.zeros = sum(self.runs)
        self.width = width
        self.most_steps = most_steps
        self.by_last: list[list[Identity]] = [[] for _ in range(width)]
        for identity in identities:
            self.by_last[max(column for column, _ in identity)].append(identity)
        # What still has to fit to the right of figure i: the later figures and the zeros behind it.
        self.behind = [
            sum(self.runs[index + 1 :]) + len(self.figures) - index - 1 for index in range(len(self.figures))
        ]
        self.cells = [0] * width
        self.chosen: list[int] = []
        self.found: list[Layout] = []
        self.steps = 0

    def descend(self, column: int, index: int) -> bool:
        """Tries all ways to lay the figures from ``index`` on into the columns from ``column`` on.

        False once the steps have run out.
        """
        self.steps += 1
        if self.steps > self.most_steps:
            return False
        if column == self.width:
            self._keep(index)
            return True
        return self._with_figure(column, index) and self._without(column, index)

    def _keep(self, index: int) -> None:
        if index == len(self.figures):
            layout = _layout(tuple(self.chosen), self.runs, self.width)
            if layout.zero_choices:
                self.found.append(layout)

    def _with_figure(self, column: int, index: int) -> bool:
        if index == len(self.figures):
            return True
        gap = column - (self.chosen[-1] if self.chosen else -1) - 1
        if gap < self.runs[index] or self.width - column - 1 < self.behind[index]:
            return True
        self.cells[column] = self.figures[index]
        self.chosen.append(column)
        goes_on = not self._holds(column) or self.descend(column + 1, index + 1)
        self.chosen.pop()
        self.cells[column] = 0
        return goes_on

    def _without(self, column: int, index: int) -> bool:
        wanted = self.behind[index] + 1 if index < len(self.figures) else 0
        if self.width - column - 1 < wanted or not self._holds(column):
            return True
        return self.descend(column + 1, index)

    def _holds(self, column: int) -> bool:
        """Whether the identities that end at this column hold, within a half unit for each printed term."""
        for identity in self.by_last[column]:
            total = 0
            printed = self.zeros
            for index, sign in identity:
                if self.cells[index]:
                    total += sign * self.cells[index]
                    printed += 1
            if abs(total) > max(min(printed, len(identity)), 1):
                return False
        return True


def _layout(columns: tuple[int, ...], runs: tuple[int, ...], width: int) -> Layout:
    choices = 1
    for (left, right), zeros in zip(pairwise((-1, *columns, width)), runs, strict=True):
        choices *= comb(right - left - 1, zeros)
    return Layout(columns, choices)
