"""Values of torn tables put into the cells for which another table prints the same quantity.

An extractor that prints a table in blocks leaves amounts of which nothing in the table itself tells the row. Other
tables of the report print many of the same quantities: whatever a cell must hold, and the torn table does hold, is put
there; then the sums of the table tell where the rest belongs. All of this is a reading, no proof: it stays inferred.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docparse.assembling.drafts import side_of
from docparse.assembling.ledger import Ledger, cells_of
from docparse.assembling.links import restrict_by_other_tables
from docparse.assembling.puzzle import Puzzle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.drafts import TableDraft

# A table that was put right tells about the others; so often they are gone through.
MOST_ROUNDS = 3


def place_by_counterparts(drafts: Sequence[TableDraft]) -> None:
    """Puts values of torn tables where other tables say that they belong."""
    torn = [draft for draft in drafts if draft.decoded.torn and draft.head["unit_factor"] is not None]
    if not torn or len(drafts) < 2:
        return
    for _ in range(MOST_ROUNDS):
        ledger = Ledger(drafts)
        if not any([_put_right(draft, ledger) for draft in torn]):
            return
        restrict_by_other_tables(drafts)


def _put_right(draft: TableDraft, ledger: Ledger) -> bool:
    """Whether the table has another reading now."""
    swapped = draft.match.form.rows == "function_code" and _swap_rows(draft, ledger)
    puzzle = Puzzle(draft)
    puzzle.expect(ledger)
    puzzle.fetch_what_is_expected()
    puzzle.loosen()
    puzzle.fetch_what_is_likely()
    puzzle.fill_by_sums()
    puzzle.put_back()
    puzzle.fill_by_sums()
    return puzzle.write_back() or swapped


def _swap_rows(draft: TableDraft, ledger: Ledger) -> bool:
    """Gives rows that hold each other's values their own, as far as other tables know their totals."""
    wanted: dict[int, int] = {}
    totals: dict[int, int] = {}
    for side in draft.sides:
        scale = ledger.scale_of(draft, side.decimals)
        for row, column, coordinates in cells_of(draft, side):
            amount = side.placing.rows[row].values[:1]
            if column or not amount:
                continue
            index = side.members[row]
            totals[index] = amount[0] or 0
            figure = ledger.figure(coordinates, besides=draft.head["kind"])
            sought = figure.amount if figure is not None else ledger.likely(coordinates, besides=draft.head["kind"])
            if sought:
                wanted[index] = round(sought / scale)
    swapped = False
    for index, amount in wanted.items():
        other = next((row for row, total in totals.items() if total == amount and wanted.get(row) != amount), None)
        if totals[index] != amount and other is not None:
            one, two = draft.rows[index], draft.rows[other]
            one.values, two.values = two.values, one.values
            one.row, two.row = replace(one.row, values=two.row.values), replace(two.row, values=one.row.values)
            totals[index], totals[other] = totals[other], totals[index]
            swapped = True
    if swapped:
        draft.decoded = draft.decoded._replace(rows=tuple(row.row for row in draft.rows))
        draft.sides = [side_of(side.members, side.columns, draft) for side in draft.sides]
    return swapped
