"""Coordinates: what an amount measures, out of which money, for which item.

Two amounts of a report with the same coordinates are the same quantity wherever they are printed, so that the links
between tables need not be listed pair by pair. Forms give the coordinates of their columns and items.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.links import load_links

if TYPE_CHECKING:
    from docparse.grammars.model import Form, ItemForm

# The item of a row that stands above all classes.
TOTAL = "total"
# Keys of rows whose followers tell how they are split, until the next total.
BALANCE = "balance."
# Money that is the sum of other money, and money that is a part of other money.
FUNDS = {"fiscal": ("general_budget", "government_fund", "state_capital")}
WITHIN = {"general_budget": "all", "fiscal": "all"}
# What a measure begins with that is planned; what an item measures is planned as well there.
PLANNED = ("initial_budget", "full_year_budget")


class Coordinates(NamedTuple):
    """What is measured ("expenditure.basic"), out of which money ("general_budget"), for which item (code, total)."""

    measure: str
    funding: str
    item: str


def form_titled(form: Form, title: str) -> Form:
    """The form with the money that its title names, where that is all money of which the form's is a part.

    Some provinces print a form for the general budget once more for all fiscal appropriations: 财政拨款支出决算表.
    """
    found = load_links().fund_in(title)
    if found is None or form.funding not in FUNDS.get(found[1], ()):
        return form
    return _financed(form, found[1])


@cache
def _financed(form: Form, funding: str) -> Form:
    return replace(form, funding=funding)


@cache
def column_coordinates(form: Form) -> dict[tuple[str | None, str], tuple[str, str]]:
    """Measure and funding of each column, by side and key; empty for a form without coordinates."""
    if form.funding is None:
        return {}
    return {
        (column.side, column.key): (column.measure or column.key.removesuffix(".total"), column.funding or form.funding)
        for column in form.columns
    }


@cache
def _items(form: Form) -> dict[str, ItemForm]:
    return {item.key: item for item in form.items}


class RowCoordinates:
    """Walks down the rows of one side of a table and tells the coordinates of their amounts.

    A row's place matters: behind a balance that is carried over stand the funds that it consists of.
    """

    def __init__(self, form: Form, side: str | None) -> None:
        self._form = form
        self._side = side
        self._balance: ItemForm | None = None
        self._columns = column_coordinates(form)

    def of_row(self, key: str | None, code: str | None, role: str) -> dict[str, Coordinates]:
        """The coordinates of the next row's columns, by column key; empty where they are not known."""
        if key is None or not self._columns:
            return {}
        item = _items(self._form).get(key)
        if role == "total":
            self._balance = None
        elif key.startswith(BALANCE):
            self._balance = item
            if item is None:
                return {}
        elif self._balance is not None and item is not None:
            # 年初结转和结余 is followed by the funds that it consists of.
            return self._with(self._balance.measure, item.funding, TOTAL)
        if code is not None or key.isdecimal():
            return self._with(None, None, code or key)
        if item is not None:
            return self._with(item.measure, item.funding, TOTAL)
        if key in (TOTAL, "expenditure.total"):
            return self._with(None, None, TOTAL)
        return {}

    def _with(self, measure: str | None, funding: str | None, item: str) -> dict[str, Coordinates]:
        return {
            column: Coordinates(_planned(usual[0], measure), funding or usual[1], item)
            for (side, column), usual in self._columns.items()
            if side == self._side
        }


def _planned(column: str, item: str | None) -> str:
    """What an amount measures, by its column and, where that says more, by its item."""
    if item is None:
        return column
    stage = column.partition(".")[0]
    return f"{stage}.{item}" if stage in PLANNED else item
