"""Coordinates: what an amount of a form measures, out of which money, for which item."""

from __future__ import annotations

import pytest

from docparse.grammars.coordinates import FUNDS, WITHIN, Coordinates, RowCoordinates, column_coordinates, form_titled
from tests.build import form


def of_row(
    kind: str, key: str | None, *, code: str | None = None, role: str = "item", side: str | None = None
) -> dict[str, Coordinates]:
    """The coordinates of a single row of a form."""
    return RowCoordinates(form(kind), side).of_row(key, code, role)


# ---- columns


@pytest.mark.parametrize(
    ("kind", "column", "coordinates"),
    [
        ("expenditure", "total", ("expenditure", "all")),
        ("expenditure", "basic", ("expenditure.basic", "all")),
        ("general_budget_expenditure", "expenditure.total", ("expenditure", "general_budget")),
        ("general_budget_expenditure", "expenditure.project", ("expenditure.project", "general_budget")),
        ("government_fund", "opening.total", ("opening", "government_fund")),
        ("government_fund", "closing.project.carryover", ("closing.project.carryover", "government_fund")),
        ("state_capital", "income.total", ("income", "state_capital")),
        ("income", "fiscal_appropriation", ("income", "fiscal")),
        ("income", "business", ("income", "business")),
        ("general_budget_basic_expenditure", "amount", ("expenditure.basic", "general_budget")),
        ("general_budget_basic_expenditure", "total", ("expenditure.basic", "general_budget")),
        ("general_budget_basic_expenditure", "operating", ("expenditure.basic.operating", "general_budget")),
        ("general_budget_project_expenditure", "amount", ("expenditure.project", "general_budget")),
    ],
)
def test_column_has_a_measure_and_the_money_it_is_out_of(kind: str, column: str, coordinates: tuple[str, str]) -> None:
    assert column_coordinates(form(kind))[None, column] == coordinates


@pytest.mark.parametrize(
    ("side", "column", "coordinates"),
    [
        ("income", "amount", ("income", "fiscal")),
        ("expenditure", "total", ("expenditure", "fiscal")),
        ("expenditure", "general_budget", ("expenditure", "general_budget")),
        ("expenditure", "state_capital", ("expenditure", "state_capital")),
    ],
)
def test_column_of_a_side_may_be_out_of_its_own_money(side: str, column: str, coordinates: tuple[str, str]) -> None:
    assert column_coordinates(form("fiscal_appropriation_summary"))[side, column] == coordinates


def test_every_column_of_a_form_with_coordinates_has_its_own() -> None:
    for kind in ("income", "expenditure", "government_fund", "general_budget_income_expenditure", "state_capital"):
        found = column_coordinates(form(kind))
        assert len(found) == len(form(kind).columns)
        assert len(set(found.values())) == len(found)


def test_form_without_a_funding_has_no_coordinates() -> None:
    assert column_coordinates(form("state_assets")) == {}
    assert of_row("state_assets", "total", role="total") == {}


# ---- rows


def test_coded_row_is_an_item_by_its_code() -> None:
    assert of_row("expenditure", "2140131", code="2140131")["basic"] == ("expenditure.basic", "all", "2140131")


def test_class_that_is_named_without_its_code_is_the_same_item() -> None:
    named = of_row("income_expenditure_summary", "214", side="expenditure")
    coded = of_row("expenditure", "214", code="214")
    assert named["amount"] == coded["total"] == ("expenditure", "all", "214")


@pytest.mark.parametrize("key", ["total", "expenditure.total"])
def test_total_row_is_the_item_above_all_classes(key: str) -> None:
    assert of_row("general_budget_expenditure", key, role="total")["expenditure.basic"].item == "total"


def test_total_of_a_summary_is_the_total_of_the_coded_forms() -> None:
    summary = of_row("income_expenditure_summary", "expenditure.total", role="total", side="expenditure")
    assert summary["amount"] == of_row("expenditure", "total", role="total")["total"]


def test_source_of_income_is_a_column_of_the_form_of_incomes() -> None:
    summary = of_row("income_expenditure_summary", "income.business", side="income")
    assert summary["amount"] == of_row("income", "total", role="total")["business"]


def test_money_of_a_fund_is_the_income_of_its_own_form() -> None:
    summary = of_row("fiscal_appropriation_summary", "income.government_fund", side="income")
    assert summary["amount"] == of_row("government_fund", "total", role="total")["income.total"]


def test_row_of_personnel_is_the_column_of_personnel() -> None:
    detail = of_row("general_budget_basic_expenditure", "expenditure.basic.personnel", role="total")
    wide = of_row("general_budget_income_expenditure", "total", role="total")
    assert detail["amount"] == wide["expenditure.basic.personnel"]


def test_row_that_is_not_known_has_no_coordinates() -> None:
    assert of_row("income_expenditure_summary", None, side="income") == {}
    assert of_row("income_expenditure_summary", "grand_total.income", role="total", side="income") == {}


def test_row_has_coordinates_for_the_columns_of_its_side_only() -> None:
    found = of_row("fiscal_appropriation_summary", "214", side="expenditure")
    assert list(found) == ["total", "general_budget", "government_fund", "state_capital"]


# ---- the place of a row


def test_fund_behind_the_opening_balance_is_a_part_of_that_balance() -> None:
    walk = RowCoordinates(form("fiscal_appropriation_summary"), "income")
    before = walk.of_row("income.government_fund", None, "item")
    walk.of_row("income.total", None, "total")
    walk.of_row("balance.opening", None, "item")
    behind = walk.of_row("income.government_fund", None, "item")
    assert before["amount"] == ("income", "government_fund", "total")
    assert behind["amount"] == ("opening", "government_fund", "total")


def test_total_ends_what_stands_behind_a_balance() -> None:
    walk = RowCoordinates(form("fiscal_appropriation_summary"), "income")
    walk.of_row("balance.opening", None, "item")
    walk.of_row("income.total", None, "total")
    assert walk.of_row("income.government_fund", None, "item")["amount"].measure == "income"


def test_balance_that_the_form_does_not_know_gives_its_followers_no_coordinates_of_another() -> None:
    walk = RowCoordinates(form("income_expenditure_summary"), "income")
    assert walk.of_row("balance.nonfiscal_used", None, "item") == {}
    assert walk.of_row("income.other", None, "item")["amount"] == ("income", "other", "total")


# ---- kinds of money


def test_fiscal_money_consists_of_the_three_budgets() -> None:
    assert FUNDS["fiscal"] == ("general_budget", "government_fund", "state_capital")


def test_money_that_lies_within_other_money_is_known_by_some_form() -> None:
    kinds = ("expenditure", "income", "fiscal_appropriation_summary")
    known = {funding for kind in kinds for _, funding in column_coordinates(form(kind)).values()}
    assert set(WITHIN) | set(WITHIN.values()) | set(FUNDS["fiscal"]) <= known


# ---- titles and stages


@pytest.mark.parametrize(
    ("kind", "title", "funding"),
    [
        ("general_budget_expenditure", "财政拨款支出决算表(功能科目)", "fiscal"),
        ("general_budget_expenditure", "一般公共预算财政拨款支出决算表", "general_budget"),
        ("general_budget_basic_expenditure", "财政拨款基本支出决算表", "fiscal"),
        ("government_fund", "政府性基金预算财政拨款收入支出决算表", "government_fund"),
        ("expenditure", "财政拨款支出决算表", "all"),
    ],
)
def test_money_that_a_title_names_is_that_of_the_form_where_its_own_is_a_part(
    kind: str, title: str, funding: str
) -> None:
    assert form_titled(form(kind), title).funding == funding


def test_planned_amount_of_a_source_of_income_is_not_the_same_as_what_came_in() -> None:
    found = of_row("income_expenditure_summary", "income.business", side="income")
    assert found["amount"] == ("income", "business", "total")
    assert found["initial_budget"] == ("initial_budget.income", "business", "total")
    assert len(set(found.values())) == len(found)
