"""Tables that no form declares: which columns and rows their layout shows, and what is not taken for a table."""

from __future__ import annotations

import pytest

import docparse
from docparse.schema import Report, Table
from tests.build import text

SPACED = """
    某某县灯塔管理处 2023年度部门决算说明

    船艇使用情况表
    单位：万元
    项目 预算金额 支出金额 结余金额
    巡逻艇 120.50 100.25 20.25
    补给船 3,300.00 3,120.40 179.60
    拖轮 45.70 40.10 5.60
    合计 3,466.20 3,260.75 205.45
"""
PIPED = """
    二、人员情况

    | 序号 | 单位名称 | 编制 |  | 实有人数 | 备注 |
    |---|---|---|---|---|---|
    |  |  | 行政 | 事业 |  |  |
    | 1 | 处机关 | 15 | 10 | 23 | 含工勤 |
    | 2 | 东岸灯塔站 | 0 | 18 | 17 | |
    | 3 | 西岸灯塔站 | — | 12 | 12 | |
    |  | 合计 | 15 | 40 | 52 | |
"""
ALIGNED = """
    项目            2022年         2023年        增减额      增减率
    基本支出        1,120.50      1,300.25       179.75       16.04%
    项目支出          300.00        220.40       -79.60      -26.53%
    上缴支出                         10.00        10.00
    合计            1,420.50      1,530.65       110.15        7.75%
"""
STACKED = """
    灯塔维护情况表
    金额单位：元
    项目
    年初数
    年末数
    灯器
    12
    15
    电池组
    140
    122
    航标
    33
    35
"""


def parse(printed: str) -> Report:
    return docparse.parse(text(printed))


def only(printed: str) -> Table:
    (table,) = parse(printed).tables
    return table


def keys(table: Table) -> list[str]:
    return [column.key for column in table.columns]


def values(table: Table) -> list[list[str | None]]:
    return [[cell and cell.value for cell in row.cells.values()] for row in table.rows]


def names(table: Table) -> list[str | None]:
    return [row.name and row.name.value for row in table.rows]


def test_table_without_a_form_is_generic_and_says_so() -> None:
    report = parse(SPACED)
    (table,) = report.tables
    assert (table.id, table.kind, table.grammar.form) == ("generic", "generic", None)
    (told,) = (each for each in report.diagnostics if each.code == "matching.undeclared")
    assert told.fields == {"table": "generic", "rows": 4}


def test_rows_with_as_many_figures_as_the_header_has_labels_are_a_table() -> None:
    table = only(SPACED)
    assert keys(table) == ["x.预算金额", "x.支出金额", "x.结余金额"]
    assert names(table) == ["巡逻艇", "补给船", "拖轮", "合计"]
    assert values(table)[1] == ["3300.00", "3120.40", "179.60"]


def test_title_and_unit_above_are_those_of_the_table() -> None:
    table = only(SPACED)
    assert table.title is not None
    assert table.title.value == "船艇使用情况表"
    assert table.unit_factor == "10000"


def test_unit_of_another_table_is_not_taken_over() -> None:
    assert parse(SPACED + PIPED).tables[1].unit is None


def test_unit_in_the_brackets_of_every_label_is_the_unit_of_the_table() -> None:
    table = only("""
        | 项目 | 预算数（万元） | 决算数（万元） |
        |---|---|---|
        | 灯器 | 12.00 | 11.50 |
        | 电池 | 3.00 | 3.00 |
    """)
    assert table.unit_factor == "10000"


def test_cells_between_pipes_keep_their_places_and_group_labels_stand_over_their_columns() -> None:
    table = only(PIPED)
    assert [column.path for column in table.columns] == [("编制", "行政"), ("编制", "事业"), ("实有人数",)]
    assert keys(table)[0] == "x.编制.行政"
    assert values(table)[2] == [None, "12", "12"]
    assert names(table) == ["处机关", "东岸灯塔站", "西岸灯塔站", "合计"]


def test_column_that_numbers_the_rows_gives_line_numbers() -> None:
    table = only(PIPED)
    assert [row.line_number and row.line_number.value for row in table.rows] == ["1", "2", "3", None]
    assert [row.id for row in table.rows] == ["line-1", "line-2", "line-3", "total"]


def test_column_that_is_labelled_as_line_numbers_holds_no_values() -> None:
    table = only("项目⇥行次⇥数量⇥金额\n灯器⇥7⇥3⇥1.50\n电池⇥8⇥4⇥2.50\n艇⇥9⇥5⇥3.50".replace("⇥", "\t"))
    assert keys(table) == ["x.数量", "x.金额"]
    assert table.rows[0].id == "line-7"


def test_words_without_a_place_in_the_output_are_reported() -> None:
    report = parse(PIPED)
    (told,) = (each for each in report.diagnostics if each.code == "decoding.words-unplaced")
    ((start, end),) = told.spans
    assert text(PIPED)[start:end] == "含工勤"
    assert told.fields == {"table": "generic", "count": 1}


def test_mark_for_no_value_is_not_a_blank() -> None:
    cell = only(PIPED).rows[2].cells["x.编制.行政"]
    assert cell is not None
    assert cell.status == "not_applicable"


def test_figures_that_stand_in_line_have_the_same_column() -> None:
    table = only(ALIGNED)
    assert keys(table) == ["x.2022年", "x.2023年", "x.增减额", "x.增减率"]
    assert values(table)[2] == [None, "10.00", "10.00", None]


def test_percentage_keeps_its_sign_in_raw_and_is_no_amount_of_money() -> None:
    report = parse("单位：万元\n" + text(ALIGNED))
    (table,) = report.tables
    cell = table.rows[0].cells["x.增减率"]
    assert cell is not None
    assert (cell.value, cell.raw) == ("16.04", "16.04%")
    assert table.amount(table.rows[0], "x.增减率") is None


def test_figures_below_each_name_are_its_row() -> None:
    table = only(STACKED)
    assert keys(table) == ["x.年初数", "x.年末数"]
    assert values(table) == [["12", "15"], ["140", "122"], ["33", "35"]]


def test_words_with_blanks_between_their_characters_are_one_cell() -> None:
    spread = STACKED.replace("项目", "项 目").replace("航标", "合 计").replace("年末数", "年末数 (个)")
    table = only(spread)
    assert keys(table) == ["x.年初数", "x.年末数(个)"]
    assert [row.name.value for row in table.rows if row.name] == ["灯器", "电池组", "合计"]
    assert values(table) == [["12", "15"], ["140", "122"], ["33", "35"]]


def test_header_of_one_label_a_line_needs_no_title_if_it_names_the_names() -> None:
    untitled = "某某县灯塔一览\n经费项目\n年初数\n年末数\n灯器\n1.50\n2.50\n电池\n3.00\n4.00\n航标\n5.50\n6.50\n"
    assert keys(only(untitled)) == ["x.年初数", "x.年末数"]


def test_years_above_labels_of_a_line_each_are_groups_of_columns() -> None:
    labels = "项目 2022年 2023年 预算数 决算数 预算数 决算数"
    rows = "灯器 1.50 1.20 2.50 2.40 电池 3.00 2.90 4.00 3.10 航标 5.50 5.10 6.50 6.00"
    table = only("灯塔经费情况表\n单位：万元\n" + f"{labels} {rows}".replace(" ", "\n"))
    assert keys(table) == ["x.2022年.预算数", "x.2022年.决算数", "x.2023年.预算数", "x.2023年.决算数"]
    assert values(table)[0] == ["1.50", "1.20", "2.50", "2.40"]


def test_column_numbers_of_a_line_each_are_no_row() -> None:
    labels = "项目 合计 灯塔 浮标 维护 购置 维护 购置 栏次 1 2 3 4 5"
    rows = "灯器 9.50 1 2 2.50 4.00 电池 7.00 1 1.00 2 3.00 航标 6.50 1.50 1 3 1"
    table = only("灯塔经费情况表\n单位：万元\n" + f"{labels} {rows}".replace(" ", "\n"))
    assert keys(table) == ["x.1", "x.2", "x.3", "x.4", "x.5"]
    assert [row.name.value for row in table.rows if row.name] == ["灯器", "电池", "航标"]


def test_single_column_of_cells_a_line_is_one_below_the_label_of_the_names() -> None:
    counted = only("经费使用情况\n使用项目\n数量或人次\n出国团组数\n0\n购车数\n32\n接待批次\n486\n")
    assert keys(counted) == ["x.数量或人次"]
    assert values(counted) == [["0"], ["32"], ["486"]]


@pytest.mark.parametrize("border", [" ", "\n"])
def test_single_column_is_one_where_the_rows_are_numbered(border: str) -> None:
    rows = ["项目 行次 采购金额", "栏次 1", "合计 1 12.50", "货物 2 12.50", "工程 3 0.00", "服务 4 0.00"]
    table = only("灯塔采购情况表\n单位：万元\n" + "\n".join(rows).replace(" ", border))
    assert keys(table) == ["x.采购金额"]
    assert values(table) == [["12.50"], ["12.50"], ["0.00"], ["0.00"]]


def test_codes_of_a_line_each_begin_rows() -> None:
    labels = "科目编码 科目名称 2022年 2023年 预算数 决算数 预算数 决算数 合计 9.50 9.10 8.50 8.20"
    rows = "205 教育支出 9.50 9.10 8.50 8.20 20502 普通教育 9.50 9.10 8.50 8.20 2050202 小学教育 9.50 9.10 8.50 8.20"
    table = only("灯塔经费情况表\n单位：万元\n" + f"{labels} {rows}".replace(" ", "\n"))
    assert [row.code.value if row.code else None for row in table.rows] == [None, "205", "20502", "2050202"]
    assert values(table) == [["9.50", "9.10", "8.50", "8.20"]] * 4


def test_halves_with_the_same_labels_give_a_row_each() -> None:
    printed = "项目⇥行次⇥金额⇥项目⇥行次⇥金额\n灯器⇥1⇥1.50⇥维修⇥4⇥2.50\n电池⇥2⇥3.50⇥保养⇥5⇥4.50\n艇⇥3⇥5.50⇥⇥6⇥\n"
    table = only(printed.replace("⇥", "\t"))
    assert keys(table) == ["x.金额"]
    assert [row.name.value for row in table.rows if row.name] == ["灯器", "维修", "电池", "保养", "艇"]
    assert values(table)[:5] == [["1.50"], ["2.50"], ["3.50"], ["4.50"], ["5.50"]]


def test_tabs_part_cells_as_pipes_do() -> None:
    printed = "项目⇥一月⇥二月\n灯器⇥1.50⇥\n电池⇥⇥2.50\n合计⇥1.50⇥2.50"
    assert values(only(printed)) == [["1.50", None], [None, "2.50"], ["1.50", "2.50"]]


def test_columns_whose_labels_cannot_be_told_apart_go_by_their_numbers() -> None:
    table = only("""
        灯塔经费情况表
        项目 预算
        小计 其中
        购置 维护
        栏次 1 2 3
        灯器 12.00 8.00 4.00
        电池 6.00 5.00 1.00
        航标 9.00 2.00 7.00
    """)
    assert keys(table) == ["x.1", "x.2", "x.3"]
    assert [column.path for column in table.columns] == [()] * 3
    assert [column.number for column in table.columns] == ["1", "2", "3"]


def test_label_that_repeats_gets_a_key_of_its_own() -> None:
    table = only("项目 数量 数量\n灯器 1 2\n电池 3 4\n航标 5 6")
    assert keys(table) == ["x.数量", "x.数量.2"]


def test_labels_of_codes_and_names_name_no_column_of_values() -> None:
    report = parse("""
        灯塔用料统计表
        单位：万元
        项目 用料合计 灯塔 航标
        用料编码 用料名称
        301 灯具 4.00 4.00
        302 涂料 2.00 2.00
        303 缆绳 3.00 3.00
        304 木料 1.00 1.00
    """)
    assert not {column.path[-1] for table in report.tables for column in table.columns} & {"用料编码", "用料名称"}


def test_row_with_too_few_figures_keeps_its_name_and_no_guess() -> None:
    report = parse("项目 一季 二季 三季\n灯器 1.00 2.00 3.00\n电池 3.00 4.00 5.00\n艇 5.00 6.00 7.00\n杂项 8.00 9.00")
    (table,) = report.tables
    assert values(table)[3] == [None, None, None]
    assert table.rows[3].unsettled == ("x.一季", "x.二季", "x.三季")
    assert any(each.code == "decoding.unplaced-number" for each in report.diagnostics)


def test_second_table_with_the_same_columns_says_how_it_relates_to_the_first() -> None:
    again = SPACED.replace("巡逻艇", "渡轮").replace("补给船", "驳船").replace("拖轮", "浮吊").replace("合计", "小艇")
    found = parse(text(SPACED) + "\n本年新增如下。\n\n" + text(again))
    assert [table.relation for table in found.tables] == [None, "continuation"]


def test_sentence_above_stays_prose_and_the_rows_do_not_become_facts() -> None:
    report = parse("一、船艇经费\n全年支出12.50万元。\n" + text(SPACED))
    assert [section.title for section in report.sections] == ["船艇经费"]
    assert [fact.value.value for fact in report.facts] == ["12.50"]


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("一、职责 3\n二、机构 5\n三、决算表 12\n四、名词解释 20", id="contents"),
        pytest.param("灯器 12.00 万元，比上年增加 1.00\n电池 3.00 万元，比上年减少 2.00", id="sentences"),
        pytest.param("1.灯器更换 12 台；\n2.电池更换 30 组；\n3.航标维护 8 座。", id="list"),
        pytest.param("灯器 1.00 2.00\n电池 3.00 4.00\n艇 5.00 6.00", id="rows without a header"),
        pytest.param("项目 一季 二季\n灯器 1.00 2.00", id="single row"),
        pytest.param(
            "项目\t金额\t项目\t数量\n灯器\t1.50\t维修\t2.50\n电池\t3.50\t保养\t4.50\n艇\t5.50\t油料\t6.50",
            id="two tables side by side",
        ),
        pytest.param("| 联系人 | 电话 |\n|---|---|\n| 某甲 | 不详 |\n| 某乙 | 不详 |", id="words only"),
        pytest.param(
            "| 指标 | 内容 | 标准 | 得分 |\n|---|---|---|---|\n| 甲 | 乙 | 丙 | 5 |\n| 戊 | 己 | 庚 | 5 |",
            id="words mostly",
        ),
    ],
)
def test_what_is_no_table_of_figures_becomes_none(printed: str) -> None:
    assert docparse.parse("某某县灯塔管理处\n\n" + printed).tables == ()
