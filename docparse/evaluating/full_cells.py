"""Cells of aligned rows that hold too much: what stands in a cell that belongs in the next one.

Where a cell is too full for its column, its neighbour begins on the line below, right behind it, or before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docparse.evaluating.cell_kinds import NUMBERS, is_whole
from docparse.evaluating.line_cells import stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.line_cells import Kinds
    from docparse.evaluating.printed import Piece
    from docparse.evaluating.row_bands import Row

# An amount with its cents, a rate, a mark.
_WHOLE = re.compile(r"-?\d[\d,]*\.\d{2}|-?\d[\d.,]*[%％]|[-—－–/／]+")
_WHOLE_MATCHES = ("1,200.50", "98.1%", "—")
_WHOLE_MISSES = ("1,200", "1321188.8")
# Points behind a value, no blank between: 853人次8.57.
_GLUED = re.compile(r"(?P<value>.*[^\d.,+<>=≤≥＜＞＝≦≧-])(?P<number>\d{1,3}\.\d{1,2})")
_GLUED_MATCHES = ("853 people8.57",)
_GLUED_MISSES = ("1,853.57", "<=90.5", "room 8")


def part_numbers(row: Row, kinds: Kinds) -> None:
    """Moves to the next column what a cell of a row holds too much: a second number, or one glued to a value.

    What no blank parts stands so where a cell is too full: its neighbour begins on the line below, or right behind it.
    """
    for column in sorted(row.cells):
        following = column + 1
        if kinds.get(following) not in NUMBERS or row.cells.get(following):
            continue
        *first, last = row.cells[column]
        glued = _GLUED.fullmatch(last.text) if kinds[column] == "values" else None
        if kinds[column] in NUMBERS and first and _are_two(first, last):
            row.cells[column], row.cells[following] = first, [last]
        elif glued:
            cut = last.left + glued.start("number")
            row.cells[column] = [*first, last._replace(text=glued["value"], right=cut)]
            row.cells[following] = [stretch(last, last._replace(left=cut, start=last.start + cut - last.left), last)]
        else:
            continue
        row.doubted.update((column, following))


def _are_two(first: Sequence[Piece], last: Piece) -> bool:
    """Whether a number is whole without the piece below it, which is one itself."""
    above = "".join(piece.text for piece in first)
    return _WHOLE.fullmatch(above) is not None and is_whole(last.text)
