"""Forms whose lines are printed by their height on the page, one behind the other. All content is made up."""

from __future__ import annotations

import pytest

import docparse
from docparse.schema import Evaluation

HEAD = """
项目支出绩效自评表
（2031年度）
项目名称 灯塔修缮
主管部门 航标局 实施单位 航标处
年初预算数 全年预算数 全年执行数 分值 执行率 得分
"""
FUNDS = """年度资金总额 9.20 5.00 4.00 10 80.00% 8
其中：财政拨
9.20 5.00 4.00 — 80.00% —
款
项目资金
（万元）
其中：上级补
— —
助
其他资金 — —
"""
GOALS = """预期目标 实际完成情况
1.举办守塔人培训。 1.守塔人培训已如期举办。
2.计划修缮灯塔3座。
年度总体目标
2.实际修缮灯塔3座。
3.计划巡检航标40次，
3.实际巡检航标41次。
并建立档案。
"""
INDICATORS = """一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标（40 数量指标 修缮灯塔 ≥3座 3座 20 20 无
分） 质量指标 验收合格率 100% 100% 20 20 无
效益指标（40 社会效益指标 航行事故 0起 0起 40 40 无
分）
满意度指标（10 服务对象满意度指标 服务对象满意度 ≥90% 95% 10 10 无
分）
总分 100 98
"""


def form(funds: str = FUNDS, goals: str = GOALS) -> Evaluation:
    (read,) = docparse.parse(HEAD + funds + goals + INDICATORS).evaluations
    return read


def test_names_of_funds_stand_around_their_values() -> None:
    funds = form().funds
    assert [(fund.source.value, fund.role, fund.level) for fund in funds if fund.source] == [
        ("年度资金总额", "total", 0), ("财政拨款", "of_which", 1), ("上级补助", "of_which", 2), ("其他资金", "item", 1),
    ]  # fmt: skip
    assert [fund.executed and fund.executed.value for fund in funds] == ["4.00", "4.00", None, None]


def test_label_at_the_side_may_begin_among_the_labels_of_the_header() -> None:
    total, part = "年度资金总额 9.20 5.00 4.00 10 80.00% 8", "其中：财政拨款 9.20 5.00 4.00 — 80.00% —"
    funds = f"年度\n{total}\n资金\n（万\n{part}\n元）\n其他资金 — —\n"
    assert [fund.source and fund.source.value for fund in form(funds).funds] == ["年度资金总额", "财政拨款", "其他资金"]


@pytest.mark.parametrize("label", ["项目资金（万\n元）", "项目资金\n（万元）"])
def test_label_at_the_side_may_stand_on_the_lines_of_the_values(label: str) -> None:
    above, below = label.split("\n")
    funds = (
        f"年度资金总额 9.20 5.00 4.00 10 80.00% 8\n{above} 其中：财政拨款 9.20 5.00 4.00 — 80.00% —\n"
        f"{below} 其中：上级补助 — —\n其他资金 — —\n"
    )
    found = [(fund.source.value, fund.level) for fund in form(funds).funds if fund.source]
    assert found == [("年度资金总额", 0), ("财政拨款", 1), ("上级补助", 2), ("其他资金", 1)]


def test_unit_alone_may_stand_at_the_side_between_names() -> None:
    funds = FUNDS.replace("项目资金\n", "").replace("（万元）\n", "（万元） ")
    found = [fund.source.value for fund in form(funds).funds if fund.source]
    assert found == ["年度资金总额", "财政拨款", "上级补助", "其他资金"]


def test_funds_with_a_name_that_is_not_known_stay_as_they_are_printed() -> None:
    funds = FUNDS.replace("助\n", "灯油款\n")
    assert "上级补助" not in [fund.source and fund.source.value for fund in form(funds).funds]


def test_points_tell_which_text_of_the_goal_a_line_belongs_to() -> None:
    (goal,) = form().goals
    assert goal.expected is not None and goal.actual is not None
    assert goal.expected.value == "1.举办守塔人培训。2.计划修缮灯塔3座。3.计划巡检航标40次，并建立档案。"
    assert goal.actual.value == "1.守塔人培训已如期举办。2.实际修缮灯塔3座。3.实际巡检航标41次。"
    assert {goal.expected.status, goal.actual.status} == {"inferred"}


@pytest.mark.parametrize(
    "label", ["项目\n1.举办培训。 1.已举办培训。\n基本\n情况", "总体目标\n1.举办培训。 1.已举办培训。\n"]
)
def test_label_of_other_parts_or_of_a_text_may_stand_at_the_side_of_goals(label: str) -> None:
    (goal,) = form(goals=f"预期目标 实际完成情况\n{label} 2.计划修缮灯塔3座。 2.实际修缮灯塔3座。\n").goals
    assert goal.expected is not None and goal.actual is not None
    assert goal.expected.value == "1.举办培训。2.计划修缮灯塔3座。"
    assert goal.actual.value == "1.已举办培训。2.实际修缮灯塔3座。"


def test_points_one_text_after_the_other_are_not_between_each_other() -> None:
    goals = (
        "年度总体目标 预期目标 实际完成情况\n1.举办培训。\n2.计划修缮灯塔3座。\n1.已举办培训。\n2.实际修缮灯塔3座。\n"
    )
    (goal,) = form(goals=goals).goals
    assert goal.expected is not None
    assert (goal.expected.value, goal.expected.status) == ("1.举办培训。2.计划修缮灯塔3座。", "read")


def test_end_of_a_bracket_below_belongs_to_its_beginning() -> None:
    rows = form().indicators
    levels = [(row.level1.value, row.level1_weight) for row in rows if row.level1 and row.level1_weight]
    assert levels == [("产出指标", "40"), ("产出指标", "40"), ("效益指标", "40"), ("满意度指标", "10")]
    assert [row.level3.value for row in rows if row.level3] == ["修缮灯塔", "验收合格率", "航行事故", "服务对象满意度"]
    assert {row.deviation.value for row in rows if row.deviation} <= {"无", None}


def test_sources_without_values_are_rows_between_others() -> None:
    funds = (
        "年度资金总额 9.20 5.00 4.00 10 80.00% 8\n其中：财政拨\n9.20 5.00 4.00 — 80.00% —\n项目资金 款\n"
        "（万元） 其中：上级补\n助\n本级安排 9.20 5.00 4.00 — 80.00% —\n其他资金\n"
    )
    found = form(funds)
    assert [fund.source and fund.source.value for fund in found.funds] == [
        "年度资金总额",
        "财政拨款",
        "上级补助",
        "本级安排",
        "其他资金",
    ]
    assert [fund.executed and fund.executed.value for fund in found.funds] == ["4.00", "4.00", None, "4.00", None]
