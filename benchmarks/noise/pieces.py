"""A damaged text that knows of each character of the unchanged one what became of it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.mutations.edits import Edit

    Span = tuple[int, int]

# What ends a cell, besides white space.
_BORDERS = "|"


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of the unchanged text, and what stands for it.

    Attributes:
        start: in the unchanged text.
        end: likewise; an insertion has no length.
        at: where its characters stand in the damaged text.
        instead: these characters; None where they are the unchanged ones.
    """

    start: int
    end: int
    at: int
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Noisy:
    """A damaged text.

    Attributes:
        before: the unchanged text.
        text: the damaged one.
        pieces: in the order of the unchanged text, which they cover.
        changes: how many places were damaged.
    """

    before: str
    text: str
    pieces: tuple[Piece, ...]
    changes: int

    def printed(self, span: Span) -> str:
        """What stands now where a range of the unchanged text stood; "" where it is gone."""
        return "".join(self._part(piece, span) for piece in self._over(span))

    def touched(self, span: Span) -> bool:
        """Whether a character of a range is another now, or the blank or border beside it is gone."""
        return any(piece.instead is not None for piece in self._over(span)) or self._glued(span)

    def run(self, span: Span) -> str:
        """The characters between blanks or borders in which a range stands now; "" where it is gone."""
        place = self._place(span)
        if place is None:
            return ""
        start, end = place
        while start and not _ends_cell(self.text, start - 1):
            start -= 1
        while end < len(self.text) and not _ends_cell(self.text, end):
            end += 1
        return self.text[start:end]

    def origin(self, span: Span) -> Span | None:
        """Where the characters of a range of the damaged text stood; None where one of them did not."""
        for piece in self.pieces:
            start = piece.start + span[0] - piece.at
            if piece.instead is None and piece.at <= span[0] and start + span[1] - span[0] <= piece.end:
                return start, start + span[1] - span[0]
        return None

    def _glued(self, span: Span) -> bool:
        place = self._place(span)
        if place is None:
            return False
        beside = ((span[0] - 1, place[0] - 1), (span[1], place[1]))
        return any(_ends_cell(self.before, was) and not _ends_cell(self.text, now) for was, now in beside)

    def _place(self, span: Span) -> Span | None:
        """From the first to the last character that a range left in the damaged text; None where it is gone."""
        kept = [piece for piece in self._over(span) if piece.instead is None]
        if not kept:
            return None
        first, last = kept[0], kept[-1]
        return first.at + max(span[0] - first.start, 0), last.at + min(span[1], last.end) - last.start

    def _over(self, span: Span) -> Iterator[Piece]:
        """The pieces that share characters with a range, and what was inserted within it."""
        start, end = span
        for index in range(bisect_left(self.pieces, start, key=lambda piece: piece.end), len(self.pieces)):
            piece = self.pieces[index]
            if piece.start >= end:
                return
            if piece.end > start and (piece.start < piece.end or piece.start > start):
                yield piece

    def _part(self, piece: Piece, span: Span) -> str:
        if piece.instead is not None:
            return piece.instead
        return self.before[max(span[0], piece.start) : min(span[1], piece.end)]


def _ends_cell(text: str, at: int) -> bool:
    return not 0 <= at < len(text) or text[at].isspace() or text[at] in _BORDERS


def edited(text: str, edits: Iterable[Edit]) -> Noisy:
    """The text with ranges replaced that do not overlap."""
    parts: list[tuple[int, int, str | None]] = []
    done = changes = 0
    for start, end, instead in sorted(edits):
        parts += ((done, start, None), (start, end, instead))
        done = end
        changes += 1
    return _assembled(text, [*parts, (done, len(text), None)], changes)


def reordered(text: str, starts: Sequence[int], order: Sequence[int]) -> Noisy:
    """The text with its lines in another order.

    Args:
        text: the unchanged one.
        starts: where each line begins, and at last the length of the text.
        order: the indices of the lines as they stand afterwards.
    """
    ranges = list(pairwise(starts))
    moved = sum(index != place for place, index in enumerate(order))
    return _assembled(text, [(*ranges[index], None) for index in order], moved // 2)


def _assembled(text: str, parts: Iterable[tuple[int, int, str | None]], changes: int) -> Noisy:
    pieces: list[Piece] = []
    printed: list[str] = []
    at = 0
    for start, end, instead in parts:
        if start == end and not instead:
            continue
        pieces.append(Piece(start, end, at, instead))
        printed.append(text[start:end] if instead is None else instead)
        at += len(printed[-1])
    pieces.sort(key=lambda piece: (piece.start, piece.end))
    return Noisy(text, "".join(printed), tuple(pieces), changes)
