"""Where a paragraph ends: which printed line goes on with the sentence of the line above it.

Three manners of print have to be told apart by what stands there, and may meet in one document: lines wrapped at the
edge of a page, without blank lines between them or with one after each; and paragraphs printed whole, one a line, which
only a page break cuts in two. A line is *full* where the next word would not have fitted on it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from docparse.lexicons.heading_words import load_heading_words
from docparse.narrative.rows import GOES_ON, SENTENCE_PART, YEAR_FIRST, Row, is_sentence, opens_sentence, width_of
from docparse.narrative.titles import is_rest_of_title
from docparse.patterns import pattern
from docparse.segmenting.numbering import numbering_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.segmenting.numbering import Numbering

# Widths are counted in columns, two for a Chinese character. A full line may miss so many of the widest one:
# the first line of a paragraph is set in by two characters, and punctuation never begins a line.
SLACK = 7
# A line that ends a sentence has to be fuller, as it may well end the paragraph; the first line may miss its indent.
LITTLE_SLACK = 3
# Items of a list that has no numbers begin with the same words.
SHARED_OPENING = 3
NARROWEST_FULL_LINE = 32
# How many lines that plainly end in mid-sentence tell, on either side, how wide a full line is.
WITNESSES = 5
# How far away they may stand; and how many lines may be missing between two that a page parts.
FARTHEST_WITNESS = 40
WIDEST_GAP = 12
# A line that is not full but longer than this share of a full one may still end in mid-sentence.
NEARLY_FULL = 0.7
# The share of short lines that blank lines follow where these part paragraphs.
SURE_SPACES = 0.8
# So many lines above one tell whether its number counts on inside their paragraph.
ITEM_LINES = 12

# What cannot be parted by a line end: a number, a Latin word, or one character.
_CLOSES = "，。、；：！？）”》〉」』%)"
_FIRST_WORD = pattern(r"[\d.,%]+|[A-Za-z]+|.[，。；：、！？）”》%]?")
_ITEM = pattern(r"[。；：;:]\s*(?=[〇一二三四五六七八九十(（\d①-⑳])")


def paragraphs_of(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows, grouped to paragraphs."""
    ends = _LineEnds(rows)
    paragraph: list[Row] = []
    for at, row in enumerate(rows):
        if paragraph and not ends.goes_on(at - 1, paragraph):
            yield paragraph
            paragraph = []
        paragraph.append(row)
    if paragraph:
        yield paragraph


class _Edge(NamedTuple):
    """The edge that lines are wrapped at.

    Attributes:
        width: The width of full lines.
        tight: Whether no blank lines stand between them.
        spaced: Whether blank lines stand between paragraphs, and nowhere else.
    """

    width: float
    tight: bool
    spaced: bool


class _LineEnds:
    """What the lines around a line end tell of it.

    Attributes:
        rows: The lines.
        witnesses: The indices of those that plainly end in mid-sentence, which full lines do.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.witnesses = [at for at in range(len(rows) - 1) if self._is_open(at)]
        few = len(rows) < 2 * WITNESSES
        count = len(self.witnesses)
        self.after = [self._edge(self.witnesses[place : place + WITNESSES], few) for place in range(count)]

    def _is_open(self, at: int) -> bool:
        row, below = self.rows[at], self.rows[at + 1]
        if row.ended or row.apart or row.width < NARROWEST_FULL_LINE or self._gap(at) > WIDEST_GAP:
            return False
        if below.number is not None or below.apart:
            return False
        if row.number is not None:
            return is_sentence(row)
        return bool(SENTENCE_PART.search(row.text)) or not opens_sentence(below.text)

    def _edge(self, witnesses: Sequence[int], few: bool) -> _Edge | None:
        """What some neighbouring witnesses agree on; None where lines are not wrapped at all."""
        widths = sorted(self.rows[at].width for at in witnesses)
        width = widths[-2] if len(widths) > 3 and widths[-1] > widths[-2] + 3 * SLACK else widths[-1]
        near = sum(1 for other in widths if width - SLACK <= other <= width)
        between = self.rows[witnesses[0] : witnesses[-1] + 1]
        longer = sum(1 for row in between if row.width > width + SLACK)
        if near < (1 if few else 2) or 4 * longer > len(between):
            return None
        tight = 2 * sum(1 for at in witnesses if self._gap(at) > 1) < len(witnesses)
        lasts = [at for at in range(witnesses[0], witnesses[-1]) if self.rows[at].width < NEARLY_FULL * width]
        spaces = sum(1 for at in lasts if self._gap(at) > 1)
        return _Edge(width, tight, tight and spaces > SURE_SPACES * len(lasts))

    def _gap(self, at: int) -> int:
        below = self.rows[at + 1]
        return 1 if below.broken else below.line.number - self.rows[at].line.number

    def _edges(self, at: int) -> list[_Edge]:
        """The edges before and after a line; they differ where the manner of print changes."""
        place = bisect_left(self.witnesses, at)
        found = []
        for first in (max(0, place - WITNESSES), place):
            if first < len(self.witnesses) and abs(self.witnesses[first] - at) <= FARTHEST_WITNESS:
                found.append(self.after[first])
        return [edge for edge in found if edge is not None]

    def goes_on(self, at: int, paragraph: Sequence[Row]) -> bool:
        """Whether a paragraph, as far as it goes with this line, goes on with the line below."""
        row, below = self.rows[at], self.rows[at + 1]
        if row.apart or below.apart or self._gap(at) > WIDEST_GAP:
            return False
        if below.text[0] in _CLOSES:
            return True
        edges = self._edges(at)
        edge = next((edge for edge in edges if self._fills(at, edge)), None)
        full = edge is not None
        parted = edge is not None and edge.tight and self._gap(at) > 1
        if below.number is not None:
            return full and _counts_on(paragraph, below.number)
        if row.ended:
            if edge is None or parted or self._is_set_in(at + 1):
                return False
            return edge.spaced or self._ends_no_paragraph(at, edge, paragraph[0])
        if below.text[0] in "（(" or _is_inside_figure(paragraph, below):
            return True
        if row.number is not None and not is_sentence(row):
            return full and not parted and not _is_whole_title(row.text, below.text)
        if full:
            return bool(SENTENCE_PART.search(row.text)) or not _is_whole_title(row.text, below.text, decided=False)
        return self._sentence_goes_on(row, below, edges)

    def _ends_no_paragraph(self, at: int, edge: _Edge, first: Row) -> bool:
        """Whether a full line ends a sentence, but probably not the paragraph that began with the line ``first``."""
        row, below = self.rows[at], self.rows[at + 1]
        if below.text[:SHARED_OPENING] == first.text[:SHARED_OPENING]:
            return False
        return self._fills(at, edge, SLACK if row is first else LITTLE_SLACK)

    def _sentence_goes_on(self, row: Row, below: Row, edges: Sequence[_Edge]) -> bool:
        """Whether a line that neither ends a sentence nor is full, and has no number, goes on below."""
        if GOES_ON.search(row.text):
            return True
        if not SENTENCE_PART.search(row.text):
            return False
        if not edges:
            return not opens_sentence(below.text)
        return row.width > NEARLY_FULL * min(edge.width for edge in edges)

    def _fills(self, at: int, edge: _Edge, slack: float = SLACK) -> bool:
        """Whether the first word of the next line would not have fitted on this one."""
        word = _FIRST_WORD.match(self.rows[at + 1].text)
        width = self.rows[at].width
        return width <= edge.width + SLACK and width + width_of(word[0] if word else "") > edge.width - slack

    def _is_set_in(self, at: int) -> bool:
        """Whether a line is set in as the first line of a paragraph is, while others near it are not."""
        near = self.rows[max(0, at - WITNESSES) : at + WITNESSES]
        return self.rows[at].indent - min(row.indent for row in near) >= 2


def _is_inside_figure(paragraph: Sequence[Row], below: Row) -> bool:
    """Whether a line end parts a number, or a number and the words around it."""
    last = paragraph[-1].text
    if below.text[0].isdecimal() and not YEAR_FIRST.match(below.text):
        return last[-1].isdecimal() or bool(SENTENCE_PART.search(last))
    return last[-1].isdecimal() and len(paragraph) > 1


def _counts_on(paragraph: Sequence[Row], number: Numbering) -> bool:
    """Whether a number at the beginning of a line belongs to the sentence above it, as an item or as words."""
    last = paragraph[-1]
    if number.kind == "part":
        return False
    if GOES_ON.search(last.text) or (number.kind == "multiple" and not last.ended):
        return True
    if number.value < 2 or not last.ended:
        return False
    above = "".join(row.text for row in paragraph[-ITEM_LINES:])
    items = (numbering_of(above, place.end()) for place in _ITEM.finditer(above, 1))
    return any(item is not None and (item.kind, item.value) == (number.kind, number.value - 1) for item in items)


def _is_whole_title(text: str, below: str, *, decided: bool = True) -> bool:
    """Whether a title is complete although its line is full.

    Args:
        text: The line.
        below: The line below it.
        decided: Whether the line is known to be a title, by its number.
    """
    closed = text.endswith(load_heading_words().closing) and not is_rest_of_title("".join(below.split()))
    return (closed or opens_sentence(below)) if decided else (closed and opens_sentence(below))
