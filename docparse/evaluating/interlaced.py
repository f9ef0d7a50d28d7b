"""Interlaced text: lines by height, where the wrapped cells of a row stand above and below its main line.

Extractors that keep the lines of a page print the first lines of all cells of a row side by side, then their second
lines, and so on; a cell of one line stands beside the middle of a cell of three, in some forms beside its top. Cells
that span rows stand in the middle or at the top of those. Here such a body is taken apart into rows of lines and level
words; ``weaving`` puts its cells together.
"""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.levels import Spelling, level_of, spelling
from docparse.evaluating.main_lines import is_main
from docparse.evaluating.traits import trait
from docparse.grammars.evaluations import words_of
from docparse.grammars.in_use import remembered
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.evaluating.fragments import Fragment

# A row has no more lines above its main line, nor below it.
MOST_LINES = 14
# A piece of the label at the side of all rows is no shorter.
_SHORTEST_SIDE = 2
# The pieces of a level word stand no more lines apart.
_APART = 3
# What it costs that a row has a line more above its main line than below, and that such lines have unlike many pieces.
_UNEVEN = 1.0
_UNLIKE = 0.7
# Where a page ends above, below or in it, how much of that counts; and that it ends in it.
_CUT, _CUT_INSIDE = 0.25, 1.0


@dataclass(slots=True)
class Word:
    """A level word with its pieces; ``top`` and ``bottom`` are the lines of the first and the last of them."""

    text: str
    pieces: list[Fragment]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """The place between its first and its last line."""
        return (self.top + self.bottom) / 2


class LacedRow(NamedTuple):
    """The lines of a row, level words left out: those above its main line (top down), that line, those below it.

    Attributes:
        top, line, bottom: Numbers of its first line, of its main line and of its last.
    """

    above: tuple[tuple[Fragment, ...], ...]
    main: tuple[Fragment, ...]
    below: tuple[tuple[Fragment, ...], ...]
    top: int
    line: int
    bottom: int


class Laced(NamedTuple):
    """A body taken apart.

    Attributes:
        uneven: How much speaks against its being interlaced, for each row.
        wrapped: How many rows have more than one line.
        signs: How often it shows what only interlaced text does.
        pages: The lines with which pages begin.
        top: Cells stand at the top of their rows, not in the middle.
    """

    rows: tuple[LacedRow, ...]
    words: tuple[Word, ...]
    uneven: float
    wrapped: int
    signs: int
    pages: tuple[int, ...]
    top: bool


@dataclass(slots=True)
class _Line:
    number: int
    pieces: list[Fragment] = field(default_factory=list)


class Parted(NamedTuple):
    """The lines of a body without its level words: the same wherever in their rows the cells stand.

    Attributes:
        mains: Indices of the lines that are the main lines of rows.
        pages: The lines with which pages begin.
    """

    lines: tuple[_Line, ...]
    words: tuple[Word, ...]
    mains: tuple[int, ...]
    pages: tuple[int, ...]


def part_lines(fragments: Sequence[Fragment], columns: Sequence[str]) -> Parted | None:
    """The lines of a body and its level words; None where no line could be the main line of a row.

    Args:
        fragments: Those of a body, in reading order.
        columns: Those of its form, in printed order.
    """
    printed = _lines(fragments)
    pages = tuple(line.number for line in printed if line.pieces[0].gap == "page")
    lines, words = _without_words(printed)
    if lines and len(lines[-1].pieces) == 1 and _LOOSE_NUMBER.fullmatch(lines[-1].pieces[0].text):
        lines.pop()
    mains = tuple(index for index, line in enumerate(lines) if is_main(line.pieces, columns))
    return Parted(tuple(lines), tuple(words), mains, pages) if mains else None


def take_apart(parted: Parted, *, top: bool = False) -> Laced:
    """The rows and level words of a body; ``top``: cells stand at the top of their rows, not in the middle."""
    lines, words, mains, pages = parted
    bounds, cost = _share_below(lines, mains) if top else _share_out(lines, mains, pages)
    rows = tuple(_row(lines, top, main, bottom) for main, (top, bottom) in zip(mains, bounds, strict=True))
    wrapped = sum(len(row.above) + len(row.below) > 0 for row in rows)
    return Laced(rows, words, cost / len(rows), wrapped, _signs(rows, words, top=top), pages, top)


def _signs(rows: Sequence[LacedRow], words: Sequence[Word], *, top: bool) -> int:
    """How often text shows what cells printed one after the other never do.

    Other text between the pieces of a level word; two pieces on a line beside a main line; a name on the main line of a
    row that has other lines; a level word behind the first line of its row. Where cells stand at the top of their rows
    only the first of these shows it.
    """
    starts = sorted(piece.start for row in rows for line in (*row.above, row.main, *row.below) for piece in line)
    torn = sum(bisect(starts, word.pieces[0].start) != bisect(starts, word.pieces[-1].start) for word in words)
    if top:
        return torn
    beside = sum(len(line) > 1 for row in rows for line in (*row.above, *row.below))
    named = sum(bool(row.above and row.below) and _begins_with_name(row.main) for row in rows)
    behind = sum(row.top < word.top <= row.bottom for row in rows if row.above for word in words)
    return beside + named + behind + torn


def _begins_with_name(pieces: Sequence[Fragment]) -> bool:
    return trait("".join(pieces[0].text.split())).kind == "text"


def _lines(fragments: Sequence[Fragment]) -> list[_Line]:
    lines: list[_Line] = []
    last = None
    for fragment in fragments:
        if fragment.line != last:
            lines.append(_Line(len(lines)))
            last = fragment.line
        lines[-1].pieces.append(fragment)
    return lines


def _without_words(lines: Sequence[_Line]) -> tuple[list[_Line], list[Word]]:
    """The lines without the words that stand at their beginning, whole or in pieces; and the level words of these."""
    open_words: list[Word] = []
    found: list[Word] = []
    alone: Word | None = None
    for line in lines:
        open_words = [word for word in open_words if line.number - word.bottom <= _APART]
        word = None
        for piece in line.pieces:
            word = _take(piece, line.number, open_words, alone)
            if word is None:
                break
            if word.pieces == [piece]:
                found.append(word)
        alone = word if len(line.pieces) == 1 else None
    whole = [word for word in found if _spelling(word.text).whole]
    taken = {piece.start for word in whole for piece in word.pieces}
    left = [_Line(line.number, [piece for piece in line.pieces if piece.start not in taken]) for line in lines]
    return [line for line in left if line.pieces], [word for word in whole if spelling(word.text).whole]


@remembered(4096)
def _spelling(text: str) -> Spelling:
    """How much of a level word, or of the label at the side of all rows, a text spells."""
    state = spelling(text)
    side = words_of("indicators", "block")
    if state.whole or len(text) < _SHORTEST_SIDE:
        return state
    return Spelling(state.begun or any(label.startswith(text) for label in side), text in side)


# What a wrapped total above its label leaves behind the last row.
_LOOSE_NUMBER = pattern(r"\d{1,3}\.\d?", re.ASCII)


def _take(piece: Fragment, line: int, open_words: list[Word], alone: Word | None) -> Word | None:
    """Takes a piece as the next one of an open level word, or as the first of a new one; None where it is neither.

    Args:
        piece: The piece.
        line: The number of its line.
        open_words: The words that may go on; a new one is added.
        alone: The word to which all of the line above it belongs: points below it are its own.
    """
    text = "".join(piece.text.split())
    near: Sequence[Word] = open_words[::-1] if open_words and open_words[-1].bottom == line else open_words
    if text[0] in "(（":
        near = sorted(open_words, key=lambda word: (word is not alone, _of_second(word)))
    for word in near:
        together = word.text + text
        state = _spelling(together)
        # An extractor that joins the lines of a cell leaves a blank in a torn word.
        behind = line > word.bottom or piece.start == word.pieces[-1].end + 1
        if behind and (state.whole or state.begun):
            word.text, word.bottom = together, line
            word.pieces.append(piece)
            return word
    state = _spelling(text)
    if not (state.whole or (state.begun and len(text) > 1)):
        return None
    word = Word(text, [piece], line, line)
    open_words.append(word)
    return word


def _of_second(word: Word) -> bool:
    """Whether a word is rather one of level 2, which carries no weight."""
    costs = level_of(word.text)
    return costs is None or costs[0] > costs[1]


def _share_out(
    lines: Sequence[_Line], mains: Sequence[int], pages: Sequence[int]
) -> tuple[list[tuple[int, int]], float]:
    """For each main line the first and the last line of its row, so that rows are as even as can be; and their cost."""
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in mains]
    sizes = [len(line.pieces) for line in lines]
    cuts = [bisect_left(lines, page, key=attrgetter("number")) for page in pages]
    for order, main in enumerate(mains):
        above_limit = main if order == 0 else main - mains[order - 1] - 1
        below_limit = (mains[order + 1] if order + 1 < len(mains) else len(lines)) - main - 1
        for above in _counts(above_limit) if order else [main]:
            before = _before(best, order, above_limit - above) if order else (0.0, 0)
            if before is None:
                continue
            for below in _counts(below_limit) if order + 1 < len(mains) else [below_limit]:
                cost = before[0] + _row_cost(sizes, cuts, main, above, below)
                if below not in best[order] or cost < best[order][below][0]:
                    best[order][below] = cost, above, before[1]
    return _traced(best, mains)


def _share_below(lines: Sequence[_Line], mains: Sequence[int]) -> tuple[list[tuple[int, int]], float]:
    """For each main line the first and the last line of its row, which begins with it; and what speaks against it."""
    ends = [*mains[1:], len(lines)]
    bounds = [(main, end - 1) for main, end in zip(mains, ends, strict=True)]
    return [(0, bounds[0][1]), *bounds[1:]], _UNEVEN * mains[0]


def _counts(limit: int) -> list[int]:
    """How many of so many lines between two rows may belong to one of them: few, or all but few."""
    few = range(min(limit, MOST_LINES) + 1)
    return [*few, *range(max(limit - MOST_LINES, few[-1] + 1), limit + 1)]


def _before(best: Sequence[dict[int, tuple[float, int, int]]], order: int, below: int) -> tuple[float, int] | None:
    """The cost up to the row before, if it has so many lines below its main line, and that number."""
    found = best[order - 1].get(below)
    return None if found is None else (found[0], below)


def _traced(
    best: Sequence[dict[int, tuple[float, int, int]]], mains: Sequence[int]
) -> tuple[list[tuple[int, int]], float]:
    below = min(best[-1], key=lambda count: best[-1][count][0])
    total = best[-1][below][0]
    bounds: list[tuple[int, int]] = []
    for order in range(len(mains) - 1, -1, -1):
        _, above, before = best[order][below]
        bounds.append((mains[order] - above, mains[order] + below))
        below = before
    return bounds[::-1], total


def _row_cost(sizes: Sequence[int], cuts: Sequence[int], main: int, above: int, below: int) -> float:
    """What it costs that a row has so many lines above and below; one that a page end cuts is not even."""
    cost = _evenness(sizes, main, above, below)
    first, last = main - above, main + below
    at = bisect_left(cuts, first)
    if at == len(cuts) or cuts[at] > last + 1:
        return cost
    return _CUT * cost + _CUT_INSIDE * (first < cuts[at] <= last)


def _evenness(sizes: Sequence[int], main: int, above: int, below: int) -> float:
    cost = _UNEVEN * abs(above - below)
    for distance in range(1, min(above, below, MOST_LINES) + 1):
        unlike = abs(sizes[main - distance] - sizes[main + distance])
        if unlike:
            cost += _UNLIKE * min(unlike, 2)
    return cost


def _row(lines: Sequence[_Line], top: int, main: int, bottom: int) -> LacedRow:
    def pieces(first: int, end: int) -> Iterator[tuple[Fragment, ...]]:
        return (tuple(line.pieces) for line in lines[first:end])

    return LacedRow(
        tuple(pieces(top, main)),
        tuple(lines[main].pieces),
        tuple(pieces(main + 1, bottom + 1)),
        lines[top].number,
        lines[main].number,
        lines[bottom].number,
    )
