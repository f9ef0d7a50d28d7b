"""Grids held against labels as kindly as possible.

A labelled row is looked for by its code, else by its name, in whatever cell of whatever grid prints it. Columns are
then chosen by the answer: for each labelled column that column of the grid which gives the most right values over all
rows whose key stands in the same place; and of a row that several grids hold, what has most right values counts. That
PDFs print radicals for characters (⼊ for 入) is held against nobody. Only a value that stands in the wrong row or
column, is torn, or is not there at all is held against the program.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.alignment import fold
from benchmarks.identities.sheets import read_number
from benchmarks.results import ReadCell, ReadRow, ReadTable
from docparse.reading.glyphs import equivalents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.labels import LabelRow, LabelTable
    from benchmarks.table_extractors.programs import Grid

_CODE = re.compile(r"[0-9]{3,7}(?![0-9,.])")
# The column of the key of a row that prints none.
_KEYLESS = -1


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a labelled row was found: its index, the row of the grid, and the column of its code or name."""

    index: int
    row: int
    column: int


def map_grids(grids: Sequence[Grid], labels: Sequence[LabelTable]) -> tuple[ReadTable, ...]:
    """What the grids hold of the labelled tables; tables of which they hold nothing are left out."""
    meant = str.maketrans(
        equivalents({character for grid in grids for row in grid for cell in row for character in cell})
    )
    grids = [[[cell.translate(meant) for cell in row] for row in grid] for grid in grids]
    found = (_table(label, [_read_rows(grid, label, _find_rows(grid, label)) for grid in grids]) for label in labels)
    return tuple(table for table in found if table.rows)


def _table(label: LabelTable, parts: Sequence[Mapping[int, ReadRow]]) -> ReadTable:
    """One table of all that grids hold of it; of a row that several hold, what has most right values counts."""
    rows: dict[int, ReadRow] = {}
    for part in parts:
        for index, row in part.items():
            if index not in rows or _merit(row, label.rows[index]) > _merit(rows[index], label.rows[index]):
                rows[index] = row
    found = tuple(rows[index] for index in sorted(rows))
    empty = not any(cell is not None for row in found for cell in row.cells.values())
    return ReadTable(label.file, label.kind, label.facts, label.columns, found, empty, "")


def _merit(row: ReadRow, label: LabelRow) -> tuple[int, int]:
    """How many values of a row are right; of equally good ones that is better which claims less that is wrong."""
    claimed = [(cell, label.values[key]) for key, cell in row.cells.items() if cell is not None]
    right = sum(_is_right(cell, value) for cell, value in claimed)
    return right, right - len(claimed)


def _is_right(cell: ReadCell | None, value: str) -> bool:
    return cell is not None and (cell.raw if cell.value is None else cell.value) == value


def _find_rows(grid: Grid, label: LabelTable) -> list[_Found]:
    """The labelled rows that a grid prints; each place is one row's."""
    if all(not row.code and not row.name for row in label.rows):
        return _keyless(grid, label)
    places = _keys(grid)
    taken: set[tuple[int, int]] = set()
    found = []
    for index, row in enumerate(label.rows):
        keys = [fold(key) for key in (row.code, row.name) if key]
        free = [place for key in keys[:1] for place in places[key] if place not in taken]
        free = free or [place for key in keys[1:] for place in places[key] if place not in taken]
        best = max(free, default=None, key=lambda place: (_shared(grid[place[0]], row), -place[0]))
        if best is not None:
            taken.add(best)
            found.append(_Found(index, *best))
    return found


def _keys(grid: Grid) -> Mapping[str, list[tuple[int, int]]]:
    """Row and column of each text; of a code also where its name stands in the same cell, or its parts in several."""
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            if cell:
                places[fold(cell)].append((number, column))
            if code := _CODE.match(cell):
                places[code[0]].append((number, column))
                for end in (column + 2, column + 3):
                    places["".join(cells[column:end])].append((number, column))
    return places


def _keyless(grid: Grid, label: LabelTable) -> list[_Found]:
    """Rows of a table that names none: those that print most of their values."""
    found = []
    for index, row in enumerate(label.rows):
        best = max(range(len(grid)), default=None, key=lambda number: _shared(grid[number], row))
        if best is not None and _shared(grid[best], row):
            found.append(_Found(index, best, _KEYLESS))
    return found


def _shared(cells: Sequence[str], row: LabelRow) -> int:
    printed = Counter(_value(cell) for cell in cells if read_number(cell) is not None)
    return (printed & Counter(value for value in row.values.values() if value)).total()


def _read_rows(grid: Grid, label: LabelTable, places: Sequence[_Found]) -> dict[int, ReadRow]:
    """The rows with their cells, the columns chosen for each place of the keys apart."""
    groups: defaultdict[tuple[int, str], list[_Found]] = defaultdict(list)
    for place in places:
        groups[place.column, label.rows[place.index].side].append(place)
    rows = {}
    for (_, side), members in groups.items():
        columns = {key: _column(grid, label, members, key) for key in label.column_keys(side)}
        for place in members:
            row = label.rows[place.index]
            cells = {key: _cell(grid[place.row], column) for key, column in columns.items()}
            rows[place.index] = ReadRow(side, row.line_number, row.code, row.name, cells)
    return rows


def _column(grid: Grid, label: LabelTable, members: Sequence[_Found], key: str) -> int | None:
    """The column of a grid that gives a labelled column the most right values, then the most right blanks."""
    width = max(len(row) for row in grid)
    return max(range(width), key=lambda column: _hits(grid, label, members, key, column), default=None)


def _hits(grid: Grid, label: LabelTable, members: Sequence[_Found], key: str, column: int) -> tuple[int, int]:
    right = blank = 0
    for place in members:
        value = label.rows[place.index].values[key].rstrip("?abc")
        cell = _cell(grid[place.row], column)
        right += _is_right(cell, value)
        blank += cell is None and not value
    return right, blank


def _cell(cells: Sequence[str], column: int | None) -> ReadCell | None:
    if column is None or column >= len(cells) or not cells[column]:
        return None
    printed = cells[column]
    number = read_number(printed)
    return ReadCell(_value(printed) if number is not None else None, printed, "read")


def _value(printed: str) -> str:
    return printed.replace(",", "").replace("，", "")
