"""Printed zeros of a torn table put into the cells that are left for them, and marks that stand for no amount.

They take part in no sum that tells where they belong. Where a table prints something in each of its cells, though, the
cells that are empty once all amounts have theirs are just those of the zeros and marks that are left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.assembling.puzzle import Puzzle

if TYPE_CHECKING:
    from docparse.assembling.drafts import TableDraft
    from docparse.assembling.puzzle import Place

# Zeros may lack for so large a share of the empty cells: the name of a row is lost more easily than a number.
MOST_LACKING = 0.1
# What tells amounts, zeros and marks from the numbers of columns and lines.
_PRINTED = "VZD"


def place_zeros(draft: TableDraft) -> None:
    """Fills the empty cells of a torn table that prints as many zeros and marks as it has such cells.

    Amounts that have no cell yet belong into some of them, too: then cells are left out whose sums do not hold.
    """
    puzzle = Puzzle(draft)
    empty = [place for place in _places(draft) if place not in puzzle.at]
    free = [token for token in puzzle.free if puzzle.tokens[token].atom.kind in _PRINTED]
    zeros = [token for token in free if not puzzle.tokens[token].amount]
    marks = any(puzzle.tokens[token].atom.kind == "D" for token in zeros)
    # A mark in a wrong cell is not in doubt as a zero is: there the count has to be exact.
    if not zeros or abs(len(empty) - len(free)) > (0 if marks else MOST_LACKING * len(empty)):
        return
    if len(zeros) < len(empty):
        holds = [abs(off) <= slack for off, slack in map(puzzle.rest, range(len(puzzle.sums)))]
        empty = [place for place in empty if all(holds[number] for number in puzzle.sums_of.get(place, ()))]
    zeros.sort(key=lambda token: puzzle.tokens[token].atom.start)
    for place, token in zip(empty, zeros, strict=False):
        puzzle.move(token, place)
    puzzle.write_back()


def _places(draft: TableDraft) -> list[Place]:
    """The cells of amounts in the order of the rows."""
    return [
        (number, row, column)
        for number, side in enumerate(draft.sides)
        for row, index in enumerate(side.members)
        for column in range(len(side.columns))
        if draft.rows[index].item.quantity == "amount"
    ]
