"""Lines that keep the page's alignment.

What prints it: ``pdftotext -layout`` and other extractors that hold cells in place by runs of spaces.

    科目编码   科目名称          合计      基本支出    项目支出
    205        教育支出         12.00       10.00        2.00
    2050101    行政运行          2.00                    2.00

What is lost: the borders themselves; blank cells leave a gap that only the positions of the other values
explain. It declines lines with fewer than two wide gaps: those do not show a column.
"""

from __future__ import annotations

from docparse.patterns import pattern

NAME = "aligned"

_PIECE = pattern(r"\S+")
_GAP = "  "
_FEWEST_GAPS = 2


def claims(text: str) -> bool:
    """Whether runs of spaces hold the cells of a line apart."""
    if not has_gap(text):
        return False
    pieces = [piece for piece in text.strip().split(_GAP) if piece]
    return len(pieces) > _FEWEST_GAPS


def has_gap(text: str) -> bool:
    """Whether a run of spaces stands on a line."""
    return _GAP in text


def cells(text: str) -> list[tuple[int, int]]:
    """The ranges of the pieces between white space; where they stand on the line tells their columns."""
    return [piece.span() for piece in _PIECE.finditer(text)]
