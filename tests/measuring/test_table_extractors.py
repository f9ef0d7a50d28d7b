"""Grids of table extractors are held against labels as kindly as possible, and no kinder."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.labels import LabelTable, parse_table
from benchmarks.readme import between_markers
from benchmarks.scoring import Tally, score_tables
from benchmarks.table_extractors.command import BEGIN, END, STORED, Standing, markdown_of, text_of, tree_of
from benchmarks.table_extractors.mapping import map_grids

INCOME = """\
# kind: income
# title: 收入决算表
# unit: 万元
@column	total	合计	1
@column	fiscal_appropriation	财政拨款收入	2
@column	other	其他收入	3
@row				合计	9.50	7.00	2.50
@row			2010101	行政运行	6.00	5.00	1.00
@row			2010102	一般行政管理事务	3.50	2.00	1.50
"""
BALANCE = """\
# kind: income_expenditure_summary
# title: 收入支出决算总表
# unit: 万元
@column	amount	决算数	1	income
@column	amount	决算数	2	expenditure
@row	income			一、财政拨款收入	7.00
@row	expenditure			一、教育支出	9.50
@row	income			二、其他收入	2.50
@row	expenditure			二、卫生健康支出\t
"""
GRID = [
    ["科目编码", "科目名称", "合计", "财政拨款收入", "其他收入"],
    ["", "合计", "9.50", "7.00", "2.50"],
    ["2010101", "行政运行", "6.00", "5.00", "1.00"],
    ["2010102", "一般行政管理事务", "3.50", "2.00", "1.50"],
]


def labelled(*texts: str) -> tuple[LabelTable, ...]:
    return tuple(parse_table(text, file=f"{number}.tsv") for number, text in enumerate(texts))


def values_right(grids: list[list[list[str]]], *texts: str) -> tuple[int, int]:
    """Values that are right, and labelled ones."""
    labels = labelled(*texts)
    counts = score_tables("made-up", map_grids(grids, labels), labels).counts
    return counts["values right"], counts["values"]


def test_whole_grid_has_all_values() -> None:
    assert values_right([GRID], INCOME) == (9, 9)


def test_radicals_stand_for_characters() -> None:
    grid = [["⼀、财政拨款收⼊", "7.00", "⼀、教育⽀出", "9.50"], ["⼆、其他收⼊", "2.50", "⼆、卫⽣健康⽀出", ""]]
    assert values_right([grid], BALANCE) == (3, 3)


def test_order_of_columns_is_no_matter() -> None:
    turned = [[*row[:2], *reversed(row[2:])] for row in GRID]
    assert values_right([turned], INCOME) == (9, 9)


def test_names_may_stand_with_their_codes() -> None:
    merged = [[row[0] + row[1], *row[2:]] for row in GRID]
    assert values_right([merged], INCOME) == (9, 9)


def test_code_in_three_cells_is_put_together() -> None:
    cut = [[row[0][:3], row[0][3:5], row[0][5:], *row[1:]] for row in GRID]
    assert values_right([cut], INCOME) == (9, 9)


def test_pages_of_one_table_are_put_together() -> None:
    assert values_right([GRID[:3], GRID[3:]], INCOME) == (9, 9)


def test_value_in_the_wrong_column_is_wrong() -> None:
    shifted = [*GRID[:3], ["2010102", "一般行政管理事务", "", "3.50", "2.00"]]
    right, labels = values_right([shifted], INCOME)
    assert right == labels - 3


def test_torn_value_is_wrong() -> None:
    torn = [*GRID[:3], ["2010102", "一般行政管理事务", "3.5", "2.00", "1.50"]]
    assert values_right([torn], INCOME) == (8, 9)


def test_two_rows_in_one_are_lost() -> None:
    run_on = [*GRID[:2], ["20101012010102", "行政运行一般行政管理事务", "6.003.50", "5.002.00", "1.001.50"]]
    right, _ = values_right([run_on], INCOME)
    assert right == 3


def test_sides_of_a_balance_have_columns_of_their_own() -> None:
    grid = [["一、财政拨款收入", "7.00", "一、教育支出", "9.50"], ["二、其他收入", "2.50", "二、卫生健康支出", ""]]
    assert values_right([grid], BALANCE) == (3, 3)


def test_each_grid_belongs_to_the_table_that_it_holds_most_of() -> None:
    grid = [["一、财政拨款收入", "7.00", "一、教育支出", "9.50"], ["二、其他收入", "2.50", "二、卫生健康支出", ""]]
    assert values_right([grid, GRID], INCOME, BALANCE) == (12, 12)


def test_grid_of_nothing_labelled_is_left_out() -> None:
    assert map_grids([[["注", "本表无数据"]], []], labelled(INCOME)) == ()


def test_figures_are_printed_for_each_style_and_program() -> None:
    labels = labelled(INCOME)
    tally: Tally = score_tables("made-up", map_grids([GRID], labels), labels).total
    tree = tree_of({"wide": {"some program": Standing(tally, seconds=0.5, making=0.1, pages=4)}})
    assert tree["wide"]["some program"]["cells F1"] == 1
    assert tree["wide"]["some program"]["ms a page"] == 125
    assert "some program" in list(text_of(tree))[1]
    assert list(markdown_of(tree))[2] == "| ruled, lying | some program | 1.0000 | 1.0000 | 1.0000 | 125.0 | 25.0 |"


def test_page_shows_the_stored_figures() -> None:
    page = Path(__file__).parents[2] / "docs" / "benchmarks.md"
    shown = between_markers(page.read_text(encoding="utf-8"), begin=BEGIN, end=END)
    assert shown == "\n".join(markdown_of(json.loads(STORED.read_text(encoding="utf-8"))))
