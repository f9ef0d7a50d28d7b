"""How much stretches of a text say, and whom they name."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from docparse.segmenting.lines import AMOUNT, LEADER, LONGEST_LINE, SENTENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

# So many bodies are looked for in one text; one with more titles is a list.
MOST_LOOKED_FOR = 500
# A line of contents ends with its leader and page number.
_END = 200


class Substance:
    """Tells the lines that hold sentences or amounts; titles and entries of contents hold none.

    A line is looked at when it is first asked for: most questions end at the first line that says something.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._known: dict[int, bool] = {}

    def between(self, start: int, end: int) -> bool:
        """Whether any of the lines ``start`` to ``end`` (exclusive) says something."""
        return any(map(self._says, range(start, end)))

    def reaches(self, fewest: int, start: int, end: int) -> bool:
        """Whether at least so many of the lines ``start`` to ``end`` (exclusive) say something."""
        return end - start >= fewest and self._sums[end] - self._sums[start] >= fewest

    def _says(self, at: int) -> bool:
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = _says_something(self._lines[at])
        return known

    @cached_property
    def _sums(self) -> list[int]:
        return [0, *accumulate(map(self._says, range(len(self._lines))))]


class Printed:
    """The characters of a text without white space, so that a name is found across the ends of lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._text: str | None = None
        self._starts: list[int] = []
        self._looked_for = 0

    def names(self, body: str, start: int, end: int) -> bool:
        """Whether the lines ``start`` to ``end`` (exclusive) print a name; True where too many were asked for."""
        self._looked_for += 1
        if self._looked_for > MOST_LOOKED_FOR:
            return True
        if self._text is None:
            pieces = ["".join(line.text.split()) for line in self._lines]
            self._starts = [0, *accumulate(map(len, pieces))]
            self._text = "".join(pieces)
        return self._text.find(body, self._starts[start], self._starts[end]) >= 0


def _says_something(line: Line) -> bool:
    text = line.text[:LONGEST_LINE]
    return bool(SENTENCE.search(text) or AMOUNT.search(text)) and not LEADER.search(text[-_END:])
