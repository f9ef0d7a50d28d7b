"""Lines of the source with some of their characters marked, as a person can read them on any screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.cli.terminal import display_width, escape_controls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.schema import Report

# How many characters before and after the marked ones are shown of a long line.
_BEFORE = 70
_AFTER = 50
_CUT = "…"
_TAB = "⇥"
_MARK = "^"


class Place(NamedTuple):
    """The part of a span that stands on one line.

    Attributes:
        line: Counted from 1.
        column: Where it begins on the line, counted from 1 in characters.
        end_column: The column after its last character.
        text: The whole line, without its end.
    """

    line: int
    column: int
    end_column: int
    text: str

    @property
    def marked(self) -> str:
        """The characters themselves."""
        return self.text[self.column - 1 : self.end_column - 1]


def places_of(report: Report, text: str, spans: Sequence[tuple[int, int]]) -> tuple[Place, ...]:
    """Where spans stand, line by line in their order."""
    places = []
    for start, end in spans:
        at = start
        while at < end:
            found = report.locate((at, at))
            line_start = at - found.column + 1
            line_end = _line_end(text, at)
            stop = min(end, line_end)
            if stop > at:
                column = found.column
                places.append(Place(found.line, column, column + stop - at, text[line_start:line_end]))
            at = max(stop, _next_line(text, line_end))
    return tuple(places)


def shown_lines(places: Sequence[Place]) -> list[tuple[str, str]]:
    """Each line once, with its number, and under it the marks."""
    rows: list[tuple[str, str]] = []
    by_line: dict[int, list[Place]] = {}
    for place in places:
        by_line.setdefault(place.line, []).append(place)
    for number, marked in sorted(by_line.items()):
        text = marked[0].text
        first = max(0, min(place.column for place in marked) - 1 - _BEFORE)
        last = min(len(text), max(place.end_column for place in marked) - 1 + _AFTER)
        left, right = _CUT if first else "", _CUT if last < len(text) else ""
        printed, marks = left, " " * len(left)
        for offset in range(first, last):
            shown = _shown(text[offset])
            inside = any(place.column <= offset + 1 < place.end_column for place in marked)
            printed += shown
            marks += (_MARK if inside else " ") * display_width(shown)
        rows += [(str(number), printed + right), ("", marks.rstrip())]
    return rows


def _shown(character: str) -> str:
    return _TAB if character == "\t" else escape_controls(character)


def _line_end(text: str, at: int) -> int:
    feed = text.find("\n", at)
    feed = len(text) if feed < 0 else feed
    carriage = text.find("\r", at, feed)
    return feed if carriage < 0 else carriage


def _next_line(text: str, line_end: int) -> int:
    return line_end + (2 if text[line_end : line_end + 2] == "\r\n" else 1)
