"""Serial numbers before rows that have no field for them."""

from __future__ import annotations

import pytest

import docparse

ROWS = [
    ["序号", "科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
    ["1", "", "合计", "9.50", "7.50", "2.00"],
    ["2", "205", "教育支出", "9.50", "7.50", "2.00"],
    ["3", "20502", "普通教育", "9.50", "7.50", "2.00"],
    ["4", "2050202", "小学教育", "6.50", "6.50", "0"],
    ["5", "2050203", "初中教育", "3.00", "1.00", "2.00"],
]


@pytest.mark.parametrize("border", ["\t", " ", "\n", " | "])
def test_serial_numbers_are_no_values(border: str) -> None:
    lines = [border.join(cell for cell in row if cell or border in ("\t", " | ")) for row in ROWS]
    (table,) = docparse.parse("\n".join(["支出决算表", "单位：万元", *lines]) + "\n").tables
    assert [column.key for column in table.columns] == ["total", "basic", "project"]
    found = [[cell.value if cell else None for cell in row.cells.values()] for row in table.rows]
    assert found == [row[3:] for row in ROWS[1:]]
    assert {cell.status for row in table.rows for cell in row.cells.values() if cell} <= {"verified", "read"}
