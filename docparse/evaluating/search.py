"""The search for the cells of an indicator body: the cheapest way to cut its fragments into rows of cells.

One search for all renderings. A row prints its cells in the order of the columns; some may be blank. Fragments are
taken one after the other: each begins a cell of a later column, begins a new row, or goes on in the cell before it.
What that costs says the evidence (what the fragment can be, how full its line is, what stands in the gap) in the light
of the habits of the report. Only ways that are not much worse than the best are followed, so the search is linear.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.costs import (
    ABOVE_WEIGHT,
    BEAM,
    BEGINS_WITH_NUMBER,
    LEVEL1_ALONE,
    LEVEL_AS_NAME,
    LEVEL_AS_TEXT,
    MOST_OPEN,
    NEVER,
    ROOM_JUST_LEFT,
    ROOM_LEFT,
    SIDE_LABEL,
    TOO_SHORT,
    TOO_WIDE,
    UNIT_LENGTH,
    UNUSED,
    after_kind,
)
from docparse.evaluating.ways import Borders, Cell, Steps, Way

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.evidence import Evidence
    from docparse.evaluating.habits import Habits

_LEVELS = ("level1", "level2")
_POINTS = ("weight", "score")
_VALUES = frozenset(("quantity", "measure", "number"))
# Half a wide character: what a line may have left and be full.
_JUST = 0.5
_SHORT_UNIT = 3
# The share of the costs of wraps that a known level word pays.
_WRAPPED_LEVEL = 0.3


class Segment(NamedTuple):
    """A cell of a row: its column, its fragments ``start`` to ``end``, and whether a row begins with it.

    Attributes:
        margin: How much more the best other way to this cell would have cost.
    """

    field: str
    start: int
    end: int
    begins: bool
    margin: float


@dataclass(frozen=True, slots=True)
class Task:
    """A body to be cut.

    Attributes:
        side: Pieces of the label at its side.
        room: Column → how wide a line of it at least can be, where that is known.
        widest: Column → how wide a line of it at most is, where that is known.
    """

    evidence: Evidence
    columns: tuple[str, ...]
    habits: Habits
    side: frozenset[str]
    room: Mapping[str, float]
    widest: Mapping[str, float]


def cut_rows(task: Task) -> tuple[Segment, ...]:
    """The cells of a body in reading order; fragments that belong to no cell are in none."""
    return _Search(task).run()


class _Search:
    """One run of the search over one body.

    Attributes:
        done: For each place the ways on which a cell of known end has ended there, by its column.
        starts: What a fragment is → the columns that a cell of text may have that begins with it, and its cost.
        same, new: Costs of the next cell of a row, and of the first one of a new row, by the columns of both.
        end: Costs of the blank cells behind a column.
    """

    def __init__(self, task: Task) -> None:
        evidence, columns = task.evidence, task.columns
        self.evidence, self.columns, self.side, self.texts = evidence, columns, task.side, task.habits.texts
        index_of = {column: index for index, column in enumerate(columns)}
        self.level3, self.unit = index_of["level3"], index_of.get("unit", -1)
        self.weight, self.score = (index_of.get(column, -1) for column in _POINTS)
        self.levels = tuple(index_of[column] for column in _LEVELS)
        content = [task.habits.content[column] for column in columns]
        self.points = tuple((field, content[field]) for field in (self.weight, self.score) if field >= 0)
        self.starts = _starts(columns, content)
        self.widest = [task.widest.get(column, NEVER) + _JUST for column in columns]
        self.room = [task.room.get(column, 0.0) for column in columns]
        self.after = after_kind(columns)
        self.same, self.new, self.end = _transitions(columns, task.habits, self.level3)
        gaps = task.habits.gaps
        self.row = [gaps["row"][gap] + cost for gap, cost in zip(evidence.gaps, evidence.border, strict=True)]
        self.cell = [gaps["cell"][gap] + cost for gap, cost in zip(evidence.gaps, evidence.border, strict=True)]
        self.join = [gaps["join"][gap] + cost for gap, cost in zip(evidence.gaps, evidence.inside, strict=True)]
        self.done: list[dict[int, Cell]] = [{} for _ in range(len(evidence.fragments) + 1)]

    def run(self) -> tuple[Segment, ...]:
        size = len(self.evidence.fragments)
        last = len(self.columns) - 1
        self.done[0][last] = Cell(Way(0.0, last, 0, False, None, NEVER), 0.0, 0, NEVER)
        going: list[Way] = []
        for index in range(size):
            going, borders = self._borders(going, index)
            begun = self._begin(index, borders)
            self._extend(going, index)
            going += begun
            self._skip(index, borders, going)
        return self._best(self._borders(going, size)[1])

    def _best(self, borders: Borders) -> tuple[Segment, ...]:
        costs = borders.costs
        if not costs:
            return ()
        cell: Cell | None = borders.cell(min(costs, key=lambda field: costs[field] + self.end[field]))
        segments: list[Segment] = []
        while cell is not None:
            if cell.start < cell.end:
                segments.append(Segment(self.columns[cell.field], cell.start, cell.end, cell.begins, cell.margin))
            cell = cell.before
        return tuple(reversed(segments))

    def _borders(self, going: list[Way], index: int) -> tuple[list[Way], Borders]:
        """The ways that do not cost much more than the best: cells that are going on, and those that may end here."""
        borders = Borders(self.done[index], index)
        costs = [way.cost for way in going]
        costs += borders.costs.values()
        limit = min(costs, default=NEVER) + BEAM
        kept = [way for way in going if way.cost <= limit]
        if len(kept) > MOST_OPEN:
            kept.sort(key=_cost)
            del kept[MOST_OPEN:]
        for way in kept:
            cost = way.cost
            if way.field == self.level3 and way.length <= 1:
                cost += TOO_SHORT
            elif way.field == self.unit and way.kind == "text" and way.width > _SHORT_UNIT:
                cost += UNIT_LENGTH * (way.width - _SHORT_UNIT)
            borders.add(way, cost)
        for field in [field for field, cost in borders.costs.items() if cost > limit]:
            del borders.costs[field]
        return kept, borders

    def _extend(self, ways: Sequence[Way], index: int) -> None:
        """Lets the cells that are going on take in a fragment."""
        if not ways:
            return
        evidence = self.evidence
        first = evidence.traits[index].first
        join, line_end = self.join[index], evidence.line_end[index]
        head, needed = evidence.head[index], (evidence.tail[index - 1] if index else 0.0) + first
        after = self.after[evidence.goes_on[index]]
        length = len(evidence.fragments[index].text)
        for way in ways:
            way.cost += join + after[way.kind][way.field]
            way.length += length
            if head > way.width:
                way.width = head
            if line_end:
                if needed <= way.width:
                    way.cost += ROOM_LEFT if needed <= way.width - _JUST else ROOM_JUST_LEFT
                if head > self.widest[way.field]:
                    way.cost += TOO_WIDE

    def _begin(self, index: int, borders: Borders) -> list[Way]:
        """Begins cells with a fragment; those whose end is known are ended at once, the others given back."""
        if not borders.costs:
            return []
        evidence = self.evidence
        trait, text = evidence.traits[index], evidence.bare[index]
        borders.enter(self.same, self.new, self.cell[index], self.row[index], evidence.tabs[index])
        known = bool(evidence.levels[index]) and self._begin_levels(index, borders)
        if trait.number is not None or trait.kind == "mark":
            self._begin_points(index, borders)
        spaced = trait.kind in _VALUES and index + 1 < len(evidence.goes_on) and evidence.goes_on[index + 1] == "thin"
        said = self.texts.get(text)
        head, length = evidence.head[index], len(text)
        begun: list[Way] = []
        limit = NEVER
        for field, cost in self.starts["spaced" if spaced else trait.kind]:
            more = cost + (said[self.columns[field]] if said else 0.0)
            if known:
                more += LEVEL_AS_NAME if field == self.level3 else LEVEL_AS_TEXT
            if head > self.widest[field]:
                more += TOO_WIDE
            way = borders.begin(field, more, limit)
            if way is not None:
                limit = min(limit, way.cost + BEAM)
                way.width, way.length, way.kind = max(head, self.room[field]), length, trait.kind
                begun.append(way)
        return begun

    def _begin_points(self, index: int, borders: Borders) -> None:
        """Weights and scores: one fragment each."""
        trait = self.evidence.traits[index]
        for field, content in self.points:
            way = borders.begin(field, 0.0, NEVER)
            if way is not None:
                cost = way.cost + content[trait.kind]
                if field == self.score and trait.number is not None and self._weight_before(way) < trait.number:
                    cost += ABOVE_WEIGHT
                self._keep(way, cost, index + 1)

    def _weight_before(self, way: Way) -> float:
        """The weight that is the cell before a way's last one; more than any score where there is none."""
        if way.begins or way.before is None or way.before.field != self.weight:
            return NEVER
        weight = self.evidence.traits[way.before.start].number
        return NEVER if weight is None else weight

    def _begin_levels(self, index: int, borders: Borders) -> bool:
        """Level cells that begin with a fragment; whether a known word is among them."""
        known = False
        for word in self.evidence.levels[index]:
            known = known or word.known
            wraps = _WRAPPED_LEVEL * sum(self.join[index + 1 : word.end])
            for field, cost in zip(self.levels, (word.level1, word.level2), strict=True):
                way = borders.begin(field, 0.0, NEVER)
                if way is not None:
                    self._keep(way, way.cost + cost + wraps, word.end)
        return known

    def _keep(self, way: Way, cost: float, end: int) -> None:
        """Keeps a way on which a cell of known end has ended, if it is the cheapest to a cell of its column."""
        known = self.done[end].get(way.field)
        if known is None:
            self.done[end][way.field] = Cell(way, cost, end, way.margin)
        elif cost < known.cost:
            self.done[end][way.field] = Cell(way, cost, end, min(way.margin, known.cost - cost))
        elif cost - known.cost < known.margin:
            known.margin = cost - known.cost

    def _skip(self, index: int, borders: Borders, going: Sequence[Way]) -> None:
        """Leaves a fragment out: a piece of the label at the side, or what nothing else explains well."""
        side = self.evidence.loose[index] or self.evidence.bare[index] in self.side
        if not side:
            floor = min(borders.costs.values(), default=NEVER) + UNUSED - BEAM
            following = self.done[index + 1].values()
            if any(way.cost < floor for way in going) or any(cell.cost < floor for cell in following):
                return
        done = self.done[index + 1]
        for field in borders.costs:
            cell = borders.cell(field)
            cost = cell.cost + (SIDE_LABEL if side else UNUSED)
            if field not in done or cost < done[field].cost:
                way = Way(cost, field, cell.start, cell.begins, cell.before, cell.margin)
                done[field] = Cell(way, cost, cell.end, cell.margin)


def _cost(way: Way) -> float:
    return way.cost


def _starts(columns: Sequence[str], content: Sequence[Mapping[str, float]]) -> dict[str, list[tuple[int, float]]]:
    """The columns of text that may begin with a fragment, by what it is; "spaced" is a number that words go on."""
    texts = [field for field, column in enumerate(columns) if column not in (*_LEVELS, *_POINTS)]
    found = {
        kind: [(field, content[field][kind]) for field in texts if content[field][kind] <= BEAM] for kind in content[0]
    }
    numbers = [(field, content[field]["text"] + BEGINS_WITH_NUMBER) for field in texts]
    found["spaced"] = [(field, min(cost, content[field]["number"])) for field, cost in numbers]
    return found


def _transitions(columns: Sequence[str], habits: Habits, level3: int) -> tuple[Steps, Steps, list[float]]:
    """Costs of the next cell of a row, of the first cell of a new row, and of the blank cells behind a column."""
    blank = [habits.blank[column] for column in columns]
    printed = [habits.printed[column] for column in columns]
    before = [0.0]
    for each in blank:
        before.append(before[-1] + each)
    size = range(len(columns))
    same = [[before[g] - before[f + 1] + printed[g] if g > f else NEVER for g in size] for f in size]
    end = [before[-1] - before[f + 1] for f in size]
    new = [[end[f] + before[g] + printed[g] if g <= level3 <= f else NEVER for g in size] for f in size]
    same[0][level3] += LEVEL1_ALONE
    return same, new, end
