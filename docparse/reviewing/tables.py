"""The tables of a report for the page: columns with their header paths, rows with the indexes of their Cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docparse.reviewing.cells import CellIndex
    from docparse.schema import Row, Table

Tree = dict[str, Any]

_HEAD = ("title", "form_number", "unit", "department", "fiscal_year")


def table_tree(table: Table, at: int, cells: CellIndex) -> Tree:
    """A table with the index of its first Cell; all Cells up to the first of what follows are its own."""
    tree: Tree = {"id": table.id, "kind": table.kind, "first": len(cells.rows)}
    tree["head"] = [(name, cells.add(getattr(table, name), "tables", at, name)) for name in _HEAD]
    tree["columns"] = [(column.key, column.side, column.number, *column.path) for column in table.columns]
    tree["rows"] = [_row(table, row, ("tables", at, "rows", place), cells) for place, row in enumerate(table.rows)]
    tree["notes"] = [cells.add(note, "tables", at, "notes", place) for place, note in enumerate(table.notes)]
    tree["start"] = cells.units.at(table.spans[0][0])
    tree["facts"] = [table.empty, table.admissible_layouts, table.relation, table.grammar.rendering]
    return tree


def _row(table: Table, row: Row, place: tuple[str | int, ...], cells: CellIndex) -> list[Any]:
    """Id, side, level, role, then the Cells: line number, code, name, unit, and one a column of the row's side."""
    stub = [cells.add(getattr(row, name), *place, name) for name in ("line_number", "code", "name", "unit")]
    values: list[int | None] = []
    for column in table.columns:
        if column.key not in row.cells or (column.side is not None and column.side != row.side):
            continue
        where = (*place, "cells", column.key)
        guessed = column.key in row.unsettled
        values.append(cells.add_guessed_blank(*where) if guessed else cells.add(row.cells[column.key], *where))
    return [row.id, row.side, row.level, row.role, *stub, values]
