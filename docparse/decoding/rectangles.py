"""Rows of a page that prints all of its cells, put together from the rectangles in which an extractor printed them.

    10.00 8.00 2.00 ⏎ 6.00 6.00 0.00 ⏎ 4.00 2.00 2.00 ⏎ 0.00 0.00 0.00 ⏎ 0.00 …

Each rectangle holds some neighbouring columns of some rows, read row by row; above it, its columns are filled. Which
rectangles these are nothing says but the sums: within the rows, and from each row to those below it. A beam of the
cheapest ways is carried from value to value; few rectangles and sums that hold are cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.placing.search import Identity

    Sum = tuple[int | None, tuple[int | None, ...]]

# Ways carried on from value to value.
BEAM = 60
# Values and columns of one page that are tried. Of more columns too many ways are alike to the sums.
MOST_VALUES, MOST_COLUMNS = 400, 9
# What it costs to begin a rectangle, to begin it right of a column that is filled no further, to break a sum, and what
# it brings to hold one that is not of zeros.
BEGUN, SKIPPED, BROKEN, HELD = 0.6, 0.6, 2.5, -1.0


class Page(NamedTuple):
    """What is known of the rows of a page.

    Attributes:
        height: how many rows.
        width: how many columns.
        identities: the sums within a row.
        families: a row and the rows that add up to it; None stands for one that is on another page.
    """

    height: int
    width: int
    identities: tuple[Identity, ...]
    families: tuple[Sum, ...]


class _Way(NamedTuple):
    """Values laid out so far.

    ``levels`` says how many rows of each column are filled, ``first`` and ``end`` which columns the rectangle has that
    is being filled (``end`` is 0 while its first row is), ``column`` which one was filled last. ``key`` tells ways
    apart that filled the same cells with other amounts.
    """

    cost: float
    levels: tuple[int, ...]
    first: int
    end: int
    column: int
    cells: Mapping[int, int]
    key: int
    before: _Way | None


class _Step(NamedTuple):
    """A way and the cell that it fills next."""

    cost: float
    levels: tuple[int, ...]
    first: int
    end: int
    column: int
    key: int
    before: _Way


def lay_out(amounts: Sequence[int], page: Page) -> list[list[int]] | None:
    """For each row the places of its values among the amounts, in order of columns; None where there is no way."""
    full = len(amounts) == page.height * page.width
    if not full or not page.identities or len(amounts) > MOST_VALUES or page.width > MOST_COLUMNS:
        return None
    sums = _Sums(page)
    ways = [_Way(0.0, (0,) * page.width, 0, 1, -1, {}, 0, None)]
    for amount in amounts:
        steps = sorted(_steps(ways, amount, page, sums), key=lambda step: (step.cost, step.levels))
        ways = _kept(steps, amount, page.width)
        if not ways:
            return None
    return _rows(ways[0], page)


def _rows(way: _Way, page: Page) -> list[list[int]]:
    rows: list[list[int]] = [[0] * page.width for _ in range(page.height)]
    at = page.height * page.width - 1
    last: _Way | None = way
    while last is not None and last.column >= 0:
        rows[last.levels[last.column] - 1][last.column] = at
        at -= 1
        last = last.before
    return rows


def _kept(steps: Sequence[_Step], amount: int, width: int) -> list[_Way]:
    """The cheapest ways, of those that filled the same cells alike only one."""
    kept: list[_Way] = []
    seen: set[tuple[object, ...]] = set()
    for step in steps:
        same = (step.levels, step.first, step.end, step.column, step.key)
        if same in seen:
            continue
        seen.add(same)
        cell = (step.levels[step.column] - 1) * width + step.column
        cells = {**step.before.cells, cell: amount}
        kept.append(_Way(step.cost, step.levels, step.first, step.end, step.column, cells, step.key, step.before))
        if len(kept) == BEAM:
            break
    return kept


def _steps(ways: Sequence[_Way], amount: int, page: Page, sums: _Sums) -> Iterator[_Step]:
    """The cells that the next value may fill."""
    for way in ways:
        costs: dict[int, float] = {}
        for first, end, column, cost in _cells(way, page):
            level = way.levels[column]
            if column not in costs:
                costs[column] = sums.cost(way.cells, level, column, amount)
            levels = (*way.levels[:column], level + 1, *way.levels[column + 1 :])
            key = hash((way.key, level, column, amount)) if amount else way.key
            yield _Step(way.cost + cost + costs[column], levels, first, end, column, key, way)


def _cells(way: _Way, page: Page) -> Iterator[tuple[int, int, int, float]]:
    """The cell right of the last one, the next row of the rectangle, and the beginning of another one."""
    levels, first, end, column = way.levels, way.first, way.end, way.column
    if column >= 0:
        # The row that is being filled ends where the first one did.
        right = column + 1
        if right < (end or page.width) and levels[right] == levels[column] - 1:
            yield first, end, right, 0.0
            if end:
                return
        if levels[first] < page.height and levels[first] == levels[column]:
            yield first, end or right, first, 0.0
    lowest = page.height
    for begin in range(page.width):
        if levels[begin] < page.height:
            yield begin, 0, begin, BEGUN + SKIPPED * (lowest <= levels[begin])
            lowest = min(lowest, levels[begin])


class _Sums:
    """The sums that a cell takes part in."""

    def __init__(self, page: Page) -> None:
        self.width = page.width
        self.of_column: list[list[Identity]] = [
            [each for each in page.identities if any(column == of for of, _ in each)] for column in range(page.width)
        ]
        self.of_row: list[list[Sum]] = [[] for _ in range(page.height)]
        for family in page.families:
            for row in (family[0], *family[1]):
                if row is not None:
                    self.of_row[row].append(family)

    def cost(self, cells: Mapping[int, int], row: int, column: int, amount: int) -> float:
        """What the sums say to an amount in a cell, less what they said to the cell without it."""
        own = row * self.width + column
        cost = 0.0
        for identity in self.of_column[column]:
            terms = [(row * self.width + of, sign) for of, sign in identity]
            wholes = [place for place, sign in terms if sign > 0]
            parts = [place for place, sign in terms if sign < 0]
            cost += _change(cells, wholes, parts, own, amount)
        for parent, children in self.of_row[row]:
            if parent is not None:
                below = [None if child is None else child * self.width + column for child in children]
                cost += _change(cells, [parent * self.width + column], below, own, amount)
        return cost


def _change(
    cells: Mapping[int, int], wholes: Sequence[int], parts: Sequence[int | None], own: int, amount: int
) -> float:
    """What a sum says with an amount in its own cell, less what it said without."""
    whole = below = lacking = known = 0
    for place in wholes:
        found = amount if place == own else cells.get(place)
        lacking += found is None
        known += found is not None
        whole += found or 0
    for part in parts:
        found = amount if part == own else None if part is None else cells.get(part)
        lacking += found is None
        below += found or 0
    slack = len(wholes) + len(parts)
    says = _says(whole, below, slack, lacking=lacking > 0, known=len(wholes) == known == 1)
    if own in wholes:
        return says
    return says - _says(whole, below - amount, slack, lacking=True, known=len(wholes) == known == 1)


def _says(whole: int, parts: int, slack: int, *, lacking: bool, known: bool) -> float:
    """Holds where the parts found make up the whole; broken where they are more, or none is lacking and they differ.

    ``known`` says that the whole is one amount, and printed already.
    """
    differ = abs(whole - parts) > slack
    if lacking:
        return 0.0 if not known else BROKEN if parts > whole + slack else 0.0 if differ else HELD * (whole != 0)
    return BROKEN if differ else HELD * (whole != 0)
