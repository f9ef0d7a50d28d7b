"""The total of a form whose header reaches down into its row: labels stand where most of its values should.

The form prints 合计 105.00 合计 基本支出 项目支出: the sums of the classes below tell which amount stands in which
column, and nothing is known of the cells that the labels took.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from docparse.placing.placement import PlacedRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.assembling.drafts import RowDraft, SideDraft

# A row of which so much is left has rather lost nothing; and so many choices are tried at most.
_MOST_VALUES = 4


def place_overlaid(
    values: Sequence[int | None], side: SideDraft, rows: Sequence[RowDraft], placed: Mapping[int, PlacedRow]
) -> PlacedRow:
    """Where the values of a total stand, in half units: each in a column of that sum if there is one, in their order.

    Args:
        values: those of the total.
        side: the side of the table that it stands on.
        rows: all rows of the table.
        placed: where the values of the others stand.
    """
    width, count = len(side.columns), len(values)
    sums = _sums_of_classes(side, rows, placed)
    choices = combinations(range(width), count) if count <= _MOST_VALUES else iter(())
    first = tuple(range(min(count, width)))
    columns = max(
        (first, *choices), key=lambda chosen: sum(sums[at] == value for at, value in zip(chosen, values, strict=False))
    )
    slack = width - count
    others = tuple(
        tuple(other for other in range(order, order + slack + 1) if other != column)
        for order, column in enumerate(columns)
    )
    return PlacedRow(columns, others, settled=True, width=width)


def _sums_of_classes(side: SideDraft, rows: Sequence[RowDraft], placed: Mapping[int, PlacedRow]) -> list[int]:
    """What the rows of the highest classes add up to in each column, in half units."""
    codes = [len(rows[index].code or "") for index in side.members]
    highest = min((length for length in codes if length), default=0)
    sums = [0] * len(side.columns)
    for index, length, given in zip(side.members, codes, side.placing.rows, strict=True):
        if length == highest and length:
            for column, value in zip(placed[index].columns, given.values, strict=True):
                sums[column] += value or 0
    return sums
