"""The levels of torn indicator rows: where their words are printed, and which rows each stands for."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.level_cues import cued_levels
from docparse.evaluating.levels import level_of, spelling
from docparse.folding import fold
from docparse.grammars.in_use import remembered
from docparse.lexicons.indicator_cues import load_indicator_cues
from docparse.lexicons.indicator_patterns import LEVEL_TAIL, LONE_WEIGHT, SUFFIX
from docparse.lexicons.indicator_words import load_indicator_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment


class LevelMark(NamedTuple):
    """A word of a level.

    Attributes:
        places: Indices of its fragments.
        first, second: Whether it may be one of level 1 and of level 2.
    """

    places: tuple[int, ...]
    text: str
    first: bool
    second: bool


_REACH = 24
_LONGEST = 16
_LONGEST_PIECE = 6
_MOST_PIECES = 4
_SHORTEST = 2
_KNOWN = 1.0


def find_levels(fragments: Sequence[Fragment], taken: frozenset[int]) -> tuple[LevelMark, ...]:
    """The words of levels among the fragments of a form, in reading order; ``taken`` are no part of one."""
    texts = [fold(each.text) if len(each.text) <= _LONGEST else "" for each in fragments]
    used = set(taken)
    found: list[LevelMark] = []
    whole = {index for index, text in enumerate(texts) if index not in used and _is_whole(text)}
    for index, text in enumerate(texts):
        if index in used or len(text) < _SHORTEST or index in whole or not _begins(text):
            continue
        places = _spelt(texts, index, used | whole)
        if places:
            found.append(_mark(places, "".join(texts[at] for at in places)))
            used.update(places)
    plain = _are_plain(texts, used)
    likely = _LikeNames([mark.text for mark in found], texts, used)
    for index, text in enumerate(texts):
        if index in used or not _knows(text):
            continue
        if not _core(text).endswith(SUFFIX) and (not plain or likely.is_name(text)):
            continue
        places = [index, *_weight(texts, index, used, first=_levels(text)[0])]
        found.append(_mark(places, text))
        used.update(places)
    return tuple(sorted(found))


class _LikeNames:
    """Words of level 2 that names of indicators under them repeat: 服务对象满意度.

    They stand as levels as often as there are words of level 1 above them.
    """

    def __init__(self, marks: Sequence[str], texts: Sequence[str], used: set[int]) -> None:
        self._rates = load_indicator_cues().rates
        self._firsts = [text for at, text in enumerate(texts) if at not in used and _knows(text)]
        self._firsts = [text for text in (*self._firsts, *marks) if _levels(text) == (True, False)]
        self._times = Counter(rate for text in marks if (rate := self._rate(text)))

    def _rate(self, text: str) -> str:
        return "" if _levels(text)[0] else next((rate for rate in self._rates if text.endswith(rate)), "")

    def is_name(self, text: str) -> bool:
        """Whether a word is a name, all of its levels being known."""
        if not (rate := self._rate(text)):
            return False
        self._times[rate] += 1
        return self._times[rate] > max(1, sum(_may_stand_under(text, first) for first in self._firsts))


def _are_plain(texts: Sequence[str], used: set[int]) -> bool:
    """Whether the words of a form have no suffix, so that one without it is no name of an indicator."""
    cores = [_core(text) for index, text in enumerate(texts) if index not in used and _knows(text)]
    return sum(not core.endswith(SUFFIX) for core in cores) > sum(core.endswith(SUFFIX) for core in cores)


def _core(text: str) -> str:
    tail = LEVEL_TAIL.search(text)
    return text[: tail.start()] if tail else text


def _is_whole(text: str) -> bool:
    """Whether a text is a word of a level with all its letters."""
    return _knows(text) and _core(text).endswith(SUFFIX)


def _knows(text: str) -> bool:
    return bool(text) and any(_levels(text))


@remembered(4096)
def _levels(text: str) -> tuple[bool, bool]:
    """Whether a text is a word of level 1, and one of level 2."""
    cues, core = load_indicator_cues(), _core(text)
    if core in cues.firsts or core in cues.seconds:
        return core in cues.firsts, core in cues.seconds
    first, second = level_of(text) or (_KNOWN, _KNOWN)
    return first < _KNOWN, second < _KNOWN


def _begins(text: str) -> bool:
    """Whether more characters could make a text a word of a level."""
    return spelling(text).begun or text in _heads()


@cache
def _heads() -> frozenset[str]:
    cues = load_indicator_cues()
    return frozenset(word[:end] for word in (*cues.firsts, *cues.seconds) for end in range(_SHORTEST, len(word)))


def _spelt(texts: Sequence[str], index: int, used: set[int]) -> list[int]:
    """The places of the pieces that spell a word with the one it begins with, other cells between them."""
    spelt, places = texts[index], [index]
    for at in range(index + 1, min(index + _REACH, len(texts))):
        piece = texts[at]
        if at in used or not 0 < len(piece) <= _LONGEST_PIECE or LONE_WEIGHT.fullmatch(piece):
            continue
        longer = spelt + piece
        if _knows(longer):
            return [*places, at, *_weight(texts, at, used, first=_levels(longer)[0])]
        if _begins(longer) and len(places) < _MOST_PIECES:
            spelt = longer
            places.append(at)
    return []


def _weight(texts: Sequence[str], index: int, used: set[int], *, first: bool) -> list[int]:
    """The place of the weight that stands below a word in brackets."""
    if LEVEL_TAIL.search(texts[index]) or not first:
        return []
    for at in range(index + 1, min(index + _REACH // 2, len(texts))):
        if at not in used and LONE_WEIGHT.fullmatch(texts[at]):
            return [at]
    return []


def _mark(places: Sequence[int], text: str) -> LevelMark:
    return LevelMark(tuple(places), text, *_levels(text))


class Spread(NamedTuple):
    """Which mark each row has at a level, None where it is not known."""

    first: tuple[LevelMark | None, ...]
    second: tuple[LevelMark | None, ...]


# What it costs that a word stands for a row: by what the name says, by where the word is printed.
_CUED, _LIKELY, _OTHER = -1.5, -1.0, 1.5
_AWAY, _AWAY_IN_RUN = 0.5, 0.12
_RESTARTS, _GOES_ON = 4.0, 3.0
_FOREIGN = 3.0


def spread_marks(marks: Sequence[LevelMark], rows: Sequence[tuple[int, str, int | None]]) -> Spread:
    """The words of each row.

    Args:
        marks: The words in reading order.
        rows: For each row the place of its name, the name, and the number before it where it has one.
    """
    seconds = _seconds(marks)
    firsts = [mark for mark in marks if mark not in seconds and mark.first]
    second = _assign(seconds, rows) if seconds else [None] * len(rows)
    first = _above(firsts, second, rows)
    return Spread(tuple(first), tuple(second))


def _seconds(marks: Sequence[LevelMark]) -> list[LevelMark]:
    """The marks of level 2: those that cannot be of level 1, and of those that may be either the second ones."""
    found: list[LevelMark] = []
    open_first: set[str] = set()
    for mark in marks:
        if mark.second and not mark.first:
            found.append(mark)
        elif mark.second:
            above = [
                each for each in marks if each.first and not each.second and _may_stand_under(mark.text, each.text)
            ]
            children = [each for each in marks if each.second and not each.first and _prefers(each.text, mark.text)]
            twin = sum(each.text == mark.text for each in marks)
            if not children and (above or (twin > 1 and mark.text in open_first)):
                found.append(mark)
                open_first.discard(mark.text)
            else:
                open_first.add(mark.text)
    return found


def _assign(marks: Sequence[LevelMark], rows: Sequence[tuple[int, str, int | None]]) -> list[LevelMark | None]:
    """The mark of each row: marks in their order, each for one row at least."""
    count, size = len(marks), len(rows)
    if count > size:
        return [None] * size
    fits = [[_fit(mark, row) for row in rows] for mark in marks]
    away = [_away(marks, order, rows) for order in range(count)]
    best = [[float("inf")] * size for _ in range(count)]
    begun = [[False] * size for _ in range(count)]
    for at in range(size):
        for order in range(min(count, at + 1)):
            own = fits[order][at]
            if at == 0:
                best[order][at] = own + away[order][at] if order == 0 else float("inf")
                begun[order][at] = True
                continue
            number = rows[at][2]
            stays = best[order][at - 1] + own + (_RESTARTS if number == 1 else 0.0)
            enters = float("inf")
            if order:
                enters = best[order - 1][at - 1] + own + away[order][at]
                enters += _GOES_ON if number is not None and number != 1 else 0.0
            begun[order][at] = enters < stays
            best[order][at] = min(stays, enters)
    found: list[LevelMark | None] = []
    order = count - 1
    for at in range(size - 1, -1, -1):
        found.append(marks[order])
        if begun[order][at] and at:
            order -= 1
    return found[::-1]


def _away(marks: Sequence[LevelMark], order: int, rows: Sequence[tuple[int, str, int | None]]) -> list[float]:
    """What it costs that the rows of a mark begin with each row, by where the mark is printed.

    A mark may stand above its rows or in their midst, but not above the row before them. Of marks that follow each
    other the places say little.
    """
    place = marks[order].places[0]
    above = sum(row[0] < place for row in rows)
    before = sum(row[0] < marks[order - 1].places[0] for row in rows) if order else -1
    weight = _AWAY_IN_RUN if above == before else _AWAY
    return [weight * (max(0, at - above) + 0.3 * max(0, above - at)) for at in range(len(rows))]


def _fit(mark: LevelMark, row: tuple[int, str, int | None]) -> float:
    """What the name of a row says about a mark of level 2."""
    stems = cued_levels(row[1])
    if not stems:
        return 0.0
    stem = _core(mark.text).removesuffix(SUFFIX)
    if stem == stems[0]:
        return _CUED
    return _LIKELY if stem in stems else _OTHER


def _above(
    firsts: Sequence[LevelMark], second: Sequence[LevelMark | None], rows: Sequence[tuple[int, str, int | None]]
) -> list[LevelMark | None]:
    """The mark of level 1 of each row: in their order, the same for all rows of a mark of level 2."""
    groups = [at for at in range(len(rows)) if at == 0 or second[at] is not second[at - 1] or second[at] is None]
    count, size = len(firsts), len(groups)
    if not count or count > size:
        return [None] * len(rows)
    costs = [[float("inf")] * size for _ in range(count)]
    begun = [[False] * size for _ in range(count)]
    for at, row in enumerate(groups):
        for order in range(min(count, at + 1)):
            mark = second[row]
            own = 0.0 if mark is None or _may_stand_under(mark.text, firsts[order].text) else _FOREIGN
            above = sum(each[0] < firsts[order].places[0] for each in rows)
            enters_at = _AWAY / 2 * (max(0, row - above) + 0.3 * max(0, above - row))
            if at == 0:
                costs[order][at] = own + enters_at if order == 0 else float("inf")
                continue
            stays = costs[order][at - 1]
            enters = costs[order - 1][at - 1] + enters_at if order else float("inf")
            begun[order][at] = enters < stays
            costs[order][at] = min(stays, enters) + own
    order = count - 1
    of_group: list[LevelMark] = []
    for at in range(size - 1, -1, -1):
        of_group.append(firsts[order])
        order -= begun[order][at]
    of_group.reverse()
    found: list[LevelMark | None] = []
    group = -1
    for row in range(len(rows)):
        group += row in groups
        found.append(of_group[group])
    return found


def _prefers(second: str, first: str) -> bool:
    """Whether a word of level 2 mostly stands under one of level 1."""
    above = load_indicator_words().levels.get(_core(second).removesuffix(SUFFIX), ())
    return above[:1] == (_core(first).removesuffix(SUFFIX),)


def _may_stand_under(second: str, first: str) -> bool:
    """Whether a word of level 2 may stand under one of level 1; one of which nothing is known under any."""
    stem, above = _core(second).removesuffix(SUFFIX), _core(first).removesuffix(SUFFIX)
    known = (*load_indicator_words().levels.get(stem, ()), *load_indicator_cues().seconds.get(stem, ()))
    return not known or above in known
