"""In how many pieces a label stands in a header, and how good that is as evidence for it.

Headers arrive wrapped and interleaved. What an extractor leaves together is a piece: a run of characters without
white space or a border. A label is a piece or a part of one, or it begins at one and goes on in the next, or it is
wrapped: where the page's alignment is kept, its pieces stand below each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.renderings.edges import edges_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.renderings.edges import Edges
    from docparse.segmenting.lines import Line

# What it costs to read a label: nothing for one in one piece or wrapped into whole ones, more where its characters only
# follow each other with others between them, most where they are there in any order.
BROKEN_WEIGHT = 0.5
SCATTERED_WEIGHT = 1.5
_PIECE = re.compile(r"[^\s|*#]+")
_WIDE_GAP = "   "


class Piece(NamedTuple):
    """A folded run of characters, where it begins among the header's characters, its line, and its cells there.

    Cells are given only where the header keeps the page's alignment.
    """

    text: str
    at: int
    line: int
    edges: Edges | None


def pieces_on(line: Line, at: int, *, aligned: bool) -> Iterator[Piece]:
    """The pieces of a line, the first of which begins at character ``at`` of the header."""
    for found in _PIECE.finditer(line.text):
        text = fold(found[0])
        if text:
            edges = edges_of(line.text, found.start(), found.end()) if aligned else None
            yield Piece(text, at, line.number, edges)
            at += len(text)


def is_aligned(lines: Sequence[Line]) -> bool:
    """Whether the lines keep the page's alignment, so that pieces of one label stand below each other."""
    return any(_WIDE_GAP in line.text for line in lines)


def torn_label(label: str, folded: str, pieces: Sequence[Piece], *, leaves: frozenset[str]) -> float:
    """What it costs to read a label out of a header, by how torn it stands there.

    Args:
        label: the folded label.
        folded: the characters of the header.
        pieces: its pieces, those of stub labels left out.
        leaves: the labels of single columns, which continue no other label.
    """
    if any(label in piece.text for piece in pieces):
        return 0.0
    if any(character not in folded for character in label):
        return SCATTERED_WEIGHT
    # The tail of one piece and the next are no label: it begins where a piece does.
    if any(folded.startswith(label, piece.at) for piece in pieces) or _is_stacked(label, pieces, leaves):
        return 0.0
    return BROKEN_WEIGHT if _in_order(label, folded) else SCATTERED_WEIGHT


def _is_stacked(label: str, pieces: Sequence[Piece], leaves: frozenset[str]) -> bool:
    """Whether whole pieces make up a label: where the page's alignment is kept, pieces that stand below each other."""
    parts = [piece for piece in pieces if piece.text in label]
    below = [piece for piece in parts if piece.text not in leaves]
    for first in parts:
        read, above = (len(first.text), first) if label.startswith(first.text) else (0, first)
        for piece in below if read else ():
            if piece.line > above.line and label.startswith(piece.text, read) and _overlap(first, piece):
                if _is_wanted(piece, above, pieces, leaves):
                    break
                read, above = read + len(piece.text), piece
        if read == len(label):
            return True
    return False


def _is_wanted(piece: Piece, above: Piece, pieces: Sequence[Piece], leaves: frozenset[str]) -> bool:
    """Whether a piece rather goes on another label, and there are not enough pieces like it for both.

    The other label begins nearer to it, or on a line with fewer whole labels: a label that is wrapped stands above and
    below the line of those that are not.
    """
    rivals = [
        other
        for other in pieces
        if other.at != above.at and _overlap(other, piece) and any(other.text + piece.text in leaf for leaf in leaves)
    ]
    if sum(other.text == piece.text for other in pieces) > len(rivals):
        return False
    return any(
        above.at < other.at < piece.at or _labels_beside(other, pieces, leaves) < _labels_beside(above, pieces, leaves)
        for other in rivals
    )


def _labels_beside(piece: Piece, pieces: Sequence[Piece], leaves: frozenset[str]) -> int:
    """How many whole labels stand on the line of a piece."""
    return sum(other.line == piece.line and other.text in leaves for other in pieces)


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
