"""Where pages begin in text that lost its form feeds: at the titles of tables, and behind page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.segmenting.lines import PAGE_NUMBER, VALUE, Line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_FORM_FEED = "\f"


def with_page_starts(lines: Sequence[Line], titles: Collection[int]) -> Sequence[Line]:
    """The lines, those with which pages begin marked by a form feed; as they are where some have one.

    The mark takes the place of the line end before the line, so that places in the text stay as they are. An extractor
    that prints boxes may print the number of a page before its last values: these are no page.

    Args:
        lines: All lines of a document.
        titles: Indices of the titles of tables.
    """
    if any(_FORM_FEED in line.text for line in lines):
        return lines
    starts = {at for at in range(1, len(lines)) if at in titles or _is_numbered(lines[at - 1], lines[at])}
    return [
        Line(line.number, line.start - 1, line.end, _FORM_FEED + line.text) if at in starts else line
        for at, line in enumerate(lines)
    ]


def _is_numbered(above: Line, line: Line) -> bool:
    """Whether a page ends with its number and another one begins."""
    return PAGE_NUMBER.match(above.text) is not None and not all(VALUE.fullmatch(word) for word in line.text.split())
