"""Printed zeros of a torn table put into the cells that are left for them, and marks that stand for no amount.

They take part in no sum that tells where they belong. Where a table prints something in each of its cells, though, the
cells that are empty once all amounts have theirs are just those of the zeros and marks that are left.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docparse.assembling.drafts import grid_of
from docparse.assembling.puzzle import Puzzle

if TYPE_CHECKING:
    from docparse.assembling.drafts import TableDraft
    from docparse.assembling.puzzle import Place

# Zeros may lack for so large a share of the empty cells: the name of a row is lost more easily than a number.
MOST_LACKING = 0.1
# A column that fewer of the rows use is no usual one.
SELDOM = 0.3
# A sum of two parts has so many terms.
_HALVED = 3
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


def leave_doubtful_marks(draft: TableDraft) -> None:
    """Takes marks out of cells that may hold an amount: unlike a wrong amount, a wrong mark cannot be in doubt.

    Such are the cells of sums that do not hold, and those that the amount of another column of the row fits as well.
    """
    puzzle = Puzzle(draft)
    marks = [place for place, token in puzzle.at.items() if puzzle.tokens[token].atom.kind == "D"]
    if not marks:
        return
    twins = [_twins(puzzle, number) for number in range(len(draft.sides))]
    holds = [abs(off) <= slack for off, slack in map(puzzle.rest, range(len(puzzle.sums)))]
    for place in marks:
        number, row, column = place
        told = all(holds[each] for each in puzzle.sums_of.get(place, ()))
        if not told or any(puzzle.amount_at((number, row, other)) for other in twins[number][column]):
            puzzle.take(place)
    puzzle.write_back()


def _twins(puzzle: Puzzle, number: int) -> list[list[int]]:
    """For each column of a side those that the same sums speak for, and that are as rare.

    Of usual columns only the two parts of one sum are as good as each other, where one has no amount in any row. An
    amount in a column that few rows use may belong into any such column.
    """
    side = puzzle.draft.sides[number]
    grid = grid_of(puzzle.draft, side.columns)
    width = range(grid.width)
    halved = {column for each in grid.identities if len(each) == _HALVED for column, _ in each}
    roles = [{(at, sign) for at, each in enumerate(grid.identities) for of, sign in each if of == one} for one in width]
    amounts = [place for place, token in puzzle.at.items() if place[0] == number and puzzle.tokens[token].amount]
    used = Counter(column for _, _, column in amounts)
    seldom = {column for column, count in used.items() if count < SELDOM * len({row for _, row, _ in amounts})}
    return [
        [
            other
            for other in width
            if other != one
            and roles[other] == roles[one] != set()
            and (
                other in seldom or (grid.rare[other] if grid.rare[one] else one not in used and {one, other} <= halved)
            )
        ]
        for one in width
    ]


def _places(draft: TableDraft) -> list[Place]:
    """The cells of amounts in the order of the rows."""
    return [
        (number, row, column)
        for number, side in enumerate(draft.sides)
        for row, index in enumerate(side.members)
        for column in range(len(side.columns))
        if draft.rows[index].item.quantity == "amount"
    ]
