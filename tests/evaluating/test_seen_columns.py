from __future__ import annotations

from docparse.evaluating.columns import read_header
from docparse.evaluating.seen_columns import settled_headers, whole_headers
from tests.evaluating.indicator_reading import column, parts, report_rows, rows

UNKNOWN_PARTS = "一级指标 二级指标 三级指标 比较方式 年度指标值 计数口径 实际完成值 分值 得分"
NO_PARTS = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分"
BODY = """产出指标 数量指标 加固水库 ≥ 3 座 3 20 20
巡查河道 ≥ 40 公里 41 20 20
效益指标 社会效益指标 受益人口 = 2 万人 2 20 19"""


def settled(header: str, body: str) -> tuple[str, ...]:
    return settled_headers([parts(header, body)])[0].keys


def test_signs_that_stand_alone_show_a_column_of_operators_and_one_of_units() -> None:
    keys = settled(NO_PARTS, BODY)
    assert keys == ("level1", "level2", "level3", "operator", "target", "unit", "actual", "weight", "score")


def test_columns_whose_labels_no_form_knows_are_those_that_the_rows_show() -> None:
    assert settled(UNKNOWN_PARTS, BODY) == settled(NO_PARTS, BODY)


def test_quantities_with_their_own_signs_show_no_column_of_operators() -> None:
    body = "产出指标 数量指标 加固水库 ≥3座 3座 20 20\n巡查河道 ≥40公里 41公里 20 20"
    assert settled(NO_PARTS, body) == read_header(parts(NO_PARTS, body)[0]).keys


def test_rows_are_read_by_the_columns_that_they_show() -> None:
    found = rows(BODY, NO_PARTS)
    assert column(found, "target") == ["≥ 3座", "≥ 40公里", "= 2万人"]
    assert column(found, "actual") == ["3", "41", "2"]


def test_label_that_stands_below_its_header_is_no_cell() -> None:
    below = "佐证说明\n产出指标\n数量指标\n加固水库\n≥3座\n3座\n20\n20\n见台账"
    found = report_rows([below, below.replace("加固水库", "巡查河道")], NO_PARTS)
    assert [(each[0]["level1"], each[0]["extra"]) for each in found] == [("产出指标", "见台账")] * 2


def test_first_cell_of_one_form_is_no_label() -> None:
    header, body = whole_headers([parts(NO_PARTS, "河湖管护\n数量指标\n加固水库\n≥3座\n3座\n20\n20")])[0]
    assert len(header) == len(NO_PARTS.split())
    assert body[0].text == "河湖管护"
