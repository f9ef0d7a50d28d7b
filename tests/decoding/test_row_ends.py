"""What stands before the code of a row, and behind its last column."""

from __future__ import annotations

import pytest

import docparse

LABELS = ["本年支出合计", "基本支出", "项目支出"]
ROWS = [
    ("", "合计", ["31.00", "20.00", "11.00"]),
    ("205", "教育支出", ["31.00", "20.00", "11.00"]),
    ("20502", "普通教育", ["31.00", "20.00", "11.00"]),
]


def printed(first: int) -> str:
    """A table whose column ``first`` is printed before the codes."""

    def line(stub: list[str], cells: list[str]) -> str:
        return " ".join(filter(None, [cells[first], *stub, *cells[:first], *cells[first + 1 :]]))

    header = line(["科目编码", "科目名称"], LABELS)
    return "\n".join(["支出决算表", "单位：万元", header, *(line([code, name], cells) for code, name, cells in ROWS)])


@pytest.mark.parametrize("first", [0, 2], ids=["total", "last"])
def test_value_before_the_code_belongs_to_its_row(first: int) -> None:
    (table,) = docparse.parse(printed(first) + "\n").tables
    found = [
        [cell and (cell.raw, cell.status) for cell in (row.cells[key] for key in ("total", "basic", "project"))]
        for row in table.rows
    ]
    assert found == [[(amount, "verified") for amount in cells] for _, _, cells in ROWS]


def test_total_without_white_space() -> None:
    text = "支出决算表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n合计31.0020.0011.00\n"
    (table,) = docparse.parse(text + "205教育支出31.0020.0011.00\n20502普通教育31.0020.0011.00\n").tables
    assert [cell and cell.raw for row in table.rows for cell in row.cells.values()] == ["31.00", "20.00", "11.00"] * 3


def test_blank_cells_behind_the_last_column_move_nothing() -> None:
    rows = [
        "| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | |",
        "| | 合计 | 31.00 | 20.00 | 11.00 |",
        "| 205 | 教育支出 | 31.00 | 20.00 | 11.00 | | |",
        "| 20502 | 普通教育 | 20.00 | 20.00 | | | | |",
        "| 20503 | 职业教育 | 11.00 | | 11.00 | |",
    ]
    (table,) = docparse.parse("\n".join(["支出决算表", "单位：万元", *rows]) + "\n").tables
    found = [[cell and cell.raw for cell in row.cells.values()] for row in table.rows]
    assert found[2:] == [["20.00", "20.00", None], ["11.00", None, "11.00"]]
