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
    from collections.abc import Iterable, Sequence

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
    if len(values) > width:
        return RowLayouts((), True, 1)
    found, complete, steps = search_rows([values], width, identities, most_steps=most_steps)
    return RowLayouts(tuple(layout for layout, _ in found), complete, steps)


def search_rows(
    rows: Sequence[Sequence[int]], width: int, identities: Sequence[Identity], *, most_steps: int
) -> tuple[list[tuple[Layout, tuple[int, ...]]], bool, int]:
    """Every layout of any of these rows, with its figures; whether the search was not cut short, and its steps.

    The rows print the same zeros and the same figures but for repeats, in another order. Those that begin alike are
    searched together as far as they do.
    """
    search = _Search(rows, width, identities, most_steps)
    complete = search.descend(0, search.root)
    return search.found, complete, search.steps


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


class _Branch:
    """What may follow some figures of several rows.

    Attributes:
        nexts: The next figures, each with the zeros before it and with what may follow it.
        ends: The zeros behind the last figure, where rows end here.
        least: How many columns that takes at least.
        room: How many columns are left at least behind the next figure; -1 where none need follow.
        rest: What the figures that follow come to at most.
    """

    __slots__ = ("ends", "least", "nexts", "rest", "room")

    def __init__(self, rows: Iterable[Sequence[tuple[int, int]]]) -> None:
        """Takes rows of figures, each with the zeros before it, and with a 0 at the end for the zeros there."""
        followed: dict[tuple[int, int], list[Sequence[tuple[int, int]]]] = {}
        for row in rows:
            followed.setdefault(row[0], []).append(row[1:])
        self.ends = [zeros for zeros, figure in followed if not figure]
        self.nexts = [(zeros, figure, _Branch(rests)) for (zeros, figure), rests in followed.items() if figure]
        self.least: int = min([*self.ends, *(zeros + 1 + branch.least for zeros, _, branch in self.nexts)])
        self.room: int = -1 if self.ends else min([branch.least for _, _, branch in self.nexts])
        self.rest: int = max([0 for _ in self.ends] + [figure + branch.rest for _, figure, branch in self.nexts])


def _with_zeros(values: Sequence[int]) -> list[tuple[int, int]]:
    """The figures of a row, each with how many zeros stand before it, and a 0 with the zeros at the end.

    >>> _with_zeros([5, 0, 0, 7])
    [(0, 5), (2, 7), (0, 0)]
    """
    figures = [value for value in values if value]
    return list(zip(zero_runs(values), [*figures, 0], strict=True))


class _Search:
    """Depth first along the columns: each takes a next figure or none.

    Sums are tried once they are whole, and before as far as the figures that are left cannot make them whole any more.
    """

    def __init__(
        self, rows: Sequence[Sequence[int]], width: int, identities: Sequence[Identity], most_steps: int
    ) -> None:
        self.root = _Branch(map(_with_zeros, rows))
        # A printed zero is rounded like any other number, and may be a term of the identity.
        self.zeros = sum(not value for value in rows[0])
        self.width = width
        self.most_steps = most_steps
        self.identities = identities
        self.terms = _terms(tuple(identities), width)
        self.sums = [0] * len(identities)
        # Whether no part of some figures comes to more than all of them.
        self.bounded = all(value >= 0 for value in rows[0])
        self.chosen: list[int] = []
        self.figures: list[int] = []
        self.runs: list[int] = []
        self.found: list[tuple[Layout, tuple[int, ...]]] = []
        self.steps = 0

    def descend(self, column: int, branch: _Branch) -> bool:
        """Tries all ways to lay what follows into the columns from ``column`` on.

        False once the steps have run out.
        """
        terms, width = self.terms, self.width
        free = self.chosen[-1] + 1 if self.chosen else 0
        # Each round leaves one more column blank, after it has tried the next figures there.
        while True:
            self.steps += 1
            if self.steps > self.most_steps:
                return False
            if column == width:
                self._keep(branch.ends)
                return True
            left = width - column - 1
            for zeros, figure, follower in branch.nexts:
                fits = left >= follower.least and column - free >= zeros
                if fits and not self._with_figure(column, zeros, figure, follower):
                    return False
            if left <= branch.room or not self._holds(terms.ending[column], terms.left_blank[column], branch.rest):
                return True
            column += 1

    def _keep(self, ends: Sequence[int]) -> None:
        for zeros in ends:
            layout = _layout(tuple(self.chosen), (*self.runs, zeros), self.width)
            if layout.zero_choices:
                self.found.append((layout, tuple(self.figures)))

    def _with_figure(self, column: int, zeros: int, figure: int, follower: _Branch) -> bool:
        """Lays a figure into a column, and what follows it behind."""
        sums, terms = self.sums, self.terms
        signs = terms.signs[column]
        for number, sign in signs:
            sums[number] += sign * figure
        self.chosen.append(column)
        goes_on = True
        if self._holds(terms.ending[column], terms.watched[column], follower.rest):
            self.figures.append(figure)
            self.runs.append(zeros)
            goes_on = self.descend(column + 1, follower)
            self.runs.pop()
            self.figures.pop()
        self.chosen.pop()
        for number, sign in signs:
            sums[number] -= sign * figure
        return goes_on

    def _holds(self, ending: Sequence[tuple[int, int]], watched: Sequence[_Watched], rest: int) -> bool:
        """Whether identities that end hold, and figures that come to ``rest`` may fill others.

        An identity holds within a half unit for each printed term.
        """
        sums = self.sums
        for number, most in ending:
            off = abs(sums[number])
            if off > 1 and (off > most or off > self._tolerance(number)):
                return False
        if self.bounded:
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
