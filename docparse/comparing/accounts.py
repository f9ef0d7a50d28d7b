"""Accounts of two years or two publications: the amounts of their tables in 元, by the names of rows and columns."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

from docparse.comparing.changes import Change, Item, change_of, paired
from docparse.exporting.amounts import unit_of
from docparse.folding import fold
from docparse.reviewing.figures import column_name, row_name, table_name

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from docparse.comparing.changes import Tree
    from docparse.schema import Column, Report, Row, Table

# Amounts are subtracted without rounding: no printed amount has so many digits.
_EXACT = Context(prec=200)
_PERCENT = Decimal(100)
_CENTS = Decimal("0.01")
_HALF = Decimal("0.5")


class _Line(NamedTuple):
    """A row with the table that it stands in."""

    table: Table
    row: Row


def changes_of_accounts(before: Report, after: Report) -> dict[str, tuple[Change, ...]]:
    """What differs between two accounts, by part: tables, columns, rows, cells.

    A blank is compared as nothing spent, like a printed zero; two prints of different precision or unit are the same
    where rounding explains what is between them.
    """
    found: dict[str, list[Change]] = {"tables": [], "columns": [], "rows": [], "cells": []}
    for forms in paired(list(_forms(before)), list(_forms(after))):
        one, other = forms
        if one is None or other is None:
            found["tables"] += filter(None, [change_of(forms)])
            continue
        columns = paired(list(_columns(one.thing)), list(_columns(other.thing)))
        rows = paired(list(_rows(one.thing)), list(_rows(other.thing)))
        for part, pairs in (("columns", columns), ("rows", rows)):
            found[part] += filter(None, (change_of(pair) for pair in pairs if None in pair))
        shared = [(a.thing, b.thing) for a, b in columns if a is not None and b is not None]
        for a, b in rows:
            if a is not None and b is not None:
                found["cells"] += _cells((a, b), shared)
    return {part: tuple(each) for part, each in found.items()}


def _forms(report: Report) -> Iterator[Item[list[Table]]]:
    """The tables of a report; those that continue another on the next page are one with it, repeats are left out."""
    forms: list[list[Table]] = []
    for table in report.tables:
        first = next((form for form in reversed(forms) if form[0].kind == table.kind), None)
        if first is not None and table.relation == "continuation":
            first.append(table)
        elif table.relation != "repeat":
            forms.append([table])
    for form in forms:
        table = form[0]
        department = fold((table.department and table.department.value) or "") if table.relation else ""
        title = fold((table.title and table.title.value) or "") if table.kind == "generic" else ""
        rows = [row for each in form for row in each.rows]
        content = {"values": _values(rows), "rows": len(rows)}
        yield Item(((table.kind, table.relation, department, title),), (table.id,), (table_name(table),), content, form)


def _columns(form: list[Table]) -> Iterator[Item[Column]]:
    """The columns of a form, each once."""
    met: dict[tuple[str | None, str], Column] = {}
    for table in form:
        for column in table.columns:
            met.setdefault((column.side, column.key), column)
    for (side, key), column in met.items():
        cells = [row.cells.get(key) for table in form for row in table.rows if side in (None, row.side)]
        content = {"path": list(column.path), "values": sum(cell is not None for cell in cells)}
        printed = (table_name(form[0]), column_name(column))
        yield Item(((side, key), (side, column.path)), (form[0].id, key), printed, content, column)


def _rows(form: list[Table]) -> Iterator[Item[_Line]]:
    """The rows of a form, known by code, else canonical key, else name, else their place."""
    for table in form:
        for row in table.rows:
            code, name = (cell.value if cell is not None else None for cell in (row.code, row.name))
            named = tuple(
                each and (row.side, row.role == "of_which", each) for each in (code, row.key, fold(name or "") or None)
            )
            # A row without any name is the same only where it stands in the same place.
            keys: tuple[Hashable, ...] = named if any(named) else ((row.side, row.id),)
            values = {key: _told(key, table, row) for key, cell in row.cells.items() if cell is not None}
            content: Tree = {"code": code, "key": row.key, "name": name, "values": _values([row]), "cells": values}
            yield Item(keys, (table.id, row.id), (table_name(form[0]), row_name(row)), content, _Line(table, row))


def _cells(pair: tuple[Item[_Line], Item[_Line]], shared: Iterable[tuple[Column, Column]]) -> Iterator[Change]:
    one, other = pair
    (before_table, before), (after_table, after) = one.thing, other.thing
    for column, like in shared:
        if column.key not in before.cells or like.key not in after.cells or column.side not in (None, before.side):
            continue
        contents = tuple(
            _told(key, table, row)
            for table, row, key in ((before_table, before, column.key), (after_table, after, like.key))
        )
        change = _change(contents[0], contents[1], (*one.names, column.key), (*one.printed, column_name(column)))
        if change is not None:
            yield change


def _told(key: str, table: Table, row: Row) -> Tree:
    """A cell as it is compared: its print, its unit, and the exact amount in 元 where the unit is known."""
    cell = row.cells[key]
    if cell is None:
        status = "unsettled" if key in row.unsettled else "blank"
        return {"value": None, "unit": None, "status": status, "yuan": None}
    unit = unit_of(table, row)
    yuan = table.amount(row, key)
    return {
        "value": cell.value,
        "unit": None if unit is None else unit.value,
        "status": cell.status,
        "yuan": None if yuan is None else f"{yuan:f}",
    }


def _change(before: Tree, after: Tree, names: tuple[str, ...], printed: tuple[str, ...]) -> Change | None:
    """What differs between two cells; None where it is nothing but rounding, or a blank beside a zero."""
    if before["value"] == after["value"] and before["unit"] == after["unit"]:
        return None
    in_yuan = all(each["yuan"] is not None or _is_nothing(each) for each in (before, after))
    same_unit = before["unit"] == after["unit"] or None in (before["value"], after["value"])
    if not in_yuan and not same_unit:
        return Change(
            what="changed", names=names, printed=printed, fields=("value", "unit"), before=before, after=after
        )
    one, other = (Decimal(each["yuan" if in_yuan else "value"] or 0) for each in (before, after))
    difference = _EXACT.subtract(other, one)
    if abs(difference) <= _rounding(before, after, in_yuan=in_yuan):
        return None
    guessed = "unsettled" in (before["status"], after["status"])
    return Change(
        what="gained" if before["value"] is None else "lost" if after["value"] is None else "changed",
        names=names, printed=printed, fields=("value",), before=before, after=after,
        difference=None if guessed else f"{difference:f}", in_yuan=in_yuan,
        rate=_rate(difference, one) if one and not guessed else None,
    )  # fmt: skip


def _is_nothing(told: Tree) -> bool:
    return told["value"] is None or not Decimal(told["value"])


def _rounding(before: Tree, after: Tree, *, in_yuan: bool) -> Decimal:
    """What rounding explains: half of the last printed digit of each, where they are printed with different ones."""
    units = [_last_digit(told, in_yuan=in_yuan) for told in (before, after)]
    if None in units or units[0] == units[1]:
        return Decimal(0)
    return sum((unit for unit in units if unit is not None), Decimal(0)) * _HALF


def _last_digit(told: Tree, *, in_yuan: bool) -> Decimal | None:
    """What one unit of the last printed digit stands for; None of a blank, and of a zero in an unknown unit."""
    value, yuan = told["value"], told["yuan"]
    if value is None or (in_yuan and not Decimal(value)):
        return None
    digit = Decimal(1).scaleb(-len(value.partition(".")[2]))
    return digit * (Decimal(yuan) / Decimal(value)) if in_yuan else digit


def _rate(difference: Decimal, of: Decimal) -> str:
    """A difference in percent, rounded to two decimals."""
    percent = _EXACT.multiply(_EXACT.divide(difference, abs(of)), _PERCENT)
    return f"{percent.quantize(_CENTS, ROUND_HALF_UP, _EXACT):f}"


def _values(rows: Iterable[Row]) -> int:
    return sum(cell is not None and cell.value is not None for row in rows for cell in row.cells.values())
