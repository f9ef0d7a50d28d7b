"""Columns from positions: in text that keeps the page's alignment a blank is told by where the others stand.

Extractors that keep the layout print the values of one column under each other. The rows that fill every
column show where each column's values end; without such a row the row of column numbers (栏次) shows where the
columns lie. A short row whose values all fall into different columns gets its blanks back.

Some extractors count a Chinese character as one cell, some as two. Both are tried; where both seem to fit and
do not agree, nothing is restored.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from docparse.patterns import pattern
from docparse.renderings import Atom
from docparse.renderings.edges import edges_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.decoding.fields import Group
    from docparse.decoding.rows import Row
    from docparse.matching.forms import FormMatch
    from docparse.renderings.edges import Edge, Edges
    from docparse.segmenting.lines import Line

_NUMBER = pattern(r"\d+")
# Chinese characters one cell wide, and two cells wide.
METRICS = (0, 1)
# How many character cells a value may stand off its column: proportional fonts do not fall on whole cells.
SLACK = 2
# A group of values belongs to the column number that it stands off by less than this share of the way to the next.
DECISIVE = 0.35


# No column is narrower, the blanks about what stands in it included.
NARROWEST = 5

# Where columns move from page to page, so many full rows must agree where they stand on one.
FEWEST_ON_PAGE = 3

# For each column the cells in which its values end; (0, 0) for a column whose values were not seen.
Stripes = tuple[tuple[int, int], ...]


class Ruler(NamedTuple):
    """A row of column numbers: its line, and where the numbers of each side stand."""

    line: int
    numbers: Mapping[str | None, Sequence[Edges]]


def rulers_of(match: FormMatch, groups: Sequence[Group]) -> list[Ruler]:
    """The rows of column numbers of a table, as far as each is printed on one line: a header may be printed again."""
    return [Ruler(line.number, numbers) for line in match.rulers if (numbers := _numbers_on(line, groups))]


def _numbers_on(line: Line, groups: Sequence[Group]) -> dict[str | None, list[Edges]]:
    numbers = [edges_of(line.text, *found.span()) for found in _NUMBER.finditer(line.text)]
    if len(numbers) != sum(group.values for group in groups) or len({group.side for group in groups}) < len(groups):
        return {groups[0].side: numbers} if len(groups) == 1 else {}
    ends = list(accumulate(group.values for group in groups))
    return {group.side: numbers[end - group.values : end] for group, end in zip(groups, ends, strict=True)}


def restore_blanks(rows: Sequence[Row], rulers: Sequence[Ruler]) -> list[Row]:
    """The rows, with the blanks of short ones put back where the positions leave no choice.

    Where a header is printed again elsewhere, what stands below it is laid out anew.

    Args:
        rows: the rows of all sides of a table.
        rulers: its rows of column numbers, from above to below.
    """
    starts = [0]
    pages: list[Mapping[str | None, Sequence[Edges]]] = [rulers[0].numbers if rulers else {}]
    for ruler in rulers[1:]:
        if _moves(pages[-1], ruler.numbers):
            starts.append(next((at for at, row in enumerate(rows) if row.line > ruler.line), len(rows)))
            pages.append(ruler.numbers)
    parts = zip(pages, pairwise([*starts, len(rows)]), strict=True)
    return [row for page, (start, end) in parts for row in _restored(rows[start:end], page)]


def _moves(one: Mapping[str | None, Sequence[Edges]], other: Mapping[str | None, Sequence[Edges]]) -> bool:
    """Whether column numbers stand elsewhere than those of another page, by each way to count cells."""
    both = [pair for side in one.keys() & other.keys() for pair in zip(one[side], other[side], strict=False)]
    return any(
        all(abs(above[metric].middle - below[metric].middle) > SLACK for metric in METRICS) for above, below in both
    )


def _restored(rows: Sequence[Row], rulers: Mapping[str | None, Sequence[Edges]]) -> list[Row]:
    """The rows below one row of column numbers, with the blanks of short ones put back."""
    stripes: dict[str | None, tuple[Stripes | None, ...]] = {}
    pages: dict[str | None, tuple[list[_Page], ...]] = {}
    restored: list[Row] = []
    for number, row in enumerate(rows):
        if row.settled or not row.values or len(row.edges) != len(row.values):
            restored.append(row)
            continue
        if row.side not in stripes:
            alike = [other for other in rows if other.side == row.side and other.columns == row.columns]
            stripes[row.side] = tuple(_stripes(alike, rulers.get(row.side, ()), metric) for metric in METRICS)
            pages[row.side] = tuple(_pages(rows, row, metric) for metric in METRICS)
        moved = all(each is None for each in stripes[row.side])
        found = {
            columns
            for metric in METRICS
            if (
                columns := _columns_of(
                    [edges[metric] for edges in row.edges],
                    _stripes_at(number, pages[row.side][metric]) if moved else stripes[row.side][metric],
                )
            )
        }
        restored.append(_with_blanks(row, found.pop()) if len(found) == 1 else row)
    return restored


def _stripes(rows: Sequence[Row], ruler: Sequence[Edges], metric: int) -> Stripes | None:
    """Where each column's values end, by the rows that fill every column, and else by the column numbers.

    A number too many makes one short row look full: its values then stand under the numbers of other columns.
    """
    full = _edges_of(rows, metric, full=True)
    marks = [edges[metric].middle for edges in ruler]
    stripes = _stripes_of_full(full)
    if stripes is None and len(full) >= FEWEST_ON_PAGE:
        # What the rows do not agree about, the first of the others cannot tell.
        return None
    if stripes is None:
        return _stripes_by_ruler(_edges_of(rows, metric, full=False), marks, rows[0].columns)
    return None if len(full) == 1 and len(rows) > 1 and _stands_off(full[0], marks) else stripes


class _Page(NamedTuple):
    """Rows whose columns stand in the same places: the numbers of the first and the last full one, and the places."""

    first: int
    last: int
    stripes: Stripes


def _pages(rows: Sequence[Row], like: Row, metric: int) -> list[_Page]:
    """The runs of rows in which the full ones agree where the columns stand: a new page may be laid out anew."""
    pages: list[_Page] = []
    count = 0
    for number, row in enumerate(rows):
        full = row.side == like.side and row.columns == like.columns and row.settled
        if not full or not row.edges or len(row.edges) != len(row.values):
            continue
        ends = [edges[metric].right for edges in row.edges]
        own = [(end - SLACK, end + SLACK + 1) for end in ends]
        shared = (
            [(min(a, c), max(b, d)) for (a, b), (c, d) in zip(pages[-1].stripes, own, strict=True)] if pages else []
        )
        if shared and _apart(shared):
            pages[-1] = _Page(pages[-1].first, number, tuple(shared))
            count += 1
            continue
        if pages and count < FEWEST_ON_PAGE:
            pages.pop()
        pages.append(_Page(number, number, tuple(own)))
        count = 1
    return pages if count >= FEWEST_ON_PAGE else pages[:-1]


def _stripes_at(number: int, pages: Sequence[_Page]) -> Stripes | None:
    """Where the columns stand between the full rows about a row; None between two pages."""
    at = bisect_left(pages, number, key=attrgetter("last"))
    return pages[at].stripes if at < len(pages) and pages[at].first < number else None


def _stands_off(row: Sequence[Edge], marks: Sequence[float]) -> bool:
    """Whether values of a full row stand nearer to another column's number, as printed and moved by the first's way."""
    middles = [edge.middle for edge in row]
    if len(middles) != len(marks):
        return False
    return all(
        any(
            abs(middle - drift - other) < abs(middle - drift - mark)
            for middle, mark in zip(middles, marks, strict=True)
            for other in marks
        )
        for drift in (0.0, middles[0] - marks[0])
    )


def _edges_of(rows: Sequence[Row], metric: int, *, full: bool) -> list[list[Edge]]:
    """The edges of the rows that fill every column, or of those that do not."""
    return [
        [edges[metric] for edges in row.edges]
        for row in rows
        if row.edges and len(row.edges) == len(row.values) and row.settled == full
    ]


def _stripes_of_full(rows: Sequence[Sequence[Edge]]) -> Stripes | None:
    """Where each column's values end in the rows that fill them all; None where the columns run into each other."""
    if not rows:
        return None
    ends = [[edges[column].right for edges in rows] for column in range(len(rows[0]))]
    return _apart([(min(each) - SLACK, max(each) + SLACK + 1) for each in ends])


def _stripes_by_ruler(rows: Sequence[Sequence[Edge]], marks: Sequence[float], columns: int) -> Stripes | None:
    """Groups of values that end in the same cells, each given to the column number that it stands under.

    A group lies where its widest value lies: short values of a right-aligned column stand off its middle. The body may
    as a whole stand off its column numbers; then the first group, which is the total's, tells by how much.
    """
    if len(marks) != columns or columns < 2 or not rows:
        return None
    groups = _groups([edge for edges in rows for edge in edges])
    middles = [(min(edge.left for edge in group) + max(edge.right for edge in group)) / 2 for group in groups]
    taken = _columns_under(middles, marks, 0.0) or _columns_under(middles, marks, middles[0] - marks[0])
    if taken is None or not all(map(_have_room, pairwise(zip(taken, groups, strict=True)))):
        return None
    found = [(0, 0)] * columns
    for column, group in zip(taken, groups, strict=True):
        found[column] = (group[0].right - SLACK, group[-1].right + SLACK + 1)
    return _apart(found)


def _have_room(pair: tuple[tuple[int, Sequence[Edge]], tuple[int, Sequence[Edge]]]) -> bool:
    """Whether blank columns find a place between two groups: else numbers stand nearer together than columns."""
    (column, left), (other, right) = pair
    gap = min(edge.left for edge in right) - max(edge.right for edge in left)
    return gap >= NARROWEST * (other - column - 1)


def _columns_under(middles: Sequence[float], marks: Sequence[float], drift: float) -> list[int] | None:
    """The column number under which each group clearly stands, from left to right; None where one is in between.

    Lines drift against the column numbers: so a group stands clearly where the one before it tells by how much, too.
    """
    columns: list[int] = []
    before = drift
    for middle in middles:
        near = _under(middle - drift, marks)
        if near is None or near != _under(middle - before, marks) or (columns and near <= columns[-1]):
            return None
        columns.append(near)
        before = middle - marks[near]
    return columns


def _under(middle: float, marks: Sequence[float]) -> int | None:
    """The column number under which something clearly stands; None where it is in between."""
    near, next_to = sorted(range(len(marks)), key=lambda each: abs(marks[each] - middle))[:2]
    return near if abs(marks[near] - middle) <= DECISIVE * abs(marks[near] - marks[next_to]) else None


def _groups(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Edges that end within the slack of each other, from left to right."""
    groups: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda edge: (edge.right, edge.left)):
        if groups and edge.right - groups[-1][-1].right <= SLACK:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


def _apart(stripes: Sequence[tuple[int, int]]) -> Stripes | None:
    seen = [stripe for stripe in stripes if stripe != (0, 0)]
    return tuple(stripes) if all(left[1] <= right[0] for left, right in pairwise(seen)) else None


def _columns_of(edges: Sequence[Edge], stripes: Stripes | None) -> tuple[int, ...] | None:
    """The columns of a row's values; None where one has no column or they do not follow each other."""
    columns: list[int] = []
    for edge in edges:
        fitting = [column for column, (low, high) in enumerate(stripes or ()) if low <= edge.right < high]
        if len(fitting) != 1 or (columns and fitting[0] <= columns[-1]):
            return None
        columns.append(fitting[0])
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
    return row._replace(values=tuple(values), restored=True)
