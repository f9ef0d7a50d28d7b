"""Columns from positions: in text that keeps the page's alignment a blank is told by where the others stand.

Extractors that keep the layout print the values of one column under each other. The rows that fill every
column show where each column's values end; without such a row the row of column numbers (栏次) shows where the
columns lie. A short row whose values all fall into different columns gets its blanks back.

Some extractors count a Chinese character as one cell, some as two. Both are tried; where both seem to fit and
do not agree, nothing is restored.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.renderings import Atom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.decoding.rows import Row

# Chinese characters one cell wide, and two cells wide.
METRICS = (0, 1)
# How many character cells a value may stand off its column: proportional fonts do not fall on whole cells.
SLACK = 2


@dataclass(frozen=True, slots=True)
class Edge:
    """The character cells that a fragment takes on its line."""

    left: int
    right: int

    @property
    def middle(self) -> float:
        """The cell in the middle of the fragment."""
        return (self.left + self.right) / 2


Edges = tuple[Edge, Edge]


@dataclass(frozen=True, slots=True)
class Stripes:
    """For each column the cells in which a value of it ends, or (``middles``) in which its middle lies."""

    ranges: tuple[tuple[float, float], ...]
    middles: bool

    def column_of(self, edge: Edge) -> int | None:
        """The one column that a value at this edge may stand in, None where there is none or a choice."""
        at = edge.middle if self.middles else edge.right
        fitting = [column for column, (low, high) in enumerate(self.ranges) if low <= at < high]
        return fitting[0] if len(fitting) == 1 else None


def edges_of(text: str, start: int, end: int) -> Edges:
    """The cells of a part of a line, with Chinese characters one cell wide and two cells wide."""
    left = _width(text[:start])
    return Edge(start, end), Edge(left, left + _width(text[start:end]))


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def restore_blanks(rows: Sequence[Row], ruler: Sequence[Edges]) -> list[Row]:
    """The rows, with the blanks of short ones put back where the positions leave no choice."""
    stripes: dict[str | None, tuple[Stripes | None, ...]] = {}
    restored: list[Row] = []
    for row in rows:
        if row.settled or not row.values or len(row.edges) != len(row.values):
            restored.append(row)
            continue
        if row.side not in stripes:
            alike = [other for other in rows if other.side == row.side and other.columns == row.columns]
            stripes[row.side] = tuple(
                _stripes(_full_edges(alike, metric), [edges[metric] for edges in ruler], row.columns)
                for metric in METRICS
            )
        found = {
            columns
            for metric in METRICS
            if (columns := _columns_of([edges[metric] for edges in row.edges], stripes[row.side][metric]))
        }
        restored.append(_with_blanks(row, found.pop()) if len(found) == 1 else row)
    return restored


def _full_edges(rows: Sequence[Row], metric: int) -> list[list[Edge]]:
    """The edges of the rows that fill every column."""
    return [[edges[metric] for edges in row.edges] for row in rows if row.settled and len(row.edges) == row.columns]


def _stripes(full: Sequence[Sequence[Edge]], ruler: Sequence[Edge], columns: int) -> Stripes | None:
    """Where the columns lie, by full rows or else by the column numbers; None where they run into each other."""
    if full:
        ends = [[edges[column].right for edges in full] for column in range(columns)]
        ranges = tuple((min(each) - SLACK, max(each) + SLACK + 1) for each in ends)
        return Stripes(ranges, middles=False) if all(a[1] <= b[0] for a, b in pairwise(ranges)) else None
    if len(ruler) != columns or columns < 2:
        return None
    middles = [edge.middle for edge in ruler]
    step = min(right - left for left, right in pairwise(middles))
    if step <= 2 * SLACK:
        return None
    borders = [(left + right) / 2 for left, right in pairwise(middles)]
    ends_of = [middles[0] - step, *borders, middles[-1] + step]
    return Stripes(tuple(pairwise(ends_of)), middles=True)


def _columns_of(edges: Sequence[Edge], stripes: Stripes | None) -> tuple[int, ...] | None:
    """The columns of a row's values; None where one has no column or they do not follow each other."""
    columns: list[int] = []
    for edge in edges:
        column = stripes.column_of(edge) if stripes else None
        if column is None or (columns and column <= columns[-1]):
            return None
        columns.append(column)
    return tuple(columns)


def _with_blanks(row: Row, columns: tuple[int, ...]) -> Row:
    """The row with a blank atom in each column that no value took."""
    standing = dict(zip(columns, row.values, strict=True))
    place = row.values[0].start
    values = []
    for column in range(row.columns):
        atom = standing.get(column) or Atom("B", "", place, place)
        place = atom.end
        values.append(atom)
    return replace(row, values=tuple(values), restored=True)
