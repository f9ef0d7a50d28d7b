"""Tables that a site has run together on one line. All content is made up."""

from __future__ import annotations

import re

import pytest

import docparse
from docparse.grammars.vocabulary import load_vocabulary
from docparse.segmenting.flows import unfold
from docparse.segmenting.lines import Line, split_lines

PLACE = "部门：云岭县灯塔管理处 金额单位：万元"
SUMMARY = f"""\
收入支出决算总表
公开01表
{PLACE}
收入 支出
项目 行次 金额 项目 行次 金额
栏次 1 栏次 2
一、一般公共预算财政拨款收入 1 910.00 一、一般公共服务支出 9 0.00
二、事业收入 2 20.00 二、社会保障和就业支出 10 80.25
三、经营收入 3 0.00 三、交通运输支出 11 820.50
四、其他收入 4 5.60 四、住房保障支出 12 34.85
本年收入合计 5 935.60 本年支出合计 13 935.60
使用非财政拨款结余 6 0.00 结余分配 14 0.00
年初结转和结余 7 10.40 年末结转和结余 15 10.40
总计 8 946.00 总计 16 946.00
"""
EXPENDITURE = f"""\
支出决算表
公开03表
{PLACE}
科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
栏次 1 2 3 4 5 6
合计 935.60 635.60 300.00 0.00 0.00 0.00
208 社会保障和就业支出 80.25 80.25 0.00 0.00 0.00 0.00
20805 行政事业单位养老支出 80.25 80.25 0.00 0.00 0.00 0.00
2080505 机关事业单位基本养老保险缴费支出 80.25 80.25 0.00 0.00 0.00 0.00
214 交通运输支出 820.50 520.50 300.00 0.00 0.00 0.00
21401 公路水路运输 820.50 520.50 300.00 0.00 0.00 0.00
2140101 行政运行 520.50 520.50 0.00 0.00 0.00 0.00
2140106 公路养护 300.00 0.00 300.00 0.00 0.00 0.00
221 住房保障支出 34.85 34.85 0.00 0.00 0.00 0.00
22102 住房改革支出 34.85 34.85 0.00 0.00 0.00 0.00
2210201 住房公积金 34.85 34.85 0.00 0.00 0.00 0.00
"""
FUND = f"""\
政府性基金预算财政拨款收入支出决算表
公开08表
{PLACE}
科目编码 科目名称 年初结转和结余 本年收入 本年支出 年末结转和结余
小计 基本支出 项目支出
栏次 1 2 3 4 5 6
合计 10.00 30.00 35.00 0.00 35.00 5.00
229 其他支出 10.00 30.00 35.00 0.00 35.00 5.00
"""
PROSE = "本年支出935.60万元，其中：基本支出635.60万元，项目支出300.00万元。"


def flow(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def values(text: str) -> list[list[tuple[str | None, list[str | None]]]]:
    """For each table the rows: key or code, and what stands in their cells."""
    return [
        [(row.key, [cell.value if cell else None for cell in row.cells.values()]) for row in table.rows]
        for table in docparse.parse(text).tables
    ]


def cut(text: str) -> list[str]:
    return [line.text for line in unfold(split_lines(text), vocabulary=load_vocabulary())]


@pytest.mark.parametrize("table", [SUMMARY, EXPENDITURE, FUND], ids=["summary", "expenditure", "few rows"])
def test_table_on_one_line_reads_like_the_same_table_in_rows(table: str) -> None:
    whole = values(table)
    assert [len(rows) > 1 for rows in whole] == [True]
    assert values(flow(table)) == whole


def test_whole_report_on_one_line_keeps_its_tables_and_its_prose() -> None:
    text = flow(f"云岭县灯塔管理处2031年度部门决算 {SUMMARY} - 3 - {EXPENDITURE} - 4 - 第三部分 决算情况说明 {PROSE}")
    report = docparse.parse(text)
    assert [table.kind for table in report.tables] == ["income_expenditure_summary", "expenditure"]
    assert [[row.key for row in table.rows] for table in report.tables] == [
        [key for key, _ in rows] for rows in values(SUMMARY) + values(EXPENDITURE)
    ]
    assert [fact.value.value for fact in report.facts] == ["935.60", "635.60", "300.00"]


@pytest.mark.parametrize("end", [" - 3 -\n", "\n- 3 -\n"])
def test_page_without_a_title_goes_on_the_table_of_the_page_before(end: str) -> None:
    rows = EXPENDITURE.splitlines()
    pages = flow("\n".join(rows[:11])) + end + flow("\n".join([*rows[3:5], *rows[11:], *rows[11:]]))
    assert [[key for key, _ in table][:11] for table in values(pages)] == [[key for key, _ in values(EXPENDITURE)[0]]]


def test_spans_lead_to_the_characters_of_the_line() -> None:
    text = flow(SUMMARY)
    (table,) = docparse.parse(text).tables
    for row in table.rows:
        for cell in row.cells.values():
            assert cell is None or "".join(text[start:end] for start, end in cell.spans) == cell.raw


def test_number_of_a_page_stays_in_one_piece() -> None:
    assert "- 12 -" in cut(flow(SUMMARY) + " - 12 - " + flow(EXPENDITURE))


def test_label_and_what_follows_its_colon_stay_together() -> None:
    assert "金额单位： 元" in cut(flow(SUMMARY.replace("单位：万元", "单位： 元") + EXPENDITURE))


def test_numbers_of_the_lines_behind_count_on() -> None:
    lines = unfold(split_lines(f"第一行\n{flow(SUMMARY + EXPENDITURE)}\n\n最后一行"), vocabulary=load_vocabulary())
    numbers = [line.number for line in lines]
    assert numbers == [*range(len(numbers) - 1), len(numbers)]


@pytest.mark.parametrize(
    "line",
    [
        flow(PROSE * 20),
        flow("收入支出决算总表 " + "本年支出合计 " * 80),
        flow("自编统计 " + "1.00 2.00 " * 80),
        "支出决算表\t" + "\t".join(["合计", *["1.00"] * 80]),
        "|支出决算表|" + "|".join(["合计", *["1.00"] * 80]),
        f"支出决算表                公开03表          {PLACE}",
        f"见支出决算表，{PLACE}，其中： " + "一 二 三 四 " * 4,
    ],
    ids=["prose", "no numbers", "no title", "tabs", "pipes", "title and facts alone", "title within a sentence"],
)
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert cut(line) == [line]


def test_short_lines_are_returned_as_they_are() -> None:
    lines = (Line(0, 0, 5, "支出决算表"),)
    assert unfold(lines, vocabulary=load_vocabulary()) == lines
