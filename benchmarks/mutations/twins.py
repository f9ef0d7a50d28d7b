"""Whether another document prints the very text of a mutant: then the text contradicts nothing, and that one is read.

Where each cell has a line of its own, blank cells leave nothing, and only sums and other tables tell which column a
value stands in. Two values that change places in one table may so give the text of a document in which a column of
another table stands elsewhere: no reader can tell. Its labels are those of the mutant with that column moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.identities import check_labels
from benchmarks.mutations.ground import failing
from benchmarks.mutations.relabelling import relabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from benchmarks.identities import CellKey
    from benchmarks.labels import LabelTable
    from benchmarks.mutations.ground import Ground


def twin_of(ground: Ground, changes: Mapping[CellKey, str], broken: Iterable[CellKey]) -> dict[CellKey, str] | None:
    """The values in which a document that prints the same text differs from the labels; None where there is none.

    Args:
        ground: The unchanged document.
        changes: The labels as the text was changed.
        broken: Cells of the identities that fail with these changes.
    """
    touched = {cell[0] for cell in changes}
    for file, column in sorted({(cell[0], cell[2]) for cell in broken if cell[0] not in touched}):
        table = next(table for table in ground.labels if table.file == file)
        for other in table.columns:
            moves = _moved(ground, table, column, other.key) if other.key != column else None
            if moves:
                both = {**changes, **moves}
                if failing(check_labels(relabel(ground.labels, both))) <= ground.failing:
                    return both
    return None


def _moved(ground: Ground, table: LabelTable, column: str, other: str) -> dict[CellKey, str] | None:
    """A column's values under another one, if that prints the same text in every row that has some."""
    order = [each.key for each in table.columns]
    first, last = sorted((order.index(column), order.index(other)))
    moves: dict[CellKey, str] = {}
    for index, row in enumerate(table.rows):
        printed = row.values.get(column, "")
        if printed:
            passed = [key for key in order[first : last + 1] if key != column]
            if any(row.values.get(key) for key in passed) or not _is_loose(ground, table.file, index):
                return None
            moves[table.file, index, column] = ""
            moves[table.file, index, other] = printed
    return moves


def _is_loose(ground: Ground, file: str, index: int) -> bool:
    """Whether nothing but their order tells where the values of a row stand: each has a line of its own."""
    lines = list(_lines(ground, file, index))
    return bool(lines) and all(lines)


def _lines(ground: Ground, file: str, index: int) -> Iterator[bool]:
    for value in ground.values:
        if value.row == (file, index):
            start = ground.text.rfind("\n", 0, value.start) + 1
            end = ground.text.find("\n", value.end)
            yield ground.text[start : end if end >= 0 else None].strip() == value.text
