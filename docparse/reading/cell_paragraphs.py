"""Cells that have a paragraph each, a blank one being a no-break space: put below each other, one cell a line.

Tables copied out of a page or a word processor come so: an empty line after each cell. Then a blank cell, the lines
around it being empty as well, cannot be told from the gap between two cells; taking one line end out of each gap leaves
an empty line for a blank cell alone.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.patterns import pattern
from docparse.spans import DROPPED, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What begins a line of a blank cell in the source; normalised, it is a blank like others.
NO_BREAK_LINE = "\n\xa0"
# A paragraph of one line, the empty line before it being the only one.
_PARAGRAPH = pattern(r"(?<=[^\n]\n\n)(?!\n)[^\n]*(?=\n\n(?!\n)|\n?\Z)")
_PARAGRAPH_MATCHES = ("a\n\nb\n\nc", "a\n\n \n\nc")
_PARAGRAPH_MISSES = ("a\nb\nc", "a\n\n\nb\n\n\nc")
_BLANK = pattern(r"[ \t]+")
_BLANK_MATCHES = (" ",)
_BLANK_MISSES = ("", "a")
_SENTENCE = pattern(r"[。；！？]", re.UNICODE)
_SENTENCE_MATCHES = ("a。",)
_SENTENCE_MISSES = ("a",)
# So many blank cells make a table; between two of one table no more other cells stand.
_FEWEST, _MOST_BETWEEN = 12, 400
# Before the first blank cell and behind the last one no more cells are taken to the table.
_MOST_AROUND = 12


def find_cell_paragraphs(text: str) -> list[Edit]:
    """The changes that take the empty lines between cells away."""
    paragraphs = list(_PARAGRAPH.finditer(text))
    blanks = [at for at, each in enumerate(paragraphs) if _BLANK.fullmatch(each.group())]
    edits: list[Edit] = []
    for first, last in _stretches(blanks):
        start, end = _around(paragraphs, first, last)
        edits += [Edit(each.start() - 1, each.start(), "", DROPPED) for each in paragraphs[start + 1 : end + 1]]
    return edits


def _stretches(blanks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last blank cell of each table."""
    cuts = [0, *(at for at, (one, other) in enumerate(pairwise(blanks), 1) if other - one > _MOST_BETWEEN), len(blanks)]
    for start, end in pairwise(cuts):
        if end - start >= _FEWEST:
            yield blanks[start], blanks[end - 1]


def _around(paragraphs: Sequence[re.Match[str]], first: int, last: int) -> tuple[int, int]:
    """The first and the last paragraph of a table: what stands around its blank cells is no prose."""
    start, end = first, last
    while start > max(0, first - _MOST_AROUND) and _follows(paragraphs[start - 1], paragraphs[start]):
        start -= 1
    while end < min(len(paragraphs) - 1, last + _MOST_AROUND) and _follows(paragraphs[end], paragraphs[end + 1]):
        end += 1
    return start, end


def _follows(above: re.Match[str], below: re.Match[str]) -> bool:
    """Whether two paragraphs stand below each other, one empty line between them, and both may be cells."""
    return below.start() - above.end() == 2 and not any(_SENTENCE.search(each.group()) for each in (above, below))
