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


def test_column_with_a_cell_missing_is_left_out() -> None:
    rows = form(TORN.replace("88%\n", ""))["indicators"]
    assert [row["actual"] for row in rows] == [None] * 5
    assert [row["target"] for row in rows] == ["≥3座", "≥12公里", "≥95%", "=100%", "≥90%"]


def test_two_torn_forms_are_two() -> None:
    other = TORN.replace("水库加固补助", "渠道清淤补助")
    names = [tree["project_name"]["value"] for tree in read(f"{TORN}\f{other}").trees]
    assert names == ["水库加固补助", "渠道清淤补助"]
