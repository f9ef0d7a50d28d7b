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
# A reading that costs more may be the wrong way: so many are followed then.
DEAR, WIDER = 12.0, 1200
# A reading that costs more for each fragment is of something else than indicators: no other one is much cheaper.
HOPELESS = 0.5
# Cells of one row beside each other, one cell below another, a new row behind the last cell, any other step.
ACROSS, BELOW, RETURN, JUMP = 0.15, 0.0, 0.35, 1.3
# What stands on one line stands in one row.
LINE = 1.5
# A cell of another column where print goes on in one.
ASIDE = 0.8
# A cell behind one of a later column of its row.
BACK = 0.4
# A cell of a column with blanks.
LOOSE = 0.2
_NEVER = 50.0
# No step gains more than so much by what stands beside it.
_MOST_GAINED = 5.0
# A column has no more cells than so many bits count.
_BITS = 16


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

    def in_column(self, index: int) -> bool:
        """Whether a fragment stands right below the one before it, as it seems."""

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
        counts: How many cells each column has, packed into one number.
        cells: For each column the first fragments of its cells.
        last: For each column its last fragment, -1 for none.
        column, row: Where the last cell began whose row is known, -1 before the first.
        before: The way before its last step, and what the step did: the column, -1 for none, and whether it began.
    """

    cost: float
    counts: int
    cells: tuple[tuple[int, ...], ...]
    last: tuple[int, ...]
    column: int
    row: int
    before: tuple[_Way, int, bool] | None


# A step that may be taken: what it costs with all before it, the way that takes it, the column that a fragment begins
# a cell of or goes on (-1 where it is left out), and whether it begins one.
_Step = tuple[float, _Way, int, bool]
# Column and row of the last cell, and the counts: ways that are alike in these go on alike.
_Key = tuple[int, int, int]


def place_well(count: int, costs: Costs) -> Placed:
    """The cheapest reading of so many fragments; where the usual ways lead to a dear one, more are followed."""
    found = place(count, costs)
    if not DEAR < found.cost <= HOPELESS * count:
        return found
    return min(found, place(count, costs, WIDER), key=lambda each: each.cost)


def place(count: int, costs: Costs, beam: int = BEAM) -> Placed:
    """The cheapest reading of so many fragments, so many ways followed at a time."""
    width = len(costs.columns)
    ways = [_Way(0.0, 0, ((),) * width, (-1,) * width, -1, -1, None)]
    for index in range(count):
        steps = _steps(index, ways, costs)
        limit = min(step[0] for step in steps.values()) + MARGIN
        kept = nsmallest(beam, (item for item in steps.items() if item[1][0] <= limit), key=_cost)
        ways = [_taken(index, key, step) for key, step in kept]
    best = min(ways, key=lambda way: way.cost + costs.end([len(cells) for cells in way.cells]))
    return _read(best, count, width)


def _steps(index: int, ways: Sequence[_Way], costs: Costs) -> dict[_Key, _Step]:
    """The cheapest step to each place, of those that are not far behind the best."""
    found: dict[_Key, _Step] = {}
    begins = [(column, cost) for column, cost in costs.begin(index) if cost < _NEVER]
    skip, in_line = costs.skip(index), costs.in_line(index)
    aside = ASIDE if costs.in_column(index) else 0.0
    going: dict[tuple[int, int], float] = {}
    limit = ways[0].cost + skip + MARGIN
    for way in ways:
        for column, own in begins:
            cost = way.cost + own
            if cost > limit + _MOST_GAINED:
                continue
            row = costs.row(column, way.cells)
            cost += costs.beside(index, column, row, way.cells, way.last)
            cost += LOOSE if row < 0 else _step(way, column, row, in_line=in_line) + aside * (column != way.column)
            if cost <= limit:
                limit = min(limit, cost + MARGIN)
                after = (column, row) if row >= 0 else (way.column, way.row)
                _keep(found, (*after, way.counts + (1 << _BITS * column)), (cost, way, column, True))
        if way.cost <= limit + _MOST_GAINED:
            column, more = _going(index, way, costs, going)
            cost, column = (way.cost + skip, -1) if skip < more else (way.cost + more, column)
            if cost <= limit:
                limit = min(limit, cost + MARGIN)
                _keep(found, (way.column, way.row, way.counts), (cost, way, column, False))
    return found


def _going(index: int, way: _Way, costs: Costs, known: dict[tuple[int, int], float]) -> tuple[int, float]:
    """The column whose last cell a fragment goes on at the least cost, and that cost."""
    best, least = -1, _NEVER
    for place in enumerate(way.last):
        if place[1] >= 0:
            if (cost := known.get(place)) is None:
                cost = known[place] = costs.goes_on(index, place[1], place[0])
            if cost < least:
                best, least = place[0], cost
    return best, least


def _step(way: _Way, column: int, row: int, *, in_line: bool) -> float:
    """What the step from the last cell to one of a row costs."""
    if way.column < 0:
        return 0.0
    if row == way.row:
        return ACROSS - LINE * in_line + BACK * (column < way.column)
    if column == way.column:
        return BELOW + LINE * in_line
    return RETURN if row == way.row + 1 else JUMP


def _keep(found: dict[_Key, _Step], key: _Key, step: _Step) -> None:
    """Keeps a step unless one is known that comes as far and costs less."""
    known = found.get(key)
    if known is None or step[0] < known[0]:
        found[key] = step


def _cost(item: tuple[_Key, _Step]) -> float:
    return item[1][0]


def _taken(index: int, key: _Key, step: _Step) -> _Way:
    """The way behind a step."""
    cost, way, column, begins = step
    cells, last = way.cells, way.last
    if column >= 0:
        last = (*last[:column], index, *last[column + 1 :])
    if begins:
        cells = (*cells[:column], (*cells[column], index), *cells[column + 1 :])
    return _Way(cost, key[2], cells, last, key[0], key[1], (way, column, begins))


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
