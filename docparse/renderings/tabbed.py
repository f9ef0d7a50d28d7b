"""Tab-separated lines.

What prints it: tables copied from a browser or a spreadsheet, and extractors that know the grid.

    科目编码⇥科目名称⇥合计⇥基本支出
    205⇥教育支出⇥12.00⇥
    ⇥合计⇥12.00⇥

What is lost: which cells span several columns or rows; a spanning cell may shift those after it. Blank cells
are kept, and a cell's own line breaks have become spaces. It declines lines without a tab.
"""

from __future__ import annotations

NAME = "tabbed"


def claims(text: str) -> bool:
    """Whether the line has a tab between its cells."""
    return "\t" in text.strip(" ")


def cells(text: str) -> list[tuple[int, int]]:
    """The ranges of the cells; a blank cell is an empty range."""
    ranges = []
    start = 0
    for piece in text.split("\t"):
        left, right = start, start + len(piece)
        if piece and (piece[0].isspace() or piece[-1].isspace()):
            left = right - len(piece.lstrip())
            right = max(left, start + len(piece.rstrip()))
        ranges.append((left, right))
        start += len(piece) + 1
    return ranges
