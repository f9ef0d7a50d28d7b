"""Prose against tables, and against itself. Made-up departments and figures."""

from __future__ import annotations

import pytest

import docparse
from tests.proving.reports import Proof, proved, table

_INCOME = table("income", "合计 120.00 100.00 0.00 15.00 0.00 0.00 5.00", unit="万元")
_GENERAL = table(
    "general_budget_expenditure",
    """
    合计 100.00 60.00 40.00
    214 交通运输支出 70.00 40.00 30.00
    21401 公路水路运输 70.00 40.00 30.00
    221 住房保障支出 30.00 20.00 10.00
    22102 住房改革支出 30.00 20.00 10.00
    """,
    unit="万元",
)
_HEADING = "五、一般公共预算财政拨款支出决算情况说明\n"


def _facts(found: Proof, measure: str | None = None) -> dict[str, dict[str, object]]:
    return {fact["name"]: fact for fact in found.report["facts"] if measure in (None, fact["measure"])}


def _ids(found: Proof, kind: str, outcome: str = "holds") -> set[str]:
    return {check["id"].partition("/")[2] for check in found.checks(kind, outcome)}


def test_figure_of_the_prose_is_the_amount_of_the_table() -> None:
    found = proved(
        "二、收入决算情况说明\n2031年度本年收入合计120.00万元，其中：事业收入15.00万元，占12.50%。\n", _INCOME
    )
    assert {"income/total/total", "income/total/business"} <= _ids(found, "narrative")
    values = {name: fact["value"] for name, fact in _facts(found, "amount").items()}
    assert {cell["status"] for cell in values.values()} == {"verified"}  # type: ignore[index]


def test_sentence_proves_what_the_table_alone_does_not() -> None:
    found = proved("二、收入决算情况说明\n2031年度本年收入合计120.00万元。\n", _INCOME)
    (check,) = found.checks("narrative")
    assert check["cells"] == ["/facts/0/value", "/tables/0/rows/0/cells/total"]


def test_a_sentence_proves_no_value_that_was_placed_in_a_row_that_does_not_add_up() -> None:
    income = table("income", "合计 130.00 100.00 15.00 5.00", unit="万元")
    found = proved("二、收入决算情况说明\n2031年度本年收入合计130.00万元。\n", income)
    assert found.report["tables"][0]["rows"][0]["cells"]["total"]["status"] == "inferred"
    assert found.checks("narrative", "holds")


@pytest.mark.parametrize(("values", "held"), [("0.00 15.00 0.00 0.00 15.00", 1), ("15.00 5.00", 0)])
def test_what_a_sentence_may_mean_as_well_is_no_value_whose_place_is_open(values: str, held: int) -> None:
    income = table("income", f"合计 130.00 100.00 {values}", unit="万元")
    found = proved("一、收入支出决算总体情况说明\n2031年度收入总计130.00万元。\n", income)
    assert len(found.checks("narrative", "holds")) == held


def test_units_of_sentence_and_table_may_differ() -> None:
    found = proved("二、收入决算情况说明\n2031年度本年收入合计1,200,000.00元。\n", _INCOME)
    assert _ids(found, "narrative") == {"income/total/total"}


def test_amount_that_rounds_to_the_figure_agrees() -> None:
    found = proved("二、收入决算情况说明\n2031年度本年收入合计120万元，其中：事业收入15.01万元。\n", _INCOME)
    assert {"income/total/total", "income/total/business"} <= _ids(found, "narrative")


_VEHICLES = """\
“三公”经费、行政参公单位机关运行经费情况表
部门：云岭县灯塔管理处 金额单位：万元
项目 行次 预算数 决算统计数
栏次 1 2
一、“三公”经费支出 1 — —
（一）支出合计 2 9.00 8.00
1．公务用车购置及运行维护费 3 6.00 5.00
2．公务接待费 4 3.00 3.00
（二）相关统计数 5 — —
1．公务用车保有量（辆） 6 — {kept}
第三部分 决算情况说明
2031年末公务用车保有量为3辆。
"""


@pytest.mark.parametrize(("kept", "status"), [("3", "verified"), ("2", "read"), ("4", "read")])
def test_whole_pieces_are_counted_and_not_rounded(kept: str, status: str) -> None:
    (found,) = docparse.parse(_VEHICLES.format(kept=kept)).tables
    cell = next(row.cells["final"] for row in found.rows if row.key == "count.vehicles_kept")
    assert cell is not None
    assert (cell.value, cell.status) == (kept, status)


def test_class_is_held_against_the_money_that_the_heading_names() -> None:
    found = proved(_HEADING + "2031年度交通运输支出70.00万元，占70.00%。住房保障支出30.00万元，占30.00%。\n", _GENERAL)
    rows = {each.split("/")[1] for each in _ids(found, "narrative")}
    assert rows == {"214", "221"}


def test_figure_that_a_proved_cell_contradicts_is_told_with_both_places() -> None:
    text = _HEADING + "2031年度交通运输支出70.20万元，占70.00%。住房保障支出30.00万元，占30.00%。\n"
    found = proved(text, _GENERAL)
    (check,) = found.checks("narrative", "fails")
    assert (check["cause"], check["difference"]) == ("source", "0.20")
    fact, cell = (found.at(pointer) for pointer in check["cells"])
    assert (fact["status"], cell["status"]) == ("conflicting", "verified")
    assert check["id"] in cell["disputed_by"]


def test_figure_that_is_far_off_is_of_something_else() -> None:
    text = _HEADING + "2031年度交通运输支出18.00万元用于养护。住房保障支出30.00万元，占30.00%。\n"
    assert not proved(text, _GENERAL).checks("narrative", "fails")


def test_figure_of_another_year_is_not_held_against_the_table() -> None:
    found = proved("二、收入决算情况说明\n2030年度本年收入合计118.00万元。2031年度事业收入15.00万元。\n", _INCOME)
    assert _ids(found, "narrative") == {"income/total/business"}


def test_figure_that_is_only_about_so_much_is_not_held_against_the_table() -> None:
    found = proved("二、收入决算情况说明\n2031年度本年收入合计约119.00万元，事业收入15.00万元。\n", _INCOME)
    assert _ids(found, "narrative") == {"income/total/business"}


def test_share_follows_from_part_and_total() -> None:
    found = proved("二、收入决算情况说明\n本年收入合计120.00万元，其中：事业收入15.00万元，占12.50%。\n")
    (check,) = found.checks("rate")
    assert (check["left"], check["right"], check["outcome"]) == ("12.5", "12.5", "holds")


def test_rate_of_change_follows_from_the_change() -> None:
    found = proved("二、收入决算情况说明\n本年收入合计120.00万元，比上年增加20.00万元，增长20.00%。\n")
    (check,) = found.checks("rate")
    assert (check["right"], check["outcome"]) == ("20", "holds")


def test_rate_of_completion_follows_from_the_budget() -> None:
    found = proved("二、支出情况\n年初预算为80.00万元，支出决算为60.00万元，完成年初预算的70.00%。\n")
    (check,) = found.checks("rate")
    assert (check["right"], check["outcome"], check["cause"]) == ("75", "fails", "unresolved")


def test_list_of_parts_that_makes_the_total_is_a_sum() -> None:
    found = proved("二、支出情况\n本年支出合计60.00万元，其中：基本支出45.00万元，项目支出15.00万元。\n")
    assert found.sums("list_sum") == ["60.00 | 45.00 | 15.00"]


def test_list_behind_of_which_need_not_be_complete() -> None:
    found = proved("二、支出情况\n本年支出合计60.00万元，其中：基本支出45.00万元，项目支出5.00万元。\n")
    assert found.checks("list_sum") == []


_LINES = "项目 行次 预算数 决算统计数"
_ITEMS = """
“三公”经费支出 1 — —
（一）支出合计 2 24.00 9.30
1．因公出国（境）费 3 0.00
2．公务用车购置及运行维护费 4 18.00 7.10
（1）公务用车购置费 5 0.00
（2）公务用车运行维护费 6 18.00 7.10
3．公务接待费 7 6.00 2.20
（二）相关统计数 8 — —
5．国内公务接待批次（个） 9 — 3
6．国内公务接待人次（人） 10 — 28
7．国（境）外公务接待批次（个） 11 — 4
8．国（境）外公务接待人次（人） 12 — 15
"""
_THREE = "三、“三公”经费支出情况\n"


def _three_public(prose: str) -> Proof:
    return proved(_THREE + prose, table("three_public_and_operating", _ITEMS, unit="万元"))


def _zero(found: Proof, row: str = "three_public.abroad") -> dict[str, str | None]:
    (cells,) = (each["cells"] for each in found.report["tables"][0]["rows"] if each["id"] == row)
    return {key: cell and cell["value"] for key, cell in cells.items()}


def test_zero_that_the_print_leaves_open_stands_where_a_sentence_says_nothing_was_spent() -> None:
    found = _three_public("2031年度因公出国（境）费支出决算为0.00万元，公务接待费支出决算为2.20万元。\n")
    assert _zero(found) == {"initial_budget": None, "final": "0.00"}
    assert "three_public_and_operating/three_public.abroad/final" in _ids(found, "narrative")


def test_zero_stays_where_it_is_if_the_prose_says_that_nothing_was_planned_either() -> None:
    silent = _zero(_three_public("2031年度公务接待费支出决算为2.20万元。\n"))
    both = "2031年度因公出国（境）费支出决算为0.00万元，因公出国（境）费预算数为0.00万元。\n"
    assert _zero(_three_public(both)) == silent


def test_count_is_held_against_the_row_that_the_words_before_it_name() -> None:
    found = _three_public("2031年度共安排国（境）外公务接待4批次，接待人次15人。\n")
    assert {check["cells"][1].split("/")[4] for check in found.checks("narrative", "holds")} == {"10", "11"}


def test_amount_of_a_section_that_only_says_expenditure_is_of_its_title() -> None:
    found = proved("二、项目支出决算情况\n2031年度用于航道整治的经费支出40.00万元，比上年增加4.00万元。\n")
    assert [fact["subject"] for fact in found.report["facts"]] == ["expenditure.project", "expenditure.project"]


def test_amount_of_a_section_with_a_name_of_its_own_is_not_of_the_title() -> None:
    found = proved("二、项目支出决算情况\n2031年度灯塔维修支出40.00万元。\n")
    assert [fact["subject"] for fact in found.report["facts"]] == [None]
