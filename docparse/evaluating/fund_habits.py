"""How the funds of one report are printed: which kinds of value its columns hold, and whether cells keep to columns."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from docparse.evaluating.funds import AMOUNTS, kind_of
from docparse.evaluating.torn_numbers import Print, print_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.evaluating.funds import FundRow, Funds, Kind

# So many of the values stand below the label of a column where tabs or pipes keep the columns.
_GRIDDED = 0.97
# In so many of the rows with a rate it may stand below the label of another column.
_MOST_STRANGE = 0.1
# How much more often parts end in their rate than in a mark, where they print no marks behind it.
_MORE_OFTEN = 2
RowSort = Literal["total", "part", "void"]


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
        gridded: Whether the cells of rows and headers have the same numbers, where tabs hold them apart.
        unscored: Whether parts print nothing behind their rate, not even marks, where the score stands last.
    """

    kinds: Counter[tuple[RowSort, str, Kind]]
    weights: Counter[tuple[RowSort, str]]
    printed: Print
    gridded: bool
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
    return Habits(kinds, weights, printed, _is_gridded(read), _is_unscored(read))


def _is_unscored(forms: Sequence[Funds]) -> bool:
    """Whether the parts of a report end in their rate rather than in a mark for the score that only the total has."""
    ends = Counter(
        kind_of(row.values[-1].text)
        for funds in forms
        if funds.columns and funds.columns[-1] == "score"
        for row in funds.rows
        if row.values and sort_of(row) == "part"
    )
    return ends["percent"] > _MORE_OFTEN * ends["mark"]


def _is_gridded(forms: Sequence[Funds]) -> bool:
    """Whether nearly every value of a report stands in a cell with the number of a column's label.

    Where blank cells are gone they do so too, in the columns of others: rates stand below the amounts or the weight.
    """
    inside = beside = rates = strange = 0
    for funds in forms:
        for row in funds.rows:
            hits = sum(cell > 0 and cell in funds.cells for cell in row.cells)
            inside, beside = inside + hits, beside + len(row.cells) - hits
            below = _columns_of_rates(row, funds)
            rates += bool(below)
            strange += bool(below) and "execution_rate" not in below and not below.isdisjoint({*AMOUNTS, "weight"})
    return inside > 0 and inside >= _GRIDDED * (inside + beside) and strange <= _MOST_STRANGE * rates


def _columns_of_rates(row: FundRow, funds: Funds) -> set[str]:
    """The columns below whose labels a row prints numbers with a percent sign."""
    if len(row.cells) != len(row.values) or len(funds.cells) != len(funds.columns):
        return set()
    columns = dict(zip(funds.cells, funds.columns, strict=True))
    cells = zip(row.cells, row.values, strict=True)
    return {columns[cell] for cell, value in cells if cell in columns and kind_of(value.text) == "percent"}
