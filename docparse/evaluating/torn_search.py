"""Joint placement of cells that are printed out of their rows.

What no extractor loses is the order of the cells of one column. So a table is read by saying of each fragment which
column it belongs to, and whether it begins a cell there or goes on one: the nth cell of a column stands in the nth row.
What a fragment looks like, what stands beside it in its row, and how print moves over a page speak for and against;
the cheapest way through all fragments is kept. Only the best few ways are followed, so the search is linear.
"""

from __future__ import annotations

from heapq import nsmallest
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
        before: The way before its last step, and what the step did: the column, -1 for none, and whether it began.
    """

    cost: float
    cells: tuple[tuple[int, ...], ...]
    last: tuple[int, ...]
    column: int
    row: int
    before: tuple[_Way, int, bool] | None


def place(count: int, costs: Costs) -> Placed:
    """The cheapest reading of so many fragments."""
    width = len(costs.columns)
    ways = [_Way(0.0, ((),) * width, (-1,) * width, -1, -1, None)]
    for index in range(count):
        found: dict[tuple[int, ...], _Way] = {}
        begins = [(column, cost) for column, cost in costs.begin(index) if cost < _NEVER]
        skip = costs.skip(index)
        for way in ways:
            for column, cost in begins:
                _keep(found, _begun(way, index, column, cost, costs))
            for column, before in enumerate(way.last):
                if before >= 0 and (more := costs.goes_on(index, before, column)) < _NEVER:
                    last = (*way.last[:column], index, *way.last[column + 1 :])
                    _keep(found, _Way(way.cost + more, way.cells, last, way.column, way.row, (way, column, False)))
            _keep(found, _Way(way.cost + skip, way.cells, way.last, way.column, way.row, (way, -1, False)))
        limit = min(way.cost for way in found.values()) + MARGIN
        ways = nsmallest(BEAM, (way for way in found.values() if way.cost <= limit), key=_cost)
    best = min(ways, key=lambda way: way.cost + costs.end([len(cells) for cells in way.cells]))
    return _read(best, count, width)


def _begun(way: _Way, index: int, column: int, cost: float, costs: Costs) -> _Way:
    """The way on which a fragment begins a cell of a column."""
    own = way.cells[column]
    row = costs.row(column, way.cells)
    cost += way.cost + costs.beside(index, column, row, way.cells, way.last)
    if row < 0:
        cost += LOOSE
    else:
        cost += _step(way, column, row, in_line=costs.in_line(index))
    cells = (*way.cells[:column], (*own, index), *way.cells[column + 1 :])
    last = (*way.last[:column], index, *way.last[column + 1 :])
    after = (column, row) if row >= 0 else (way.column, way.row)
    return _Way(cost, cells, last, *after, (way, column, True))


def _step(way: _Way, column: int, row: int, *, in_line: bool) -> float:
    """What the step from the last cell to one of a row costs."""
    if way.column < 0:
        return 0.0
    if row == way.row:
        return ACROSS - LINE * in_line + BACK * (column < way.column)
    if column == way.column:
        return BELOW + LINE * in_line
    return RETURN if row == way.row + 1 else JUMP


def _keep(found: dict[tuple[int, ...], _Way], way: _Way) -> None:
    """Keeps a way unless one is known that has come as far and costs less."""
    key = (way.column, way.row, *map(len, way.cells))
    known = found.get(key)
    if known is None or way.cost < known.cost:
        found[key] = way


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
