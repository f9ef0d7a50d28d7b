"""Values of torn rows that an extractor printed in blocks: one column, or some neighbouring ones, below the other.

    合计 0.00 ⏎ 12.00 ⏎ 12.00, 一般公共预算 0.00 ⏎ 12.00 ⏎ 12.00     all rows of one column, then of the next
    12.00 12.00 ⏎ 5.00 5.00 … 0.00 ⏎ 5.00 …                      all rows of two columns, then of the third

Where every cell is printed, the blocks are as long as there are rows. How the columns were cut into blocks is told by
the sums within the rows and down to their total; where these allow more than one reading, there is none.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from docparse.placing.placement import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.placing.search import Identity

# A table has no more rows and columns than these.
MOST_ROWS = 80
MOST_COLUMNS = 6
# So many rows have an amount at least: zeros alone fit any way.
FEWEST_FILLED = 2


class Lines(NamedTuple):
    """The rows that are to be filled, from the top: which of them are added up, and into which row (None: none)."""

    height: int
    parts: tuple[int, ...]
    total: int | None


def deal(amounts: Sequence[int], lines: Lines, columns: int, identities: Sequence[Identity]) -> list[list[int]] | None:
    """For each row the places of its values among the amounts; None where sums allow no way or several.

    Args:
        amounts: all values in printed order, in half units.
        lines: the rows.
        columns: how many values each row has.
        identities: the sums within a row.
    """
    untold = not identities and lines.total is None
    if untold or len(amounts) != lines.height * columns or lines.height > MOST_ROWS or columns > MOST_COLUMNS:
        return None
    found: dict[tuple[tuple[int, ...], ...], list[list[int]]] = {}
    for ways in _ways(amounts, lines, columns, identities):
        told = tuple(tuple(amounts[index] for index in row) for row in ways)
        if sum(any(row) for row in told) >= FEWEST_FILLED and _adds_up(told, lines, columns):
            found.setdefault(told, ways)
    return next(iter(found.values())) if len(found) == 1 else None


def _ways(
    amounts: Sequence[int], lines: Lines, columns: int, identities: Sequence[Identity]
) -> Iterator[list[list[int]]]:
    """The ways in which all rows satisfy their sums: in blocks from the first to the last, or the last ones apart."""
    yield from _all_laid(amounts, 0, lines.height, columns, identities)
    for border in range(1, lines.height):
        above = _all_laid(amounts, 0, border, columns, identities)
        if above:
            below = _all_laid(amounts, border * columns, lines.height - border, columns, identities)
            yield from ([*first, *second] for first in above for second in below)


def _all_laid(
    amounts: Sequence[int], start: int, count: int, columns: int, identities: Sequence[Identity]
) -> list[list[list[int]]]:
    """The places of the values of so many rows, for each way to cut their columns into blocks that adds up."""
    laid = (_laid(amounts, start, count, cut, identities) for cut in _cuts(columns))
    return [rows for rows in laid if rows is not None]


def _laid(
    amounts: Sequence[int], start: int, count: int, cut: Sequence[int], identities: Sequence[Identity]
) -> list[list[int]] | None:
    """The places of the values of so many rows whose columns were cut into blocks of these widths."""
    grid = Grid(sum(cut), tuple(identities), ())
    rows: list[list[int]] = [[] for _ in range(count)]
    for width in cut:
        for row in rows:
            row += range(start, start + width)
            start += width
    return rows if all(grid.holds([amounts[index] for index in row]) for row in rows) else None


def _cuts(columns: int) -> list[tuple[int, ...]]:
    """All ways to cut a row of columns into neighbouring blocks."""
    return [
        tuple(end - begin for begin, end in zip((0, *borders), (*borders, columns), strict=True))
        for count in range(columns)
        for borders in combinations(range(1, columns), count)
    ]


def _adds_up(rows: Sequence[Sequence[int]], lines: Lines, columns: int) -> bool:
    """Whether the rows add up to their total in each column."""
    if lines.total is None:
        return True
    total = rows[lines.total]
    return all(
        abs(sum(rows[part][column] for part in lines.parts) - total[column]) <= len(lines.parts) + 1
        for column in range(columns)
    )
