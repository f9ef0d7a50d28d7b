"""The evaluation forms of a report for the page: fields, then blocks of rows that all have the same columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docparse.schema import Indicator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.reviewing.cells import CellIndex
    from docparse.schema import Evaluation
    from docparse.schema.evaluations import Fund, Goal, Task

Tree = dict[str, Any]
Place = tuple[str | int, ...]

_HEAD = (
    "title", "label", "fiscal_year", "project_name", "department", "department_code", "implementing_unit", "unit",
    "responsibilities", "overall_goal",
)  # fmt: skip
_RESULT = ("weight_total", "score_total", "grade", "conclusion", "other_notes", "contact")
_AMOUNTS = ("initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")
_BLOCKS = {
    "funds": ("source", *_AMOUNTS),
    "goals": ("expected", "actual"),
    "indicators": ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation", "basis"),
    "tasks": ("name", "level", "content", "total", "fiscal", "other", "executed", "execution_rate", "reason"),
}


def evaluation_tree(form: Evaluation, at: int, cells: CellIndex) -> Tree:
    """A form with the index of its first Cell; fields and columns that are blank throughout are left out."""
    where: Place = ("evaluations", at)
    tree: Tree = {"id": form.id, "kind": form.kind, "first": len(cells.rows)}
    tree["fields"] = _fields(form, _HEAD, where, cells)
    blocks = ((name, keys, getattr(form, name)) for name, keys in _BLOCKS.items())
    tree["blocks"] = [_block(name, keys, rows, (*where, name), cells) for name, keys, rows in blocks if rows]
    tree["result"] = _fields(form, _RESULT, where, cells)
    tree["extra"] = [
        (label, index)
        for label, cell in form.extra.items()
        if (index := cells.add(cell, *where, "extra", label)) is not None
    ]
    tree["start"] = cells.units.at(form.spans[0][0])
    return tree


def _fields(form: Evaluation, names: Sequence[str], where: Place, cells: CellIndex) -> list[tuple[str, int]]:
    added = ((name, cells.add(getattr(form, name), *where, name)) for name in names)
    return [(name, index) for name, index in added if index is not None]


def _block(
    name: str, keys: Sequence[str], rows: Sequence[Fund | Goal | Indicator | Task], where: Place, cells: CellIndex
) -> Tree:
    """Rows as level (or year) and Cells; columns that the form does not declare follow under their labels."""
    shown = [key for key in keys if any(getattr(row, key) is not None for row in rows)]
    extra = list(dict.fromkeys(label for row in rows for label in row.extra))
    return {
        "name": name,
        "columns": shown,
        "extra": extra,
        "rows": [
            [
                getattr(row, "year", None) or (row.level if name == "funds" else None),  # type: ignore[union-attr]
                *(cells.add(getattr(row, key), *where, at, key, reads=_reads(row, key)) for key in shown),
                *(cells.add(row.extra.get(label), *where, at, "extra", label) for label in extra),
            ]
            for at, row in enumerate(rows)
        ],
    }


def _reads(row: object, key: str) -> str | None:
    """What was made of the words of an indicator."""
    if not isinstance(row, Indicator):
        return None
    if key == "level1":
        return row.level1_weight
    if key not in ("target", "actual") or getattr(row, f"{key}_value") is None:
        return None
    parts = (getattr(row, f"{key}_{part}") for part in ("operator", "value", "unit"))
    return " ".join(part for part in parts if part)
