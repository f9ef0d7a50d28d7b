"""Forms whose columns are printed one after the other."""

from __future__ import annotations

import pytest

from docparse.evaluating.torn_signs import is_torn
from tests.build import lines
from tests.evaluating.reading import form, read

# Names, targets and what was reached in runs, labels of the header among them, levels before all rows.
TORN = """\
项目支出绩效自评表
（2022年度）
项目名称
主管部门
水库加固补助
云溪县水务局
实施单位
云溪县水利站
项目资金（万元）
全年预算数
全年执行数
执行率
年度资金总额
110.00
99.00
90.00%
一级指标
二级指标
产出指标
数量指标
质量指标
时效指标
效益指标
社会效益指标
三级指标
指标1：加固水库
指标2：清淤渠道
指标1：工程验收合格率
指标1：项目按期完成率
指标1：政策知晓率
总分
年度指标值
≥3座
≥12公里
≥95%
=100%
≥90%
实际完成值
4座
12公里
96%
100%
88%
分值
20
20
20
20
20
100
得分
20
20
20
20
19
99
"""
IN_ROWS = """\
项目支出绩效自评表
（2022年度）
项目名称
水库加固补助
主管部门
云溪县水务局
实施单位
云溪县水利站
一级指标
二级指标
三级指标
年度指标值
实际完成值
分值
得分
产出指标
数量指标
加固水库
≥3座
4座
40
40
质量指标
工程验收合格率
≥95%
96%
30
30
效益指标
社会效益指标
政策知晓率
≥90%
88%
30
29
总分
100
99
"""


def test_form_printed_by_columns_is_torn() -> None:
    assert is_torn(lines(TORN))


def test_form_with_one_cell_a_line_in_order_is_not_torn() -> None:
    assert not is_torn(lines(IN_ROWS))


def test_indicators_that_are_called_like_their_level_do_not_make_a_form_torn() -> None:
    row = "\n服务对象满意度指标\n服务对象满意度\n≥90%\n95%\n5\n5\n"
    assert not is_torn(lines(IN_ROWS + 3 * row))


def test_form_whose_lines_hold_rows_is_not_torn() -> None:
    assert not is_torn(lines("一级指标\t二级指标\n" + TORN))


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("level1", ["产出指标", "产出指标", "产出指标", "产出指标", "效益指标"]),
        ("level2", ["数量指标", "数量指标", "质量指标", "时效指标", "社会效益指标"]),
        ("level3", ["加固水库", "清淤渠道", "工程验收合格率", "项目按期完成率", "政策知晓率"]),
        ("target", ["≥3座", "≥12公里", "≥95%", "=100%", "≥90%"]),
        ("actual", ["4座", "12公里", "96%", "100%", "88%"]),
        ("weight", ["20", "20", "20", "20", "20"]),
        ("score", ["20", "20", "20", "20", "19"]),
    ],
)
def test_cells_of_a_column_stand_in_the_rows_in_their_order(column: str, values: list[str]) -> None:
    read_values = [row[column] for row in form(TORN)["indicators"]]
    assert [value.partition("：")[2] or value for value in read_values] == values


def test_nothing_of_a_torn_row_is_without_doubt() -> None:
    rows = read(TORN).trees[0]["indicators"]
    cells = [cell for row in rows for cell in row.values() if isinstance(cell, dict) and "status" in cell]
    assert {cell["status"] for cell in cells} == {"inferred"}
    assert "evaluating.cells-doubtful" in {each.code for each in read(TORN).diagnostics}


def test_spans_of_a_torn_cell_hold_its_text() -> None:
    found = read(TORN)
    for column in ("level2", "level3", "target", "score"):
        for row in found.trees[0]["indicators"]:
            (start, end), *_ = row[column]["spans"]
            assert found.normal.source.text[start:end] == row[column]["value"]


def test_totals_below_torn_columns_are_no_rows() -> None:
    tree = form(TORN)
    assert (tree["weight_total"], tree["score_total"]) == ("100", "99")
    assert len(tree["indicators"]) == 5


def test_names_far_from_their_labels_are_told_by_their_looks() -> None:
    tree = form(TORN)
    assert (tree["project_name"], tree["department"], tree["implementing_unit"]) == (
        *("水库加固补助", "云溪县水务局", "云溪县水利站"),
    )


def test_torn_funds_stand_in_the_row_of_their_source() -> None:
    (row,) = form(TORN)["funds"]
    assert (row["source"], row["full_year_budget"], row["executed"]) == ("年度资金总额", "110.00", "99.00")


def column(text: str, name: str) -> list[str | None]:
    """A column of the indicators of the only form of a text."""
    return [row[name] for row in form(text)["indicators"]]


def test_column_with_a_cell_missing_is_read_where_the_other_columns_tell_the_rows() -> None:
    text = TORN.replace("\n12公里\n", "\n")
    assert column(text, "actual") == ["4座", None, "96%", "100%", "88%"]
    assert column(text, "target") == ["≥3座", "≥12公里", "≥95%", "=100%", "≥90%"]


def test_rows_among_which_a_cell_is_missing_stay_blank_where_nothing_tells_which() -> None:
    text = TORN.replace("88%\n", "")
    assert column(text, "actual") == ["4座", "12公里", None, None, None]
    assert column(text, "score") == ["20", "20", "20", "20", "19"]


def test_column_with_two_cells_missing_is_left_out() -> None:
    assert column(TORN.replace("96%\n100%\n", ""), "actual") == [None] * 5


def test_results_may_repeat_the_operators_of_their_targets() -> None:
    text = TORN.replace("≥3座", "≥3座").replace("4座\n12公里\n96%\n100%\n88%", "≥4座\n≥12公里\n≥96%\n=100%\n≥88%")
    assert column(text, "target") == ["≥3座", "≥12公里", "≥95%", "=100%", "≥90%"]
    assert column(text, "actual") == ["≥4座", "≥12公里", "≥96%", "=100%", "≥88%"]


def test_range_is_a_target() -> None:
    assert column(TORN.replace("≥90%", "90%-95%"), "target")[-1] == "90%-95%"


def test_label_of_a_column_is_known_by_its_greater_part() -> None:
    text = TORN.replace("年度指标值\n≥3座", "年度指标\n≥3座").replace("得分\n20", "得分\n值\n20")
    assert column(text, "target")[0] == "≥3座"


def test_word_of_level_2_that_stands_again_is_a_name() -> None:
    text = TORN.replace("效益指标\n社会效益指标", "满意度指标\n服务对象满意度指标").replace(
        "政策知晓率", "服务对象满意度"
    )
    assert column(text, "level3")[-1] == "指标1：服务对象满意度"
    assert column(text, "level2")[-1] == "服务对象满意度指标"


def test_label_of_funds_alone_among_the_rows_is_a_name() -> None:
    text = TORN.replace("指标1：", "").replace("指标2：", "").replace("项目按期完成率", "预算执行率")
    assert column(text, "level3") == ["加固水库", "清淤渠道", "工程验收合格率", "预算执行率", "政策知晓率"]


def test_name_that_ends_as_bodies_do_is_no_department() -> None:
    tree = form(TORN.replace("加固水库", "加固小型水库"))
    assert tree["department"] == "云溪县水务局"
    assert tree["indicators"][0]["level3"] == "指标1：加固小型水库"


def test_values_behind_labels_of_funds_are_no_cells_of_indicators() -> None:
    funds = "全年执行数\n执行率\n年度资金总额\n110.00\n99.00\n90.00%\n"
    behind = "社会效益指标\n全年执行数\n执行率\n99.00\n90.00%\n三级指标"
    text = TORN.replace(funds, "年度资金总额\n110.00\n").replace("社会效益指标\n三级指标", behind)
    assert column(text, "actual") == ["4座", "12公里", "96%", "100%", "88%"]
    assert column(text, "weight") == ["20"] * 5


GOALS = """\
年度总体目标
预期目标
实际完成情况
"""


@pytest.mark.parametrize("turned", [False, True])
def test_goal_is_told_by_what_was_planned_and_what_was_done(turned: bool) -> None:
    texts = ["计划加固三座水库，清淤渠道十二公里。\n", "水库加固已验收，实际清淤渠道十二公里。\n"]
    printed = "\n".join(reversed(texts) if turned else texts)
    (goal,) = form(TORN.replace("一级指标\n", f"{GOALS}{printed}一级指标\n"))["goals"]
    assert [goal["expected"], goal["actual"]] == [text.strip() for text in texts]


def test_goal_of_which_one_text_is_lost_is_left_out() -> None:
    text = TORN.replace("一级指标\n", f"{GOALS}计划加固三座水库，清淤渠道十二公里。\n一级指标\n")
    assert form(text)["goals"] == []


def test_goals_side_by_side_are_two() -> None:
    lines_of_both = "1.计划加固三座大型水库， 1.三座水库加固已经验收，\n清淤渠道。 渠道畅通。\n2.计划培训人员。\n"
    (goal,) = form(TORN.replace("一级指标\n", f"{GOALS}{lines_of_both}一级指标\n"))["goals"]
    assert goal["actual"].replace("\n", "") == "1.三座水库加固已经验收，渠道畅通。"


def test_points_below_the_title_of_the_next_form_go_back_to_theirs() -> None:
    first, _, points = TORN.partition("得分\n")
    other = TORN.replace("水库加固补助", "渠道清淤补助")
    title, _, rest = other.partition("主管部门\n")
    trees = read(f"{first}得分\n\f{title}\n{points}\n主管部门\n{rest}").trees
    assert [[row["score"]["value"] for row in tree["indicators"]] for tree in trees] == [
        ["20", "20", "20", "20", "19"]
    ] * 2


def test_two_torn_forms_are_two() -> None:
    other = TORN.replace("水库加固补助", "渠道清淤补助")
    names = [tree["project_name"]["value"] for tree in read(f"{TORN}\f{other}").trees]
    assert names == ["水库加固补助", "渠道清淤补助"]
