"""Coordinates: which quantity of the department's accounts a printed number is, whatever table prints it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.identities.promises import load_promises, read_name
from benchmarks.identities.summaries import FUND, SUMMARIES
from benchmarks.identities.within import ECONOMIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.identities.checked import Amount
    from benchmarks.identities.sheets import Line, Sheet

# Measure ("income.total"), fund ("all", "fiscal" or one of the three), item (a code; "" for the total row).
Coordinate = tuple[str, str, str]
FUNDS = ("general_budget", "government_fund", "state_capital")
_BALANCES = {"balance.opening": "opening.total", "balance.closing": "closing.total"}
_CLASS_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Plane:
    """All amounts of a document that have coordinates.

    Attributes:
        amounts: by coordinate, then by label file; in the smallest unit of the document.
        idle: funds that had no money this year.
        factors: for each label file what turns its amounts into the smallest unit; a file whose unit nobody knows and
            a kind that is printed more than once have none.
    """

    amounts: Mapping[Coordinate, Mapping[str, Amount]]
    idle: frozenset[str]
    factors: Mapping[str, Decimal]

    def at(self, measure: str, fund: str, item: str) -> list[Amount]:
        """The amounts that are this quantity, one a table that prints it."""
        return list(self.amounts.get((measure, fund, item), {}).values())


def make_plane(sheets: Sequence[Sheet]) -> Plane:
    """The coordinates of a document's tables.

    A kind that is printed more than once is left out (another department, another year), and so is a table whose unit
    nobody knows.
    """
    counts = Counter(sheet.kind for sheet in sheets)
    single = [sheet for sheet in sheets if counts[sheet.kind] == 1]
    factors = _factors(single)
    classes = _class_codes(single)
    amounts: dict[Coordinate, dict[str, Amount]] = {}
    for sheet in single:
        factor = factors.get(sheet.table.file)
        found = _coordinates(sheet, classes) if factor is not None else ()
        repeated = Counter(coordinate for coordinate, _ in found)
        for coordinate, amount in found:
            if factor is not None and repeated[coordinate] == 1:
                amounts.setdefault(coordinate, {})[sheet.table.file] = amount.scaled(factor)
    return Plane(amounts, _idle_funds(single, amounts), factors)


def _factors(sheets: Sequence[Sheet]) -> dict[str, Decimal]:
    """For each table what makes its unit the smallest of the document; a table without a unit takes the common one."""
    known = {sheet.factor for sheet in sheets if sheet.factor is not None}
    smallest = min(known, default=Decimal(1))
    common = smallest if len(known) <= 1 else None
    factors = {sheet.table.file: sheet.factor if sheet.table.facts.get("unit") else common for sheet in sheets}
    return {file: factor / smallest for file, factor in factors.items() if factor is not None}


def _class_codes(sheets: Sequence[Sheet]) -> dict[str, str]:
    """The code of each functional class by its folded name, as the coded tables of the document print it."""
    codes: dict[str, set[str]] = {}
    for sheet in sheets:
        for line in sheet.lines if sheet.kind not in ECONOMIC else ():
            if len(line.code) == _CLASS_DIGITS:
                codes.setdefault(line.name, set()).add(line.code)
    return {name: next(iter(found)) for name, found in codes.items() if len(found) == 1}


def _coordinates(sheet: Sheet, classes: Mapping[str, str]) -> list[tuple[Coordinate, Amount]]:
    """Every amount of a table that is some quantity of the department's accounts."""
    if sheet.kind in SUMMARIES:
        return list(_summary(sheet, classes))
    if sheet.kind in ECONOMIC:
        return list(_economic(sheet))
    if sheet.kind.startswith("three_public"):
        return list(_three_public(sheet))
    promises = load_promises()
    named, fund = promises.coordinates.get(sheet.kind, {}), promises.funds.get(sheet.kind)
    found: list[tuple[Coordinate, Amount]] = []
    repeated = Counter(line.code for line in sheet.lines)
    for line in sheet.lines:
        item = line.code + (line.name if repeated[line.code] > 1 else "")
        for column, amount in line.amounts.items() if line.code or line.key == "total" else ():
            measure, _, of = (f"{column}@{fund}" if fund else named.get(column, "")).partition("@")
            if measure:
                found.append(((measure, of, item if line.code else ""), amount))
    return found


def _economic(sheet: Sheet) -> Iterator[tuple[Coordinate, Amount]]:
    basic = sheet.kind == "general_budget_basic_expenditure"
    whole = "expenditure.basic" if basic else "expenditure.project"
    for line in sheet.lines:
        measure = whole if line.code or line.key == "total" else line.key
        if measure and "amount" in line.amounts:
            yield (measure, "general_budget", line.code), line.amounts["amount"]


def _three_public(sheet: Sheet) -> Iterator[tuple[Coordinate, Amount]]:
    general = (
        sheet.kind == "three_public_general" or "一般公共预算" in read_name(sheet.table.facts.get("title", "")).folded
    )
    fund = "general_budget" if general else "fiscal"
    if sheet.kind == "three_public":
        for line in sheet.lines:
            for column, amount in line.amounts.items():
                stage, _, item = column.partition(".")
                yield (f"three_public.{item}.{stage}", fund, ""), amount
    for key, line in sheet.by_key.items():
        for column, amount in line.amounts.items() if key.startswith("three_public.") else ():
            yield (f"{key}.{column}", fund, ""), amount


def _summary(sheet: Sheet, classes: Mapping[str, str]) -> Iterator[tuple[Coordinate, Amount]]:
    own = "all" if sheet.kind == "income_expenditure_summary" else "fiscal"
    # What a row that names a fund measures: income of the year, and below a balance that balance.
    of_funds = {"income": "income.total", "expenditure": ""}
    for line in sheet.lines:
        if line.key in _BALANCES:
            of_funds[line.side] = _BALANCES[line.key]
        for column, amount in line.amounts.items() if not line.of_which else ():
            measure, item = _meaning(line, classes)
            fund = column if column in FUNDS else own
            if line.key.startswith(FUND):
                measure, fund = of_funds[line.side], line.key.removeprefix(FUND)
            if measure:
                yield (measure, fund, item), amount


def _meaning(line: Line, classes: Mapping[str, str]) -> tuple[str, str]:
    """Measure and item of a row of a summary; an empty measure where it has none in other tables."""
    if line.key in _BALANCES:
        return _BALANCES[line.key], ""
    if line.key.startswith("nature."):
        return line.key.replace("nature.", "expenditure."), ""
    if line.key in ("income.total", "expenditure.total") or line.key.startswith("source."):
        return line.key, ""
    code = classes.get(line.name) if line.side == "expenditure" and not line.key else None
    return ("expenditure.total", code) if code else ("", "")


def _idle_funds(sheets: Sequence[Sheet], amounts: Mapping[Coordinate, Mapping[str, Amount]]) -> frozenset[str]:
    """Funds of which the document says something, and nothing but blanks and zeros."""
    idle = set()
    for fund in FUNDS:
        printed = [amount.value for (_, of, _), found in amounts.items() if of == fund for amount in found.values()]
        own = any(load_promises().funds.get(sheet.kind) == fund for sheet in sheets)
        summary = any(fund in sheet.columns("expenditure") for sheet in sheets if sheet.kind in SUMMARIES)
        if (own or summary) and not any(printed):
            idle.add(fund)
    return frozenset(idle)
