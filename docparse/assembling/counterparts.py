"""Values of torn tables put into the cells for which another table prints the same quantity.

An extractor that prints a table in blocks leaves amounts of which nothing in the table itself tells the row. Other
tables of the report print many of the same quantities: whatever a cell must hold, and the torn table does hold, is put
there; then the sums of the table tell where the rest belongs. All of this is a reading, no proof: it stays inferred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.assembling.drafts import side_of
from docparse.assembling.ledger import Ledger, cells_of
from docparse.assembling.links import restrict_by_other_tables
from docparse.assembling.puzzle import Puzzle
from docparse.assembling.puzzling import Solver, expected_of
from docparse.assembling.zeros import leave_doubtful_marks, place_zeros

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.drafts import TableDraft
    from docparse.assembling.puzzle import Place
    from docparse.assembling.puzzling import Expected

# A table that was put right tells about the others; so often they are gone through.
MOST_ROUNDS = 3
# A table with more amounts is left as it is.
MOST_TOKENS = 1_500


def place_by_counterparts(drafts: Sequence[TableDraft]) -> None:
    """Puts values of torn tables where other tables say that they belong."""
    torn = [draft for draft in drafts if draft.decoded.torn and draft.head["unit_factor"] is not None]
    if torn and len(drafts) > 1:
        _solve(torn, drafts)
    for draft in drafts:
        # A list of items has lost its marks where their places are in doubt: their number tells nothing then.
        listed = draft.match.form.rows == "line_item" and len(draft.sides) == 1
        if draft.decoded.torn and draft.decoded.left_over and not listed:
            place_zeros(draft)
        if draft.decoded.torn and not listed:
            leave_doubtful_marks(draft)


def _solve(torn: Sequence[TableDraft], drafts: Sequence[TableDraft]) -> None:
    """Goes through the torn tables until none of them changes any more."""
    solved: dict[str, tuple[Expected, dict[Place, int]]] = {}
    for _ in range(MOST_ROUNDS):
        ledger = Ledger(drafts)
        changed = [_put_right(draft, ledger, solved) for draft in torn]
        if not any(changed):
            return
        restrict_by_other_tables(drafts)


def _put_right(draft: TableDraft, ledger: Ledger, solved: dict[str, tuple[Expected, dict[Place, int]]]) -> bool:
    """Whether the table has another reading now; a puzzle that was ``solved`` before is not solved again."""
    swapped = draft.match.form.rows == "function_code" and _swap_rows(draft, ledger)
    puzzle = Puzzle(draft)
    expected = expected_of(puzzle, ledger)
    given = (expected, dict(puzzle.at))
    if len(puzzle.tokens) > MOST_TOKENS or solved.get(draft.head["id"]) == given:
        return swapped
    solved[draft.head["id"]] = given
    Solver(puzzle, expected).solve()
    return puzzle.write_back() or swapped


def _swap_rows(draft: TableDraft, ledger: Ledger) -> bool:
    """Gives rows that hold each other's values their own, as far as other tables know their totals."""
    totals, wanted = _totals_of_rows(draft, ledger)
    holders: dict[int, list[int]] = {}
    for index, total in totals.items():
        if wanted.get(index) != total:
            holders.setdefault(total, []).append(index)
    swapped = False
    for index, amount in wanted.items():
        others = holders.get(amount)
        if totals[index] == amount or not others:
            continue
        other = others.pop(0)
        one, two = draft.rows[index], draft.rows[other]
        one.values, two.values = two.values, one.values
        one.row, two.row = one.row._replace(values=two.row.values), two.row._replace(values=one.row.values)
        totals[index], totals[other] = totals[other], totals[index]
        _move_holder(holders, index, other, totals[other])
        swapped = True
    if swapped:
        draft.decoded = draft.decoded._replace(rows=tuple(row.row for row in draft.rows))
        draft.sides = [side_of(side.members, side.columns, draft) for side in draft.sides]
    return swapped


def _move_holder(holders: dict[int, list[int]], before: int, after: int, total: int) -> None:
    """Notes that the values of a total which one row held are held by another now."""
    rows = holders.setdefault(total, [])
    if before in rows:
        rows.remove(before)
    rows.append(after)


def _totals_of_rows(draft: TableDraft, ledger: Ledger) -> tuple[dict[int, int], dict[int, int]]:
    """The first amount of each row, and what other tables say that it is or most likely is; by row of the table."""
    kind = draft.head["kind"]
    totals: dict[int, int] = {}
    wanted: dict[int, int] = {}
    for side in draft.sides:
        scale = ledger.scale_of(draft, side.decimals)
        for row, column, coordinates in cells_of(draft, side):
            values = side.placing.rows[row].values
            if column or not values:
                continue
            index = side.members[row]
            totals[index] = values[0] or 0
            figure = ledger.figure(coordinates, besides=kind)
            sought = figure.amount if figure is not None else ledger.likely(coordinates, besides=kind)
            if sought:
                wanted[index] = round(sought / scale)
    return totals, wanted
