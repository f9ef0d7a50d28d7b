"""Made-up reports for the tests of exporting: the tree of the contract, changed where a test needs it."""

from __future__ import annotations

import hashlib
from typing import Any

from docparse.exporting.flattening import flatten
from docparse.exporting.rows import CellRow, FirstIds, Rows
from docparse.schema import Report
from tests.schema import build

Tree = dict[str, Any]


def report_of(*tables: Tree, source: str = "灯塔", **changes: object) -> Report:
    return Report.model_validate(tree_of(*tables, source=source, **changes))


def tree_of(*tables: Tree, source: str = "灯塔", **changes: object) -> Tree:
    """A report with these tables instead of its own; its checks lead into the first of them, or nowhere."""
    tree = build.report_tree() | changes
    tree["source"] = tree["source"] | {"sha256": hashlib.sha256(source.encode()).hexdigest(), "name": f"{source}.txt"}
    return tree | {"tables": list(tables)} if tables else tree


def table(rows: list[Tree], *columns: str, **changes: object) -> Tree:
    """An expenditure table; another kind has the form and the id of that kind."""
    kind = changes.get("kind", "expenditure")
    changes = {"id": kind, "grammar": build.grammar() | {"form": kind}} | changes
    return build.table(rows, [build.column(key) for key in columns], **changes)


def row(cells: Tree, **changes: object) -> Tree:
    return build.row({key: amount(value) for key, value in cells.items()}, **changes)


def amount(value: str | None, **changes: object) -> Tree | None:
    """A Cell of that value; None for a blank."""
    return None if value is None else build.cell("12.50", value=value, raw=value) | changes


def rows_of(report: Report) -> Rows:
    return flatten(report, FirstIds())


def cells_of(*tables: Tree, **changes: object) -> dict[tuple[str, str, str], CellRow]:
    """The rows of a report's cells, by table, row and column."""
    return {(cell.table_id, cell.row_id, cell.column_key): cell for cell in rows_of(report_of(*tables, **changes)).cell}


def only_cell(*tables: Tree, **changes: object) -> CellRow:
    (cell,) = rows_of(report_of(*tables, **changes)).cell
    return cell
