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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# One identity as (column index, sign) terms; the signed sum is zero within the tolerance.
Identity = tuple[tuple[int, int], ...]
# Steps after which the search of one row gives up: no row of a known form comes near.
MOST_STEPS = 60_000


@dataclass(frozen=True, slots=True)
class Layout:
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
    figures = [value for value in values if value]
    runs = zero_runs(values)
    by_last: list[list[Identity]] = [[] for _ in range(width)]
    for identity in identities:
        by_last[max(column for column, _ in identity)].append(identity)
    # What must still fit to the right once figure i stands: the later figures and their zeros.
    needed = [sum(runs[index + 1 :]) + len(figures) - index - 1 for index in range(len(figures))]
    cells = [0] * width
    chosen: list[int] = []
    found: list[Layout] = []
    steps = 0

    def holds_up_to(column: int) -> bool:
        for identity in by_last[column]:
            total = printed = 0
            for index, sign in identity:
                if cells[index]:
                    total += sign * cells[index]
                    printed += 1
            if abs(total) > max(printed, 1):
                return False
        return True

    def descend(column: int, index: int) -> bool:
        nonlocal steps
        steps += 1
        if steps > most_steps:
            return False
        if column == width:
            if index == len(figures):
                found.append(_layout(tuple(chosen), runs, width))
            return True
        if index < len(figures):
            behind = chosen[-1] if chosen else -1
            if column - behind - 1 >= runs[index] and width - column - 1 >= needed[index]:
                cells[column] = figures[index]
                chosen.append(column)
                if holds_up_to(column) and not descend(column + 1, index + 1):
                    return False
                chosen.pop()
                cells[column] = 0
        remaining = width - column - 1
        wanted = len(figures) - index + (sum(runs[index + 1 :]) if index < len(figures) else 0)
        if remaining >= wanted and holds_up_to(column):
            return descend(column + 1, index)
        return True

    whole = descend(0, 0)
    fitting = tuple(layout for layout in found if layout.zero_choices)
    return RowLayouts(fitting, whole, steps)


def _layout(columns: tuple[int, ...], runs: tuple[int, ...], width: int) -> Layout:
    choices = 1
    for (left, right), zeros in zip(pairwise((-1, *columns, width)), runs, strict=True):
        choices *= comb(right - left - 1, zeros)
    return Layout(columns, choices)
