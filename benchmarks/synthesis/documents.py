"""A whole document: cover, contents, prose, and the forms of its place and year in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.synthesis import coded, economic, special, summaries
from benchmarks.synthesis.accounts import make_accounts
from benchmarks.synthesis.narrative import opening_lines, situation_lines
from benchmarks.synthesis.variants import make_manner

if TYPE_CHECKING:
    from benchmarks.synthesis.accounts import Accounts
    from benchmarks.synthesis.forms import Form
    from benchmarks.synthesis.variants import Manner


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form with what is printed around it on its page."""

    form: Form
    number: str
    title: str
    department: str
    unit: str
    year: str

    def preamble(self, manner: Manner) -> tuple[str, ...]:
        """The lines between title and table; spaces mark what stands left, in the middle and right."""
        department = manner.variant.department_label + self.department
        unit = manner.variant.unit_label + self.unit
        year = f"{self.year}年度" if self.year and self.year not in self.title else ""
        parts = [part for part in (department, year, unit) if part]
        return (self.number, "  ".join(parts)) if manner.head_on_one_line else (self.number, *parts)


@dataclass(frozen=True, slots=True)
class Document:
    """What a department publishes: paragraphs and sheets in printed order."""

    seed: int
    manner: Manner
    parts: tuple[str | Sheet, ...]

    @property
    def name(self) -> str:
        """Seed and variant, as folders are named."""
        return f"{self.seed:04}-{self.manner.variant.name}"

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables."""
        return tuple(part for part in self.parts if isinstance(part, Sheet))


def make_document(seed: int) -> Document:
    """The document of a seed; the same at every call."""
    manner = make_manner(seed)
    accounts = make_accounts(seed, manner.year)
    sheets = tuple(
        _sheet(accounts, manner, number, form) for number, form in enumerate(_forms(accounts, manner), start=1)
    )
    titles = [sheet.title for sheet in sheets]
    opening = opening_lines(accounts, manner, titles)
    situation = situation_lines(accounts, manner)
    parts: tuple[str | Sheet, ...]
    if manner.variant.tables_first:
        parts = (*opening, f"{manner.year}年度部门决算表", *sheets, *situation)
    else:
        parts = (*opening, *situation, f"附件：{manner.year}年度部门决算表", *sheets)
    return Document(seed, manner, parts)


def _sheet(accounts: Accounts, manner: Manner, number: int, form: Form) -> Sheet:
    variant = manner.variant
    title = variant.title.format(year=accounts.year, department=accounts.department, title=form.title)
    year = str(accounts.year) if variant.year_line or str(accounts.year) in title else ""
    return Sheet(form, variant.form_number.format(number=number), title, accounts.department, manner.unit, year)


def _forms(accounts: Accounts, manner: Manner) -> list[Form]:
    """The forms in the order of the place; the national order changed in 2022."""
    first = [summaries.summary, coded.income, coded.expenditure, summaries.fiscal_summary]
    capital = [coded.state_capital] if accounts.year >= 2020 else []
    general = [coded.general_budget, economic.basic]
    if manner.variant.name == "twelve":
        rest = [
            *general,
            economic.project,
            coded.government_fund,
            *capital,
            special.down,
            special.general,
            special.assets,
        ]
    elif manner.variant.name == "renamed":
        rest = [*general, economic.project, coded.government_fund, *capital, special.general, special.assets]
    elif accounts.year >= 2022:
        rest = [*general, coded.government_fund, *capital, special.across]
    else:
        rest = [*general, special.across, coded.government_fund, *capital]
    return [make(accounts, manner) for make in (*first, *rest)]
