"""What the manifest keeps of a result: whose it is, and the balances of its forms."""

from __future__ import annotations

from typing import Any

import pytest

from docparse.batch.summaries import Balance, summarise
from tests.batch.summaries import row_of
from tests.schema.build import changed, report_tree

OPENING = row_of("45.60", column="amount", key="balance.opening")


def balances(*rows: dict[str, Any], **of_table: Any) -> tuple[Balance, ...]:
    """The balances of a report with these rows in its first table; further tables are given as ``others``."""
    tree = report_tree()
    others = of_table.pop("others", [])
    summary = {"id": "summary", "kind": "income_expenditure_summary", "unit_factor": "10000", "relation": None}
    first = tree["tables"][0] | summary | {"rows": list(rows)} | of_table
    return summarise(tree | {"tables": [first, *(first | other for other in others)]}).balances


def test_balance_is_in_yuan_with_the_unit_of_its_last_digit() -> None:
    assert balances(OPENING) == (Balance("summary", "balance.opening", "456000", "100", "read"),)


@pytest.mark.parametrize(("value", "unit"), [("45.6", "1000"), ("0", "100"), ("0.00", "100"), ("-3", "10000")])
def test_plain_zero_is_as_fine_as_the_finest_amount(value: str, unit: str) -> None:
    closing = row_of(value, column="total", key="balance.closing")
    assert balances(closing, row_of("12.34", column="amount"))[0].unit == unit


def test_balance_without_a_unit_is_not_kept() -> None:
    assert balances(OPENING, unit_factor=None) == ()


def test_part_of_a_balance_is_not_the_balance() -> None:
    part = row_of("5.00", column="amount", key="balance.opening") | {"role": "of_which"}
    assert [balance.yuan for balance in balances(OPENING, part)] == ["456000"]


def test_balance_with_two_values_is_not_kept() -> None:
    assert balances(OPENING, row_of("45.61", column="amount", key="balance.opening")) == ()


def test_balance_on_the_next_page_is_that_of_the_table() -> None:
    page = {"id": "summary#2", "relation": "continuation", "rows": [OPENING]}
    assert [balance.table_id for balance in balances(others=[page])] == ["summary"]


def test_balance_of_another_year_is_that_of_its_table() -> None:
    other = {"id": "summary#2", "relation": "other_year"}
    assert [balance.table_id for balance in balances(OPENING, others=[other])] == ["summary", "summary#2"]


@pytest.mark.parametrize("scope", ["consolidated", "unit", None])
def test_scope_is_that_of_the_report(scope: str | None) -> None:
    assert summarise(changed(report_tree(), "/scope", scope)).scope == scope
