"""Rows of Markdown tables without the blanks that only make them look even.

Converters pad each cell to the width of its column, so that a row with long texts puts thousands of blanks into all
others. What stands between pipes is the cell; its place on the line means nothing.
"""

from __future__ import annotations

import re

from docparse.spans import DROPPED, Edit

_ROW = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.MULTILINE)
_ROW_MATCHES = ("| a | b |", "|---|:-:|", "text\n| a  |\n")
_ROW_MISSES = ("a | b", "| a | b", "|")
# Blanks beside a pipe but for one, and the dashes of a rule but for three.
_PADDING = re.compile(r"(?<=\| )[ \t]+|[ \t]+(?= \|)|(?<=[|:\s]---)-+(?=[-:\s]*\|)")
_PADDING_MATCHES = ("|   a", "a   |", "|------|")
_PADDING_MISSES = ("| a |", "a   b", "|---|", "| ----- a")


def find_padding(text: str) -> list[Edit]:
    """The changes that take padding out of rows between pipes; none where there is none.

    >>> [edit[:3] for edit in find_padding("| a    |   b |")]
    [(3, 6, ''), (9, 11, '')]
    """
    if "|" not in text:
        return []
    return [
        Edit(*blank.span(), "", DROPPED)
        for row in _ROW.finditer(text)
        for blank in _PADDING.finditer(text, *row.span())
    ]
