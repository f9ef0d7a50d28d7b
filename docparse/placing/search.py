"""All ways to lay the values of one row into its columns so that the row's identities hold.

Values keep their order, so a layout is a choice of columns. Zeros and marks add nothing to any sum: only the
other values are searched, and the zeros between two of them are counted by binomials. Amounts are whole
numbers of half units of the table's last printed decimal, so that an identity over n printed terms holds
within n.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
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


class _Watched(NamedTuple):
    """An identity that goes on behind a column.

    Attributes:
        rises, falls: Whether later figures add to its sum, and whether they lessen it.
        most: What its sum may be off at most.
    """

    number: int
    rises: bool
    falls: bool
    most: int


class _Terms(NamedTuple):
    """The identities by column.

    Attributes:
        signs: Where each is a term, and with which sign.
        ending: Which end there, and what their sums may be off at most.
        watched: Which go on behind it.
        left_blank: Those of them to which it matters that the column stays blank.
    """

    signs: tuple[tuple[tuple[int, int], ...], ...]
    ending: tuple[tuple[tuple[int, int], ...], ...]
    watched: tuple[tuple[_Watched, ...], ...]
    left_blank: tuple[tuple[_Watched, ...], ...]


@lru_cache(maxsize=64)
def _terms(identities: tuple[Identity, ...], width: int) -> _Terms:
    signs: list[list[tuple[int, int]]] = [[] for _ in range(width)]
    ending: list[list[tuple[int, int]]] = [[] for _ in range(width)]
    watched: list[list[_Watched]] = [[] for _ in range(width)]
    left_blank: list[list[_Watched]] = [[] for _ in range(width)]
    for number, identity in enumerate(identities):
        signed = dict(identity)
        for column, sign in identity:
            signs[column].append((number, sign))
        last = max(signed)
        ending[last].append((number, len(identity)))
        for column in range(last):
            later = {sign > 0 for other, sign in identity if other > column}
            watched[column].append(_Watched(number, True in later, False in later, len(identity)))
            left_blank[column] += watched[column][-1:] if column in signed else ()
    return _Terms(
        tuple(map(tuple, signs)), tuple(map(tuple, ending)), tuple(map(tuple, watched)), tuple(map(tuple, left_blank))
    )


class _Search:
    """Depth first along the columns: each takes the next figure or none.

    Sums are tried once they are whole, and before as far as the figures that are left cannot make them whole any more.
    """

    def __init__(self, values: Sequence[int], width: int, identities: Sequence[Identity], most_steps: int) -> None:
        self.figures = [value for value in values if value]
        self.runs = zero_runs(values)
        # A printed zero is rounded like any other number, and may be a term of the identity.
        self.zeros = sum(self.runs)
        self.width = width
        self.most_steps = most_steps
        self.identities = identities
        self.terms = _terms(tuple(identities), width)
        self.sums = [0] * len(identities)
        # What still has to fit to the right of figure i: the later figures and the zeros behind it.
        self.behind = [
            sum(self.runs[index + 1 :]) + len(self.figures) - index - 1 for index in range(len(self.figures) + 1)
        ]
        # What the figures from i on come to, and whether no part of them comes to more.
        self.rest = [sum(self.figures[index:]) for index in range(len(self.figures) + 1)]
        self.bounded = all(figure > 0 for figure in self.figures)
        self.chosen: list[int] = []
        self.found: list[Layout] = []
        self.steps = 0

    def descend(self, column: int, index: int) -> bool:
        """Tries all ways to lay the figures from ``index`` on into the columns from ``column`` on.

        False once the steps have run out.
        """
        terms, behind = self.terms, self.behind[index]
        # Each round leaves one more column blank, after it has tried the next figure there.
        while True:
            self.steps += 1
            if self.steps > self.most_steps:
                return False
            if column == self.width:
                self._keep(index)
                return True
            left = self.width - column - 1
            if left >= behind >= 0 and not self._with_figure(column, index):
                return False
            if left <= behind or not self._holds(terms.ending[column], terms.left_blank[column], index):
                return True
            column += 1

    def _keep(self, index: int) -> None:
        if index == len(self.figures):
            layout = _layout(tuple(self.chosen), self.runs, self.width)
            if layout.zero_choices:
                self.found.append(layout)

    def _with_figure(self, column: int, index: int) -> bool:
        """Lays the next figure into a column, if the zeros before it have room."""
        chosen = self.chosen
        if column - (chosen[-1] if chosen else -1) - 1 < self.runs[index]:
            return True
        figure, sums, terms = self.figures[index], self.sums, self.terms
        signs = terms.signs[column]
        for number, sign in signs:
            sums[number] += sign * figure
        chosen.append(column)
        goes_on = not self._holds(terms.ending[column], terms.watched[column], index + 1) or self.descend(
            column + 1, index + 1
        )
        chosen.pop()
        for number, sign in signs:
            sums[number] -= sign * figure
        return goes_on

    def _holds(self, ending: Sequence[tuple[int, int]], watched: Sequence[_Watched], index: int) -> bool:
        """Whether identities that end hold, and the figures from ``index`` on may fill others.

        An identity holds within a half unit for each printed term.
        """
        sums = self.sums
        for number, most in ending:
            off = abs(sums[number])
            if off > 1 and (off > most or off > self._tolerance(number)):
                return False
        if self.bounded:
            rest = self.rest[index]
            for number, rises, falls, most in watched:
                total = sums[number]
                if (total - rest if falls else total) > most or (total + rest if rises else total) < -most:
                    return False
        return True

    def _tolerance(self, number: int) -> int:
        identity = self.identities[number]
        filled = set(self.chosen)
        return min(self.zeros + sum(column in filled for column, _ in identity), len(identity))


def _layout(columns: tuple[int, ...], runs: tuple[int, ...], width: int) -> Layout:
    choices = 1
    for (left, right), zeros in zip(pairwise((-1, *columns, width)), runs, strict=True):
        choices *= comb(right - left - 1, zeros)
    return Layout(columns, choices)
