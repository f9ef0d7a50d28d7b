"""Which column of a table is the sum of which others, and which row of which: found out, and believed if borne out.

A table that no form declares brings no identities. What is looked for are sums: a column as the sum of neighbouring
columns or of two others, a row named as a total as the sum of all items, a row as the sum of those next to it. Figures
add up by accident more often than one thinks, so a sum is taken for an identity of the table only if nothing speaks
against it, several figures that do not depend on each other bear it out, and all of them but the strongest would hardly
do so by accident, after counting all sums that were tried. Each single figure is then proved by an identity that the
others have established.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# So unlikely an accident must be, and so many rows or columns must bear an identity out.
LARGEST_CHANCE = 1e-4
FEWEST_ROWS = 3
FEWEST_COLUMNS = 2
# Wider or longer tables are not searched: the sums to try grow with the cube of the columns, the square of the rows.
MOST_COLUMNS = 24
MOST_ROWS = 400

Figures = tuple[int | None, ...]


class Sum(NamedTuple):
    """Columns, or rows, by their places: the total is the sum of the parts."""

    total: int
    parts: tuple[int, ...]


class Found(NamedTuple):
    """The identities of a table: sums of columns, sums of rows, and the columns in which the latter hold."""

    columns: tuple[Sum, ...] = ()
    rows: tuple[Sum, ...] = ()
    summed: frozenset[int] = frozenset()


class Sheet(NamedTuple):
    """The figures of a table in half units: row by row, None for a blank; and which rows are named as totals.

    ``parts`` are the rows that a total counts: not those that are part of another one (其中).
    """

    rows: tuple[Figures, ...]
    totals: tuple[int, ...]
    parts: tuple[int, ...]


def find_sums(sheet: Sheet, columns: Sequence[int]) -> Found:
    """The identities that the figures show; only the given columns can be added up."""
    if not 0 < len(columns) <= MOST_COLUMNS or len(sheet.rows) > MOST_ROWS:
        return Found()
    down = _sums_of_columns(sheet, columns)
    # A column that is a sum of others says nothing new about rows.
    free = [column for column in columns if column not in {each.total for each in down}]
    return Found(tuple(down), tuple(_sums_of_rows(sheet, free, columns)), frozenset(columns))


def _sums_of_columns(sheet: Sheet, columns: Sequence[int]) -> list[Sum]:
    tried = [Sum(total, parts) for total in columns for parts in _choices(total, columns)]
    # A total is the sum of what stands above or below it, and bears out whatever its parts do.
    witnesses = list(dict.fromkeys(sheet.rows[place] for place in range(len(sheet.rows)) if place not in sheet.totals))
    held: list[Sum] = []
    for each in tried:
        if all(_holds(row[each.total], [row[part] for part in each.parts]) for row in sheet.rows):
            found = [(row[each.total], [row[part] for part in each.parts]) for row in witnesses]
            chances = [_chance(whole, parts) for whole, parts in found if _tells(whole, parts)]
            needed = all(any(row[part] for row in witnesses) for part in each.parts)
            if needed and len(chances) >= FEWEST_ROWS and _is_no_accident(chances, len(tried)):
                held.append(each)
    return held


def _choices(total: int, columns: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The sets of columns that may make up a total: neighbours of each other, and any two."""
    others = [column for column in columns if column != total]
    runs = {tuple(others[start:end]) for start in range(len(others)) for end in range(start + 2, len(others) + 1)}
    yield from sorted(runs | set(combinations(others, 2)))


def _sums_of_rows(sheet: Sheet, free: Sequence[int], columns: Sequence[int]) -> list[Sum]:
    named = [Sum(total, parts) for total in sheet.totals if len(parts := _all_but(total, sheet)) > 1]
    held = [each for each in named if _adds_up(each, sheet, free, columns, tried=len(named), fewest=1)]
    known = {each.total for each in held}
    places = [place for place in sorted({*sheet.parts, *sheet.totals}) if place not in known]
    beside = [each for place in places for each in _runs_beside(place, sheet)]
    for each in beside:
        # Rows without figures may follow the last part; the shortest run says it all.
        if each.total not in known and _adds_up(each, sheet, free, columns, tried=len(beside), fewest=FEWEST_COLUMNS):
            held.append(each)
            known.add(each.total)
    return sorted(held)


def _all_but(total: int, sheet: Sheet) -> tuple[int, ...]:
    return tuple(place for place in sheet.parts if place != total and place not in sheet.totals)


def _runs_beside(place: int, sheet: Sheet) -> Iterator[Sum]:
    """The runs of rows that end right above a row or begin right below it."""
    after = [other for other in sheet.parts if other > place and other not in sheet.totals]
    before = [other for other in sheet.parts if other < place and other not in sheet.totals]
    yield from (Sum(place, tuple(after[:count])) for count in range(2, len(after) + 1))
    yield from (Sum(place, tuple(before[-count:])) for count in range(2, len(before) + 1))


def _adds_up(each: Sum, sheet: Sheet, free: Sequence[int], columns: Sequence[int], *, tried: int, fewest: int) -> bool:
    """Whether a row is a sum of others in all columns, and in so many that it is no accident."""
    rows = sheet.rows
    if not all(_holds(rows[each.total][column], [rows[part][column] for part in each.parts]) for column in columns):
        return False
    seen = {tuple(rows[place][column] for place in (each.total, *each.parts)) for column in free}
    chances = [_chance(figures[0], figures[1:]) for figures in sorted(seen, key=str) if _tells(figures[0], figures[1:])]
    if len(chances) < fewest:
        return False
    return _is_no_accident(chances, tried) if fewest > 1 else _is_rare(chances, tried)


def _holds(whole: int | None, parts: Sequence[int | None]) -> bool:
    """Whether a sum holds within the rounding of its printed figures; blanks count as nothing."""
    printed = sum(part is not None for part in parts) + (whole is not None)
    return abs((whole or 0) - sum(part or 0 for part in parts)) <= printed


def _tells(whole: int | None, parts: Sequence[int | None]) -> bool:
    """Whether a sum says something: one part alone repeats its total whatever stands elsewhere."""
    return bool(whole) and sum(bool(part) for part in parts) > 1


def _chance(whole: int | None, parts: Iterable[int | None]) -> float:
    """How likely another figure in the place of the total would pass as well."""
    printed = 1 + sum(part is not None for part in parts)
    return min(1.0, 2 * (printed + 1) / abs(whole or 1))


def _is_no_accident(chances: Sequence[float], tried: int) -> bool:
    """Whether what bears an identity out does so even without its strongest witness."""
    return _is_rare(sorted(chances)[1:], tried)


def _is_rare(chances: Iterable[float], tried: int) -> bool:
    chance = float(tried)
    for each in chances:
        chance *= each
    return chance < LARGEST_CHANCE
