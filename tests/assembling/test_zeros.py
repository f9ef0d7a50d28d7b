"""Zeros and marks of torn tables, which no sum tells the places of. All content is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docparse

if TYPE_CHECKING:
    from docparse.schema.tables import Table

INCOME = ("一、一般公共预算财政拨款收入", "二、事业收入", "本年收入合计", "年初结转和结余", "总计")
EXPENDITURE = ("一、一般公共服务支出", "二、外交支出", "本年支出合计", "年末结转和结余", "总计")
# What the whole 支出决算表 prints decides where the amounts of the torn summary stand.
WHOLE = """\
支出决算表
公开03表
部门：白鹭县桥梁局
金额单位：万元
科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
栏次 1 2 3 4 5 6
合计 88.10 60.00 28.10 0.00 0.00 0.00
201 一般公共服务支出 88.10 60.00 28.10 0.00 0.00 0.00
20129 群众团体事务 88.10 60.00 28.10 0.00 0.00 0.00
2012901 行政运行 60.00 60.00 0.00 0.00 0.00 0.00
2012902 一般行政管理事务 28.10 0.00 28.10 0.00 0.00 0.00
"""


def summary(values: list[str]) -> Table:
    """A torn 收入支出决算总表: names and line numbers in blocks, then values in some order."""
    names = [*INCOME, "1", "2", "3", "4", "5", *EXPENDITURE, "6", "7", "8", "9", "10"]
    marks = ["收入支出决算总表", "公开01表", "部门：白鹭县桥梁局", "金额单位：万元"]
    labels = ["收入", "支出", "项目", "行次", "决算数", "1", "项目", "行次", "决算数", "2"]
    text = "\f" + "\n\n".join([*marks, *labels, *names, "- 3 -", "注：本表反映部门收支。", *values])
    table = docparse.parse(f"部门决算\n{text}\n\f{WHOLE}\n").table("income_expenditure_summary")
    assert table.grammar.rendering == "torn"
    return table


def cells(table: Table, side: str) -> dict[str, str | None]:
    """The printed characters of one side by the names of its rows."""
    return {
        row.name.value or "": cell.raw if cell is not None else None
        for row in table.rows
        if row.side == side and row.name
        for cell in row.cells.values()
    }


# Nine of the ten cells hold these; the values stand in no order that any row could tell.
AMOUNTS = ["88.10", "90.25", "2.15", "88.10", "90.25"]


def test_as_many_zeros_as_empty_cells_fill_them() -> None:
    found = cells(summary([*AMOUNTS[:3], *["0.00"] * 5, *AMOUNTS[3:]]), "expenditure")
    assert found["二、外交支出"] == "0.00"
    assert found["本年支出合计"] == "88.10"


def test_fewer_zeros_than_empty_cells_are_left() -> None:
    found = cells(summary([*AMOUNTS[:3], "0.00", *AMOUNTS[3:]]), "expenditure")
    assert found["二、外交支出"] is None


def test_marks_fill_cells_as_zeros_do() -> None:
    found = cells(summary([*AMOUNTS[:3], *["—"] * 5, *AMOUNTS[3:]]), "expenditure")
    assert found["二、外交支出"] == "—"


def test_marks_are_counted_exactly() -> None:
    found = cells(summary([*AMOUNTS[:3], *["—"] * 4, *AMOUNTS[3:]]), "expenditure")
    assert found["二、外交支出"] is None


def test_mark_beside_an_amount_that_may_as_well_stand_in_its_cell_is_left_out() -> None:
    """An amount out of one rare source may be out of another: nothing in the table tells."""
    labels = [
        "科目编码",
        "科目名称",
        "本年支出合计",
        "基本支出",
        "项目支出",
        "上缴上级支出",
        "经营支出",
        "对附属单位补助支出",
    ]
    rows = [("88.10", "60.00", "—", "—", "28.10", "—"), ("60.00", "60.00", "—", "—", "—", "—")]
    values = [value for row in (rows[0], rows[0], rows[0], rows[1]) for value in row]
    values += ["28.10", "—", "—", "—", "28.10", "—"]
    stubs = [
        "合计",
        "201",
        "20129",
        "2012901",
        "2012902",
        "一般公共服务支出",
        "群众团体事务",
        "行政运行",
        "一般行政管理事务",
    ]
    cells_of = ["支出决算表", "公开03表", "金额单位：万元", *labels, "栏次", *"123456", *stubs, *values]
    (table,) = docparse.parse("部门决算\n\f" + "\n\n".join(cells_of) + "\n").tables
    by_key = {row.key: {key: cell.raw if cell else None for key, cell in row.cells.items()} for row in table.rows}
    assert by_key["2012901"]["project"] == by_key["2012901"]["remitted_to_superior"] == "—"
    lone = ("remitted_to_superior", "operating", "subsidies_to_subordinates")
    assert sorted(by_key["2012902"][key] or "" for key in lone) == ["", "", "28.10"]


def test_mark_beside_an_amount_in_a_column_that_few_rows_use_is_left_out() -> None:
    """What one class earned may as well have come from another source: the rows of the others tell nothing of it."""
    labels = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
    rows = [["506.73", "499.48", "—", "7.25", "—", "—", "—"], *[["18.35", "11.10", "—", "7.25", "—", "—", "—"]] * 3]
    codes = ["合计", "201", "20101", "2010101"]
    for number, code in enumerate(("204", "205", "206", "207", "208", "210", "211", "212"), start=2):
        amount = f"{11 * number}.{number}0"
        rows += [[amount, amount, "—", "—", "—", "—", "—"]] * 3
        codes += [code, f"{code}01", f"{code}0101"]
    names = [f"观星{code}服务" for code in codes[1:]]
    head = ["收入决算表", "公开02表", "金额单位：万元", "科目编码", "科目名称", *labels, "栏次", *"1234567"]
    values = [value for row in rows for value in row]
    (table,) = docparse.parse("部门决算\n\f" + "\n\n".join([*head, *codes, *names, *values]) + "\n").tables
    printed = {row.key: [cell.raw if cell else None for cell in row.cells.values()] for row in table.rows}
    assert printed["2010101"] == ["18.35", "11.10", None, "7.25", None, None, None]
    assert printed["2120101"] == ["99.90", "99.90", *["—"] * 5]
