from __future__ import annotations

import pytest

import docparse
from tests.evaluating.reading import FORM, FUNDS, GOALS, HEAD, INDICATORS, TAIL, blocks, form, words


def test_each_fragment_stands_in_one_block() -> None:
    cut = blocks(FORM)
    assert words(cut.indicator_body) == ["产出指标", "数量指标", "加固水库", "≥3座", "3座", "50", "50"]
    assert words(cut.goals_body) == ["加固三座水库。", "已加固三座水库。"]
    assert words(cut.funds_body)[:2] == ["年度资金总额", "120.00"]


def test_blocks_may_come_in_another_order() -> None:
    cut = blocks(HEAD + GOALS + FUNDS + INDICATORS)
    assert words(cut.goals_body) == ["加固三座水库。", "已加固三座水库。"]
    assert words(cut.funds_body)[-1] == "—"


def test_torn_and_interleaved_header_belongs_to_the_header() -> None:
    above = "绩效指标 年度指标值\n\n实际完成值 分值 得分\n偏差原因分\n析及改进措\n施\n"
    cut = blocks(f"{HEAD}{above}一级指标 二级指标 三级指标 指标值\n产出指标")
    assert words(cut.indicator_body) == ["产出指标"]


def test_text_behind_the_labels_of_a_tabbed_header_is_no_row() -> None:
    header = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t因汛期较长推迟开工\n"
    assert words(blocks(f"项目名称\t水库\n{header}产出指标\t数量指标\t座数\t3\t3").indicator_body)[0] == "产出指标"


def test_side_label_behind_the_header_belongs_to_the_header() -> None:
    header = "一级指\n标\n二级指标 三级指标 年度指标值 实际完成值\n年度\n绩效\n指标\n完成\n情况\n"
    assert words(blocks(f"{HEAD}{header}产出指\n标").indicator_body) == ["产出指", "标"]


def test_goal_that_begins_with_a_word_of_its_label_keeps_it() -> None:
    cut = blocks(f"{HEAD}年度总体目标 预期目标 实际完成情况\n目标 1：加固水库。\n")
    assert words(cut.goals_body) == ["目标", "1：加固水库。"]


def test_piece_of_the_side_label_before_a_tab_is_furniture() -> None:
    header = "绩效\t一级指标\t二级指标\t三级指标\t年度指标值\n"
    cut = blocks(f"项目名称\t水库\n{header}\t产出指标\t数量指标\t座数\t3\n指标\t效益指标\t社会效益\t人口\t9\n")
    assert words(cut.furniture) == ["指标"]
    assert [each.gap for each in cut.indicator_body if each.text == "效益指标"] == ["line"]


def test_header_repeated_after_a_page_break_is_furniture() -> None:
    cut = blocks(HEAD + INDICATORS + INDICATORS.replace("加固水库", "通过验收"))
    assert words(cut.furniture)[:4] == ["绩效指标", "一级指标", "二级指标", "三级指标"]
    assert words(cut.indicator_body).count("产出指标") == 2


def test_title_repeated_inside_is_furniture() -> None:
    cut = blocks(f"{HEAD.split(chr(10), 2)[2]}{INDICATORS}项目支出绩效自评表\n效益指标\n")
    assert words(cut.furniture) == ["项目支出绩效自评表"]


def test_empty_field_of_the_head_takes_nothing_of_the_next() -> None:
    head = blocks("主管部门 实施单位 云溪县水利站").head
    assert [(field.key, words(field.value)) for field in head] == [
        ("department", []),
        ("implementing_unit", ["云溪县水利站"]),
    ]


def test_unknown_label_before_a_tab_begins_a_field_of_its_own() -> None:
    head = blocks("项目名称\t水库加固\n立项依据\t县规划\n主管部门\t云溪县水务局").head
    assert [(field.key, words(field.value)) for field in head] == [
        ("project_name", ["水库加固"]),
        ("extra", ["县规划"]),
        ("department", ["云溪县水务局"]),
    ]


def test_line_that_ends_with_a_colon_stays_in_a_long_text() -> None:
    (field,) = blocks("部门职责\n主要职责是：\n管理水库。").head
    assert words(field.value) == ["主要职责是：", "管理水库。"]


def test_contact_in_the_head_is_kept_apart_from_the_names() -> None:
    cut = blocks("项目名称 水库加固 联系人 王五\n主管部门 云溪县水务局")
    assert [(field.key, words(field.value)) for field in cut.tail] == [("contact", ["王五"])]


def test_word_of_a_deviation_is_no_label_where_indicators_follow() -> None:
    rows = "产出指标 数量指标 座数 ≥3 2 10 5\n注：汛期较长。\n效益指标 社会效益指标 人口 ≥9 9 10 10\n"
    cut = blocks(HEAD + INDICATORS + rows + "总分 100 95")
    assert [field.key for field in cut.tail] == ["total"]


def test_short_word_of_a_wrapped_text_is_no_label_below_the_indicators() -> None:
    cut = blocks(f"{HEAD}{INDICATORS}满意度指标 公众满意情况\n说明\n90 91 10 10\n总分 100 99")
    assert [field.key for field in cut.tail] == ["total"]


def test_places_that_nobody_filled_in_are_furniture() -> None:
    rows = "数量指标 指标1：加固水库 3 3 50 50\n指标2：\n……\n质量指标 指标1：合格率 100 100 50 50\n"
    tree = form(HEAD + FUNDS + GOALS + INDICATORS.split("产出指标")[0] + rows)
    assert [row["level3"] for row in tree["indicators"]] == ["指标1：加固水库", "指标1：合格率"]
    assert not any(row["extra"] or row["deviation"] for row in tree["indicators"])


def test_place_behind_the_level_of_its_line_is_furniture() -> None:
    rows = "质量指标\t指标1\t\t\t\n指标2\t\t\t\t\n时效指标\t指标1：按期完工率\t100\t100\t50\t50\n"
    cut = blocks(HEAD + FUNDS + GOALS + INDICATORS + rows + TAIL)
    assert words(cut.furniture) == ["质量指标", "指标1", "指标2"]


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_level_without_an_indicator_is_furniture(gap: str) -> None:
    rows = (
        "效益指标 经济效益指标\n社会效益指标 受益人口 2万 2万 30 30\n生态 效益指标\n"
        "可持续影响指标 管护年限 5年 5年 20 20\n"
    )
    cut = blocks(HEAD + FUNDS + GOALS + INDICATORS + rows.replace(" ", gap) + TAIL)
    assert words(cut.furniture) == ["经济效益指标", "生态", "效益指标"]


def test_column_of_levels_is_no_furniture() -> None:
    rows = "数量指标\n质量指标\n时效指标\n经济效益指标\n社会效益指标 受益人口 2万 2万 30 30\n"
    assert words(blocks(HEAD + FUNDS + GOALS + INDICATORS + rows + TAIL).furniture) == []


def test_number_of_a_name_on_the_line_below_is_no_empty_place() -> None:
    rows = "产出指标\t数量指标\t指标1：\n加固水库\t3\t3\t50\t50\n"
    cut = blocks(HEAD.split("\n", 2)[2] + FUNDS + GOALS + INDICATORS.split("产出指标")[0] + rows)
    assert "指标1：" in words(cut.indicator_body)


def test_form_that_is_cut_off_anywhere_is_read_as_far_as_it_goes() -> None:
    lines = FORM.splitlines()
    for count in range(2, len(lines) + 1):
        report = docparse.parse("\n".join(lines[:count]))
        assert len(report.evaluations) <= 1
    assert [row.level3.value for row in report.evaluations[0].indicators if row.level3] == ["加固水库"]


def test_end_of_the_name_of_the_last_task_is_no_label_of_the_indicators() -> None:
    tasks = "任务名称 项目级次 主要内容 总额 财政拨款 实际支出金额\n水库加固专项\n本级 加固水库。 12.00 12.00 6.00\n"
    indicators = "一级指标 二级指标 三级指标 年度指标值 实际完成值\n产出指标 数量指标 加固水库 ≥3座 3座"
    found = blocks(f"部门整体支出绩效自评表\n部门名称 某县水利局\n{tasks}资金\n{indicators}")
    assert words(found.tasks_body)[-1] == "资金"
    assert words(found.indicator_header)[0] == "一级指标"


def test_label_with_a_colon_in_the_first_row_ends_the_header() -> None:
    header = "一级指标 二级指标 三级指标 年度指标值 实际完成值 未完成原因和改进措施 分值 得分\n"
    cut = blocks(f"{HEAD}{header}成本指标 社会成本指标 环境影响\n较小 较小 改进措施：完善制度。\n20 18\n")
    assert words(cut.indicator_body)[:3] == ["成本指标", "社会成本指标", "环境影响"]
