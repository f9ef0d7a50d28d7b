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
    ENDS_FULL,
    EXPLAINS_NOTHING,
    FAR,
    LEVEL1_BELOW,
    LEVEL_AS_NAME,
    LEVEL_AS_TEXT,
    MOST_OPEN,
    NAME_UNNUMBERED,
    NEVER,
    NUMBERED_ELSEWHERE,
    ROOM_JUST_LEFT,
    ROOM_LEFT,
    SENTENCE_AS_NAME,
    SIDE_LABEL,
    TOO_SHORT,
    TOO_WIDE,
    UNIT_LENGTH,
    UNSCORED,
    UNUSED,
)
from docparse.evaluating.empty_levels import levels_without_rows
from docparse.evaluating.rules import LEVEL
from docparse.evaluating.ways import keep, starts

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from docparse.evaluating.evidence import Evidence
    from docparse.evaluating.rules import Rules
    from docparse.evaluating.ways import Ended, Ends, Going, Start

# Half a wide character: what a line may have left and be full.
_JUST = 0.5
# The width of what may stand first on the next line.
_FIRST = 1.0
_SHORT_UNIT = 3
_BRIEF = 7
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
        full: How wide the line above each fragment would be with one more character (see :func:`_fullness`).
        row, cell, join: For each fragment the cost of a row that begins with it, of a cell, and of neither.
        widest, room: For each column how wide its lines at most are, and at least can be.
    """

    def __init__(self, task: Task) -> None:
        evidence, rules = task.evidence, task.rules
        self.evidence, self.rules = evidence, rules
        self.side = [loose or bare in task.side for loose, bare in zip(evidence.loose, evidence.bare, strict=True)]
        for index in levels_without_rows(evidence):
            self.side[index] = True
        self.widest = [task.widest.get(column, NEVER) + _JUST for column in rules.columns]
        self.room = [task.room.get(column, 0.0) for column in rules.columns]
        self.narrowest = min(self.widest)
        row, cell, join = rules.gaps
        self.row = [row[gap] + cost for gap, cost in zip(evidence.gaps, evidence.border, strict=True)]
        self.cell = [cell[gap] + cost for gap, cost in zip(evidence.gaps, evidence.border, strict=True)]
        self.join = [
            join[gap] + cost + NUMBERED_ELSEWHERE * numbered + rules.inside.get(text, 0.0)
            for gap, cost, numbered, text in zip(
                evidence.gaps, evidence.inside, evidence.numbered, evidence.bare, strict=True
            )
        ]
        self.full = _fullness(evidence)
        self.ends: list[Ends] = [{} for _ in range(len(evidence.fragments) + 1)]

    def run(self) -> tuple[Segment, ...]:
        last = len(self.rules.columns) - 1
        self.ends[0][last] = 0.0, NEVER, (last, 0, None, False, NEVER), 0
        going: list[Going] = []
        limit = BEAM
        for index, side in enumerate(self.side):
            if going:
                going = self._end(going, index, limit)
            least = floor = NEVER
            if going:
                going, least = self._extend(going, index)
            if self.ends[index]:
                least, floor = self._begin(index, limit, going, least)
            if following := self.ends[index + 1]:
                least = min(least, _least(following))
            if floor < NEVER and (side or least >= floor + UNUSED - BEAM):
                least = min(least, self._skip(index, limit, floor))
            limit = least + BEAM
        self._end(going, len(self.evidence.fragments), limit)
        return self._best(limit)

    def _best(self, limit: float) -> tuple[Segment, ...]:
        """The cells of the cheapest way; none where all cost more than a limit."""
        costs = {field: ended[0] + self.rules.end[field] for field, ended in self.ends[-1].items() if ended[0] <= limit}
        way: Ended | None = self.ends[-1][min(costs, key=costs.__getitem__)] if costs else None
        columns = self.rules.columns
        segments: list[Segment] = []
        while way is not None:
            _, margin, (field, start, before, begins, _), end = way
            if start < end:
                segments.append(Segment(columns[field], start, end, begins, margin))
            way = before
        segments.reverse()
        return tuple(segments)

    def _end(self, going: list[Going], index: int, limit: float) -> list[Going]:
        """Ends the cells that may end before a fragment; gives the ways that go on, those beyond a limit left out."""
        if len(going) > MOST_OPEN:
            going = _cheapest([way for way in going if way[0] <= limit])
        ends, level3, unit = self.ends[index], self.rules.level3, self.rules.unit
        full = self.full[index]
        found: list[Going] = []
        for way in going:
            cost, width, _, cell = way
            if cost > limit:
                continue
            found.append(way)
            field = cell[0]
            if full > self.widest[field]:
                cost += ENDS_FULL
            if field == level3:
                if cell[1] == index - 1 and len(self.evidence.bare[index - 1]) <= 1:
                    cost += TOO_SHORT
            elif field == unit and width > _SHORT_UNIT and self.evidence.traits[cell[1]].kind == "text":
                cost += UNIT_LENGTH * (width - _SHORT_UNIT)
            if field in ends:
                keep(ends, cell, cost, index)
            else:
                ends[field] = cost, cell[4], cell, index
        return found

    def _extend(self, ways: Sequence[Going], index: int) -> tuple[list[Going], float]:
        """The ways on which the cells that go on take in a fragment, and the cost of the best."""
        evidence = self.evidence
        join, goes_on, head = self.join[index], evidence.goes_on[index], evidence.head[index]
        line_end, least = evidence.line_end[index], NEVER
        needed = evidence.tail[index - 1] + evidence.traits[index].first if line_end else 0.0
        found: list[Going] = []
        for cost, width, after, cell in ways:
            cost += join + after[goes_on]
            if head > width:
                width = head
            if line_end:
                if needed <= width:
                    cost += ROOM_LEFT if needed <= width - _JUST else ROOM_JUST_LEFT
                if head > self.widest[cell[0]]:
                    cost += TOO_WIDE
            if cost < least:
                least = cost
            found.append((cost, width, after, cell))
        return found, least

    def _begin(self, index: int, limit: float, going: list[Going], least: float) -> tuple[float, float]:
        """Begins cells with a fragment.

        Args:
            index: The fragment.
            limit: What the ways at most cost that are followed.
            going: Those on which a cell takes the fragment in; takes those on which it begins a cell of text.
            least: What the best of them costs.

        Returns:
            What the best way costs that goes on, and the best on which a cell has ended before the fragment.
        """
        opens, points = self.evidence.opens[index]
        gaps = self.cell[index], self.row[index], self.evidence.tabs[index]
        found, floor = starts(self.ends[index], limit, gaps, self.rules.openings(opens, points), least + FAR)
        if found:
            if points:
                self._begin_points(index, found)
            least = self._begin_texts(index, opens, found, going, least)
        if words := self.evidence.levels[index]:
            alone = len(words) == 1 and words[0].end == index + 1
            bound = least + FAR - min(words[0].level1, words[0].level2) if alone else NEVER
            found, floor = starts(self.ends[index], limit, gaps, self.rules.openings(LEVEL, None), bound)
            if found:
                self._begin_levels(index, found, least + BEAM)
        return least, floor

    def _begin_texts(
        self, index: int, opens: str, found: Mapping[int, Start], going: list[Going], least: float
    ) -> float:
        """Begins cells of text with a fragment; those far beyond the best way are left out.

        Args:
            index: The fragment.
            opens: What it is as their beginning.
            found: The cheapest way to begin one of each column.
            going: Takes them.
            least: What the best way costs so far.

        Returns:
            What the best way costs now.
        """
        rules, room, head = self.rules, self.room, self.evidence.head[index]
        after, limit = rules.after[self.evidence.traits[index].kind], least + BEAM
        for field, cost in self._weighed(index, opens, found):
            if field not in found:
                continue
            start, margin, before, begins = found[field]
            cost += start
            if cost > limit:
                continue
            if field == rules.deviation and opens == "text" and self._explains_nothing(index, before, begins):
                cost += EXPLAINS_NOTHING
            if cost < least:
                least, limit = cost, cost + BEAM
            width = room[field] if room[field] > head else head
            going.append((cost, width, after[field], (field, index, before, begins, margin)))
        return least

    def _weighed(self, index: int, opens: str, found: Container[int]) -> Sequence[tuple[int, float]]:
        """The columns of text that a fragment may begin a cell of, the likeliest first, and what that costs."""
        evidence, rules, head = self.evidence, self.rules, self.evidence.head[index]
        weighed: Sequence[tuple[int, float]] = rules.starts[opens]
        words, said = evidence.levels[index], rules.texts.get(evidence.bare[index])
        ends = evidence.traits[index].ends
        other = rules.other if opens == "text" and not said and self._is_brief(index) else 0.0
        if not (said or words or evidence.all_numbered or head > self.narrowest or ends or other):
            return weighed
        weighed = [each for each in weighed if each[0] in found]
        if said:
            weighed = [(field, cost + said[field]) for field, cost in weighed]
        if evidence.all_numbered:
            weighed = [(field, cost + self._number(index, field)) for field, cost in weighed]
        if other:
            weighed = [(at, cost + other * (at == rules.deviation)) for at, cost in weighed]
        if ends:
            weighed = [(at, cost + SENTENCE_AS_NAME * (at == rules.level3)) for at, cost in weighed]
        if any(word.known for word in words):
            as_name = rules.level3
            weighed = [(at, cost + (LEVEL_AS_NAME if at == as_name else LEVEL_AS_TEXT)) for at, cost in weighed]
        if head > self.narrowest:
            weighed = [(field, cost + TOO_WIDE if head > self.widest[field] else cost) for field, cost in weighed]
        return weighed

    def _is_brief(self, index: int) -> bool:
        """Whether a fragment is no longer than a level word may be, and no clause of a sentence."""
        return len(self.evidence.bare[index]) <= _BRIEF and not self.evidence.clauses[index]

    def _number(self, index: int, field: int) -> float:
        """What the number that names begin with says about a cell of a column."""
        numbered = self.evidence.numbered[index]
        if field == self.rules.level3:
            return 0.0 if numbered else NAME_UNNUMBERED
        return NUMBERED_ELSEWHERE if numbered else 0.0

    def _begin_points(self, index: int, found: Mapping[int, Start]) -> None:
        """Weights and scores: one fragment each."""
        trait = self.evidence.traits[index]
        for field, content in self.rules.points:
            if field in found:
                cost, margin, before, begins = found[field]
                cost += content[trait.kind]
                if field == self.rules.score:
                    weight = self._weight_before(before, begins)
                    if trait.number is None:
                        cost += UNSCORED * (weight < NEVER)
                    elif weight < trait.number:
                        cost += ABOVE_WEIGHT
                keep(self.ends[index + 1], (field, index, before, begins, margin), cost, index + 1)

    def _explains_nothing(self, index: int, before: Ended, begins: bool) -> bool:
        """Whether the cell before one in its row is a score as high as the weight before it, and nothing says more."""
        field, start, above, first, _ = before[2]
        if begins or field != self.rules.score or self.evidence.bare[index] in self.rules.texts:
            return False
        return self.evidence.traits[start].number == self._weight_before(above, first)

    def _weight_before(self, before: Ended | None, begins: bool) -> float:
        """The weight that is the cell before one in its row; more than any score where there is none."""
        if begins or before is None or before[2][0] != self.rules.weight:
            return NEVER
        weight = self.evidence.traits[before[2][1]].number
        return NEVER if weight is None else weight

    def _begin_levels(self, index: int, found: Mapping[int, Start], limit: float) -> None:
        """Level cells that begin with a fragment; those that end with it only where they cost no more than a limit."""
        levels = self.rules.levels
        for word in self.evidence.levels[index]:
            ends, end = self.ends[word.end], word.end
            wraps = _WRAPPED_LEVEL * sum(self.join[index + 1 : end]) if end > index + 1 else 0.0
            for field, more in zip(levels, (word.level1, word.level2), strict=True):
                if field in found:
                    cost, margin, before, begins = found[field]
                    cost += more
                    cost += wraps
                    if begins and word.level1 == 0 < more:
                        cost += LEVEL1_BELOW
                    if cost <= limit or end > index + 1 or field in ends:
                        keep(ends, (field, index, before, begins, margin), cost, end)

    def _skip(self, index: int, limit: float, floor: float) -> float:
        """Leaves a fragment out: a piece of the label at the side, or what nothing else explains well.

        Args:
            index: The fragment.
            limit: What the ways at most cost that are followed.
            floor: What the cheapest costs on which a cell has ended before it.

        Returns:
            What the best way costs on which it is left out.
        """
        more = SIDE_LABEL if self.side[index] else UNUSED
        following = self.ends[index + 1]
        for field, (cost, margin, cell, end) in self.ends[index].items():
            if cost <= limit and (field not in following or cost + more < following[field][0]):
                following[field] = cost + more, margin, cell, end
        return floor + more


def _fullness(evidence: Evidence) -> list[float]:
    """For each fragment how wide the line above it is with one more character, where no sentence ends; else 0."""
    lines = zip(evidence.line_end[1:], evidence.traits, evidence.tail, strict=False)
    return [0.0, *(tail + _FIRST if line_end and not each.ends else 0.0 for line_end, each, tail in lines), 0.0]


def _least(ends: Ends) -> float:
    return min([ended[0] for ended in ends.values()])


def _cheapest(going: list[Going]) -> list[Going]:
    """The ways, where they are too many the cheapest of them."""
    return sorted(going, key=_cost)[:MOST_OPEN] if len(going) > MOST_OPEN else going


def _cost(way: Going) -> float:
    return way[0]
