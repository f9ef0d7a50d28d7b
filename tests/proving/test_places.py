"""Values whose blanks have vanished: when identities prove where they stand, and when they prove nothing."""

from __future__ import annotations

import pytest

from tests.proving.reports import Proof, proved, table

# The total row settles the columns of its short classes: of two layouts for each, one adds up.
LARGE = """
    合计 66,400,123.45 40,100,012.34 26,300,111.11
    208 社会保障和就业支出 40,100,012.34 40,100,012.34
    214 交通运输支出 26,300,111.11 26,300,111.11
"""
SMALL = """
    合计 3.00 2.00 1.00
    208 社会保障和就业支出 2.00 2.00
    214 交通运输支出 1.00 1.00
"""


def general_budget(rows: str) -> Proof:
    return proved(table("general_budget_expenditure", rows))


# ---- a place that is proved


def test_value_whose_place_is_the_only_one_that_adds_up_is_verified() -> None:
    found = general_budget(LARGE)
    assert found.places("inferred") == []
    assert found.status("208 expenditure.basic") == found.status("214 expenditure.project") == "verified"


def test_value_whose_place_is_proved_has_no_alternatives() -> None:
    cell = general_budget(LARGE).cell("214 expenditure.project")
    assert cell is not None
    assert not cell.get("alternatives")


def test_blanks_of_a_row_whose_values_are_proved_are_settled() -> None:
    rows = general_budget(LARGE).report["tables"][0]["rows"]
    assert [row["unsettled"] for row in rows] == [[], [], []]
    assert rows[2]["cells"]["expenditure.basic"] is None


def test_check_over_values_whose_places_are_proved_is_tested() -> None:
    found = general_budget(LARGE)
    assert found.checks(outcome="not_tested") == []
    assert {"40100012.34 | 40100012.34", "26300111.11 | 26300111.11"} <= set(found.sums("row_sum"))


def test_places_are_proved_down_a_chain_of_codes() -> None:
    found = general_budget(
        LARGE + "    21401 公路水路运输 26,300,111.11 26,300,111.11\n    2140101 行政运行 26,300,111.11 26,300,111.11\n"
    )
    assert found.status("2140101 expenditure.project") == "verified"


def test_value_that_every_layout_has_in_one_column_is_verified_there() -> None:
    # Only the total can stand first, whatever its one part is.
    found = general_budget("合计 26,300,111.11 26,300,111.11\n214 交通运输支出 26,300,111.11 26,300,111.11")
    assert found.places("verified") == ["total expenditure.total", "214 expenditure.total"]


# ---- a place that is not proved


def test_amount_that_adds_up_by_chance_is_inferred() -> None:
    found = general_budget(SMALL)
    assert {"208 expenditure.basic", "214 expenditure.project"} <= set(found.places("inferred"))


def test_inferred_value_keeps_its_alternatives() -> None:
    cell = general_budget(SMALL).cell("214 expenditure.project")
    assert cell is not None
    assert cell["alternatives"] == [{"column": "expenditure.basic", "value": "1.00"}]


def test_blank_beside_an_inferred_value_is_unsettled() -> None:
    rows = general_budget(SMALL).report["tables"][0]["rows"]
    assert rows[2]["unsettled"] == ["expenditure.basic"]


def test_total_that_equals_its_one_part_proves_nothing_about_the_column() -> None:
    # x = x + 0 + 0 holds for every part.
    amount = "26,300,111.11"
    codes = ("合计", "214 交通运输支出", "21401 公路水路运输", "2140101 行政运行")
    found = general_budget("\n".join(f"{code} {amount} {amount}" for code in codes))
    assert found.places("inferred") == [f"{row} expenditure.basic" for row in ("total", "214", "21401", "2140101")]


def test_equal_parts_of_a_row_prove_nothing_about_their_columns() -> None:
    found = proved(table("expenditure", "214 交通运输支出 52,600,222.22 26,300,111.11 26,300,111.11"))
    assert found.places("verified") == ["214 total"]
    assert len(found.places("inferred")) == 2


def test_zero_of_a_short_row_is_never_verified() -> None:
    rows = """
        合计 66,400,123.45 40,100,012.34 26,300,111.11 0.00 0.00 0.00
        208 社会保障和就业支出 40,100,012.34 40,100,012.34 0.00 0.00
        214 交通运输支出 26,300,111.11 26,300,111.11 0.00 0.00
    """
    found = proved(table("expenditure", rows))
    zeros = [place for place in found.places("verified") if (found.cell(place) or {})["value"] == "0.00"]
    assert {place.split(" ")[0] for place in zeros} <= {"total"}
    assert found.status("208 basic") == found.status("214 project") == "verified"


def test_zero_of_a_full_row_is_verified() -> None:
    found = proved(table("expenditure", "214 交通运输支出 66.00 40.00 26.00 0.00 0.00 0.00"))
    assert found.status("214 operating") == "verified"


def test_row_in_which_no_layout_adds_up_is_inferred() -> None:
    found = general_budget(LARGE.replace("214 交通运输支出 26,300,111.11", "214 交通运输支出 26,500,111.11"))
    assert {"214 expenditure.total", "214 expenditure.project"} & set(found.places("verified")) == set()


def test_value_that_was_lost_from_a_row_leaves_the_rest_of_it_unproved() -> None:
    found = general_budget(
        LARGE.replace("合计 66,400,123.45 40,100,012.34 26,300,111.11", "合计 66,400,123.45 26,300,111.11")
    )
    assert [place for place in found.places("verified") if place.startswith("total")] == []


# ---- checks over open places


def test_check_over_an_open_place_is_not_tested_and_says_why() -> None:
    found = general_budget("合计 26,300,111.11 26,300,111.11\n214 交通运输支出 26,300,111.11 26,300,111.11")
    open_checks = found.checks(outcome="not_tested")
    assert open_checks
    assert all(check["reason"] and check["cause"] is None for check in open_checks)


def test_check_that_is_not_tested_claims_no_numbers() -> None:
    found = general_budget("合计 26,300,111.11 26,300,111.11\n214 交通运输支出 26,300,111.11 26,300,111.11")
    keys = ("left", "right", "difference", "tolerance")
    numbers = {check[key] for check in found.checks(outcome="not_tested") for key in keys}
    assert numbers == {None}


def test_open_place_disputes_no_other_value() -> None:
    found = general_budget("合计 26,300,111.11 26,300,111.11\n214 交通运输支出 26,300,111.11 26,300,111.11")
    assert found.places("conflicting") == []


# ---- what another table knows


SHORT = "合计 26,300,111.11 26,300,111.11\n214 交通运输支出 26,300,111.11 26,300,111.11"


def test_row_that_its_own_table_leaves_open_is_placed_by_another_table() -> None:
    detail = "301 工资福利支出 26,000,100.00 302 商品和服务支出 300,011.11\n合计 26,300,111.11"
    found = proved(table("general_budget_expenditure", SHORT), table("general_budget_basic_expenditure", detail))
    assert found.status("general_budget_expenditure total expenditure.basic") == "verified"
    assert found.status("general_budget_expenditure 214 expenditure.basic") == "verified"


def test_other_table_with_a_different_amount_places_nothing() -> None:
    detail = "301 工资福利支出 26,000,100.00 302 商品和服务支出 300,055.55\n合计 26,300,155.55"
    found = proved(table("general_budget_expenditure", SHORT), table("general_budget_basic_expenditure", detail))
    assert found.status("general_budget_expenditure 214 expenditure.basic") != "verified"


def test_parts_are_placed_by_the_table_of_the_one_fund_that_pays_them() -> None:
    full = "合计 26,300,111.11 0.00 26,300,111.11\n214 交通运输支出 26,300,111.11 0.00 26,300,111.11"
    found = proved(table("expenditure", SHORT), table("general_budget_expenditure", full))
    assert found.status("expenditure 214 project") == "verified"
    assert found.cell("expenditure 214 basic") is None


def test_parts_of_an_item_that_several_funds_pay_are_not_placed() -> None:
    full = "合计 26,300,100.00 0.00 26,300,100.00\n214 交通运输支出 26,300,100.00 0.00 26,300,100.00"
    found = proved(table("expenditure", SHORT), table("general_budget_expenditure", full))
    assert found.places("inferred") == ["expenditure total basic", "expenditure 214 basic"]


PAIRS = """\
财政拨款“三公”经费支出决算表
金额单位：元
合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费
小计 公务用车购置费 公务用车运行维护费
预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数
158943.43 146959.59 57125.25 45141.41 45141.41 57125.25 101818.18 101818.18
"""


def test_value_that_neighbours_in_the_other_order_would_put_elsewhere_is_inferred() -> None:
    # 57125.25 before 45141.41 would both be 公务用车运行维护费, and nothing but their order says that they are not.
    found = proved(PAIRS)
    assert found.places("inferred") == ["line-6 final.vehicles.purchase", "line-6 budget.vehicles.operation"]
    assert len(found.places("verified")) == 6


def test_value_that_a_lost_total_would_put_elsewhere_is_inferred() -> None:
    whole = proved(table("three_public", "781493.86 781493.86 774315.05 7178.81 7178.81 7178.81 7178.81"))
    assert whole.status("line-7 budget.vehicles.purchase") == "verified"
    found = proved(table("three_public", "781493.86 774315.05 7178.81 7178.81 7178.81 7178.81"))
    assert found.status("line-7 budget.abroad") == "inferred"


# ---- what only makes a row look full

RARE = ("remitted_to_superior", "operating", "subsidies_to_subordinates")
# Every identity holds with the last amounts under 经营支出 as well as under 对附属单位补助支出.
ALIKE = """
    合计 42,695,615.72 20,080,582.90 22,207,790.27 205,781.06 201,461.49
    214 交通运输支出 42,695,615.72 20,080,582.90 22,207,790.27 205,781.06 201,461.49
    2140101 行政运行 40,395,574.43 20,027,557.87 20,096,184.93 176,815.51 95,016.12
    2140102 一般行政管理事务 2,300,041.29 53,025.03 2,111,605.34 28,965.55 106,445.37
"""


@pytest.mark.parametrize("number", ["-7-", "·7·"])
def test_page_number_among_the_values_of_a_row_settles_no_columns(number: str) -> None:
    usual = proved(table("expenditure", ALIKE))
    found = proved(table("expenditure", ALIKE.replace("176,815.51 95", f"176,815.51 {number} 95")))
    assert found.places("verified") == usual.places("verified")
    assert "2140101 operating" in found.places("inferred")


@pytest.mark.parametrize("last", ["95,016.12", "106,445.37", "201,461.49"])
def test_zero_that_may_have_slipped_into_a_row_settles_no_columns(last: str) -> None:
    found = proved(table("expenditure", ALIKE.replace(last, f"{last} 0.00", 1)))
    assert [place for place in found.places("read", "verified") if place.endswith(RARE)] == []
    assert "2140102 operating" in found.places("inferred")


ZERO_EACH = """
    合计 42,494,154.23 20,080,582.90 22,207,790.27 205,781.06 0.00
    214 交通运输支出 42,494,154.23 20,080,582.90 22,207,790.27 205,781.06 0.00
    2140101 行政运行 40,300,558.31 20,027,557.87 20,096,184.93 176,815.51 0.00
    2140102 一般行政管理事务 2,193,595.92 53,025.03 2,111,605.34 28,965.55 0.00
"""


@pytest.mark.parametrize("last", ["205,781.06", "176,815.51", "28,965.55"])
def test_zero_more_than_rows_of_as_many_figures_print_settles_no_columns(last: str) -> None:
    found = proved(table("expenditure", ZERO_EACH.replace(last, f"{last} 0.00", 1)))
    assert [place for place in found.places("read", "verified", zeros=False) if place.endswith(RARE)] == []


def test_zeros_of_two_full_rows_are_part_of_the_print() -> None:
    full = ALIKE.replace("201,461.49", "201,461.49 0.00").replace("95,016.12", "95,016.12 0.00")
    assert {"214 operating", "2140101 operating"} <= set(proved(table("expenditure", full)).places("verified"))


def test_damaged_amount_that_its_row_lacks_keeps_its_column() -> None:
    found = proved(table("expenditure", "214 交通运输支出 66.00 40.00 2?.00 0.00 0.00 0.00"))
    assert found.cell("214 basic") is not None
    assert found.cell("214 project") is None
    assert found.cell("214 subsidies_to_subordinates") is not None


PLACES = """\
                                  支出决算表
单位：元
         项目
 功能分类科目编码         本年支出合计    基本支出       项目支出    上缴上级支出    经营支出    对附属单位补助支出
             科目名称
合计             42,695,615.72  20,080,582.90  22,207,790.27              205,781.06    201,461.49
214 交通运输支出 42,695,615.72  20,080,582.90  22,207,790.27              205,781.06    201,461.49
2140101 行政运行 40,395,574.43  20,027,557.87  20,096,184.93              176,815.51     95,016.12
2140102 管理事务  2,300,041.29      53,025.03   2,111,605.34               28,965.55    106,445.37
"""


def test_zero_that_may_have_slipped_into_a_row_does_not_teach_where_the_columns_lie() -> None:
    found = proved(PLACES.replace("95,016.12", "95,016.12  0.00"))
    assert [place for place in found.places("read", "verified") if place.endswith(RARE)] == []


POSITIONS = """\
                       政府性基金预算财政拨款收入支出决算表
单位：元
         项目                                                                本年支出
 功能分类科目编码         年初结转和结余         本年收入                                         年末结转和结余
             科目名称                                    合计       基本支出       项目支出
合计                    440,000.00   10,310,000.00   10,009,071.70               10,009,071.70     740,928.30
212 城乡社区支出           440,000.00   10,310,000.00   10,009,071.70               10,009,071.70     740,928.30
2120801 征地和拆迁补偿支出   440,000.00    9,320,000.00    9,019,071.70                9,019,071.70     740,928.30
2120899 其他支出                         990,000.00      990,000.00                  990,000.00
"""


def test_row_that_a_slipped_value_makes_full_does_not_teach_where_the_columns_lie() -> None:
    found = proved(POSITIONS.replace("9,019,071.70     740,928.30", "9,019,071.70     740,928.30  740,928.30"))
    assert "2120899 expenditure.basic" not in found.places("read", "verified")
    assert found.status("total closing.total") == "verified"


# ---- what the total above a row leaves of it

ONE_COLUMN = """
    合计 9,030.00 9,030.00 0.00
    201 一般公共服务支出 9,000.00 9,000.00 0.00
    208 社会保障和就业支出 20.00 20.00
    20805 行政事业单位养老支出 20.00 20.00
    214 交通运输支出 10.00 10.00
"""


def test_part_stands_in_no_column_that_is_empty_in_its_proved_total() -> None:
    found = general_budget(ONE_COLUMN)
    assert found.status("208 expenditure.basic") == found.status("214 expenditure.basic") == "verified"


def test_proof_goes_on_to_the_parts_of_a_part() -> None:
    assert general_budget(ONE_COLUMN).status("20805 expenditure.basic") == "verified"


def test_total_says_nothing_where_an_amount_is_negative() -> None:
    rows = ONE_COLUMN.replace("9,030.00", "9,028.00") + "    229 其他支出 -2.00 -2.00\n"
    assert general_budget(rows).status("214 expenditure.basic") == "inferred"


def test_total_that_is_not_proved_says_nothing() -> None:
    rows = ONE_COLUMN.replace("9,030.00 9,030.00 0.00", "9,030.00 9,030.00")
    assert general_budget(rows).status("208 expenditure.basic") == "inferred"


def test_part_that_rounding_could_hide_proves_no_place() -> None:
    rows = ONE_COLUMN.replace("10.00 10.00", "0.04 0.04").replace("9,030.00", "9,020.04")
    assert general_budget(rows).status("214 expenditure.basic") == "inferred"
