"""Rounding: each printed number may be half a unit of its last decimal off, so that the tolerance counts them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.proving.reports import Proof, proved, table


def classes(count: int, *, total: str, each: str = "1.00") -> Proof:
    """A column of so many classes under a total."""
    codes = ["201", "204", "205", "206", "207", "208", "210", "211", "212", "213", "214", "215"][:count]
    rows = [f"{code} 支出 {each} {each} 0" for code in codes]
    return proved(table("general_budget_expenditure", "\n".join([f"合计 {total} {total} 0", *rows])))


def over_classes(found: Proof) -> dict[str, str]:
    """The check of the total row in the first column."""
    check = found.checks("hierarchy")[0]
    return {key: check[key] for key in ("outcome", "difference", "tolerance")}


@pytest.mark.parametrize(("count", "tolerance"), [(1, "0.01"), (2, "0.015"), (5, "0.03"), (11, "0.06")])
def test_tolerance_is_half_a_unit_for_each_printed_number(count: int, tolerance: str) -> None:
    assert over_classes(classes(count, total=f"{count}.00"))["tolerance"] == tolerance


@pytest.mark.parametrize(("count", "total", "outcome"), [
    (2, "2.01", "holds"), (2, "2.02", "fails"), (5, "5.03", "holds"), (5, "5.04", "fails"), (11, "11.06", "holds"),
    (11, "11.07", "fails"),
])  # fmt: skip
def test_what_rounding_cannot_explain_fails(count: int, total: str, outcome: str) -> None:
    assert over_classes(classes(count, total=total))["outcome"] == outcome


def test_difference_in_the_other_direction_is_tolerated_as_far() -> None:
    assert over_classes(classes(2, total="1.99"))["outcome"] == "holds"
    assert over_classes(classes(2, total="1.98")) == {"outcome": "fails", "difference": "-0.02", "tolerance": "0.015"}


def test_difference_within_rounding_is_no_contradiction_and_costs_no_status() -> None:
    found = classes(5, total="5.03")
    assert found.checks(outcome="fails") == []
    assert found.status("total expenditure.total") == "verified"


@pytest.mark.parametrize(("each", "total", "tolerance"), [
    ("3", "6", "1.5"), ("3.0", "6.0", "0.15"), ("3.00", "6.00", "0.015"), ("3.0000", "6.0000", "0.00015"),
])  # fmt: skip
def test_tolerance_follows_the_printed_decimals(each: str, total: str, tolerance: str) -> None:
    check = over_classes(classes(2, total=total, each=each))
    assert (check["outcome"], Decimal(check["tolerance"])) == ("holds", Decimal(tolerance))


@pytest.mark.parametrize(("total", "outcome"), [("7", "holds"), ("8", "fails")])
def test_amounts_without_decimals_may_be_off_by_whole_units(total: str, outcome: str) -> None:
    assert over_classes(classes(2, total=total, each="3"))["outcome"] == outcome


def test_blank_is_not_rounded() -> None:
    blanks = table("general_budget_expenditure", "214⇥交通运输支出⇥60.00⇥60.00⇥")
    (check,) = proved(blanks).checks("row_sum")
    assert check["tolerance"] == "0.01"


def test_zero_that_is_printed_is_rounded_like_any_number() -> None:
    (check,) = proved(table("general_budget_expenditure", "214 交通运输支出 60.00 60.00 0.00")).checks("row_sum")
    assert check["tolerance"] == "0.015"


def test_tolerance_between_units_is_that_of_the_coarser_one() -> None:
    found = proved(
        table("expenditure", "214 交通运输支出 600,012.34 400,000.00 200,012.34 0.00 0.00 0.00", unit="元"),
        table("general_budget_expenditure", "214 交通运输支出 60.00 40.00 20.00", unit="万元"),
        table("income_expenditure_summary", "一、其他收入 1 60.00 一、交通运输支出 2 60.00", unit="万元"),
    )
    (check,) = found.checks("cross_table")
    # Half a cent of 元 and half a hundredth of 万元.
    assert check["outcome"] == "holds"
    assert Decimal(check["difference"]) == Decimal("12.34")
    assert Decimal(check["tolerance"]) == Decimal("50.005")
