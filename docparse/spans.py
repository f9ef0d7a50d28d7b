"""Places in the source, and the map that leads from normalised text back to them.

A span counts Unicode code points of the decoded source. Every recovered value carries spans, so every change that
normalising makes to the text is recorded here while it is made; nothing is reconstructed afterwards.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

Span = tuple[int, int]
"""Half-open range of code points of the decoded source."""

Spans = tuple[Span, ...]
"""Several ranges of one thing, in source order, not touching each other."""

BRIDGED = 0
"""Gap flag: the removed characters stay inside a span that reaches across them (the space in ``12, 936``)."""
DROPPED = 1
"""Gap flag: the removed characters are no part of what is printed; a span is cut in two around them (``<b>``)."""
REPAIRED = 2
"""Gap flag: damaged characters were mended here, so that a value read across this place counts as repaired."""


class Edit(NamedTuple):
    """One change to a text: the characters ``start`` to ``end`` give way to ``text``, one character at most."""

    start: int
    end: int
    text: str = ""
    flags: int = BRIDGED


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads from ranges of a changed text back to ranges of the text it was made from.

    The changed text is a row of segments. A segment is either copied (as long as its source) or one character that
    stands for a source stretch of another length. A map without segments is the identity.

    Attributes:
        length: Length of the changed text.
        starts: Where each segment begins in the changed text, ascending.
        sources: The source range of each segment, in the same order.
        flags: What lies between each segment and the one before it (``DROPPED``, ``REPAIRED``, both or neither).
        earlier: The map of the changes made before these, whose result is the source of these.
    """

    length: int
    starts: tuple[int, ...] = ()
    sources: Spans = ()
    flags: tuple[int, ...] = ()
    earlier: "OffsetMap | None" = None

    @classmethod
    def from_edits(cls, length: int, edits: Iterable[Edit]) -> "OffsetMap":
        """The map of a text of ``length`` characters after ``edits``, which ascend and do not overlap.

        Raises:
            ValueError: Edits overlap, are out of order, leave the text, or insert more than one character.
        """
        starts: list[int] = []
        sources: list[Span] = []
        flags: list[int] = []
        position = size = gap = 0
        for start, end, text, flag in edits:
            if not position <= start < end <= length or len(text) > 1:
                problem = f"edit of {start} to {end} does not fit after position {position} of {length}"
                raise ValueError(problem)
            if start > position:
                starts.append(size)
                sources.append((position, start))
                flags.append(gap)
                size += start - position
                gap = BRIDGED
            gap |= flag
            if text:
                starts.append(size)
                sources.append((start, end))
                flags.append(gap)
                size += 1
                gap = flag & REPAIRED
            position = end
        if not starts and position == 0:
            return cls(length)
        if position < length:
            starts.append(size)
            sources.append((position, length))
            flags.append(gap)
        return cls(size + length - position, tuple(starts), tuple(sources), tuple(flags))

    def followed_by(self, later: "OffsetMap") -> "OffsetMap":
        """The map of two rounds of changes: this one first, then ``later``, made to this one's result."""
        if later.is_identity:
            return self
        return later if self.is_identity else replace(later, earlier=self)

    @property
    def is_identity(self) -> bool:
        """Whether every place leads to itself."""
        return self.earlier is None and not self.starts

    def back(self, start: int, end: int) -> Spans:
        """The source spans of the characters ``start`` to ``end`` of the changed text.

        Touching spans are merged, an empty range gives none. Removed characters are inside a span only where they
        were bridged and both neighbours are asked for.
        """
        if not self.starts and 0 <= start < end <= self.length:
            spans: Spans = ((start, end),)  # nothing was changed in this round, as in most texts
        else:
            spans = self._step_back(start, end)
        return spans if self.earlier is None else self.earlier.back_all(spans)

    def back_all(self, ranges: Sequence[Span]) -> Spans:
        """The source spans of several ranges, in their order; those that touch are merged."""
        if len(ranges) == 1:
            return self.back(*ranges[0])
        merged: list[Span] = []
        for low, high in ranges:
            for span in self.back(low, high):
                if merged and merged[-1][1] == span[0]:
                    span = (merged.pop()[0], span[1])
                merged.append(span)
        return tuple(merged)

    def envelope(self, start: int, end: int) -> Span | None:
        """The one source range from the first to the last of these characters, removed ones between them included."""
        spans = self.back(start, end)
        return (spans[0][0], spans[-1][1]) if spans else None

    def repaired(self, start: int, end: int) -> bool:
        """Whether damaged characters were mended strictly inside this range."""
        first, last = bisect_right(self.starts, start), bisect_left(self.starts, end)
        if first < last and any(flag & REPAIRED for flag in self.flags[first:last]):
            return True
        if self.earlier is None:
            return False
        spans = self._step_back(start, end)
        return bool(spans) and self.earlier.repaired(spans[0][0], spans[-1][1])

    def _step_back(self, start: int, end: int) -> Spans:
        """As ``back``, for the changes of this round only."""
        starts, length = self.starts, self.length
        if start < 0 or end > length:
            start, end = max(start, 0), min(end, length)
        if start >= end:
            return ()
        if not starts:
            return ((start, end),)
        first = bisect_right(starts, start) - 1
        last = first + 1
        if last == len(starts) or end <= starts[last]:
            low, high = self.sources[first]
            begin = starts[first]
            if high - low == (starts[last] if last < len(starts) else length) - begin:
                low += start - begin
                return ((low, low + end - start),)
            return ((low, high),)
        last = bisect_left(starts, end, last)
        spans = [self._part(first, start, end)]
        for index in range(first + 1, last):
            low, high = self._part(index, start, end)
            if spans[-1][1] == low or not self.flags[index] & DROPPED:
                low = spans.pop()[0]
            spans.append((low, high))
        return tuple(spans)

    def _part(self, index: int, start: int, end: int) -> Span:
        """What of the source of one segment belongs to ``start`` to ``end``; all of it where it stands as one."""
        low, high = self.sources[index]
        starts = self.starts
        first = starts[index]
        last = starts[index + 1] if index + 1 < len(starts) else self.length
        if high - low != last - first:
            return low, high
        return low + start - first if start > first else low, high + end - last if end < last else high


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text after ``edits``, which ascend and do not overlap."""
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces.append(text[position : edit.start])
        pieces.append(edit.text)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)
