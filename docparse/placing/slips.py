"""Which values of a short row would stand where they do before any slip of its text.

What a row's own identities say of its places is worth little where a single slip leads to them: two neighbours that
changed places, or a figure that repeats, as a total and its only part do, and was lost once. Where the row balances
before such a slip, but in other columns, its identities cannot tell which of the two was printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.placing.search import search_row, search_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docparse.placing.placement import Grid

# Steps that the search of a row before its slips may take; a row that needs more counts as unsteady.
MOST_STEPS = 40_000


class Steadiness:
    """What ``steady`` says of a row, found out when it is asked for: few rows have to lean on it."""

    __slots__ = ("_found", "_row")

    def __init__(
        self, values: Sequence[int], columns: Sequence[int], grid: Grid, layouts: Sequence[Sequence[int]]
    ) -> None:
        self._row = (values, columns, grid, layouts)
        self._found: tuple[bool, ...] | None = None

    def __getitem__(self, at: int) -> bool:
        """Of one value of the row."""
        if self._found is None:
            self._found = steady(*self._row)
        return self._found[at]


def steady(
    values: Sequence[int], columns: Sequence[int], grid: Grid, layouts: Iterable[Sequence[int]]
) -> tuple[bool, ...]:
    """Which values stand in their column before any one slip too; a zero has no place of its own.

    That two addends of a sum have changed places can always be: rows before a slip that fill the same columns say
    nothing.

    Args:
        values: as printed, marks and zeros as 0.
        columns: the column of each.
        grid: the columns.
        layouts: the columns of the figures in every layout of the values.
    """
    ours = {column: value for column, value in zip(columns, values, strict=True) if value}
    usual = {tuple(layout) for layout in layouts}
    unsteady: set[int] = set()
    before = list(_before_slips(values, grid.width))
    if not before:
        return tuple(map(bool, values))
    found, complete, _ = search_rows(before, grid.width, grid.identities, most_steps=MOST_STEPS)
    if not complete:
        return (False,) * len(values)
    for layout, figures in found:
        if layout.columns not in usual:
            theirs = dict(zip(layout.columns, figures, strict=True))
            unsteady.update(column for column, value in ours.items() if theirs.get(column) != value)
    return tuple(bool(value) and column not in unsteady for column, value in zip(columns, values, strict=True))


def leans_on_zero(values: Sequence[int | None], grid: Grid) -> bool:
    """Whether the figures of a full row would fit other columns as well, were one of its zeros not printed.

    In a row that lost its blanks a zero that slipped in from elsewhere moves the figures behind it.
    """
    amounts = [value or 0 for value in values]
    ours = tuple(column for column, value in enumerate(amounts) if value)
    # Of zeros side by side it makes no difference which one slipped in.
    strays = [at for at, value in enumerate(amounts) if not value and (not at or amounts[at - 1])]
    for at in strays if grid.identities else ():
        found = search_row([*amounts[:at], *amounts[at + 1 :]], grid.width, grid.identities, most_steps=MOST_STEPS)
        if not found.complete or any(layout.columns != ours for layout in found.layouts):
            return True
    return False


def _before_slips(values: Sequence[int], width: int) -> Iterator[tuple[int, ...]]:
    """All rows that one slip turns into these values, each once."""
    swapped = (
        (*values[:at], values[at + 1], values[at], *values[at + 2 :])
        for at in range(len(values) - 1)
        if values[at] != values[at + 1]
    )
    yield from dict.fromkeys(swapped)
    if len(values) < width:
        figures = dict.fromkeys(value for value in values if value)
        whole = ((*values[:at], twin, *values[at:]) for twin in figures for at in range(len(values) + 1))
        yield from dict.fromkeys(whole)
