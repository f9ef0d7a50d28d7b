"""Units: amounts in 元 and 万元 are compared exactly, and what has no unit only with itself."""

from __future__ import annotations

from decimal import Decimal

from tests.proving.reports import Proof, proved, table

DETAIL = "301 工资福利支出 330,123.45 302 商品和服务支出 79,888.99\n合计 410,012.44"


def both(total: str, *, unit: str | None = "万元", detail: str = DETAIL, of_detail: str | None = "元") -> Proof:
    """The general budget, its basic expenditure in the middle, and the detail of that."""
    return proved(
        table("general_budget_expenditure", f"合计 60.00 {total} 19.00", unit=unit),
        table("general_budget_basic_expenditure", detail, unit=of_detail),
    )


def test_amounts_in_unlike_units_that_are_the_same_money_hold() -> None:
    (check,) = both("41.00").checks("cross_table")
    assert (check["outcome"], check["left"]) == ("holds", "41.00")
    assert Decimal(check["right"]) == Decimal("41.001244")


def test_amount_of_the_coarser_unit_may_be_rounded_by_half_of_its_last_decimal() -> None:
    (check,) = both("41.00").checks("cross_table")
    # 0.005 万元 and 0.005 元, said in 万元.
    assert Decimal(check["tolerance"]) == Decimal("0.0050005")


def test_amount_that_rounding_between_the_units_cannot_explain_fails() -> None:
    (check,) = both("41.01").checks("cross_table")
    assert (check["outcome"], Decimal(check["difference"])) == ("fails", Decimal("0.008756"))


def test_check_between_units_is_said_in_the_unit_of_its_first_amount() -> None:
    found = proved(
        table("general_budget_expenditure", "合计 600,000.00 410,012.44 189,987.56"),
        table(
            "general_budget_basic_expenditure",
            "301 工资福利支出 33.01 302 商品和服务支出 7.99\n合计 41.00",
            unit="万元",
        ),
    )
    (check,) = found.checks("cross_table")
    assert (check["outcome"], check["left"], check["right"]) == ("holds", "410012.44", "410000.00")


def test_thousands_of_yuan_are_compared_too() -> None:
    (check,) = both("410.01", unit="千元").checks("cross_table")
    assert check["outcome"] == "holds"


def test_table_without_any_unit_is_held_against_itself_only() -> None:
    found = both("41.00", unit=None, of_detail=None)
    assert found.checks("cross_table") == []
    assert found.checks("hierarchy", "holds")


def test_table_whose_unit_is_guessed_from_its_neighbour_is_compared() -> None:
    detail = "301 工资福利支出 33.01 302 商品和服务支出 7.99\n合计 41.00"
    found = both("41.00", detail=detail, of_detail=None)
    assert [check["outcome"] for check in found.checks("cross_table")] == ["holds"]


def test_clash_with_a_guessed_unit_accuses_nobody() -> None:
    found = both("41.00", of_detail=None)
    assert [check["cause"] for check in found.checks(outcome="fails")] == ["unresolved"]


# ---- a unit that is printed wrong


SUMMARY = """
    一、一般公共预算财政拨款 1 60.00 一、社会保障和就业支出 4 1.00 1.00 0.00 0.00
    本年收入合计 2 60.00 二、交通运输支出 5 59.00 59.00 0.00 0.00
    总计 3 60.00 本年支出合计 6 60.00 60.00 0.00 0.00
"""
YUAN = """
    合计 600,000.00 410,012.44 189,987.56
    208 社会保障和就业支出 10,000.00 10,000.00 0.00
    214 交通运输支出 590,000.00 400,012.44 189,987.56
"""


def mislabelled(rows: str = YUAN) -> Proof:
    """The summary in 万元, and a table that calls its 元 万元 as well."""
    return proved(
        table("fiscal_appropriation_summary", SUMMARY, unit="万元"),
        table("general_budget_expenditure", rows, unit="万元"),
    )


def test_clash_of_units_is_one_check_however_many_amounts_show_it() -> None:
    (check,) = mislabelled().checks("cross_table")
    assert (check["outcome"], check["cause"]) == ("fails", "source")
    assert (check["left"], check["right"]) == ("60.00", "600000.00")


def test_clash_of_units_costs_no_value_its_status() -> None:
    found = mislabelled()
    assert found.places("conflicting", "inferred") == []


def test_amounts_that_do_not_all_differ_by_the_factor_are_each_a_check() -> None:
    found = mislabelled(YUAN.replace("就业支出 10,000.00 10,000.00", "就业支出 1.00 1.00"))
    assert len(found.checks("cross_table")) > 2
