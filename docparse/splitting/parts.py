"""Cuts a source where its documents begin; every character of it is in one part."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.parts import DocumentPart
from docparse.patterns import pattern
from docparse.segmenting.lines import split_lines
from docparse.splitting.beginnings import find_beginnings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.vocabulary import Vocabulary
    from docparse.reading import NormalText
    from docparse.segmenting.lines import Line
    from docparse.splitting.beginnings import Beginning

# Tags and white space before the first word of a document are looked at no farther back.
_LONGEST_MARGIN = 1000
_TAG = pattern(r"<[^<>]*>")


def split_text(normal: NormalText, *, vocabulary: Vocabulary) -> tuple[DocumentPart, ...]:
    """The documents of a text, in order."""
    lines = lines_of_pages(normal)
    beginnings = find_beginnings(lines, vocabulary=vocabulary)
    source = normal.source.text
    starts = [0, *(place(normal, lines[beginning.first]) for beginning in beginnings[1:]), len(source)]
    return tuple(
        DocumentPart(number, start, end, source[start:end], _title(lines, beginning))
        for number, (beginning, (start, end)) in enumerate(zip(beginnings, pairwise(starts), strict=True), 1)
    )


def lines_of_pages(normal: NormalText, lines: Sequence[Line] = ()) -> Sequence[Line]:
    """The lines of a text, a new one where a page begins; ``lines`` are those that it has been cut into before."""
    return lines if lines and "\f" not in normal.text else split_lines(normal.text.replace("\f", "\n"))


def place(normal: NormalText, line: Line) -> int:
    """Where a line of the normalised text begins in the source, markup before its first word included."""
    spans = normal.spans(line.start, line.end)
    source, start = normal.source.text, spans[0][0] if spans else 0
    margin = max(start - _LONGEST_MARGIN, 0)
    begun = max(source.rfind("\n", margin, start), source.rfind("\f", margin, start)) + 1
    return begun if begun and not _TAG.sub("", source[begun:start]).strip() else start


def _title(lines: Sequence[Line], beginning: Beginning) -> str | None:
    if beginning.title is None:
        return None
    first, last = beginning.title
    return " ".join(" ".join(line.text.split()) for line in lines[first : last + 1]).strip("#*| ") or None
