"""Values for rows: which of the values of a torn table belongs to which row, told by sums and by reading order.

Where a page prints as many values as it has cells, blocks of rows are read along the rows or down the columns,
whichever adds up. Elsewhere blanks have vanished: the total of each row is found first, for the totals stand in order
and add up down the hierarchy; what a row then lacks to its total is looked for among the values that are left.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, NamedTuple

from docparse.decoding.rectangles import Page, lay_out
from docparse.decoding.sharing import share_out
from docparse.decoding.slotting import columns_of, order_parts
from docparse.decoding.totals import find_totals
from docparse.placing.families import Budget
from docparse.placing.hierarchy import families
from docparse.placing.search import Identity, search_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.placing.hierarchy import Family

# Steps for one row that is tried.
MOST_ROW_STEPS = 2_000
# Of rows read along or down, such a share must add up.
MOST_HOLD = 0.75
# A row lacks so many values at most, and only among so many.
MOST_LACKING = 4
MOST_POOL = (400, 150, 40, 22)
# Combinations that are tried for one table, and rows of one page that are read along or down.
MOST_COMBINATIONS = 400_000
MOST_ROWS = 120
# What it costs to leave a row without values, a value without a row, to take values that do not add up, and to take
# them from behind another row's name.
EMPTY_ROW, SPARE_VALUE, BROKEN_ROW, FAR_ROW = 2.0, 1.0, 1.5, 0.5
MOST_CELLS = 6_000
# From this share of rows on that add up in reading order the values of rows stand together.
MOST_IN_ORDER = 0.5

Cells = list["int | None"]


class Sheet(NamedTuple):
    """What is known of the rows: columns and sums within a row, and for each row its code, its page and its place."""

    width: int
    identities: tuple[Identity, ...]
    codes: tuple[str | None, ...]
    pages: tuple[int, ...]
    places: tuple[int, ...]
    rare: tuple[bool, ...] = ()


class Part(NamedTuple):
    """A value in half units, its page and its place in reading order, and whether it is a mark that stands for none."""

    amount: int
    page: int
    at: int
    mark: bool = False


class _Solver:
    """The values of one table, and what they add up to."""

    def __init__(self, sheet: Sheet, parts: Sequence[Part]) -> None:
        self.sheet = sheet
        self.parts = parts
        self._known: dict[tuple[int, ...], bool] = {}

    def holds(self, indexes: Sequence[int]) -> bool:
        """Whether values in this order can be a row."""
        amounts = tuple(self.parts[index].amount for index in indexes)
        if amounts not in self._known:
            found = search_row(amounts, self.sheet.width, self.sheet.identities, most_steps=MOST_ROW_STEPS)
            self._known[amounts] = bool(found.layouts)
        return self._known[amounts]


def share_values(sheet: Sheet, parts: Sequence[Part]) -> list[Cells]:
    """For each row the indexes of its values in order of columns; None stands for a blank whose column is known."""
    solver = _Solver(sheet, parts)
    result: list[Cells] = [[] for _ in sheet.codes]
    open_rows: list[int] = []
    for page in sorted(set(sheet.pages) | {part.page for part in parts}):
        rows = [row for row, at in enumerate(sheet.pages) if at == page]
        values = [index for index, part in enumerate(parts) if part.page == page]
        found = _full(solver, rows, values)
        if found is None:
            open_rows += rows
        else:
            for row, cells in zip(rows, found, strict=True):
                result[row] = list(cells)
    if not open_rows:
        return result
    lead = _balanced(sheet)
    if lead is not None:
        _by_balance(solver, open_rows, lead, result)
        return result
    leading = next((each for each in sheet.identities if each[0] == (0, 1)), None)
    if leading is None or any(sign > 0 for _, sign in leading[1:]):
        _in_order(solver, open_rows, result)
    else:
        _by_totals(solver, open_rows, result)
    return result


def _balanced(sheet: Sheet) -> int | None:
    """The column of what is spent in a row of balances (opening + income = expenditure + closing)."""
    for identity in sheet.identities:
        spent = [column for column, sign in identity if sign < 0]
        if len(spent) > 1 and len(identity) - len(spent) > 1:
            return spent[0]
    return None


def _by_balance(solver: _Solver, rows: Sequence[int], lead: int, result: list[Cells]) -> None:
    """Cuts the values into rows in reading order; where few rows add up so, only what is spent is looked for."""
    sheet, parts = solver.sheet, solver.parts
    _in_order(solver, rows, result)
    filled = [row for row in rows if result[row]]
    held = sum(solver.holds([index for index in result[row] if index is not None]) for row in filled)
    if held >= MOST_IN_ORDER * len(rows):
        return
    groups = families(list(sheet.codes), total=sheet.codes.index(None) if None in sheet.codes else None)
    for row in rows:
        result[row] = []
    values = [index for index, part in enumerate(parts) if part.amount]
    for row, total in enumerate(_totals(solver, values, groups, {})):
        if total is not None and row in rows:
            result[row] = [total if column == lead else None for column in range(sheet.width)]


def _full(solver: _Solver, rows: Sequence[int], values: Sequence[int]) -> list[Sequence[int]] | None:
    """The cells of a page without blanks: blocks of rows read along or down; None where there are blanks."""
    width, count = solver.sheet.width, len(rows)
    if not 0 < count <= MOST_ROWS or len(values) != count * width:
        return None
    best: list[tuple[float, list[Sequence[int]]]] = [(0.0, [])] * (count + 1)
    for row in range(count - 1, -1, -1):
        tried = []
        for size in range(1, count - row + 1):
            block = values[row * width : (row + size) * width]
            cells = _down(solver, block, size)
            rest = best[row + size]
            held = sum(solver.holds(each) for each in cells)
            tried.append((held + rest[0] - (size > 1) * 0.01, size, cells))
        total, size, cells = max(tried, key=lambda each: (each[0], each[1]))
        best[row] = (total, [*cells, *best[row + size][1]])
    held = sum(solver.holds(each) for each in best[0][1])
    if held < count:
        turned = _in_rectangles(solver, rows, values)
        more = sum(solver.holds(each) for each in turned)
        if more > held and more >= MOST_HOLD * count:
            return turned
    return best[0][1] if best[0][0] >= MOST_HOLD * count - 0.01 * count else None


def _in_rectangles(solver: _Solver, rows: Sequence[int], values: Sequence[int]) -> list[Sequence[int]]:
    """The cells of a page without blanks that was printed in rectangles; empty where sums tell of none."""
    sheet = solver.sheet
    here = {row: place for place, row in enumerate(rows)}
    sums = tuple(
        (here.get(parent), tuple(here.get(child) for child in children))
        for parent, children in families(
            list(sheet.codes), total=sheet.codes.index(None) if None in sheet.codes else None
        )
    )
    page = Page(len(rows), sheet.width, sheet.identities, sums)
    laid = lay_out([solver.parts[index].amount for index in values], page)
    return [[values[at] for at in row] for row in laid or ()]


def _down(solver: _Solver, block: Sequence[int], size: int) -> list[Sequence[int]]:
    """A block read down the columns; the column of the totals, wherever it was printed, is the first."""
    columns = [block[at * size : (at + 1) * size] for at in range(solver.sheet.width)]
    cells: list[Sequence[int]] = [list(each) for each in zip(*columns, strict=True)]
    if size == 1 or all(solver.holds(each) for each in cells):
        return cells
    for first in range(1, len(columns)):
        moved = [columns[first], *columns[:first], *columns[first + 1 :]]
        turned: list[Sequence[int]] = [list(each) for each in zip(*moved, strict=True)]
        if all(solver.holds(each) for each in turned):
            return turned
    return cells


def _in_order(solver: _Solver, rows: Sequence[int], result: list[Cells]) -> None:
    """Cuts the values of each page into rows in reading order, so that most add up and stand behind their names."""
    sheet, parts = solver.sheet, solver.parts
    for page in sorted({sheet.pages[row] for row in rows}):
        ours = [row for row in rows if sheet.pages[row] == page]
        values = [index for index, part in enumerate(parts) if part.page == page]
        if len(ours) * len(values) > MOST_CELLS:
            continue
        owners = [
            max(
                (row for row in ours if sheet.places[row] < parts[index].at),
                default=-1,
                key=lambda row: sheet.places[row],
            )
            for index in values
        ]
        for row, cells in zip(ours, _cut(solver, ours, values, owners), strict=True):
            result[row] = list(cells)


def _cut(solver: _Solver, rows: Sequence[int], values: Sequence[int], owners: Sequence[int]) -> list[Sequence[int]]:
    def costs(row: int, at: int) -> Iterator[float]:
        for end in range(at + 1, min(at + solver.sheet.width, len(values)) + 1):
            far = FAR_ROW * sum(owner != rows[row] for owner in owners[at:end])
            yield far + (0.0 if solver.holds(values[at:end]) else BROKEN_ROW)

    shares = share_out(len(rows), len(values), costs, none=EMPTY_ROW, spare=SPARE_VALUE)
    return [values[own.start : own.stop] for own in shares]


def _by_totals(solver: _Solver, rows: Sequence[int], result: list[Cells]) -> None:
    """Finds the totals of the rows, then what adds up to each, then the order in which its parts stand."""
    sheet, parts = solver.sheet, solver.parts
    counts = {page: sheet.pages.count(page) * sheet.width for page in sheet.pages}
    held = [index for index, part in enumerate(parts) if part.page in {sheet.pages[row] for row in rows}]
    # Where every cell is printed, the zeros are what is left once all else has its place.
    filled = {page for page, count in counts.items() if sum(parts[index].page == page for index in held) == count}
    values = [index for index in held if parts[index].amount or parts[index].page not in filled]
    groups = families(list(sheet.codes), total=sheet.codes.index(None) if None in sheet.codes else None)
    known = {row: cells[0] for row, cells in enumerate(result) if cells}
    totals = _totals(solver, values, groups, known)
    shares: dict[int, list[int]] = {row: [] for row in rows}
    marks = sorted(index for index in totals if index is not None)
    free = set(values) - set(marks)
    for row in rows:
        total = totals[row]
        if total is not None:
            shares[row] = _beside(solver, total, marks, values)
            free -= set(shares[row])
    _fill(sheet, parts, totals, shares, sorted(free))
    given = {row: [index for index in cells[1:] if index is not None] for row, cells in enumerate(result) if cells}
    laid = order_parts({**given, **shares}, [part.amount for part in parts], groups, sheet.width - 1)
    columns = columns_of(max((slot + 1 for slots in laid.values() for slot in slots), default=0), sheet.rare[1:])
    for row in rows:
        total = totals[row]
        if total is None:
            continue
        slots = laid[row]
        if sheet.pages[row] in filled and columns is not None:
            zeros = [
                index
                for index in held
                if parts[index].page == sheet.pages[row] and not parts[index].amount and not parts[index].mark
            ]
            result[row] = _filled(
                total, {columns[slot] + 1: index for slot, index in slots.items()}, zeros, sheet.width, result
            )
        else:
            result[row] = [total, *(slots[slot] for slot in sorted(slots))]


def _filled(total: int, cells: Mapping[int, int], zeros: Sequence[int], width: int, result: Sequence[Cells]) -> Cells:
    """A row with zeros in the columns where nothing else stands."""
    used = {index for row in result for index in row}
    free = (index for index in zeros if index not in used)
    return [total, *(cells[column] if column in cells else next(free, None) for column in range(1, width))]


def _totals(
    solver: _Solver, values: Sequence[int], groups: Sequence[Family], known: Mapping[int, int | None]
) -> list[int | None]:
    """The index of each row's total among these values."""
    kept = [solver.parts[index] for index in values]
    places = {index: place for place, index in enumerate(values)}
    settled = {row: places[index] for row, index in known.items() if index in places}
    outside = {row: index for row, index in known.items() if index not in places}
    amounts = [*kept, *(solver.parts[index] for index in outside.values() if index is not None)]
    settled |= {row: len(kept) + place for place, row in enumerate(outside)}
    found = find_totals(
        solver.sheet,
        amounts,
        lambda indexes: solver.holds([values[at] for at in indexes if at < len(values)]),
        groups,
        settled,
    )
    return [
        (known[row] if row in known else None if place is None else values[place]) for row, place in enumerate(found)
    ]


def _beside(solver: _Solver, total: int, marks: Sequence[int], values: Sequence[int]) -> list[int]:
    """The values right behind a total that are its parts: as many as add up to it, or all up to the next total."""
    behind: list[int] = []
    taken = set(marks)
    start = bisect_right(values, total)
    for index in values[start : start + solver.sheet.width - 1]:
        if index in taken or solver.parts[index].page != solver.parts[total].page:
            break
        behind.append(index)
    for size in range(len(behind), 0, -1):
        if solver.holds([total, *behind[:size]]):
            return behind[:size]
    following = next((mark for mark in marks if mark > total), None)
    bounded = following is not None and bisect_left(values, following) - start == len(behind)
    amount = sum(solver.parts[index].amount for index in behind)
    return behind if bounded and 0 < amount < solver.parts[total].amount else []


def _fill(
    sheet: Sheet,
    parts: Sequence[Part],
    totals: Sequence[int | None],
    shares: dict[int, list[int]],
    free: list[int],
) -> None:
    """Gives rows that lack something to their totals what makes it up: one value, else two, three or four."""
    budget = Budget(MOST_COMBINATIONS)
    for count in range(1, MOST_LACKING + 1):
        for row in sorted(shares, key=lambda each: (sheet.pages[each], -(len(sheet.codes[each] or "")), each)):
            total = totals[row]
            if total is None or len(shares[row]) + count >= sheet.width:
                continue
            lacking = parts[total].amount - sum(parts[index].amount for index in shares[row])
            slack = len(shares[row]) + count + 1
            if abs(lacking) <= slack:
                continue
            pool = [index for index in free if parts[index].page == sheet.pages[row] and parts[index].amount]
            found = _that_make(lacking, count, pool, parts, slack) if budget.spend(comb(len(pool), count)) else None
            if found:
                shares[row] += found
                for index in found:
                    free.remove(index)


def _that_make(
    lacking: int, count: int, pool: Sequence[int], parts: Sequence[Part], slack: int
) -> tuple[int, ...] | None:
    """So many values of a pool that add up to what is lacking; the first such in reading order."""
    if len(pool) > MOST_POOL[count - 1]:
        return None
    if count == 1:
        return next(((index,) for index in pool if abs(parts[index].amount - lacking) <= slack), None)
    small = [index for index in pool if parts[index].amount <= lacking + slack] if lacking > 0 else list(pool)
    return next(
        (
            chosen
            for chosen in combinations(small, count)
            if abs(sum(parts[index].amount for index in chosen) - lacking) <= slack
        ),
        None,
    )
