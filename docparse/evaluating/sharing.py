"""Which rows of interlaced text a level word spans: it stands in the middle of them, or at their top."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.levels import level_of, level_weight
from docparse.evaluating.spanning import go_together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.interlaced import Word

# A row whose words of level 1 and level 2 do not go together.
_STRANGE = 2.0
# Texts that may be of either level are tried as both, so many of them: those of which it is least sure.
_MOST_EITHER = 3
# Words of one level beside each other.
_BESIDE = 3.0
# A word with points that is taken for one of level 2.
_WEIGHED = 1.0
# A word whose rows a page end parts.
_AT_PAGE_END = 0.5
# A word with points among those of level 2, or one without them among those of level 1, where others have points.
_UNEVEN_POINTS = 1.5
# More words than rows.
_NO_ROOM = 50.0


class Extent(NamedTuple):
    """The first and the last line of a row, and how many pages end above it."""

    top: float
    bottom: float
    page: int = 0

    @property
    def middle(self) -> float:
        """The place between its first and its last line."""
        return (self.top + self.bottom) / 2


class Shared(NamedTuple):
    """The words of level 1 and of level 2, each by the first of its rows, and what speaks against that."""

    first: Mapping[int, Word]
    second: Mapping[int, Word]
    cost: float


class _Share(NamedTuple):
    """The first row of each word's rows, and how far words stand from the middle of theirs."""

    words: Mapping[int, Word]
    cost: float


def share_rows(rows: Sequence[Extent], words: Sequence[Word], *, top: bool = False) -> Shared:
    """The rows that each of the words spans.

    Args:
        rows: Where the rows stand.
        words: Those of all levels.
        top: Words stand at the top of their rows, not in the middle.
    """
    unsure = {(abs(_leaning(word)), word.text) for word in words if not _leaning(word) or _stands_beside(word, words)}
    either = [text for _, text in sorted(unsure)[:_MOST_EITHER]]
    best = Shared({}, {}, float("inf"))
    for choice in product(_PATTERNS, repeat=len(either)):
        levels = _split(words, dict(zip(either, choice, strict=True)))
        first, second = _share(rows, levels[0], top=top), _share(rows, levels[1], top=top)
        cost = first.cost + second.cost + _STRANGE * _strange(len(rows), first.words, second.words)
        cost += sum(_against(own, level) for level, own in enumerate(levels)) + _BESIDE * _swapped(*levels)
        cost += _UNEVEN_POINTS * _uneven_points(*levels)
        if cost < best.cost:
            best = Shared(first.words, second.words, cost)
    return best


# Words of one text that may be of either level are all of level 1, all of level 2, or by turns of both.
_PATTERNS = ((0, 0), (1, 1), (0, 1))


def _split(words: Sequence[Word], patterns: Mapping[str, tuple[int, int]]) -> tuple[list[Word], list[Word]]:
    levels: tuple[list[Word], list[Word]] = ([], [])
    seen: dict[str, int] = {}
    for word in words:
        leaning = _leaning(word)
        if word.text in patterns:
            turn = seen.get(word.text, 0)
            seen[word.text] = turn + 1
            levels[patterns[word.text][turn % 2]].append(word)
        else:
            levels[leaning >= 0].append(word)
    return levels


def _stands_beside(word: Word, words: Sequence[Word]) -> bool:
    """Whether a word stands beside another one that may well be of its level too: one of them is not."""
    return any(_are_beside(word, other) and _leaning(word) * _leaning(other) >= 0 for other in words)


def _are_beside(one: Word, other: Word) -> bool:
    return one is not other and one.top <= other.bottom and other.top <= one.bottom


def _against(words: Sequence[Word], level: int) -> float:
    """What speaks against the words of a level: that they are rather of the other one, and stand beside each other."""
    ordered = sorted(words, key=lambda word: word.middle)
    cost = _BESIDE * sum(_are_beside(one, other) for one, other in pairwise(ordered))
    for word in words:
        costs = _costs(word)
        cost += costs[level] - min(costs)
    return cost


def _swapped(first: Sequence[Word], second: Sequence[Word]) -> int:
    """How many words of level 2 stand on a line before one of level 1."""
    right = {piece.line: piece.start for word in first for piece in word.pieces}
    return sum(any(piece.start < right.get(piece.line, 0) for piece in word.pieces) for word in second)


def _uneven_points(first: Sequence[Word], second: Sequence[Word]) -> int:
    """How many words have points at the wrong level; none where no level-1 word has."""
    without, weighed = ([word for word in first if (level_weight(word.text) is None) is each] for each in (True, False))
    if len(weighed) <= len(without):
        return 0
    return len(without) + sum(level_weight(word.text) is not None for word in second)


def _leaning(word: Word) -> float:
    """Below zero for a word of level 1, above for one of level 2, zero for one that may be of either."""
    costs = _costs(word)
    return costs[0] - costs[1]


def _costs(word: Word) -> tuple[float, float]:
    """How unlike a word of each level a word is; points stand behind those of level 1."""
    first, second = level_of(word.text) or (0.0, 0.0)
    return first, second + _WEIGHED * (level_weight(word.text) is not None)


def _strange(count: int, first: Mapping[int, Word], second: Mapping[int, Word]) -> int:
    """In how many rows the two levels do not go together."""
    strange = 0
    above = below = ""
    for row in range(count):
        above = first[row].text if row in first else above
        below = second[row].text if row in second else below
        strange += bool(above and below) and not go_together(above, below)
    return strange


def _share(rows: Sequence[Extent], words: Sequence[Word], *, top: bool) -> _Share:
    """Shares all rows out to words in order, so that each stands as near as can be to where its rows have it."""
    ordered = sorted(words, key=lambda word: word.middle)
    if not ordered:
        return _Share({}, 0.0)
    if len(ordered) > len(rows):
        return _nearest(rows, ordered)
    # For each number of words, and of rows that these span: the least cost, and the first row of the last word.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for order, word in enumerate(ordered):
        left = len(ordered) - order - 1
        reached: dict[int, tuple[float, int]] = {}
        for begin, (cost, _) in best[-1].items():
            for end in range(begin + 1, len(rows) - left + 1) if left else [len(rows)]:
                total = cost + off_place(rows, begin, end, word, top=top)
                if end not in reached or total < reached[end][0]:
                    reached[end] = total, begin
        best.append(reached)
    return _traced(best, ordered, len(rows))


def off_place(rows: Sequence[Extent], begin: int, end: int, word: Word, *, top: bool) -> float:
    """How many lines a word stands from the middle of its rows, ``begin`` to ``end``, or from their top.

    Where a page ends between these, it stands in the middle of those above the page end, or at the top of all.
    """
    if top:
        return abs(rows[begin].top - word.top)
    off = abs((rows[begin].top + rows[end - 1].bottom) / 2 - word.middle)
    if rows[begin].page == rows[end - 1].page:
        return off
    last = next(index for index in range(end - 1, begin - 1, -1) if rows[index].page == rows[begin].page)
    above = abs((rows[begin].top + rows[last].bottom) / 2 - word.middle)
    return min(off, min(above, abs(rows[begin].middle - word.middle)) + _AT_PAGE_END)


def _nearest(rows: Sequence[Extent], words: Sequence[Word]) -> _Share:
    """To each row the nearest word."""
    found: dict[int, Word] = {}
    last: Word | None = None
    for index, row in enumerate(rows):
        nearest = min(words, key=lambda word: abs(word.middle - row.middle))
        if nearest is not last:
            found[index] = last = nearest
    return _Share(found, _NO_ROOM)


def _traced(best: Sequence[dict[int, tuple[float, int]]], words: Sequence[Word], end: int) -> _Share:
    cost = best[-1][end][0]
    found: dict[int, Word] = {}
    for order in range(len(words), 0, -1):
        end = best[order][end][1]
        found[end] = words[order - 1]
    return _Share(found, cost)
