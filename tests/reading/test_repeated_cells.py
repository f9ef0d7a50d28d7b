"""A spanning cell that is printed at each of its places is left where it is printed first."""

import pytest

from docparse.reading import from_text, normalise

HEAD = "项目名称\t项目名称\t水渠维修\t水渠维修\t水渠维修\n主管部门\t主管部门\t某某局\t实施单位\t实施单位\n"
COLUMNS = "一级指标\t三级指标\t年度指标值\t实际完成值\t得分\n"
TABLE = "项目\t项目\t本年支出合计\t基本支出\t项目支出\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n"


def rows(text):
    return [line.split("\t") for line in normalise(from_text(text)).text.splitlines()]


def test_labels_and_texts_of_the_head_of_a_form():
    assert rows(HEAD) == [["项目名称", "", "水渠维修", "", ""], ["主管部门", "", "某某局", "实施单位", ""]]


def test_label_above_itself():
    assert rows(TABLE + "栏次\t栏次\t1\t2\t3\n")[1:] == [
        ["科目编码", "科目名称", "", "", ""],
        ["栏次", "", "1", "2", "3"],
    ]


@pytest.mark.parametrize(
    ("row", "left"),
    [
        pytest.param("合计\t合计\t12.00\t12.00\t0.00", "合计||12.00|12.00|0.00", id="name of a total"),
        pytest.param("205\t教育支出\t12.00\t12.00\t", "205|教育支出|12.00|12.00|", id="equal amounts"),
        pytest.param("204\t204\t0.00\t0.00\t0.00", "204|204|0.00|0.00|0.00", id="zeros"),
        pytest.param("注：略去\t注：略去\t注：略去\t注：略去\t注：略去", "注：略去||||", id="one text for all columns"),
    ],
)
def test_row_of_a_table(row, left):
    assert "|".join(rows(TABLE + row)[-1]) == left


def test_code_below_a_label_that_spans_the_cells_of_its_parts():
    head = "科目编码\t科目编码\t科目编码\t科目名称\t本年支出合计\t基本支出\n"
    total = "\t\t\t合计\t205.00\t205.00\n"
    assert rows(head + head + total + "205\t205\t205\t教育支出\t205\t205")[-1] == [
        "205",
        "",
        "",
        "教育支出",
        "205",
        "205",
    ]


def test_label_with_a_remark_in_brackets_at_the_side():
    head = "资金情况（万元）\t\t预算数（A）\t执行数（B）\t执行率（B/A）\n"
    row = "资金情况（万元）\t年度资金总额\t32.31\t30.32\t93.8%"
    assert rows(HEAD + head + row)[-1][:2] == ["", "年度资金总额"]


@pytest.mark.parametrize(
    ("row", "left"),
    [
        pytest.param(
            "产出指标\t渠道畅通\t明显改善\t明显改善\t10", "产出指标|渠道畅通|明显改善|明显改善|10", id="as was aimed"
        ),
        pytest.param("自评结论\t自评结论\t无\t无\t无", "自评结论||无||", id="a label and its text"),
    ],
)
def test_row_of_a_form(row, left):
    assert "|".join(rows(HEAD + COLUMNS + row)[-1]) == left


def test_side_label_is_printed_once():
    block = (
        "年度目标\t预期目标\t预期目标\t实际完成情况\t实际完成情况\n年度目标\t修渠两条\t修渠两条\t已修两条\t已修两条\n"
    )
    assert rows(HEAD + block.replace("年度目标", "年度总体目标"))[2:] == [
        ["年度总体目标", "预期目标", "", "实际完成情况", ""],
        ["", "修渠两条", "", "已修两条", ""],
    ]


def test_cells_stay_where_no_label_is_repeated():
    text = COLUMNS + "产出指标\t渠道畅通\t完成任务\t完成任务\t10\n"
    assert rows(text) == [line.split("\t") for line in text.splitlines()]


def test_text_between_pipes():
    text = HEAD.replace("\t", " | ").replace("\n", " |\n")
    assert [[cell.strip() for cell in row[0].split("|")][:-1] for row in rows(text)] == rows(HEAD)
