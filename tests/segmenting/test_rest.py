"""What no table claims is told apart: contents, evaluation forms, prose."""

from __future__ import annotations

from docparse.segmenting.rest import rest_of
from tests.build import lines, regions

REPORT = """
    目 录
    一、支出决算表.......5
    二、决算情况说明.......7
    云岭县灯塔管理处负责全县灯塔的运行和维护。
    支出决算表
    科目编码 科目名称 合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
    栏次 1 2 3 4 5 6
    合计 31.00 21.00 10.00 0.00 0.00 0.00
    本年支出31.00万元，其中灯塔修缮10.00万元，其余用于运行。
    项目支出绩效自评表
    一级指标 二级指标 三级指标
    """


def test_rests_stand_in_source_order_with_their_kinds() -> None:
    found = rest_of(lines(REPORT), regions(REPORT))
    assert [rest.kind for rest in found] == ["contents", "prose", "prose", "evaluation"]


def test_every_line_belongs_to_a_table_or_a_rest() -> None:
    tables = regions(REPORT)
    inside = {line.number for table in tables for line in table.lines()}
    titles = {line.number for line in lines(REPORT) if line.text.strip() == "支出决算表"}
    outside = {line.number for rest in rest_of(lines(REPORT), tables) for line in rest.lines}
    assert inside | titles | outside == {line.number for line in lines(REPORT)}
    assert not inside & outside


def test_text_without_tables_is_prose() -> None:
    (rest,) = rest_of(lines("灯塔今年没有熄灭。"), ())
    assert (rest.kind, rest.characters) == ("prose", 9)


def test_page_numbers_alone_are_no_rest() -> None:
    assert rest_of(lines("- 12 -\n13"), ()) == ()


def test_evaluation_form_without_title_is_recognised_by_its_indicator_row() -> None:
    (rest,) = rest_of(lines("一级指标 二级指标 三级指标 年度指标值\n产出指标 数量指标 灯塔座数 ≥3座"), ())
    assert rest.kind == "evaluation"
