"""What a report and its source say of one cell: where it stands, how its place was found, what speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.cli.evidence import Tree, check_tree, diagnostic_tree, names_table, overlap, place_tree, pointer_to
from docparse.cli.excerpt import Place, places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.schema import Cell, Column, DiagnosticRecord, Report, Row, Table

_PIPE = "|"
_TAB = "\t"
# Runs of blanks hold the cells of a line in place; fewer than these show no column.
_GAP = "  "
_FEWEST_GAPS = 2


def cell_evidence(report: Report, text: str, table: Table, row: Row, column: Column) -> Tree:
    """Everything that is known of the cell where a row and a column of a table cross."""
    cell = row.cells[column.key]
    line = row_places(report, text, row)
    places = places_of(report, text, cell.spans) if cell is not None else ()
    return {
        "row": _row(row),
        "column": {"key": column.key, "number": column.number, "path": list(column.path)},
        **_reading(table, row, column, cell),
        "places": [place_tree(place) for place in places],
        "row_lines": sorted({place.line for place in line}),
        "fixed_by": _fixed_by(row, column, places or line),
        "alternatives": _alternatives(cell),
        "may_hold": _may_hold(row, column.key) if cell is None else [],
        "unsettled": list(row.unsettled),
        "checks": _checks(report, table, row, column),
        "diagnostics": [diagnostic_tree(report, each) for each in _diagnostics(report, table, cell, line)],
    }


def row_places(report: Report, text: str, row: Row) -> tuple[Place, ...]:
    """Where the parts of a row stand: its code, name, line number and values."""
    parts = (row.code, row.name, row.line_number, *row.cells.values())
    spans = [span for part in parts if part is not None for span in part.spans]
    return places_of(report, text, spans)


def _row(row: Row) -> Tree:
    printed = {"code": row.code, "line_number": row.line_number, "name": row.name}
    told: Tree = {"id": row.id, **{key: cell.value if cell else None for key, cell in printed.items()}}
    return told | {name: getattr(row, name) for name in ("side", "key", "level", "role", "quantity")}


def _reading(table: Table, row: Row, column: Column, cell: Cell | None) -> Tree:
    """The value with what it is; of a blank, whether it is one for certain."""
    amount = table.amount(row, column.key)
    unit = row.unit or (table.unit if row.quantity == "amount" else None)
    if cell is None:
        status = "unsettled" if column.key in row.unsettled else "blank"
        return {"value": None, "raw": None, "status": status, "repaired": False, "disputed_by": [], "yuan": None}
    return {
        "value": cell.value,
        "raw": cell.raw,
        "status": cell.status,
        "repaired": cell.repaired,
        "disputed_by": list(cell.disputed_by or ()),
        "unit": unit.value if unit is not None else None,
        "yuan": f"{amount:f}" if amount is not None else None,
    }


def _fixed_by(row: Row, column: Column, places: Sequence[Place]) -> Tree:
    """What told the column of the cell.

    ``full-row``: as many values as columns. ``fields``: tabs or pipes keep blank cells. ``positions``: the line is
    aligned, and the values of full rows or the column numbers show by their places where the blanks are. ``sums``:
    the blanks left no trace, and only this place satisfies all sums. ``choice``: the likeliest of several places.
    ``doubted``: the layout tells, but numbers without a cell stand beside. ``no-values``: the row prints none.
    """
    cell = row.cells[column.key]
    values = sum(each is not None for each in row.cells.values())
    told: Tree = {"how": _how(row, column, places), "values": values, "columns": len(row.cells)}
    fields = _field(places[0]) if places and told["how"] == "fields" else None
    return told | {"field": fields[0] if fields and cell is not None else None, "fields": fields[1] if fields else None}


def _how(row: Row, column: Column, places: Sequence[Place]) -> str:
    cell = row.cells[column.key]
    values = sum(each is not None for each in row.cells.values())
    if not values:
        return "no-values"
    if _is_chosen(cell, row) or (cell is None and column.key in row.unsettled):
        return "choice"
    if cell is not None and cell.status == "inferred":
        return "doubted"
    if values == len(row.cells):
        return "full-row"
    if places and _field(places[0]) is not None:
        return "fields"
    return "positions" if any(_is_aligned(place.text) for place in places) else "sums"


def _is_aligned(line: str) -> bool:
    return len([piece for piece in line.strip().split(_GAP) if piece]) > _FEWEST_GAPS


def _is_chosen(cell: Cell | None, row: Row) -> bool:
    """Whether a value might stand in another column; a mark for no value might where a blank of its row is a guess."""
    if cell is None or cell.status not in ("inferred", "not_applicable"):
        return False
    if cell.status == "not_applicable":
        return bool(row.unsettled)
    return not cell.alternatives or any(each.column is not None for each in cell.alternatives)


def _field(place: Place) -> tuple[int, int] | None:
    """Which field of its line a place is, and of how many; None where neither tabs nor pipes part them."""
    before = place.text[: place.column - 1]
    if _TAB in place.text:
        return before.count(_TAB) + 1, place.text.count(_TAB) + 1
    if place.text.count(_PIPE) > 1:
        inner = place.text.strip()
        first = inner.startswith(_PIPE)
        fields = inner.count(_PIPE) + 1 - first - inner.endswith(_PIPE)
        return before.count(_PIPE) + 1 - first, fields
    return None


def _alternatives(cell: Cell | None) -> list[Tree]:
    return [{"column": each.column, "value": each.value} for each in (cell.alternatives if cell else None) or ()]


def _may_hold(row: Row, key: str) -> list[Tree]:
    """The values of a row that may stand in a blank column instead of their own."""
    return [
        {"column": other, "value": each.value}
        for other, cell in row.cells.items()
        if cell is not None
        for each in cell.alternatives or ()
        if each.column == key
    ]


def _checks(report: Report, table: Table, row: Row, column: Column) -> list[Tree]:
    """The checks of the report that cover the cell."""
    key = column.key.replace("~", "~0").replace("/", "~1")
    pointer = f"{pointer_to(report, table)}/rows/{table.rows.index(row)}/cells/{key}"
    return [
        check_tree(check)
        for check in report.checks
        if any(each == pointer or each.startswith(f"{pointer}/") for each in check.cells)
    ]


def _diagnostics(report: Report, table: Table, cell: Cell | None, line: Sequence[Place]) -> list[DiagnosticRecord]:
    """Diagnostics at the cell or on the lines of its row, and those that name the table and no place."""
    lines = {place.line for place in line}
    found = []
    for each in report.diagnostics:
        at_cell = cell is not None and overlap(each.spans, cell.spans)
        on_line = names_table(each, table) and any(report.locate(span).line in lines for span in each.spans)
        if at_cell or on_line or (not each.spans and names_table(each, table)):
            found.append(each)
    return found
