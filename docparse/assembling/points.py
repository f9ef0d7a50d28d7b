"""Amounts that lost their decimal point, where all others of their table print decimals.

Such an amount is a hundred times too great, breaks every sum that it stands in, and moves others into wrong columns. It
is read with its point put back and counts as repaired: it is believed only where an identity proves it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docparse.decoding.points import habit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.assembling.cells import Tree
    from docparse.assembling.drafts import RowDraft

# An amount may be printed without decimals; where so many of them are, it is a way to print amounts.
MOST_BARE = 0.2


def put_points_back(rows: Sequence[RowDraft]) -> None:
    """Mends the Cells of amounts without decimals in a table whose amounts all print as many."""
    cells = list(_amounts(rows))
    decimals = [_decimals(cell) for cell in cells]
    usual = habit(count for count in decimals if count)
    if not usual:
        return
    bare = [cell for cell, count in zip(cells, decimals, strict=True) if not count and _is_run(cell, usual)]
    if bare and len(bare) <= MOST_BARE * len(cells):
        whole = _whole_columns(rows)
        settled = [row for row in rows if row.row.settled]
        counted = {
            id(cell) for row in settled for column, cell in enumerate(row.values) if (row.row.side, column) in whole
        }
        loose = {id(cell) for row in rows if whole and not row.row.settled for cell in row.values}
        for cell in bare:
            if id(cell) not in counted | loose:
                value = cell["value"]
                cell["value"] = f"{value[:-usual]}.{value[-usual:]}"
                cell["repaired"] = True


def _whole_columns(rows: Sequence[RowDraft]) -> frozenset[tuple[str | None, int]]:
    """The columns, each of its side, in which no more numbers have decimals than have none: counts of something."""
    balance: Counter[tuple[str | None, int]] = Counter()
    for row in rows:
        if row.row.settled and row.item.quantity == "amount":
            for column, cell in enumerate(row.values):
                if cell is not None and cell["value"] is not None and cell["value"].strip("-0"):
                    balance[row.row.side, column] += 1 if _decimals(cell) else -1
    return frozenset(column for column, count in balance.items() if count <= 0)


def _decimals(cell: Tree) -> int:
    return len(cell["value"].partition(".")[2])


def _amounts(rows: Sequence[RowDraft]) -> Iterator[Tree]:
    for row in rows:
        if row.item.quantity == "amount":
            yield from (cell for cell in row.values if cell is not None and cell["value"] is not None)


def _is_run(cell: Tree, usual: int) -> bool:
    """Whether a number is one run of digits, long enough for the decimals; one with separators is whole as it is."""
    return len(cell["value"].lstrip("-")) > usual and not any(character in cell["raw"] for character in ",，")
