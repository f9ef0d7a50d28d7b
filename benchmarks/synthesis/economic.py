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

# What stands in each group of columns, class after class.
_BASIC = (("301", "303"), ("302",), ("307", "310", "399"))
_PROJECT = (("301", "303"), ("302", "307"), ("309", "310"), ("312", "399"))
_OPERATING = ("302", "307", "310", "399")


def basic(accounts: Accounts, manner: Manner) -> Form:
    """一般公共预算财政拨款基本支出决算(明细)表."""
    detailed = manner.variant.name == "national" and accounts.year >= 2023
    title = "一般公共预算财政拨款基本支出决算明细表" if detailed else "一般公共预算财政拨款基本支出决算表"
    amounts = accounts.basic_economics
    operating = sum(value for code, value in amounts.items() if code[:3] in _OPERATING)
    personnel = sum(amounts.values()) - operating
    shown = {code for code in vocabulary.economics() if not code.startswith("309")}
    label = "金额" if manner.variant.amount_label == "金额" else "决算数"
    tops = ("人员经费", "公用经费", "公用经费")
    paths = [(top, part) for top in tops for part in (f"科目{_code_word(manner)}", "科目名称", label)]
    body, rows = _lines(manner, amounts, _BASIC, shown)
    totals = (manner.printer.amount(personnel), manner.printer.amount(operating))
    body.append(
        (
            Cell("人员经费合计", across=2),
            Cell(totals[0], numeric=True),
            Cell("公用经费合计", across=5),
            Cell(totals[1], numeric=True),
        )
    )
    rows.append(Row("", "", "", "人员经费合计", (truth(totals[0]),)))
    rows.append(Row("", "", "", "公用经费合计", (truth(totals[1]),)))
    notes = ("注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",)
    columns = (Column("amount", (label,)),)
    widths = (10, 20, 16) * 3
    kind = "general_budget_basic_expenditure"
    return Form(kind, title, columns, tuple(rows), head_rows(paths), tuple(body), widths, notes)


def project(accounts: Accounts, manner: Manner) -> Form:
    """一般公共预算财政拨款项目支出决算表: no totals, four groups."""
    paths = [("项目经费", part) for _ in _PROJECT for part in ("科目编码", "科目名称", "金额")]
    shown = set(vocabulary.economics())
    body, rows = _lines(manner, accounts.project_economics, _PROJECT, shown)
    notes = ("注：本表反映部门本年度一般公共预算财政拨款项目支出经济分类支出情况。",)
    columns = (Column("amount", ("金额",)),)
    title = "一般公共预算财政拨款项目支出决算表"
    kind = "general_budget_project_expenditure"
    return Form(kind, title, columns, tuple(rows), head_rows(paths), tuple(body), (10, 20, 16) * 4, notes)


def _code_word(manner: Manner) -> str:
    return "代码" if manner.variant.name == "national" else "编码"


def _lines(
    manner: Manner, amounts: Mapping[str, int], groups: Sequence[Sequence[str]], shown: set[str]
) -> tuple[list[tuple[Cell, ...]], list[Row]]:
    names = vocabulary.economics()
    stacks = [[code for top in group for code in sorted(shown) if code.startswith(top)] for group in groups]
    body: list[tuple[Cell, ...]] = []
    rows: list[Row] = []
    for line in zip_longest(*stacks):
        printed: list[Cell] = []
        for code in line:
            if code is None:
                printed += [Cell(""), Cell(""), Cell("", numeric=True)]
                continue
            value = manner.printer.amount(sum(part for leaf, part in amounts.items() if leaf.startswith(code)))
            indent = manner.indent if len(code) == 5 else ""
            printed += [Cell(code), Cell(indent + names[code]), Cell(value, numeric=True)]
            rows.append(Row("", "", code, names[code], (truth(value),)))
        body.append(tuple(printed))
    return body, rows
