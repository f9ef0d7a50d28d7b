"""Identities between tables over several amounts: balances fund by fund, economic totals, funds without money."""

from __future__ import annotations

from tests.proving.reports import proved, table
from tests.proving.test_shifted import SUMMARY

GENERAL = table("general_budget_expenditure", "⇥合计⇥90.00⇥70.00⇥20.00\n201⇥一般公共服务支出⇥90.00⇥70.00⇥20.00")


def basic(personnel: str, operating: str) -> str:
    rows = "301⇥工资福利支出⇥50.00⇥302⇥商品和服务支出⇥20.00\n"
    return table("general_budget_basic_expenditure", f"{rows}人员经费合计⇥⇥{personnel}⇥公用经费合计⇥⇥{operating}")


def test_basic_expenditure_is_its_two_halves_and_its_classes() -> None:
    found = proved(GENERAL, basic("50.00", "20.00"))
    assert {"70.00 | 50.00 | 20.00"} == {
        found.printed(check) for check in found.checks("cross_table", "holds") if ".total." in check["id"]
    }
    assert len([check for check in found.checks("cross_table", "holds") if ".total." in check["id"]]) == 2


def test_half_that_is_not_the_rest_of_basic_expenditure_fails() -> None:
    found = proved(GENERAL, basic("50.00", "21.00"))
    assert "70.00 | 50.00 | 21.00" in found.sums("cross_table", "fails")


def test_fund_of_a_summary_pays_out_and_carries_on_what_it_carried_over_and_took_in() -> None:
    found = proved(SUMMARY)
    balances = {check["id"]: check["outcome"] for check in found.checks("balance")}
    assert balances["fiscal_appropriation_summary/balance.government_fund"] == "holds"


def test_opening_balance_in_the_row_of_another_fund_fails() -> None:
    carried = SUMMARY.replace("年初财政拨款结转和结余\t4\t0.00", "年初财政拨款结转和结余\t4\t500.00")
    carried = carried.replace("8\t0.00\t0.00\t0.00\t0.00", "8\t500.00\t500.00\t0.00\t0.00")
    carried = carried.replace("金预算财政拨款\t\t0.00", "金预算财政拨款\t\t500.00")
    carried = carried.replace("总计\t\t17800.00\t总计\t\t17800.00\t0.00", "总计\t\t18300.00\t总计\t\t18300.00\t500.00")
    found = proved(carried)
    assert "fiscal_appropriation_summary/balance.government_fund" in {
        check["id"] for check in found.checks("balance", "fails")
    }
    assert "fiscal_appropriation_summary income.government_fund#2 amount" not in found.places("verified")


def test_item_that_only_funds_without_money_could_share_is_that_of_the_one_fund() -> None:
    summary = table(
        "fiscal_appropriation_summary",
        """
        一、一般公共预算财政拨款⇥1⇥90.00⇥一、一般公共服务支出⇥5⇥90.00⇥90.00⇥0.00⇥0.00
        二、政府性基金预算财政拨款⇥2⇥0.00⇥二、其他支出⇥6⇥0.00⇥0.00⇥0.00⇥0.00
        三、国有资本经营预算财政拨款⇥3⇥0.00⇥⇥⇥⇥⇥⇥
        本年收入合计⇥4⇥90.00⇥本年支出合计⇥7⇥90.00⇥90.00⇥0.00⇥0.00
        """,
    )
    row = "90.00⇥90.00⇥0.00⇥0.00⇥0.00⇥0.00⇥0.00"
    income = table("income", f"⇥合计⇥{row}\n201⇥一般公共服务支出⇥{row}")
    row = "0.00⇥90.00⇥90.00⇥70.00⇥20.00⇥0.00"
    general = table("general_budget_income_expenditure", f"⇥合计⇥{row}\n201⇥一般公共服务支出⇥{row}")
    found = proved(summary, income, general)
    checks = {check["id"]: found.printed(check) for check in found.checks("cross_table", "holds")}
    assert checks["income/income.fiscal.201.funds"] == "90.00 | 90.00"
