"""Rows of torn tables of balances filled by sums within and between them. All content is made up."""

from __future__ import annotations

from collections import Counter

import docparse

HEAD = [
    "一般公共预算财政拨款收入支出决算表", "公开05表", "部门：白鹭县桥梁局", "金额单位：元", "项目", "年初结转和结余",
    "本年收入", "本年支出", "年末结转和结余", "科目编码", "科目名称",
    "合计", "基本支出", "项目支出", "栏次", "1", "2", "3", "4", "5", "6",
]  # fmt: skip
# opening, income, expenditure, basic, project, closing
ROWS = {
    "合计": ("400.25", "9,120.40", "9,320.55", "6,210.30", "3,110.25", "200.10"),
    "214": ("400.25", "8,620.10", "8,820.25", "5,710.00", "3,110.25", "200.10"),
    "21401": ("400.25", "8,620.10", "8,820.25", "5,710.00", "3,110.25", "200.10"),
    "2140101": ("", "5,710.00", "5,710.00", "5,710.00", "", ""),
    "2140106": ("400.25", "2,910.10", "3,110.25", "", "3,110.25", "200.10"),
    "221": ("", "500.30", "500.30", "500.30", "", ""),
    "22102": ("", "500.30", "500.30", "500.30", "", ""),
    "2210201": ("", "500.30", "500.30", "500.30", "", ""),
}
NAMES = ("交通运输支出", "公路水路运输", "行政运行", "公路养护", "住房保障支出", "住房改革支出", "住房公积金")
CODES = list(ROWS)[1:]
# 支出决算表, whole: what it prints of basic and project expenditure.
EXPENDITURE = "\n".join(
    [
        "支出决算表", "公开03表", "部门：白鹭县桥梁局", "金额单位：元",
        "科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出", "栏次 1 2 3 4 5 6",
        *(
            " ".join((*stub, *(value or "0.00" for value in values[2:5]), "0.00", "0.00", "0.00"))
            for stub, values in zip([("合计",), *zip(CODES, NAMES, strict=True)], ROWS.values(), strict=True)
        ),
    ]
)  # fmt: skip


def read(*, lost: str | None = None) -> dict[str, tuple[str, ...]]:
    """The rows of the torn table: codes, names, then each column from the top, blanks gone."""
    columns = [[values[at] for values in ROWS.values() if values[at]] for at in range(6)]
    values = [value for column in columns for value in column]
    if lost is not None:
        values = [value for value in values if value != lost]
    text = "\f" + "\n\n".join([*HEAD, *CODES, "合计", *NAMES, *values])
    report = docparse.parse(f"部门决算\n{EXPENDITURE}\n{text}\n")
    table = report.table("general_budget_income_expenditure")
    assert table.grammar.rendering == "torn"
    assert {cell.status for row in table.rows for cell in row.cells.values() if cell} <= {"inferred", "conflicting"}
    return {
        row.code.value if row.code and row.code.value else "合计": tuple(
            cell.value or "" if cell is not None else "" for cell in row.cells.values()
        )
        for row in table.rows
    }


def plain(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.replace(",", "") for value in values)


def test_balances_and_splits_put_columns_back_into_rows() -> None:
    found = read()
    assert found == {code: plain(values) for code, values in ROWS.items()}


def test_no_amount_is_made_up_where_one_was_lost() -> None:
    found = read(lost="2,910.10")
    assert "2910.10" not in {value for row in found.values() for value in row}


def test_each_amount_stands_no_more_often_than_it_is_printed() -> None:
    printed = Counter(value for values in ROWS.values() for value in plain(values) if value)
    placed = Counter(value for row in read().values() for value in row if value)
    assert placed <= printed
