"""The total of a form whose header reaches down into its row: labels stand where most of its values should.

The form prints 合计 105.00 合计 基本支出 项目支出: the sums of the classes below tell which amount stands in which
column, and nothing is known of the cells that the labels took.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from docparse.assembling.drafts import values_of
from docparse.folding import fold
from docparse.placing.placement import PlacedRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.assembling.drafts import RowDraft, SideDraft
    from docparse.placing.families import Figures
    from docparse.segmenting.lines import Line

# A row of which so much is left has rather lost nothing.
_MOST_VALUES = 4


def place_overlaid(
    total: RowDraft, side: SideDraft, labels: Line, rows: Sequence[RowDraft], placed: Mapping[int, PlacedRow]
) -> PlacedRow:
    """Where the values of a total stand: beside its labels, each in a column of that sum if there is one, in order.

    Args:
        total: the row.
        side: the side of the table that it stands on.
        labels: those that stand in the row.
        rows: all rows of the table.
        placed: where the values of the others stand.
    """
    width, values = len(side.columns), values_of(total, side.decimals)
    sums = _sums_of_classes(side, rows, placed)
    first = tuple(range(min(len(values), width)))
    columns = max(
        (first, *_choices(total, side, labels)),
        key=lambda chosen: sum(sums[at] == value for at, value in zip(chosen, values, strict=False)),
    )
    slack = width - len(values)
    others = tuple(
        tuple(other for other in range(order, order + slack + 1) if other != column)
        for order, column in enumerate(columns)
    )
    return PlacedRow(columns, others, settled=True, width=width)


def _choices(total: RowDraft, side: SideDraft, labels: Line) -> Iterator[Figures]:
    """The columns that the values of a total may stand in: left and right of those whose labels stand in the row."""
    atoms, width = total.row.values, len(side.columns)
    if len(atoms) > _MOST_VALUES:
        return
    before = sum(atom.start < labels.end for atom in atoms)
    names = list(map(fold, labels.text.split()))
    ends = [fold(column.path[-1]) for column in side.columns]
    at = next((at for at in range(width) if ends[at : at + len(names)] == names), None)
    left, right = (range(at), range(at + len(names), width)) if at is not None else (range(width), range(width))
    for one, other in product(combinations(left, before), combinations(right, len(atoms) - before)):
        if not one or not other or one[-1] < other[0]:
            yield one + other


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
