"""The tree of the contract for a table that no form declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.cells import tidy
from docparse.assembling.items import item_of
from docparse.assembling.marks import read_marks, unit_factors
from docparse.diagnostics import Diagnostic
from docparse.folding import fold
from docparse.grammars.model import UNKNOWN
from docparse.segmenting.tables import TableRegion
from docparse.segmenting.titles import Title
from docparse.undeclared.arithmetic import Found, Sheet, find_sums
from docparse.undeclared.lines import UNIT_IN_BRACKETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.assembling.cells import CellMaker, Tree
    from docparse.diagnostics import FieldValue
    from docparse.lexicons.load import Lexicon
    from docparse.renderings import Atom
    from docparse.undeclared.model import LooseColumn, LooseRow, LooseTable

GENERIC = "generic"


class UndeclaredTable(NamedTuple):
    """A table as the contract wants it, the identities that its figures show, and what of it was not read."""

    tree: Tree
    found: Found
    decimals: int
    doubtful: bool
    diagnostics: tuple[Diagnostic, ...]


def assemble(table: LooseTable, name: str, *, cells: CellMaker, lexicon: Lexicon) -> UndeclaredTable:
    """The table under the given id."""
    keys = _keys(table.columns)
    rows = [_row(row, keys, cells, lexicon) for row in table.rows if row.values]
    _give_ids(rows, [row for row in table.rows if row.values])
    lines = table.stretch.lines()
    span = cells.normal.offsets.envelope(lines[0].start, lines[-1].end)
    tree = {
        "id": name,
        "kind": GENERIC,
        **_head(table, cells),
        "admissible_layouts": 1,
        "relation": None,
        "grammar": {"form": None, "rendering": table.rendering, "score": 0.0, "runner_up": None, "margin": 0.0},
        "columns": [
            {
                "key": key,
                "path": list(column.path),
                "number": str(column.number) if column.number is not None else None,
                "side": None,
                "spans": cells.spans(column.ranges),
            }
            for key, column in zip(keys, table.columns, strict=True)
        ],
        "rows": rows,
        "notes": [note] if (note := _note(table, cells)) is not None else [],
        "empty": False,
        "spans": [span] if span is not None else [],
    }
    diagnostics = _diagnostics(table, name, cells)
    decimals = max((_decimals(cell) for row in rows for cell in row["cells"].values()), default=0)
    found = find_sums(_sheet(rows, keys, decimals), [at for at, each in enumerate(table.columns) if not each.share])
    doubtful = any(each.code.startswith("decoding.") for each in diagnostics)
    return UndeclaredTable(tree, found, decimals, doubtful, diagnostics)


def _keys(columns: Sequence[LooseColumn]) -> list[str]:
    """A key for each column, made from its labels; one that repeats is numbered."""
    used: dict[str, int] = {}
    keys = []
    for column in columns:
        base = UNKNOWN + (".".join(fold(label) for label in column.path) or str(column.number))
        used[base] = used.get(base, 0) + 1
        keys.append(base if used[base] == 1 else f"{base}.{used[base]}")
    return keys


def _head(table: LooseTable, cells: CellMaker) -> Tree:
    """What is printed above the table, and 元 per unit."""
    stretch = table.stretch
    title = None
    if stretch.title is not None:
        text = stretch.title.text
        left = len(text) - len(text.lstrip(" \t　*#|"))
        right = len(text.rstrip(" \t　*#|"))
        title = Title(GENERIC, 0.0, stretch.title.start + left, stretch.title.start + right)
    header = tuple(each.line for each in stretch.header)
    marks = read_marks(TableRegion(title, stretch.marks, header, (), (), ()), cells=cells)
    if marks["unit"] is None:
        marks["unit"] = _unit_in_brackets(table, cells)
    factor = unit_factors().get(marks["unit"]["value"]) if marks["unit"] else None
    return {**marks, "unit_factor": factor}


def _note(table: LooseTable, cells: CellMaker) -> Tree | None:
    notes = table.stretch.notes
    return cells.text([(line.start, line.end) for line in notes], value=tidy("".join(line.text for line in notes)))


def _unit_in_brackets(table: LooseTable, cells: CellMaker) -> Tree | None:
    """The unit that the title names, or the label of every column of amounts: 金额（万元）."""
    title = table.stretch.title
    found = _units_in([(title.start, title.end)] if title is not None else [], cells)
    if not found:
        for column in table.columns:
            inside = _units_in(column.ranges, cells)
            if not inside and not column.share:
                return None
            found += inside
    if len({unit for _, unit in found}) != 1:
        return None
    start, unit = found[0]
    return cells.text([(start, start + len(unit))])


def _units_in(ranges: Iterable[tuple[int, int]], cells: CellMaker) -> list[tuple[int, str]]:
    text = cells.normal.text
    return [
        (start + each.start("unit"), each["unit"])
        for start, end in ranges
        for each in UNIT_IN_BRACKETS.finditer(text[start:end])
    ]


def _row(row: LooseRow, keys: Sequence[str], cells: CellMaker, lexicon: Lexicon) -> Tree:
    name = cells.name(row.name)
    if name is not None and row.wrapped:
        name["status"] = "inferred"
    item = item_of(None, name["value"] if name else None, side=None, lexicon=lexicon)
    values = {key: _value(atom, cells) for key, atom in zip(keys, row.values, strict=True)}
    unit = cells.name((row.unit,)) if row.unit is not None else None
    quantity = item.quantity
    if unit is not None and unit["value"] not in unit_factors():
        quantity = "rate" if unit["value"] == "%" else "count"
    return {
        "id": "",
        "side": None,
        "line_number": cells.name((row.number,)) if row.number is not None else None,
        "code": cells.name((row.code,)) if row.code is not None else None,
        "name": name,
        "key": item.key,
        "level": item.level,
        "role": item.role,
        "quantity": quantity,
        "unit": unit,
        "cells": values,
        "unsettled": [key for key, cell in values.items() if cell is None] if row.unplaced else [],
    }


def _value(atom: Atom | None, cells: CellMaker) -> Tree | None:
    """The Cell of a figure; of a percentage the number, its sign stays in ``raw``."""
    if atom is None or atom.kind != "P":
        return cells.amount(atom) if atom is not None else None
    number = cells.amount(atom._replace(kind="V", text=atom.text[:-1], end=atom.end - 1))
    whole = cells.text([(atom.start, atom.end)])
    return None if number is None or whole is None else number | {"raw": whole["raw"], "spans": whole["spans"]}


def _give_ids(trees: Sequence[Tree], rows: Sequence[LooseRow]) -> None:
    used: dict[str, int] = {}
    for tree, row in zip(trees, rows, strict=True):
        number = tree["line_number"]["value"] if tree["line_number"] else str(row.line.number + 1)
        base = tree["code"]["value"] if tree["code"] else tree["key"] or f"line-{number}"
        used[base] = used.get(base, 0) + 1
        tree["id"] = base if used[base] == 1 else f"{base}#{used[base]}"


def _sheet(rows: Sequence[Tree], keys: Sequence[str], decimals: int) -> Sheet:
    """The figures for the search of sums; of counts and rates none."""
    figures = tuple(
        tuple(_half_units(row["cells"][key], decimals) if row["quantity"] == "amount" else None for key in keys)
        for row in rows
    )
    totals = tuple(at for at, row in enumerate(rows) if row["role"] == "total")
    parts = tuple(at for at, row in enumerate(rows) if row["role"] != "of_which" and row["quantity"] == "amount")
    return Sheet(figures, totals, parts)


def _decimals(cell: Tree | None) -> int:
    return len(cell["value"].partition(".")[2]) if cell is not None and cell["value"] else 0


def _half_units(cell: Tree | None, decimals: int) -> int | None:
    if cell is None or cell["value"] is None or "repaired" in cell:
        return None
    whole, _, fraction = cell["value"].partition(".")
    return 2 * int(whole + fraction.ljust(decimals, "0"))


def _diagnostics(table: LooseTable, name: str, cells: CellMaker) -> tuple[Diagnostic, ...]:
    """That no form was found, and what of the table has no place in the output."""
    lines = table.stretch.lines()
    fields: dict[str, FieldValue] = {"table": name, "rows": len(table.rows)}
    found = [Diagnostic("matching.undeclared", cells.spans([(lines[0].start, lines[-1].end)]), fields)]
    if not all(column.path for column in table.columns):
        header = [each.line for each in table.stretch.header]
        told: dict[str, FieldValue] = {
            "table": name,
            "form": GENERIC,
            "text": " ".join(fold(each.text) for each in header),
        }
        found.append(
            Diagnostic("matching.header-unexplained", cells.spans((each.start, each.end) for each in header), told)
        )
    unplaced = [atom for row in table.rows for atom in row.unplaced]
    texts = [atom for row in table.rows for atom in row.texts]
    for code, atoms in (("decoding.unplaced-number", unplaced), ("decoding.words-unplaced", texts)):
        if atoms:
            spans = cells.spans((atom.start, atom.end) for atom in atoms)
            found.append(Diagnostic(code, spans, {"table": name, "count": len(atoms)}))
    return tuple(found)
