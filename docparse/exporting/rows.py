"""The rows of an export, one kind a table; the fields are the columns, in their order in ``tables.sql``."""

from __future__ import annotations

from typing import NamedTuple


class ReportRow(NamedTuple):
    """One result: what was read, by which version, and what the document says of itself."""

    id: int
    source_sha256: str
    source_name: str | None
    schema_version: str
    producer_version: str
    knowledge: str
    encoding: str
    characters: int
    complete: int
    document_kind: str
    scope: str | None
    organization: str | None
    organization_status: str | None
    administrative_division: str | None
    administrative_division_status: str | None
    fiscal_year: str | None
    fiscal_year_status: str | None
    title: str | None
    metadata: str


class TableRow(NamedTuple):
    """One table of a report: what is printed on it, how it was recognised, how much it holds."""

    id: int
    report_id: int
    table_id: str
    kind: str
    relation: str | None
    form_number: str | None
    title: str | None
    department: str | None
    fiscal_year: str | None
    unit: str | None
    unit_status: str | None
    unit_factor: str | None
    form: str | None
    rendering: str | None
    score: float
    margin: float
    admissible_layouts: int | None
    row_count: int
    cell_count: int
    unsettled_blanks: int
    empty: int
    spans: str


class CellRow(NamedTuple):
    """One Cell of a table, with all that is needed to use it alone; a blank has no row."""

    id: int
    report_table_id: int
    source_sha256: str
    organization: str | None
    administrative_division: str | None
    fiscal_year: str | None
    document_kind: str
    scope: str | None
    kind: str
    table_id: str
    row_id: str
    row_key: str | None
    row_code: str | None
    row_name: str | None
    row_level: int | None
    row_role: str
    row_side: str | None
    column_key: str
    column_path: str
    measure: str | None
    funding: str | None
    item: str | None
    value: str | None
    quantity: str
    unit: str | None
    unit_status: str | None
    amount_yuan: str | None
    status: str
    disputed_by: str | None
    repaired: int
    alternatives: str | None
    raw: str
    spans: str


class CheckRow(NamedTuple):
    """One identity and what came of testing it."""

    id: int
    report_id: int
    check_id: str
    kind: str
    statement: str
    left_value: str | None
    right_value: str | None
    difference: str | None
    tolerance: str | None
    outcome: str
    reason: str | None
    cause: str | None


class CheckCellRow(NamedTuple):
    """One Cell that an identity covers; ``cell_id`` is None where the pointer leads outside the tables."""

    check_result_id: int
    position: int
    cell_id: int | None
    pointer: str


class DiagnosticRow(NamedTuple):
    """One thing that was noticed and not understood, or not read."""

    report_id: int
    position: int
    severity: str
    code: str
    message: str
    spans: str
    fields: str


class Rows(NamedTuple):
    """All rows of one report, by table, in an order in which every row comes after those that it refers to."""

    report: tuple[ReportRow, ...]
    report_table: tuple[TableRow, ...]
    cell: tuple[CellRow, ...]
    check_result: tuple[CheckRow, ...]
    check_cell: tuple[CheckCellRow, ...]
    diagnostic: tuple[DiagnosticRow, ...]


# The columns of each table.
COLUMNS: dict[str, tuple[str, ...]] = {
    "report": ReportRow._fields,
    "report_table": TableRow._fields,
    "cell": CellRow._fields,
    "check_result": CheckRow._fields,
    "check_cell": CheckCellRow._fields,
    "diagnostic": DiagnosticRow._fields,
}


class FirstIds(NamedTuple):
    """The ids that the next report's rows begin with; they are never used twice within an export."""

    report: int = 1
    report_table: int = 1
    cell: int = 1
    check_result: int = 1

    def after(self, rows: Rows) -> FirstIds:
        """The first ids behind these rows."""
        return FirstIds(
            self.report + len(rows.report),
            self.report_table + len(rows.report_table),
            self.cell + len(rows.cell),
            self.check_result + len(rows.check_result),
        )
