"""Which pages are torn, and what the lines of a torn table are for. All content is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import docparse
from docparse.segmenting.lines import split_lines
from docparse.segmenting.torn_economic import is_torn_economic

if TYPE_CHECKING:
    from docparse.schema.tables import Table

LABELS = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
STUBS = (
    ("201", "一般公共服务支出"),
    ("20129", "群众团体事务"),
    ("2012901", "行政运行"),
    ("2012902", "一般行政管理事务"),
    ("2012906", "工会事务"),
    ("2012999", "其他群众团体事务支出"),
)
MARKS = ("支出决算表", "公开03表", "部门：白鹭县桥梁局", "金额单位：万元", "科目编码", "科目名称")
TOTALS = ("310.55", "310.55", "310.55", "214.05", "50.00", "26.50", "20.00")
BALANCES = ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余")


def read(*cells: str) -> Table:
    """The only table of a page that prints a cell a line, with empty lines between them."""
    (table,) = docparse.parse("部门决算\n\f" + "\n\n".join(cells) + "\n").tables
    return table


def totals(table: Table) -> list[str | None]:
    return [next(iter(row.cells.values())).value if any(row.cells.values()) else None for row in table.rows]  # type: ignore[union-attr]


def test_amounts_behind_all_codes_show_that_order_is_lost() -> None:
    stubs = [cell for stub in STUBS for cell in stub]
    values = [value for total in TOTALS for value in (total, total, "0.00", "0.00", "0.00", "0.00")]
    table = read(*MARKS, *LABELS, "栏次", "1", "2", "3", "4", "5", "6", "合计", *stubs, *values)
    assert table.grammar.rendering == "torn"
    assert totals(table) == list(TOTALS)


def test_two_columns_on_one_line_are_no_whole_rows() -> None:
    stubs = ["合计", *(code for code, _ in STUBS), *(name for _, name in STUBS)]
    pairs = [f"{total} {total}" for total in TOTALS]
    table = read(*MARKS, *LABELS, "栏次", "1", "2", "3", "4", "5", "6", *stubs, *pairs)
    assert table.grammar.rendering == "torn"
    assert totals(table) == list(TOTALS)


def test_a_long_line_of_amounts_belongs_to_the_table() -> None:
    stubs = ["合计", *(code for code, _ in STUBS), *(name for _, name in STUBS)]
    row = " ".join(["123,456.00"] * 2 + ["0.00"] * 40)
    cells = [*MARKS, *LABELS, "栏次", "1", "2", "3", "4", "5", "6", *stubs, *TOTALS[:3], row, *TOTALS[3:]]
    table = read(*cells)
    assert table.grammar.rendering == "torn"
    assert "20.00" in {cell.value for each in table.rows for cell in each.cells.values() if cell is not None}


@pytest.mark.parametrize("order", [range(1, 14), [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 1, 2, 3]])
def test_numbers_between_rows_and_labels_are_those_of_columns(order: list[int]) -> None:
    stubs = ["合计", *(code for code, _ in STUBS), *(name for _, name in STUBS)]
    marks = ("一般公共预算财政拨款收入支出决算表", *MARKS[1:])
    labels = ("合计", "基本支出结转 项目支出结转和", "结余", *("合计", "基本支出", "项目支出") * 2)
    more = ("合计", "基本支出结转", "项目支出结转和结余", "项目支出结转 项目支出结余")
    table = read(*marks, *stubs, *BALANCES, *labels, *more, *map(str, order), "栏次", *TOTALS)
    assert len(table.columns) == 13
    assert not [row for row in table.rows if row.name and row.name.value in {"基本支出结转", "结余"}]


@pytest.mark.parametrize(
    ("lines", "torn"),
    [
        (
            ["301", "工资福利支出", "5.00 302", "商品和服务支出", "3.00", "30101", "基本工资", "5.00 30201", "办公费"],
            False,
        ),
        (["301", "30101", "30102", "工资福利支出", "基本工资", "津贴补贴", "5.00", "5.00"], True),
        (
            [
                "301",
                "工资福利支出",
                "30101",
                "基本工资",
                "5.00 302",
                "服务",
                "4.00 30201",
                "a",
                "1.00 30202",
                "b",
                "30203",
            ],
            True,
        ),
        (["301 工资福利支出 5.00 302 商品和服务支出 3.00", "30101 基本工资 5.00 30201 办公费 3.00"], False),
        (["本年支出合计", "5.00", "5.00", "5.00"], False),
    ],
)
def test_economic_codes_in_columns(lines: list[str], torn: bool) -> None:
    assert is_torn_economic(split_lines("\n".join(lines))) is torn


def test_name_of_the_total_on_a_later_page_is_no_label_of_the_first() -> None:
    """Labels come again on each page: the page that has the name once more has the row."""
    labels = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    codes = [code for code, _ in STUBS]
    names = [name for _, name in STUBS]
    first = [*MARKS[:4], *labels, *codes[:5], *names[:5], *TOTALS[1:6], *TOTALS[1:6], "- 1 -"]
    second = ["\f" + labels[0], codes[5], names[5], "合计", *labels[1:], "20.00", "310.55", "20.00", "310.55"]
    title = "一般公共预算财政拨款支出决算表"
    table = read(*[title, *first[1:]], *second)
    assert table.grammar.rendering == "torn"
    assert len(table.columns) == 3
    assert {row.key: cell.value for row in table.rows if (cell := next(iter(row.cells.values()))) is not None} == {
        "total": "310.55", "201": "310.55", "20129": "310.55", "2012901": "214.05", "2012902": "50.00",
        "2012906": "26.50", "2012999": "20.00",
    }  # fmt: skip


def test_more_amounts_than_columns_show_that_two_sides_are_torn() -> None:
    names = ["一、一般公共预算财政拨款收入", "二、事业收入", "一、一般公共服务支出", "二、外交支出"]
    totals = ["本年收入合计", "年初结转和结余", "总计", "本年支出合计", "年末结转和结余", "总计"]
    labels = ["收入", "支出", "项目", "决算数", "项目", "决算数"]
    values = ["88.10", "88.10", "2.15", "90.25", "88.10", "88.10", "2.15", "90.25"]
    table = read("收入支出决算总表", "金额单位：万元", *labels, *names, *totals, *values)
    assert table.grammar.rendering == "torn"
    assert all(cell is None or cell.status == "inferred" for row in table.rows for cell in row.cells.values())


def test_parts_of_codes_behind_the_first_names_are_no_labels() -> None:
    """A table of which the names come first has begun with them: two digits behind a name number no column."""
    labels = ["类", "款", "项", "科目名称", "合计", "基本支出", "项目支出"]
    names = [name for _, name in STUBS]
    parts = [*["01", "02", "06", "99"], *["201"] * 6, "合计", *["29"] * 5]
    title = "一般公共预算财政拨款支出决算表"
    table = read(title, *MARKS[1:4], *labels, *names, *parts, *TOTALS, *TOTALS)
    assert [row.key for row in table.rows] == ["total", *(code for code, _ in STUBS)]


def test_name_of_the_total_on_the_line_of_code_parts_is_a_row() -> None:
    labels = ["科目名称", "合计", "基本支出", "项目支出", "类 款 项 合计"]
    codes, names = [code for code, _ in STUBS], [name for _, name in STUBS]
    title = "一般公共预算财政拨款支出决算表"
    table = read(title, *MARKS[1:4], *labels, *codes, *names, *TOTALS, *TOTALS)
    assert [row.key for row in table.rows] == ["total", *codes]


def test_note_above_the_title_ends_no_rows_whose_codes_stand_there_too() -> None:
    codes, names = [code for code, _ in STUBS], [name for _, name in STUBS]
    stubs = ["科目编码", "科目名称", "合计", *codes, *names, "注：本表反映部门本年度支出情况。"]
    table = read(*stubs, *MARKS[:4], *LABELS[:3], *TOTALS, *TOTALS)
    assert [row.key for row in table.rows] == ["total", *codes]
    assert "310.55" in totals(table)
