"""Ways through the fragments of an indicator body: chains of cells with what they cost."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from docparse.evaluating.costs import NEVER, tab_cost

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# A way on which a cell has ended: what it costs, how much more the best other way to that cell would have cost, the
# way, and the index after the last fragment of the cell.
Ended = tuple[float, float, "Way", int]
# Those at one place: by the column of the cell, the cheapest of each.
Ends = dict[int, Ended]
# One behind which a cell may begin: its column, what it costs to begin one in its row, what to begin a row, the steps
# from its column to others.
Entry = tuple[int, float, float, "Sequence[float]", Ended]
# How a cell begins: the cost, the margin, the cell before it, and whether a row begins with it.
Start = tuple[float, float, Ended | None, bool]


# What takes in no fragment.
_ENDED: Mapping[str, float] = MappingProxyType({})


class Way:
    """A way through the fragments on which a cell goes on: what it costs, and that cell so far.

    Attributes:
        width: Of its widest line, or how wide its column is known to be.
        after: What a fragment costs that the cell takes in, by what that is.
        before: The cell before it.
        begins: A row begins with it.
        margin: How much more the best other way to begin it would have cost.
    """

    __slots__ = ("after", "before", "begins", "cost", "field", "margin", "start", "width")

    def __init__(
        self,
        field: int,
        start: int,
        begun: Start,
        cost: float,
        width: float = 0.0,
        after: Mapping[str, float] = _ENDED,
    ) -> None:
        self.field, self.start = field, start
        _, self.margin, self.before, self.begins = begun
        self.cost, self.width, self.after = cost, width, after


def cheapest(entries: Sequence[Entry], field: int, tabs: int) -> Start:
    """The cheapest way to begin a cell of a column behind so many tabs; behind None where there is none."""
    if len(entries) == 1 and not tabs:
        last, inside, behind, steps, ended = entries[0]
        cost = (inside if last < field else behind) + steps[field]
        return (cost, NEVER - cost, ended, last >= field) if cost < NEVER else (NEVER, 0.0, None, False)
    least = second = NEVER
    before: Ended | None = None
    column = -1
    for last, inside, behind, steps, ended in entries:
        if last >= field:
            cost = behind + steps[field]
        elif tabs:
            cost = inside + steps[field] + tab_cost(tabs - field + last)
        else:
            cost = inside + steps[field]
        if cost < least:
            least, second, before, column = cost, least, ended, last
        elif cost < second:
            second = cost
    return least, second - least, before, column >= field


def keep(ends: Ends, way: Way, cost: float, end: int) -> None:
    """Keeps a way on which a cell has ended, if it is the cheapest to a cell of its column."""
    known = ends.get(way.field)
    if known is None:
        ends[way.field] = cost, way.margin, way, end
    elif cost < known[0]:
        ends[way.field] = cost, min(way.margin, known[0] - cost), way, end
    elif cost - known[0] < known[1]:
        ends[way.field] = known[0], cost - known[0], known[2], known[3]
