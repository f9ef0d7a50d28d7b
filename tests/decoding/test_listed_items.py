"""Torn lists of items: names, line numbers and the values of each column in blocks. All content is made up."""

from __future__ import annotations

import docparse
from docparse.segmenting.torn_listed import is_torn_listed
from tests.build import lines

NAMES = (
    "一、“三公”经费支出", "（一）支出合计", "1．因公出国（境）费", "2．公务用车购置及运行维护费", "（1）公务用车购置费",
    "（2）公务用车运行维护费", "3．公务接待费", "（1）国内接待费", "（2）国（境）外接待费", "（二）相关统计数",
    "1．公务用车保有量（辆）", "2．国内公务接待批次（个）", "二、机关运行经费",
)  # fmt: skip
BUDGET = ("—", "35.20", "", "20.10", "", "20.10", "15.10", "—", "—", "—", "—", "—", "—")
FINAL = ("—", "28.75", "", "18.50", "", "18.50", "10.25", "10.25", "", "—", "3", "41", "160.30")
HEAD = ["“三公”经费及机关运行经费情况表", "公开08表", "部门：白鹭县桥梁局", "金额单位：万元"]
LABELS = ["项目", "栏次", "行次", "预算数", "1", "决算统计数", "2"]
NUMBERS = [str(number) for number in range(1, len(NAMES) + 1)]


def read(*cells: str) -> docparse.schema.Table:
    text = "部门决算\n\f" + "\n\n".join([*HEAD, *LABELS, *cells]) + "\n"
    return docparse.parse(text).table("three_public_and_operating")


def columns(table: docparse.schema.Table) -> list[tuple[str, ...]]:
    found = [[cell.raw if cell is not None else "" for cell in row.cells.values()] for row in table.rows]
    return list(zip(*found, strict=True))


def test_values_in_blocks_of_columns_go_back_into_their_rows() -> None:
    table = read(*NAMES, *NUMBERS, *filter(None, BUDGET), *filter(None, FINAL))
    assert table.grammar.rendering == "torn"
    assert [row.line_number.value for row in table.rows if row.line_number] == NUMBERS
    amounts = [tuple(value if value != "—" else "" for value in column) for column in columns(table)]
    assert amounts == [tuple(value if value != "—" else "" for value in column) for column in (BUDGET, FINAL)]


def test_marks_stand_where_they_are_printed_or_nowhere() -> None:
    table = read(*NAMES, *NUMBERS, *filter(None, BUDGET), *filter(None, FINAL))
    for found, printed in zip(columns(table), (BUDGET, FINAL), strict=True):
        assert {at for at, value in enumerate(found) if value == "—"} <= {
            at for at, value in enumerate(printed) if value == "—"
        }


def test_values_of_full_rows_that_stand_each_by_itself_are_read_along_the_rows() -> None:
    budget = [value or "0.00" for value in BUDGET]
    final = [value or "0.00" for value in FINAL]
    along = [value for pair in zip(budget, final, strict=True) for value in pair]
    table = read(*NUMBERS, *along, *NAMES)
    assert [column[1:9] for column in columns(table)] == [tuple(budget[1:9]), tuple(final[1:9])]


def test_no_number_of_a_torn_list_is_proved() -> None:
    table = read(*NAMES, *NUMBERS, *filter(None, BUDGET), *filter(None, FINAL))
    statuses = {cell.status for row in table.rows for cell in row.cells.values() if cell and cell.value is not None}
    assert statuses <= {"inferred", "conflicting"}


def test_numbers_of_lines_one_below_the_other_show_that_order_is_lost() -> None:
    assert is_torn_listed(lines("\n".join(["one", "two", *map(str, range(1, 8)), "5.00"])))
    assert not is_torn_listed(lines("\n".join(f"name {number}\n{number}\n5.00" for number in range(1, 8))))
