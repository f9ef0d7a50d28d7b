"""Two readings of one text: everything that a report says of it, held against what the other says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docparse.comparing.changes import Change, Item, change_of, changes, paired
from docparse.reviewing.figures import column_name, row_name, table_name
from docparse.schema import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docparse.comparing.changes import Pair, Tree
    from docparse.schema import Column, Evaluation, Report, Row, Table
    from docparse.spans import Span, Spans

_HEADS = ("organization", "administrative_division", "fiscal_year", "title")
_PLAIN_HEADS = ("complete", "document_kind", "scope")
_OF_A_TABLE = ("kind", "relation", "unit_factor", "empty", "admissible_layouts")
_CELLS_OF_A_TABLE = ("form_number", "title", "unit", "department", "fiscal_year")
_OF_A_ROW = ("id", "key", "level", "role", "quantity")
_CELLS_OF_A_ROW = ("line_number", "code", "name", "unit")
_OF_A_FACT = (
    "subject", "name", "measure", "unit", "unit_factor", "qualifier", "direction", "baseline", "period",
    "document_number",
)  # fmt: skip
_LISTS = ("funds", "goals", "indicators", "tasks")
# By what the entry of a list is known where it has moved.
_NAME_OF = {"funds": "source", "goals": "year", "indicators": "level3", "tasks": "name"}


def changes_of_readings(before: Report, after: Report, *, same_text: bool) -> dict[str, tuple[Change, ...]]:
    """What two readings say differently, by part of the report.

    Args:
        before: The first report.
        after: The second report.
        same_text: Whether spans of both count in the same text: then things are known by where they stand first, and by
            their names after that.
    """
    view = _View(same_text=same_text)

    def held(make: Any) -> tuple[Change, ...]:
        return changes(list(make(before)), list(make(after)))

    return {
        "heads": held(view.heads),
        "sections": held(view.sections),
        **_changes_of_tables(before, after, view),
        "evaluations": held(view.evaluations),
        "facts": held(view.facts),
        "checks": held(view.checks),
        "diagnostics": held(view.diagnostics),
    }


class _View:
    """The things of a report as items; where they stand counts only within one text."""

    def __init__(self, *, same_text: bool) -> None:
        self._same_text = same_text

    def place(self, spans: Iterable[Span]) -> int | None:
        """Where something begins."""
        return min((start for start, _ in spans), default=None) if self._same_text else None

    def cell(self, cell: Cell | None, *, unsettled: bool = False) -> Tree:
        """What of a Cell is compared; a blank is ``blank``, or ``unsettled`` where it is a guess."""
        if cell is None:
            return {"value": None, "status": "unsettled" if unsettled else "blank", "spans": []}
        return {"value": cell.value, "status": cell.status, "spans": self.spans(cell.spans)}

    def spans(self, spans: Spans) -> list[list[int]]:
        """Spans as plain data; none where they count in different texts."""
        return [list(span) for span in spans] if self._same_text else []

    def cells(self, node: object, names: Iterable[str]) -> Tree:
        """Several Cells of an object."""
        return {name: self.cell(getattr(node, name)) for name in names}

    def heads(self, report: Report) -> Iterator[Item[None]]:
        for name in _HEADS:
            yield Item((name,), (name,), (name,), self.cell(getattr(report, name)), None)
        for name in _PLAIN_HEADS:
            yield Item((name,), (name,), (name,), {"value": getattr(report, name)}, None)

    def sections(self, report: Report) -> Iterator[Item[None]]:
        for each in report.sections:
            content = {"level": each.level, "number": each.number, "title": each.title}
            names = (f"{each.number or ''}{each.title}",)
            yield Item((self.place(each.spans), (each.level, each.title)), names, names, content, None)

    def tables(self, report: Report) -> Iterator[Item[Table]]:
        for table in report.tables:
            content = {name: getattr(table, name) for name in _OF_A_TABLE}
            content |= {"form": table.grammar.form, "rendering": table.grammar.rendering}
            content |= {"values": _values(table.rows), "rows": len(table.rows)}
            content |= self.cells(table, _CELLS_OF_A_TABLE)
            place = self.place(table.spans)
            yield Item((place, table.id), (table.id,), (table_name(table),), content, table)

    def columns(self, table: Table) -> Iterator[Item[Column]]:
        for column in table.columns:
            content: Tree = {"key": column.key, "path": list(column.path), "number": column.number}
            content["values"] = sum(
                row.cells[column.key] is not None for row in table.rows if column.side in (None, row.side)
            )
            keys = ((column.side, column.key), (column.side, column.path))
            printed = (table_name(table), column_name(column))
            yield Item(keys, (table.id, column.key), printed, content, column)

    def rows(self, table: Table) -> Iterator[Item[Row]]:
        for row in table.rows:
            content = {name: getattr(row, name) for name in _OF_A_ROW} | self.cells(row, _CELLS_OF_A_ROW)
            content["values"] = _values([row])
            heads = [cell for cell in (row.line_number, row.code, row.name) if cell is not None]
            place = self.place([span for cell in heads for span in cell.spans])
            yield Item((place, row.id), (table.id, row.id), (table_name(table), row_name(row)), content, row)

    def evaluations(self, report: Report) -> Iterator[Item[None]]:
        for form in report.evaluations:
            name = form.project_name or form.title or form.department or form.label
            printed = (name and name.value) or form.id
            fields = [field for field, value in form if value is None or isinstance(value, Cell)]
            content = {"kind": form.kind, "unit_factor": form.unit_factor, **self.cells(form, fields)}
            yield Item((self.place(form.spans), form.id), (form.id,), (printed,), content, None)
            yield from self._entries(form, printed)

    def _entries(self, form: Evaluation, printed: str) -> Iterator[Item[None]]:
        """Funds, goals, indicators and tasks of a form."""
        for part in _LISTS:
            for number, entry in enumerate(getattr(form, part), 1):
                own = getattr(entry, _NAME_OF[part])
                name = own.value if isinstance(own, Cell) else own
                cells = [cell for _, cell in entry if isinstance(cell, Cell)]
                place = self.place([span for cell in cells for span in cell.spans])
                content = {
                    field: self.cell(value) if value is None or isinstance(value, Cell) else value
                    for field, value in entry
                    if field != "extra"
                } | {f"extra.{label}": self.cell(cell) for label, cell in entry.extra.items()}
                keys = (place and (part, place, name), (form.id, part, name), (form.id, part, number))
                yield Item(keys, (form.id, part, str(number)), (printed, part, name or str(number)), content, None)

    def facts(self, report: Report) -> Iterator[Item[None]]:
        for fact in report.facts:
            content = {name: getattr(fact, name) for name in _OF_A_FACT} | self.cell(fact.value)
            place = self.place(fact.value.spans)
            keys = (place and (place, fact.measure), place, (fact.name, fact.measure, fact.value.value))
            yield Item(keys, (fact.id,), (fact.name, fact.measure), content, None)

    def checks(self, report: Report) -> Iterator[Item[None]]:
        for check in report.checks:
            content = {"outcome": check.outcome, "cause": check.cause, "kind": check.kind}
            yield Item((check.id,), (check.id,), (check.statement,), content, None)

    def diagnostics(self, report: Report) -> Iterator[Item[None]]:
        for each in report.diagnostics:
            content = {"severity": each.severity, "code": each.code, "message": each.message}
            key = (each.code, each.message, tuple(each.spans) if self._same_text else None)
            yield Item((key,), (each.code,), (each.message,), content, None)


def _changes_of_tables(before: Report, after: Report, view: _View) -> dict[str, tuple[Change, ...]]:
    """Tables, and of each that both reports have its columns, rows and cells."""
    found: dict[str, list[Change]] = {"tables": [], "columns": [], "rows": [], "cells": []}

    def keep(part: str, pairs: Iterable[Pair[Any]]) -> None:
        found[part] += [change for pair in pairs if (change := change_of(pair)) is not None]

    tables = paired(list(view.tables(before)), list(view.tables(after)))
    # Counts tell how much goes with a lost table; between two tables rows and cells say it themselves.
    keep("tables", (_without_counts(pair, "values", "rows") for pair in tables))
    for one, other in tables:
        if one is None or other is None:
            continue
        columns = paired(list(view.columns(one.thing)), list(view.columns(other.thing)))
        rows = paired(list(view.rows(one.thing)), list(view.rows(other.thing)))
        keep("columns", (_without_counts(pair, "values") for pair in columns))
        keep("rows", (_without_counts(pair, "values") for pair in rows))
        shared = [(a.thing, b.thing) for a, b in columns if a is not None and b is not None]
        for a, b in rows:
            if a is not None and b is not None:
                keep("cells", _cells(a, b, shared, view))
    return {part: tuple(each) for part, each in found.items()}


def _without_counts(pair: Pair[Any], *counts: str) -> Pair[Any]:
    one, other = pair
    if one is None or other is None:
        return pair
    kept = [{name: value for name, value in item.content.items() if name not in counts} for item in (one, other)]
    return one._replace(content=kept[0]), other._replace(content=kept[1])


def _cells(
    one: Item[Row], other: Item[Row], shared: Sequence[tuple[Column, Column]], view: _View
) -> Iterator[Pair[None]]:
    """The cells of a row with those of its like; a blank on both sides is none."""
    before, after = one.thing, other.thing
    for column, like in shared:
        if column.side not in (None, before.side) or like.side not in (None, after.side):
            continue
        a, b = before.cells[column.key], after.cells[like.key]
        guesses = column.key in before.unsettled, like.key in after.unsettled
        if a is b is None and guesses[0] == guesses[1]:
            continue
        names, printed = (*one.names, column.key), (*one.printed, column_name(column))
        contents = view.cell(a, unsettled=guesses[0]), view.cell(b, unsettled=guesses[1])
        yield Item((), names, printed, contents[0], None), Item((), names, printed, contents[1], None)


def _values(rows: Iterable[Row]) -> int:
    return sum(cell is not None and cell.value is not None for row in rows for cell in row.cells.values())
