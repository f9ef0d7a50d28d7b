"""Identities across the tables of a document: what is one quantity must be one number wherever it is printed."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from benchmarks.identities.checked import AT_MOST, check
from benchmarks.identities.coordinates import FUNDS
from benchmarks.identities.promises import load_promises
from benchmarks.identities.within import ECONOMIC, roots_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.identities.checked import Checked
    from benchmarks.identities.coordinates import Plane
    from benchmarks.identities.sheets import Line, Sheet

_FLOWS = ("income.total", "expenditure.total", "opening.total", "closing.total")
_PARTS_OF_ALL = (*_FLOWS, "expenditure.basic", "expenditure.project")


def equalities(plane: Plane) -> Iterator[Checked]:
    """Each quantity is one number: every pair of tables that print it."""
    for amounts in plane.amounts.values():
        for one, other in combinations(amounts.values(), 2):
            yield from check("cross_table", [one], [other])


def parts_of_all(plane: Plane) -> Iterator[Checked]:
    """What fiscal appropriation or one fund pays is no more than what all money pays, row by row."""
    for measure, fund, item in plane.amounts:
        if measure in _PARTS_OF_ALL and fund != "all":
            for whole in plane.at(measure, "all", item):
                for part in plane.at(measure, fund, item):
                    yield from check(AT_MOST, [part], [whole])


def fiscal_is_the_funds(plane: Plane) -> Iterator[Checked]:
    """Fiscal appropriation is the sum of the three funds, code by code; funds without money need no table.

    Of the “三公” items only what was spent: a fund that spent nothing may have had a budget.
    """
    busy = [fund for fund in FUNDS if fund not in plane.idle]
    for measure, fund, item in list(plane.amounts):
        if fund != "fiscal" or not (measure in _FLOWS or measure.endswith(".final")):
            continue
        parts = [plane.at(measure, one, item) for one in busy]
        if not any(parts) or not all(
            part or _absent(plane, measure, one, item) for part, one in zip(parts, busy, strict=True)
        ):
            continue
        # Several tables may print a fund's number, the last of them being the fund's own; that they are equal is
        # checked apart, and so are the funds of one row.
        last = [part[-1] for part in parts if part]
        for whole in plane.at(measure, "fiscal", item):
            if any(part.cell[:2] != whole.cell[:2] for part in last):
                yield from check("cross_table", [whole], last)


def _absent(plane: Plane, measure: str, fund: str, item: str) -> bool:
    """Whether a fund's tables print this measure for other codes, none of them above or below this one."""
    codes = [code for one, other, code in plane.amounts if (one, other) == (measure, fund) and code]
    return bool(item and codes) and not any(code.startswith(item) or item.startswith(code) for code in codes)


def economic_totals(sheets: Sequence[Sheet], plane: Plane) -> Iterator[Checked]:
    """Basic and project expenditure of the general budget are the sums of their economic classes."""
    measures = {
        "general_budget_basic_expenditure": "expenditure.basic",
        "general_budget_project_expenditure": "expenditure.project",
    }
    for sheet in sheets:
        factor = plane.factors.get(sheet.table.file)
        if sheet.kind not in measures or factor is None:
            continue
        for parts in _complete_lists(sheet):
            amounts = [line.amounts["amount"].scaled(factor) for line in parts if "amount" in line.amounts]
            for whole in plane.at(measures[sheet.kind], "general_budget", ""):
                if whole.cell[0] != sheet.table.file:
                    yield from check("cross_table", [whole], amounts)


def _complete_lists(sheet: Sheet) -> Iterator[list[Line]]:
    """The lists of an economic form that make its total: 人员经费 and 公用经费, and all its classes."""
    lines = sheet.by_key
    halves = [lines[key] for key in ("expenditure.basic.personnel", "expenditure.basic.operating") if key in lines]
    if len(halves) == 2:
        yield halves
    yield roots_of(sheet)


def travel(sheets: Sequence[Sheet], plane: Plane) -> Iterator[Checked]:
    """An item of “三公” is its economic class, in basic and project expenditure together; never less than basic.

    Both forms are of the general budget alone, so the total of fiscal appropriation takes part only where the other
    funds pay nothing. The sum is stated only where both forms are printed and both hold the item's classes.
    """
    fiscal_too = set(FUNDS[1:]) <= plane.idle
    forms = [[sheet for sheet in sheets if sheet.kind == kind] for kind in sorted(ECONOMIC)]
    for item, codes in load_promises().travel.items():
        wholes = plane.at(f"{item}.final", "general_budget", "")
        wholes += plane.at(f"{item}.final", "fiscal", "") if fiscal_too else []
        basic, project = (
            [amount for code in codes for amount in plane.at(measure, "general_budget", code)]
            for measure in ("expenditure.basic", "expenditure.project")
        )
        for whole in wholes:
            yield from check(AT_MOST, basic, [whole])
            if all(len(form) == 1 for form in forms) and len(project) == len(codes) and basic:
                yield from check("cross_table", [whole], basic + project)
