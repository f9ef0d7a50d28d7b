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
    EXPLAINS_NOTHING,
    LEVEL_AS_NAME,
    LEVEL_AS_TEXT,
    MOST_OPEN,
    NAME_UNNUMBERED,
    NEVER,
    NUMBERED_ELSEWHERE,
    ROOM_JUST_LEFT,
    ROOM_LEFT,
    SIDE_LABEL,
    TOO_SHORT,
    TOO_WIDE,
    UNIT_LENGTH,
    UNSCORED,
    UNUSED,
)
from docparse.evaluating.rules import SPACED
from docparse.evaluating.ways import Way, cheapest, keep

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.evidence import Evidence
    from docparse.evaluating.rules import Rules
    from docparse.evaluating.ways import Ended, Ends, Entry, Start

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
    rules: Rules
    side: frozenset[str]
    room: Mapping[str, float]
    widest: Mapping[str, float]


def cut_rows(task: Task) -> tuple[Segment, ...]:
    """The cells of a body in reading order; fragments that belong to no cell are in none."""
    return _Search(task).run()


class _Search:
    """One run of the search over one body.

    Attributes:
        ends: For each place the ways on which a cell has ended there.
        row, cell, join: For each fragment the cost of a row that begins with it, of a cell, and of neither.
    """

    def __init__(self, task: Task) -> None:
        evidence, rules = task.evidence, task.rules
        self.evidence, self.rules = evidence, rules
        self.side = [loose or bare in task.side for loose, bare in zip(evidence.loose, evidence.bare, strict=True)]
        self.widest = [task.widest.get(column, NEVER) + _JUST for column in rules.columns]
        self.room = [task.room.get(column, 0.0) for column in rules.columns]
        row, cell, join = rules.gaps
        self.row = [row[gap] + cost for gap, cost in zip(evidence.gaps, evidence.border, strict=True)]
        self.cell = [cell[gap] + cost for gap, cost in zip(evidence.gaps, evidence.border, strict=True)]
        self.join = [
            join[gap] + cost + NUMBERED_ELSEWHERE * numbered
            for gap, cost, numbered in zip(evidence.gaps, evidence.inside, evidence.numbered, strict=True)
        ]
        self.ends: list[Ends] = [{} for _ in range(len(evidence.fragments) + 1)]

    def run(self) -> tuple[Segment, ...]:
        last = len(self.rules.columns) - 1
        self.ends[0][last] = 0.0, NEVER, Way(last, 0, (0.0, NEVER, None, False), 0.0), 0
        going: list[Way] = []
        limit = BEAM
        for index, side in enumerate(self.side):
            if going:
                going = self._end(going, index, limit)
            entries, floor = self._entries(index, limit)
            known = bool(entries) and self._begin_short(index, entries)
            least = self._extend(going, index) if going else NEVER
            if following := self.ends[index + 1]:
                least = min(least, _least(following))
            if entries:
                least = self._begin_texts(index, entries, going, least, known=known)
                if side or least >= floor + UNUSED - BEAM:
                    least = min(least, self._skip(index, entries, floor))
            limit = least + BEAM
        self._end(going, len(self.evidence.fragments), limit)
        return self._best(limit)

    def _best(self, limit: float) -> tuple[Segment, ...]:
        """The cells of the cheapest way; none where all cost more than a limit."""
        costs = {field: ended[0] + self.rules.end[field] for field, ended in self.ends[-1].items() if ended[0] <= limit}
        cell: Ended | None = self.ends[-1][min(costs, key=costs.__getitem__)] if costs else None
        segments: list[Segment] = []
        while cell is not None:
            _, margin, way, end = cell
            if way.start < end:
                segments.append(Segment(self.rules.columns[way.field], way.start, end, way.begins, margin))
            cell = way.before
        return tuple(reversed(segments))

    def _end(self, going: list[Way], index: int, limit: float) -> list[Way]:
        """Ends the cells that may end before a fragment; gives the ways that go on, those beyond a limit left out."""
        going = [way for way in going if way.cost <= limit]
        if len(going) > MOST_OPEN:
            going.sort(key=_cost)
            del going[MOST_OPEN:]
        ends, level3, unit = self.ends[index], self.rules.level3, self.rules.unit
        for way in going:
            cost, field = way.cost, way.field
            if field == level3:
                if way.start == index - 1 and len(self.evidence.bare[way.start]) <= 1:
                    cost += TOO_SHORT
            elif field == unit and way.width > _SHORT_UNIT and self.evidence.traits[way.start].kind == "text":
                cost += UNIT_LENGTH * (way.width - _SHORT_UNIT)
            if field in ends:
                keep(ends, way, cost, index)
            else:
                ends[field] = cost, way.margin, way, index
        return going

    def _entries(self, index: int, limit: float) -> tuple[list[Entry], float]:
        """Where cells may begin, and the cost of the best way there.

        That is behind the cells that have ended before a fragment, those beyond a limit left out.
        """
        cell, row, steps = self.cell[index], self.row[index], self.rules.steps
        entries: list[Entry] = []
        floor = NEVER
        for last, ended in self.ends[index].items():
            cost = ended[0]
            if cost <= limit:
                entries.append((last, cost + cell, cost + row, steps[last], ended))
                if cost < floor:
                    floor = cost
        return entries, floor

    def _extend(self, ways: Sequence[Way], index: int) -> float:
        """Lets the cells that are going on take in a fragment; gives the cost of the best way."""
        evidence = self.evidence
        join, goes_on, head = self.join[index], evidence.goes_on[index], evidence.head[index]
        line_end, least = evidence.line_end[index], NEVER
        needed = evidence.tail[index - 1] + evidence.traits[index].first
        for way in ways:
            cost = way.cost + (join + way.after[goes_on])
            if head > way.width:
                way.width = head
            if line_end:
                if needed <= way.width:
                    cost += ROOM_LEFT if needed <= way.width - _JUST else ROOM_JUST_LEFT
                if head > self.widest[way.field]:
                    cost += TOO_WIDE
            way.cost = cost
            if cost < least:
                least = cost
        return least

    def _begin_texts(
        self, index: int, entries: Sequence[Entry], going: list[Way], least: float, *, known: bool
    ) -> float:
        """Begins cells of text with a fragment, beside those that are going on; those far beyond the best are left out.

        Args:
            index: The fragment.
            entries: Where the cells may begin.
            going: Takes the cells.
            least: What the best way costs so far.
            known: The fragment is a known level word.

        Returns:
            What the best way costs now.
        """
        evidence, rules, tabs = self.evidence, self.rules, self.evidence.tabs[index]
        kind, head, said = evidence.traits[index].kind, evidence.head[index], rules.texts.get(evidence.bare[index])
        spaced = kind in _VALUES and evidence.goes_on[index + 1 : index + 2] == ("thin",)
        level3, first = rules.level3, min(entries)[0]
        after, limit = rules.after[kind], least + BEAM
        for field, cost in rules.starts[SPACED if spaced else kind]:
            if first >= field > level3:  # behind these only a row can begin, and none does with such a cell
                continue
            if said:
                cost += said[field]
            if evidence.all_numbered:
                cost += self._number(index, field)
            if known:
                cost += LEVEL_AS_NAME if field == level3 else LEVEL_AS_TEXT
            if head > self.widest[field]:
                cost += TOO_WIDE
            start = cheapest(entries, field, tabs)
            cost += start[0]
            if cost > limit:
                continue
            if field == rules.deviation and kind == "text" and not said and self._is_full(start):
                cost += EXPLAINS_NOTHING
            if cost < least:
                least, limit = cost, cost + BEAM
            going.append(Way(field, index, start, cost, max(head, self.room[field]), after[field]))
        return least

    def _number(self, index: int, field: int) -> float:
        """What the number that names begin with says about a cell of a column."""
        numbered = self.evidence.numbered[index]
        if field == self.rules.level3:
            return 0.0 if numbered else NAME_UNNUMBERED
        return NUMBERED_ELSEWHERE if numbered else 0.0

    def _begin_short(self, index: int, entries: Sequence[Entry]) -> bool:
        """Begins cells whose end is known: levels and points; whether the fragment is a known level word."""
        evidence, trait = self.evidence, self.evidence.traits[index]
        if trait.number is not None or trait.kind == "mark":
            self._begin_points(index, entries)
        return bool(evidence.levels[index]) and self._begin_levels(index, entries)

    def _begin_points(self, index: int, entries: Sequence[Entry]) -> None:
        """Weights and scores: one fragment each."""
        trait, tabs = self.evidence.traits[index], self.evidence.tabs[index]
        for field, content in self.rules.points:
            start = cheapest(entries, field, tabs)
            if start[2] is not None:
                cost = start[0] + content[trait.kind]
                if field == self.rules.score:
                    weight = self._weight_before(start)
                    if trait.number is None:
                        cost += UNSCORED * (weight < NEVER)
                    elif weight < trait.number:
                        cost += ABOVE_WEIGHT
                keep(self.ends[index + 1], Way(field, index, start, cost), cost, index + 1)

    def _is_full(self, start: Start) -> bool:
        """Whether the cell before one in its row is a score as high as the weight before it."""
        _, _, before, begins = start
        if begins or before is None or before[2].field != self.rules.score:
            return False
        way = before[2]
        return self.evidence.traits[way.start].number == self._weight_before((0.0, NEVER, way.before, way.begins))

    def _weight_before(self, start: Start) -> float:
        """The weight that is the cell before one in its row; more than any score where there is none."""
        _, _, before, begins = start
        if begins or before is None or before[2].field != self.rules.weight:
            return NEVER
        weight = self.evidence.traits[before[2].start].number
        return NEVER if weight is None else weight

    def _begin_levels(self, index: int, entries: Sequence[Entry]) -> bool:
        """Level cells that begin with a fragment; whether a known word is among them."""
        known, tabs = False, self.evidence.tabs[index]
        starts = [(field, cheapest(entries, field, tabs)) for field in self.rules.levels]
        ways = [Way(field, index, start, start[0]) for field, start in starts]
        for word in self.evidence.levels[index]:
            known = known or word.known
            wraps = _WRAPPED_LEVEL * sum(self.join[index + 1 : word.end])
            for way, cost in zip(ways, (word.level1, word.level2), strict=True):
                if way.before is not None:
                    keep(self.ends[word.end], way, way.cost + cost + wraps, word.end)
        return known

    def _skip(self, index: int, entries: Sequence[Entry], floor: float) -> float:
        """Leaves a fragment out: a piece of the label at the side, or what nothing else explains well.

        Args:
            index: The fragment.
            entries: Cells that have ended before it.
            floor: What the cheapest of them costs.

        Returns:
            What the best way costs on which it is left out.
        """
        more = SIDE_LABEL if self.side[index] else UNUSED
        following = self.ends[index + 1]
        for field, *_, (cost, margin, way, end) in entries:
            if field not in following or cost + more < following[field][0]:
                following[field] = cost + more, margin, way, end
        return floor + more


def _least(ends: Ends) -> float:
    return min([ended[0] for ended in ends.values()])


def _cost(way: Way) -> float:
    return way.cost
