"""Passages: fragments read as one text, with the way back to where each character stands."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import is_mark, read_amount
from docparse.evaluating.fragments import Fragment
from docparse.renderings import Atom

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
        return ((fragments[0].start, fragments[0].end),)
    merged: list[Range] = []
    line = None
    for fragment in fragments:
        if merged and fragment.gap in ("space", "wide") and fragment.line == line and fragment.start >= merged[-1][1]:
            merged[-1] = (merged[-1][0], fragment.end)
        else:
            merged.append((fragment.start, fragment.end))
        line = fragment.line
    return tuple(merged)


class Passage(NamedTuple):
    """The characters of some fragments without white space.

    Attributes:
        text: The characters.
        places: Where each stands in the normalised text.
    """

    text: str
    places: tuple[int, ...]

    def ranges(self, start: int, end: int) -> tuple[Range, ...]:
        """The ranges of the characters ``start`` to ``end``."""
        places = self.places[start:end]
        if not places:
            return ()
        merged = [(places[0], places[0] + 1)]
        for before, place in pairwise(places):
            if place == before + 1:
                merged[-1] = (merged[-1][0], place + 1)
            else:
                merged.append((place, place + 1))
        return tuple(merged)


def passage_of(fragments: Iterable[Fragment]) -> Passage:
    """The passage that fragments make."""
    words: list[str] = []
    places: list[int] = []
    for fragment in fragments:
        text = fragment.text
        begin = 0
        for word in text.split():
            begin = text.index(word, begin)
            words.append(word)
            places += range(fragment.start + begin, fragment.start + begin + len(word))
            begin += len(word)
    return Passage("".join(words), tuple(places))


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
        if cell is not None and not cell["raw"][-1:].isalnum() and is_mark(cell["raw"].strip()):
            cell |= {"value": None, "status": "not_applicable"}
        return cell

    def words(self, fragments: Sequence[Fragment], *, status: str = "read") -> Tree | None:
        """A Cell of the text of fragments."""
        return self.text(ranges_of(fragments), status=status)

    def number(self, fragment: Fragment) -> Tree | None:
        """A Cell of an amount, a rate without its percent sign or a mark for no value; of the text where it is none."""
        self.taken.append((fragment.start, fragment.end))
        text = fragment.text
        if text.endswith("%") and (read := read_amount(text[:-1])):
            return self.cells.text([(fragment.start, fragment.end)], value=read.value)
        atom = Atom("V", text, fragment.start, fragment.end)
        return self.cells.amount(atom) or self.cells.text([(fragment.start, fragment.end)])

    def label(self, fragments: Iterable[Fragment]) -> None:
        """Takes fragments as labels: furniture of the form."""
        self.furniture += [(fragment.start, fragment.end) for fragment in fragments]
