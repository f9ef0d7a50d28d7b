"""How a value came to its column: by the print, or by identities, with the readings that these ruled out."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.cli.excerpt import Place
    from docparse.cli.tracing import RowReading
    from docparse.schema import Cell, Check, Row

Tree = dict[str, Any]

_PIPE = "|"
_TAB = "\t"


def fixed_by(row: Row, key: str, reading: RowReading, places: Sequence[Place]) -> Tree:
    """What told the column of a cell.

    ``no-values``: the row prints none. By the print: ``full-row``, as many values as columns; ``fields``, tabs or pipes
    keep blank cells; ``positions``, the values of an aligned line stand under those of other rows; ``mended``, one of
    these, but damaged digits were mended and nothing proves that; ``doubted``, one of these, but numbers without a
    cell stand beside, or a zero may be one too many. Where the blanks left no trace: ``sums``, the identities leave
    this place only; ``choice``, they leave several; ``guess``, they leave none, so that something was misread.
    """
    how = _how(row, key, reading)
    field = _field(places[0]) if places and how == "fields" else None
    if how == "fields" and field is None:
        how = "positions"
    printed = row.cells[key] is not None
    return {
        "how": how,
        "values": sum(each is not None for each in row.cells.values()),
        "columns": len(row.cells),
        "field": field[0] if field and printed else None,
        "fields": field[1] if field else None,
    }


def _how(row: Row, key: str, reading: RowReading) -> str:
    cell = row.cells[key]
    if all(each is None for each in row.cells.values()):
        return "no-values"
    if not reading.settled:
        if not reading.count:
            return "guess"
        leaves_one = key not in row.unsettled if cell is None else _is_sure(row, key, reading)
        return "sums" if leaves_one else "choice"
    if cell is not None and cell.status == "inferred":
        return "mended" if cell.repaired and not reading.disturbed else "doubted"
    if reading.restored:
        return "positions"
    return "fields" if reading.kept_blanks else "full-row"


def _order(row: Row, key: str, reading: RowReading) -> int | None:
    """Which value of the row stands in a column, None for a blank."""
    place = list(row.cells).index(key)
    return reading.columns.index(place) if place in reading.columns else None


def _is_sure(row: Row, key: str, reading: RowReading) -> bool:
    order = _order(row, key, reading)
    return order is not None and bool(reading.sure) and reading.sure[order]


def _field(place: Place) -> tuple[int, int] | None:
    """Which field of its line a place is, and of how many; None where neither tabs nor pipes part them."""
    before = place.text[: place.column - 1]
    if _TAB in place.text:
        return before.count(_TAB) + 1, place.text.count(_TAB) + 1
    if place.text.count(_PIPE) > 1:
        inner = place.text.strip()
        first = inner.startswith(_PIPE)
        fields = inner.count(_PIPE) + 1 - first - inner.endswith(_PIPE)
        return before.count(_PIPE) + 1 - first, fields
    return None


def placing(row: Row, key: str, reading: RowReading, checks: Sequence[Check]) -> Tree | None:
    """How identities placed the values of a row whose blanks left no trace; None where the print settles it.

    ``print_allows`` and ``sums_allow`` count layouts of the whole row: those of the print, and of these the ones that
    satisfy the row's own identities. ``figures_here`` says how many different figures, blank among them, the latter
    have in this column. ``tried`` is the number of choices that a proof is held against.
    """
    if reading.settled or not reading.columns:
        return None
    cell = row.cells[key]
    width = len(row.cells)
    return {
        "values": len(reading.columns),
        "columns": width,
        "print_allows": comb(width, len(reading.columns)),
        "sums_allow": reading.count,
        "search_complete": reading.complete,
        "figures_here": reading.ways[list(row.cells).index(key)] if reading.ways else 1,
        "tried": reading.tried,
        "one_column": _is_sure(row, key, reading) if cell is not None else None,
        "proof": _proof(row, key, reading, checks) if cell is not None else None,
    }


def _proof(row: Row, key: str, reading: RowReading, checks: Sequence[Check]) -> str:
    """``proved``, or what a proof lacks: the first that applies, in the order in which proving asks."""
    cell = row.cells[key]
    outcomes = {check.outcome for check in checks}
    if cell is not None and cell.status == "verified":
        return "proved"
    lacks = {
        "no-amount": row.quantity != "amount",
        "weightless": cell is None or not cell.decimal,
        "search-cut": not reading.complete,
        "no-layout": not reading.count,
        "several-columns": not _is_sure(row, key, reading),
        "failing-check": "fails" in outcomes,
        "no-check": "holds" not in outcomes,
    }
    return next((name for name, applies in lacks.items() if applies), "chance")


def ruled_out(row: Row, key: str, reading: RowReading) -> list[Tree]:
    """The readings that the print allows and identities exclude.

    Of a value the other columns that it might have stood in; of a blank the values that might have stood there, with
    the columns where they stand.
    """
    if reading.settled:
        return []
    keys = list(row.cells)
    cell = row.cells[key]
    slack = len(keys) - len(reading.columns)
    if cell is not None:
        order = _order(row, key, reading)
        if order is None:
            return []
        left = {key} if _is_sure(row, key, reading) else {key, *_alternative_columns(cell)}
        return [{"column": each, "value": cell.value} for each in keys[order : order + slack + 1] if each not in left]
    place = keys.index(key)
    found = []
    for order, column in enumerate(reading.columns):
        value = row.cells[keys[column]]
        if value is None or not order <= place <= order + slack:
            continue
        if key not in _alternative_columns(value) or _is_sure(row, keys[column], reading):
            found.append({"column": keys[column], "value": value.value})
    return found


def _alternative_columns(cell: Cell) -> set[str | None]:
    return {each.column for each in cell.alternatives or ()}
