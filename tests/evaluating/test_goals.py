from __future__ import annotations

import re

import pytest

import docparse
from docparse.evaluating.goals import Goal, read_goals
from tests.evaluating.reading import FORM, FUNDS, HEAD, INDICATORS, form, fragments, read

HEADER = "预期目标 实际完成情况"


def goal(body: str, header: str = HEADER) -> tuple[str, str]:
    (found,) = read_goals(fragments(header), fragments(body))
    return texts(found)


def texts(found: Goal) -> tuple[str, str]:
    return "".join(each.text for each in found.expected), "".join(each.text for each in found.actual)


def test_tab_parts_the_texts() -> None:
    assert goal("加固三座 水库⇥⇥已加固 三座\n水库⇥") == ("加固三座 水库", "已加固 三座水库")


def test_wide_gaps_part_the_texts_line_by_line() -> None:
    assert goal("加固三座小型水库，保障      已加固三座小型水库，下\n下游群众安全。              游群众安全。") == (
        "加固三座小型水库，保障下游群众安全。",
        "已加固三座小型水库，下游群众安全。",
    )


def test_empty_line_parts_the_texts() -> None:
    body = "加固三座小型水库，保障下游群众的\n安全。\n\n完成三座小型水库加固任务，群众安全有\n保障。"
    assert goal(body)[1].startswith("完成三座")


def test_blank_behind_a_sentence_parts_texts_that_share_a_line() -> None:
    body = (
        "2022年，加固小型水库三座（其中新建一座），培训管\n"
        "护人员五十人。 2022年加固小型水库四座，培训管护人员\n\n六十人。"
    )
    assert goal(body)[1] == "2022年加固小型水库四座，培训管护人员六十人。"


def test_lines_that_fill_their_column_are_not_parted() -> None:
    body = (
        "目标一：加固三座小型水库，保障\n\n下游群众的安全。目标二：培训管\n\n护人员五十人，持证上岗。\n\n"
        "已加固三座小型水\n\n库，并培训管护人\n\n员六十人。"
    )
    assert goal(body)[1] == "已加固三座小型水库，并培训管护人员六十人。"


def test_texts_that_begin_alike_are_parted_where_the_second_begins() -> None:
    body = (
        "加固小型水库不低于三座，其中新建水库不低于一\n\n座，培训管护人员不低于五十人\n\n"
        "加固小型水库四座，培训管护\n\n人员六十人"
    )
    assert goal(body)[1].startswith("加固小型水库四座")


def test_mark_stands_for_a_result_that_is_not_there() -> None:
    assert goal("加固三座水库。\n\n---") == ("加固三座水库。", "---")


def test_form_with_years_has_a_goal_for_each() -> None:
    found = read_goals(
        fragments("财年 目标 实际完成情况"), fragments("2022\n\n甲事。\n\n已办甲事。\n\n2023\n\n乙事。\n\n---")
    )
    assert [(each.year[0].text, *texts(each)) for each in found] == [
        ("2022", "甲事。", "已办甲事。"),
        ("2023", "乙事。", "---"),
    ]


def test_single_text_is_what_was_expected() -> None:
    assert goal("加固三座水库。") == ("加固三座水库。", "")


def test_border_that_may_stand_elsewhere_is_inferred() -> None:
    body = "甲一乙二\n丙三丁四\n戊五己六\n庚七辛八\n"
    (tree,) = read(FORM.replace("加固三座水库。 已加固三座水库。\n", body)).trees
    cell = tree["goals"][0]["expected"]
    assert cell["status"] == "inferred"
    assert cell["alternatives"][0]["value"] != cell["value"]


@pytest.mark.parametrize("body", ["甲。 " * 3000, "甲\n" * 3000])
def test_long_text_is_parted_in_time(body: str) -> None:
    assert all(goal(body))


def test_report_that_answers_the_goals_in_their_order_is_parted() -> None:
    body = "提高供水能力。\n计划加固小型水库三座。\n群众满意。\n供水能力提高。\n实际加固小型水库四座。\n无人投诉。"
    assert goal(body)[1] == "供水能力提高。实际加固小型水库四座。无人投诉。"


def test_list_of_semicolons_ends_with_a_full_stop() -> None:
    body = "清理河道淤泥；\n修缮泵站房屋；\n购置水位雷达。\n淤泥清理五处；\n房屋修缮两座；\n雷达装好一台。"
    assert goal(body)[0] == "清理河道淤泥；修缮泵站房屋；购置水位雷达。"


def test_numbered_list_goes_on_behind_its_first_item() -> None:
    body = "保障机房平稳运行。\n1.支付机房电费合同款。\n2.支付机房空调合同款。\n3.支付机房消防合同款。"
    assert goal(body)[0] == "保障机房平稳运行。"


def test_list_that_begins_anew_is_the_other_text() -> None:
    body = "一、机房稳定\n二、线路畅通\n一、机房无故障\n二、线路无中断"
    assert goal(body)[1] == "一、机房无故障二、线路无中断"


def test_label_at_the_side_may_be_one_of_what_was_reached() -> None:
    goals = "年度总体目标完成情况 预期目标 实际完成情况\n加固三座水库。 已加固三座水库。\n"
    (goal,) = form(HEAD + FUNDS + goals + INDICATORS)["goals"]
    assert (goal["expected"], goal["actual"]) == ("加固三座水库。", "已加固三座水库。")


def test_text_behind_its_label_is_that_of_the_label() -> None:
    beside = "绩效目标 年初目标 全年加固三座水库。 完成情况 已加固两座水库。\n"
    (found,) = form(HEAD + FUNDS + beside + INDICATORS)["goals"]
    assert (found["expected"], found["actual"]) == ("全年加固三座水库。", "已加固两座水库。")


def test_texts_behind_labels_whose_lines_stand_between_each_other_are_not_sure() -> None:
    beside = "年初目标 全年加固三座水 完成情况 已加固两座水\n库。 库。\n"
    (tree,) = read(HEAD + FUNDS + beside + INDICATORS).trees
    assert [tree["goals"][0][key]["status"] for key in ("expected", "actual")] == ["inferred", "inferred"]


@pytest.mark.parametrize("gap", ["⇥", "\n"])
def test_rate_behind_both_texts_is_no_part_of_what_was_reached(gap: str) -> None:
    goals = f"预期目标{gap}实际完成情况{gap}总体完成率\n加固三座水库。{gap}已加固三座水库。{gap}100%\n"
    (found,) = form(HEAD + FUNDS + goals + INDICATORS)["goals"]
    assert (found["actual"], found["extra"]) == ("已加固三座水库。", {"总体完成率": "100%"})


def test_texts_are_not_sure_where_the_rate_behind_them_is_not_found() -> None:
    (found,) = read_goals(fragments("预期目标 实际完成情况 总体完成率"), fragments("加固三座。\n已加固三座。\n很好"))
    assert not found.sure


def test_goals_in_one_row_end_the_head_above_them() -> None:
    beside = "年初设定目标⇥培训乡村医生二百人。⇥全年完成⇥培训乡村医生二百一十人。\n"
    tree = form(HEAD + beside + INDICATORS)
    assert tree["implementing_unit"] == "云溪县水利站"
    assert [goal["actual"] for goal in tree["goals"]] == ["培训乡村医生二百一十人。"]


@pytest.mark.parametrize("wide", [True, False], ids=["aligned", "single blanks"])
def test_one_text_behind_the_label_at_the_side_is_a_goal_below_the_funds(wide: bool) -> None:
    text = """\
项目支出绩效运行监控表
项目名称    农村饮水工程维修养护
主管部门    云溪县水务局        实施单位   云溪县供水站
              年初预算数    全年预算数      执行率
年度资金总额     320.00        150.00       46.88%
      其他资金    20.00         10.00       50.00%
年度总体目标   维修养护农村饮水工程12处，保障供水。
一级指标  二级指标   三级指标        年度指标值   实际完成值   分值
产出指标  数量指标   维修工程处数      12处         5处          50
"""
    (form,) = docparse.parse(text if wide else re.sub(" {2,}", " ", text)).evaluations
    (goal,) = form.goals
    assert goal.expected and goal.expected.value == "维修养护农村饮水工程12处，保障供水。"
    assert goal.actual is None
    assert [fund.source and fund.source.value for fund in form.funds] == ["年度资金总额", "其他资金"]
