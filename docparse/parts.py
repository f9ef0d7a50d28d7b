"""One of the documents that a text holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A stretch of a text that is one document.

    The parts of a text stand in its order, do not overlap and cover all of it.

    Attributes:
        number: 1 for the first document of the text, 2 for the next.
        start: Where it begins, in code points of the text.
        end: Where it ends, exclusive.
        text: Its characters as they stand in the text; what ``docparse.parse`` takes. Spans of its report count from
            ``start``.
        title: What the document prints at its head as its name, lines joined by a blank; None where it prints none.
    """

    number: int
    start: int
    end: int
    text: str
    title: str | None = None
