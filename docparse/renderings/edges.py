"""Where a fragment stands on its line, in character cells: what text that keeps the page's alignment is read by.

Some extractors count a Chinese character as one cell, some as two; both are given.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple


class Edge(NamedTuple):
    """The character cells that a fragment takes on its line."""

    left: int
    right: int

    @property
    def middle(self) -> float:
        """The cell in the middle of the fragment."""
        return (self.left + self.right) / 2


Edges = tuple[Edge, Edge]


def edges_of(text: str, start: int, end: int) -> Edges:
    """The cells of a part of a line, with Chinese characters one cell wide and two cells wide."""
    left = _width(text[:start])
    return Edge(start, end), Edge(left, left + _width(text[start:end]))


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    widths = list(map(unicodedata.east_asian_width, text))
    return len(text) + widths.count("W") + widths.count("F")
