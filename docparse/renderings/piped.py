"""Markdown pipe tables.

What prints it: document converters that write Markdown.

    | 科目编码 | 科目名称 | 合计 | 基本支出 |
    |---|---|---|---|
    | 205 | 教育支出 | 12.00 | |

What is lost: spanning cells (repeated or left blank). Blank cells are kept. It declines lines with fewer than
two pipes.
"""

from __future__ import annotations

from docparse.patterns import pattern

NAME = "piped"

_RULE = pattern(r"[\s|:\-]+")


def claims(text: str) -> bool:
    """Whether the line's cells stand between pipes."""
    return text.count("|") >= 2


def cells(text: str) -> list[tuple[int, int]]:
    """The ranges of the cells; a blank cell is an empty range, the rule under a header has none."""
    if _RULE.fullmatch(text) and "-" in text:
        return []
    ranges = []
    start = 0
    pieces = text.split("|")
    for index, piece in enumerate(pieces):
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        outside = index in (0, len(pieces) - 1) and not piece.strip()
        if not outside:
            ranges.append((left, max(left, right)))
        start += len(piece) + 1
    return ranges
