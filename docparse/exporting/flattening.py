"""A report as rows of tables, each with its id and the ids of what it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.exporting.cells import as_json, cells_of, value_of
from docparse.exporting.rows import CellRow, CheckCellRow, CheckRow, DiagnosticRow, FirstIds, ReportRow, Rows, TableRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docparse.schema import Cell, Report, Table


def flatten(report: Report, first: FirstIds) -> Rows:
    """All rows of a report; ids count up from the first ones.

    Checks find their cells by the JSON pointers to them; one that leads elsewhere (to a fact, say) finds none.
    """
    tables: list[TableRow] = []
    cells: dict[str, CellRow] = {}
    for number, table in enumerate(report.tables):
        table_id = first.report_table + number
        of_table = dict(cells_of(report, number, report_table_id=table_id, first_id=first.cell + len(cells)))
        tables.append(_table_row(table, table_id, report_id=first.report, cell_count=len(of_table)))
        cells |= of_table
    return Rows(
        (_report_row(report, first.report),),
        tuple(tables),
        tuple(cells.values()),
        tuple(_check_rows(report, first)),
        tuple(_check_cell_rows(report, first, cells)),
        tuple(_diagnostic_rows(report, first)),
    )


def _report_row(report: Report, report_id: int) -> ReportRow:
    return ReportRow(
        report_id,
        report.source.sha256,
        report.source.name,
        report.schema_version,
        report.producer.version,
        report.producer.knowledge,
        report.source.encoding,
        report.source.characters,
        int(report.complete),
        report.document_kind,
        report.scope,
        *_with_status(report.organization),
        *_with_status(report.administrative_division),
        *_with_status(report.fiscal_year),
        value_of(report.title),
        as_json(report.metadata),
    )


def _table_row(table: Table, table_id: int, *, report_id: int, cell_count: int) -> TableRow:
    return TableRow(
        table_id,
        report_id,
        table.id,
        table.kind,
        table.relation,
        value_of(table.form_number),
        value_of(table.title),
        value_of(table.department),
        value_of(table.fiscal_year),
        *_with_status(table.unit),
        table.unit_factor,
        table.grammar.form,
        table.grammar.rendering,
        table.grammar.score,
        table.grammar.margin,
        table.admissible_layouts,
        len(table.rows),
        cell_count,
        sum(len(row.unsettled) for row in table.rows),
        int(table.empty),
        as_json(table.spans),
    )


def _check_rows(report: Report, first: FirstIds) -> Iterator[CheckRow]:
    for number, check in enumerate(report.checks, first.check_result):
        numbers = (check.left, check.right, check.difference, check.tolerance)
        yield CheckRow(
            number, first.report, check.id, check.kind, check.statement, *numbers, check.outcome, check.reason,
            check.cause,
        )  # fmt: skip


def _check_cell_rows(report: Report, first: FirstIds, cells: Mapping[str, CellRow]) -> Iterator[CheckCellRow]:
    for number, check in enumerate(report.checks, first.check_result):
        for position, pointer in enumerate(check.cells):
            cell = cells.get(pointer)
            yield CheckCellRow(number, position, None if cell is None else cell.id, pointer)


def _diagnostic_rows(report: Report, first: FirstIds) -> Iterator[DiagnosticRow]:
    for position, record in enumerate(report.diagnostics):
        yield DiagnosticRow(
            first.report, position, record.severity, record.code, record.message, as_json(record.spans),
            as_json(record.fields),
        )  # fmt: skip


def _with_status(cell: Cell | None) -> tuple[str | None, str | None]:
    return (None, None) if cell is None else (cell.value, cell.status)
