"""What speaks for and against the places of the cells of torn indicator rows."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from docparse.evaluating.quantities import is_unit
from docparse.evaluating.torn_pairs import alike, given, named
from docparse.evaluating.traits import trait, width
from docparse.folding import fold
from docparse.lexicons.indicator_cues import load_indicator_cues
from docparse.lexicons.indicator_patterns import NAME_NUMBER, RANGE, TORN_DATE
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.torn_surroundings import Surroundings

# The columns that a form may have, in the usual order; the totals below the rows are the cells of the last.
COLUMNS = ("level3", "operator", "target", "unit", "actual", "weight", "score", "deviation", "basis", "total")
_NEVER = 99.0
# Kind of a fragment → column → what a cell of it costs that begins so; other columns are not thought of.
_KINDS = {
    "quantity": {"target": 0.0, "actual": 2.5},
    "measure": {"actual": 0.1, "target": 1.0},
    "number": {"weight": 0.0, "score": 0.0, "actual": 2.5, "target": 3.5},
    "operator": {"operator": 0.0, "target": 3.0},
    "nature": {"operator": 0.0, "target": 3.0},
    "unit": {"unit": 0.0, "target": 4.0, "actual": 4.0},
    "mark": {"deviation": 0.0, "basis": 0.8, "score": 1.5, "weight": 1.5, "actual": 1.5},
    "text": {"level3": 0.6, "target": 1.1, "actual": 1.1, "deviation": 1.6, "basis": 1.6, "unit": 3.5},
}
# Of forms that print operator and unit apart the target is a bare number, and what was reached may be.
_BARE_NUMBER = {"target": 0.0, "actual": 0.1, "weight": 0.3, "score": 0.3}
_SKIP, _SKIP_WIDE, _SKIP_AMOUNT, _SKIP_LOOSE = 4.0, 0.3, 1.5, 0.4
_WIDE = 26.0
_LARGE = 100
_MOST_TOTALS = 2
_NEAR_TOTAL = 8
# Of a number without decimals where points have them.
_PLAIN = {"weight": 1.5, "score": 1.5, "target": 0.0, "actual": 0.0}
_DECIMALS = pattern(r"\.\d\d$", re.ASCII)
_NUMBERED, _UNNUMBERED = -0.6, 5.0
# Columns of sentences.
_EXPLAINED = ("deviation", "basis")
_SENTENCE = frozenset("，。；;")
_OPENING, _CLOSING = "，、,（(“《/·", "，。、；：,;:）)”》%"
_REACH = 14
# What it costs that a fragment goes on a cell, the more the farther they stand apart; no line of a cell is so narrow.
_JOIN, _FARTHER, _NARROW = 0.9, 0.12, 3.5
# An explanation that has not ended: what another one costs, and what is gained where it goes on.
_UNFINISHED, _OPEN = 2.5, 1.4
_SENTENCE_WIDTH = 6.0
_FEWEST_DOUBLED = 6
# A line of a name that had room for more goes on.
_NOT_FULL = 2.0
# What it gains that a cell stands right below the label of its column.
_UNDER_LABEL = 1.0
# What it gains that cells that may be of one row are printed so close.
_PRINTED_NEAR, _NEAR_CELL = 0.4, 2
# What it costs that what stands behind the label of another block is a cell.
_FOREIGN = 1.0
# So many more lines below each other are of one kind where print goes down the columns.
_STACKED = 5


class IndicatorCosts:
    """The evidence of one form."""

    def __init__(self, fragments: Sequence[Fragment], columns: Sequence[str], around: Surroundings) -> None:
        """Prepares the evidence of fragments of the indicators, without labels and words of levels."""
        self.columns = columns
        self.texts = [fold(fragment.text) for fragment in fragments]
        self.fragments = fragments
        self.traits = [trait(text) for text in self.texts]
        self.widths = [width(text) for text in self.texts]
        self.around, self.places = around, around.places
        self.numbered = [
            each.kind == "text" and NAME_NUMBER.match(text) is not None
            for each, text in zip(self.traits, self.texts, strict=True)
        ]
        self.all_numbered = 2 * sum(self.numbered) >= sum(each.kind == "quantity" for each in self.traits) > 0
        self.times = Counter(self.texts)
        # Lines of sentences: those with commas, and those between such lines.
        clauses = [not _SENTENCE.isdisjoint(fragment.text) for fragment in fragments]
        self.clauses = clauses
        bases = load_indicator_cues().bases
        self.sentences = [
            clause or any(clauses[max(0, at - 2) : at]) or any(word in text for word in bases)
            for at, (clause, text) in enumerate(zip(clauses, self.texts, strict=True))
        ]
        numbers = [text for text, each in zip(self.texts, self.traits, strict=True) if each.kind == "number"]
        # Points are printed with two decimals throughout, or mostly with none.
        self.pointed = 3 * sum(_DECIMALS.search(text) is not None for text in numbers) > len(numbers)
        self.place = {column: order for order, column in enumerate(columns)}
        self.stacked = self._are_stacked()
        endings = load_indicator_cues().endings
        self.named_like = [
            text.endswith(endings) and not clause for text, clause in zip(self.texts, clauses, strict=True)
        ]
        # How wide the column of names is at least: as the widest text that ends as names do.
        widths = zip(self.widths, self.named_like, strict=True)
        self.name_width = max((width for width, like in widths if like), default=0.0)
        kinds = Counter(each.kind for each in self.traits)
        # Results are printed with the operators of their targets.
        self.doubled = kinds["quantity"] >= _FEWEST_DOUBLED and 3 * kinds["measure"] < kinds["quantity"]
        self.rows, self.sure = self._expected()
        self._begins = [self._begin(index) for index in range(len(fragments))]

    def _expected(self) -> tuple[int, bool]:
        """How many rows there are, by what each row has one of; and whether that is sure."""
        if self.all_numbered:
            return sum(self.numbered), True
        if "operator" in self.place:
            return sum(each.kind in ("operator", "nature") for each in self.traits), True
        points = sum(column in self.place for column in ("weight", "score"))
        if not points or "unit" in self.place:
            return len(self.fragments), False
        numbers = [at for at, each in enumerate(self.traits) if each.number is not None and each.kind == "number"]
        large = sum(float(self.texts[at]) >= _LARGE / 2 for at in numbers)
        count = len(numbers) - min(large, points)
        rows = round(count / points)
        if rows < sum(each.kind == "quantity" for each in self.traits) / (1 + self.doubled):
            return len(self.fragments), False
        return rows, count == rows * points and bool(self.around.totals)

    def begin(self, index: int) -> Sequence[tuple[int, float]]:
        """The columns in which a fragment may begin a cell, each with what it costs."""
        return self._begins[index]

    def _begin(self, index: int) -> tuple[tuple[int, float], ...]:
        kind, text = self.traits[index].kind, self.texts[index]
        costs = dict(_KINDS[kind])
        if kind == "number":
            costs = self._number(index)
        elif kind == "quantity" and self.doubled:
            costs = {"target": 0.0, "actual": 0.1}
        elif kind == "text" and RANGE.fullmatch(text):
            costs = dict(_KINDS["quantity"])
        elif kind == "text":
            costs = {column: cost + self._text(index, column) for column, cost in costs.items()}
            if "unit" in costs and index + 1 < len(self.texts) and is_unit(text + self.texts[index + 1]):
                costs["unit"] = 0.0
        if (above := self.around.under.get(index)) in costs:
            costs[above] -= _UNDER_LABEL
        if index in self.around.foreign:
            costs = {column: cost + _FOREIGN for column, cost in costs.items()}
        return tuple((self.place[column], cost) for column, cost in costs.items() if column in self.place)

    def _number(self, index: int) -> dict[str, float]:
        """What a cell costs that begins with a bare number."""
        text, costs = self.texts[index], dict(_KINDS["number"])
        if "unit" in self.place:
            costs = dict(_BARE_NUMBER)
            if self.pointed:
                pointed = _DECIMALS.search(text) is not None
                more = {"weight": -0.6, "score": -0.6, "target": 1.0, "actual": 1.0} if pointed else _PLAIN
                costs = {column: cost + more[column] for column, cost in costs.items()}
        if (value := float(text.replace(",", ""))) > _LARGE:
            costs = {column: cost for column, cost in costs.items() if column not in ("weight", "score")}
        if value >= _LARGE / 2:
            costs["total"] = 0.0 if self._is_below(index) else 2.0
            costs |= {column: cost + 1.5 for column, cost in costs.items() if column in ("weight", "score")}
        return costs

    def _is_below(self, index: int) -> bool:
        """Whether a fragment stands right behind the label of the totals."""
        return any(0 <= self.fragments[index].line - line <= _NEAR_TOTAL for line in self.around.totals)

    def _text(self, index: int, column: str) -> float:
        """What the characters of a text say about a column that it may begin a cell of."""
        text, cues, cost = self.texts[index], load_indicator_cues(), 0.0
        if text[:1] in _CLOSING:
            cost += 4.0
        long = self.clauses[index]
        nothing = text in cues.nothing
        again = self.times[text] >= 3
        if self.all_numbered and column == "level3":
            return cost + (_NUMBERED if self.numbered[index] else _UNNUMBERED)
        if self.numbered[index]:
            cost += 3.0 if self.all_numbered else 0.5
        if len(text) == 1 and not nothing:
            cost += 3.0
        value = any(word in text for word in (*cues.values, *cues.moments))
        if any(word in text for word in cues.bases) and "basis" in self.place:
            cost += -1.0 if column == "basis" else 1.5
        if column == "level3":
            cost += 4.5 * long + 4.0 * nothing + 1.2 * again - 0.8 * text.endswith(cues.endings)
        elif column in ("target", "actual"):
            cost += 2.5 * long + (1.2 if again else 0.0) + (-0.7 if value else 0.4) + 0.8 * text.endswith(cues.rates)
        else:
            cost += -1.0 * long - 0.8 * again - 0.8 * nothing + 1.2 * (not long and not again and not nothing)
        return cost

    def row(self, column: int, cells: Sequence[tuple[int, ...]]) -> int:
        """The row of the next cell of a column; -1 where blanks may stand anywhere in it."""
        name = self.columns[column]
        if name in ("deviation", "basis", "total"):
            return -1
        count = len(cells[column])
        return self.unit_row(count, cells) if name == "unit" and "operator" in self.place else count

    def unit_row(self, count: int, cells: Sequence[tuple[int, ...]]) -> int:
        """The row of a unit: that of the operator that is as manyth, words for a nature left out."""
        operators = cells[self.place["operator"]]
        rows = [row for row, index in enumerate(operators) if self.traits[index].kind != "nature"]
        return rows[count] if count < len(rows) else len(operators) + count - len(rows)

    def beside(self, index: int, column: int, row: int, cells: Sequence[tuple[int, ...]], last: Sequence[int]) -> float:
        """What it costs that a cell stands in a row beside what the other columns have there."""
        name = self.columns[column]
        if name in _EXPLAINED and last[column] >= 0 and self._is_open(last[column]):
            return _UNFINISHED
        if name in _EXPLAINED and len(cells[column]) >= self.rows:
            return _UNFINISHED
        if name == "total":
            return 0.0 if len(cells[column]) < _MOST_TOTALS else _NEVER
        if row >= self.rows:
            return _NEVER if self.sure else 2.5
        cost = 0.0
        if name in ("target", "actual"):
            cost += self._values(index, name, self._at("actual" if name == "target" else "target", row, cells))
            cost += self._named(self._at("level3", row, cells), index) if "unit" not in self.place else 0.0
        elif name == "level3":
            if (target := self._at("target", row, cells)) >= 0 and "unit" not in self.place:
                cost += self._named(index, target)
        elif name in ("weight", "score"):
            cost += self._points(index, name, row, cells)
        return cost

    def _at(self, column: str, row: int, cells: Sequence[tuple[int, ...]]) -> int:
        place = self.place.get(column)
        return cells[place][row] if place is not None and row < len(cells[place]) else -1

    def _values(self, index: int, name: str, other: int) -> float:
        """What a target says beside what was reached, or the other way round."""
        if other < 0:
            return 0.9 if name == "actual" else 0.0
        target, actual = (index, other) if name == "target" else (other, index)
        return alike(self.texts[target], self.texts[actual], apart="unit" in self.place)

    def _named(self, name: int, value: int) -> float:
        return named(self.texts[name], self.texts[value]) if name >= 0 and value >= 0 else 0.0

    def _points(self, index: int, name: str, row: int, cells: Sequence[tuple[int, ...]]) -> float:
        other = self._at("score" if name == "weight" else "weight", row, cells)
        if other < 0:
            return 0.9 if name == "score" and "weight" in self.place else 0.0
        weight, score = (index, other) if name == "weight" else (other, index)
        return given(self.traits[weight].number, self.traits[score].number)

    def side_by_side(self, column: str, index: int, other: str, beside: int) -> float:
        """What it costs that a fragment begins a cell of one column beside a cell of another."""
        near = -_PRINTED_NEAR if 0 < abs(self.places[index] - self.places[beside]) <= _NEAR_CELL else 0.0
        columns = {column, other}
        if columns == {"target", "actual"}:
            target, actual = (index, beside) if column == "target" else (beside, index)
            return near + alike(self.texts[target], self.texts[actual], apart="unit" in self.place)
        if columns == {"weight", "score"}:
            weight, score = (index, beside) if column == "weight" else (beside, index)
            return near + given(self.traits[weight].number, self.traits[score].number)
        if "level3" in columns and columns & {"target", "actual"} and "unit" not in self.place:
            name, value = (index, beside) if column == "level3" else (beside, index)
            return near + named(self.texts[name], self.texts[value])
        return near

    def _is_open(self, index: int) -> bool:
        """Whether a text that explains something has to go on behind a fragment."""
        text = self.texts[index]
        return self.widths[index] >= _SENTENCE_WIDTH and not text.endswith(("。", "！")) and self.sentences[index]

    def _are_stacked(self) -> bool:
        """Whether lines that follow each other without a gap stand in one column: their values are of one kind."""
        alike = others = 0
        for index in range(1, len(self.traits)):
            kinds = {self.traits[at].kind for at in (index - 1, index)}
            if self._follows(index) and "text" not in kinds:
                alike += len(kinds) == 1
                others += len(kinds) > 1
        return alike > _STACKED * others

    def _follows(self, index: int) -> bool:
        """Whether a fragment stands on the line below the one before it, without a gap."""
        close = index > 0 and self.places[index] == self.places[index - 1] + 1
        return close and self.fragments[index].gap == "line"

    def in_column(self, index: int) -> bool:
        """Whether a fragment stands right below the one before it, as it seems."""
        return self.stacked and self._follows(index)

    def in_line(self, index: int) -> bool:
        """Whether a fragment stands on the line of the one before it."""
        return index > 0 and self.fragments[index].line == self.fragments[index - 1].line

    def goes_on(self, index: int, before: int, column: int) -> float:
        """What it costs that a fragment goes on the cell of a column whose last fragment is ``before``."""
        name = self.columns[column]
        if index - before > _REACH or name in ("weight", "score", "operator", "total"):
            return _NEVER
        kind = self.traits[index].kind
        above, text = self.texts[before], self.texts[index]
        if self.numbered[index] or self.traits[before].kind == "mark" or (kind == "mark" and len(text) == 1):
            return _NEVER
        cost = _JOIN + _FARTHER * (index - before - 1)
        if TORN_DATE.search(f"{above[-6:]}|{text[:4]}"):
            return cost - 2.0
        if name == "unit":
            return cost - 0.6 if is_unit(above + text) else cost + (0.0 if kind == "unit" else 2.0)
        cost += self._as_value(index, before) + self._as_text(index, before)
        if name == "level3" and self.widths[before] + self.traits[index].first < self.name_width:
            cost += _NOT_FULL
        if name in _EXPLAINED and self._is_open(before) and not self.named_like[index]:
            cost -= _OPEN
        if self.around.boxed:
            close = self.fragments[index].gap == "line" and before == index - 1
            cost += -1.2 if close else 1.0
        return cost

    def _as_value(self, index: int, before: int) -> float:
        """What it costs that one goes on the other, by what kind of value they are."""
        above, text = self.texts[before], self.texts[index]
        kind, kind_above = self.traits[index].kind, self.traits[before].kind
        opens, cost = above[-1:] in _OPENING, 0.0
        if kind in ("quantity", "measure", "number", "operator", "nature") and not opens:
            cost += 3.0
        if kind_above in ("quantity", "measure") and not opens:
            if trait(above + text).kind not in ("quantity", "measure"):
                cost += 4.0
            elif self.traits[before].whole and kind == "text":
                cost += 3.0
        if kind == "unit":
            cost += -0.5 if kind_above == "number" and "unit" not in self.place else 4.0
        return cost

    def _as_text(self, index: int, before: int) -> float:
        """What it costs that one is the line below the other: lines above the last are full."""
        above, text, cost = self.texts[before], self.texts[index], 0.0
        wide = self.widths[before]
        cost += 2.0 * (self.widths[index] > wide + 1.0) + 2.5 * (wide < _NARROW)
        if len(text) == 1 and not text.isascii():
            cost -= 0.8
        cost -= (above[-1:] in _OPENING) + 2.0 * (text[:1] in _CLOSING)
        if above.endswith(("。", "！")):
            cost += 3.0
        if above in load_indicator_cues().nothing:
            cost += 4.0
        return cost

    def skip(self, index: int) -> float:
        """What it costs to leave a fragment out."""
        if index in self.around.loose or index in self.around.foreign:
            return _SKIP_LOOSE
        if self.widths[index] >= _WIDE:
            return _SKIP_WIDE
        number = self.traits[index].kind == "number"
        if number and self.traits[index].number is None and "unit" not in self.place:
            return _SKIP_AMOUNT
        return _SKIP

    def end(self, counts: Sequence[int]) -> float:
        """What it costs that columns have so many cells."""
        rows = counts[self.place["level3"]]
        cost = 0.0
        for column, weight in (("target", 5.0), ("actual", 5.0), ("weight", 4.0), ("score", 4.0), ("operator", 3.0)):
            if (place := self.place.get(column)) is not None:
                cost += weight * abs(counts[place] - rows)
        for column in ("deviation", "basis", "unit"):
            if (place := self.place.get(column)) is not None:
                cost += 3.0 * max(0, counts[place] - rows)
        return cost
