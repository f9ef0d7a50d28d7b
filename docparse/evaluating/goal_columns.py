"""Goals in two columns whose lines are printed by their height on the page: which line belongs to which text.

A cell stands at the top of its row or in its middle. So how many lines each text has says where each of them stands: at
the top, both texts share the first lines; in the middle, those of the shorter stand beside the middle ones of the
longer, or between them where one text has an odd number of lines and the other an even one. Of all such ways the one is
taken whose texts read best: their lines are full, their points are in order, both end where a sentence does.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.sentences import leaning
from docparse.lexicons.indicator_patterns import GOAL_POINT
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment

# The fragments of a text, line by line.
Column = tuple[tuple["Fragment", ...], ...]

_MOST, _MOST_WAYS = 60, 400
_ENDS = tuple("。；;！!？?”」】")
_CLOSED = (*_ENDS, "：", ":")
_SENTENCE = pattern(r"[^。；;！!？?]+")
_SENTENCE_MATCHES = ("Done", "Paid, and spent")
_SENTENCE_MISSES = ("。", "；")
_NARROW = frozenset(map(chr, range(0x20, 0x7F)))
_FIRST_WIDE = chr(0x2E80)
# So much shorter than its column a line is not full; so much below, that is certain.
_SLACK, _SHORT = 2.5, 4.0
_SEVERAL = 4
# What speaks against a text: a line that is not full, a last line that no sentence ends, one that is full besides; a
# point that does not follow the one before, words of the other text; a blank inside of a line.
_NOT_FULL, _UNFINISHED, _FULL_TO_THE_END = 3.0, 2.0, 1.5
_OUT_OF_ORDER, _LEANS, _MOST_LEANING = 4.0, 1.5, 3
# A point that begins where the one before is not finished, and a line that begins with none though it is.
_CUT_SHORT, _NO_POINT = 3.0, 1.0
_BLANK = 3.0
# Characters around a line end that stand beside each other elsewhere in the texts, and those that nowhere do.
_SEEN, _UNSEEN = -1.0, 0.25
# By so much a way must read better than texts one behind the other: less where lines hold pieces of both.
_BETTER = {0: 4.0, 1: 1.0}
# Where a label stands amid them, they are hardly one behind the other: there they may read worse by so much.
_ASIDE = -1.0
# By so much it must be better than any other way to be sure.
_SURE = 3.0
_SHARED = 2


class Parted(NamedTuple):
    """The two texts; ``rival`` is the first of them in another way to part the lines that is nearly as good."""

    first: tuple[Fragment, ...]
    second: tuple[Fragment, ...]
    rival: tuple[Fragment, ...] | None


def part_by_height(texts: Sequence[Fragment], border: int, *, aside: bool) -> Parted | None:
    """The two texts of a goal whose lines stand between each other; None where nothing shows that they do.

    Args:
        texts: The fragments of both.
        border: Where the second begins, if both are printed one behind the other.
        aside: A label at the side is printed amid the texts, as text by height does.
    """
    lines = [tuple(line) for _, line in groupby(texts, key=lambda fragment: fragment.line)]
    if not 1 < len(lines) <= _MOST or any(len(line) > 2 for line in lines):
        return None
    pages = [index for index in range(1, len(lines)) if lines[index][0].gap == "page"]
    if len(pages) > 1:
        return None
    pairs = _pairs(texts)
    in_turn = _cost((_by_line(texts[:border]), _by_line(texts[border:])), pairs)
    weighed = sorted(
        ((_cost(_columns(lines, way), pairs), way) for way in _ways(lines, *pages)), key=lambda each: each[0]
    )
    if not weighed:
        return None
    cost, best = weighed[0]
    shared = sum(len(line) > 1 for line in lines)
    if cost + min(_BETTER.get(shared, 0.0), _ASIDE if aside else _MOST) > in_turn:
        return None
    first, second = map(_flat, _columns(lines, best))
    if len(weighed) > 1 and weighed[1][0] < cost + _SURE:
        return Parted(first, second, _flat(_columns(lines, weighed[1][1])[0]))
    # Where hardly a line holds pieces of both, only what is said in them tells the texts apart.
    sure = shared >= _SHARED and in_turn >= cost + _SURE
    return Parted(first, second, None if sure else tuple(texts[:border]))


def _flat(column: Column) -> tuple[Fragment, ...]:
    return tuple(each for line in column for each in line)


def _by_line(texts: Sequence[Fragment]) -> Column:
    return tuple(tuple(line) for _, line in groupby(texts, key=lambda fragment: fragment.line))


# For each line the text that it belongs to, 2 where it holds pieces of both.
Way = tuple[int, ...]
_BOTH = 2


def _columns(lines: Sequence[tuple[Fragment, ...]], way: Way) -> tuple[Column, Column]:
    first = tuple(line[:1] for line, side in zip(lines, way, strict=True) if side != 1)
    second = tuple(line[-1:] for line, side in zip(lines, way, strict=True) if side != 0)
    return first, second


def _ways(lines: Sequence[tuple[Fragment, ...]], page: int | None = None) -> list[Way]:
    """Which text each line belongs to, in all ways that cells of a row are printed in; a page end parts a row."""
    sizes = [len(line) for line in lines]
    if page is None:
        return _of_row(sizes)
    above, below = ([*_of_row(part), *_alone(part)] for part in (sizes[:page], sizes[page:]))
    if len(above) * len(below) > _MOST_WAYS:
        return []
    return [(*one, *other) for one in above for other in below if _BOTH in one + other or {0, 1} <= {*one, *other}]


def _alone(sizes: Sequence[int]) -> list[Way]:
    """The ways in which all lines are those of one text."""
    return [] if max(sizes) > 1 else [(side,) * len(sizes) for side in (0, 1)]


def _of_row(sizes: Sequence[int]) -> list[Way]:
    """The ways in which lines are those of two cells that stand at the top of a row or in its middle."""
    shared = [index for index, size in enumerate(sizes) if size > 1]
    found = _between(sizes)
    if not shared:
        return found
    before, behind = shared[0], len(sizes) - 1 - shared[-1]
    if before + len(shared) + behind == len(sizes) and before in (0, behind):
        for side in (0, 1) if behind else (0,):
            found.append((*(side,) * before, *(_BOTH,) * len(shared), *(side,) * behind))
    return found


def _between(sizes: Sequence[int]) -> list[Way]:
    """The ways in which the lines of the shorter text stand between the middle ones of the longer.

    A line that stands between two others may be so near to one of them that it is printed on it.
    """
    found: list[Way] = []
    count = sum(sizes)
    for shorter in range(1, (count + 1) // 2):
        around, odd = divmod(count - 2 * shorter + 1, 2)
        for longer in (0, 1) if not odd else ():
            turns = (1 - longer, longer) * (shorter - 1)
            way = _on_lines((*(longer,) * around, *turns, 1 - longer, *(longer,) * around), sizes)
            if way is not None:
                found.append(way)
    return found


def _on_lines(sides: Sequence[int], sizes: Sequence[int]) -> Way | None:
    """The texts that lines belong to, from the text of each piece; None where a line holds two pieces of one text."""
    way: list[int] = []
    at = 0
    for size in sizes:
        own = set(sides[at : at + size])
        if len(own) < size:
            return None
        way.append(_BOTH if size > 1 else sides[at])
        at += size
    return tuple(way)


def _cost(columns: tuple[Column, Column], pairs: Counter[tuple[str, str]]) -> float:
    """What speaks against two texts."""
    return sum(_text_cost(column, side, pairs) for side, column in enumerate(columns) if column)


def _text_cost(column: Column, side: int, pairs: Counter[tuple[str, str]]) -> float:
    widths = [sum(_width(piece.text) for piece in line) for line in column]
    # The widest of several lines may be one that is not measured well: then the second widest counts.
    full = sorted(widths)[-2 if len(widths) >= _SEVERAL else -1]
    listed = GOAL_POINT.match(column[0][0].text) is not None
    cost = _BLANK * sum(_is_blank_inside(line) for line in column)
    for width, (line, below) in zip(widths, pairwise(column), strict=False):
        before, behind = line[-1].text, below[0].text
        if before.endswith(_CLOSED):
            cost += _NO_POINT * (listed and GOAL_POINT.match(behind) is None)
            continue
        missing = full - _SLACK - width
        cost += _NOT_FULL * min(1.0, missing / _SHORT) if missing > 0 else 0.0
        if before[-1] >= _FIRST_WIDE and behind[0] >= _FIRST_WIDE:
            cost += _SEEN if (before[-1], behind[0]) in pairs else _UNSEEN
        cost += _CUT_SHORT * (GOAL_POINT.match(behind) is not None)
    last = column[-1][-1].text
    if not last.endswith(_ENDS):
        cost += _UNFINISHED + _FULL_TO_THE_END * (len(widths) > 1 and widths[-1] > full - 1)
    sentences = _SENTENCE.findall("".join(piece.text for line in column for piece in line))
    numbers = [int(found[1]) for sentence in sentences if (found := GOAL_POINT.match(sentence))]
    cost += _OUT_OF_ORDER * sum(number != before + 1 for before, number in pairwise((0, *numbers)))
    leaning_away = sum((leaning(sentence) if side == 0 else -leaning(sentence)) > 0 for sentence in sentences)
    return cost + _LEANS * min(leaning_away, _MOST_LEANING)


def _is_blank_inside(line: Sequence[Fragment]) -> bool:
    return len(line) > 1 and line[0].text[-1] >= _FIRST_WIDE and line[1].text[0] >= _FIRST_WIDE


def _pairs(texts: Sequence[Fragment]) -> Counter[tuple[str, str]]:
    """How often two characters stand beside each other."""
    return Counter(pair for each in texts for pair in pairwise(each.text))


def _width(text: str) -> float:
    """How wide a text is printed, a Chinese character being 1 and others half of it."""
    return len(text) - sum(map(_NARROW.__contains__, text)) / 2
