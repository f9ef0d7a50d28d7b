"""Printed lines of text whose columns are held by blanks: what stands where, page by page.

An extractor that keeps the layout of a page (``pdftotext -layout``) sets each line so that what stands below each other
on the page stands below each other in the text, counted in characters. Each page is set for itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.lexicons.indicator_patterns import MEASURE, PARTED, POINT
from docparse.patterns import pattern
from docparse.segmenting.lines import PAGE_NUMBER, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Piece(NamedTuple):
    """Characters of a printed line that no wide gap parts.

    Attributes:
        left: How many characters stand before it on its line.
        right: The same of its end.
        start: Where it begins in the normalised text.
        row: Index of its line among the printed lines.
    """

    text: str
    left: int
    right: int
    start: int
    row: int

    @property
    def centre(self) -> float:
        """The middle of its place on the line."""
        return (self.left + self.right) / 2

    def overlaps(self, left: int, right: int) -> bool:
        """Whether it stands above or below something from ``left`` to ``right``."""
        return self.left < right and left < self.right


class PrintedLine(NamedTuple):
    """A line of a page.

    Attributes:
        line: The line of the document.
        number: Its number, in which the lines of one page follow each other.
        page: Which page it stands on.
        pieces: What stands on it, parted by two blanks or more.
    """

    line: Line
    number: int
    page: int
    pieces: tuple[Piece, ...]


_PIECE = pattern(r"\S+(?: \S+)*")
_WORD = pattern(r"\S+")
_NUMBER = pattern(r"-?\d[\d,.]*[%％]?|[-—－–]+")
# Two cells that nothing parts: an amount with its cents, a rate or a dash, and what begins behind them.
_GLUED = pattern(
    r"(?P<first>-?\d[\d,]*\.\d{2}|-?\d[\d.,]*[%％](?=\d)|—(?=\d[\d.]*[%％]))"
    r"(?P<second>\d{1,3}(?:\.\d{1,2})?[%％]?|[-—－–/／]+)"
)
_GLUED_MATCHES = ("1725866.2210.00", "391166.22—", "97%8.57", "—96.6%")
_GLUED_MISSES = ("93%-", "-96.6%", "—96.6", "12.345.678", "8.57")
_BARE_NUMBER = pattern(r"\s*\d{1,4}\s*")
_LONGEST_FURNITURE = 200
# So many empty lines around a bare number: it is that of a page.
_PAGE_GAP = 3
# A longer line holds no cells of a page.
_LONGEST = 1000


def printed_lines(lines: Sequence[Line], text: str) -> tuple[PrintedLine, ...]:
    """The printed lines, without page numbers.

    Args:
        lines: Lines of the document that hold more than white space.
        text: The normalised text.
    """
    found: list[PrintedLine] = []
    page, end = 0, lines[0].start if lines else 0
    for index, line in enumerate(lines):
        broken = "\f" in text[end : line.start + 1]
        end = line.end
        if _is_page_number(lines, index, text):
            page += 1
            continue
        page += broken
        found.append(PrintedLine(line, line.number, page, _pieces(line, len(found))))
    return tuple(found)


def _is_page_number(lines: Sequence[Line], index: int, text: str) -> bool:
    line = lines[index]
    if len(line.text) > _LONGEST_FURNITURE:
        return False
    if PAGE_NUMBER.match(line.text):
        return True
    if not _BARE_NUMBER.fullmatch(line.text):
        return False
    below = lines[index + 1] if index + 1 < len(lines) else None
    ends_page = below is None or "\f" in text[line.end : below.start + 1]
    return ends_page and index > 0 and line.number - lines[index - 1].number > 1


def _pieces(line: Line, row: int) -> tuple[Piece, ...]:
    feed = line.text.startswith("\f")
    return tuple(
        Piece(line.text[start:end], start - feed, end - feed, line.start + start, row)
        for start, end in _cells_of(line.text[:_LONGEST])
    )


def _cells_of(text: str) -> Iterator[tuple[int, int]]:
    """Where what stands in a cell begins and ends in a line: wide gaps part cells, and no cell holds two numbers."""
    for found in _PIECE.finditer(text):
        start, last = found.start(), (0, 0)
        for word in _WORD.finditer(text, *found.span()):
            glued = _GLUED.fullmatch(text, *word.span())
            if last[1] and _are_two(text, last, word.span(), glued=glued is not None):
                yield start, last[1]
                start = word.start()
            if glued:
                yield start, glued.end("first")
                start = glued.start("second")
            last = (start, word.end()) if glued else word.span()
        yield start, found.end()


def _are_two(text: str, one: tuple[int, int], other: tuple[int, int], *, glued: bool) -> bool:
    """Whether two words of a line are two numbers, or two measures in one unit: a target and what was reached."""
    if _NUMBER.fullmatch(text, *one):
        return glued or _NUMBER.fullmatch(text, *other) is not None
    first, second = MEASURE.fullmatch(text, *one), MEASURE.fullmatch(text, *other)
    return first is not None and second is not None and first["unit"] == second["unit"]


def words_of(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces cut at every blank, those aside that office programs set beside digits.

    >>> [word.text for word in words_of([Piece("a bc", 4, 8, 4, 0)])]
    ['a', 'bc']
    >>> [word.text for word in words_of([Piece("指标 1：参会 8人", 0, 10, 0, 0)])]
    ['指标 1：参会', '8人']
    """
    found: list[Piece] = []
    for piece in pieces:
        if " " not in piece.text:
            found.append(piece)
            continue
        for start, end in _words_in(piece.text):
            left = piece.left + start
            found.append(Piece(piece.text[start:end], left, piece.left + end, piece.start + start, piece.row))
    return found


def _words_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end."""
    # Before 分 a number may be a cell of its own: the weight, beside the end of a rule that gives points.
    parted = [found for found in PARTED.finditer(text) if POINT not in found.group() or found.group()[0] in _OPENED]
    kept = {place for found in parted for place in range(*found.span()) if text[place] == " "}
    start = last = -1
    for word in _WORD.finditer(text):
        if start >= 0 and last not in kept:
            yield start, last
            start = -1
        start, last = (word.start() if start < 0 else start), word.end()
    if start >= 0:
        yield start, last


_OPENED = frozenset("(（")


def breadth(text: str) -> int:
    """How broad a text is printed: a Chinese character is as broad as two others.

    >>> breadth("云溪 12")
    7
    """
    return 2 * len(text) - sum(map(_NARROW.__contains__, text))


_NARROW = frozenset(map(chr, range(0x20, 0x7F)))


def cover(pieces: Iterable[Piece]) -> list[int]:
    """How many pieces cover each place of a line."""
    found: list[int] = []
    for piece in pieces:
        if piece.right > len(found):
            found += [0] * (piece.right - len(found))
        for place in range(piece.left, piece.right):
            found[place] += 1
    return found


def empty_runs(covered: Sequence[int], left: int, right: int) -> list[tuple[int, int]]:
    """The stretches of places from ``left`` to ``right`` that nothing covers.

    >>> empty_runs([1, 0, 0, 2, 0], 0, 6)
    [(1, 3), (4, 6)]
    """
    found: list[tuple[int, int]] = []
    start: int | None = None
    for place in range(left, right):
        is_empty = place >= len(covered) or not covered[place]
        if is_empty and start is None:
            start = place
        elif not is_empty and start is not None:
            found.append((start, place))
            start = None
    return [*found, (start, right)] if start is not None else found
