"""Rows of Markdown tables without the blanks that only make them look even.

Converters pad each cell to the width of its column, so that a row with long texts puts thousands of blanks into all
others. What stands between pipes is the cell; its place on the line means nothing.
"""

from __future__ import annotations

import re

from docparse.patterns import pattern
from docparse.spans import DROPPED, Edit

_ROW = pattern(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.MULTILINE)
_ROW_MATCHES = ("| a | b |", "|---|:-:|", "text\n| a  |\n")
_ROW_MISSES = ("a | b", "| a | b", "|")
# Blanks beside a pipe but for one, and the dashes of a rule but for three.
_PADDING = pattern(r"(?<=\|[ \t])[ \t]+|(?<=[^|\s])[ \t]+(?=[ \t]\|)|(?<=[|:\s]---)-+(?=[-:\s]*\|)")
_PADDING_MATCHES = ("|   a", "a   |", "|------|")
_PADDING_MISSES = ("| a |", "a   b", "|---|", "| ----- a")
# A line with one cell and the pipe behind it, or the pipe of a blank cell.
_LONE = pattern(r"^[^|\n]*?([ \t]*\|[ \t]*)$", re.MULTILINE)
_LONE_MATCHES = ("a |", "|", "text\n12.00 |\n")
_LONE_MISSES = ("| a |", "a | b", "a")
_FEWEST = 12


def find_padding(text: str) -> list[Edit]:
    """The changes that take padding out of rows between pipes, and pipes away behind cells that have a line each.

    >>> [edit[:3] for edit in find_padding("| a    |   b |")]
    [(3, 6, ''), (9, 11, '')]
    """
    if "|" not in text:
        return []
    lone = list(_LONE.finditer(text))
    if len(lone) >= _FEWEST and 2 * len(lone) >= sum(1 for line in text.split("\n") if "|" in line):
        return [Edit(*line.span(1), "", DROPPED) for line in lone]
    return [
        Edit(*blank.span(), "", DROPPED)
        for row in _ROW.finditer(text)
        for blank in _PADDING.finditer(text, *row.span())
    ]
