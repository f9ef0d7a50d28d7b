"""The search for the cells of an indicator body: the cheapest way to cut its fragments into rows of cells.

One search for all renderings. A row prints its cells in the order of the columns; some may be blank. Fragments are taken
one after the other: each begins a cell of a later column, begins a new row, or goes on in the cell before it. What that
costs says the evidence (what the fragment can be, how full its line is, what stands in the gap) in the light of the
habits of the report. Only cuts that are not much worse than the best are followed, so the search is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.habits import Segment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.evidence import Evidence
    from docparse.evaluating.habits import Habits
    from docparse.evaluating.levels import LevelWord

# The weight of a level-1 cell that a page end tore from its name.
_LONE_WEIGHT = re.compile(r"[(（]\d{1,3}(?:\.\d{1,3})?分[)）]", re.ASCII)

# What a cell may not be.
_NEVER = 1e9
# Cuts that cost so much more than the best are given up; and so many are followed at most.
_BEAM = 8.0
_MOST_OPEN = 24
# A text that goes on in the next line though its line had room for more: it was no wrap.
_ROOM_LEFT = 4.0
_ROOM_JUST_LEFT = 2.0
_JUST = 0.5
# Punctuation: a cell does not begin with a comma nor end with an open bracket; a sentence may end a cell.
_BEGINS_CLOSED = 5.0
_ENDS_OPEN = 3.5
_AFTER_SENTENCE = 0.8
# A fragment that a text takes in, by what it is.
_TAKEN_IN = {"number": 1.8, "quantity": 2.2, "measure": 1.5, "operator": 4.0, "mark": 4.0, "unit": 0.8, "nature": 5.0}
_SURELY_TOGETHER = 3.0
_TAKEN_LEVEL = 4.0
_TAKEN_LEVEL_AS_NAME = 2.5
# A line that is wider than the column was ever seen to be.
_TOO_WIDE = 3.0
_WIDER = 0.7
# A text that stood nearby as the beginning of a cell, begins one again.
_BEGINS_AGAIN = 1.5
# A score above its weight; a level 1 without a level 2 of its own; a level cell in the midst of a row; a side label.
_ABOVE_WEIGHT = 3.0
_LEVEL1_ALONE = 1.5
_LEVEL_AMIDST = 7.0
_SIDE_LABEL = 1.5
_UNUSED = 14.0
_KNOWN = 1.0
# A target that began with a quantity and goes on in words; a text that begins with a number set off by a blank.
_WORDS_AFTER_QUANTITY = 3.0
_BEGINS_WITH_NUMBER = 1.5
_QUANTITY_IN_NAME = 2.0
# Blank cells between two tabs: for each column more or less than the tabs say.
_TAB_MISSED = 0.6
_TAB_MOST = 2.4
# A level-3 text of one character, and a unit of many.
_TOO_SHORT = 4.0
_UNIT_LENGTH = 0.8
_SHORT_UNIT = 3

_VALUES = frozenset(("quantity", "measure", "number"))
_COMPARES = frozenset(("quantity", "operator"))
_COMPARES_AGAIN = 4.0
# A cell of an operator holds it and nothing else.
_SIGNS = frozenset(("operator", "nature"))
_AFTER_SIGN = 6.0
_QUANTIFIED = frozenset(("target", "actual"))
_POINTS = ("weight", "score")


class _Node(NamedTuple):
    """The last cell of a way through the fragments, and the way before it."""

    before: _Node | None
    segment: Segment


class _Done(NamedTuple):
    """A way on which a cell has just ended."""

    cost: float
    node: _Node | None


@dataclass(slots=True)
class _Open:
    """A way on which a text is going on: its cost, where its cell began, and the widest of its lines."""

    cost: float
    field: int
    start: int
    begins: bool
    before: _Node | None
    width: float
    length: int


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
    """The cells of a body in reading order; fragments that belong to none are segments of the field ``skip``."""
    return _Search(task).run()


class _Search:
    """One run of the search over one body."""

    def __init__(self, task: Task) -> None:
        self.evidence, self.columns, self.habits, self.side = task.evidence, task.columns, task.habits, task.side
        self.count = len(task.columns)
        self.index_of = {column: index for index, column in enumerate(task.columns)}
        self.level3 = self.index_of["level3"]
        self.content = [task.habits.content[column] for column in task.columns]
        self.room = [task.room.get(column, 0.0) for column in task.columns]
        self.widest = [task.widest.get(column, _NEVER) + _WIDER for column in task.columns]
        self.same, self.new, self.end = self._transitions()
        self.done: list[dict[int, _Done]] = [{} for _ in range(len(task.evidence.fragments) + 1)]

    def _transitions(self) -> tuple[list[list[float]], list[list[float]], list[float]]:
        """Costs of the next column in the same row, of the next column in a new row, and of a row's end."""
        blank = [self.habits.blank[column] for column in self.columns]
        printed = [self.habits.printed[column] for column in self.columns]
        before = [0.0]
        for each in blank:
            before.append(before[-1] + each)
        size = range(self.count)
        same = [[before[g] - before[f + 1] + printed[g] if g > f else _NEVER for g in size] for f in size]
        end = [before[self.count] - before[f + 1] for f in size]
        new = [[end[f] + before[g] + printed[g] if g <= self.level3 <= f else _NEVER for g in size] for f in size]
        if self.columns[:2] == ("level1", "level2"):
            same[0][self.level3] += _LEVEL1_ALONE
        return same, new, end

    def run(self) -> tuple[Segment, ...]:
        open_ways: list[_Open] = []
        size = len(self.evidence.fragments)
        self.done[0][self.count - 1] = _Done(0.0, None)
        for index in range(size):
            self._close(open_ways, index)
            ways = self._prune(index, open_ways)
            begun = self._begin(index)
            open_ways = self._extend(ways, index) + begun
        self._close(open_ways, size)
        return self._best()

    def _best(self) -> tuple[Segment, ...]:
        ways = self.done[-1]
        if not ways:
            return ()
        last = min(ways, key=lambda field: ways[field].cost + (self.end[field] if field >= self.level3 else _UNUSED))
        segments: list[Segment] = []
        node = ways[last].node
        while node is not None:
            segments.append(node.segment)
            node = node.before
        return tuple(reversed(segments))

    def _close(self, open_ways: Sequence[_Open], index: int) -> None:
        """Ends the cells that are going on before a fragment."""
        done = self.done[index]
        for way in open_ways:
            cost = way.cost
            column = self.columns[way.field]
            if column == "level3" and way.length <= 1:
                cost += _TOO_SHORT
            elif column == "unit" and way.length > _SHORT_UNIT and way.width > _SHORT_UNIT:
                cost += _UNIT_LENGTH * (way.width - _SHORT_UNIT)
            known = done.get(way.field)
            if known is None or cost < known.cost:
                segment = Segment(column, way.start, index, way.begins)
                done[way.field] = _Done(cost, _Node(way.before, segment))

    def _prune(self, index: int, open_ways: list[_Open]) -> list[_Open]:
        """Gives up ways that cost much more than the best."""
        done = self.done[index]
        best = min((way.cost for way in open_ways), default=_NEVER)
        best = min(best, min((way.cost for way in done.values()), default=_NEVER))
        limit = best + _BEAM
        if any(way.cost > limit for way in done.values()):
            self.done[index] = {field: way for field, way in done.items() if way.cost <= limit}
        kept = [way for way in open_ways if way.cost <= limit]
        if len(kept) > _MOST_OPEN:
            kept.sort(key=lambda way: way.cost)
            del kept[_MOST_OPEN:]
        return kept

    def _extend(self, ways: Sequence[_Open], index: int) -> list[_Open]:
        """Texts that go on with a fragment."""
        if not ways:
            return []
        evidence = self.evidence
        trait, line_end = evidence.traits[index], evidence.line_end[index]
        before = evidence.traits[index - 1]
        cost = self.habits.gaps["join"][evidence.gaps[index]]
        if evidence.together[index] < _SURELY_TOGETHER:
            cost += _TAKEN_IN.get(trait.kind, 0.0)
        if before.ends and not trait.closes:
            cost += _AFTER_SENTENCE
        if evidence.levels[index] and _is_known(evidence.levels[index][0]):
            cost += _TAKEN_LEVEL
        cost -= evidence.together[index]
        compares = trait.kind in _COMPARES
        worded = trait.kind == "text" and evidence.gaps[index] != "thin" and evidence.together[index] < _SURELY_TOGETHER
        head, needed = evidence.head[index], evidence.tail[index - 1] + trait.first
        length = len(evidence.fragments[index].text)
        extended = []
        named = _QUANTITY_IN_NAME * (trait.kind == "quantity")
        for way in ways:
            wide = max(way.width, head)
            own = way.cost + cost
            if line_end and needed <= wide:
                own += _ROOM_LEFT if needed <= wide - _JUST else _ROOM_JUST_LEFT
            if way.field == self.level3:
                own += named
            start = evidence.traits[way.start].kind
            if worded and start in _VALUES and self.columns[way.field] in _QUANTIFIED:
                own += _WORDS_AFTER_QUANTITY
            elif compares and start in _COMPARES:
                own += _COMPARES_AGAIN
            if self.columns[way.field] == "operator" and start in _SIGNS:
                own += _AFTER_SIGN
            if worded and start == "unit" and self.columns[way.field] == "unit":
                own += _WORDS_AFTER_QUANTITY
            if line_end and head > self.widest[way.field]:
                own += _TOO_WIDE
            extended.append(_Open(own, way.field, way.start, way.begins, way.before, wide, way.length + length))
        return extended

    def _begin(self, index: int) -> list[_Open]:
        """Cells that begin with a fragment; those whose end is known are done at once."""
        if not self.done[index]:
            return []
        evidence = self.evidence
        trait = evidence.traits[index]
        gap = evidence.gaps[index]
        fixed = _BEGINS_CLOSED * trait.closes + (_ENDS_OPEN if index and evidence.traits[index - 1].opens else 0.0)
        if evidence.again[index]:
            fixed -= _BEGINS_AGAIN
        row = self.habits.gaps["row"].get(gap, 0.0) + fixed
        cell = self.habits.gaps["cell"].get(gap, 0.0) + fixed
        self._skip(index)
        known_level = self._begin_levels(index, row, cell)
        begun = []
        said = self.habits.texts.get(evidence.fragments[index].text)
        spaced_number = trait.kind in _VALUES and self._goes_on_in_words(index)
        for field in range(self.count):
            column = self.columns[field]
            if column in ("level1", "level2"):
                continue
            cost = self.content[field][trait.kind]
            if said is not None:
                cost += said[column]
            if column in _POINTS:
                if trait.number is not None or trait.kind == "mark":
                    self._done_at(index, index + 1, field, cost, row, cell)
                continue
            if spaced_number:
                cost = min(cost, self.content[field]["text"] + _BEGINS_WITH_NUMBER)
            if known_level:
                cost += _TAKEN_LEVEL_AS_NAME if column == "level3" else _TAKEN_LEVEL
            way = self._cheapest(index, field, row, cell)
            if way is None:
                continue
            total, begins, before = way
            text = evidence.fragments[index].text
            cost += _TOO_WIDE * (evidence.head[index] > self.widest[field])
            wide = max(evidence.head[index], self.room[field])
            begun.append(_Open(total + cost, field, index, begins, before, wide, len(text)))
        return begun

    def _goes_on_in_words(self, index: int) -> bool:
        """Whether words follow a number after one blank: 2023 年报告."""
        traits, gaps = self.evidence.traits, self.evidence.gaps
        return index + 1 < len(traits) and gaps[index + 1] == "thin" and traits[index + 1].kind == "text"

    def _begin_levels(self, index: int, row: float, cell: float) -> bool:
        """Level cells that begin with a fragment; whether a known word is among them."""
        known = False
        for word in self.evidence.levels[index]:
            known = known or _is_known(word)
            joins = sum(self.habits.gaps["join"][self.evidence.gaps[at]] for at in range(index + 1, word.end))
            for column, cost in (("level1", word.level1), ("level2", word.level2)):
                if column in self.index_of:
                    self._done_at(index, word.end, self.index_of[column], cost + 0.3 * joins, row, cell)
        return known

    def _done_at(self, index: int, end: int, field: int, cost: float, row: float, cell: float) -> None:
        way = self._cheapest(index, field, row, cell)
        if way is None:
            return
        total, begins, before = way
        total += cost
        done = self.done[end]
        known = done.get(field)
        if known is None or total < known.cost:
            done[field] = _Done(total, _Node(before, Segment(self.columns[field], index, end, begins)))

    def _cheapest(self, index: int, field: int, row: float, cell: float) -> tuple[float, bool, _Node | None] | None:
        """The cheapest way to begin a cell of a column with a fragment: cost, whether a row begins, the way before."""
        best: tuple[float, bool, _Node | None] | None = None
        least = _NEVER
        for last, way in self.done[index].items():
            new = self.new[last][field] + row
            same = self.same[last][field] + cell
            if same < _NEVER:
                same += self._tabs(index, last, field)
                if field == last + 1 and self.columns[field] == "score" and self._is_above(way.node, index):
                    same += _ABOVE_WEIGHT
            begins = new < same
            cost = way.cost + (new if begins else same)
            if cost < least:
                least = cost
                best = cost, begins, way.node
        return best

    def _tabs(self, index: int, last: int, field: int) -> float:
        """What it costs that the tabs before a fragment tell of another column."""
        fragment = self.evidence.fragments[index]
        if fragment.gap != "tab":
            return 0.0
        return min(_TAB_MISSED * abs(fragment.tabs - (field - last)), _TAB_MOST)

    def _is_above(self, node: _Node | None, index: int) -> bool:
        """Whether the number at ``index`` is larger than the weight before it."""
        score = self.evidence.traits[index].number
        if node is None or node.segment.field != "weight" or score is None:
            return False
        weight = self.evidence.traits[node.segment.start].number
        return weight is not None and score > weight

    def _skip(self, index: int) -> None:
        """Fragments that belong to no cell: pieces of the label at the side, and what nothing else explains."""
        text = self.evidence.fragments[index].text
        cost = _SIDE_LABEL if "".join(text.split()) in self.side or _LONE_WEIGHT.fullmatch(text) else _UNUSED
        done = self.done[index + 1]
        for field, way in self.done[index].items():
            total = way.cost + cost
            if field not in done or total < done[field].cost:
                done[field] = _Done(total, _Node(way.node, Segment("skip", index, index + 1, False)))


def _is_known(word: LevelWord) -> bool:
    """Whether a level word is a known one."""
    return min(word.level1, word.level2) < _KNOWN
