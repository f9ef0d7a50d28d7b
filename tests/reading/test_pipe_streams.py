"""Tables whose cells have a line each, a pipe behind every one: rows where blank cells would be lost otherwise."""

from __future__ import annotations

import docparse
from docparse.reading import from_text, normalise

HEAD = ["“三公”经费支出情况表", "单位：万元"]
LABELS = ["项 目", "预算数", "决算数"]
ROWS = [
    ["合 计", "4.50", "3.20"],
    ["因公出国（境）费", "", ""],
    ["公务接待费", "", "0.70"],
    ["公务用车购置及运行费", "4.50", "2.50"],
    ["其中：公务用车运行费", "4.50", "2.50"],
    ["公务用车购置费", "", ""],
]
READ = [[cell or None for cell in row[1:]] for row in ROWS]


def lone(rows: list[list[str]]) -> list[str]:
    """Each cell and the pipe behind it on a line of its own."""
    return [line for row in rows for cell in row for line in ([cell, "|"] if cell else ["|"])]


def values(lines: list[str]) -> list[list[str | None]]:
    (table,) = docparse.parse("\n".join(lines) + "\n").tables
    return [[cell.value if cell else None for cell in row.cells.values()] for row in table.rows]


def test_pipes_on_lines_of_their_own_keep_blank_cells() -> None:
    assert values([*HEAD, *lone([LABELS, *ROWS])]) == READ


def test_pipes_behind_cells_keep_blank_cells() -> None:
    ended = [line for row in [LABELS, *ROWS] for line in "|\n".join(row).replace("\n|", "|").split("\n")]
    ended = [line if line.endswith("|") else line + "|" for line in ended]
    assert values([*HEAD, *ended]) == READ


def test_text_of_a_cell_may_take_two_lines() -> None:
    wrapped = [line.replace("公务用车购置及运行费", "公务用车购置\n及运行费") for line in lone([LABELS, *ROWS])]
    assert values([*HEAD, *wrapped]) == READ


def test_sides_beside_each_other_share_a_row() -> None:
    labels = ["项目", "行次", "金额", "项目", "行次", "金额"]
    rows = [
        ["一、财政拨款收入", "1", "9.00", "一、教育支出", "5", "8.00"],
        ["二、其他收入", "2", "", "二、科学技术支出", "6", "1.00"],
        ["本年收入合计", "3", "9.00", "本年支出合计", "7", "9.00"],
        ["总计", "4", "9.00", "总计", "8", "9.00"],
    ]
    text = "\n".join(["收入支出决算总表", "单位：万元", *lone([labels, *rows])])
    shown = normalise(from_text(text)).text.split("\n")
    assert [line.count("|") for line in shown[2:]] == [6] * 5
    (table,) = docparse.parse(text).tables
    assert [row.side for row in table.rows] == ["income", "expenditure"] * 4


def test_spans_lead_to_the_cells_of_the_source() -> None:
    text = "\n".join([*HEAD, *lone([LABELS, *ROWS])])
    (table,) = docparse.parse(text).tables
    cell = table.rows[2].cells["final"]
    assert cell is not None
    ((start, end),) = cell.spans
    assert text[start:end] == "0.70"


def test_cells_of_which_none_is_blank_stay_where_they_are() -> None:
    full = [[cell or "0" for cell in row] for row in ROWS]
    shown = normalise(from_text("\n".join(lone([LABELS, *full])))).text
    assert "|" not in shown
    assert shown.split()[-3:] == ["公务用车购置费", "0", "0"]


def test_several_columns_of_words_are_no_rows_of_figures() -> None:
    rows = [["产出指标", "数量指标", f"巡检{count}次", "12", ""] for count in range(4)]
    assert "|" not in normalise(from_text("\n".join(lone(rows)))).text
