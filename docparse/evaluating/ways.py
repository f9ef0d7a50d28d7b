"""Ways through the fragments of an indicator body: chains of cells with what they cost."""

from __future__ import annotations

from docparse.evaluating.costs import NEVER, tab_cost

# Costs of the next cell, by the column before it and its own.
Steps = list[list[float]]
# A column whose cell has just ended: its own cost and the steps inside a row, likewise into a new row.
Entry = tuple[int, float, list[float], float, list[float]]


class Cell:
    """The last cell of a way through the fragments: what the way costs, and the cell before it."""

    __slots__ = ("before", "begins", "cost", "end", "field", "margin", "start")

    def __init__(self, way: Way, cost: float, end: int, margin: float) -> None:
        self.before, self.field, self.start, self.begins = way.before, way.field, way.start, way.begins
        self.cost, self.end, self.margin = cost, end, margin


class Way:
    """A way through the fragments on which a cell goes on: its cost, and that cell so far."""

    __slots__ = ("before", "begins", "cost", "field", "kind", "length", "margin", "start", "width")

    def __init__(self, cost: float, field: int, start: int, begins: bool, before: Cell | None, margin: float) -> None:
        self.cost, self.field, self.start, self.begins = cost, field, start, begins
        self.before, self.margin = before, margin
        self.width, self.length, self.kind = 0.0, 0, ""


class Borders:
    """The ways on which a cell has ended before a fragment: by its column, the cheapest of each.

    A cell that may yet go on becomes one that has ended only when another cell is begun behind it.
    """

    __slots__ = ("costs", "ended", "entries", "index", "margins", "open", "tabs")

    def __init__(self, ended: dict[int, Cell], index: int) -> None:
        self.ended, self.index = ended, index
        self.open: dict[int, Way] = {}
        self.costs = {field: cell.cost for field, cell in ended.items()}
        self.margins = {field: cell.margin for field, cell in ended.items()}
        self.entries: list[Entry] = []
        self.tabs = 0

    def enter(self, same: Steps, new: Steps, cell: float, row: float, tabs: int) -> None:
        """Gets ready to begin cells here, at the costs of a border of cells and of rows, behind so many tabs."""
        self.entries = [(last, cost + cell, same[last], cost + row, new[last]) for last, cost in self.costs.items()]
        self.tabs = tabs

    def begin(self, field: int, more: float, limit: float) -> Way | None:
        """The cheapest way to begin a cell of a column here, which costs so much more; None if it is beyond a limit."""
        least = second = NEVER
        best = -1
        begins = False
        tabs = self.tabs
        for last, inside, same, behind, new in self.entries:
            cost = inside + same[field]
            if tabs:
                cost += tab_cost(tabs - field + last)
            new_row = behind + new[field]
            if new_row < cost:
                cost = new_row
            if cost < least:
                least, second, best, begins = cost, least, last, cost == new_row
            elif cost < second:
                second = cost
        if best < 0 or least + more > limit:
            return None
        return Way(least + more, field, self.index, begins, self.cell(best), second - least)

    def add(self, way: Way, cost: float) -> None:
        """Adds a way whose cell may end here at a cost."""
        field = way.field
        known = self.costs.get(field)
        if known is None:
            self.costs[field], self.margins[field], self.open[field] = cost, way.margin, way
        elif cost < known:
            self.costs[field], self.margins[field], self.open[field] = cost, min(way.margin, known - cost), way
        else:
            self.margins[field] = min(self.margins[field], cost - known)

    def cell(self, field: int) -> Cell:
        """The cell of a column that has ended."""
        way = self.open.pop(field, None)
        if way is not None:
            self.ended[field] = Cell(way, self.costs[field], self.index, self.margins[field])
        else:
            self.ended[field].margin = self.margins[field]
        return self.ended[field]
