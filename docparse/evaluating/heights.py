"""Where rows and level words of interlaced text stand on the page, reckoned from their lines.

Lines alone do not tell: a row of one line is higher than a line, and the lines of two cells of a row may stand between
each other. A row is as high as its tallest cell, and some blank space; each cell stands in its middle.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import replace
from typing import TYPE_CHECKING

from docparse.evaluating.sharing import Extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.interlaced import Word

# The cells of a row.
Row = tuple[tuple["Fragment", ...], ...]


def on_page(
    rows: Sequence[Row], pages: Sequence[int], words: Sequence[Word], space: float
) -> tuple[list[Extent], list[Word]]:
    """The extents of rows, and words where they stand on the same scale: the height of a line.

    Args:
        rows: Their cells.
        pages: For each row how many pages end above it.
        words: Level words.
        space: How high the blank space of a row is.
    """
    extents: list[Extent] = []
    places: dict[int, float] = {}
    top = 0.0
    for row, page in zip(rows, pages, strict=True):
        lines = [sorted({piece.line for piece in cell}) for cell in row]
        bottom = top + max(map(len, lines), default=1) + space
        for own in lines:
            for order, line in enumerate(own):
                places.setdefault(line, (top + bottom - len(own) + 1) / 2 + order)
        extents.append(Extent(top, bottom, page))
        top = bottom
    known = sorted(places)
    return extents, [
        replace(word, top=_place(word.pieces[0], known, places), bottom=_place(word.pieces[-1], known, places))
        for word in words
    ]


def _place(piece: Fragment, known: Sequence[int], places: dict[int, float]) -> float:
    """Where a piece stands: as the cells on its line, else between those above it and those below."""
    line = piece.line
    if line in places or not known:
        return places.get(line, 0.0)
    at = bisect(known, line)
    if at == 0:
        return places[known[0]] - 1
    if at == len(known):
        return places[known[-1]] + 1
    return (places[known[at - 1]] + places[known[at]]) / 2
