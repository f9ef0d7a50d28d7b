"""Forms by functional code: income, expenditure, general budget, government fund, state capital."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.synthesis import vocabulary
from benchmarks.synthesis.forms import Cell, Column, Form, Row, head_rows, numeric, truth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.synthesis.accounts import Accounts, Entry
    from benchmarks.synthesis.variants import Manner

    Measure = Callable[[Entry], int]
    Spec = tuple[str, tuple[str, ...], Measure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a form by code shows: of which entries, in which columns."""

    kind: str
    title: str
    columns: Sequence[Spec]
    budgets: tuple[str, ...] = ()
    relevant: Callable[[Entry], bool]
    note: str
    absent: str = ""


def income(accounts: Accounts, manner: Manner) -> Form:
    """收入决算表."""

    def source(*names: str) -> Measure:
        return lambda e: sum(e.own_income.get(name, 0) for name in names)

    business: list[Spec] = [("business", ("事业收入",), source("business", "education_fees"))]
    if manner.variant.business_split:
        business = [
            ("business", ("事业收入", "小计"), source("business", "education_fees")),
            ("business.education_fees", ("事业收入", "其中：教育收费"), source("education_fees")),
        ]
    columns: list[Spec] = [
        ("total", ("本年收入合计",), lambda e: e.income),
        ("fiscal_appropriation", ("财政拨款收入",), lambda e: e.income_basic + e.income_project),
        ("superior_subsidy", ("上级补助收入",), source("superior_subsidy")),
        *business,
        ("operating", ("经营收入",), source("operating")),
        ("subordinate_remittance", ("附属单位上缴收入",), source("subordinate_remittance")),
        ("other", ("其他收入",), source("other")),
    ]
    title = "收入决算总表" if manner.variant.name == "renamed" else "收入决算表"
    note = "注：本表反映部门本年度取得的各项收入情况。"
    plan = Plan(kind="income", title=title, columns=columns, relevant=lambda e: e.income > 0, note=note)
    return by_code(accounts, manner, plan)


def expenditure(accounts: Accounts, manner: Manner) -> Form:
    """支出决算表."""
    columns: list[Spec] = [
        ("total", ("本年支出合计",), lambda e: e.expenditure),
        ("basic", ("基本支出",), lambda e: e.basic),
        ("project", ("项目支出",), lambda e: e.project),
        ("remitted_to_superior", ("上缴上级支出",), lambda e: e.remitted),
        ("operating", ("经营支出",), lambda e: e.trading),
        ("subsidies_to_subordinates", ("对附属单位补助支出",), lambda e: e.subsidies),
    ]
    title = "支出决算总表" if manner.variant.name == "renamed" else "支出决算表"
    note = "注：本表反映部门本年度各项支出情况。"
    plan = Plan(kind="expenditure", title=title, columns=columns, relevant=lambda e: e.expenditure > 0, note=note)
    return by_code(accounts, manner, plan)


def general_budget(accounts: Accounts, manner: Manner) -> Form:
    """一般公共预算财政拨款支出决算表, or the form with income and balances where the place prints that one."""
    if manner.variant.name == "twelve":
        return flow(accounts, manner, "general")
    columns: list[Spec] = [
        ("expenditure.total", ("本年支出", "小计"), lambda e: e.expenditure),
        ("expenditure.basic", ("本年支出", "基本支出"), lambda e: e.basic),
        ("expenditure.project", ("本年支出", "项目支出"), lambda e: e.project),
    ]
    plan = Plan(
        kind="general_budget_expenditure",
        title="一般公共预算财政拨款支出决算表",
        columns=columns,
        budgets=("general",),
        relevant=lambda e: e.expenditure > 0,
        note="注：本表反映部门本年度一般公共预算财政拨款支出情况。",
    )
    return by_code(accounts, manner, plan)


def government_fund(accounts: Accounts, manner: Manner) -> Form:
    """政府性基金预算财政拨款收入支出决算表."""
    if manner.variant.name == "twelve":
        return flow(accounts, manner, "fund")
    columns: list[Spec] = [
        ("opening.total", ("年初结转和结余",), lambda e: e.opening),
        ("income.total", ("本年收入",), lambda e: e.income),
        ("expenditure.total", ("本年支出", "小计"), lambda e: e.expenditure),
        ("expenditure.basic", ("本年支出", "基本支出"), lambda e: e.basic),
        ("expenditure.project", ("本年支出", "项目支出"), lambda e: e.project),
        ("closing.total", ("年末结转和结余",), lambda e: e.closing),
    ]
    plan = Plan(
        kind="government_fund",
        title="政府性基金预算财政拨款收入支出决算表",
        columns=columns,
        budgets=("fund",),
        relevant=lambda e: e.opening + e.income > 0,
        note="注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
        absent="政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出",
    )
    return by_code(accounts, manner, plan)


def state_capital(accounts: Accounts, manner: Manner) -> Form:
    """国有资本经营预算财政拨款支出决算表, with income and balances in the form of twelve."""
    title = "国有资本经营预算财政拨款支出决算表"
    columns: list[Spec] = [
        ("expenditure.total", ("本年支出", "小计"), lambda e: e.expenditure),
        ("expenditure.basic", ("本年支出", "基本支出"), lambda e: e.basic),
        ("expenditure.project", ("本年支出", "项目支出"), lambda e: e.project),
    ]
    if manner.variant.name == "twelve":
        title = "国有资本经营预算财政拨款收入支出决算表"
        columns = [
            *_balance("opening", "年初结转和结余", lambda e: e.opening, lambda e: 0, split=accounts.year >= 2023),
            ("income.total", ("本年收入",), lambda e: e.income),
            ("expenditure.total", ("本年支出",), lambda e: e.expenditure),
            *_balance("closing", "年末结转和结余", lambda e: e.closing, lambda e: e.surplus, split=True),
        ]
    plan = Plan(
        kind="state_capital",
        title=title,
        columns=columns,
        budgets=("capital",),
        relevant=lambda e: e.opening + e.income > 0,
        note="注：本表反映部门本年度国有资本经营预算财政拨款支出情况。",
        absent="国有资本经营预算财政拨款收入，也没有使用国有资本经营预算财政拨款安排的支出",
    )
    return by_code(accounts, manner, plan)


def _balance(key: str, label: str, total: Measure, surplus: Measure, *, split: bool) -> list[Spec]:
    if not split:
        return [(f"{key}.total", (label,), total)]
    return [
        (f"{key}.total", (label, "合计"), total),
        (f"{key}.carryover", (label, "结转"), lambda e: total(e) - surplus(e)),
        (f"{key}.surplus", (label, "结余"), surplus),
    ]


def flow(accounts: Accounts, manner: Manner, budget: str) -> Form:
    """The wide form of a budget: balances, income and expenditure, each split; 16 columns since 2023, else 13."""
    wide = accounts.year >= 2023
    spent, closing = "本年支出", "年末结转和结余"
    project = (closing, "项目支出结转和结余")
    basic: list[Spec] = [("expenditure.basic", (spent, "基本支出"), lambda e: e.basic)]
    if wide:
        basic = [
            ("expenditure.basic", (spent, "基本支出", "小计"), lambda e: e.basic),
            ("expenditure.basic.personnel", (spent, "基本支出", "人员经费"), lambda e: e.personnel),
            ("expenditure.basic.operating", (spent, "基本支出", "公用经费"), lambda e: e.operating),
        ]
    columns: list[Spec] = [
        ("opening.total", ("年初结转和结余", "合计"), lambda e: e.opening),
        ("opening.basic", ("年初结转和结余", "基本支出结转"), lambda e: e.opening_basic),
        ("opening.project", ("年初结转和结余", "项目支出结转和结余"), lambda e: e.opening_project),
        ("income.total", ("本年收入", "合计"), lambda e: e.income),
        ("income.basic", ("本年收入", "基本支出"), lambda e: e.income_basic),
        ("income.project", ("本年收入", "项目支出"), lambda e: e.income_project),
        ("expenditure.total", (spent, "合计"), lambda e: e.expenditure),
        *basic,
        ("expenditure.project", (spent, "项目支出"), lambda e: e.project),
        ("closing.total", (closing, "合计"), lambda e: e.closing),
        ("closing.basic", (closing, "基本支出结转"), lambda e: e.closing_basic),
        *([("closing.project", (*project, "小计"), lambda e: e.closing_project)] if wide else []),
        ("closing.project.carryover", (*project, "项目支出结转"), lambda e: e.closing_project - e.surplus),
        ("closing.project.surplus", (*project, "项目支出结余"), lambda e: e.surplus),
    ]
    name = "一般公共预算财政拨款" if budget == "general" else "政府性基金预算财政拨款"
    plan = Plan(
        kind="general_budget_income_expenditure" if budget == "general" else "government_fund",
        title=f"{name}收入支出决算表",
        columns=columns,
        budgets=(budget,),
        relevant=lambda e: e.opening + e.income > 0,
        note=f"注：本表反映部门本年度{name}的收支和年初、年末结转结余情况。",
        absent=f"{name}收入，也没有使用{name}安排的支出" if budget == "fund" else "",
    )
    return by_code(accounts, manner, plan)


def by_code(accounts: Accounts, manner: Manner, plan: Plan) -> Form:
    """A form whose rows are 合计 and the functional codes."""
    variant, printer = manner.variant, manner.printer
    numbers = [str(n) if variant.column_numbers else "" for n in range(1, len(plan.columns) + 1)]
    columns = tuple(Column(key, path, number) for (key, path, _), number in zip(plan.columns, numbers, strict=True))
    names = vocabulary.functions(accounts.year)

    def relevant(entry: Entry) -> bool:
        return (not plan.budgets or entry.budget in plan.budgets) and plan.relevant(entry)

    def values(prefix: str) -> tuple[str, ...]:
        sums = [accounts.total(measure, prefix=prefix, budgets=plan.budgets) for _, _, measure in plan.columns]
        return printer.amounts(sums)

    codes = accounts.codes(relevant)
    lead = 2 if variant.code_columns == 1 else 4
    printed = values("")
    rows = [Row("", "", "", "合计", tuple(map(truth, printed)))]
    body = [(Cell("合计", across=lead), *numeric(printed))]
    for code in codes:
        printed = values(code)
        rows.append(Row("", "", code, names[code], tuple(map(truth, printed))))
        indent = manner.indent * ((len(code) - 3) // 2)
        body.append((*_code_cells(variant.code_columns, code), Cell(indent + names[code]), *numeric(printed)))
    notes = [plan.note]
    if not codes:
        notes.append(f"说明：本部门{accounts.year}年度没有{plan.absent}，故本表为空表。")
    head = _head(manner, [path for _, path, _ in plan.columns], numbers)
    widths = (*((13,) if lead == 2 else (5, 4, 4)), 26, *([14] * len(columns)))
    return Form(plan.kind, plan.title, columns, tuple(rows), head, tuple(body), widths, tuple(notes), not codes)


def _code_cells(code_columns: int, code: str) -> tuple[Cell, ...]:
    if code_columns == 3:
        return Cell(code[:3]), Cell(code[3:5]), Cell(code[5:7])
    return (Cell(code, across=3 if code_columns == 0 else 1),)


def _head(manner: Manner, paths: Sequence[tuple[str, ...]], numbers: list[str]) -> tuple[tuple[Cell, ...], ...]:
    """The header: 项目 over code and name; 类 款 项 beside 栏次, under 科目编码, or not at all."""
    variant = manner.variant
    values = tuple(Cell(number) for number in numbers)
    if variant.code_columns == 1:
        head = head_rows([("项目", "功能分类科目编码"), ("项目", "科目名称"), *paths])
        return (*head, (Cell("栏次", across=2), *values)) if variant.column_numbers else head
    if variant.code_columns == 3:
        code = [("项目", "支出功能分类科目编码", letter) for letter in "类款项"]
        head = head_rows([*code, ("项目", "科目名称"), *paths])
        return (*head, (Cell("栏次", across=4), *values)) if variant.column_numbers else head
    head = head_rows([*[("项目", "支出功能分类科目编码")] * 3, ("项目", "科目名称"), *paths])
    return (*head, (Cell("类"), Cell("款"), Cell("项"), Cell("栏次"), *values))
