"""The two side-by-side forms: 收入支出决算总表 and 财政拨款收入支出决算总表."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.synthesis import vocabulary
from benchmarks.synthesis.forms import Cell, Column, Form, Row, head_rows, numeric, truth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.synthesis.accounts import Accounts, Entry
    from benchmarks.synthesis.variants import Manner

# One side of a printed line: name ("" for none) and amounts; None where no amount belongs.
Half = tuple[str, tuple[int | None, ...]]
_FISCAL = ("general", "fund", "capital")


def summary(accounts: Accounts, manner: Manner) -> Form:
    """收入支出决算总表."""
    fiscal = [("一般公共预算财政拨款收入", "general"), ("政府性基金预算财政拨款收入", "fund")]
    fiscal += [("国有资本经营预算财政拨款收入", "capital")] if accounts.year >= 2020 else []
    own = {
        "上级补助收入": ("superior_subsidy",),
        "事业收入": ("business", "education_fees"),
        "经营收入": ("operating",),
        "附属单位上缴收入": ("subordinate_remittance",),
        "其他收入": ("other",),
    }
    income = [(name, accounts.total(lambda e: e.income, budgets=(budget,))) for name, budget in fiscal]
    income += [(name, accounts.total(_own(keys))) for name, keys in own.items()]
    received, spent = accounts.total(lambda e: e.income), accounts.total(lambda e: e.expenditure)
    opening = accounts.total(lambda e: e.opening)
    closing = opening + received + accounts.used_balance - spent - accounts.distributed
    used = (
        "使用非财政拨款结余（含专用结余）"
        if accounts.year >= 2023
        else "使用非财政拨款结余"
        if accounts.year >= 2020
        else "用事业基金弥补收支差额"
    )
    left: list[Half] = [(vocabulary.enumerate_name(n, name), (value,)) for n, (name, value) in enumerate(income, 1)]
    right: list[Half] = [
        (vocabulary.enumerate_name(n, name), (accounts.total(lambda e: e.expenditure, prefix=code),))
        for n, (code, name) in enumerate(vocabulary.classes(accounts.year).items(), 1)
    ]
    left += [("", (None,))] * (len(right) - len(left))
    left += [("本年收入合计", (received,)), (used, (accounts.used_balance,)), ("年初结转和结余", (opening,))]
    right += [("本年支出合计", (spent,)), ("结余分配", (accounts.distributed,)), ("年末结转和结余", (closing,))]
    if accounts.year >= 2023 and manner.variant.name == "national":
        left.append(("", (None,)))
        right.append(("", (None,)))
    left.append(("总计", (received + accounts.used_balance + opening,)))
    right.append(("总计", (spent + accounts.distributed + closing,)))
    label = manner.variant.amount_label
    columns = (Column("amount", (label,), "1", "income"), Column("amount", (label,), "2", "expenditure"))
    notes = ("注：1.本表反映部门本年度的总收支和年末结转结余情况。", "2.本套报表金额单位转换时可能存在尾数误差。")
    return _side_by_side(manner, "income_expenditure_summary", "收入支出决算总表", columns, (left, right), notes)


def fiscal_summary(accounts: Accounts, manner: Manner) -> Form:
    """财政拨款收入支出决算总表."""
    budgets = _FISCAL if accounts.year >= 2020 else _FISCAL[:2]
    names = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")[: len(budgets)]

    def split(measure: str, prefix: str = "") -> tuple[int, ...]:
        parts = [accounts.total(lambda e: getattr(e, measure), prefix=prefix, budgets=(budget,)) for budget in budgets]
        return (sum(parts), *parts)

    income, opening, spent, closing = split("income"), split("opening"), split("expenditure"), split("closing")
    left: list[Half] = [(vocabulary.enumerate_name(n, names[n - 1]), (income[n],)) for n in range(1, len(budgets) + 1)]
    right: list[Half] = [
        (vocabulary.enumerate_name(n, name), split("expenditure", code))
        for n, (code, name) in enumerate(vocabulary.classes(accounts.year).items(), 1)
    ]
    nothing = (None,) * (len(budgets) + 1)
    left += [("", (None,))] * (len(right) - len(left))
    left += [("本年收入合计", (income[0],)), ("年初财政拨款结转和结余", (opening[0],))]
    right += [("本年支出合计", spent), ("年末财政拨款结转和结余", closing)]
    numbered = manner.variant.name == "twelve"
    left += [
        (vocabulary.enumerate_name(n, name) if numbered else name, (opening[n],)) for n, name in enumerate(names, 1)
    ]
    right += [("", nothing)] * len(budgets)
    left.append(("总计", (income[0] + opening[0],)))
    right.append(("总计", tuple(a + b for a, b in zip(spent, closing, strict=True))))
    keys = ("general_budget", "government_fund", "state_capital")
    label = "决算数" if numbered else "金额" if manner.variant.amount_label == "决算数" else manner.variant.amount_label
    columns = (
        Column("amount", (label,), "1", "income"),
        Column("total", ("合计",), "2", "expenditure"),
        *(Column(keys[n], (names[n],), str(n + 3), "expenditure") for n in range(len(budgets))),
    )
    notes = ("注：本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款的总收支和年末结转结余情况。",)
    title = "财政拨款收入支出决算总表"
    return _side_by_side(manner, "fiscal_appropriation_summary", title, columns, (left, right), notes)


def _own(keys: Sequence[str]) -> Callable[[Entry], int]:
    return lambda entry: sum(entry.own_income.get(key, 0) for key in keys)


def _side_by_side(
    manner: Manner,
    kind: str,
    title: str,
    columns: tuple[Column, ...],
    halves: tuple[Sequence[Half], Sequence[Half]],
    notes: tuple[str, ...],
) -> Form:
    numbered = manner.variant.line_numbers
    if not manner.variant.column_numbers:
        columns = tuple(Column(column.key, column.path, "", column.side) for column in columns)
    lead = [("项目",), ("行次",)] if numbered else [("项目",)]
    paths, numbers, widths = [], [], []
    for side, label in (("income", "收入"), ("expenditure", "支出")):
        own = [column for column in columns if column.side == side]
        paths += [(label, *path) for path in (*lead, *(column.path for column in own))]
        numbers += [Cell("栏次"), *([Cell("")] if numbered else []), *(Cell(column.number) for column in own)]
        widths += [30, *([6] if numbered else []), *([16] * len(own))]
    head = head_rows(paths) + ((tuple(numbers),) if manner.variant.column_numbers else ())
    rows: list[Row] = []
    body = []
    lines = len(halves[0])
    for line, pair in enumerate(zip(*halves, strict=True), start=1):
        printed: list[Cell] = []
        for side, number, (name, amounts) in zip(("income", "expenditure"), (line, line + lines), pair, strict=True):
            values = tuple("" if not name else manner.printer.amount(amount) for amount in amounts)
            printed += [Cell(name), *([Cell(str(number), numeric=True)] if numbered else []), *numeric(values)]
            if numbered or name:
                rows.append(Row(side, str(number) if numbered else "", "", name, tuple(map(truth, values))))
        body.append(tuple(printed))
    return Form(kind, title, columns, tuple(rows), head, tuple(body), tuple(widths), notes)
