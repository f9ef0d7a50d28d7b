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
_BUDGETS = {
    "general": ("general_budget", "一般公共预算财政拨款"),
    "fund": ("government_fund", "政府性基金预算财政拨款"),
    "capital": ("state_capital", "国有资本经营预算财政拨款"),
}
_OWN = {
    "上级补助收入": ("superior_subsidy",),
    "事业收入": ("business", "education_fees"),
    "经营收入": ("operating",),
    "附属单位上缴收入": ("subordinate_remittance",),
    "其他收入": ("other",),
}


def summary(accounts: Accounts, manner: Manner) -> Form:
    """收入支出决算总表."""
    income = [(f"{_BUDGETS[b][1]}收入", accounts.total(lambda e: e.income, budgets=(b,))) for b in _budgets(accounts)]
    income += [(name, accounts.total(_own(keys))) for name, keys in _OWN.items()]
    received, spent = accounts.total(lambda e: e.income), accounts.total(lambda e: e.expenditure)
    opening = accounts.total(lambda e: e.opening)
    closing = opening + received + accounts.used_balance - spent - accounts.distributed
    left: list[Half] = [(vocabulary.enumerate_name(n, name), (value,)) for n, (name, value) in enumerate(income, 1)]
    right: list[Half] = [
        (vocabulary.enumerate_name(n, name), (accounts.total(lambda e: e.expenditure, prefix=code),))
        for n, (code, name) in enumerate(vocabulary.classes(accounts.year, manner.place).items(), 1)
    ]
    left += [("", (None,))] * (len(right) - len(left))
    used = _used_balance(accounts.year, manner.place)
    left += [("本年收入合计", (received,)), (used, (accounts.used_balance,)), ("年初结转和结余", (opening,))]
    right += [("本年支出合计", (spent,)), ("结余分配", (accounts.distributed,)), ("年末结转和结余", (closing,))]
    if accounts.year >= 2023 and manner.place == "national":
        left.append(("", (None,)))
        right.append(("", (None,)))
    left.append(("总计", (received + accounts.used_balance + opening,)))
    right.append(("总计", (spent + accounts.distributed + closing,)))
    label = manner.amount_label
    columns = (Column("amount", (label,), "1", "income"), Column("amount", (label,), "2", "expenditure"))
    balances = "年初、年末结转结余" if manner.place == "twelve" else "年末结转结余"
    notes: tuple[str, ...] = (f"注：本表反映部门本年度的总收支和{balances}情况。",)
    if accounts.year >= 2022 and manner.place != "split":
        notes = (notes[0].replace("：", "：1.", 1), "2.本套报表金额单位转换时可能存在尾数误差。")
    title = "收入支出决算表" if _without_general(accounts, manner) else "收入支出决算总表"
    return _side_by_side(manner, Form("income_expenditure_summary", title, columns, (), (), (), (), notes), left, right)


def _used_balance(year: int, place: str) -> str:
    """What covers a deficit: since 2019 the new accounting's 非财政拨款结余, since 2023 with 专用结余."""
    if year < 2023:
        return "使用非财政拨款结余"
    return "使用专用结余" if place == "twelve" else "使用非财政拨款结余（含专用结余）"


def _without_general(accounts: Accounts, manner: Manner) -> bool:
    """Since 2022 Yunnan's titles say 决算表 where others say 决算总表."""
    return manner.place == "twelve" and accounts.year >= 2022


def fiscal_summary(accounts: Accounts, manner: Manner) -> Form:
    """财政拨款收入支出决算总表."""
    budgets = _budgets(accounts)
    names = [_BUDGETS[budget][1] for budget in budgets]

    def split(measure: str, prefix: str = "") -> tuple[int, ...]:
        parts = [accounts.total(lambda e: getattr(e, measure), prefix=prefix, budgets=(budget,)) for budget in budgets]
        return (sum(parts), *parts)

    income, opening, spent, closing = split("income"), split("opening"), split("expenditure"), split("closing")
    left: list[Half] = [(vocabulary.enumerate_name(n, name), (income[n],)) for n, name in enumerate(names, 1)]
    right: list[Half] = [
        (vocabulary.enumerate_name(n, name), split("expenditure", code))
        for n, (code, name) in enumerate(vocabulary.classes(accounts.year, manner.place).items(), 1)
    ]
    left += [("", (None,))] * (len(right) - len(left))
    left += [("本年收入合计", (income[0],)), ("年初财政拨款结转和结余", (opening[0],))]
    right += [("本年支出合计", spent), ("年末财政拨款结转和结余", closing)]
    numbered = manner.place in ("twelve", "split")
    left += [
        (vocabulary.enumerate_name(n, name) if numbered else name, (opening[n],)) for n, name in enumerate(names, 1)
    ]
    right += [("", (None,) * len(closing))] * len(budgets)
    left.append(("总计", (income[0] + opening[0],)))
    right.append(("总计", tuple(a + b for a, b in zip(spent, closing, strict=True))))
    title = "财政拨款收入支出决算表" if _without_general(accounts, manner) else "财政拨款收入支出决算总表"
    notes = (f"注：本表反映部门本年度{_listed(names)}的总收支和年末结转结余情况。",)
    columns = _fiscal_columns(budgets, manner)
    kind = "fiscal_appropriation_summary"
    return _side_by_side(manner, Form(kind, title, columns, (), (), (), (), notes), left, right)


def _fiscal_columns(budgets: Sequence[str], manner: Manner) -> tuple[Column, ...]:
    label = "决算数" if manner.place == "twelve" else "金额" if manner.place == "national" else manner.amount_label
    return (
        Column("amount", (label,), "1", "income"),
        Column("total", ("合计",), "2", "expenditure"),
        *(
            Column(_BUDGETS[budget][0], (_BUDGETS[budget][1],), str(n), "expenditure")
            for n, budget in enumerate(budgets, start=3)
        ),
    )


def _budgets(accounts: Accounts) -> list[str]:
    """The budgets that the forms of the year know: state capital since 2020."""
    return list(_BUDGETS)[: 3 if accounts.year >= 2020 else 2]


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:-1]) + "和" + names[-1]


def _own(keys: Sequence[str]) -> Callable[[Entry], int]:
    return lambda entry: sum(entry.own_income.get(key, 0) for key in keys)


def _side_by_side(manner: Manner, form: Form, left: Sequence[Half], right: Sequence[Half]) -> Form:
    """The form with the head, the lines and the rows of both sides."""
    columns = form.columns
    if not manner.column_numbers:
        columns = tuple(Column(column.key, column.path, "", column.side) for column in columns)
    rows: list[Row] = []
    body = []
    for line, pair in enumerate(zip(left, right, strict=True), start=1):
        printed: list[Cell] = []
        for side, at, (name, amounts) in zip(("income", "expenditure"), (line, line + len(left)), pair, strict=True):
            values = tuple("" if not name else manner.printer.amount(amount) for amount in amounts)
            number = str(at) if manner.line_numbers else ""
            printed += [Cell(name), *([Cell(number, numeric=True)] if number else []), *numeric(values)]
            if number or name:
                rows.append(Row(side, number, "", name, tuple(map(truth, values))))
        body.append(tuple(printed))
    head, widths = _head(manner, columns)
    return Form(form.kind, form.title, columns, tuple(rows), head, tuple(body), widths, form.notes)


def _head(manner: Manner, columns: Sequence[Column]) -> tuple[tuple[tuple[Cell, ...], ...], tuple[int, ...]]:
    item = "项目（按功能分类）" if manner.place == "twelve" else "项目"
    paths, numbers, widths = [], [], []
    for side, label, name in (("income", "收入", "项目"), ("expenditure", "支出", item)):
        own = [column for column in columns if column.side == side]
        lead = [(name,), ("行次",)] if manner.line_numbers else [(name,)]
        paths += [(label, *path) for path in (*lead, *(column.path for column in own))]
        numbers += [Cell("栏次"), *([Cell("")] if manner.line_numbers else []), *(Cell(c.number) for c in own)]
        widths += [30, *([6] if manner.line_numbers else []), *([16] * len(own))]
    head = head_rows(paths) + ((tuple(numbers),) if manner.column_numbers else ())
    return head, tuple(widths)
