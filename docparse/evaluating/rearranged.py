"""Text in another order than it is printed in: what belongs to one cell stands together, and every place leads back.

A text that keeps the layout of a page holds the lines of a cell apart. Here such a text is written anew behind the
normalised one, cell after cell, so that whoever reads it need not know about places on a page.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.assembling.cells import CellMaker
from docparse.reading.normalise import NormalText
from docparse.segmenting.lines import Line
from docparse.spans import OffsetMap, Span, Spans

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from docparse.assembling.cells import Range, Tree
    from docparse.evaluating.printed import Piece

# From here on a character is Chinese or as wide: no blank stands between it and the next line of its cell.
_FIRST_WIDE = chr(0x2E80)
# What holds the cells of a written line apart.
_BORDER = " | "
_GAP = "  "
# Rows of a table are so many lines apart.
_BETWEEN_ROWS = 2


@dataclass(frozen=True, slots=True)
class RearrangedMap(OffsetMap):
    """Leads back from a normalised text with a rearranged one behind it.

    Attributes:
        printed: The map of the normalised text.
        limit: Where the normalised text ends.
        begins: Where each copied stretch begins behind it, ascending.
        ends: Where each ends.
        origins: Where each begins in the normalised text.
    """

    printed: OffsetMap = field(default_factory=lambda: OffsetMap(0))
    limit: int = 0
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()

    def back(self, start: int, end: int) -> Spans:
        """The source spans of a range, those of a rearranged one in the order in which it is written."""
        if start < self.limit:
            return self.printed.back(start, min(end, self.limit))
        return self.printed.back_all(self._stretches(start, end))

    def envelope(self, start: int, end: int) -> Span | None:
        """The one source range that holds all of these characters."""
        spans = self.back(start, end)
        return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else None

    def repaired(self, start: int, end: int) -> bool:
        """Whether damaged characters were mended strictly inside this range."""
        if start < self.limit:
            return self.printed.repaired(start, end)
        return any(self.printed.repaired(low, high) for low, high in self._stretches(start, end))

    def _stretches(self, start: int, end: int) -> list[Span]:
        """The ranges of the normalised text that a rearranged range was copied from."""
        found: list[Span] = []
        index = max(bisect_right(self.begins, start) - 1, 0)
        while index < len(self.begins) and self.begins[index] < end:
            low, high = max(start, self.begins[index]), min(end, self.ends[index])
            if low < high:
                shift = self.origins[index] - self.begins[index]
                found.append((low + shift, high + shift))
            index += 1
        return found


class RearrangedCells(CellMaker):
    """Makes Cells of a document part of which was rearranged; what a doubted place holds is ``inferred``."""

    def __init__(self, normal: NormalText, doubted: Sequence[Range]) -> None:
        super().__init__(normal)
        self._starts = [start for start, _ in doubted]
        self._ends = [end for _, end in doubted]

    def text(self, ranges: Sequence[Range], *, value: str | None = None, status: str = "read") -> Tree | None:
        """A Cell of text; None where the ranges hold no character."""
        doubted = bool(self._starts) and status == "read" and any(self._is_doubted(*each) for each in ranges)
        return super().text(ranges, value=value, status="inferred" if doubted else status)

    def number(self, text: str, start: int, end: int, parts: Sequence[Range] = ()) -> Tree | None:
        """A Cell of a printed number or no-value mark; None where the characters are neither."""
        cell = super().number(text, start, end, parts)
        if cell is not None and cell["status"] == "read" and self._is_doubted(start, end):
            cell["status"] = "inferred"
        return cell

    def _is_doubted(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and start < self._ends[index]


class Scribe:
    """Writes a rearranged text behind a normalised one.

    Attributes:
        lines: What was written, as lines of the document.
        origins: For each of them, the numbers of the first and the last line of the document that it was made from.
    """

    def __init__(self, normal: NormalText) -> None:
        self.lines: list[Line] = []
        self.origins: list[Range] = []
        self._normal = normal
        self._limit = len(normal.text) + 1
        self._at = self._limit
        self._line: list[str] = []
        self._begins: list[int] = []
        self._ends: list[int] = []
        self._sources: list[int] = []
        self._doubted: list[Range] = []

    def keep(self, pieces: Sequence[Piece], number: int, origin: Range) -> None:
        """Writes pieces of a line that is no row of cells."""
        self.spaced([(piece,) for piece in pieces], number, origin)

    def spaced(
        self, cells: Sequence[Sequence[Piece]], number: int, origin: Range, doubted: Container[int] = ()
    ) -> None:
        """Writes cells with blanks between them, as printed text has them; the same as ``row`` in all else."""
        start = self._at
        for order, cell in enumerate(cells):
            self._write(_GAP if order else "")
            self._cell(cell, doubted=order in doubted)
        self._end_line(start, number, origin)

    def row(self, cells: Sequence[Sequence[Piece]], number: int, origin: Range, doubted: Container[int] = ()) -> None:
        """Writes a row of cells.

        Args:
            cells: The cells, blank ones included; each is made of pieces in the order of reading.
            number: The number of the line to be.
            origin: The numbers of the first and the last line that the pieces stand on.
            doubted: Indices of cells that may hold what belongs to others.
        """
        start = self._at
        self._write(_BORDER)
        for order, cell in enumerate(cells):
            self._cell(cell, doubted=order in doubted)
            self._write(_BORDER)
        self._end_line(start, number, origin)

    def _cell(self, pieces: Sequence[Piece], *, doubted: bool) -> None:
        begin = self._at
        for piece in pieces:
            if self._at > begin and _are_words(self._line[-1], piece.text):
                self._write(" ")
            self._copy(piece.text, piece.start)
        if doubted and pieces:
            self._doubted.append((begin, self._at))

    def finish(self) -> RearrangedCells:
        """The maker of Cells of the text with what was written behind it."""
        text = "\n".join((self._normal.text, *(line.text for line in self.lines), ""))
        stretches = (self._limit - 1, tuple(self._begins), tuple(self._ends), tuple(self._sources))
        offsets = RearrangedMap(len(text), (), (), (), None, self._normal.offsets, *stretches)
        normal = NormalText(text, self._normal.source, offsets, self._normal.diagnostics)
        return RearrangedCells(normal, self._doubted)

    def _copy(self, text: str, start: int) -> None:
        self._begins.append(self._at)
        self._sources.append(start)
        self._write(text)
        self._ends.append(self._at)

    def _write(self, text: str) -> None:
        self._line.append(text)
        self._at += len(text)

    def _end_line(self, start: int, number: int, origin: Range) -> None:
        self.lines.append(Line(number, start, self._at, "".join(self._line)))
        self.origins.append(origin)
        self._line = []
        self._at += 1


class Numbers:
    """Numbers for written lines: rows of a table follow each other, other lines stand as far apart as printed."""

    def __init__(self, above: int) -> None:
        self._number = above
        self._page = 0
        self._last = above

    def next(self, first: int, last: int, page: int, *, row: bool) -> int:
        """The number of the next line.

        Args:
            first: The number of the first printed line that it is made from.
            last: The number of the last one.
            page: The page on which they stand.
            row: It is a row of a table.
        """
        step = first - self._last
        near = step <= _BETWEEN_ROWS or (row and page != self._page)
        self._number += 1 if near else step
        self._last, self._page = last, page
        return self._number


def _are_words(before: str, behind: str) -> bool:
    """Whether a line of a cell ends, and the next begins, with a letter of a narrow script: words, no torn number."""
    last, first = before[-1], behind[0]
    return last < _FIRST_WIDE and first < _FIRST_WIDE and last.isalpha() and first.isalpha()
