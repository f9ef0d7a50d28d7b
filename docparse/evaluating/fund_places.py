"""Which column each value of a row of the funds stands in: the cheapest layouts, and what sums say of them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise
from math import log
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import read_amount
from docparse.evaluating.fund_habits import POINTS, is_above_points, sort_of
from docparse.evaluating.funds import AMOUNTS, COLUMNS, kind_of
from docparse.evaluating.torn_numbers import readings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.fund_habits import Habits, RowSort
    from docparse.evaluating.funds import FundRow, Funds, Kind
    from docparse.evaluating.torn_numbers import Value

# How likely a column prints which kind of value, by the sort of row, before a report shows its habits; worth so many
# rows of a report. Whether an amount is a dash is a matter of the project, not of the print: there the priors stay.
_PRIOR_ROWS = 3
_PRIORS: Mapping[tuple[RowSort, str], Mapping[Kind, float]] = {
    **{("total", column): {"number": 0.97, "mark": 0.02, "percent": 0.01} for column in AMOUNTS},
    ("total", "weight"): {"number": 0.97, "mark": 0.03, "percent": 0.0},
    ("total", "execution_rate"): {"number": 0.19, "mark": 0.01, "percent": 0.8},
    ("total", "score"): {"number": 0.94, "mark": 0.05, "percent": 0.01},
    **{("part", column): {"number": 0.89, "mark": 0.1, "percent": 0.01} for column in AMOUNTS},
    ("part", "weight"): {"number": 0.2, "mark": 0.8, "percent": 0.0},
    ("part", "execution_rate"): {"number": 0.1, "mark": 0.3, "percent": 0.6},
    ("part", "score"): {"number": 0.1, "mark": 0.89, "percent": 0.01},
    **{("void", column): {"number": 0.0, "mark": 1.0, "percent": 0.0} for column in COLUMNS},
}
# How likely a column is blank where a row prints less values than there are columns.
_BLANK: Mapping[tuple[RowSort, str], float] = {
    **{("total", column): 0.03 for column in AMOUNTS},
    ("total", "weight"): 0.02,
    ("total", "execution_rate"): 0.03,
    ("total", "score"): 0.05,
    **{("part", column): 0.15 for column in AMOUNTS},
    ("part", "weight"): 0.1,
    ("part", "execution_rate"): 0.3,
    ("part", "score"): 0.03,
    **{("void", column): 0.3 for column in AMOUNTS},
    ("void", "weight"): 0.1,
    ("void", "execution_rate"): 0.5,
    ("void", "score"): 0.03,
}
# A column that no form knows.
_UNKNOWN: Mapping[Kind, float] = {"number": 0.5, "mark": 0.4, "percent": 0.1}
_UNKNOWN_BLANK = 0.5
# A value that no column takes: a spanning cell that the extractor printed again is equal to its neighbour.
_REPEATED, _DROPPED = 2.0, 9.0
# Tabs between two values that are not as many as the columns between them; at the head of a row they say little.
_TAB, _TAB_AT_HEAD = 1.5, 0.3
# A value that does not stand below the label of its column, where the others of the report do.
_OFF_GRID = 8.0
# The printed rate is that of the amounts, or is not: by accident it seldom is, and the less, the more decimals it has.
# The total is the sum of its parts, or is not.
_RATE_HOLDS, _RATE_HOLDS_BY_DECIMAL, _RATE_FAILS = -1.5, -1.75, 1.0
_MOST_RATE_DECIMALS = 2
_SUM_HOLDS, _SUM_FAILS = -2.0, 1.0
# A weight that no row of the report prints otherwise; the usual weight of the total in another column.
_OTHER_WEIGHT = 2.0
_WEIGHT_ELSEWHERE = 5.0
# More points than a form gives.
_TOO_MANY_POINTS = 6.0
# A mark for the rate, weight or score of a part where the other parts print none.
_UNSCORED = 8.0
# Layouts so much dearer than the best are no alternatives; so many of them take part in the sums.
SETTLED = 6.0
_RIVAL = 3.0
_MOST_RIVALS = 4
_MOST_VALUES = 9
_RAREST = 1e-4
_KINDS: tuple[Kind, ...] = ("number", "percent", "mark")
# Some of the amounts of a row printed and others blank: rarer than all or none.
_SOME_BLANK = 0.7
_ROUNDS = 2
# Sums are asked in forms of so many rows at most: no form has more sources.
_MOST_ROWS = 40
_CENT = Decimal("0.011")

Layout = tuple[int | None, ...]
"""For each column the index of the value in it."""


class Weighed(NamedTuple):
    """A layout of a row and its cost; ``values`` are those that it places, where pieces are put together in other ways.

    Empty are those of the row as it is.
    """

    cost: float
    layout: Layout
    values: tuple[Value, ...] = ()

    def of(self, row: FundRow) -> tuple[Value, ...]:
        """The values that it places in a row."""
        return self.values or row.values


class Placed(NamedTuple):
    """A value in its column.

    Attributes:
        alternatives: Other columns that it may stand in; empty where the layout settles it.
        rival: What stands in the column where torn numbers are joined in another way; empty where that is settled.
    """

    value: Value
    alternatives: tuple[str, ...]
    rival: str = ""


class PlacedFundRow(NamedTuple):
    """A row with its values in their columns.

    Attributes:
        dropped: Values for which there is no column.
        remarks: The label of the column of remarks, as a key; empty where no form is known to have one.
    """

    row: FundRow
    cells: Mapping[str, Placed]
    dropped: tuple[Value, ...]
    remarks: str = ""


def place_funds(forms: Sequence[Funds], habits: Habits) -> list[tuple[PlacedFundRow, ...]]:
    """The rows of the funds of each form with their values in columns."""
    report = _Report(habits, {}, {})
    return [_place_form(funds, report) for funds in forms]


class _Report(NamedTuple):
    """What is known of the funds of a report.

    Attributes:
        layouts: Those of rows that print only marks: the same marks in the same way have the same layouts.
        prices: What values cost in columns, by sort of row, column, kind of value and whether it is a usual weight.
    """

    habits: Habits
    layouts: dict[tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]], list[Weighed]]
    prices: dict[tuple[RowSort, str, Kind, bool], float]


def _place_form(funds: Funds, report: _Report) -> tuple[PlacedFundRow, ...]:
    weighed = [_remembered(row, funds, report) for row in funds.rows]
    chosen = [0] * len(weighed)
    rivals = [[each for each in layouts if each.cost <= layouts[0].cost + _RIVAL][:_MOST_RIVALS] for layouts in weighed]
    if len(rivals) <= _MOST_ROWS and any(len(candidates) > 1 for candidates in rivals):
        sums = _Sums(funds)
        # The rows that say least of themselves follow the others.
        doubted = [index for index, candidates in enumerate(rivals) if len(candidates) > 1]
        doubted.sort(key=lambda index: rivals[index][1].cost - rivals[index][0].cost)
        for _ in range(_ROUNDS):
            before = tuple(chosen)
            for index in doubted:
                layouts = [rivals[row][at] for row, at in enumerate(chosen)]
                costs = [each.cost + sums.cost(layouts, index, each) for each in rivals[index]]
                chosen[index] = costs.index(min(costs))
            if tuple(chosen) == before:
                break
    remarks = next((each for each in reversed(funds.columns) if each not in COLUMNS), "")
    return tuple(
        [
            PlacedFundRow(row, *_place(row, funds.columns, layouts, layouts[at]), remarks)
            for row, layouts, at in zip(funds.rows, weighed, chosen, strict=True)
        ]
    )


def _remembered(row: FundRow, funds: Funds, report: _Report) -> list[Weighed]:
    """The layouts of a row; those of a row of marks only are worked out once."""
    if sort_of(row) != "void":
        return _weigh(row, funds, report)
    grid = row.cells if report.habits.grid is not None else ()
    key = (funds.columns, funds.cells, grid, tuple([value.tabs for value in row.values]))
    if key not in report.layouts:
        report.layouts[key] = _weigh(row, funds, report)
    return report.layouts[key]


def _weigh(row: FundRow, funds: Funds, report: _Report) -> list[Weighed]:
    """All layouts of a row, the cheapest first."""
    ways = readings(row.values, report.habits.printed)
    labels = _labels(row, funds, report)
    if len(ways) == 1 and len(row.values) == len(funds.columns) and (None in labels or _are_different(labels)):
        return [Weighed(0.0, tuple(range(len(funds.columns))))]
    found = _layouts(row, funds, report)
    for way in ways[1:]:
        other = _layouts(row._replace(values=way.values), funds, report)
        found += [Weighed(each.cost + way.cost, each.layout, way.values) for each in other]
    if len(ways) > 1:
        found = [each if each.values else each._replace(cost=each.cost + ways[0].cost) for each in found]
    return sorted(found, key=lambda each: each.cost)


def _labels(row: FundRow, funds: Funds, report: _Report) -> list[str | None]:
    """The column below whose label each value stands, where cells tell that."""
    return [] if report.habits.grid is None else funds.columns_of(row, report.habits.grid)


def _are_different(labels: Sequence[str | None]) -> bool:
    return len(set(labels)) == len(labels)


def _layouts(row: FundRow, funds: Funds, report: _Report) -> list[Weighed]:
    """The layouts of a row whose values are those that it has."""
    columns = funds.columns
    count = min(len(row.values), _MOST_VALUES)
    sort = sort_of(row)
    rates = _Rates(row, columns)
    amounts = [at for at, column in enumerate(columns) if column in AMOUNTS]
    prices = [[_price(sort, column, value, report) for column in columns] for value in row.values[:count]]
    labels = _labels(row, funds, report)
    # What a row prints again in the other cells of a label is no value of its own.
    indices = [at for at in range(count) if not (at and labels and labels[at] and labels[at] == labels[at - 1])]
    kept = min(len(indices), len(columns))
    for own, label in zip(prices, labels, strict=False):
        own[:] = [cost + _OFF_GRID * (label != column) for cost, column in zip(own, columns, strict=True)]
    blanks = [-log(_BLANK.get((sort, column), _UNKNOWN_BLANK)) for column in columns]
    tabbed = any(value.tabs for value in row.values)
    found: list[Weighed] = []
    for values in combinations(indices, kept):
        dropped = sum(_dropped(row, index) for index in indices if index not in values)
        for places in combinations(range(len(columns)), kept):
            layout: list[int | None] = [None] * len(columns)
            for value, place in zip(values, places, strict=True):
                layout[place] = value
            own = [blanks[at] if value is None else prices[value][at] for at, value in enumerate(layout)]
            cost = dropped + sum(own)
            cost += rates.cost(layout) + _amounts_cost(amounts, layout)
            cost += _tab_cost(row, values, places) if tabbed else 0.0
            found.append(Weighed(cost, tuple(layout)))
    return found


def _price(sort: RowSort, column: str, value: Value, report: _Report) -> float:
    """What it costs to take a value for one of a column."""
    kind = kind_of(value.text) or "number"
    usual = (sort, value.text) in report.habits.weights
    key = (sort, column, kind, usual)
    if key not in report.prices:
        report.prices[key] = _price_of(*key, report.habits)
    too_many = kind == "number" and column in POINTS and is_above_points(value.text)
    return report.prices[key] + _TOO_MANY_POINTS * too_many


def _price_of(sort: RowSort, column: str, kind: Kind, usual: bool, habits: Habits) -> float:
    if column in AMOUNTS:
        count = printed = 0
    else:
        kinds = habits.kinds
        count, printed = kinds[sort, column, kind], sum([kinds[sort, column, each] for each in _KINDS])
    chance = count + _PRIOR_ROWS * _PRIORS.get((sort, column), _UNKNOWN)[kind]
    price = -log(max(chance / (printed + _PRIOR_ROWS), _RAREST))
    if sort == "void" and habits.unscored and column not in AMOUNTS:
        price += _UNSCORED
    if column == "weight" and kind == "number" and not usual and any(own == sort for own, _ in habits.weights):
        price += _OTHER_WEIGHT
    if sort == "total" and column not in ("weight", "score") and usual:
        price += _WEIGHT_ELSEWHERE
    return price


def _amounts_cost(amounts: Sequence[int], layout: Sequence[int | None]) -> float:
    """What speaks against a row that prints some of its amounts, which are columns of these numbers, and not others."""
    blank = [layout[at] is None for at in amounts]
    return _SOME_BLANK if True in blank and False in blank else 0.0


def _dropped(row: FundRow, index: int) -> float:
    before = row.values[index - 1].text if index else ""
    return _REPEATED if row.values[index].text == before else _DROPPED


def _tab_cost(row: FundRow, values: Sequence[int], places: Sequence[int]) -> float:
    """What the tabs of a row say against a layout."""
    tabs = [value.tabs for value in row.values]
    if not any(map(tabs.__getitem__, values)):
        return 0.0
    cost = _TAB_AT_HEAD * abs(tabs[values[0]] - 1 - places[0]) if values else 0.0
    for (left, value), (at, place) in zip(pairwise(values), pairwise(places), strict=True):
        cost += _TAB * abs(sum(tabs[left + 1 : value + 1]) - (value - left - 1) - (place - at))
    return cost


class _Rates:
    """What the rate of a row says of its layouts, where all three of rate, budget and executed are printed columns."""

    def __init__(self, row: FundRow, columns: Sequence[str]) -> None:
        self._places: list[int] = []
        if set(_RATED) <= set(columns):
            self._places = [columns.index(column) for column in _RATED]
            self._numbers = [_decimal(value) for value in row.values]

    def cost(self, layout: Sequence[int | None]) -> float:
        """The cost of a layout."""
        if not self._places:
            return 0.0
        indices = [layout[place] for place in self._places]
        rate, budget, executed = (None if index is None else self._numbers[index] for index in indices)
        if rate and executed is None:
            return _RATE_FAILS
        if rate is None or budget is None or executed is None or budget == 0:
            return 0.0
        decimals = min(max(-int(rate.as_tuple().exponent), 0), _MOST_RATE_DECIMALS)
        half = Decimal(1).scaleb(-decimals) / 2 + _CENT
        if abs(executed / budget * 100 - rate) > half:
            return _RATE_FAILS
        return _RATE_HOLDS + _RATE_HOLDS_BY_DECIMAL * decimals * (rate != 0)


_RATED = ("execution_rate", "full_year_budget", "executed")


class _Sums:
    """What the sums of the parts say of the layouts of all rows of a form together."""

    def __init__(self, funds: Funds) -> None:
        self._columns = [at for at, column in enumerate(funds.columns) if column in AMOUNTS]
        self._levels = [row.level for row in funds.rows]
        self._numbers = [[_decimal(value) for value in row.values] for row in funds.rows]

    def cost(self, layouts: Sequence[Weighed], index: int, layout: Weighed) -> float:
        """The cost where the row ``index`` has a layout and the others theirs."""
        together = [*layouts[:index], layout, *layouts[index + 1 :]]
        return sum([self._column_cost(together, at) for at in self._columns])

    def _column_cost(self, layouts: Sequence[Weighed], at: int) -> float:
        total, parts, totals, count = Decimal(0), Decimal(0), 0, 0
        for level, numbers, weighed in zip(self._levels, self._numbers, layouts, strict=True):
            place = weighed.layout[at]
            if place is None or level > 1:
                continue
            number = _decimal(weighed.values[place]) if weighed.values else numbers[place]
            if number is None:
                continue
            if level:
                parts, count = parts + number, count + 1
            else:
                total, totals = total + number, totals + 1
        if totals == 1 and count:
            return _SUM_HOLDS if abs(total - parts) <= _CENT * (count + 1) else _SUM_FAILS
        return _SUM_FAILS if totals != count and (total or parts) else 0.0


@lru_cache(maxsize=4096)
def _number(text: str) -> Decimal | None:
    amount = read_amount(text)
    return Decimal(amount.value) if amount else None


def _decimal(value: Value) -> Decimal | None:
    return _number(value.text.removesuffix("%"))


def _place(
    row: FundRow, columns: Sequence[str], layouts: Sequence[Weighed], chosen: Weighed
) -> tuple[dict[str, Placed], tuple[Value, ...]]:
    """The values of a row in the columns of a layout, and those for which there is no column."""
    values = chosen.of(row)
    close = [each for each in layouts if each.cost <= chosen.cost + SETTLED] if len(layouts) > 1 else []
    alike = [each.layout for each in close if each.values is chosen.values]
    otherwise = [each for each in close if each.values is not chosen.values]
    cells: dict[str, Placed] = {}
    for at, index in enumerate(chosen.layout):
        if index is not None:
            others = {layout.index(index): None for layout in alike if layout[at] != index and index in layout}
            rival = _rival(otherwise, row, values[index], at) if otherwise else ""
            cells[columns[at]] = Placed(values[index], tuple([columns[other] for other in others]), rival)
    used = set(chosen.layout)
    return cells, tuple([value for index, value in enumerate(values) if index not in used])


def _rival(layouts: Sequence[Weighed], row: FundRow, value: Value, at: int) -> str:
    """What stands in the column of a value where the pieces of the row are put together in another way."""
    for weighed in layouts:
        index = weighed.layout[at]
        other = None if index is None else weighed.of(row)[index]
        if other is not None and other.text != value.text:
            return other.text
    return ""
