"""The cells of a table as rows: each says whose it is, where it stands, what it measures and how far it is sure."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import orjson

from docparse.exporting.amounts import factor_of, in_yuan, unit_of
from docparse.exporting.rows import CellRow
from docparse.grammars.coordinates import Coordinates, RowCoordinates
from docparse.grammars.load import load_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docparse.grammars.model import Form
    from docparse.schema import Cell, Report, Row, Table

# A column of no side stands on both.
_SIDES = (None, "income", "expenditure")
_NO_COORDINATES: tuple[None, None, None] = (None, None, None)


class _Heading(NamedTuple):
    """What all cells of a table have in common, in the order of their columns."""

    source_sha256: str
    organization: str | None
    administrative_division: str | None
    fiscal_year: str | None
    document_kind: str
    scope: str | None
    kind: str
    table_id: str


def cells_of(report: Report, number: int, *, report_table_id: int, first_id: int) -> Iterator[tuple[str, CellRow]]:
    """The cells of a report's table with the JSON pointers to them, row after row; blanks have none."""
    table = report.tables[number]
    heading = _heading_of(report, table)
    paths = {
        (side, column.key): "/".join(column.path)
        for column in table.columns
        for side in ((column.side,) if column.side else _SIDES)
    }
    coordinates = _coordinates_of(table)
    cell_id = first_id
    for place, row in enumerate(table.rows):
        unit, factor = unit_of(table, row), factor_of(table, row)
        of_row = coordinates[place]
        stub = (row.id, row.key, value_of(row.code), value_of(row.name), row.level, row.role, row.side)
        for key, cell in row.cells.items():
            if cell is None:
                continue
            pointer = f"/tables/{number}/rows/{place}/cells/{escaped(key)}"
            measure, funding, item = of_row.get(key, _NO_COORDINATES)
            yield pointer, CellRow(
                cell_id, report_table_id, *heading, *stub, key, paths[row.side, key], measure, funding, item,
                cell.value, row.quantity, value_of(unit), unit.status if unit else None, in_yuan(cell.value, factor),
                *reading_of(cell),
            )  # fmt: skip
            cell_id += 1


def value_of(cell: Cell | None) -> str | None:
    """What a Cell reads; None for a blank."""
    return None if cell is None else cell.value


def reading_of(cell: Cell) -> tuple[str, str | None, int, str | None, str, str]:
    """How a Cell was read, in the order of the columns: status, disputed_by, repaired, alternatives, raw, spans."""
    return (
        cell.status, _list_of(cell.disputed_by), int(cell.repaired), _alternatives_of(cell), cell.raw,
        as_json(cell.spans),
    )  # fmt: skip


def escaped(key: str) -> str:
    """A key as a part of a JSON pointer.

    >>> escaped("a/b~c")
    'a~1b~0c'
    """
    return key.replace("~", "~0").replace("/", "~1")


def as_json(content: object) -> str:
    """Compact JSON in one line."""
    return orjson.dumps(content).decode()


def _heading_of(report: Report, table: Table) -> _Heading:
    """A table of another department or year belongs to that one, not to the report's."""
    others = table.department if table.relation == "other_department" else None
    year = table.fiscal_year if table.relation == "other_year" else None
    return _Heading(
        report.source.sha256,
        value_of(others or report.organization),
        value_of(report.administrative_division),
        value_of(year or report.fiscal_year),
        report.document_kind,
        report.scope,
        table.kind,
        table.id,
    )


def _coordinates_of(table: Table) -> list[dict[str, Coordinates]]:
    """The coordinates of each row's columns; empty for counts and rates, and where the form gives none."""
    form = _form(table.grammar.form)
    if form is None:
        return [{} for _ in table.rows]
    walks: dict[str | None, RowCoordinates] = {}
    return [_of_row(row, walks.setdefault(row.side, RowCoordinates(form, row.side))) for row in table.rows]


def _of_row(row: Row, walk: RowCoordinates) -> dict[str, Coordinates]:
    return walk.of_row(row.key, value_of(row.code), row.role) if row.quantity == "amount" else {}


@cache
def _form(kind: str | None) -> Form | None:
    return next((form for form in load_forms() if form.kind == kind), None)


def _list_of(names: Iterable[str] | None) -> str | None:
    return as_json(list(names)) if names else None


def _alternatives_of(cell: Cell) -> str | None:
    others = [{"column": other.column, "value": other.value} for other in cell.alternatives or ()]
    return as_json(others) if others else None
