"""Joint placement over one table: layouts per row, narrowed by the code hierarchy, chosen by the blank pattern.

What the layout of the print settles is taken as it stands. A short row takes the layouts that its identities
allow; of these the code hierarchy removes the ones with which no family of rows adds up; of what is left, the
pattern of blanks in the table's other rows chooses, and the choice stays a guess with its alternatives.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.placing.families import MOST_TABLE_ADDITIONS, Budget, Figures, narrow_family
from docparse.placing.hierarchy import Family, families
from docparse.placing.pattern import BlankPattern
from docparse.placing.search import MOST_STEPS, Identity, RowLayouts, search_row, zero_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


# Steps that the searches of one table may take together; the rows of a known form need some hundreds each.
MOST_TABLE_STEPS = 400_000


class RowValues(NamedTuple):
    """A row for placing: its values in half units (marks and zeros are 0), blanks that are printed as None."""

    values: tuple[int | None, ...]
    code: str | None
    total: bool


class Grid(NamedTuple):
    """The columns to place into: how many, the identities between them, and which departments rarely use."""

    width: int
    identities: tuple[Identity, ...]
    rare: tuple[bool, ...]

    def failing(self, values: Sequence[int | None]) -> frozenset[int]:
        """The columns of the identities that a full row breaks by more than a half unit for each printed term."""
        columns: set[int] = set()
        for identity in self.identities:
            terms = [sign * (values[column] or 0) for column, sign in identity]
            if abs(sum(terms)) > max(sum(values[column] is not None for column, _ in identity), 1):
                columns.update(column for column, _ in identity)
        return frozenset(columns)

    def totals(self) -> tuple[int | None, ...]:
        """For each column the total that it is a part of; the narrowest where it is a part of several."""
        totals: list[int | None] = [None] * self.width
        for identity in sorted(self.identities, key=len, reverse=True):
            if sum(sign > 0 for _, sign in identity) == 1:
                for column, sign in identity:
                    if sign < 0:
                        totals[column] = identity[0][0]
        return tuple(totals)


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """Where each value of a row stands.

    ``columns[i]`` is the column of value i, ``others[i]`` the further columns that its characters may stand in:
    by identities where these leave a choice, else by the print alone. ``count`` is how many layouts satisfy the
    row's own identities (0: none does); ``complete`` is false where their search was cut short. ``failing`` are the
    columns of the identities that a row breaks although the print settles it.
    """

    columns: tuple[int, ...]
    others: tuple[tuple[int, ...], ...]
    settled: bool
    count: int = 1
    complete: bool = True
    failing: frozenset[int] = frozenset()


def place(rows: Sequence[RowValues], grid: Grid) -> tuple[PlacedRow, ...]:
    """Places the values of all rows of one side of a table."""
    placed: dict[int, PlacedRow] = {}
    searched: dict[int, RowLayouts] = {}
    known: dict[tuple[int, ...], RowLayouts] = {}
    left = MOST_TABLE_STEPS
    for index, row in enumerate(rows):
        if len(row.values) == grid.width or not row.values:
            columns = tuple(range(len(row.values)))
            failing = grid.failing(row.values) if row.values else frozenset()
            placed[index] = PlacedRow(columns, ((),) * len(columns), settled=True, failing=failing)
            continue
        values = _amounts(row)
        if values not in known:
            known[values] = search_row(values, grid.width, grid.identities, most_steps=min(left, MOST_STEPS))
            left -= known[values].steps
        searched[index] = known[values]
    if searched:
        _place_open(rows, grid, placed, searched)
    return tuple(placed[index] for index in range(len(rows)))


def _amounts(row: RowValues) -> tuple[int, ...]:
    return tuple(value or 0 for value in row.values)


def _place_open(
    rows: Sequence[RowValues], grid: Grid, placed: dict[int, PlacedRow], searched: Mapping[int, RowLayouts]
) -> None:
    """Places the short rows, the surest first; each choice narrows what is open in its family."""
    figures = [tuple(value for value in _amounts(row) if value) for row in rows]
    options: dict[int, list[Figures]] = {}
    for index, row in enumerate(rows):
        if index in placed:
            standing = zip(row.values, placed[index].columns, strict=True)
            options[index] = [tuple(column for value, column in standing if value)]
        else:
            options[index] = [layout.columns for layout in searched[index].layouts] or [_leftmost(_amounts(row))]
    total = next((index for index, row in enumerate(rows) if row.total), None)
    related = _Families(families([row.code for row in rows], total=total), options, figures)
    related.narrow(range(len(related.groups)), grid.width)
    admissible = {index: tuple(options[index]) for index in searched}
    pattern = BlankPattern(grid.totals(), grid.rare)
    for index in sorted(placed):
        if rows[index].values:
            pattern.learn(rows[index].values, placed[index].columns)
    for index in _surest_first(rows, options, searched):
        values = _amounts(rows[index])
        columns = _likeliest(values, options[index], pattern)
        others = _others(values, columns, admissible[index], grid.width)
        found = searched[index]
        placed[index] = PlacedRow(columns, others, settled=False, count=found.count, complete=found.complete)
        pattern.learn(rows[index].values, columns)
        if len(options[index]) > 1:
            options[index] = [tuple(column for value, column in zip(values, columns, strict=True) if value)]
            related.narrow(related.of_row.get(index, ()), grid.width)


def _surest_first(
    rows: Sequence[RowValues], options: Mapping[int, Sequence[Figures]], searched: Mapping[int, RowLayouts]
) -> list[int]:
    """Rows whose figures are settled first, they teach the blank pattern; then from the total row downwards."""

    def rank(index: int) -> tuple[int, int, int, int]:
        level = len(rows[index].code or "") if not rows[index].total else 0
        ways = len(options[index])
        return (0 if ways == 1 else 1, level if ways > 1 else 0, ways, searched[index].count)

    return sorted(searched, key=lambda index: (rank(index), index))


class _Families:
    """The families of a table, with the layouts that are still open for each row."""

    def __init__(self, groups: Sequence[Family], options: dict[int, list[Figures]], amounts: Sequence[Figures]) -> None:
        self.groups = groups
        self.options = options
        self.amounts = amounts
        self.budget = Budget(MOST_TABLE_ADDITIONS)
        self.of_row: dict[int, list[int]] = {}
        for place, (parent, children) in enumerate(groups):
            for index in (parent, *children):
                self.of_row.setdefault(index, []).append(place)

    def narrow(self, places: Iterable[int], width: int) -> None:
        """Narrows family after family until none changes; a changed row wakes the families that it is in."""
        waiting = dict.fromkeys(places)
        while waiting and self.budget.left > 0:
            place = next(iter(waiting))
            del waiting[place]
            changed = narrow_family(self.groups[place], self.options, self.amounts, width, budget=self.budget)
            for index in sorted(changed):
                waiting.update(dict.fromkeys(other for other in self.of_row[index] if other != place))


def _leftmost(values: Sequence[int]) -> Figures:
    return tuple(index for index, value in enumerate(values) if value)


def _likeliest(values: Sequence[int], options: Sequence[Figures], pattern: BlankPattern) -> tuple[int, ...]:
    """The layout of all values that the blank pattern finds most usual; the leftmost of equals."""
    runs = zero_runs(values)
    best: tuple[float, tuple[int, ...]] | None = None
    for option in options:
        columns, score = pattern.spread_zeros(option, runs)
        score += pattern.figure_score(option)
        if best is None or score > best[0] + 1e-9:
            best = (score, columns)
    assert best is not None  # noqa: S101  a row always has an option
    return best[1]


def _others(
    values: Sequence[int], columns: Sequence[int], options: Sequence[Figures], width: int
) -> tuple[tuple[int, ...], ...]:
    """For each value the other columns it may stand in."""
    reach: list[set[int]] = [set() for _ in values]
    runs = zero_runs(values)
    for option in options:
        place = 0
        for order, (left, right) in enumerate(pairwise((-1, *option, width))):
            slack = right - left - 1 - runs[order]
            for zero in range(runs[order]):
                reach[place].update(range(left + 1 + zero, left + 2 + zero + slack))
                place += 1
            if order < len(option):
                reach[place].add(right)
                place += 1
    slack = width - len(values)
    found = []
    for place, column in enumerate(columns):
        others = reach[place] - {column} or set(range(place, place + slack + 1)) - {column}
        found.append(tuple(sorted(others)))
    return tuple(found)
