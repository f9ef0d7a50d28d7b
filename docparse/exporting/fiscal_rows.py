"""Amounts as lines of a budget: whose, when, in which phase, for what, out of which money.

The columns carry the types of the Fiscal Data Package (budget taxonomy).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.load import load_forms

if TYPE_CHECKING:
    from docparse.exporting.rows import CellRow
    from docparse.grammars.model import Form

# Phases of a budget, by what the column is called in the forms that compare them.
_PHASES = {"budget": "approved", "initial_budget": "approved", "full_year_budget": "adjusted", "final": "executed"}
_DIRECTIONS = {"income": "revenue", "expenditure": "expenditure"}
# Forms that list nothing but spending and have no coordinates.
_SPENDING = "three_public"
_YEAR_DIGITS = 4


class FiscalRow(NamedTuple):
    """One amount of a table in yuan, with its place, its classification and its proof."""

    cell_id: int
    source_sha256: str
    organization: str | None
    administrative_division: str | None
    fiscal_year: int | None
    document_kind: str
    scope: str | None
    form: str
    table_id: str
    row_id: str
    row_key: str | None
    row_name: str | None
    row_role: str
    column_key: str
    column_path: str
    phase: str | None
    direction: str | None
    measure: str | None
    funding: str | None
    functional_code: str | None
    functional_class: str | None
    functional_section: str | None
    functional_item: str | None
    economic_code: str | None
    economic_class: str | None
    economic_item: str | None
    value: str
    unit: str | None
    amount_yuan: str
    status: str
    disputed: int
    repaired: int
    spans: str


# The types of the budget taxonomy; other columns are what the format calls extra.
COLUMN_TYPES = {
    "organization": "administrative-classification:generic:label",
    "administrative_division": "geo:source:title",
    "fiscal_year": "date:fiscal-year",
    "phase": "phase:id",
    "direction": "direction",
    "funding": "fin-source:generic:code",
    "functional_code": "functional-classification:generic:code",
    "functional_class": "functional-classification:generic:level1:code",
    "functional_section": "functional-classification:generic:level2:code",
    "functional_item": "functional-classification:generic:level3:code",
    "economic_code": "economic-classification:generic:code",
    "economic_class": "economic-classification:generic:level1:code",
    "economic_item": "economic-classification:generic:level2:code",
    "amount_yuan": "value",
}


def fiscal_row(cell: CellRow) -> FiscalRow | None:
    """A cell as a line of a budget; None where it is no amount in yuan."""
    if cell.value is None or cell.amount_yuan is None:
        return None
    year = cell.fiscal_year or ""
    code = _code_of(cell)
    form = _form(cell.kind)
    economic = form is not None and form.rows == "economic_code"
    functional_codes = _levels(None if economic else code)
    economic_code, economic_class, economic_item, _ = _levels(code if economic else None)
    return FiscalRow(
        cell.id, cell.source_sha256, cell.organization, cell.administrative_division,
        int(year) if len(year) == _YEAR_DIGITS and year.isdecimal() else None,
        cell.document_kind, cell.scope, cell.kind, cell.table_id, cell.row_id, cell.row_key, cell.row_name,
        cell.row_role, cell.column_key, cell.column_path, phase_of(cell), direction_of(cell), cell.measure,
        cell.funding, *functional_codes, economic_code,
        economic_class, economic_item, cell.value, cell.unit, cell.amount_yuan, cell.status,
        int(cell.disputed_by is not None), cell.repaired, cell.spans,
    )  # fmt: skip


def phase_of(cell: CellRow) -> str | None:
    """``approved``, ``adjusted`` or ``executed``; None for what is no flow of money in a year, such as assets."""
    told = _PHASES.get(cell.column_key.partition(".")[0])
    form = _form(cell.kind)
    if told is not None or form is None or form.funding is None:
        return told
    return "approved" if cell.document_kind == "budget" else "executed"


def direction_of(cell: CellRow) -> str | None:
    """``revenue`` or ``expenditure``; None for balances and assets."""
    if cell.measure is not None:
        return _DIRECTIONS.get(cell.measure.partition(".")[0])
    return "expenditure" if cell.kind.startswith(_SPENDING) else None


def _code_of(cell: CellRow) -> str | None:
    """The code of the national classification that the row is of; None where it is of none."""
    if _form(cell.kind) is None:
        return None
    return next((code for code in (cell.row_code, cell.row_key) if code and code.isascii() and code.isdigit()), None)


def _levels(code: str | None) -> tuple[str | None, str | None, str | None, str | None]:
    """The code, and its beginning on each level (three, five and seven digits) down to its own."""
    first, second, third = (code[:length] if code and len(code) >= length else None for length in (3, 5, 7))
    return code, first, second, third


@cache
def _form(kind: str) -> Form | None:
    return next((form for form in load_forms() if form.kind == kind), None)
