"""In how many pieces a label stands in a header, and how good that is as evidence for it.

Headers arrive wrapped and interleaved. What an extractor leaves together is a piece: a run of characters without
white space or a border. A label is a piece or a part of one, or it begins at one and goes on in the next, or it is
wrapped: where the page's alignment is kept, its pieces stand below each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.patterns import pattern
from docparse.renderings.edges import edges_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.grammars.labels import FormLabels
    from docparse.renderings.edges import Edges
    from docparse.segmenting.lines import Line

# What it costs to read a label: nothing for one in one piece or wrapped into whole ones, more where its characters only
# follow each other with others between them, most where they are there in any order.
BROKEN_WEIGHT = 0.5
SCATTERED_WEIGHT = 1.5
_PIECE = pattern(r"[^\s|*#]+")
_WIDE_GAP = "   "
# A header has no more pieces than this; what has more is none, and is not searched for wrapped labels.
MOST_PIECES = 600


class Piece(NamedTuple):
    """A folded run of characters, where it begins among the header's characters, its line there, and its cells.

    Cells are given only where the header keeps the page's alignment.
    """

    text: str
    at: int
    line: int
    edges: Edges | None


def pieces_on(line: Line, number: int, at: int, *, aligned: bool) -> Iterator[Piece]:
    """The pieces of the ``number``-th line, the first of which begins at character ``at`` of the header."""
    for found in _PIECE.finditer(line.text):
        text = fold(found[0])
        if text:
            edges = edges_of(line.text, found.start(), found.end()) if aligned else None
            yield Piece(text, at, number, edges)
            at += len(text)


def is_aligned(lines: Sequence[Line]) -> bool:
    """Whether the lines keep the page's alignment, so that pieces of one label stand below each other."""
    return any(_WIDE_GAP in line.text for line in lines)


class TornLabels(dict[str, float]):
    """What it costs to read each label of a form out of a header, by how torn it stands there; found out when asked.

    Labels are folded. ``leaves`` are the labels of single columns, which continue no other label.
    """

    def __init__(self, folded: str, pieces: Sequence[Piece], labels: FormLabels) -> None:
        """Takes the characters of the header, and its pieces, of which stub labels are no part of other labels."""
        super().__init__()
        self.folded = folded
        searched = pieces if len(pieces) <= MOST_PIECES else ()
        self.pieces = [piece for piece in searched if piece.text not in labels.stub_texts]
        self.leaves = labels.leaves
        self.all_leaves = "\n".join(sorted(labels.leaves))
        self.whole = "\n".join(piece.text for piece in pieces)
        self.by_first: dict[str, list[Piece]] = {}
        for piece in self.pieces:
            self.by_first.setdefault(piece.text[0], []).append(piece)

    def __missing__(self, label: str) -> float:
        """The cost of a label that nobody asked for yet."""
        cost = self[label] = self._cost(label)
        return cost

    def _cost(self, label: str) -> float:
        if label in self.whole:
            return 0.0
        if any(character not in self.folded for character in label):
            return SCATTERED_WEIGHT
        # The tail of one piece and the next are no label: it begins where a piece does.
        if label in self.folded and any(self.folded.startswith(label, piece.at) for piece in self.pieces):
            return 0.0
        if any(self._is_wrapped(label, first) for first in self.by_first.get(label[0], ())):
            return 0.0
        return BROKEN_WEIGHT if _in_order(label, self.folded) else SCATTERED_WEIGHT

    def _is_wrapped(self, label: str, first: Piece) -> bool:
        """Whether a piece and whole ones on lines below make up a label; aligned ones stand below the first."""
        read, above = len(first.text), first
        found: Piece | None = first if label.startswith(first.text) else None
        while found is not None and read < len(label):
            below = (piece for piece in self.by_first.get(label[read], ()) if piece.line > above.line)
            found = next((piece for piece in below if self._goes_on(label, read, first, piece)), None)
            if found is None or self._is_wanted(found, above):
                return False
            read, above = read + len(found.text), found
        return found is not None

    def _goes_on(self, label: str, read: int, first: Piece, piece: Piece) -> bool:
        return label.startswith(piece.text, read) and piece.text not in self.leaves and _overlap(first, piece)

    def _is_wanted(self, piece: Piece, above: Piece) -> bool:
        """Whether a piece rather goes on another label, and there are not enough pieces like it for both.

        The other label ends right before it; or else it begins on a line with fewer whole labels, for one that is
        wrapped stands above and below the line of those that are not; or on one with as many, and nearer to the piece.
        """
        rivals = [
            other
            for other in self.pieces
            if other.text + piece.text in self.all_leaves and other.at != above.at and _overlap(other, piece)
        ]
        if sum(other.text == piece.text for other in self.pieces) > len(rivals):
            return False
        owner = min((above, *rivals), key=lambda other: self._distance(other, piece))
        return owner is not above

    def _distance(self, other: Piece, piece: Piece) -> tuple[int, int]:
        """How far a label that begins with one piece is from another that may go on it; the least is the nearest."""
        between = piece.at - other.at - len(other.text)
        if between < 0:
            return len(self.pieces) + 1, 0
        return self._labels_beside(other) if between else -1, between

    def _labels_beside(self, piece: Piece) -> int:
        """How many whole labels stand on the line of a piece."""
        return sum(other.line == piece.line and other.text in self.leaves for other in self.pieces)


def _overlap(one: Piece, other: Piece) -> bool:
    """Whether two pieces share a cell, with Chinese characters counted as one or two; true where no cells are known."""
    if one.edges is None or other.edges is None:
        return True
    both = zip(one.edges, other.edges, strict=True)
    return any(ours.left < theirs.right and theirs.left < ours.right for ours, theirs in both)


def _in_order(label: str, text: str) -> bool:
    """Whether the characters of a label follow each other in a text, with others between them."""
    at = -1
    for character in label:
        at = text.find(character, at + 1)
        if at < 0:
            return False
    return True
