"""The funds of a torn form: amounts, rates and points placed in the rows of the sources that the form names."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import is_mark, read_amount
from docparse.evaluating.funds import COLUMNS, bare_source, row_of
from docparse.evaluating.torn_search import place
from docparse.grammars.evaluations import load_evaluations
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.assembling.cells import Tree
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.funds import FundRow
    from docparse.evaluating.passages import FormCells
    from docparse.evaluating.torn_labels import TornLabel

_AMOUNTS = ("initial_budget", "full_year_budget", "executed")
_NEVER = 99.0
_HUNDRED = Decimal(100)
_MOST_POINTS = 20
_ROUNDED = Decimal("0.06")
_REACH = 6
_SKIP = 3.0
# Points stand in the row of the total, and marks for none in the others.
_WRONG_ROW = 1.2
_AMOUNT = pattern(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_AMOUNT_MATCHES = ("1,234.50", "12", "0.00")
_AMOUNT_MISSES = ("12%", "1,23", "—")


class TornFunds(NamedTuple):
    """The funds of a torn form: the rows as trees, and the indices of the fragments that belong to them."""

    rows: list[Tree]
    taken: frozenset[int]


def read_torn_funds(
    fragments: Sequence[Fragment], labels: Sequence[TornLabel], start: int, cells: FormCells
) -> TornFunds:
    """The funds, as far as they are printed before the indicators."""
    own = {label.keys["funds"] for label in labels if "funds" in label.keys and label.places[0] < start}
    columns = tuple(column for column in COLUMNS if column in own)
    names = _names(fragments, start)
    if "executed" not in columns or not names:
        return TornFunds([], frozenset())
    used = {at for label in labels for at in label.places} | {at for name in names for at in name}
    first = min(names[0][0], *(label.places[0] for label in labels if "funds" in label.keys))
    body = [at for at in range(first, start) if at not in used and _may_be_value(fragments[at].text)]
    costs = _FundCosts([fragments[at] for at in body], columns, len(names))
    placed = place(len(body), costs)
    of_row: list[dict[str, tuple[Fragment, ...]]] = [{} for _ in names]
    firsts = tuple(tuple(cell[0] for cell in each) for each in placed.cells)
    for order, column in enumerate(columns):
        for nth, cell in enumerate(placed.cells[order]):
            at_row = costs.row_of_cell(order, nth, firsts)
            if at_row < len(names):
                of_row[at_row][column] = tuple(fragments[body[at]] for at in cell)
    _drop_unsure(of_row, columns)
    taken = {at for name in names for at in name} | {body[at] for each in placed.cells for cell in each for at in cell}
    return TornFunds(_trees([[fragments[at] for at in name] for name in names], of_row, cells), frozenset(taken))


def _trees(
    names: Sequence[Sequence[Fragment]], values: Sequence[Mapping[str, tuple[Fragment, ...]]], cells: FormCells
) -> list[Tree]:
    """The rows."""
    proved = _is_proved(values)
    above: list[FundRow] = []
    trees: list[Tree] = []
    for name, own in zip(names, values, strict=True):
        row = row_of(name, (), above)
        above.append(row)
        cells.furniture += row.around
        source = cells.text(row.source)
        if source is not None:
            source["status"] = "inferred"
        made = {column: _cell(own.get(column, ()), cells, proved=proved) for column in COLUMNS}
        trees.append({"source": source, "level": row.level, "role": row.role, **made, "extra": {}})
    return trees


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


def _may_be_value(text: str) -> bool:
    return is_mark(text) or _AMOUNT.fullmatch(text.rstrip("%")) is not None or text == "%"


def _number(text: str) -> Decimal | None:
    found = read_amount(text.rstrip("%"))
    return Decimal(found.value) if found else None


class _FundCosts:
    """The evidence of the funds of one form."""

    def __init__(self, fragments: Sequence[Fragment], columns: Sequence[str], rows: int) -> None:
        self.fragments, self.columns, self.rows = fragments, columns, rows
        self.texts = [fragment.text for fragment in fragments]
        self.numbers = [_number(text) for text in self.texts]
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
            costs = {"weight": 0.0, "score": 0.0, "execution_rate": 0.6, **dict.fromkeys(_AMOUNTS, 0.4)}
            if self.of_points is not None:
                own = ("weight", "score") if text == self.of_points else _AMOUNTS
                costs = {column: cost for column, cost in costs.items() if column in own}
        elif text.endswith("%"):
            costs = {"execution_rate": 0.0}
        else:
            costs = dict.fromkeys(_AMOUNTS, 0.0 if "." in text or not self.pointed else 0.4)
            if not self.percent and number <= _HUNDRED * 2:
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
            return _WRONG_ROW if self.scored and (number is None) != (row > 0) else 0.0
        values = {key: self._at(key, row, cells) for key in self.place if key != "execution_rate"}
        values[name] = number
        budget, executed = values.get("full_year_budget"), values.get("executed")
        if name == "execution_rate" and budget and executed is not None and values[name] is not None:
            return -2.0 if _is_rate(executed, budget, values[name]) else 2.0
        cost = 0.0
        if name in ("executed", "full_year_budget") and budget is not None and executed is not None:
            cost += 2.0 if executed > budget else -0.2
        if name in _AMOUNTS and row and number is not None and (whole := self._at(name, 0, cells)) is not None:
            cost += 2.5 if number > whole else 0.0
        return cost

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
        return 0.3 if self.columns[column] in _AMOUNTS and whole and "," in above and "," not in text else _NEVER

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


def _is_rate(executed: Decimal, budget: Decimal, rate: Decimal | None) -> bool:
    return rate is not None and abs(executed / budget * _HUNDRED - rate) <= _ROUNDED


def _drop_unsure(rows: Sequence[dict[str, tuple[Fragment, ...]]], columns: Sequence[str]) -> None:
    """Leaves out columns of which some rows have nothing, where the parts are not what makes the total."""
    for column in columns:
        if column == "execution_rate":
            continue
        if all(column in row for row in rows):
            continue
        for row in rows:
            row.pop(column, None)


def _is_proved(rows: Sequence[Mapping[str, tuple[Fragment, ...]]]) -> bool:
    """Whether the rates say that the amounts stand where they belong, each in its row."""
    told = 0
    for row in rows:
        values = {column: _number("".join(piece.text for piece in pieces)) for column, pieces in row.items()}
        budget, executed, rate = (values.get(column) for column in ("full_year_budget", "executed", "execution_rate"))
        if rate is None or not budget or executed is None:
            continue
        if not _is_rate(executed, budget, rate):
            return False
        told += 1
    return told > 0


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
