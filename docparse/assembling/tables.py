"""One table of the contract from a recognised, decoded and placed region."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docparse.assembling.cells import tidy
from docparse.assembling.drafts import is_overlaid
from docparse.assembling.named_blocks import name_blocks
from docparse.assembling.overlaid import place_overlaid
from docparse.diagnostics import Diagnostic
from docparse.placing.search import MOST_STEPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import Tree
    from docparse.assembling.drafts import RowDraft, TableDraft
    from docparse.diagnostics import FieldValue
    from docparse.matching.matched import MatchedColumn
    from docparse.placing.placement import PlacedRow


# Share of the rows from which on a form counts as one whose rows are numbered.
MOSTLY = 0.8
# Of the values of a torn row so many count as chosen each by itself; the others follow from sums.
MOST_CHOSEN = 3


def assemble_table(draft: TableDraft) -> Tree:
    """The table as a tree; what could not be read is added to the draft's diagnostics."""
    trees: list[Tree | None] = [None] * len(draft.rows)
    values = sum(len(row.values) for row in draft.rows)
    for side in draft.sides:
        finished = dict(zip(side.members, side.placing.finish(), strict=True))
        for index, placed in finished.items():
            row = draft.rows[index]
            if is_overlaid(row, draft):
                labels = next(line for line in draft.region.header[::-1] if line.number == draft.region.overlaid)
                placed = place_overlaid(row, side, labels, draft.rows, finished)
            if draft.decoded.torn:
                placed = _torn(placed, values)
            draft.placed[index] = placed
            trees[index] = _row_tree(draft.rows[index], placed, side.columns, draft)
    kept = [tree for tree in trees if tree is not None]
    columns = name_blocks(kept, [_column_tree(column, draft) for column in draft.match.columns], draft.match.form)
    if (draft.decoded.orphans or draft.decoded.left_over) and draft.match.form.rows != "single":
        _doubt(kept, values=draft.is_disordered)
    if draft.decoded.torn:
        _doubt(kept, values=True)
    if draft.match.form.rows != "single":
        _doubt_strays(kept, coded=draft.match.form.rows != "line_item")
    _give_ids(kept, draft.rows)
    layouts = [row.count for row in draft.placed.values() if not row.settled]
    cut = not all(row.complete for row in draft.placed.values())
    if cut:
        steps: dict[str, FieldValue] = {"table": draft.head["id"], "steps": MOST_STEPS}
        draft.diagnostics.append(Diagnostic("placing.search-cut", (), steps))
    _report(draft, uncertain=len(layouts))
    return {
        **draft.head,
        "admissible_layouts": _admissible(layouts, len(kept)) if not cut else None,
        "relation": None,
        "grammar": {
            "form": draft.match.form.kind,
            "rendering": draft.decoded.rendering,
            "score": draft.match.score,
            "runner_up": draft.match.runner_up,
            "margin": draft.match.margin,
        },
        "columns": columns,
        "rows": kept,
        "notes": _notes(draft),
        "empty": _is_empty(kept),
        "spans": _region_spans(draft),
    }


def _torn(placed: PlacedRow, values: int) -> PlacedRow:
    """How a row was placed whose values were looked for among all values of its table.

    Sums told which values belong to the row: whatever they prove has to outweigh the choices there were.
    """
    tried = max(placed.tried, 2) * max(values, 2) ** min(max(len(placed.columns), 1), MOST_CHOSEN)
    return replace(placed, sure=(), tried=tried)


def _doubt(rows: Sequence[Tree], *, values: bool) -> None:
    """Where values stand in a table without a row of their own, a row without values may have lost them.

    In a stream of cells (``values``) they may as well have pushed the values of other rows out of place.
    """
    for row in rows:
        blanks = [key for key, cell in row["cells"].items() if cell is None]
        if values or len(blanks) == len(row["cells"]):
            row["unsettled"] = blanks
        if values:
            _doubt_values(row)


def _doubt_strays(rows: Sequence[Tree], *, coded: bool) -> None:
    """Doubts the values of rows that may be none: nothing names them, or what names them belongs elsewhere.

    Such are values without any stub, a functional class among the income or the reverse, and in a form whose rows have
    codes or numbers one that has neither, nor a name that is known.
    """
    numbered = sum(row["line_number"] is not None for row in rows) > MOSTLY * len(rows)
    for row in rows:
        named = row["code"] or row["name"] or row["line_number"]
        key = row["key"] or ""
        misplaced = (row["side"] == "income" and key.isdecimal()) or (
            row["side"] == "expenditure" and key.startswith("income.")
        )
        unknown = (numbered or coded) and not row["line_number"] and not row["code"] and row["key"] is None
        if not named or misplaced or unknown:
            _doubt_values(row)


def _doubt_values(row: Tree) -> None:
    for key, cell in row["cells"].items():
        if cell is not None and cell["status"] == "read":
            alternatives = [{"column": None, "value": cell["value"]}]
            row["cells"][key] = cell | {"status": "inferred", "alternatives": alternatives}


def _row_tree(draft_row: RowDraft, placed: PlacedRow, columns: Sequence[MatchedColumn], draft: TableDraft) -> Tree:
    row, item = draft_row.row, draft_row.item
    cells: dict[str, Tree | None] = {column.key: None for column in columns}
    for place_of, cell, others in zip(placed.columns, draft_row.values, placed.others, strict=True):
        if cell is None:
            continue
        if others and cell["status"] == "read":
            alternatives = [{"column": columns[other].key, "value": cell["value"]} for other in others]
            cell = cell | {"status": "inferred", "alternatives": alternatives}
        elif row.disturbed and cell["status"] == "read":
            cell = cell | {"status": "inferred", "alternatives": [{"column": None, "value": cell["value"]}]}
        cells[columns[place_of].key] = cell
    unsettled = []
    if is_overlaid(draft_row, draft):
        unsettled = [key for key, cell in cells.items() if cell is None]
    elif not placed.settled and any(cell is not None for cell in draft_row.values):
        reached = {columns[column].key for others in placed.others for column in others}
        unsettled = [key for key, cell in cells.items() if cell is None and key in reached]
    elif row.disturbed and not any(draft_row.values):
        unsettled = list(cells)
    code = draft.cells.text(row.code.ranges, value=row.code.text) if row.code else None
    number = draft.cells.text([(row.line_number.start, row.line_number.end)]) if row.line_number else None
    return {
        "id": "",
        "side": row.side,
        "line_number": number,
        "code": code,
        "name": draft_row.name,
        "key": item.key,
        "level": item.level,
        "role": item.role,
        "quantity": item.quantity,
        "unit": _own_unit(draft_row, draft),
        "cells": cells,
        "unsettled": unsettled,
    }


def _own_unit(draft_row: RowDraft, draft: TableDraft) -> Tree | None:
    """The Cell of the unit that the row's own name ends with."""
    unit = draft_row.item.unit
    name = draft_row.name
    if unit is None or name is None or not draft_row.row.name:
        return None
    last = draft_row.row.name[-1]
    text = name["value"][unit[0] : unit[1]]
    at = last.text.rfind(text)
    return draft.cells.text([(last.start + at, last.start + at + len(text))]) if at >= 0 else None


def _give_ids(trees: Sequence[Tree], rows: Sequence[RowDraft]) -> None:
    """Ids: code, else key, else the line; a repeat is numbered. A key that repeats within a side is not known twice."""
    used: dict[str, int] = {}
    for tree, row in zip(trees, rows, strict=True):
        base = tree["code"]["value"] if tree["code"] else tree["key"]
        if base is None:
            number = tree["line_number"]["value"] if tree["line_number"] else str(row.row.line + 1)
            base = f"line-{number}"
        used[base] = used.get(base, 0) + 1
        tree["id"] = base if used[base] == 1 else f"{base}#{used[base]}"


def _admissible(layouts: Sequence[int], rows: int) -> int | None:
    if not layouts:
        return 1
    return layouts[0] if rows == 1 and layouts[0] > 0 else None


def _column_tree(column: MatchedColumn, draft: TableDraft) -> Tree:
    return {
        "key": column.key,
        "path": list(column.path),
        "number": str(column.number) if column.number is not None else None,
        "side": column.side,
        "spans": draft.cells.spans(column.ranges),
    }


def _notes(draft: TableDraft) -> list[Tree]:
    notes = []
    for note in draft.region.notes:
        ranges = [(line.start, line.end) for line in note]
        text = "".join(tidy(line.text) for line in note)
        cell = draft.cells.text(ranges, value=tidy(text))
        if cell is not None:
            notes.append(cell)
    return notes


def _is_empty(rows: Sequence[Tree]) -> bool:
    """No rows, or a lone total row without amounts or with zeros only."""
    if not rows:
        return True
    if len(rows) > 1 or rows[0]["role"] != "total":
        return False
    values = [cell["value"] for cell in rows[0]["cells"].values() if cell and cell["value"] is not None]
    return all(float(value) == 0 for value in values)


def _region_spans(draft: TableDraft) -> Sequence[tuple[int, int]]:
    """The text from the first to the last line of the region, as one span where nothing else stands between."""
    lines = draft.region.lines()
    start = min([line.start for line in lines] + ([draft.region.title.start] if draft.region.title else []))
    end = max([line.end for line in lines] + ([draft.region.title.end] if draft.region.title else []))
    span = draft.cells.normal.offsets.envelope(start, end)
    return [span] if span is not None else []


def _report(draft: TableDraft, *, uncertain: int) -> None:
    decoded, cells = draft.decoded, draft.cells
    unplaced = sorted((*decoded.left_over, *draft.unplaced), key=lambda atom: atom.start)
    if unplaced:
        spans = cells.spans((atom.start, atom.end) for atom in unplaced)
        draft.note("decoding.unplaced-number", len(unplaced), spans)
    if decoded.unread:
        spans = cells.spans((line.start, line.end) for line in decoded.unread)
        draft.note("decoding.unread-line", len(decoded.unread), spans)
    if uncertain:
        draft.note("decoding.blank-uncertain", uncertain)
    draft.diagnostics += draft.match.diagnostics
