"""From an offset in the source text to a line and column, as editors count them."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from docparse.patterns import pattern
from docparse.schema.errors import SourceTextMissingError, SpanOutsideSourceError
from docparse.spans import Span

_LINE_END = pattern(r"\r\n|\n|\r")


class Location(NamedTuple):
    """Where a span stands: 1-based lines and columns, columns in code points.

    The end is half-open like the span: the position right after its last character, so that
    `end_column - column` is the length of a span that stays on its line.
    """

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(slots=True)
class SourceLines:
    r"""The source text of a report and where its lines start.

    Lines end at ``\n``, ``\r\n`` and a lone ``\r`` (part of the line they end); a form feed is an
    ordinary character. The starts are found at the first question and kept. Nothing here
    takes part in comparing two reports.

    >>> SourceLines("ab\r\ncd").locate((1, 5))
    Location(line=1, column=2, end_line=2, end_column=2)
    >>> SourceLines("").locate((0, 0))
    Location(line=1, column=1, end_line=1, end_column=1)
    """

    text: str | None = field(default=None, compare=False, repr=False)
    _starts: list[int] | None = field(default=None, init=False, compare=False, repr=False)

    def locate(self, span: Span) -> Location:
        """The place of a span.

        Raises:
            SourceTextMissingError: there is no text.
            SpanOutsideSourceError: the span reaches outside the text, or ends before it starts.
        """
        if self.text is None:
            raise SourceTextMissingError
        start, end = span
        if not 0 <= start <= end <= len(self.text):
            raise SpanOutsideSourceError((start, end), len(self.text))
        starts = self._starts
        if starts is None:
            # Two threads may both get here; they find the same starts.
            starts = self._starts = [0, *(found.end() for found in _LINE_END.finditer(self.text))]
        return Location(*_position(starts, start), *_position(starts, end))


def _position(starts: list[int], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
