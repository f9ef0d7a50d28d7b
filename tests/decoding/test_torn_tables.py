"""Tables whose cells an extractor tore out of their rows. All content is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docparse

if TYPE_CHECKING:
    from docparse.schema.tables import Table

LABELS = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
STUBS = (
    ("201", "一般公共服务支出"),
    ("20129", "群众团体事务"),
    ("2012901", "行政运行"),
    ("2012902", "一般行政管理事务"),
)
# Total, basic and project expenditure of the total and of these rows.
AMOUNTS = (
    ("310.55", "190.25", "120.30"),
    ("310.55", "190.25", "120.30"),
    ("310.55", "190.25", "120.30"),
    ("214.05", "190.25", "23.80"),
    ("96.50", None, "96.50"),
)


def page(*cells: str) -> str:
    """A page with one cell a line, blank lines between them."""
    return "\f" + "\n\n".join(cells)


def head(*labels: str) -> tuple[str, ...]:
    return (
        "支出决算表",
        "公开03表",
        "部门：白鹭县桥梁局",
        "2023年度",
        "金额单位：万元",
        "科目编码",
        "科目名称",
        *labels,
    )


def numbers(count: int) -> tuple[str, ...]:
    return ("栏次", *(str(number) for number in range(1, count + 1)))


def read(text: str) -> Table:
    (table,) = docparse.parse(f"部门决算\n{text}\n").tables
    return table


def rows(table: Table) -> list[tuple[str, ...]]:
    """Code, name and the first three values of each row; "" for a blank."""
    found = []
    for row in table.rows:
        values = [cell.value if cell is not None and cell.value is not None else "" for cell in row.cells.values()]
        found.append((row.code.value if row.code else "", row.name.value if row.name else "", *values[:3]))
    return found


def expected() -> list[tuple[str, ...]]:
    stubs = (("", "合计"), *STUBS)
    return [(*stub, *(value or "" for value in values)) for stub, values in zip(stubs, AMOUNTS, strict=True)]


def test_columns_printed_one_after_the_other_are_put_back_into_rows() -> None:
    columns = [[(row + ("0.00",) * 3)[at] or "0.00" for row in AMOUNTS] for at in range(6)]
    stubs = ["合计", *(code for code, _ in STUBS), *(name for _, name in STUBS)]
    text = page(*head(*LABELS), *numbers(6), *stubs, *(value for column in columns for value in column))
    found = rows(read(text))
    assert [row[:4] for row in found] == [row[:4] for row in [(*r[:3], r[3] or "0.00") for r in expected()]]
    assert [row[4] for row in found] == [row[4] for row in expected()]


def test_values_behind_several_stubs_are_told_apart_by_sums() -> None:
    lines = ["合计", *AMOUNTS[0], "201", "20129", "一般公共服务支出", "群众团体事务", *AMOUNTS[1], *AMOUNTS[2]]
    lines += ["2012901", "2012902", "行政运行", "一般行政管理事务", "214.05", "96.50", "190.25", "23.80", "96.50"]
    table = read(page(*head(*LABELS), *numbers(6), *filter(None, lines)))
    assert [row[:3] for row in rows(table)] == [row[:3] for row in expected()]
    assert sorted(filter(None, rows(table)[3][2:])) == ["190.25", "214.05", "23.80"]


def test_labels_in_the_midst_of_rows_are_columns_all_the_same() -> None:
    lines: list[str] = ["合计", *filter(None, AMOUNTS[0])]
    for (code, name), values in zip(STUBS, AMOUNTS[1:], strict=True):
        lines += [code, name, *filter(None, values)]
    lines[9:9] = ["科目编码", "科目名称", "栏次"]
    table = read(page(*head()[:5], *LABELS, "1", "2", "3", "4", "5", "6", *lines))
    assert [column.path[-1] for column in table.columns] == list(LABELS)
    assert rows(table) == expected()


def test_cells_above_the_title_of_their_page_belong_to_its_table() -> None:
    lines: list[str] = []
    for (code, name), values in zip(STUBS, AMOUNTS[1:], strict=True):
        lines += [code, name, *filter(None, values)]
    text = page(
        "科目编码",
        "科目名称",
        "栏次",
        "合计",
        *AMOUNTS[0],
        *lines[:5],
        *head()[:5],
        *LABELS,
        *numbers(6)[1:],
        *lines[5:],
    )
    assert [row[:3] for row in rows(read(text))] == [row[:3] for row in expected()]


def test_code_parts_that_stand_in_lines_of_their_own_are_one_code() -> None:
    lines: list[str] = ["合计", *filter(None, AMOUNTS[0])]
    for (code, name), values in zip(STUBS, AMOUNTS[1:], strict=True):
        lines += [part for part in (code[:3], code[3:5], code[5:]) if part]
        lines += [name, *filter(None, values)]
    parts = ("支出决算表", "部门：白鹭县桥梁局", "金额单位：万元", "类", "款", "项", "科目名称", *LABELS, "栏次")
    more = ["科目名称", *lines[8:]]
    table = read(page(*parts, "1", "2", "3", "4", "5", "6", *lines[:8], *more))
    assert [row[0] for row in rows(table)] == ["", *(code for code, _ in STUBS)]


def test_what_a_torn_table_claims_is_in_doubt() -> None:
    columns = [[row[at] or "0.00" for row in AMOUNTS] for at in range(3)]
    stubs = ["合计", *(code for code, _ in STUBS), *(name for _, name in STUBS)]
    filled = [value for column in columns for value in column] + ["0.00"] * 15
    table = read(page(*head(*LABELS), *numbers(6), *stubs, *filled))
    statuses = {cell.status for row in table.rows for cell in row.cells.values() if cell is not None}
    assert statuses == {"inferred"}


def summary(*cells: str) -> Table:
    marks = (
        "收入支出决算总表",
        "公开01表",
        "部门：白鹭县桥梁局",
        "2023年度",
        "金额单位：万元",
        "收入",
        "支出",
        "项目",
        "行次",
        "决算数",
        "1",
    )
    return read(page(*marks, "项目", "行次", "决算数", "2", *cells))


INCOME = ("一、一般公共预算财政拨款收入", "二、政府性基金预算财政拨款收入", "本年收入合计", "年初结转和结余", "总计")
EXPENDITURE = ("一、一般公共服务支出", "二、外交支出", "本年支出合计", "年末结转和结余", "总计")


def test_numbers_of_rows_in_a_block_say_whose_the_values_behind_them_are() -> None:
    cells = [*INCOME, "1", "2", "3", "4", "5", *EXPENDITURE, "6", "7", "8", "9", "10"]
    cells += ["88.10", "0.00", "88.10", "2.15", "90.25"]
    found = [
        (row.name.value, [cell.value for cell in row.cells.values() if cell])
        for row in summary(*cells).rows
        if row.side == "expenditure" and row.name
    ]
    assert found == [(name, [value]) for name, value in zip(EXPENDITURE, cells[-5:], strict=True)]


def test_an_amount_beside_the_name_of_an_expenditure_is_the_income_of_that_line() -> None:
    cells = [*INCOME, "1", "2", "3", "4", "5"]
    amounts = ("80.25", "0.00", "80.25", "10.00", "90.25")
    cells += [f"{amount} {name}" for amount, name in zip(amounts, EXPENDITURE, strict=True)]
    cells += ["6", "7", "8", "9", "10", "88.10", "0.00", "88.10", "2.15", "90.25"]
    found = [cell.value for row in summary(*cells).rows if row.side == "income" for cell in row.cells.values() if cell]
    assert found == list(amounts)


def test_page_number_in_the_midst_of_rows_does_not_tear_the_page() -> None:
    cells: list[str] = []
    for (code, name), values in zip((("", "合计"), *STUBS), AMOUNTS, strict=True):
        cells += [*filter(None, (code, name)), *(value or "0.00" for value in values), "0.00", "0.00", "0.00"]
    whole, strewn = (
        read("\f" + "\n".join((*head(*LABELS), *numbers(6), *cells[:9], *added, *cells[9:], "- 7 -")))
        for added in ((), ("第 3 页",))
    )
    assert rows(strewn) == rows(whole)
    assert strewn.grammar.rendering == whole.grammar.rendering != "torn"


def test_page_goes_on_the_table_although_its_note_stands_before_the_values() -> None:
    amounts = ("80.25", "0.00", "80.25", "10.00", "90.25")
    first = [*INCOME[:2], "1", "2", *EXPENDITURE[:2], "6", "7", *amounts[:2], *amounts[:2], "- 3 -"]
    labels = ["收入", "支出", "项目", "行次", "决算数", "1", "项目", "行次", "决算数", "2"]
    names = [*INCOME[2:], "注：本表反映部门收支和结转结余情况。", "3", "4", "5", *EXPENDITURE[2:], "8", "9", "10"]
    second = page(*labels, *names, *amounts[2:], *amounts[2:])
    table = summary(*first[:-1], f"{first[-1]}\n{second}")
    assert [row.name.value for row in table.rows if row.side == "income" and row.name] == list(INCOME)
    assert [row.name.value for row in table.rows if row.side == "expenditure" and row.name] == list(EXPENDITURE)


def test_number_of_a_column_between_the_rows_is_no_line_number_again() -> None:
    rows = [
        cell
        for number, (income, expenditure) in enumerate(zip(INCOME, EXPENDITURE, strict=True), 1)
        for cell in (income, str(number), expenditure, str(number + 5))
    ]
    values = ("80.25", "80.25", "10.00", "90.25")
    whole = summary(*rows[:2], values[0], *rows[2:])
    torn = summary(*rows[:2], values[0], *rows[2:10], "2", "3", values[1], *rows[10:])
    assert whole.grammar.rendering != "torn"
    assert torn.grammar.rendering == "torn"


def test_funds_below_what_was_left_of_the_year_before_came_in_too() -> None:
    funds = INCOME[:2]
    cells = [
        *INCOME[:4],
        *funds,
        INCOME[4],
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        *EXPENDITURE,
        "8",
        "9",
        "10",
        "11",
        "12",
    ]
    cells += ["88.10", "0.00", "88.10", "2.15", "90.25"]
    found = [row.name.value for row in summary(*cells).rows if row.side == "income" and row.name]
    assert found == [*INCOME[:4], *funds, INCOME[4]]
