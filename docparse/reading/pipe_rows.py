"""Rows of Markdown tables without the blanks that only make them look even, and with their blank first cells.

Converters pad each cell to the width of its column, so that a row with long texts puts thousands of blanks into all
others. What stands between pipes is the cell; its place on the line means nothing.

Some end each cell with a pipe and begin no row with one: where a row begins with a pipe, its first cell is blank.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from docparse.patterns import pattern
from docparse.reading.pipe_streams import find_streams
from docparse.spans import DROPPED, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROW = pattern(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.MULTILINE)
_ROW_MATCHES = ("| a | b |", "|---|:-:|", "text\n| a  |\n")
_ROW_MISSES = ("a | b", "| a | b", "|")
# Blanks beside a pipe but for one, and the dashes of a rule but for three.
_PADDING = pattern(r"(?<=\|[ \t])[ \t]+|(?<=[^|\s])[ \t]+(?=[ \t]\|)|(?<=[|:\s]---)-+(?=[-:\s]*\|)")
_PADDING_MATCHES = ("|   a", "a   |", "|------|")
_PADDING_MISSES = ("| a |", "a   b", "|---|", "| ----- a")
# A line with one cell and the pipe behind it, or the pipes of blank cells.
_LONE = pattern(r"^(?:[^|\n]*?(?P<end>[ \t]*\|[ \t]*)|(?P<blank>[ \t]*+\|[ \t|]*+))$", re.MULTILINE)
_LONE_MATCHES = ("a |", "|", "text\n12.00 |\n", "||")
_LONE_MISSES = ("| a |", "a | b", "a", "a | |")
_FEWEST = 12
# A row that begins with no pipe and ends in one; so many as wide as it show that pipes end cells.
_ENDED = pattern(r"[ \t]*[^|\s][^|\n]*\|.*\|[ \t]*")
_ENDED_MATCHES = ("a | b |", " a | |", "a|1.00||")
_ENDED_MISSES = ("| a | b |", "a | b", "a |", "")
_FEWEST_ENDED = 2


def find_padding(text: str) -> list[Edit]:
    """The changes that take padding out of rows between pipes, and pipes away behind cells that have a line each.

    Where rows begin with no pipe, a blank first cell gets its own.

    >>> [edit[:3] for edit in find_padding("| a    |   b |")]
    [(3, 6, ''), (9, 11, '')]
    """
    if "|" not in text:
        return []
    lone = list(_LONE.finditer(text))
    if len(lone) >= _FEWEST and 2 * len(lone) >= sum(1 for line in text.split("\n") if "|" in line):
        streams = find_streams(text)
        pipes = (line.span("blank" if line["end"] is None else "end") for line in lone)
        dropped = [Edit(*pipe, "", DROPPED) for pipe in pipes if not any(a <= pipe[0] < b for a, b, _ in streams)]
        return sorted([*dropped, *(edit for *_, edits in streams for edit in edits)])
    padding = [
        Edit(*blank.span(), "", DROPPED)
        for row in _ROW.finditer(text)
        for blank in _PADDING.finditer(text, *row.span())
    ]
    return padding or list(_blank_first_cells(text))


def _blank_first_cells(text: str) -> Iterator[Edit]:
    """A pipe in place of the blank behind those that end blank first cells, where the rows around begin with none."""
    table: list[tuple[int, str]] = []
    start = 0
    for line in (*text.split("\n"), ""):
        if "|" in line:
            table.append((start, line))
        elif table:
            widths = Counter(row.count("|") for _, row in table if _ENDED.fullmatch(row))
            width, alike = widths.most_common(1)[0] if widths else (0, 0)
            if alike >= _FEWEST_ENDED and 2 * alike >= len(table):
                for begin, row in table:
                    bare = row.lstrip("|")
                    if bare.startswith(" ") and bare != row and row.count("|") == width:
                        at = begin + len(row) - len(bare)
                        yield Edit(at, at + 1, "|", DROPPED)
            table = []
        start += len(line) + 1
