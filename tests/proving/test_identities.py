"""Which sums the engine knows: along a row, down the codes, between rows, across the sides and between tables."""

from __future__ import annotations

import pytest

from tests.proving.reports import proved, table

# ---- along a row


@pytest.mark.parametrize(
    ("kind", "row", "sums"),
    [
        (
            "income",
            "214 交通 70.00 52.00 1.00 6.00 3.00 2.00 6.00",
            ["70.00 | 52.00 | 1.00 | 6.00 | 3.00 | 2.00 | 6.00"],
        ),
        ("expenditure", "214 交通 70.00 40.00 20.00 5.00 3.00 2.00", ["70.00 | 40.00 | 20.00 | 5.00 | 3.00 | 2.00"]),
        ("general_budget_expenditure", "214 交通 70.00 40.00 30.00", ["70.00 | 40.00 | 30.00"]),
        ("state_capital", "223 国有资本 70.00 40.00 30.00", ["70.00 | 40.00 | 30.00"]),
        ("government_fund", "212 城乡社区支出 0.00 0.00 9.00 2.00 7.00 0.00", ["9.00 | 2.00 | 7.00"]),
        (
            "three_public",
            "9.50 0.60 7.00 3.00 4.00 1.90 7.80 0.50 6.00 2.00 4.00 1.30",
            ["9.50 | 0.60 | 7.00 | 1.90", "7.00 | 3.00 | 4.00", "7.80 | 0.50 | 6.00 | 1.30", "6.00 | 2.00 | 4.00"],
        ),
        (
            "state_assets",
            "合计 99.00 9.00 80.00 50.00 20.00 4.00 6.00 1.00 5.00 3.00 1.00",
            ["99.00 | 9.00 | 80.00 | 1.00 | 5.00 | 3.00 | 1.00", "80.00 | 50.00 | 20.00 | 4.00 | 6.00"],
        ),
    ],
)
def test_total_of_a_row_is_the_sum_of_its_parts(kind: str, row: str, sums: list[str]) -> None:
    assert set(sums) <= set(proved(table(kind, row)).sums("row_sum"))


def test_what_was_there_and_came_in_is_what_was_spent_and_is_left() -> None:
    found = proved(table("government_fund", "212 城乡社区支出 3.00 7.00 9.00 2.00 7.00 1.00"))
    assert found.sums("balance") == ["3.00 | 7.00 | 9.00 | 1.00"]
    (check,) = found.checks("balance")
    assert (check["left"], check["right"]) == ("10.00", "10.00")


def test_identity_of_a_column_that_is_not_printed_is_not_tested() -> None:
    title = "国有资本经营预算财政拨款收入支出决算表\n金额单位：元\n"
    header = "科目编码 科目名称 年初结转和结余 本年收入 本年支出 年末结转和结余\n"
    found = proved(title + header + "223 国有资本经营预算支出 3.00 7.00 9.00 1.00\n")
    assert (found.sums("balance"), found.checks("row_sum")) == (["3.00 | 7.00 | 9.00 | 1.00"], [])


# ---- down the codes


CODES = table(
    "general_budget_expenditure",
    """
    合计 65.00 45.00 20.00
    208 社会保障和就业支出 5.00 5.00 0.00
    214 交通运输支出 60.00 40.00 20.00
    21401 公路水路运输 50.00 35.00 15.00
    2140101 行政运行 30.00 30.00 0.00
    2140131 海事管理 20.00 5.00 15.00
    21499 其他交通运输支出 10.00 5.00 5.00
    """,
)


def test_class_is_the_sum_of_its_sections_in_every_column() -> None:
    assert {"60.00 | 50.00 | 10.00", "40.00 | 35.00 | 5.00", "20.00 | 15.00 | 5.00"} <= set(
        proved(CODES).sums("hierarchy")
    )


def test_section_is_the_sum_of_its_items() -> None:
    assert "50.00 | 30.00 | 20.00" in proved(CODES).sums("hierarchy")


def test_total_row_is_the_sum_of_the_classes() -> None:
    assert "65.00 | 5.00 | 60.00" in proved(CODES).sums("hierarchy")


def test_row_without_printed_parts_has_no_hierarchy() -> None:
    over_others = {check["cells"][0] for check in proved(CODES).checks("hierarchy")}
    assert {pointer.split("/")[4] for pointer in over_others} == {"0", "2", "3"}


def test_economic_codes_have_a_hierarchy_too() -> None:
    found = proved(
        table(
            "general_budget_basic_expenditure",
            """
            301 工资福利支出 25.00 302 商品和服务支出 12.00
            30101 基本工资 20.00 30201 办公费 7.00
            30102 津贴补贴 5.00 30217 公务接待费 5.00
            """,
        )
    )
    assert found.sums("hierarchy") == ["25.00 | 20.00 | 5.00", "12.00 | 7.00 | 5.00"]


# ---- between the rows of a form


SUMMARY = """
    一、一般公共预算财政拨款收入 1 60.00 一、社会保障和就业支出 7 10.00
    二、事业收入 2 6.00 二、交通运输支出 8 55.00
    其中：教育收费 3 2.00
    本年收入合计 4 66.00 本年支出合计 9 65.00
    使用非财政拨款结余 5 1.00 结余分配 10 0.50
    年初结转和结余 6 4.00 年末结转和结余 11 5.50
    总计 7 71.00 总计 12 71.00
"""


def test_income_of_the_year_is_the_sum_of_its_sources() -> None:
    assert "66.00 | 60.00 | 6.00" in proved(table("income_expenditure_summary", SUMMARY)).sums("column_total")


def test_part_named_with_of_which_is_not_added_again() -> None:
    found = proved(table("income_expenditure_summary", SUMMARY))
    assert not any("2.00" in each.split(" | ") for each in found.sums("column_total"))


def test_expenditure_of_the_year_is_the_sum_of_the_classes() -> None:
    assert "65.00 | 10.00 | 55.00" in proved(table("income_expenditure_summary", SUMMARY)).sums("column_total")


def test_grand_total_is_the_total_of_the_year_with_the_balances() -> None:
    found = proved(table("income_expenditure_summary", SUMMARY)).sums("column_total")
    assert {"71.00 | 66.00 | 1.00 | 4.00", "71.00 | 65.00 | 0.50 | 5.50"} <= set(found)


def test_grand_totals_of_both_sides_are_equal() -> None:
    assert proved(table("income_expenditure_summary", SUMMARY)).sums("balance") == ["71.00 | 71.00"]


FISCAL = table(
    "fiscal_appropriation_summary",
    """
    一、一般公共预算财政拨款 1 60.00 一、社会保障和就业支出 9 10.00 10.00 0.00 0.00
    二、政府性基金预算财政拨款 2 7.00 二、城乡社区支出 10 9.00 0.00 9.00 0.00
    三、国有资本经营预算财政拨款 3 0.00 三、交通运输支出 11 51.00 51.00 0.00 0.00
    本年收入合计 4 67.00 本年支出合计 12 70.00 61.00 9.00 0.00
    年初财政拨款结转和结余 5 5.00 年末财政拨款结转和结余 13 2.00 1.00 1.00 0.00
    一般公共预算财政拨款 6 2.00
    政府性基金预算财政拨款 7 3.00
    国有资本经营预算财政拨款 8 0.00
    总计 9 72.00 总计 14 72.00 62.00 10.00 0.00
    """,
)


def test_totals_of_a_summary_are_summed_in_every_column() -> None:
    found = proved(FISCAL).sums("column_total")
    assert {"70.00 | 10.00 | 9.00 | 51.00", "61.00 | 10.00 | 0.00 | 51.00", "9.00 | 0.00 | 9.00 | 0.00"} <= set(found)
    assert {"72.00 | 70.00 | 2.00", "62.00 | 61.00 | 1.00", "10.00 | 9.00 | 1.00"} <= set(found)


def test_balance_is_the_sum_of_the_funds_below_it() -> None:
    assert "5.00 | 2.00 | 3.00 | 0.00" in proved(FISCAL).sums("column_total")


def test_grand_totals_of_the_fiscal_summary_are_equal_too() -> None:
    assert "72.00 | 72.00" in proved(FISCAL).sums("balance")


BASIC = table(
    "general_budget_basic_expenditure",
    """
    301 工资福利支出 25.00 302 商品和服务支出 12.00
    303 对个人和家庭的补助 3.00 310 资本性支出 1.00
    人员经费合计 28.00 公用经费合计 13.00
    合计 41.00
    """,
)


def test_personnel_is_wages_and_subsidies() -> None:
    assert "28.00 | 25.00 | 3.00" in proved(BASIC).sums("column_total")


def test_operating_is_goods_services_and_capital() -> None:
    assert "13.00 | 12.00 | 1.00" in proved(BASIC).sums("column_total")


def test_basic_expenditure_is_personnel_and_operating() -> None:
    assert "41.00 | 28.00 | 13.00" in proved(BASIC).sums("column_total")


OFFICE = """
    一、“三公”经费支出⇥1⇥9.50⇥7.80
    1.因公出国（境）费⇥2⇥0.50⇥0.30
    2.公务用车购置及运行维护费⇥3⇥7.50⇥6.80
    （1）公务用车购置费⇥4⇥3.50⇥2.90
    （2）公务用车运行维护费⇥5⇥4.00⇥3.90
    3.公务接待费⇥6⇥1.50⇥0.70
    （1）国内接待费⇥7⇥1.40⇥0.60
    （2）国（境）外接待费⇥8⇥0.10⇥0.10
    1.公务用车保有量（辆）⇥9⇥—⇥2
    会议费⇥10⇥0.40⇥0.30
"""


def test_items_of_the_three_public_expenses_are_summed() -> None:
    found = proved(table("three_public_and_operating", OFFICE)).sums("column_total")
    assert {"9.50 | 0.50 | 7.50 | 1.50", "7.80 | 0.30 | 6.80 | 0.70"} <= set(found)
    assert {"7.50 | 3.50 | 4.00", "6.80 | 2.90 | 3.90", "1.50 | 1.40 | 0.10", "0.70 | 0.60 | 0.10"} <= set(found)


def test_purchases_are_goods_works_and_services() -> None:
    rows = """
        （一）政府采购支出合计⇥1⇥31.00⇥28.00
        1.政府采购货物支出⇥2⇥8.00⇥7.00
        2.政府采购工程支出⇥3⇥10.00⇥9.00
        3.政府采购服务支出⇥4⇥13.00⇥12.00
    """
    found = proved(table("three_public_and_operating", rows)).sums("column_total")
    assert found == ["31.00 | 8.00 | 10.00 | 13.00", "28.00 | 7.00 | 9.00 | 12.00"]


# ---- between tables


def expenditure(rows: str) -> str:
    return table("expenditure", rows)


def general_budget(rows: str) -> str:
    return table("general_budget_expenditure", rows)


def test_amount_with_equal_coordinates_is_equal_in_both_tables() -> None:
    found = proved(table("income_expenditure_summary", SUMMARY), expenditure("合计 65.00 41.00 24.00 0.00 0.00 0.00"))
    assert found.sums("cross_table") == ["65.00 | 65.00"]


def test_class_named_without_its_code_is_the_class_of_the_other_table() -> None:
    rows = """
        合计 65.00 41.00 24.00 0.00 0.00 0.00
        208 社会保障和就业支出 10.00 10.00 0.00 0.00 0.00 0.00
        214 交通运输支出 55.00 31.00 24.00 0.00 0.00 0.00
    """
    found = proved(table("income_expenditure_summary", SUMMARY), expenditure(rows))
    assert set(found.sums("cross_table")) == {"65.00 | 65.00", "10.00 | 10.00", "55.00 | 55.00"}


def test_basic_expenditure_of_the_general_budget_is_what_its_detail_adds_up_to() -> None:
    found = proved(general_budget("合计 60.00 41.00 19.00"), BASIC)
    assert found.sums("cross_table") == ["41.00 | 41.00"]


def test_balance_behind_which_a_fund_stands_is_the_opening_balance_of_its_table() -> None:
    found = proved(FISCAL, table("government_fund", "合计 3.00 7.00 9.00 0.00 9.00 1.00"))
    # Opening balance, income, expenditure and closing balance of the fund.
    assert {"3.00 | 3.00", "7.00 | 7.00", "9.00 | 9.00", "1.00 | 1.00"} <= set(found.sums("cross_table"))


def test_fiscal_money_is_the_sum_of_the_tables_of_its_funds() -> None:
    found = proved(
        FISCAL,
        general_budget("合计 61.00 41.00 20.00"),
        table("government_fund", "合计 3.00 7.00 9.00 0.00 9.00 1.00"),
        table("state_capital", "合计 0.00 0.00 0.00"),
    )
    assert any(each.split(" | ")[:3] == ["70.00", "61.00", "9.00"] for each in found.sums("cross_table"))


ALL_MONEY = "214 交通运输支出 60.00 40.00 20.00 0.00 0.00 0.00"


def test_item_that_is_paid_by_one_fund_alone_has_the_same_parts_in_both_tables() -> None:
    found = proved(expenditure(ALL_MONEY), general_budget("214 交通运输支出 60.00 40.00 20.00"))
    assert set(found.sums("cross_table")) == {"40.00 | 40.00", "20.00 | 20.00"}


def test_item_that_is_paid_by_several_funds_may_have_other_parts() -> None:
    found = proved(expenditure(ALL_MONEY), general_budget("214 交通运输支出 50.00 40.00 10.00"))
    assert found.checks("cross_table") == []


def test_items_of_unlike_codes_are_never_held_against_each_other() -> None:
    found = proved(expenditure(ALL_MONEY), general_budget("208 社会保障和就业支出 60.00 40.00 20.00"))
    assert found.checks("cross_table") == []


def test_second_table_of_a_kind_is_held_against_itself_only() -> None:
    first = general_budget("合计 60.00 41.00 19.00")
    found = proved(first, first.replace("60.00 41.00", "59.00 40.00"), BASIC)
    assert found.sums("cross_table") == ["41.00 | 41.00"]
    assert found.checks(outcome="fails") == []


# ---- what takes no part


def test_blank_adds_nothing_to_a_sum() -> None:
    found = proved(general_budget("214⇥交通运输支出⇥60.00⇥60.00⇥"))
    assert found.sums() == ["60.00 | 60.00"]


def test_mark_for_no_value_adds_nothing_to_a_sum() -> None:
    found = proved(general_budget("214 交通运输支出 60.00 60.00 —"))
    assert found.sums() == ["60.00 | 60.00"]


def test_row_in_which_nothing_is_printed_has_no_check() -> None:
    found = proved(general_budget("214⇥交通运输支出⇥60.00⇥60.00⇥\n    21401⇥公路水路运输⇥⇥⇥"))
    assert found.sums("row_sum", None) == ["60.00 | 60.00"]


def test_count_takes_no_part_in_any_sum() -> None:
    found = proved(table("three_public_and_operating", OFFICE))
    assert not any("2" in each.split(" | ") for each in found.sums(outcome=None))
    assert found.status("count.vehicles_kept final") == "read"


def test_column_numbers_of_the_header_are_no_amounts() -> None:
    found = proved(CODES)
    assert found.report["tables"][0]["rows"][0]["id"] == "total"


def test_sum_that_was_not_declared_is_not_looked_for() -> None:
    # 会议费 is a part of nothing in its form.
    found = proved(table("three_public_and_operating", OFFICE))
    assert not any("0.40" in each.split(" | ") for each in found.sums(outcome=None))
