"""Self-evaluation forms as rows: a row for each thing they list, and one for each Cell with its print and place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from docparse.exporting.amounts import in_yuan
from docparse.exporting.cells import as_json, escaped, reading_of, value_of
from docparse.exporting.evaluation_rows import (
    EvaluationCellRow,
    EvaluationRow,
    FundRow,
    GoalRow,
    IndicatorRow,
    TaskRow,
)
from docparse.schema import Cell, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.schema import Evaluation, Report

# The lists of a form: where they stand, what a row of each is called, and which of its fields are amounts.
PARTS = {
    "funds": ("fund", ("initial_budget", "full_year_budget", "executed")),
    "goals": ("goal", ()),
    "indicators": ("indicator", ()),
    "tasks": ("task", ("total", "fiscal", "other", "executed")),
}
# What a form's own Cells are said to be a part of.
HEAD = "evaluation"

_Row = TypeVar("_Row", FundRow, GoalRow, IndicatorRow, TaskRow)


class _Heading(NamedTuple):
    """What all rows of a form have in common, in the order of their columns."""

    evaluation_id: int
    source_sha256: str
    organization: str | None
    administrative_division: str | None
    fiscal_year: str | None
    evaluation_kind: str
    project_name: str | None


def evaluation_row(form: Evaluation, row_id: int, report_id: int) -> EvaluationRow:
    """The head of a form."""
    own: dict[str, Any] = {
        "id": row_id,
        "report_id": report_id,
        "reference": form.id,
        "form": form.grammar.form,
        "rendering": form.grammar.rendering,
        "match_score": form.grammar.score,
        "match_margin": form.grammar.margin,
        "spans": as_json(form.spans),
    }
    return EvaluationRow(**{name: own[name] if name in own else _told(form, name) for name in EvaluationRow._fields})


def rows_of(
    kind: type[_Row], entries: tuple[Node, ...], *, report: Report, number: int, evaluation_id: int, first_id: int
) -> tuple[_Row, ...]:
    """The rows of one list of a report's form."""
    form = report.evaluations[number]
    heading = _heading_of(report, form, evaluation_id)
    rows: list[_Row] = []
    for position, entry in enumerate(entries):
        own = heading._asdict() | {"id": first_id + position, "position": position, "unit": value_of(form.unit)}
        factor = form.unit_factor
        columns = {name: own[name] if name in own else _told(entry, name, factor) for name in kind._fields}
        rows.append(kind(**columns))
    return tuple(rows)


def cells_of(
    report: Report, number: int, *, evaluation_id: int, first_id: int
) -> Iterator[tuple[str, EvaluationCellRow]]:
    """The Cells of a form with the JSON pointers to them, head first; blanks have none."""
    form = report.evaluations[number]
    heading = _heading_of(report, form, evaluation_id)
    row_id = first_id
    for pointer, part, position, entry, amounts in _entries(form, f"/evaluations/{number}"):
        for name, label, cell in _cells(entry):
            unit, factor = (value_of(form.unit), form.unit_factor) if name in amounts else (None, None)
            place = f"{pointer}/{name}" if label is None else f"{pointer}/{name}/{escaped(label)}"
            yield (
                place,
                EvaluationCellRow(
                    row_id,
                    *heading,
                    part,
                    position,
                    name,
                    label,
                    cell.value,
                    unit,
                    _yuan(cell, factor),
                    *reading_of(cell),
                ),
            )
            row_id += 1


def _entries(form: Evaluation, pointer: str) -> Iterator[tuple[str, str, int, Node, tuple[str, ...]]]:
    """The form itself and what it lists: pointer, part, position, object, and the fields that are amounts."""
    yield pointer, HEAD, 0, form, ()
    for where, (part, amounts) in PARTS.items():
        for position, entry in enumerate(getattr(form, where)):
            yield f"{pointer}/{where}/{position}", part, position, entry, amounts


def _cells(entry: Node) -> Iterator[tuple[str, str | None, Cell]]:
    """The Cells of an object: field, printed label where no form declares the field, and the Cell."""
    for name in type(entry).model_fields:
        content = getattr(entry, name)
        if isinstance(content, Cell):
            yield name, None, content
        elif name == "extra":
            yield from ((name, label, cell) for label, cell in content.items() if cell is not None)


def _heading_of(report: Report, form: Evaluation, evaluation_id: int) -> _Heading:
    return _Heading(
        evaluation_id,
        report.source.sha256,
        value_of(report.organization),
        value_of(report.administrative_division),
        value_of(form.fiscal_year or report.fiscal_year),
        form.kind,
        value_of(form.project_name),
    )


def _told(entry: Node, column: str, factor: str | None = None) -> Any:
    """What an object says in a column: a field, or the status or the yuan of one."""
    field, _, aspect = column.rpartition("_")
    if aspect == "status":
        cell = getattr(entry, field)
        return None if cell is None else cell.status
    if aspect == "yuan":
        return _yuan(getattr(entry, field), factor)
    content = getattr(entry, column)
    return content.value if isinstance(content, Cell) else content


def _yuan(cell: Cell | None, factor: str | None) -> str | None:
    """The amount of a Cell that may hold words instead."""
    return None if cell is None or cell.decimal is None else in_yuan(cell.value, factor)
