"""A report as rows of tables, each with its id and the ids of what it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from docparse.exporting import evaluations
from docparse.exporting.amounts import in_yuan
from docparse.exporting.cells import as_json, cells_of, reading_of, value_of
from docparse.exporting.evaluation_rows import FundRow, GoalRow, IndicatorRow, TaskRow
from docparse.exporting.rows import (
    CellRow,
    CheckCellRow,
    CheckRow,
    DiagnosticRow,
    FactRow,
    FirstIds,
    ReportRow,
    Rows,
    SectionRow,
    TableRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docparse.exporting.evaluation_rows import EvaluationCellRow, EvaluationRow
    from docparse.schema import Cell, Report, Table


def flatten(report: Report, first: FirstIds) -> Rows:
    """All rows of a report; ids count up from the first ones.

    Checks find their cells by the JSON pointers to them; one that leads to anything else than a value of a table, a
    Cell of a self-evaluation form or a fact finds none.
    """
    tables, cells = _tables(report, first)
    forms = _forms(report, first)
    facts = {f"/facts/{number}/value": row for number, row in enumerate(_fact_rows(report, first))}
    return Rows(
        report=(_report_row(report, first.report),),
        section=tuple(_section_rows(report, first)),
        report_table=tables,
        cell=tuple(cells.values()),
        evaluation=tuple(forms.heads),
        fund=tuple(forms.funds),
        goal=tuple(forms.goals),
        indicator=tuple(forms.indicators),
        task=tuple(forms.tasks),
        evaluation_cell=tuple(forms.cells.values()),
        fact=tuple(facts.values()),
        check_result=tuple(_check_rows(report, first)),
        check_cell=tuple(_check_cell_rows(report, first, cells, forms.cells, facts)),
        diagnostic=tuple(_diagnostic_rows(report, first)),
    )


def _tables(report: Report, first: FirstIds) -> tuple[tuple[TableRow, ...], dict[str, CellRow]]:
    """The tables, and their cells by the pointers to them."""
    tables: list[TableRow] = []
    cells: dict[str, CellRow] = {}
    for number, table in enumerate(report.tables):
        table_id = first.report_table + number
        of_table = dict(cells_of(report, number, report_table_id=table_id, first_id=first.cell + len(cells)))
        tables.append(_table_row(table, table_id, report_id=first.report, cell_count=len(of_table)))
        cells |= of_table
    return tuple(tables), cells


@dataclass(slots=True)
class _Forms:
    """The rows of all self-evaluation forms of a report, Cells by the pointers to them."""

    heads: list[EvaluationRow] = field(default_factory=list)
    funds: list[FundRow] = field(default_factory=list)
    goals: list[GoalRow] = field(default_factory=list)
    indicators: list[IndicatorRow] = field(default_factory=list)
    tasks: list[TaskRow] = field(default_factory=list)
    cells: dict[str, EvaluationCellRow] = field(default_factory=dict)


def _forms(report: Report, first: FirstIds) -> _Forms:
    forms, rows_of = _Forms(), evaluations.rows_of
    for number, form in enumerate(report.evaluations):
        form_id = first.evaluation + number
        forms.heads.append(evaluations.evaluation_row(form, form_id, first.report))
        of_form = partial(rows_of, report=report, number=number, evaluation_id=form_id)
        forms.funds += of_form(FundRow, form.funds, first_id=first.fund + len(forms.funds))
        forms.goals += of_form(GoalRow, form.goals, first_id=first.goal + len(forms.goals))
        forms.indicators += of_form(IndicatorRow, form.indicators, first_id=first.indicator + len(forms.indicators))
        forms.tasks += of_form(TaskRow, form.tasks, first_id=first.task + len(forms.tasks))
        first_cell = first.evaluation_cell + len(forms.cells)
        forms.cells |= evaluations.cells_of(report, number, evaluation_id=form_id, first_id=first_cell)
    return forms


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
        as_json([note.value for note in table.notes]) if table.notes else None,
        as_json(table.spans),
    )


def _section_rows(report: Report, first: FirstIds) -> Iterator[SectionRow]:
    for position, section in enumerate(report.sections):
        spans = as_json(section.spans)
        yield SectionRow(first.report, position, section.level, section.number, section.title, spans)


def _fact_rows(report: Report, first: FirstIds) -> Iterator[FactRow]:
    heading = (
        report.source.sha256,
        value_of(report.organization),
        value_of(report.administrative_division),
        value_of(report.fiscal_year),
        report.document_kind,
        report.scope,
    )
    for number, fact in enumerate(report.facts, first.fact):
        yield FactRow(
            number, first.report, *heading, fact.id, fact.subject, fact.name, fact.measure,
            fact.value.value, fact.unit, fact.unit_factor, in_yuan(fact.value.value, fact.unit_factor),
            *reading_of(fact.value),
            fact.qualifier, fact.direction, fact.baseline, fact.period,
            as_json(fact.code_path) if fact.code_path else None,
            fact.part_of, fact.about, fact.document_number, fact.section, as_json(fact.spans),
        )  # fmt: skip


def _check_rows(report: Report, first: FirstIds) -> Iterator[CheckRow]:
    for number, check in enumerate(report.checks, first.check_result):
        numbers = (check.left, check.right, check.difference, check.tolerance)
        yield CheckRow(
            number, first.report, check.id, check.kind, check.statement, *numbers, check.outcome, check.reason,
            check.cause,
        )  # fmt: skip


def _check_cell_rows(
    report: Report,
    first: FirstIds,
    cells: Mapping[str, CellRow],
    of_forms: Mapping[str, EvaluationCellRow],
    facts: Mapping[str, FactRow],
) -> Iterator[CheckCellRow]:
    for number, check in enumerate(report.checks, first.check_result):
        for position, pointer in enumerate(check.cells):
            cell, of_form, fact = (rows[pointer].id if pointer in rows else None for rows in (cells, of_forms, facts))
            yield CheckCellRow(number, position, cell, of_form, fact, pointer)


def _diagnostic_rows(report: Report, first: FirstIds) -> Iterator[DiagnosticRow]:
    for position, record in enumerate(report.diagnostics):
        yield DiagnosticRow(
            first.report, position, record.severity, record.code, record.message, as_json(record.spans),
            as_json(record.fields),
        )  # fmt: skip


def _with_status(cell: Cell | None) -> tuple[str | None, str | None]:
    return (None, None) if cell is None else (cell.value, cell.status)
