"""Tables of one row whose labels, column numbers and values an extractor printed among each other."""

from __future__ import annotations

import pytest

import docparse
from docparse.segmenting.torn_single import column_numbers_among, is_torn_header, sort_single
from tests.build import lines

TORN = """\
\f财政拨款“三公”经费支出决算表
公开07表
单位：万元
部门：望川县浮标管理所
预算数
合计
因公出国（境）费
1
2
35.00
决算数
公务用车购置及运行维护费
小计
公务用车购置费
公务用车运行维护费
3
4
5
20.00
12.00
8.00
公务接待费
合计
因公出国（境）费
6
7
8
15.00
30.00
公务用车购置及运行维护费
小计
公务用车购置费
公务用车运行维护费
9
10
11
18.00
11.00
12
7.00
注：本表反映部门本年度财政拨款“三公”经费支出预决算情况。
- 18 -
公务接待费
12.00
"""
UNNUMBERED = "".join(line for line in TORN.splitlines(keepends=True) if not line.strip().isdecimal())


@pytest.mark.parametrize("printed", [TORN, UNNUMBERED])
def test_values_among_labels_are_one_row_in_their_order(printed: str) -> None:
    (table,) = docparse.parse(printed).tables
    (row,) = table.rows
    values = {key: cell.value for key, cell in row.cells.items() if cell is not None}
    assert values == {
        "budget.total": "35.00", "budget.vehicles": "20.00", "budget.vehicles.purchase": "12.00",
        "budget.vehicles.operation": "8.00", "budget.reception": "15.00", "final.total": "30.00",
        "final.vehicles": "18.00", "final.vehicles.purchase": "11.00", "final.vehicles.operation": "7.00",
        "final.reception": "12.00",
    }  # fmt: skip


def test_no_column_number_is_a_value() -> None:
    for table in docparse.parse(TORN.replace("35.00\n", "")).tables:
        for row in table.rows:
            assert not {"3", "4", "5"} & {cell.value for cell in row.cells.values() if cell is not None}


def test_values_of_a_torn_row_are_inferred_or_proved_but_never_just_read() -> None:
    (table,) = docparse.parse(TORN).tables
    (row,) = table.rows
    assert {cell.status for cell in row.cells.values() if cell is not None} <= {"inferred", "verified"}


def test_more_values_than_columns_are_reported_and_not_placed() -> None:
    report = docparse.parse(TORN.replace("12.00\n", "12.00\n5.00\n6.00\n7.00\n"))
    assert not [row for table in report.tables for row in table.rows]
    assert any(each.code == "decoding.unplaced-number" for each in report.diagnostics)


def test_number_without_decimals_is_reported_and_places_nothing() -> None:
    report = docparse.parse(TORN.replace("35.00\n", "35\n"))
    assert not [row for table in report.tables for row in table.rows]
    assert any(each.code == "decoding.unplaced-number" for each in report.diagnostics)


def test_column_numbers_count_up_through_everything_else() -> None:
    found = lines("1\n2\n35.00\n3\n7\n4 5\n12.00")
    assert column_numbers_among(found) == [0, 1, 3, 5]
    assert is_torn_header(found)


def test_column_numbers_below_each_other_are_no_sign_of_tearing() -> None:
    assert not is_torn_header(lines("合计\n1\n2\n3\n4\n5\n6\n12.00\n3.00"))


def test_page_number_and_note_are_no_labels() -> None:
    marks, header, body, notes, furniture = sort_single(lines("单位：万元\n合计\n12.00\n注：本表为空。\n- 3 -"))
    assert [[line.text.strip() for line in part] for part in (marks, header, body, notes, furniture)] == [
        ["单位：万元"], ["合计"], ["12.00"], ["注：本表为空。"], ["- 3 -"],
    ]  # fmt: skip


@pytest.mark.parametrize("labelled", [True, False])
def test_number_of_the_only_line_is_no_value(labelled: bool) -> None:
    """Where the label of the numbers is lost, a whole number before amounts with decimals is one."""
    labels = ["资产总额", "流动资产", "固定资产", "对外投资/有价证券", "在建工程", "无形资产", "其他资产"]
    head = ["国有资产占有情况表", "金额单位：万元", "项目", *(["行次"] if labelled else []), *labels]
    text = "\n".join([*head, "栏次", "1 2 3 4 5 6 7", "合计", "1 90.00 20.00 40.00", "0.00", "10.00", "15.00 5.00"])
    (table,) = docparse.parse(text + "\n").tables
    (row,) = table.rows
    assert row.line_number is not None
    assert row.line_number.value == "1"
    assert [cell.raw for cell in row.cells.values() if cell is not None][:2] == ["90.00", "20.00"]
