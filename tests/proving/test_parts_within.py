"""Parts that other tables print of an amount, and names that other tables print of a code."""

from __future__ import annotations

from tests.proving.reports import proved, table

_OPERATING = """
一、“三公”经费支出 1 — —
（一）支出合计 2 9.00 {total}
1．因公出国（境）费 3 0.00 0.00
2．公务用车购置及运行维护费 4 5.00 4.00
（1）公务用车购置费 5 0.00 0.00
（2）公务用车运行维护费 6 5.00 4.00
3．公务接待费 7 4.00 {reception}
"""
_BASIC = """
301 工资福利支出 60.00 302 商品和服务支出 7.50
30101 基本工资 60.00 30217 公务接待费 3.50
30231 公务用车运行维护费 4.00
"""


def _three_public(*, total: str, reception: str) -> str:
    return table("three_public_and_operating", _OPERATING.format(total=total, reception=reception))


def test_item_of_the_economic_classification_is_a_part_of_the_three_public_item() -> None:
    found = proved(_three_public(total="7.80", reception="3.80"), table("general_budget_basic_expenditure", _BASIC))
    checks = {check["id"]: check for check in found.checks("of_which")}
    check = checks["three_public_and_operating/three_public.reception.items"]
    assert (check["outcome"], check["left"], check["right"]) == ("holds", "3.80", "3.50")
    assert "≥" in check["statement"]


def test_part_that_is_more_than_its_whole_is_in_doubt_without_blame() -> None:
    found = proved(_three_public(total="6.80", reception="2.80"), table("general_budget_basic_expenditure", _BASIC))
    (check,) = [each for each in found.checks("of_which") if each["outcome"] == "fails"]
    assert (check["id"], check["cause"]) == ("three_public_and_operating/three_public.reception.items", "unresolved")


def test_money_of_one_fund_is_a_part_of_all_money() -> None:
    found = proved(
        table("expenditure", "214 交通运输支出 70.00 40.00 30.00 0.00 0.00 0.00"),
        table("general_budget_expenditure", "214 交通运输支出 55.00 40.00 15.00"),
    )
    within = found.checks("of_which")
    assert {check["outcome"] for check in within} == {"holds"}
    assert {check["id"].rpartition("/")[2] for check in within} >= {"expenditure.general_budget.214.within"}


def test_code_with_two_names_is_told() -> None:
    found = proved(
        table("expenditure", "2140101 行政运行 70.00 40.00 30.00"),
        table("general_budget_expenditure", "2140101 公路养护 70.00 40.00 30.00"),
    )
    (told,) = [each for each in found.report["diagnostics"] if each["code"] == "proving.names-differ"]
    assert told["fields"]["names"] == "行政运行 / 公路养护"
    assert len(told["spans"]) == 2


def test_white_space_and_width_of_brackets_make_no_other_name() -> None:
    found = proved(
        table("expenditure", "2140199 其他（公路）支出 70.00 40.00 30.00"),
        table("general_budget_expenditure", "2140199 其他(公路) 支出 70.00 40.00 30.00"),
    )
    assert not [each for each in found.report["diagnostics"] if each["code"] == "proving.names-differ"]


def test_row_without_a_name_is_told_and_never_proved() -> None:
    found = proved(
        table(
            "general_budget_expenditure", "合计 70.00 40.00 30.00\n214 70.00 40.00 30.00\n21401 公路 70.00 40.00 30.00"
        )
    )
    assert {place.split()[0] for place in found.places("verified")} == {"total", "21401"}
    (told,) = [each for each in found.report["diagnostics"] if each["code"] == "proving.row-unknown"]
    assert told["fields"]["count"] == 3


def test_item_with_the_names_of_two_is_told() -> None:
    lines = "一、一般公共预算财政拨款收入 1 60.00\n二、上级补助收入三、事业收入 2 7.00\n本年收入合计 3 67.00"
    found = proved(table("income_expenditure_summary", lines))
    assert [each["code"] for each in found.report["diagnostics"]].count("proving.row-unknown") == 1
