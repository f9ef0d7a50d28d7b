"""Columns that a known form does not declare: kept under their labels, and never taken for a declared one."""

from __future__ import annotations

import pytest

import docparse
from docparse.schema import Report, Table
from tests.build import match

KNOWN = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = (
    ("", "合计", "60.00", "32.00", "25.00", "3.00"),
    ("205", "教育支出", "60.00", "32.00", "25.00", "3.00"),
    ("20501", "教育管理事务", "60.00", "32.00", "25.00", "3.00"),
    ("2050101", "行政运行", "32.50", "32.00", "", "0.50"),
    ("2050199", "其他教育管理事务支出", "27.50", "", "25.00", "2.50"),
)
HEAD = "一般公共预算财政拨款支出决算表\n单位：万元\n"


def piped(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return HEAD + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def only(printed: str) -> tuple[Table, Report]:
    report = docparse.parse(printed)
    (table,) = report.tables
    assert table.kind == "general_budget_expenditure"
    return table, report


def keys(table: Table) -> list[str]:
    return [column.key for column in table.columns]


def test_column_between_borders_is_kept_under_its_label() -> None:
    table, _ = only(piped((*KNOWN, "灯塔专户支出"), ROWS))
    assert keys(table) == ["expenditure.total", "expenditure.basic", "expenditure.project", "x.灯塔专户支出"]
    cell = table.cell("2050101", "x.灯塔专户支出")
    assert cell is not None
    assert cell.value == "0.50"


def test_column_in_the_middle_moves_no_other_value() -> None:
    header = (*KNOWN[:3], "灯塔专户支出", *KNOWN[3:])
    table, _ = only(piped(header, tuple((*row[:3], row[5], *row[3:5]) for row in ROWS)))
    assert [cell and cell.value for cell in table.row("205").cells.values()] == ["60.00", "3.00", "32.00", "25.00"]


def test_piece_of_a_single_header_line_is_a_column_where_rows_print_a_value_for_it() -> None:
    rows = [row for row in ROWS if all(row[2:])]
    lines = [" ".join((*KNOWN, "灯塔专户支出")), *(" ".join(row).strip() for row in rows)]
    table, _ = only(HEAD + "\n".join(lines))
    assert keys(table)[-1] == "x.灯塔专户支出"


def test_two_columns_of_one_label_have_keys_of_their_own() -> None:
    rows = [(*row, "1.00") for row in ROWS if all(row[2:])]
    lines = [
        " ".join((*KNOWN, "灯塔专户支出", "灯塔专户支出")),
        "栏次 1 2 3 4 5",
        *(" ".join(row).strip() for row in rows),
    ]
    table, _ = only(HEAD + "\n".join(lines))
    assert keys(table)[-2:] == ["x.灯塔专户支出", "x.灯塔专户支出.2"]


def test_column_number_does_not_turn_an_unknown_label_into_a_declared_one() -> None:
    rows = [row for row in ROWS if all(row[2:])]
    lines = [" ".join((*KNOWN, "灯塔专户支出")), "栏次 1 2 3 4", *(" ".join(row).strip() for row in rows)]
    table, _ = only(HEAD + "\n".join(lines))
    assert keys(table)[-1] == "x.灯塔专户支出"


def test_sum_takes_the_unknown_column_in_where_all_rows_say_so() -> None:
    _, report = only(piped((*KNOWN, "灯塔专户支出"), ROWS))
    sums = [check for check in report.checks if check.kind == "row_sum"]
    assert len(sums) == len(ROWS)
    assert {check.outcome for check in sums} == {"holds"}
    assert all("x.灯塔专户支出" in check.statement for check in sums)


def test_sum_stands_as_declared_where_the_unknown_column_is_no_part() -> None:
    rows = tuple((*row[:2], str(float(row[3] or 0) + float(row[4] or 0)) + "0", *row[3:]) for row in ROWS)
    _, report = only(piped((*KNOWN, "灯塔专户支出"), rows))
    sums = [check for check in report.checks if check.kind == "row_sum"]
    assert {check.outcome for check in sums} == {"holds"}
    assert not any("x." in check.statement for check in sums)


def test_sum_that_fits_neither_way_accuses_nobody() -> None:
    rows = tuple((*row[:5], "7.77") for row in ROWS)
    _, report = only(piped((*KNOWN, "灯塔专户支出"), rows))
    assert not any(check.kind == "row_sum" for check in report.checks)


@pytest.mark.parametrize("label", ["基夲支出", "基本支岀"])
def test_damaged_label_stays_the_column_that_it_was(label: str) -> None:
    header = tuple(label if each == "基本支出" else each for each in KNOWN)
    table, _ = only(piped(header, tuple(row[:5] for row in ROWS)))
    assert keys(table) == ["expenditure.total", "expenditure.basic", "expenditure.project"]


def test_header_of_which_no_label_is_that_of_a_column_keeps_the_columns_of_the_form() -> None:
    report = docparse.parse("三公经费、行政参公单位机关运行经费情况表\n一公”经—\n栏次 １ ２\n")
    assert [keys(table) for table in report.tables] == [["initial_budget", "final"]]


def test_header_of_a_label_a_line_shows_columns_that_no_form_declares() -> None:
    labels = ["科目编码", "科目名称", "年初预算数", "调整预算数", "决算数", "完成率（%）"]
    rows = [["205", "教育支出"], ["20502", "普通教育"], ["2050202", "小学教育"], ["2050203", "初中教育"]]
    cells = [cell for code, name in rows for cell in (code, name, "8.00", "9.00", "8.10", "90.00")]
    found = match("    一般公共预算财政拨款支出决算表\n" + "".join(f"    {cell}\n" for cell in [*labels, *cells]))
    assert found is not None
    keys = [column.key for column in found.columns]
    assert keys == ["initial_budget", "x.调整预算数", "expenditure.total", "x.完成率(%)"]
