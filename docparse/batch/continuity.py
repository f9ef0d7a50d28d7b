"""Whether a year opens with what the year before it closed with, in the publications of two years."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from docparse.batch.fingerprints import written

if TYPE_CHECKING:
    import sqlite3

_COLUMNS = (
    "kind", "department", "administrative_division", "fiscal_year",
    "closing_position", "closing_number", "closing_table_id", "closing_yuan", "closing_status",
    "opening_position", "opening_number", "opening_table_id", "opening_yuan", "opening_status",
)  # fmt: skip
# Primary tables of two years that follow each other, where one of them at least prints its balance.
_PAIRS = """
WITH side AS (
  SELECT p.*, r.scope IS 'unit' AS own, t.fiscal_year IS NULL AND r.fiscal_year_status NOT IN ('read', 'verified')
    AS guessed
  FROM primary_table p JOIN report r USING (position, number) JOIN report_table t USING (position, number, table_id)
  WHERE p.administrative_division IS NOT NULL AND NOT p.budget AND p.kind IN (
    SELECT DISTINCT kind FROM balance JOIN report_table USING (position, number, table_id))
)
SELECT c.kind, c.department, c.administrative_division, c.fiscal_year,
  c.position, c.number, c.table_id, cb.yuan, cb.status, o.position, o.number, o.table_id, ob.yuan, ob.status,
  cb.unit, ob.unit, c.own <> o.own, c.guessed OR o.guessed
FROM side c
JOIN side o ON o.kind = c.kind AND o.administrative_division = c.administrative_division
  AND o.department = c.department AND o.fiscal_year = CAST(CAST(c.fiscal_year AS INTEGER) + 1 AS TEXT)
LEFT JOIN balance cb ON cb.position = c.position AND cb.number = c.number AND cb.table_id = c.table_id
  AND cb.item = 'balance.closing'
LEFT JOIN balance ob ON ob.position = o.position AND ob.number = o.number AND ob.table_id = o.table_id
  AND ob.item = 'balance.opening'
WHERE cb.yuan IS NOT NULL OR ob.yuan IS NOT NULL
ORDER BY c.kind, c.administrative_division, c.department, c.fiscal_year
"""
_SETTLED = frozenset({"read", "verified"})


class Balance(NamedTuple):
    """A balance in 元, to how many 元 it is printed, and how sure its reading is; the fields are None without one."""

    yuan: str | None
    unit: str | None
    status: str | None


class Comparison(NamedTuple):
    """What came of a comparison; the fields are those of the table ``continuity``."""

    difference: str | None
    tolerance: str | None
    outcome: str
    reason: str | None


def compare(closing: Balance, opening: Balance, *, other_scope: bool = False, year_guessed: bool = False) -> Comparison:
    """Holds an opening balance against the closing balance of the year before, within half a unit of both.

    A difference is said of two publications only where both values, and their years, are settled.
    """
    if closing.yuan is None or closing.unit is None:
        return Comparison(None, None, "not_tested", "closing-missing")
    if opening.yuan is None or opening.unit is None:
        return Comparison(None, None, "not_tested", "opening-missing")
    difference = Decimal(opening.yuan) - Decimal(closing.yuan)
    tolerance = (Decimal(opening.unit) + Decimal(closing.unit)) / 2
    told = written(difference), written(tolerance)
    if other_scope:
        return Comparison(*told, "not_tested", "scope")
    if abs(difference) <= tolerance:
        return Comparison(*told, "holds", None)
    if year_guessed or not {closing.status, opening.status} <= _SETTLED:
        return Comparison(*told, "not_tested", "doubtful")
    return Comparison(*told, "fails", None)


def write_continuity(connection: sqlite3.Connection) -> None:
    """Compares the balances of the primary tables of all years that follow each other."""
    rows = []
    for *row, closing_unit, opening_unit, other_scope, guessed in connection.execute(_PAIRS):
        closing, opening = Balance(row[7], closing_unit, row[8]), Balance(row[12], opening_unit, row[13])
        found = compare(closing, opening, other_scope=bool(other_scope), year_guessed=bool(guessed))
        rows.append((*row, *found))
    columns = (*_COLUMNS, *Comparison._fields)
    places = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO continuity ({', '.join(columns)}) VALUES ({places})", rows)  # noqa: S608
