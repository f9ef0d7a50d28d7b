"""Facts, checks and diagnostics of a report for the page: what is known of Cells is said by their indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docparse.reviewing.figures import figures_of, sides_of

if TYPE_CHECKING:
    from docparse.reviewing.cells import CellIndex, CodeUnits
    from docparse.schema import Check, Fact, Report
    from docparse.schema.report import DiagnosticRecord, Section

Row = list[Any]


def section_row(section: Section, units: CodeUnits) -> Row:
    """Number, title, where it stands, and level of a heading."""
    return [section.number, section.title, units.at(section.spans[0][0]), section.level]


def fact_row(fact: Fact, at: int, cells: CellIndex) -> Row:
    """Section, Cell, name, measure, unit, qualifier, direction, baseline, period."""
    value = cells.add(fact.value, "facts", at, "value")
    told = (fact.name, fact.measure, fact.unit, fact.qualifier, fact.direction, fact.baseline, fact.period)
    return [fact.section, value, *told]


def check_row(report: Report, check: Check, cells: CellIndex) -> Row:
    """Id, kind, outcome, cause, Cells, how many of these are on the left, sides, difference, tolerance, reason, words.

    The words are the statement where its sides cannot be told by Cells; else the page says it by their names.
    """
    figures = figures_of(report, check)
    sides = sides_of(check, figures)
    covered = [cells.pointers.get(figure.pointer) for figure in figures]
    told = sides is not None and None not in covered
    row = [
        check.id, check.kind, check.outcome, check.cause, [index for index in covered if index is not None],
        len(sides[0]) if sides is not None and told else None,
        check.left, check.right, check.difference, check.tolerance, check.reason, None if told else check.statement,
    ]  # fmt: skip
    while row[-1] is None:
        row.pop()
    return row


def diagnostic_row(record: DiagnosticRecord, units: CodeUnits) -> Row:
    """Severity, code, message, spans."""
    return [record.severity, record.code, record.message, units.flat(record.spans)]
