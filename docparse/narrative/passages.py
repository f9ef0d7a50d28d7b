"""Passages: the paragraphs of running text, made whole again, with the way back to every character.

An extractor leaves the printed lines of a page, not its paragraphs: a line ends in mid-word or in mid-number, a page
number stands in the middle of a sentence, and OCR leaves blanks between characters that none parts in print. A passage
is one paragraph without all that, and says of each of its characters where it stands in the normalised text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.narrative.furniture import without_furniture
from docparse.narrative.paragraphs import paragraphs_of
from docparse.narrative.rows import Row, rows_of
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

Range = tuple[int, int]

_BLANK = pattern(r"\s+")
# A blank that parts two Latin words, or a word and a number; all others are of the layout.
_PARTING = pattern(r"[!-~][^\S\n]+[0-9A-Za-z]")
_PARTING_MATCHES = ("B 12", "N  service", ". 2023")
_PARTING_MISSES = ("3 年", "出 12.50", "2 %", ") (二)", "B\n12")
# A cell of a table that holds a figure; so many make a row.
_FIGURE = pattern(r"\|[^\S\n]{0,9}-?\d[\d,.]{0,20}%?[^\S\n]{0,9}(?=\|)")
_FIGURE_MATCHES = ("| 12.50 |", "|-3%|", "sum | 1,200 | 9")
_FIGURE_MISSES = ("| 2031 words |", "12.50 | ", "|  |")
_FIGURES = 2


class Passage(NamedTuple):
    """One paragraph, or one line that stands alone.

    Attributes:
        text: Its characters on one line; blanks stand only between Latin words and between a word and a number.
        offsets: For each character its place in the normalised text; strictly increasing.
        line: The number of the line that it begins on.
        last_line: The number of the line that it ends on.
        seams: The indices of ``text`` at which another printed line begins.
    """

    text: str
    offsets: tuple[int, ...]
    line: int
    last_line: int = -1
    seams: tuple[int, ...] = ()

    def ranges(self, start: int, end: int) -> tuple[Range, ...]:
        """Where the characters ``start`` to ``end`` stand: one range for each printed line, blanks inside included."""
        start, end = max(start, 0), min(end, len(self.offsets))
        if start >= end:
            return ()
        inner = self.seams[bisect_right(self.seams, start) : bisect_left(self.seams, end)]
        cuts = [start, *inner, end]
        return tuple((self.offsets[first], self.offsets[last - 1] + 1) for first, last in pairwise(cuts))


def passages_of(lines: Sequence[Line]) -> tuple[Passage, ...]:
    """The paragraphs of lines of running text, in their order; page numbers and running heads are left out.

    Lines that hold no sentence (headings, list items, marks of a form) are passages of their own. A row of a table that
    no form knows is none: its figures stand under labels, in no sentence.
    """
    printed = without_furniture([line for line in lines if len(_FIGURE.findall(line.text)) < _FIGURES])
    rows = rows_of(printed.lines, broken=printed.broken)
    return tuple(_passage(paragraph) for paragraph in paragraphs_of(rows))


def _passage(rows: Sequence[Row]) -> Passage:
    pieces: list[str] = []
    offsets: list[int] = []
    seams: list[int] = []
    for row in rows:
        start = row.line.start + row.lead
        if offsets:
            if _parts_words(pieces[-1][-1], row.text[0]):
                pieces.append(" ")
                offsets.append(offsets[-1] + 1)
            seams.append(len(offsets))
        done = 0
        for blank in _BLANK.finditer(row.text):
            low, high = blank.span()
            pieces.append(row.text[done:low])
            offsets.extend(range(start + done, start + low))
            if _PARTING.match(row.text, low - 1):
                pieces.append(" ")
                offsets.append(start + low)
            done = high
        pieces.append(row.text[done:])
        offsets.extend(range(start + done, start + len(row.text)))
    return Passage("".join(pieces), tuple(offsets), rows[0].line.number, rows[-1].line.number, tuple(seams))


def _parts_words(before: str, after: str) -> bool:
    """Whether a line end between two characters parts two words; inside a number it does not."""
    if not (before.isascii() and after.isascii() and after.isalnum()):
        return False
    return before.isalpha() or (before.isdigit() and after.isalpha())
