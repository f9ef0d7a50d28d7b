"""What a report and its source say of one cell: where it stands, how its place was found, what speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.cli.evidence import Tree, check_tree, diagnostic_tree, names_table, overlap, place_tree, pointer_to
from docparse.cli.excerpt import Place, places_of
from docparse.cli.place_evidence import fixed_by, placing, ruled_out
from docparse.reviewing.figures import figures_of, in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.cli.tracing import RowReading
    from docparse.schema import Cell, Check, Column, DiagnosticRecord, Report, Row, Table

# What a check can be made of, beside the cell: figures of its row, of its column, of both, or of other tables.
GROUNDS = ("row", "column", "table", "other_tables")


class Crossing(NamedTuple):
    """A cell: the table, row and column whose crossing it is, and how its row was read."""

    table: Table
    row: Row
    column: Column
    reading: RowReading


def cell_evidence(report: Report, text: str, crossing: Crossing) -> Tree:
    """Everything that is known of one cell."""
    table, row, column, reading = crossing
    cell = row.cells[column.key]
    line = row_places(report, text, row)
    places = places_of(report, text, cell.spans) if cell is not None else ()
    checks = _covering(report, table, row, column)
    told = _checks(report, checks)
    return {
        "row": _row(row),
        "column": {"key": column.key, "number": column.number, "path": list(column.path)},
        **_reading(table, row, column, cell),
        "places": [place_tree(place) for place in places],
        "row_lines": sorted({place.line for place in line}),
        "fixed_by": fixed_by(row, column.key, reading, places or line),
        "placing": placing(row, column.key, reading, checks),
        "ruled_out": ruled_out(row, column.key, reading),
        "alternatives": _alternatives(cell),
        "may_hold": _may_hold(row, column.key) if cell is None else [],
        "unsettled": list(row.unsettled),
        "checks": told,
        "grounds": _grounds(told),
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


def _covering(report: Report, table: Table, row: Row, column: Column) -> list[Check]:
    """The checks of the report that cover the cell."""
    key = column.key.replace("~", "~0").replace("/", "~1")
    pointer = f"{pointer_to(report, table)}/rows/{table.rows.index(row)}/cells/{key}"
    return [
        check
        for check in report.checks
        if any(each == pointer or each.startswith(f"{pointer}/") for each in check.cells)
    ]


def _checks(report: Report, checks: Sequence[Check]) -> list[Tree]:
    """The checks with the ground that they stand on; one that has the figures of another says the same as that."""
    told = []
    first: dict[frozenset[str], str] = {}
    for check in checks:
        figures = figures_of(report, check)
        printed = frozenset(figure.pointer for figure in figures if not figure.is_zero)
        same = first.setdefault(printed, check.id) if printed else check.id
        told.append(
            {
                **check_tree(check),
                "in_words": in_words(check, figures),
                "ground": _ground(check),
                "same_as": same if same != check.id else None,
            }
        )
    return told


def _ground(check: Check) -> str:
    """Which figures a check holds against the cell, out of GROUNDS."""
    parts = [pointer.split("/")[1:] for pointer in check.cells]
    tables, rows, columns = ({tuple(each[place : place + 2]) for each in parts} for place in (0, 2, 4))
    if len(tables) > 1:
        return "other_tables"
    return "row" if len(rows) == 1 else "column" if len(columns) == 1 else "table"


def _grounds(checks: Sequence[Tree]) -> Tree:
    """How many checks hold on each ground, those left out that say the same as another."""
    holding = [check["ground"] for check in checks if check["outcome"] == "holds" and check["same_as"] is None]
    return {ground: holding.count(ground) for ground in GROUNDS}


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
