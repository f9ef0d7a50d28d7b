"""Tables of reports laid out as a person expects them: one sheet a form, a line for each printed line.

The lines of a sheet wait in a temporary file until it is known which columns all of them have.
"""

from __future__ import annotations

import tempfile
from typing import IO, TYPE_CHECKING, NamedTuple

import orjson

from docparse.exporting.amounts import unit_of
from docparse.exporting.cells import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docparse.grammars.model import Form
    from docparse.schema import Cell, Report, Row, Table

# The limits of the format.
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
# What stands in front of each line, and in front of the values of each side.
STUB = ("organization", "fiscal_year", "source_name", "table_id", "unit")
ROW_STUB = ("row_id", "code", "name")
_SIDES = ("", "income", "expenditure")


class Content(NamedTuple):
    """What stands in one cell of a sheet; ``mark`` is the status of a Cell, with ``!`` and ``~`` for doubts."""

    text: str
    number: bool = False
    mark: str = ""
    heading: bool = False


class Place(NamedTuple):
    """A column of a sheet: the side that it stands on, its key there, and whether it holds values."""

    side: str
    key: str
    value: bool = False


class Sheet:
    """One sheet on its way: its columns so far, with the labels first printed above them, and its lines."""

    def __init__(self, name: str, form: Form | None = None) -> None:
        """Opens the temporary file; columns that the form declares stand in the form's order."""
        self.name = name
        self.labels: dict[Place, str] = {}
        self._order: dict[tuple[str, str], int] = {}
        for at, column in enumerate(form.columns if form else ()):
            self._order[column.side or "", column.key] = at
        self._lines: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the sheet

    def holds(self, places: Iterable[Place]) -> bool:
        """Whether these columns have room beside the others."""
        return len(self.labels.keys() | set(places)) <= MOST_COLUMNS

    def add(self, line: dict[Place, Content]) -> None:
        """Puts a line below the others."""
        packed = [(*place, *content) for place, content in line.items()]
        self._lines.write(orjson.dumps(packed) + b"\n")

    def places(self) -> list[Place]:
        """All columns from left to right."""

        def standing(place: Place) -> tuple[int, bool, int]:
            declared = self._order.get((place.side, place.key), len(self._order)) if place.value else 0
            return _SIDES.index(place.side), place.value, declared

        return sorted(self.labels, key=standing)

    def lines(self) -> Iterator[dict[Place, Content]]:
        """The lines from the top."""
        self._lines.seek(0)
        for packed in self._lines:
            yield {Place(*each[:3]): Content(*each[3:]) for each in orjson.loads(packed)}

    def close(self) -> None:
        """Gives the temporary file up."""
        self._lines.close()


def lay_out(report: Report, table: Table) -> tuple[dict[Place, str], list[dict[Place, Content]]]:
    """A table as the columns it needs, with their labels, and its lines.

    A table of no known form shares its sheet with tables that have other columns: its columns are numbered, and its
    labels stand in a line of their own.
    """
    lines = [_line(report, table, rows) for rows in _printed_lines(table.rows)]
    sides = dict.fromkeys(row.side or "" for row in table.rows)
    columns = {Place("", name): name for name in STUB}
    columns |= {Place(side, name): name for side in sides for name in ROW_STUB}
    labels = {
        Place(side, column.key, True): "/".join(column.path) or column.key
        for column in table.columns
        for side in ((column.side,) if column.side else sides)
    }
    if table.grammar.form is not None:
        return columns | labels, lines
    numbered = {place: Place("", str(number), True) for number, place in enumerate(labels, 1)}
    moved = [{numbered.get(place, place): content for place, content in line.items()} for line in lines]
    heading = {numbered[place]: Content(label, heading=True) for place, label in labels.items()}
    return columns | {place: place.key for place in numbered.values()}, [heading, *moved]


def _printed_lines(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows of each printed line: one, or those of the sides of a form from left to right."""
    line: list[Row] = []
    for row in rows:
        if line and (row.side is None or _SIDES.index(row.side) <= _SIDES.index(line[-1].side or "")):
            yield line
            line = []
        line.append(row)
    if line:
        yield line


def _line(report: Report, table: Table, rows: list[Row]) -> dict[Place, Content]:
    others = table.department if table.relation == "other_department" else None
    year = table.fiscal_year if table.relation == "other_year" else None
    stub = (
        value_of(others or report.organization),
        value_of(year or report.fiscal_year),
        report.source.name,
        table.id,
        value_of(unit_of(table, rows[0])),
    )
    line = {Place("", name): Content(text) for name, text in zip(STUB, stub, strict=True) if text is not None}
    for row in rows:
        side = row.side or ""
        for name, text in zip(ROW_STUB, (row.id, value_of(row.code), value_of(row.name)), strict=True):
            if text is not None:
                line[Place(side, name)] = Content(text)
        for key, cell in row.cells.items():
            if cell is not None:
                line[Place(side, key, True)] = content_of(cell)
    return line


def content_of(cell: Cell) -> Content:
    """A Cell of a table: its value, or as printed where it is a mark for no value."""
    mark = cell.status + ("!" if cell.disputed_by else "") + ("~" if cell.repaired else "")
    return Content(cell.raw, mark=mark) if cell.value is None else Content(cell.value, number=True, mark=mark)
