"""Forms by economic code: groups of code, name and amount side by side."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from benchmarks.synthesis import vocabulary
from benchmarks.synthesis.forms import Cell, Column, Form, Row, head_rows, truth

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.synthesis.accounts import Accounts
    from benchmarks.synthesis.variants import Manner

    Groups = Sequence[Sequence[str]]

# What stands in each group of columns, class after class, by place; the number of groups where a place prints either.
_BASIC = {
    2: (("301", "303"), ("302", "307", "310", "399")),
    3: (("301", "303"), ("302",), ("307", "310", "399")),
    "twelve": (("301", "303"), ("302",), ("310", "312", "399", "307")),
    "split": (("301", "303"), ("302", "310")),
}
_PROJECT = (("301", "303"), ("302", "307"), ("309", "310"), ("311", "312", "313", "399"))
# Classes of 公用经费; the others are 人员经费.
_OPERATING = ("302", "307", "309", "310", "311", "312", "313", "399")
# Items that a place's form leaves out.
_UNPRINTED = {
    "national": ("30703", "30704", "309"),
    "twelve": (),
    "split": ("31005", "31006", "31008", "31009", "31010", "31011", "31012"),
}


def basic(accounts: Accounts, manner: Manner) -> Form:
    """一般公共预算财政拨款基本支出决算(明细)表."""
    groups = _BASIC.get(manner.place) or _BASIC[manner.groups]
    detailed = manner.place == "national" and accounts.year >= 2023
    kind, title = "general_budget_basic_expenditure", f"一般公共预算财政拨款基本支出决算{'明细' if detailed else ''}表"
    amounts = accounts.basic_economics
    body, rows = _lines(accounts.year, manner, amounts, groups)
    operating = sum(value for code, value in amounts.items() if code[:3] in _OPERATING)
    totals = (manner.printer.amount(sum(amounts.values()) - operating), manner.printer.amount(operating))
    lead = _code_width(manner) + 1
    rest = (len(groups) - 1) * (lead + 1) - 1
    body.append(
        (
            Cell("人员经费合计", across=lead),
            Cell(totals[0], numeric=True),
            Cell("公用经费合计", across=rest),
            Cell(totals[1], numeric=True),
        )
    )
    rows.append(Row("", "", "", "人员经费合计", (truth(totals[0]),)))
    rows.append(Row("", "", "", "公用经费合计", (truth(totals[1]),)))
    shown = "经济分类支出" if manner.place == "twelve" else "明细"
    notes = (f"注：本表反映部门本年度一般公共预算财政拨款基本支出{shown}情况。",)
    tops = () if manner.place == "split" else ("人员经费", *["公用经费"] * (len(groups) - 1))
    head = _head(manner, tops or ("",) * len(groups))
    columns = (Column("amount", (manner.amount_label,)),)
    return Form(kind, title, columns, tuple(rows), head, tuple(body), _widths(manner, len(groups)), notes)


def project(accounts: Accounts, manner: Manner) -> Form:
    """一般公共预算财政拨款项目支出决算表: no totals, four groups."""
    body, rows = _lines(accounts.year, manner, accounts.project_economics, _PROJECT)
    notes = ("注：本表反映部门本年度一般公共预算财政拨款项目支出经济分类支出情况。",)
    columns = (Column("amount", (manner.amount_label,)),)
    title = "一般公共预算财政拨款项目支出决算表"
    kind = "general_budget_project_expenditure"
    head = _head(manner, ("项目经费",) * len(_PROJECT))
    return Form(kind, title, columns, tuple(rows), head, tuple(body), _widths(manner, len(_PROJECT)), notes)


def _code_width(manner: Manner) -> int:
    """Printed columns of a code: two where 类 and 款 stand apart."""
    return 2 if manner.place == "split" and manner.code_columns == 3 else 1


def _head(manner: Manner, tops: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
    codes: tuple[tuple[str, ...], ...] = (("科目代码",) if manner.code_label == "科目代码" else ("科目编码",),)
    name = "科目名称"
    if manner.place == "split":
        codes = (("经济分类科目编码",),)
    elif manner.place == "renamed":
        codes, name = (("经济分类科目编码",),), "经济分类科目名称"
    if _code_width(manner) == 2:
        codes = (("经济分类科目编码", "类"), ("经济分类科目编码", "款"))
    group = (*codes, (name,), (manner.amount_label,))
    return head_rows([(top, *path) if top else path for top in tops for path in group])


def _widths(manner: Manner, groups: int) -> tuple[int, ...]:
    return (*((6, 5) if _code_width(manner) == 2 else (10,)), 20, 16) * groups


def _lines(
    year: int, manner: Manner, amounts: Mapping[str, int], groups: Groups
) -> tuple[list[tuple[Cell, ...]], list[Row]]:
    names = vocabulary.economics(year)
    stacks = [[code for top in group for code in _printed(names, manner, top)] for group in groups]
    body: list[tuple[Cell, ...]] = []
    rows: list[Row] = []
    for line in zip_longest(*stacks):
        printed: list[Cell] = []
        for code in line:
            if code is None:
                printed += [*[Cell("")] * (_code_width(manner) + 1), Cell("", numeric=True)]
                continue
            value = manner.printer.amount(sum(part for leaf, part in amounts.items() if leaf.startswith(code)))
            indent = manner.indent if len(code) == 5 else ""
            printed += [*_code_cells(manner, code), Cell(indent + names[code]), Cell(value, numeric=True)]
            rows.append(Row("", "", code, names[code], (truth(value),)))
        body.append(tuple(printed))
    return body, rows


def _printed(names: Mapping[str, str], manner: Manner, top: str) -> list[str]:
    """The codes of a class that the place prints, in order."""
    left_out = _UNPRINTED.get(manner.place, _UNPRINTED["national"])
    return [code for code in sorted(names) if code.startswith(top) and not code.startswith(left_out)]


def _code_cells(manner: Manner, code: str) -> tuple[Cell, ...]:
    if _code_width(manner) == 2:
        return Cell(code[:3]), Cell(code[3:])
    return (Cell(code),)
