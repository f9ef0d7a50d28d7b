"""How the funds of one report are printed: which kinds of value its columns hold, and whether cells keep to columns."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from docparse.amounts import read_amount
from docparse.evaluating.funds import COLUMNS, kind_of
from docparse.evaluating.torn_numbers import Print, print_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.evaluating.funds import FundRow, Funds, Kind

# So many of the values stand below the label of a column where tabs or pipes keep the columns.
_GRIDDED = 0.97
# In so many of the rows with a rate or an amount it may stand below the label of another column.
_MOST_STRANGE = 0.1
# Cells of rows have the numbers of their labels, or others: what stands at the side has a cell in some rows only.
_SHIFTS = (0, 1, -1, 2, -2)
# How much more often parts end in their rate than in a mark, where they print no marks behind it.
_MORE_OFTEN = 2
POINTS = frozenset(("weight", "score"))
# No form gives more points.
_MOST_POINTS = 100
RowSort = Literal["total", "part", "void"]


def is_above_points(text: str) -> bool:
    """Whether a number is more than any form gives points.

    >>> is_above_points("1,200.50"), is_above_points("10.00")
    (True, False)
    """
    amount = read_amount(text)
    return amount is not None and Decimal(amount.value) > _MOST_POINTS


def sort_of(row: FundRow) -> RowSort:
    """What a row is for what its columns print: the total, a part, or a part of which only marks are printed."""
    if row.level == 0:
        return "total"
    for value in row.values:
        if kind_of(value.text) != "mark":
            return "part"
    return "void"


class Habits(NamedTuple):
    """What the columns of the funds print in a report: counts of kinds by (sort of row, column).

    Attributes:
        weights: The weights that rows print, by the sort of row.
        printed: How amounts are printed.
        grid: How many cells behind its label each value stands, where tabs hold the cells apart; None where the numbers
            of cells do not tell columns.
        unscored: Whether parts print nothing behind their rate, not even marks, where the score stands last.
    """

    kinds: Counter[tuple[RowSort, str, Kind]]
    weights: Counter[tuple[RowSort, str]]
    printed: Print
    grid: int | None
    unscored: bool = False


def habits_of(forms: Iterable[Funds]) -> Habits:
    """The habits of a report, from the rows that print as many values as there are columns."""
    read = list(forms)
    kinds: Counter[tuple[RowSort, str, Kind]] = Counter()
    weights: Counter[tuple[RowSort, str]] = Counter()
    for funds in read:
        for row in funds.rows:
            if len(row.values) != len(funds.columns):
                continue
            sort = sort_of(row)
            for column, value in zip(funds.columns, row.values, strict=True):
                kinds[sort, column, kind_of(value.text) or "number"] += 1
                if column == "weight":
                    weights[sort, value.text] += 1
    printed = print_of(value for funds in read for row in funds.rows for value in row.values)
    return Habits(kinds, weights, printed, _grid_of(read), _is_unscored(read))


def _is_unscored(forms: Sequence[Funds]) -> bool:
    """Whether the parts of a report end in their rate rather than in a mark for the score that only the total has.

    A number that ends a row in which others are blank is a rate without its sign.
    """
    ends = Counter(
        "percent" if kind == "number" and len(row.values) < len(funds.columns) else kind
        for funds in forms
        if funds.columns and funds.columns[-1] == "score"
        for row in funds.rows
        if row.values and sort_of(row) == "part"
        for kind in (kind_of(row.values[-1].text),)
    )
    return ends["percent"] > _MORE_OFTEN * ends["mark"]


def _grid_of(forms: Sequence[Funds]) -> int | None:
    """How many cells behind its label each value stands; None where the numbers of cells tell no columns.

    Nearly every value of the report stands in a cell with the number of a label then. What stands at the side may have
    a cell in the header alone, or in the rows: what the values are tells so. Where blank cells are gone, rates stand
    below the amounts or the weight.
    """
    fits = {shift: _fit(forms, shift) for shift in _SHIFTS}
    fitting = [shift for shift in _SHIFTS if fits[shift].inside >= _GRIDDED]
    if not fitting:
        return None
    best = min(fitting, key=lambda shift: fits[shift].strange)
    return best if fits[best].strange <= _MOST_STRANGE else None


class _Fit(NamedTuple):
    """How well the cells of the rows fit the labels of the columns.

    Attributes:
        inside: The share of values in a cell with the number of a label.
        strange: The share of telling rows with a rate or an amount below a label that says otherwise.
    """

    inside: float
    strange: float


def _fit(forms: Sequence[Funds], shift: int) -> _Fit:
    inside = values = telling = strange = 0
    for funds in forms:
        for row in funds.rows:
            columns = funds.columns_of(row, shift)
            inside, values = inside + sum(each is not None for each in columns), values + len(row.cells)
            told = _is_strange(row, columns)
            telling, strange = telling + (told is not None), strange + (told is True)
    return _Fit(inside / values if inside else 0.0, strange / telling if telling else 0.0)


def _is_strange(row: FundRow, columns: Sequence[str | None]) -> bool | None:
    """Whether a rate or an amount stands below another label; None where the row has neither."""
    found = None
    for column, value in zip(columns, row.values, strict=False):
        kind = kind_of(value.text)
        if column in COLUMNS and (kind == "percent" or (kind == "number" and is_above_points(value.text))):
            found = bool(found) or (column != "execution_rate" if kind == "percent" else column in POINTS)
    return found
