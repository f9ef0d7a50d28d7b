"""A whole document: cover, contents, prose, and the forms of its place and year in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.synthesis import budgets, economic, special, summaries
from benchmarks.synthesis.accounts import make_accounts
from benchmarks.synthesis.evaluation_forms import make_evaluations
from benchmarks.synthesis.forms import Cell, Form
from benchmarks.synthesis.narrative import opening_lines, situation_lines
from benchmarks.synthesis.variants import make_manner

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.synthesis.accounts import Accounts
    from benchmarks.synthesis.evaluation_forms import Evaluations
    from benchmarks.synthesis.variants import Manner

    Maker = Callable[[Accounts, Manner], Form]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with what is printed around it. Without a title it stands in the midst of the prose."""

    form: Form
    number: str = ""
    title: str = ""
    department: str = ""
    unit: str = ""
    year: str = ""

    @property
    def labelled(self) -> bool:
        """Whether the table has a kind of the output contract and so a label."""
        return bool(self.form.kind)

    def facts(self, manner: Manner) -> tuple[str, ...]:
        """What stands between title and table: department, year and unit, as far as printed."""
        department = f"{manner.department_label or ''}{self.department}" if self.department else ""
        year = f"{self.year}年度" if self.year and self.year not in self.title else ""
        unit = manner.unit_label + self.unit if self.unit else ""
        return tuple(part for part in (department, year, unit) if part)


@dataclass(frozen=True, slots=True)
class Document:
    """What a department publishes: paragraphs and sheets in printed order, then the forms of self-evaluation.

    Attributes:
        labels: fingerprint of the hand-made labels that its tables are; "" where it was made up.
    """

    seed: int
    manner: Manner
    parts: tuple[str | Sheet, ...]
    evaluations: Evaluations
    labels: str = ""

    @property
    def name(self) -> str:
        """Seed and place, as folders are named."""
        return f"{self.seed:04}-{self.manner.place}"

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that have a label."""
        return tuple(part for part in self.parts if isinstance(part, Sheet) and part.labelled)


def make_document(seed: int) -> Document:
    """The document of a seed; the same at every call."""
    manner = make_manner(seed)
    accounts = make_accounts(seed, manner.year)
    sheets = tuple(
        _sheet(accounts, manner, number, make(accounts, manner.for_form(number)))
        for number, make in enumerate(_makers(manner), start=1)
    )
    opening: tuple[str | Sheet, ...] = opening_lines(accounts, manner, [sheet.title for sheet in sheets])
    opening += (Sheet(_units(accounts)),)
    situation: tuple[str | Sheet, ...] = situation_lines(accounts, manner)
    if manner.place == "twelve" and manner.year < 2022:
        form = special.assets(accounts, manner)
        situation += (Sheet(form, title=form.title, unit=manner.unit),)
    if manner.tables_first:
        parts = (*opening, f"{manner.year}年度部门决算表", *sheets, *situation)
    else:
        parts = (*opening, *situation, f"附件：{manner.year}年度部门决算表", *sheets)
    return Document(seed, manner, parts, make_evaluations(seed, accounts))


def _sheet(accounts: Accounts, manner: Manner, number: int, form: Form) -> Sheet:
    title = manner.title.format(year=accounts.year, department=accounts.department, title=form.title)
    year = str(accounts.year) if manner.year_line or str(accounts.year) in title else ""
    department = "" if manner.department_label is None else accounts.department
    return Sheet(form, manner.form_number.format(number=number), title, department, manner.unit, year)


def _units(accounts: Accounts) -> Form:
    """The list of units whose accounts are added up: a table that is no form."""
    head = (tuple(map(Cell, ("序号", "单位名称", "备注"))),)
    names = (f"{accounts.department}（本级）", *(f"{accounts.department}{name}" for name in accounts.units))
    body = tuple((Cell(str(n)), Cell(name), Cell("")) for n, name in enumerate(names, start=1))
    return Form("", "", (), (), head, body, (6, 40, 10))


def _makers(manner: Manner) -> list[Maker]:
    """The forms in the order of the place; the national order changed in 2022. State capital came in 2020."""
    first: list[Maker] = [summaries.summary, budgets.income, budgets.expenditure, summaries.fiscal_summary]
    capital: list[Maker] = [budgets.state_capital] if manner.year >= 2020 else []
    fund, general, basic = budgets.government_fund, budgets.general_budget, economic.basic
    if manner.place == "twelve":
        return first + _makers_of_twelve(manner.year, capital)
    if manner.place == "procurement":
        rest = [budgets.general_flow, general, basic, fund, *capital, special.across, special.procurement]
    elif manner.place == "national" and manner.year >= 2022:
        rest = [general, basic, fund, *capital, special.across]
    else:
        rest = [general, basic, special.across, fund, *capital]
    return first + rest


def _makers_of_twelve(year: int, capital: list[Maker]) -> list[Maker]:
    """Yunnan printed eight forms for 2019, nine until 2021, eleven for 2022, twelve since."""
    project: list[Maker] = [economic.project] if year >= 2022 else []
    last: list[Maker] = [special.down]
    if year >= 2022:
        last = [special.down, *([special.general] if year >= 2023 else []), special.assets]
    return [budgets.general_flow, economic.basic, *project, budgets.government_fund, *capital, *last]
