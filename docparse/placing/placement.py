"""Joint placement over one table: layouts per row, narrowed by the code hierarchy, chosen by the blank pattern.

What the layout of the print settles is taken as it stands. A short row takes the layouts that its identities
allow; of these the code hierarchy removes the ones with which no column adds up; of what is left, the pattern
of blanks in the table's other rows chooses, and the choice stays a guess with its alternatives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.placing.hierarchy import families
from docparse.placing.search import Identity, RowLayouts, search_row, zero_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

# Rounds of passing sums up and down the hierarchy; each settles at least one row or ends.
MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class RowValues:
    """A row for placing: its values in half units (marks and zeros are 0), blanks that are printed as None."""

    values: tuple[int | None, ...]
    code: str | None
    total: bool


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """Where each value stands. ``columns[i]`` is the column of value i; ``reach[i]`` the columns it may stand in
    by the layout alone; ``count`` how many layouts satisfy the row's identities, 0 where none does."""

    columns: tuple[int, ...]
    reach: tuple[tuple[int, ...], ...]
    settled: bool
    count: int
    complete: bool = True


def place(rows: Sequence[RowValues], width: int, identities: Sequence[Identity]) -> tuple[PlacedRow, ...]:
    """Places the values of all rows of one side of a table."""
    placed: dict[int, PlacedRow] = {}
    open_rows: dict[int, RowLayouts] = {}
    known: dict[tuple[int, ...], RowLayouts] = {}
    for index, row in enumerate(rows):
        if len(row.values) == width or not row.values:
            columns = tuple(range(len(row.values)))
            placed[index] = PlacedRow(columns, tuple((column,) for column in columns), settled=True, count=1)
            continue
        values = tuple(value or 0 for value in row.values)
        if values not in known:
            known[values] = search_row(values, width, identities)
        open_rows[index] = known[values]
    if not open_rows:
        return tuple(placed[index] for index in range(len(rows)))
    chosen = _narrow(rows, placed, open_rows, width)
    pattern = _BlankPattern(width)
    for index, found in placed.items():
        if rows[index].values:
            pattern.learn(rows[index].values, found.columns)
    for index in sorted(open_rows, key=lambda index: (open_rows[index].count, index)):
        placed[index] = _choose(rows[index], open_rows[index], chosen.get(index), width, pattern)
        pattern.learn(rows[index].values, placed[index].columns)
    return tuple(placed[index] for index in range(len(rows)))


def _narrow(
    rows: Sequence[RowValues], placed: Mapping[int, PlacedRow], open_rows: Mapping[int, RowLayouts], width: int
) -> dict[int, list[tuple[int, ...]]]:
    """The figure layouts of each open row after the hierarchy has removed what adds up nowhere."""
    total = next((index for index, row in enumerate(rows) if row.total), None)
    groups = families([row.code for row in rows], total=total)
    options: dict[int, list[tuple[int, ...]]] = {
        index: [layout.columns for layout in layouts.layouts] for index, layouts in open_rows.items()
    }
    for index, found in placed.items():
        figures = [column for value, column in zip(rows[index].values, found.columns, strict=True) if value]
        options[index] = [tuple(figures)]
    amounts = [[value for value in row.values if value] for row in rows]
    for _ in range(MOST_ROUNDS):
        if not any(_filter(group, options, amounts, width) for group in groups):
            break
    return {index: options[index] for index in open_rows}


def _filter(
    group: tuple[int, tuple[int, ...]],
    options: dict[int, list[tuple[int, ...]]],
    amounts: Sequence[Sequence[int]],
    width: int,
) -> bool:
    """Removes layouts of the one open member of a family that its settled members contradict."""
    parent, children = group
    members = (parent, *children)
    open_members = [index for index in members if len(options[index]) != 1]
    if len(open_members) != 1 or len(options[open_members[0]]) < 2:
        return False
    target = open_members[0]
    rest = [0] * width
    terms = [0] * width
    for index in members:
        if index != target:
            sign = -1 if index == parent else 1
            for column, amount in zip(options[index][0], amounts[index], strict=True):
                rest[column] += sign * amount
                terms[column] += 1
    sign = -1 if target == parent else 1

    def fits(columns: tuple[int, ...]) -> bool:
        sums = list(rest)
        for column, amount in zip(columns, amounts[target], strict=True):
            sums[column] += sign * amount
        return all(abs(value) <= terms[column] + 1 for column, value in enumerate(sums))

    kept = [columns for columns in options[target] if fits(columns)]
    if not kept or len(kept) == len(options[target]):
        return False
    options[target] = kept
    return True


class _BlankPattern:
    """How often each column prints its zeros and how often it leaves them blank, in the rows placed so far."""

    def __init__(self, width: int) -> None:
        self.printed = [1.0] * width
        self.blank = [1.0] * width
        self.figures = [1.0] * width

    def learn(self, values: Sequence[int | None], columns: Sequence[int]) -> None:
        standing = dict(zip(columns, values, strict=True))
        for column in range(len(self.printed)):
            value = standing.get(column)
            if value is None:
                self.blank[column] += 1
            elif value == 0:
                self.printed[column] += 1
            else:
                self.figures[column] += 1

    def prints_zero(self, column: int) -> float:
        return self.printed[column] / (self.printed[column] + self.blank[column])


def _choose(
    row: RowValues, layouts: RowLayouts, figures: list[tuple[int, ...]] | None, width: int, pattern: _BlankPattern
) -> PlacedRow:
    """The likeliest layout of an open row."""
    values = tuple(value or 0 for value in row.values)
    options = figures or [_leftmost(values)]
    runs = zero_runs(values)
    best: tuple[float, tuple[int, ...]] | None = None
    for option in options:
        columns, score = _with_zeros(option, runs, width, pattern)
        score += sum(pattern.figures[column] / 1000 for column in option)
        if best is None or score > best[0] + 1e-9:
            best = (score, columns)
    assert best is not None  # noqa: S101  there is always an option
    slack = width - len(values)
    reach = tuple(tuple(range(index, index + slack + 1)) for index in range(len(values)))
    return PlacedRow(best[1], reach, settled=False, count=layouts.count, complete=layouts.complete)


def _leftmost(values: Sequence[int]) -> tuple[int, ...]:
    return tuple(index for index, value in enumerate(values) if value)


def _with_zeros(
    figures: tuple[int, ...], runs: tuple[int, ...], width: int, pattern: _BlankPattern
) -> tuple[tuple[int, ...], float]:
    """The columns of all values once each run of zeros has taken the columns that print zeros most often."""
    columns: list[int] = []
    score = 0.0
    for order, (left, right) in enumerate(pairwise((-1, *figures, width))):
        free = range(left + 1, right)
        likely = sorted(free, key=lambda column: (-pattern.prints_zero(column), column))
        taken = sorted(likely[: runs[order]])
        score += sum(pattern.prints_zero(column) for column in taken)
        score += sum(1 - pattern.prints_zero(column) for column in free if column not in taken)
        columns += taken
        if order < len(figures):
            columns.append(figures[order])
    return tuple(columns), score
