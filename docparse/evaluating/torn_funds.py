"""The funds of a torn form: amounts, rates and points placed in the rows of the sources that the form names."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import is_mark, read_amount
from docparse.evaluating.funds import COLUMNS, bare_source, row_of
from docparse.evaluating.torn_fund_identities import AMOUNTS, HUNDRED, UNPROVED, is_rate, is_score, number_of, proof_of
from docparse.evaluating.torn_fund_tables import NOTHING, SINGLE, FundTable, by_columns, single_total
from docparse.evaluating.torn_search import place
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.assembling.cells import Tree
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.funds import FundRow
    from docparse.evaluating.passages import FormCells
    from docparse.evaluating.torn_labels import TornLabel

_NEVER = 99.0
_MOST_POINTS = 20
_REACH = 6
_SKIP = 3.0
# Points stand in the row of the total, and marks for none in the others.
_WRONG_ROW = 1.2
_AMOUNT = pattern(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_AMOUNT_MATCHES = ("1,234.50", "12", "0.00")
_AMOUNT_MISSES = ("12%", "1,23", "—")
_EARNED = pattern(r"\((\d{1,2})[^\d()]?\*", re.ASCII)
_EARNED_MATCHES = ("score(20p*rate)", "(10*rate)")
_EARNED_MISSES = ("score", "(20)")


class TornFunds(NamedTuple):
    """The funds of a torn form: the rows as trees, and the indices of the fragments that belong to them."""

    rows: list[Tree]
    taken: frozenset[int]


def read_torn_funds(
    fragments: Sequence[Fragment], labels: Sequence[TornLabel], start: int, cells: FormCells
) -> TornFunds:
    """The funds, as far as they are printed before the indicators."""
    names = _names(fragments, start)
    if not names:
        return TornFunds([], frozenset())
    table = _table(fragments, labels, names, start)
    if not table.is_full() or not table.proof.rates:
        # Values that are printed among the indicators are believed where rates and sums prove all of them.
        wider = _proved(fragments, labels, names)
        table = wider if wider.rows else table
    if "executed" not in table.columns:
        return TornFunds([], frozenset())
    rows = [
        {column: tuple(fragments[at] for at in places) for column, places in row.items()} for row in table.kept().rows
    ]
    taken = {at for name in names for at in name} | table.taken
    return TornFunds(_trees([[fragments[at] for at in name] for name in names], rows, cells), frozenset(taken))


def _proved(fragments: Sequence[Fragment], labels: Sequence[TornLabel], names: Sequence[Sequence[int]]) -> FundTable:
    """The values of the funds that stand anywhere in a form, where identities prove all of them."""
    own = {label.keys["funds"] for label in labels if "funds" in label.keys}
    columns = tuple(column for column in COLUMNS if column in own)
    used = {at for label in labels for at in label.places} | {at for name in names for at in name}
    places = [at for at in range(len(fragments)) if at not in used and _may_be_value(fragments[at].text)]
    if len(names) > 1:
        rows = _named_rows([[fragments[at] for at in name] for name in names])
        table = by_columns(fragments, places, columns, [row.level for row in rows])
        if not table.rows:
            table = _table(fragments, labels, names, len(fragments))
        return table if table.is_full() and all(table.proof) else NOTHING
    # A label of the score that tells the points leaves the weights to the indicators.
    is_single = set(columns) - {"weight"} == set(SINGLE)
    return single_total(fragments, places, _points(fragments, labels)) if is_single else NOTHING


def _table(
    fragments: Sequence[Fragment], labels: Sequence[TornLabel], names: Sequence[Sequence[int]], end: int
) -> FundTable:
    """The values of the funds that stand before a place."""
    own = {label.keys["funds"] for label in labels if "funds" in label.keys and label.places[0] < end}
    columns = tuple(column for column in COLUMNS if column in own)
    if "executed" not in columns:
        return FundTable(columns, (), frozenset(), UNPROVED)
    used = {at for label in labels for at in label.places} | {at for name in names for at in name}
    first = min(names[0][0], *(label.places[0] for label in labels if "funds" in label.keys))
    body = [at for at in range(first, end) if at not in used and _may_be_value(fragments[at].text)]
    costs = _FundCosts([fragments[at] for at in body], columns, len(names), _points(fragments, labels))
    placed = place(len(body), costs)
    rows: tuple[dict[str, tuple[int, ...]], ...] = tuple({} for _ in names)
    firsts = tuple(tuple(cell[0] for cell in each) for each in placed.cells)
    for order, column in enumerate(columns):
        for nth, cell in enumerate(placed.cells[order]):
            at_row = costs.row_of_cell(order, nth, firsts)
            if at_row < len(names):
                rows[at_row][column] = tuple(body[at] for at in cell)
    taken = frozenset(body[at] for each in placed.cells for cell in each for at in cell)
    values = [{c: tuple(fragments[at] for at in places) for c, places in row.items()} for row in rows]
    levels = [row.level for row in _named_rows([[fragments[at] for at in name] for name in names])]
    return FundTable(columns, rows, taken, proof_of(_numbers(values), levels, costs.points))


def _numbers(rows: Sequence[Mapping[str, tuple[Fragment, ...]]]) -> list[dict[str, Decimal | None]]:
    return [
        {column: number_of("".join(piece.text for piece in pieces)) for column, pieces in row.items()} for row in rows
    ]


def _trees(
    names: Sequence[Sequence[Fragment]], values: Sequence[Mapping[str, tuple[Fragment, ...]]], cells: FormCells
) -> list[Tree]:
    """The rows."""
    named = _named_rows(names)
    proof = proof_of(_numbers(values), [row.level for row in named], None)
    proved = proof.rates and proof.parts
    trees: list[Tree] = []
    for row, own in zip(named, values, strict=True):
        cells.furniture += row.around
        source = cells.text(row.source)
        if source is not None:
            source["status"] = "inferred"
        made = {column: _cell(own.get(column, ()), cells, proved=proved) for column in COLUMNS}
        trees.append({"source": source, "level": row.level, "role": row.role, **made, "extra": {}})
    return trees


def _named_rows(names: Sequence[Sequence[Fragment]]) -> list[FundRow]:
    """The rows of sources without their values."""
    rows: list[FundRow] = []
    for name in names:
        rows.append(row_of(name, (), rows))
    return rows


def _names(fragments: Sequence[Fragment], start: int) -> list[tuple[int, ...]]:
    """The names of sources before the indicators: whole, or of two pieces."""
    known = load_evaluations().words("sources")
    found: list[tuple[int, ...]] = []
    used: set[int] = set()
    for at in range(start):
        if at in used or not (bare := bare_source(fragments[at].text)):
            continue
        if bare in known and known[bare] != "of_which":
            found.append((at,))
            continue
        if not any(word.startswith(bare) for word in known):
            continue
        for behind in range(at + 1, min(at + _REACH, start)):
            if bare_source(fragments[at].text + fragments[behind].text) in known:
                found.append((at, behind))
                used.add(behind)
                break
    return found


def _points(fragments: Sequence[Fragment], labels: Sequence[TornLabel]) -> Decimal | None:
    """The points of the funds that the label of their score tells: 得分（20分*执行率）."""
    own = (label for label in labels if label.keys.get("funds") == "score")
    texts = (fold("".join(fragments[at].text for at in label.places)) for label in own)
    return next((Decimal(found[1]) for text in texts if (found := _EARNED.search(text))), None)


def _may_be_value(text: str) -> bool:
    return is_mark(text) or _AMOUNT.fullmatch(text.rstrip("%")) is not None or text == "%"


class _FundCosts:
    """The evidence of the funds of one form."""

    def __init__(
        self, fragments: Sequence[Fragment], columns: Sequence[str], rows: int, points: Decimal | None
    ) -> None:
        self.fragments, self.columns, self.rows, self.points = fragments, columns, rows, points
        self.texts = [fragment.text for fragment in fragments]
        self.numbers = [number_of(text) for text in self.texts]
        self.place = {column: order for order, column in enumerate(columns)}
        self.percent = any(text.endswith("%") for text in self.texts)
        self.pointed = any("." in text for text in self.texts)
        self.of_points = self._mark_of_points()
        self.scored = any(number is not None and 0 < number <= _MOST_POINTS for number in self.numbers)
        self._begins = [self._begin(at) for at in range(len(fragments))]

    def begin(self, index: int) -> Sequence[tuple[int, float]]:
        """The columns in which a value may stand, each with what it costs."""
        return self._begins[index]

    def _mark_of_points(self) -> str | None:
        """Of several marks for no value the one of weights and scores, which all rows but the first have."""
        marks = Counter(text for text, number in zip(self.texts, self.numbers, strict=True) if number is None)
        points = sum(column in self.place for column in ("weight", "score"))
        wanted = points * (self.rows - 1)
        fitting = [mark for mark, count in marks.items() if wanted <= count <= wanted + points]
        return fitting[0] if len(marks) > 1 and len(fitting) == 1 else None

    def _begin(self, index: int) -> tuple[tuple[int, float], ...]:
        text, number = self.texts[index], self.numbers[index]
        if number is None:
            costs = {"weight": 0.0, "score": 0.0, "execution_rate": 0.6, **dict.fromkeys(AMOUNTS, 0.4)}
            if self.of_points is not None:
                own = ("weight", "score") if text == self.of_points else AMOUNTS
                costs = {column: cost for column, cost in costs.items() if column in own}
        elif text.endswith("%"):
            costs = {"execution_rate": 0.0}
        else:
            costs = dict.fromkeys(AMOUNTS, 0.0 if "." in text or not self.pointed else 0.4)
            if not self.percent and number <= HUNDRED * 2:
                costs["execution_rate"] = 0.3
            if number <= _MOST_POINTS:
                costs |= {"weight": 0.3, "score": 0.3}
        return tuple((self.place[column], cost) for column, cost in costs.items() if column in self.place)

    def row(self, column: int, cells: Sequence[tuple[int, ...]]) -> int:
        """The row of the next value of a column."""
        return self.row_of_cell(column, len(cells[column]), cells)

    def row_of_cell(self, column: int, nth: int, cells: Sequence[tuple[int, ...]]) -> int:
        """The row of a value of a column: rates are blank where nothing was planned or spent."""
        if self.columns[column] != "execution_rate":
            return nth
        executed = cells[self.place["executed"]]
        budget = cells[self.place["full_year_budget"]] if "full_year_budget" in self.place else ()
        blank = (
            {row for each in (executed, budget) for row, at in enumerate(each) if not self.numbers[at]}
            if nth < self.rows
            else set()
        )
        rows = [row for row in range(self.rows) if row not in blank]
        return rows[nth] if nth < len(rows) else self.rows

    def beside(self, index: int, column: int, row: int, cells: Sequence[tuple[int, ...]], last: Sequence[int]) -> float:
        """What it costs that a value stands in a row beside what the other columns have there."""
        if row >= self.rows:
            return _NEVER
        name = self.columns[column]
        number = self.numbers[index]
        if name in ("weight", "score"):
            cost = _WRONG_ROW if self.scored and (number is None) != (row > 0) else 0.0
            return cost - 2.0 if name == "score" and row == 0 and self._is_earned(number, cells) else cost
        values = {key: self._at(key, row, cells) for key in self.place if key != "execution_rate"}
        values[name] = number
        budget, executed = values.get("full_year_budget"), values.get("executed")
        if name == "execution_rate" and budget and executed is not None and values[name] is not None:
            return -2.0 if is_rate(executed, budget, values[name]) else 2.0
        cost = 0.0
        if name in ("executed", "full_year_budget") and budget is not None and executed is not None:
            cost += 2.0 if executed > budget else -0.2
        if name in AMOUNTS and row and number is not None and (whole := self._at(name, 0, cells)) is not None:
            cost += 2.5 if number > whole else 0.0
        return cost

    def _is_earned(self, score: Decimal | None, cells: Sequence[tuple[int, ...]]) -> bool:
        """Whether a score of the total is what its rate earns."""
        if "execution_rate" not in self.place:
            return False
        points = self._at("weight", 0, cells) if "weight" in self.place else None
        return is_score(score, self._at("execution_rate", 0, cells), points or self.points)

    def _at(self, column: str, row: int, cells: Sequence[tuple[int, ...]]) -> Decimal | None:
        own = cells[self.place[column]]
        return self.numbers[own[row]] if row < len(own) else None

    def in_line(self, index: int) -> bool:
        """Whether a value stands on the line of the one before it."""
        return index > 0 and self.fragments[index].line == self.fragments[index - 1].line

    def in_column(self, index: int) -> bool:
        """Whether a value stands right below the one before it: nothing is known of that."""
        return False

    def goes_on(self, index: int, before: int, column: int) -> float:
        """What it costs that a number goes on the one above it: only where the two make one that is whole."""
        above, text = self.texts[before], self.texts[index]
        if index - before > _REACH or not above[-1:].isdecimal():
            return _NEVER
        if self.columns[column] == "execution_rate":
            return -1.0 if text == "%" else _NEVER
        whole = _AMOUNT.fullmatch(above + text) and "." in above + text and len((above + text).partition(".")[2]) == 2
        return 0.3 if self.columns[column] in AMOUNTS and whole and "," in above and "," not in text else _NEVER

    def skip(self, index: int) -> float:
        """What it costs to leave a value out."""
        return _SKIP

    def end(self, counts: Sequence[int]) -> float:
        """What it costs that columns have so many values."""
        return sum(
            2.0 * abs(self.rows - count)
            for column, count in zip(self.columns, counts, strict=True)
            if column != "execution_rate"
        )


def _cell(pieces: Sequence[Fragment], cells: FormCells, *, proved: bool) -> Tree | None:
    """A Cell of a number, in doubt; a mark for none only where the rates prove the rows: it says nothing of itself."""
    if not pieces or (not proved and is_mark(pieces[0].text)):
        return None
    if len(pieces) == 1:
        cell = cells.number(pieces[0])
    else:
        amount = read_amount("".join(piece.text for piece in pieces).rstrip("%"))
        ranges = [(piece.start, piece.end) for piece in pieces]
        cell = cells.text(ranges, value=amount.value if amount else None)
    if cell is not None and cell["status"] == "read":
        cell["status"] = "inferred"
    return cell
