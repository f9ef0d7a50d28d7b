"""Cells of aligned rows that hold too much: what stands in a cell that belongs in the next one.

Where a cell is too full for its column, its neighbour begins on the line below, right behind it, or before it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from docparse.amounts import is_mark, read_amount
from docparse.evaluating.cell_kinds import NUMBERS, is_whole
from docparse.evaluating.line_cells import stretch
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.line_cells import Kinds
    from docparse.evaluating.printed import Piece
    from docparse.evaluating.row_bands import Row

# An amount with its cents, a rate, a mark.
_WHOLE = pattern(r"-?\d[\d,]*\.\d{2}|-?\d[\d.,]*[%％]|[-—－–/／]+")
_WHOLE_MATCHES = ("1,200.50", "98.1%", "—")
_WHOLE_MISSES = ("1,200", "1321188.8")
# The last digits of an amount, and an amount that has all of its cents.
_DIGITS = pattern(r"\d{1,2}")
_DIGITS_MATCHES = ("5", "07")
_DIGITS_MISSES = ("107", "5%")
_CENTS = pattern(r"-?\d[\d,]*\.\d{2}")
_CENTS_MATCHES = ("1,321,188.85",)
_CENTS_MISSES = ("1,321,188.8", "98%")
# Points: a number that is none of a thing, and no rate.
_POINTS = pattern(r"\d{1,3}(?:\.\d{1,2})?")
_POINTS_MATCHES = ("5", "6.66", "100")
_POINTS_MISSES = ("95%", "1,200", "6 people", "0.125")
_TORN = 2
_MOST_POINTS = 100
# How far a printed rate may be from the worked out one, in points.
_NEARLY = Decimal("0.1")
# Points behind a value, no blank between: 853人次8.57.
_GLUED = pattern(r"(?P<value>.*[^\d.,+<>=≤≥＜＞＝≦≧-])(?P<number>\d{1,3}\.\d{1,2})")
_GLUED_MATCHES = ("853 people8.57",)
_GLUED_MISSES = ("1,853.57", "<=90.5", "room 8")


def part_cells(row: Row, kinds: Kinds) -> None:
    """Moves what stands in a cell of a row and belongs beside it; the cells that it moves between are doubted."""
    for column in sorted(row.cells):
        moves = (_take_back, _marks_of_points, _push_points, _part_number, _part_value, _turn, _turn_rate, _shift)
        if column in row.cells and any(move(row, column, kinds) for move in moves):
            row.doubted.update((column, column + 1))
    if any(kinds[column] in NUMBERS and _holds_two(pieces) for column, pieces in row.cells.items()):
        # One number too many in a cell: whose place the others took, nobody knows.
        row.doubted.update(column for column in row.cells if kinds[column] in NUMBERS)


def _holds_two(pieces: Sequence[Piece]) -> bool:
    return len(pieces) > 1 and _are_two(pieces[:-1], pieces[-1])


def _marks_of_points(row: Row, column: int, kinds: Kinds) -> bool:
    """Marks on a line below an amount, as many as there are columns of points behind it, are those of the points."""
    *first, last = row.cells[column]
    behind = [at for at in kinds if at > column and kinds[at] in NUMBERS]
    if kinds[column] != "amounts" or not first or not is_mark(last.text) or not _are_two(first, last):
        return False
    others = [piece for at in behind for piece in row.cells.get(at, ())]
    points = [at for at in behind if kinds[at] == "points"]
    if len(points) != 1 + len(others) or not all(is_mark(piece.text) for piece in others):
        return False
    for at in behind:
        row.cells.pop(at, None)
    row.cells[column] = first
    row.cells.update({at: [piece] for at, piece in zip(points, (last, *others), strict=True)})
    row.doubted.update(behind)
    return True


def _push_points(row: Row, column: int, kinds: Kinds) -> bool:
    """Points on a line below a value belong to the columns behind it, where the last of these is empty for it."""
    *first, last = row.cells[column]
    points: list[int] = []
    while kinds.get(column + 1 + len(points)) == "points":
        points.append(column + 1 + len(points))
    filled = [row.cells.get(at, []) for at in points[:-1]]
    if kinds[column] != "values" or len(points) < _TORN or row.cells.get(points[-1]) or not all(map(len, filled)):
        return False
    if not first or first[-1].row == last.row or _POINTS.fullmatch(last.text) is None:
        return False
    row.cells.update(zip(points, ([last], *filled), strict=True))
    row.cells[column] = first
    row.doubted.update(points)
    return True


def _part_number(row: Row, column: int, kinds: Kinds) -> bool:
    """A second number goes to the empty column of numbers behind it."""
    *first, last = row.cells[column]
    if kinds[column] not in NUMBERS or not _is_free(row, column + 1, kinds) or not _are_two(first, last):
        return False
    row.cells[column], row.cells[column + 1] = first, [last]
    return True


def _part_value(row: Row, column: int, kinds: Kinds) -> bool:
    """Points that are glued to a value go to their empty column."""
    *first, last = row.cells[column]
    glued = _GLUED.fullmatch(last.text) if kinds[column] == "values" and _is_free(row, column + 1, kinds) else None
    if glued is None:
        return False
    cut = last.left + glued.start("number")
    row.cells[column] = [*first, last._replace(text=glued["value"], right=cut)]
    row.cells[column + 1] = [stretch(last, last._replace(left=cut, start=last.start + cut - last.left), last)]
    return True


def _take_back(row: Row, column: int, kinds: Kinds) -> bool:
    """The last digits of an amount that is torn over two lines may stand below the number behind it."""
    behind = row.cells.get(column + 1, [])
    if kinds[column] != "amounts" or kinds.get(column + 1) not in NUMBERS or len(behind) < _TORN:
        return False
    own = "".join(piece.text for piece in row.cells[column])
    taken = [piece for piece in behind if _DIGITS.fullmatch(piece.text) and _CENTS.fullmatch(own + piece.text)]
    if len(taken) != 1 or _WHOLE.fullmatch(own):
        return False
    row.cells[column] = [*row.cells[column], *taken]
    row.cells[column + 1] = [piece for piece in behind if piece is not taken[0]]
    return True


def _turn(row: Row, column: int, kinds: Kinds) -> bool:
    """A mark before a number that can be no points, nothing or far too many, was printed too early."""
    mark, number = row.cells[column], row.cells.get(column + 1, [])
    if kinds[column] != "amounts" or kinds.get(column + 1) != "points" or not number:
        return False
    value = _number(number)
    if value is None or 0 < value <= _MOST_POINTS or not is_mark("".join(piece.text for piece in mark)):
        return False
    row.cells[column], row.cells[column + 1] = number, mark
    return True


def _turn_rate(row: Row, column: int, kinds: Kinds) -> bool:
    """An amount and its rate of which the second was printed first: only turned round is one the rate of the other."""
    if kinds[column] != "amounts" or kinds.get(column + 1) != "rates":
        return False
    budget, first, second = (_number(row.cells.get(at, [])) for at in (column - 1, column, column + 1))
    if not budget or first is None or second is None:
        return False
    if _is_rate(second, first, budget) or not _is_rate(first, second, budget):
        return False
    row.cells[column], row.cells[column + 1] = row.cells[column + 1], row.cells[column]
    return True


def _shift(row: Row, column: int, kinds: Kinds) -> bool:
    """Amounts one column too early, the first being blank: only so is the second one's share of the first the rate."""
    behind = [kinds.get(at) for at in range(column - 1, column + 5)]
    rates = column + 3 if behind[4:5] == ["rates"] else column + 4
    if behind[0] == "amounts" or behind[1:4] != ["amounts"] * 3 or kinds.get(rates) != "rates":
        return False
    if rates == column + 4 and kinds.get(column + 3) != "points":
        return False
    first, second, third, rate = (_number(row.cells.get(at, [])) for at in (column, column + 1, column + 2, rates))
    if not first or not second or rate is None or not _is_rate(rate, second, first):
        return False
    if row.cells.get(column + 2):
        # It would be points that stand in the column of what was spent; a mark there is turned with what is behind it.
        if third is None or _is_rate(rate, third, second) or not _is_free(row, column + 3, kinds):
            return False
        row.cells[column + 3] = row.cells.pop(column + 2)
    row.cells[column + 2], row.cells[column + 1] = row.cells.pop(column + 1), row.cells.pop(column)
    row.doubted.update(range(column, column + 4))
    return True


def _is_rate(rate: Decimal, amount: Decimal, budget: Decimal) -> bool:
    return abs(amount * 100 / budget - rate) < _NEARLY


def _number(pieces: Sequence[Piece]) -> Decimal | None:
    amount = read_amount("".join(piece.text for piece in pieces).rstrip("%％")) if pieces else None
    return None if amount is None else Decimal(amount.value)


def _is_free(row: Row, column: int, kinds: Kinds) -> bool:
    return kinds.get(column) in NUMBERS and not row.cells.get(column)


def _are_two(first: Sequence[Piece], last: Piece) -> bool:
    """Whether a number is whole without the piece below it, which is one itself."""
    above = "".join(piece.text for piece in first)
    return _WHOLE.fullmatch(above) is not None and is_whole(last.text)
