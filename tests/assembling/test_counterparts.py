"""Values of torn tables that other tables of the report tell the places of. All content is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import docparse
from docparse.assembling.ledger import Ledger
from docparse.grammars.coordinates import Coordinates
from docparse.pipeline import trace
from docparse.reading import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.schema import Report
    from docparse.schema.tables import Table

# 支出决算表, whole: its classes are what the summary lists.
EXPENDITURE = """\
支出决算表
公开03表
部门：白鹭县桥梁局
金额单位：万元
科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
栏次 1 2 3 4 5 6
合计 935.60 612.50 323.10 0.00 0.00 0.00
208 社会保障和就业支出 86.40 86.40 0.00 0.00 0.00 0.00
20805 行政事业单位养老支出 86.40 86.40 0.00 0.00 0.00 0.00
2080505 机关事业单位基本养老保险缴费支出 86.40 86.40 0.00 0.00 0.00 0.00
214 交通运输支出 800.10 477.00 323.10 0.00 0.00 0.00
21401 公路水路运输 800.10 477.00 323.10 0.00 0.00 0.00
2140101 行政运行 477.00 477.00 0.00 0.00 0.00 0.00
2140106 公路养护 323.10 0.00 323.10 0.00 0.00 0.00
221 住房保障支出 49.10 49.10 0.00 0.00 0.00 0.00
22102 住房改革支出 49.10 49.10 0.00 0.00 0.00 0.00
2210201 住房公积金 49.10 49.10 0.00 0.00 0.00 0.00
"""
CLASSES = ("一、一般公共服务支出", "二、社会保障和就业支出", "三、交通运输支出", "四、住房保障支出")
INCOME = ("一、一般公共预算财政拨款收入", "二、事业收入", "三、经营收入", "四、其他收入")
INCOME_TAIL = ("本年收入合计", "使用非财政拨款结余", "年初结转和结余", "总计")
EXPENDITURE_TAIL = ("本年支出合计", "结余分配", "年末结转和结余", "总计")
VALUES = ("86.40", "800.10", "49.10", "935.60")


def summary(values: Iterable[str], *, unit: str | None = "万元") -> str:
    """A torn 收入支出决算总表 that prints no zeros: names and line numbers in blocks, then values in some order."""
    names = [*INCOME, *INCOME_TAIL, *map(str, range(1, 9)), *CLASSES, *EXPENDITURE_TAIL, *map(str, range(9, 17))]
    marks = ["收入支出决算总表", "公开01表", "部门：白鹭县桥梁局", *([f"金额单位：{unit}"] if unit else [])]
    labels = ["收入", "支出", "项目", "行次", "决算数", "1", "项目", "行次", "决算数", "2"]
    return "\f" + "\n\n".join([*marks, *labels, *names, "- 3 -", "注：本表反映部门收支。", *values])


def text(values: Sequence[str], *, other: str = EXPENDITURE, unit: str | None = "万元") -> str:
    return f"部门决算\n{summary(values, unit=unit)}\n\f{other}\n"


def read(values: Sequence[str], *, other: str = EXPENDITURE, unit: str | None = "万元") -> Report:
    return docparse.parse(text(values, other=other, unit=unit))


def torn(report: Report) -> Table:
    table = report.table("income_expenditure_summary")
    assert table.grammar.rendering == "torn"
    return table


def amounts(table: Table, side: str = "expenditure") -> dict[str, str]:
    """The printed amounts of one side by the names of their rows."""
    return {
        row.name.value: cell.value
        for row in table.rows
        if row.side == side and row.name
        for cell in row.cells.values()
        if cell is not None and cell.value is not None
    }


RIGHT = {
    "二、社会保障和就业支出": "86.40",
    "三、交通运输支出": "800.10",
    "四、住房保障支出": "49.10",
    "本年支出合计": "935.60",
}


def test_values_go_where_another_table_prints_the_same_quantity() -> None:
    assert amounts(torn(read(VALUES))) == RIGHT


@given(st.permutations(VALUES))
def test_their_order_makes_no_difference(values: list[str]) -> None:
    assert amounts(torn(read(values))) == RIGHT


def test_sums_of_the_table_tell_the_rest() -> None:
    table = torn(read(("941.20", "946.20", "10.60", *VALUES, "946.20")))
    assert amounts(table) == RIGHT | {"年末结转和结余": "10.60", "总计": "946.20"}
    assert amounts(table, "income")["总计"] == "946.20"


def test_nothing_of_it_is_proved() -> None:
    cells = [cell for row in torn(read(VALUES)).rows for cell in row.cells.values() if cell is not None]
    assert {cell.status for cell in cells} == {"inferred"}


def test_what_the_torn_table_does_not_print_is_not_put_there() -> None:
    found = amounts(torn(read(("86.40", "799.10", "49.10", "934.60"))))
    assert found["二、社会保障和就业支出"] == "86.40"
    assert "800.10" not in found.values()


def test_tables_of_unknown_unit_tell_each_other_nothing() -> None:
    other = EXPENDITURE.replace("金额单位：万元\n", "")
    alone = docparse.parse(f"部门决算\n{summary(VALUES, unit=None)}\n")
    assert amounts(torn(read(VALUES, other=other, unit=None))) == amounts(torn(alone))


def test_other_unit_is_converted() -> None:
    in_yuan = EXPENDITURE.replace("万元", "元")
    for value in ("935.60", "612.50", "323.10", "86.40", "800.10", "477.00", "49.10"):
        in_yuan = in_yuan.replace(value, f"{float(value) * 10_000:.2f}")
    assert amounts(torn(read(VALUES, other=in_yuan))) == RIGHT


@given(st.lists(st.sampled_from((*VALUES, "12.30", "946.20", "0.40")), max_size=12))
def test_every_amount_stands_in_one_cell_or_is_reported(values: list[str]) -> None:
    report = read(values)
    table = torn(report)
    spans = [span for row in table.rows for cell in row.cells.values() if cell is not None for span in cell.spans]
    left = [
        span
        for each in report.diagnostics
        if each.code == "decoding.unplaced-number" and each.fields["table"] == table.id
        for span in each.spans
    ]
    places = [*spans, *left]
    assert len(set(places)) == len(places)
    source = text(values)
    assert sorted(source[start:end] for start, end in places) == sorted(values)


# Coded tables

# 一般公共预算财政拨款支出决算表, torn: the amounts of the two 项 and of 住房公积金 stand at the wrong codes.
CODES = ("208", "20805", "2080505", "214", "21401", "2140101", "2140106", "221", "22102", "2210201")
NAMES = (
    *("社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", "交通运输支出", "公路水路运输"),
    *("行政运行", "公路养护", "住房保障支出", "住房改革支出", "住房公积金"),
)
ROWS = (
    *(("86.40", "86.40"),) * 3,
    *(("800.10", "477.00", "323.10"),) * 2,
    ("477.00", "477.00"),
    ("323.10", "323.10"),
    *(("49.10", "49.10"),) * 3,
)


def coded(rows: Sequence[Sequence[str]]) -> str:
    head = ["一般公共预算财政拨款支出决算表", "公开05表", "部门：白鹭县桥梁局", "金额单位：万元"]
    labels = ["本年支出合计", "基本支出", "项目支出", "栏次", "1", "2", "3", "合计"]
    values = ["935.60", "612.50", "323.10", *(value for row in rows for value in row)]
    return "\f" + "\n\n".join([*head, "科目编码", "科目名称", *labels, *CODES, *NAMES, *values])


def test_rows_that_hold_each_others_values_change_them() -> None:
    turned = [*ROWS[:5], ROWS[6], ROWS[5], *ROWS[7:]]
    report = docparse.parse(f"部门决算\n{EXPENDITURE}\n{coded(turned)}\n")
    table = report.table("general_budget_expenditure")
    found = {
        row.code.value: [cell.value if cell else None for cell in row.cells.values()] for row in table.rows if row.code
    }
    assert table.grammar.rendering == "torn"
    assert found["2140101"] == ["477.00", "477.00", None]
    assert found["2140106"] == ["323.10", None, "323.10"]


def test_what_is_spent_for_an_item_hints_at_what_came_in_for_it() -> None:
    """Half units of the second decimal in 元; of classes that are not spent on nothing is known."""
    _, drafts = trace(decode(EXPENDITURE.encode()))
    ledger = Ledger(drafts)
    items = {
        code: ledger.turned(Coordinates("income", "all", code), besides="income") for code in ("2140101", "2140106")
    }
    assert items == {"2140101": 2 * 477_00 * 10_000, "2140106": 2 * 323_10 * 10_000}
    assert ledger.turned(Coordinates("income", "all", "total"), besides="income") is None
    assert ledger.turned(Coordinates("closing", "all", "2140101"), besides="income") is None
