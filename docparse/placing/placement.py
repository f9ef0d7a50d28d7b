"""Joint placement over one table: layouts per row, narrowed by the code hierarchy, chosen by the blank pattern.

What the layout of the print settles is taken as it stands. A short row takes the layouts that its identities
allow; of these the code hierarchy removes the ones with which no family of rows adds up; of what is left, the
pattern of blanks in the table's other rows chooses, and the choice stays a guess with its alternatives.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import comb
from typing import TYPE_CHECKING, NamedTuple

from docparse.placing.families import MOST_RENEWED, MOST_TABLE_ADDITIONS, Budget, Figures, narrow_family
from docparse.placing.habit import Shape, free_columns, zero_columns
from docparse.placing.hierarchy import Family, families, without_repeats
from docparse.placing.pattern import BlankPattern
from docparse.placing.search import MOST_STEPS, Identity, RowLayouts, search_row, zero_runs
from docparse.placing.slips import Steadiness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set


# Steps that the searches of one table may take together; the rows of a known form need some hundreds each.
MOST_TABLE_STEPS = 400_000


class RowValues(NamedTuple):
    """A row for placing: its values in half units, marks 0, printed blanks None; a doubtful one may print too many."""

    values: tuple[int | None, ...]
    code: str | None
    total: bool
    doubtful: bool = False


class Grid(NamedTuple):
    """The columns to place into: how many, the identities between them, and which departments rarely use."""

    width: int
    identities: tuple[Identity, ...]
    rare: tuple[bool, ...]

    def holds(self, values: Sequence[int | None]) -> bool:
        """Whether a full row satisfies every identity within a half unit for each printed term."""
        for identity in self.identities:
            terms = [sign * (values[column] or 0) for column, sign in identity]
            if abs(sum(terms)) > max(sum(values[column] is not None for column, _ in identity), 1):
                return False
        return True

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
    row's own identities (0: none does); ``complete`` is false where their search was cut short.

    ``sure[i]`` says that value i, which is not zero, has the same column in every layout that satisfies the identities
    of the row, of its families and of the links to other tables; ``tried`` is how many choices the print alone allows
    over the ``width`` columns, and ``ways`` how many different figures, blank among them, the row's own identities
    allow in each column (empty: one).

    ``steady[i]`` says of a row that no other rows vouch for whether value i would stand there before any one slip of
    the text as well (None: not asked).
    """

    columns: tuple[int, ...]
    others: tuple[tuple[int, ...], ...]
    settled: bool
    count: int = 1
    complete: bool = True
    sure: tuple[bool, ...] = ()
    tried: int = 1
    width: int = 0
    ways: tuple[int, ...] = ()
    steady: Steadiness | None = None


def place(rows: Sequence[RowValues], grid: Grid) -> tuple[PlacedRow, ...]:
    """Places the values of all rows of one side of a table, by this table alone."""
    return Placing(rows, grid).finish()


class Placing:
    """The layouts that are still open for the rows of one side of a table; what other tables know may restrict them.

    ``sums`` are families of rows besides those of the code hierarchy.
    """

    def __init__(self, rows: Sequence[RowValues], grid: Grid, sums: Sequence[Family] = ()) -> None:
        self.rows = rows
        self.grid = grid
        self._searched = _search(rows, grid)
        self._options = {index: self._offered(index) for index in range(len(rows))} if self._searched else {}
        self._related: _Families | None = None
        self._values = [tuple(value for value in row.values if value) for row in rows] if self._searched else []
        self._known: dict[int, tuple[list[Figures], tuple[int | None, ...]]] = {}
        codes = without_repeats([row.code for row in rows], [row.values for row in rows])
        total = next((index for index, row in enumerate(rows) if row.total), None)
        self.groups: tuple[Family, ...] = (*sums, *families(codes, total=total))
        if self._searched:
            wrong = {index for index, found in self._searched.items() if not found.layouts}
            astray = wrong.union(index for index, row in enumerate(rows) if row.doubtful)
            self._related = _Families(self.groups, self._options, self._values, astray)
            self._related.narrow(range(len(self.groups)), grid.width)

    @property
    def broken_parents(self) -> frozenset[int]:
        """The parents of families that add up in no layout."""
        return frozenset(self._related.broken) if self._related is not None else frozenset()

    @property
    def open_rows(self) -> frozenset[int]:
        """The rows whose figures may stand in several ways."""
        return frozenset(index for index in self._searched if self.is_open(index))

    def is_open(self, index: int) -> bool:
        """Whether a row's figures may stand in several ways."""
        return index in self._searched and len(self._options[index]) > 1

    def figure(self, index: int, column: int) -> int | None:
        """What stands in a column, in half units and 0 for a blank; None where that is not sure.

        A row without values may have lost them; one that is doubtful, or breaks its own identities, or in this column
        those of its family, is wrong or misread.
        """
        if (index, column) in self._denied:
            return None
        searched = self._searched.get(index)
        values = self.rows[index].values
        if not values or self.rows[index].doubtful or (searched is not None and not searched.layouts):
            return None
        if searched is None:
            return (values[column] or 0) if self.grid.holds(values) else None
        options = self._options[index]
        known = self._known.get(index)
        if known is None or known[0] is not options:
            settled = tuple(found.pop() if len(found) == 1 else None for found in self._figures(index, options))
            known = self._known[index] = (options, settled)
        return known[1][column]

    @cached_property
    def _denied(self) -> frozenset[tuple[int, int]]:
        """Rows and columns of families of full rows that do not add up there."""
        found: set[tuple[int, int]] = set()
        for parent, children in self.groups:
            members = [self.rows[index].values for index in (parent, *children)]
            if all(len(values) == self.grid.width for values in members):
                for column in range(self.grid.width):
                    parts = sum(values[column] or 0 for values in members[1:])
                    if abs((members[0][column] or 0) - parts) > len(members):
                        found.update((index, column) for index in (parent, *children))
        return frozenset(found)

    def restrict(self, index: int, column: int, figure: int, tolerance: int) -> bool:
        """Keeps the layouts with this figure in this column; False where that changes nothing or leaves none."""
        options = self._options[index]
        values = self._values[index]
        kept = [
            option
            for option in options
            if abs((values[option.index(column)] if column in option else 0) - figure) <= tolerance
        ]
        if not kept or len(kept) == len(options) or self._related is None:
            return False
        self._options[index] = kept
        self._related.budget.renew(MOST_RENEWED)
        self._related.narrow(self._related.of_row.get(index, ()), self.grid.width)
        return True

    def finish(self) -> tuple[PlacedRow, ...]:
        """Chooses for every row, the surest first; what is open stays so: it can be chosen again once more is known."""
        full: dict[int, PlacedRow] = {}
        placed: dict[int, PlacedRow] = {}
        for index, row in enumerate(self.rows):
            if index not in self._searched:
                count = len(row.values)
                if count not in full:
                    full[count] = PlacedRow(tuple(range(count)), ((),) * count, settled=True)
                placed[index] = full[count]
        if self._searched:
            open_ones = dict(self._options)
            self._choose(placed)
            self._options.update(open_ones)
        return tuple(placed[index] for index in range(len(self.rows)))

    def _choose(self, placed: dict[int, PlacedRow]) -> None:
        options, grid = self._options, self.grid
        admissible = {index: tuple(options[index]) for index in self._searched}
        pattern = BlankPattern(grid.totals(), grid.rare)
        for index in sorted(placed):
            if self.rows[index].values:
                pattern.learn(self.rows[index].values, placed[index].columns)
        habit = zero_columns(self._shapes(placed), grid.width)
        for index in _surest_first(self.rows, options, self._searched):
            values = _amounts(self.rows[index])
            columns = _likeliest(values, options[index], pattern, habit)
            found = self._searched[index]
            placed[index] = PlacedRow(
                columns,
                _others(values, columns, admissible[index], habit=habit, width=grid.width),
                settled=False,
                count=found.count,
                complete=found.complete,
                sure=_sure(values, admissible[index]) if found.complete and found.layouts else (),
                width=grid.width,
                tried=min(comb(grid.width, len(values)), comb(grid.width, sum(value != 0 for value in values))),
                ways=self._ways(index),
                steady=self._steady(index, columns),
            )
            pattern.learn(self.rows[index].values, columns)
            if len(options[index]) > 1 and self._related is not None:
                options[index] = [tuple(column for value, column in zip(values, columns, strict=True) if value)]
                self._related.narrow(self._related.of_row.get(index, ()), grid.width)

    def _shapes(self, placed: Mapping[int, PlacedRow]) -> list[Shape]:
        """The rows whose figures have one place, as far as they say how the table prints nothing."""
        shapes = []
        for index, row in enumerate(self.rows):
            searched = self._searched.get(index)
            settled = index in placed and bool(row.values) and None not in row.values
            if settled or (searched is not None and searched.layouts and len(self._options[index]) == 1):
                shapes.append((self._options[index][0], zero_runs(_amounts(row))))
        return shapes

    def _offered(self, index: int) -> list[Figures]:
        row = self.rows[index]
        if index in self._searched:
            return [layout.columns for layout in self._searched[index].layouts] or [_leftmost(_amounts(row))]
        return [_leftmost(_amounts(row))]

    def _ways(self, index: int) -> tuple[int, ...]:
        layouts = [layout.columns for layout in self._searched[index].layouts]
        return tuple(len(found) for found in self._figures(index, layouts)) if len(layouts) > 1 else ()

    def _steady(self, index: int, columns: Sequence[int]) -> Steadiness | None:
        if self._related is not None and index in self._related.of_row:
            return None
        layouts = [layout.columns for layout in self._searched[index].layouts]
        return Steadiness(_amounts(self.rows[index]), columns, self.grid, layouts) if layouts else None

    def _figures(self, index: int, layouts: Sequence[Figures]) -> list[set[int]]:
        """The figures that some layout of a row has in each column, 0 for a blank."""
        found: list[set[int]] = [set() for _ in range(self.grid.width)]
        counts = [0] * self.grid.width
        for layout in layouts:
            for column, value in zip(layout, self._values[index], strict=True):
                found[column].add(value)
                counts[column] += 1
        for column, count in enumerate(counts):
            if count < len(layouts):
                found[column].add(0)
        return found


def _search(rows: Sequence[RowValues], grid: Grid) -> dict[int, RowLayouts]:
    """The layouts of the rows that print fewer values than there are columns."""
    found: dict[int, RowLayouts] = {}
    known: dict[tuple[int, ...], RowLayouts] = {}
    left = MOST_TABLE_STEPS
    for index, row in enumerate(rows):
        if not row.values or len(row.values) == grid.width:
            continue
        values = _amounts(row)
        if values not in known:
            known[values] = search_row(values, grid.width, grid.identities, most_steps=min(left, MOST_STEPS))
            left -= known[values].steps
        found[index] = known[values]
    return found


def _amounts(row: RowValues) -> tuple[int, ...]:
    return tuple(value or 0 for value in row.values)


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
    """The families of a table, with the layouts that are still open for each row.

    A row ``astray`` satisfies its own identities in no layout, or is doubtful: it tells nothing about the others.
    """

    def __init__(
        self,
        groups: Sequence[Family],
        options: dict[int, list[Figures]],
        amounts: Sequence[Figures],
        astray: Set[int],
    ) -> None:
        self.groups = groups
        self.options = options
        self.amounts = amounts
        self.astray = astray
        self.budget = Budget(MOST_TABLE_ADDITIONS)
        self.broken: set[int] = set()
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
            parent, children = self.groups[place]
            blind = not self.astray.isdisjoint((parent, *children))
            options = {index: self.options[index] for index in (parent, *children)} if blind else self.options
            changed = narrow_family(self.groups[place], options, self.amounts, width, budget=self.budget)
            if changed is None:
                self.broken.add(parent)
            if blind:
                continue
            for index in sorted(changed or ()):
                waiting.update(dict.fromkeys(other for other in self.of_row[index] if other != place))


def _leftmost(values: Sequence[int]) -> Figures:
    return tuple(index for index, value in enumerate(values) if value)


def _likeliest(
    values: Sequence[int], options: Sequence[Figures], pattern: BlankPattern, habit: frozenset[int] | None
) -> tuple[int, ...]:
    """The layout of all values that the blank pattern finds most usual; the leftmost of equals."""
    runs = zero_runs(values)
    best: tuple[float, tuple[int, ...]] | None = None
    for option in options:
        columns, score = pattern.spread_zeros(option, runs, habit)
        score += pattern.figure_score(option)
        if best is None or score > best[0] + 1e-9:
            best = (score, columns)
    assert best is not None  # noqa: S101  a row always has an option
    return best[1]


def _sure(values: Sequence[int], options: Sequence[Figures]) -> tuple[bool, ...]:
    """Which values stand in one column whatever the layout; a zero never does for certain."""
    columns = [{option[order] for option in options} for order in range(sum(value != 0 for value in values))]
    figures = iter(columns)
    return tuple(bool(value) and len(next(figures)) == 1 for value in values)


def _others(
    values: Sequence[int],
    columns: Sequence[int],
    options: Sequence[Figures],
    *,
    habit: frozenset[int] | None,
    width: int,
) -> tuple[tuple[int, ...], ...]:
    """For each value the other columns it may stand in."""
    reach: list[set[int]] = [set() for _ in values]
    runs = zero_runs(values)
    for option in options:
        place = 0
        for order, (left, right) in enumerate(pairwise((-1, *option, width))):
            free = free_columns(range(left + 1, right), runs[order], habit)
            slack = len(free) - runs[order]
            for zero in range(runs[order]):
                reach[place].update(free[zero : zero + slack + 1])
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
