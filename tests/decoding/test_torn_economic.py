"""Torn tables of economic codes: groups of code, name and amount that an extractor printed in columns. Made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import docparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.schema.tables import Table

MARKS = ("一般公共预算财政拨款基本支出决算表", "公开06表", "部门：白鹭县桥梁局", "金额单位：万元")
LABELS = ("人员经费", "公用经费", *("科目编码", "科目名称", "决算数") * 2)
# Code, name and amount; "" for a blank.
PERSONNEL = (
    ("301", "工资福利支出", "190.35"),
    ("30101", "基本工资", "101.20"),
    ("30102", "津贴补贴", "64.05"),
    ("30103", "奖金", ""),
    ("30107", "绩效工资", "25.10"),
    ("303", "对个人和家庭的补助", "12.40"),
    ("30302", "退休费", "12.40"),
)
OPERATING = (
    ("302", "商品和服务支出", "49.50"),
    ("30201", "办公费", "20.11"),
    ("30202", "印刷费", "4.00"),
    ("30205", "水费", "3.14"),
    ("30206", "电费", "22.25"),
    ("310", "资本性支出", "8.70"),
    ("31002", "办公设备购置", "8.70"),
)
TOTALS = {"人员经费合计": "202.75", "公用经费合计": "58.20"}
Rows = tuple[tuple[str, str, str], ...]


def in_columns(personnel: Rows = PERSONNEL, operating: Rows = OPERATING) -> str:
    """The table as columns: codes with names, then the codes of the second group with the first one's amounts."""
    left = [cell for code, name, _ in personnel for cell in (code, name)]
    middle = [
        cell
        for (_, _, amount), (code, name, _) in zip(personnel, operating, strict=True)
        for cell in (f"{amount} {code}".strip(), name)
    ]
    right = [amount for _, _, amount in operating if amount]
    ends = ["人员经费合计", f"{TOTALS['人员经费合计']} 公用经费合计", TOTALS["公用经费合计"]]
    return "\f" + "\n".join([*MARKS, *LABELS, *left, *middle, *right, *ends])


def read(text: str) -> Table:
    (table,) = docparse.parse(f"部门决算\n{text}\n").tables
    return table


def amounts(table: Table) -> dict[str, str]:
    """The amounts of a table by the codes of their rows, or by their names where they have none."""
    return {
        stub.value or "": cell.value
        for row in table.rows
        for cell in row.cells.values()
        if (stub := row.code or row.name) and cell is not None and cell.value is not None
    }


def expected(*groups: Rows) -> dict[str, str]:
    return {code: amount for group in groups for code, _, amount in group if amount}


def test_amounts_beside_codes_belong_one_group_further_left() -> None:
    table = read(in_columns())
    assert table.grammar.rendering == "torn"
    assert amounts(table) == expected(PERSONNEL, OPERATING) | TOTALS


def test_codes_have_their_names() -> None:
    found = {row.code.value: row.name.value for row in read(in_columns()).rows if row.code and row.name}
    assert found == {code: name for code, name, _ in (*PERSONNEL, *OPERATING)}


def test_nothing_of_it_is_read_for_certain() -> None:
    cells = [cell for row in read(in_columns()).rows for cell in row.cells.values() if cell is not None]
    assert {cell.status for cell in cells} == {"inferred"}


def test_amounts_that_make_no_sum_stay_in_order() -> None:
    operating = (*OPERATING[:5], ("310", "资本性支出", "9.90"), ("31002", "办公设备购置", "8.70"))
    assert amounts(read(in_columns(operating=operating)))["31002"] == "8.70"


def test_three_groups_are_told_by_their_height() -> None:
    first, second, third = PERSONNEL[:4], OPERATING[:4], OPERATING[4:]
    third = (("310", "资本性支出", "8.70"), ("31002", "办公设备购置", "5.20"), ("31003", "专用设备购置", "3.50"))
    cells = [cell for code, name, _ in first for cell in (code, name)]
    for group, following in ((first, second), (second, third)):
        for line, (_, _, amount) in enumerate(group):
            code, name = following[line][:2] if line < len(following) else ("", "")
            cells += [f"{amount} {code}".strip(), name]
    cells += [amount for _, _, amount in third]
    table = read("\f" + "\n".join([*MARKS, *LABELS, *(cell for cell in cells if cell)]))
    assert amounts(table) == expected(first, second, third)


@pytest.mark.parametrize("apart", [False, True])
def test_class_and_item_in_columns_of_their_own_are_one_code(apart: bool) -> None:
    """``apart``: the extractor prints all classes, then all items; else each line has both."""

    def halves(code: str) -> str:
        return f"{code[:3]} {code[3:]}".strip()

    left = [(halves(code), name) for code, name, _ in PERSONNEL]
    if apart:
        cells = [code[:3] for code, _ in left]
        cells += [code[4:] for code, _ in left if code[4:]]
        cells += [name for _, name in left]
    else:
        cells = [cell for pair in left for cell in pair]
    middle = [
        cell
        for (_, _, amount), (code, name, _) in zip(PERSONNEL, OPERATING, strict=True)
        for cell in (f"{amount} {halves(code)}".strip(), name)
    ]
    right = [amount for _, _, amount in OPERATING if amount]
    table = read("\f" + "\n".join([*MARKS, *LABELS, "类", "款", *cells, *middle, *right]))
    assert amounts(table) == expected(PERSONNEL, OPERATING)


def in_rows(groups: Sequence[Rows]) -> str:
    """The table as a stream of cells: row after row, an amount and the code behind it on one line."""
    cells: list[str] = []
    for row in zip(*groups, strict=True):
        text = " | ".join("\n".join(part for part in cell if part) for cell in row)
        cells.append(text.replace(" | ", " "))
    return "\f" + "\n".join([*MARKS, *LABELS, *cells])


def test_rows_that_were_kept_are_not_torn() -> None:
    table = read(in_rows((PERSONNEL, OPERATING)))
    assert table.grammar.rendering != "torn"


def test_every_amount_stands_in_one_cell_or_is_reported() -> None:
    text = f"部门决算\n{in_columns()}\n7.77\n6.66\n"
    report = docparse.parse(text)
    (table,) = report.tables
    spans = [span for row in table.rows for cell in row.cells.values() if cell is not None for span in cell.spans]
    left = [span for each in report.diagnostics if each.code == "decoding.unplaced-number" for span in each.spans]
    found = sorted(text[start:end] for start, end in (*spans, *left))
    assert found == sorted([*expected(PERSONNEL, OPERATING).values(), *TOTALS.values(), "7.77", "6.66"])
