"""Columns of torn rows that have one cell less or more than there are rows.

What the other columns say of each row tells where a cell is lost or one is too many: kinds and units of values, points
that are no more than their weight, what is printed beside each other. Where several places do as well, the rows between
them stay without a cell.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# Places that cost so little more than the best one are as likely.
_SURE = 0.7
# Columns with a cell in every row.
_FULL = ("level3", "operator", "target", "actual", "weight", "score")


def count_rows(counts: Mapping[str, int]) -> int:
    """How many rows there are: as many as most columns have cells, of those that have one in every row.

    A column of names that is not nearly as long is believed: what has no name is no row.
    """
    full = Counter(counts[column] for column in _FULL if counts.get(column))
    most = max(full.values(), default=0)
    names = counts.get("level3", 0)
    found = next((count for count, times in full.items() if times == most), 0)
    return names if full[names] == most or abs(names - found) > 1 else found


def align(cells: int, rows: int, cost: Callable[[int, int], float]) -> dict[int, int]:
    """Row → cell, as far as it is sure.

    Args:
        cells: How many cells the column has.
        rows: How many rows there are.
        cost: What speaks against a cell (the first argument) in a row.

    >>> align(2, 3, lambda cell, row: (0.0, 2.0)[cell + 5 * row not in (0, 11)])
    {0: 0, 2: 1}
    >>> align(2, 3, lambda cell, row: 0.0)
    {}
    """
    if cells == rows:
        return {row: row for row in range(rows)}
    if abs(cells - rows) != 1 or not min(cells, rows):
        return {}
    shift = 1 if cells < rows else 0
    pairs = range(min(cells, rows))
    before = [0.0, *accumulate(cost(at, at) for at in pairs)]
    behind = [0.0, *accumulate(cost(at + 1 - shift, at + shift) for at in reversed(pairs))][::-1]
    totals = [one + other for one, other in zip(before, behind, strict=True)]
    near = [at for at, total in enumerate(totals) if total <= min(totals) + _SURE]
    return _certain(rows, shift, near)


def _certain(rows: int, shift: int, near: Sequence[int]) -> dict[int, int]:
    """Row → cell before the first place where a cell may be lost or too many, and behind the last."""
    found = {row: row for row in range(near[0])}
    return found | {row: row + 1 - 2 * shift for row in range(near[-1] + shift, rows)}
