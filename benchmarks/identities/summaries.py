"""Identities of the two-sided summaries: sums of sources, of classes, of balances, and one total on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.identities.checked import check
from benchmarks.identities.sheets import column_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.identities.checked import Checked
    from benchmarks.identities.sheets import Line, Sheet

SUMMARIES = frozenset({"income_expenditure_summary", "fiscal_appropriation_summary"})
FUND = "fund."
_FIRST_TOTAL = {"income": "income.total", "expenditure": "expenditure.total"}
# What stands between the total of the year and the grand total and is part of the latter.
_BALANCES = {
    "income": frozenset({"balance.used", "balance.opening"}),
    "expenditure": frozenset({"balance.distributed", "balance.closing"}),
}


def summaries(sheet: Sheet) -> Iterator[Checked]:
    """All identities of a summary; nothing for a table of another kind."""
    if sheet.kind not in SUMMARIES:
        return
    for side in _FIRST_TOTAL:
        yield from _side(sheet, side)
    grand = {side: _only(sheet, side, "grand_total") for side in _FIRST_TOTAL}
    income, expenditure = grand["income"], grand["expenditure"]
    if income is not None and expenditure is not None:
        whole = expenditure.amounts.get("total", expenditure.amounts.get("amount"))
        yield from check("balance", [income.amounts.get("amount")], [whole])
    yield from _funds(sheet, expenditure)


def _side(sheet: Sheet, side: str) -> Iterator[Checked]:
    lines = [line for line in sheet.lines if line.side == side]
    total = _only(sheet, side, _FIRST_TOTAL[side])
    if total is None:
        return
    above = _items([line for line in lines if line.index < total.index])
    below = [line for line in lines if line.index > total.index]
    grand = _only(sheet, side, "grand_total")
    for column in sheet.amount_columns(side):
        yield from check("column_total", [total.amounts.get(column)], column_of(above, column))
        balances = _balances(below, side, column)
        if grand is not None and balances is not None:
            parts = [total.amounts.get(column), *column_of(balances, column)]
            yield from check("balance", [grand.amounts.get(column)], parts)
    opening = _only(sheet, side, "balance.opening")
    if opening is not None:
        funds = [line for line in below if line.key.startswith(FUND)]
        for column in sheet.amount_columns(side):
            yield from check("list_sum", [opening.amounts.get(column)], column_of(funds, column))


def _items(lines: Sequence[Line]) -> list[Line]:
    """The sources or classes above the total: those of the top level where some are enumerated, never 其中.

    Expenditure by nature (基本支出 …) is a second breakdown of the same total.
    """
    items = [line for line in lines if line.name and not line.of_which and not line.key.startswith("nature.")]
    top = [line for line in items if line.top]
    return top or items


def _balances(below: Sequence[Line], side: str, column: str) -> list[Line] | None:
    """What the grand total adds to the total of the year; None where a row is printed that nobody knows."""
    known = [line for line in below if line.key in _BALANCES[side] and not line.of_which]
    for line in below:
        amount = line.amounts.get(column)
        said = line.key in _BALANCES[side] or line.key == "grand_total" or line.key.startswith(FUND) or line.of_which
        if amount is not None and amount.value and not said:
            return None
    return known


def _funds(sheet: Sheet, grand: Line | None) -> Iterator[Checked]:
    """Fund by fund: income of the year and opening balance make the fund's column of the grand total."""
    total = _only(sheet, "income", "income.total")
    if sheet.kind != "fiscal_appropriation_summary" or grand is None or total is None:
        return
    for fund in ("general_budget", "government_fund", "state_capital"):
        lines = [line for line in sheet.lines if line.side == "income" and line.key == FUND + fund]
        year = [line for line in lines if line.index < total.index]
        opening = [line for line in lines if line.index > total.index]
        if len(year) == len(opening) == 1:
            yield from check("balance", [grand.amounts.get(fund)], column_of(year + opening, "amount"))


def _only(sheet: Sheet, side: str, key: str) -> Line | None:
    found = [line for line in sheet.lines if line.side == side and line.key == key and not line.of_which]
    return found[0] if len(found) == 1 else None
