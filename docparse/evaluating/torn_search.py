"""Joint placement of cells that are printed out of their rows.

What no extractor loses is the order of the cells of one column. So a table is read by saying of each fragment which
column it belongs to, and whether it begins a cell there or goes on one: the nth cell of a column stands in the nth row.
What a fragment looks like, what stands beside it in its row, and how print moves over a page speak for and against;
the cheapest way through all fragments is kept. Only the best few ways are followed, so the search is linear.
"""

from __future__ import annotations

from heapq import heappush, heappushpop, nsmallest
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

# So many ways are followed at a time, none that costs so much more than the best.
BEAM = 240
MARGIN = 14.0
# Cells of one row beside each other, one cell below another, a new row behind the last cell, any other step.
ACROSS, BELOW, RETURN, JUMP = 0.15, 0.0, 0.35, 1.3
# A cell that leaves so many rows of other columns behind.
# What stands on one line stands in one row.
LINE = 1.5
# A cell behind one of a later column of its row.
BACK = 0.4
# A cell of a column with blanks.
LOOSE = 0.2
_NEVER = 50.0


class Costs(Protocol):
    """What speaks against a reading of one table."""

    columns: Sequence[str]

    def begin(self, index: int) -> Sequence[tuple[int, float]]:
        """The columns in which a fragment may begin a cell, each with what it costs."""

    def row(self, column: int, cells: Sequence[tuple[int, ...]]) -> int:
        """The row of the next cell of a column; -1 where blanks may stand anywhere in it."""

    def beside(self, index: int, column: int, row: int, cells: Sequence[tuple[int, ...]], last: Sequence[int]) -> float:
        """What it costs that a cell stands in a row beside what the other columns have there."""

    def in_line(self, index: int) -> bool:
        """Whether a fragment stands on the line of the one before it."""

    def goes_on(self, index: int, before: int, column: int) -> float:
        """What it costs that a fragment goes on the cell of a column whose last fragment is ``before``."""

    def skip(self, index: int) -> float:
        """What it costs to leave a fragment out."""

    def end(self, counts: Sequence[int]) -> float:
        """What it costs that columns have so many cells."""


class Placed(NamedTuple):
    """A reading.

    Attributes:
        cells: For each column its cells in the order of rows, each as indices of fragments.
        unused: Indices of the fragments that were left out.
        cost: What it costs.
    """

    cells: tuple[tuple[tuple[int, ...], ...], ...]
    unused: tuple[int, ...]
    cost: float


class _Way(NamedTuple):
    """A way through the fragments so far.

    Attributes:
        cells: For each column the first fragments of its cells.
        last: For each column its last fragment, -1 for none.
        column, row: Where the last cell began whose row is known, -1 before the first.
        counts: For each column how many cells it has.
        before: The way before its last step, and what the step did: the column, -1 for none, and whether it began.
    """

    cost: float
    cells: tuple[tuple[int, ...], ...]
    last: tuple[int, ...]
    column: int
    row: int
    counts: tuple[int, ...]
    before: tuple[_Way, int, bool] | None


# How far a way has come: where its last cell began, and how many cells each column has.
_Key = tuple[int, int, tuple[int, ...]]


def place(count: int, costs: Costs) -> Placed:
    """The cheapest reading of so many fragments."""
    width = len(costs.columns)
    ways = [_Way(0.0, ((),) * width, (-1,) * width, -1, -1, (0,) * width, None)]
    for index in range(count):
        found = _further(ways, index, costs)
        limit = min(way.cost for way in found.values()) + MARGIN
        ways = nsmallest(BEAM, (way for way in found.values() if way.cost <= limit), key=_cost)
    best = min(ways, key=lambda way: way.cost + costs.end(way.counts))
    return _read(best, count, width)


def _further(ways: Sequence[_Way], index: int, costs: Costs) -> dict[_Key, _Way]:
    """All ways with a fragment more; of those that have come as far the cheapest, the first of equal ones.

    A way is made only where it is the cheapest so far, and may still be followed: most never are.
    """
    begins = [(column, cost) for column, cost in costs.begin(index) if cost < _NEVER]
    in_line, skip = costs.in_line(index), costs.skip(index)
    joined: dict[tuple[int, int], float] = {}
    found = _Found({}, [], ways[0].cost + skip + MARGIN)
    for way in ways:
        for column, cost in begins:
            row = costs.row(column, way.cells)
            whole = cost + (way.cost + costs.beside(index, column, row, way.cells, way.last))
            whole += LOOSE if row < 0 else _step(way, column, row, in_line=in_line)
            if whole <= found.dearest:
                found.begin(way, index, column, row, whole)
        best, onto = way.cost + skip, -1
        for column, before in enumerate(way.last):
            if before < 0:
                continue
            more = joined.get((before, column))
            if more is None:
                more = joined[before, column] = costs.goes_on(index, before, column)
            if more < _NEVER and (way.cost + more < best or (onto < 0 and way.cost + more == best)):
                best, onto = way.cost + more, column
        if best <= found.dearest:
            found.go_on(way, index, onto, best)
    return found.ways


class _Found:
    """The ways found for a fragment; none that costs more than ``dearest`` will be followed.

    ``cheapest`` are the costs of the best of them, negative: of as many as are followed the dearest comes first.
    """

    def __init__(self, ways: dict[_Key, _Way], cheapest: list[float], dearest: float) -> None:
        self.ways, self.cheapest, self.dearest = ways, cheapest, dearest

    def begin(self, way: _Way, index: int, column: int, row: int, cost: float) -> None:
        """Keeps the way on which a fragment begins a cell of a column."""
        counts = (*way.counts[:column], way.counts[column] + 1, *way.counts[column + 1 :])
        after = (column, row) if row >= 0 else (way.column, way.row)
        known = self.ways.get((*after, counts))
        if known is None or cost < known.cost:
            cells = (*way.cells[:column], (*way.cells[column], index), *way.cells[column + 1 :])
            last = (*way.last[:column], index, *way.last[column + 1 :])
            self.ways[*after, counts] = _Way(cost, cells, last, *after, counts, (way, column, True))
            if known is None:
                self._count(cost)

    def go_on(self, way: _Way, index: int, column: int, cost: float) -> None:
        """Keeps the way on which a fragment goes on the last cell of a column, or is left out (-1)."""
        key = (way.column, way.row, way.counts)
        known = self.ways.get(key)
        if known is None or cost < known.cost:
            last = way.last if column < 0 else (*way.last[:column], index, *way.last[column + 1 :])
            self.ways[key] = _Way(cost, way.cells, last, way.column, way.row, way.counts, (way, column, False))
            if known is None:
                self._count(cost)

    def _count(self, cost: float) -> None:
        """Knows better what is too dear: what costs more than the cheapest by far, or than as many as are followed."""
        self.dearest = min(self.dearest, cost + MARGIN)
        if len(self.cheapest) < BEAM:
            heappush(self.cheapest, -cost)
        else:
            heappushpop(self.cheapest, -cost)
            self.dearest = min(self.dearest, -self.cheapest[0])


def _step(way: _Way, column: int, row: int, *, in_line: bool) -> float:
    """What the step from the last cell to one of a row costs."""
    if way.column < 0:
        return 0.0
    if row == way.row:
        return ACROSS - LINE * in_line + BACK * (column < way.column)
    if column == way.column:
        return BELOW + LINE * in_line
    return RETURN if row == way.row + 1 else JUMP


def _cost(way: _Way) -> float:
    return way.cost


def _read(way: _Way, count: int, width: int) -> Placed:
    steps: list[tuple[int, bool]] = []
    cost = way.cost
    while way.before is not None:
        way, column, begins = way.before
        steps.append((column, begins))
    cells: list[list[list[int]]] = [[] for _ in range(width)]
    unused = []
    for index, (column, begins) in enumerate(reversed(steps)):
        if column < 0:
            unused.append(index)
        elif begins:
            cells[column].append([index])
        else:
            cells[column][-1].append(index)
    return Placed(tuple(tuple(map(tuple, each)) for each in cells), tuple(unused), cost)
