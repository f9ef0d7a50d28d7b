"""Lines whose cells stand apart by white space.

What prints it: plain text extraction from PDF, reading order kept.

    205 教育支出 12.00 10.00
    2050101 行政运行 2.00
    合计 12.00 10.00

What is lost: blank cells vanish, so that a short row does not tell which columns its numbers belong to; a
space inside a name looks like the border of a cell. It declines nothing, and is asked last.
"""

from __future__ import annotations

from docparse.patterns import pattern

NAME = "spaced"

_PIECE = pattern(r"\S+")


def claims(text: str) -> bool:
    """Any line with characters on it."""
    return bool(text)


def cells(text: str) -> list[tuple[int, int]]:
    """The ranges of the pieces between white space; no cell is ever blank."""
    return [piece.span() for piece in _PIECE.finditer(text)]
