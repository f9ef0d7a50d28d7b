"""Forms by functional code: income, expenditure, general budget, government fund, state capital."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.synthesis.coded import Plan, by_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.synthesis.accounts import Accounts, Entry
    from benchmarks.synthesis.forms import Form
    from benchmarks.synthesis.variants import Manner

    Measure = Callable[[Entry], int]
    Spec = tuple[str, tuple[str, ...], Measure]

_FUND = "政府性基金预算财政拨款"
_CAPITAL = "国有资本经营预算财政拨款"


def income(accounts: Accounts, manner: Manner) -> Form:
    """收入决算表."""

    def source(*names: str) -> Measure:
        return lambda e: sum(e.own_income.get(name, 0) for name in names)

    business: list[Spec] = [("business", ("事业收入",), source("business", "education_fees"))]
    if manner.business_split:
        business = [
            ("business", ("事业收入", "小计"), source("business", "education_fees")),
            ("business.education_fees", ("事业收入", "其中：教育收费"), source("education_fees")),
        ]
    renamed = manner.place == "renamed"
    columns: list[Spec] = [
        ("total", ("合计" if renamed else "本年收入合计",), lambda e: e.income),
        ("fiscal_appropriation", ("财政拨款收入",), lambda e: e.income_basic + e.income_project),
        ("superior_subsidy", ("上级补助收入",), source("superior_subsidy")),
        *business,
        ("operating", ("经营收入",), source("operating")),
        ("subordinate_remittance", ("附属单位上缴收入",), source("subordinate_remittance")),
        ("other", ("其他收入",), source("other")),
    ]
    title = "收入决算总表" if renamed else "收入决算表"
    note = "注：本表反映部门本年度取得的各项收入情况。"
    plan = Plan(kind="income", title=title, columns=columns, relevant=lambda e: e.income > 0, note=note)
    return by_code(accounts, manner, plan)


def expenditure(accounts: Accounts, manner: Manner) -> Form:
    """支出决算表."""
    renamed = manner.place == "renamed"
    columns: list[Spec] = [
        ("total", ("合计" if renamed else "本年支出合计",), lambda e: e.expenditure),
        ("basic", ("基本支出",), lambda e: e.basic),
        ("project", ("项目支出",), lambda e: e.project),
        ("remitted_to_superior", ("上缴上级支出",), lambda e: e.remitted),
        ("operating", ("经营支出",), lambda e: e.trading),
        ("subsidies_to_subordinates", ("对附属单位补助支出",), lambda e: e.subsidies),
    ]
    title = "支出决算总表" if renamed else "支出决算表"
    note = "注：本表反映部门本年度各项支出情况。"
    plan = Plan(kind="expenditure", title=title, columns=columns, relevant=lambda e: e.expenditure > 0, note=note)
    return by_code(accounts, manner, plan)


def general_budget(accounts: Accounts, manner: Manner) -> Form:
    """一般公共预算财政拨款支出决算表."""
    plan = Plan(
        kind="general_budget_expenditure",
        title="一般公共预算财政拨款支出决算表",
        columns=_spent(manner, () if manner.place == "split" else ("本年支出",)),
        budgets=("general",),
        relevant=lambda e: e.expenditure > 0,
        note="注：本表反映部门本年度一般公共预算财政拨款支出情况。",
        total_last=manner.totals_last,
    )
    return by_code(accounts, manner, plan)


def government_fund(accounts: Accounts, manner: Manner) -> Form:
    """政府性基金预算财政拨款收入支出决算表, in Yunnan with every balance split."""
    if manner.place == "twelve":
        return flow(accounts, manner, "fund")
    plan = Plan(
        kind="government_fund",
        title=f"{_FUND}收入支出决算表",
        columns=_with_balances(manner),
        budgets=("fund",),
        relevant=lambda e: e.opening + e.income > 0,
        note=f"注：本表反映部门本年度{_FUND}收入、支出及结转和结余情况。",
        absent=f"{_FUND}收入，也没有使用{_FUND}安排的支出",
    )
    return by_code(accounts, manner, plan)


def state_capital(accounts: Accounts, manner: Manner) -> Form:
    """国有资本经营预算财政拨款支出决算表; with income and balances in Yunnan and Shanghai."""
    title, columns = f"{_CAPITAL}支出决算表", _spent(manner, ("本年支出",))
    shown, absent = "支出", f"使用{_CAPITAL}安排的支出"
    if manner.place in ("twelve", "split"):
        title, shown = f"{_CAPITAL}收入支出决算表", "的收支和年初、年末结转结余"
        absent = f"{_CAPITAL}收入，也没有{absent}"
        columns = _with_balances(manner)
    if manner.place == "twelve":
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
        note=f"注：本表反映部门本年度{_CAPITAL}{shown}情况。",
        absent=absent,
    )
    return by_code(accounts, manner, plan)


def _spent(manner: Manner, above: tuple[str, ...]) -> list[Spec]:
    return [
        ("expenditure.total", (*above, manner.subtotal), lambda e: e.expenditure),
        ("expenditure.basic", (*above, "基本支出"), lambda e: e.basic),
        ("expenditure.project", (*above, "项目支出"), lambda e: e.project),
    ]


def _with_balances(manner: Manner) -> list[Spec]:
    return [
        ("opening.total", ("年初结转和结余",), lambda e: e.opening),
        ("income.total", ("本年收入",), lambda e: e.income),
        *_spent(manner, ("本年支出",)),
        ("closing.total", ("年末结转和结余",), lambda e: e.closing),
    ]


def _balance(key: str, label: str, total: Measure, surplus: Measure, *, split: bool) -> list[Spec]:
    if not split:
        return [(f"{key}.total", (label,), total)]
    return [
        (f"{key}.total", (label, "合计"), total),
        (f"{key}.carryover", (label, "结转"), lambda e: total(e) - surplus(e)),
        (f"{key}.surplus", (label, "结余"), surplus),
    ]


def general_flow(accounts: Accounts, manner: Manner) -> Form:
    """一般公共预算财政拨款收入支出决算表."""
    return flow(accounts, manner, "general")


def flow(accounts: Accounts, manner: Manner, budget: str) -> Form:
    """The form of a budget with balances, income and expenditure, each split in basic and project."""
    name = "一般公共预算财政拨款" if budget == "general" else _FUND
    plan = Plan(
        kind="general_budget_income_expenditure" if budget == "general" else "government_fund",
        title=f"{name}收入支出决算表",
        columns=_flow_columns(wide=manner.place == "twelve" and accounts.year >= 2023),
        budgets=(budget,),
        relevant=lambda e: e.opening + e.income > 0,
        note=f"注：本表反映部门本年度{name}的收支和年初、年末结转结余情况。",
        absent=f"{name}收入，也没有使用{name}安排的支出" if budget == "fund" else "",
    )
    return by_code(accounts, manner, plan)


def _flow_columns(*, wide: bool) -> list[Spec]:
    """16 columns where 人员经费, 公用经费 and a subtotal of the project balances are printed, else 13."""
    spent, closing = "本年支出", "年末结转和结余"
    project = (closing, "项目支出结转和结余")
    basic: list[Spec] = [("expenditure.basic", (spent, "基本支出"), lambda e: e.basic)]
    if wide:
        basic = [
            ("expenditure.basic", (spent, "基本支出", "小计"), lambda e: e.basic),
            ("expenditure.basic.personnel", (spent, "基本支出", "人员经费"), lambda e: e.personnel),
            ("expenditure.basic.operating", (spent, "基本支出", "公用经费"), lambda e: e.operating),
        ]
    return [
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
