"""What a table takes from, or is to, the other tables of its report: a missing unit, and the relation of repeats."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from docparse.assembling.marks import unit_factors
from docparse.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import Tree


def inherit_units(tables: Sequence[Tree]) -> list[Diagnostic]:
    """Gives a table that prints no unit the unit of the nearest table before it, else after it, as a guess."""
    diagnostics = []
    printed = [index for index, table in enumerate(tables) if table["unit"] is not None]
    for index, table in enumerate(tables):
        if table["unit"] is not None:
            continue
        at = bisect_left(printed, index)
        source = printed[at - 1] if at else printed[0] if printed else None
        span = tuple(tuple(span) for span in table["title"]["spans"]) if table["title"] else ()
        if source is None:
            diagnostics.append(Diagnostic("matching.unit-missing", span, {"table": table["id"]}))
            continue
        unit = tables[source]["unit"]
        table["unit"] = unit | {"status": "inferred"}
        table["unit_factor"] = unit_factors().get(unit["value"])
        fields = {"table": table["id"], "unit": unit["value"]}
        diagnostics.append(Diagnostic("matching.unit-inherited", span, fields))
    return diagnostics


def relate(tables: Sequence[Tree]) -> None:
    """Says of each further table of a kind what it is to the first: a repeat, another year's or department's."""
    first: dict[str, Tree] = {}
    alike: dict[tuple[str, ...], Tree] = {}
    for table in tables:
        other = first.setdefault(table["kind"], table)
        if table["grammar"]["form"] is None:
            # Tables that no form declares have nothing in common but that; only like columns make them akin.
            akin = alike.setdefault(tuple(column["key"] for column in table["columns"]), table)
            table["relation"] = None if other is table else "unknown" if akin is table else _relation(table, akin)
        elif other is not table:
            table["relation"] = _relation(table, other)


def _relation(table: Tree, first: Tree) -> str:
    for key, name in (("department", "other_department"), ("fiscal_year", "other_year")):
        if table[key] and first[key] and table[key]["value"] != first[key]["value"]:
            return name
    values = [_values(each) for each in (table, first)]
    if values[0] == values[1]:
        return "repeat"
    ids = [{row["id"] for row in each["rows"]} for each in (table, first)]
    columns = [{column["key"] for column in each["columns"]} for each in (table, first)]
    # Pages of one table share no row, halves of one table share all rows and no column.
    halves = ids[0] == ids[1] and not columns[0] & columns[1]
    return "continuation" if halves or not ids[0] & ids[1] else "unknown"


def _values(table: Tree) -> list[tuple[str, list[str | None]]]:
    return [(row["id"], [cell and cell["value"] for cell in row["cells"].values()]) for row in table["rows"]]
