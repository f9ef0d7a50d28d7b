"""Which of several choices of columns the full rows of a table add up in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.placing.placement import Grid

# So many sums that hold tell columns from others, if hardly one of them fails ...
FEWEST_SUMS = 6
MOST_FAILING = 0.05
# ... and more than this share of the sums fails in the columns that the labels seem to name.
FEWEST_BROKEN = 0.2


def best_grid(rows: Sequence[Sequence[int | None]], grids: Sequence[Grid]) -> int:
    """The index of the choice whose sums hold; 0, that of the labels, unless its own fail and those of another hold.

    Args:
        rows: full rows, their values in half units, None for a blank.
        grids: the choices, each as wide as the rows.
    """
    tested = [_test(rows, grid) for grid in grids]
    sums, failing = tested[0]
    if sums and failing <= FEWEST_BROKEN * sums:
        return 0
    sound = [
        (failing / sums, index)
        for index, (sums, failing) in enumerate(tested)
        if sums >= FEWEST_SUMS and failing <= MOST_FAILING * sums
    ]
    return min(sound, default=(0.0, 0))[1]


def _test(rows: Sequence[Sequence[int | None]], grid: Grid) -> tuple[int, int]:
    """How many sums of the rows have amounts, and how many of these sums fail."""
    sums = failing = 0
    for row in rows:
        for identity in grid.identities:
            terms = [sign * (row[column] or 0) for column, sign in identity]
            sums += any(terms)
            failing += abs(sum(terms)) > max(sum(row[column] is not None for column, _ in identity), 1)
    return sums, failing
