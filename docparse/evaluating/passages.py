"""Passages: fragments read as one text, with the way back to where each character stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import is_mark, read_amount
from docparse.evaluating.fragments import Fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.assembling.cells import CellMaker, Tree

Range = tuple[int, int]


def ranges_of(fragments: Sequence[Fragment]) -> tuple[Range, ...]:
    """The ranges of fragments of one cell; what blanks part on one line is one range.

    >>> words = (Fragment("云溪", 0, 2, "first", 0), Fragment("县", 3, 4, "space", 0), Fragment("局", 5, 6, "line", 1))
    >>> ranges_of(words)
    ((0, 4), (5, 6))
    """
    if len(fragments) == 1:
        ((_, start, end, *_),) = fragments
        return ((start, end),)
    merged: list[Range] = []
    before = None
    for _, start, end, gap, line, _, _ in fragments:
        if merged and gap in ("space", "wide") and line == before and start >= merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
        before = line
    return tuple(merged)


class Passage(NamedTuple):
    """The characters of some fragments without white space.

    Attributes:
        text: The characters.
        words: Where each of the words that white space parts begins in them.
        places: Where each of these words begins in the normalised text.
    """

    text: str
    words: tuple[int, ...]
    places: tuple[int, ...]

    def ranges(self, start: int, end: int) -> tuple[Range, ...]:
        """The ranges of the characters ``start`` to ``end``; those of words that touch are one."""
        if start >= end:
            return ()
        merged: list[Range] = []
        for begin, stop, place in zip(self.words, (*self.words[1:], len(self.text)), self.places, strict=True):
            low, high = max(start, begin), min(end, stop)
            if low < high:
                low, high = place + low - begin, place + high - begin
                if merged and merged[-1][1] == low:
                    low = merged.pop()[0]
                merged.append((low, high))
        return tuple(merged)


def passage_of(fragments: Iterable[Fragment]) -> Passage:
    """The passage that fragments make."""
    words: list[str] = []
    begins: list[int] = []
    places: list[int] = []
    size = 0
    for fragment in fragments:
        text, start = fragment.text, fragment.start
        begin = 0
        for word in text.split():
            begin = text.index(word, begin)
            words.append(word)
            begins.append(size)
            places.append(start + begin)
            size += len(word)
            begin += len(word)
    return Passage("".join(words), tuple(begins), tuple(places))


class FormCells:
    """Makes the Cells of one form and remembers which characters they took.

    Attributes:
        cells: The maker of Cells of the document.
        taken: Ranges that belong to a field.
        furniture: Ranges of labels, headers, page numbers: what a form prints around its fields.
    """

    def __init__(self, cells: CellMaker) -> None:
        self.cells = cells
        self.taken: list[Range] = []
        self.furniture: list[Range] = []

    def text(self, ranges: Sequence[Range], *, value: str | None = None, status: str = "read") -> Tree | None:
        """A Cell of text; of a mark for no value where it is nothing else; None where there is no character."""
        self.taken += ranges
        cell = self.cells.text(ranges, value=value, status=status)
        if cell is not None:
            raw = cell["raw"]
            # Nearly every text begins or ends with a letter or digit, and no mark does.
            if not (raw[-1:].isalnum() or raw[:1].isalnum()) and is_mark(raw.strip()):
                cell |= {"value": None, "status": "not_applicable"}
        return cell

    def words(self, fragments: Sequence[Fragment], *, status: str = "read") -> Tree | None:
        """A Cell of the text of fragments."""
        return self.text(ranges_of(fragments), status=status)

    def number(self, fragment: Fragment) -> Tree | None:
        """A Cell of an amount, a rate without its percent sign or a mark for no value; of the text where it is none."""
        text, start, end = fragment.text, fragment.start, fragment.end
        self.taken.append((start, end))
        if text.endswith("%") and (read := read_amount(text[:-1])):
            return self.cells.text([(start, end)], value=read.value)
        return self.cells.number(text, start, end) or self.cells.text([(start, end)])

    def label(self, fragments: Iterable[Fragment]) -> None:
        """Takes fragments as labels: furniture of the form."""
        self.furniture += [(fragment.start, fragment.end) for fragment in fragments]
