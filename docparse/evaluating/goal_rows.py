"""Goals of aligned forms whose labels and texts stand cell beside cell in one row: where the row begins and ends."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.evaluating.header_bands import key_of
from docparse.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.printed import Piece, PrintedLine

# No line of a text is shorter.
_SHORTEST_TEXT = 6


def goal_row(lines: Sequence[PrintedLine]) -> range:
    """The lines of the goals where each text stands behind its label; none where they have a header.

    The labels stand in the middle of their row: lines above and below hold nothing but more of the texts.
    """
    at = next((index for index, line in enumerate(lines) if _texts(line)), None)
    if at is None:
        return range(0)
    texts = _texts(lines[at])
    first, last = at, at
    while first and _goes_on(lines[first - 1], lines[first], texts):
        first -= 1
    while last + 1 < len(lines) and _goes_on(lines[last + 1], lines[last], texts):
        last += 1
    return range(first, last + 1)


def _texts(line: PrintedLine) -> tuple[Piece, ...]:
    """The two texts of a line, each behind its label; none where it is no row of goals."""
    pieces = line.pieces
    keys = [key_of("goals", fold(piece.text)) for piece in pieces]
    found = [
        (key, behind)
        for key, (_, behind), following in zip(keys, pairwise(pieces), keys[1:], strict=False)
        if key in ("expected", "actual") and not following and len(behind.text) >= _SHORTEST_TEXT
    ]
    return tuple(text for _, text in found) if [key for key, _ in found] == ["expected", "actual"] else ()


def _goes_on(line: PrintedLine, beside: PrintedLine, texts: Sequence[Piece]) -> bool:
    """Whether a line holds only pieces that stand below or above the texts."""
    return (
        line.page == beside.page
        and abs(line.number - beside.number) == 1
        and all(any(piece.left >= text.left - 1 and piece.left < text.right for text in texts) for piece in line.pieces)
    )
