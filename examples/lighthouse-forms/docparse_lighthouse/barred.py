"""Cells between broken bars.

What prints it: the spreadsheets of the lighthouse authorities, exported as text.

    205¦教育支出¦12.00¦10.00¦2.00
    2050101¦行政运行¦2.00¦¦2.00

What is lost: which cells span several columns. Blank cells are kept. It declines lines with fewer than two bars.
"""

NAME = "barred"


def claims(text: str) -> bool:
    """Whether the line's cells stand between broken bars."""
    return text.count("¦") >= 2


def cells(text: str) -> list[tuple[int, int]]:
    """The ranges of the cells; a blank cell is an empty range."""
    ranges = []
    start = 0
    for piece in text.split("¦"):
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        ranges.append((left, max(left, right)))
        start += len(piece) + 1
    return ranges
