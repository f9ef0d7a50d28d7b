"""The rows of an export, one kind a table; the fields are the columns, in their order in ``tables.sql``."""

from __future__ import annotations

from typing import NamedTuple

from docparse.exporting.evaluation_rows import (
    EvaluationCellRow,
    EvaluationRow,
    FundRow,
    GoalRow,
    IndicatorRow,
    TaskRow,
)


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


class SectionRow(NamedTuple):
    """One heading of the outline."""

    report_id: int
    position: int
    level: int
    number: str | None
    title: str
    spans: str


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
    notes: str | None
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


class FactRow(NamedTuple):
    """One figure of the prose."""

    id: int
    report_id: int
    source_sha256: str
    organization: str | None
    administrative_division: str | None
    fiscal_year: str | None
    document_kind: str
    scope: str | None
    reference: str
    subject: str | None
    name: str
    measure: str
    value: str | None
    unit: str | None
    unit_factor: str | None
    amount_yuan: str | None
    status: str
    disputed_by: str | None
    repaired: int
    alternatives: str | None
    raw: str
    spans: str
    qualifier: str | None
    direction: str | None
    baseline: str | None
    period: str | None
    code_path: str | None
    part_of: str | None
    about: str | None
    document_number: str | None
    section_position: int | None
    clause_spans: str


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
    """One Cell that an identity covers: of a table, of a self-evaluation form or of the prose."""

    check_result_id: int
    position: int
    cell_id: int | None
    evaluation_cell_id: int | None
    fact_id: int | None
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
    section: tuple[SectionRow, ...]
    report_table: tuple[TableRow, ...]
    cell: tuple[CellRow, ...]
    evaluation: tuple[EvaluationRow, ...]
    fund: tuple[FundRow, ...]
    goal: tuple[GoalRow, ...]
    indicator: tuple[IndicatorRow, ...]
    task: tuple[TaskRow, ...]
    evaluation_cell: tuple[EvaluationCellRow, ...]
    fact: tuple[FactRow, ...]
    check_result: tuple[CheckRow, ...]
    check_cell: tuple[CheckCellRow, ...]
    diagnostic: tuple[DiagnosticRow, ...]


# The kind of row of each table.
ROW_TYPES: dict[str, type[NamedTuple]] = {
    "report": ReportRow,
    "section": SectionRow,
    "report_table": TableRow,
    "cell": CellRow,
    "evaluation": EvaluationRow,
    "fund": FundRow,
    "goal": GoalRow,
    "indicator": IndicatorRow,
    "task": TaskRow,
    "evaluation_cell": EvaluationCellRow,
    "fact": FactRow,
    "check_result": CheckRow,
    "check_cell": CheckCellRow,
    "diagnostic": DiagnosticRow,
}
# The columns of each table.
COLUMNS: dict[str, tuple[str, ...]] = {name: kind._fields for name, kind in ROW_TYPES.items()}


def column_types(kind: type[NamedTuple]) -> dict[str, str]:
    """The type of each column of a kind of row: ``int``, ``float`` or ``str``; any may be absent."""
    annotated = kind.__annotations__.items()
    return {name: str(getattr(told, "__forward_arg__", told)).partition(" ")[0] for name, told in annotated}


class FirstIds(NamedTuple):
    """The ids that the next report's rows begin with; they are never used twice within an export."""

    report: int = 1
    report_table: int = 1
    cell: int = 1
    evaluation: int = 1
    fund: int = 1
    goal: int = 1
    indicator: int = 1
    task: int = 1
    evaluation_cell: int = 1
    fact: int = 1
    check_result: int = 1

    def after(self, rows: Rows) -> FirstIds:
        """The first ids behind these rows."""
        return FirstIds(*(first + len(getattr(rows, name)) for name, first in self._asdict().items()))
