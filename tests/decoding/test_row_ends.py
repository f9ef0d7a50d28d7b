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


def test_blank_cells_behind_the_last_column_move_nothing_where_a_code_has_three_cells() -> None:
    rows = [
        "| 支出功能分类科目编码 | | | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | | | 年末结转和结余 | |",
        "| 类 | 款 | 项 | | | | 小计 | 基本支出 | 项目支出 | | |",
        "| | | | 合计 | | 45.00 | 31.00 | 20.00 | 11.00 | 14.00 | |",
        "| 212 | | | 城乡社区支出 | | 45.00 | 31.00 | 20.00 | 11.00 | 14.00 | | |",
        "| 21208 | | | 国有土地使用权出让收入安排的支出 | | 45.00 | 31.00 | 20.00 | 11.00 | 14.00 | |",
        "| 2120801 | | | 征地和拆迁补偿支出 | | 34.00 | 20.00 | 20.00 | | 14.00 | | |",
        "| 2120802 | | | 土地开发支出 | | 11.00 | 11.00 | | 11.00 | | | |",
    ]
    text = "\n".join(["政府性基金预算财政拨款收入支出决算表", "单位：万元", *rows]) + "\n"
    (table,) = docparse.parse(text).tables
    found = [[cell and cell.raw for cell in row.cells.values()] for row in table.rows]
    assert found[3:] == [
        [None, "34.00", "20.00", "20.00", None, "14.00"],
        [None, "11.00", "11.00", None, "11.00", None],
    ]


def test_amounts_in_a_name_leave_the_blanks_of_the_row_open() -> None:
    text = "支出决算表\n单位：元\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n合计 310000 200000 110000\n"
    (table,) = docparse.parse(text + "205教育支出310000200000110000\n20502 普通教育 310000 200000 110000\n").tables
    hidden = next(row for row in table.rows if row.code and row.code.value == "205")
    assert all(cell is None for cell in hidden.cells.values())
    assert set(hidden.unsettled) == {"total", "basic", "project"}


def test_number_of_a_row_glued_to_its_amount_leaves_the_amount_in_doubt() -> None:
    rows = ["一、财政拨款收入131.00一、教育支出331.00", "二、事业收入20.00二、科学技术支出40.00"]
    text = "收入支出决算总表\n单位：万元\n收入 支出\n项目行次金额项目行次金额\n"
    (table,) = docparse.parse(text + "\n".join([*rows, "本年收入合计531.00本年支出合计631.00"]) + "\n").tables
    statuses = {cell.status for row in table.rows for cell in row.cells.values() if cell is not None}
    assert not statuses & {"read", "verified"}


def test_groups_beside_each_other_without_white_space() -> None:
    rows = [
        "301工资福利支出12.00302商品和服务支出5.00",
        "30101基本工资12.0030201办公费5.00",
        "人员经费合计12.00公用经费合计5.00",
    ]
    text = (
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n人员经费公用经费\n科目编码科目名称金额科目编码科目名称金额\n"
    )
    (table,) = docparse.parse(text + "\n".join(rows) + "\n").tables
    found = {row.code.value: row.cells["amount"] for row in table.rows if row.code}
    assert {code: cell and cell.raw for code, cell in found.items()} == {
        **{"301": "12.00", "30101": "12.00", "302": "5.00", "30201": "5.00"}
    }
