"""What nobody filled in among a form's indicators: places for one (指标2：, ……), and levels without any."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.levels import level_of, level_prefix, may_begin_level
from docparse.lexicons.indicator_patterns import LONE_WEIGHT, NAME_NUMBER, PLACE_BEGINS, PLACE_OF_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment

# More levels without indicators one after another are rather a column that was printed by itself.
_MOST_EMPTY = 3
# What is longer holds more than level words.
_LONGEST = 40


class _Words(NamedTuple):
    """The level words of a line that holds nothing else.

    Attributes:
        inner: the index of the first fragment of the last one.
        end: the index behind its last fragment.
        text: that word.
    """

    inner: int
    end: int
    text: str


def unfilled(fragments: Sequence[Fragment], begins: Sequence[int], start: int, end: int) -> list[int]:
    """What only holds a place for an indicator on the lines between two places, and levels that stand for none.

    Args:
        fragments: those of a form.
        begins: the indices of those with which lines begin.
        start: the index of the first one looked at.
        end: the index behind the last one.
    """
    if start == end:
        return []
    starts = begins if begins[:1] == [start] else [start, *begins]
    found: list[int] = []
    lines: list[tuple[int, int]] = []
    for first, behind in pairwise([*starts, end]):
        place = _place(fragments, first, behind)
        if place < behind and (behind == end or _begins_indicator(fragments, behind)):
            found += range(place, behind)
            lines += [(first, place)] * (place > first)
        else:
            lines.append((first, behind))
    return sorted([*found, *_empty_levels(fragments, lines)])


def _place(fragments: Sequence[Fragment], first: int, behind: int) -> int:
    """The index with which a place for an indicator begins that a line ends with, perhaps behind level words."""
    place = first
    while place < behind and fragments[place].text[0] not in PLACE_BEGINS:
        place += 1
    if place == behind or not PLACE_OF_NAME.fullmatch("".join([each.text for each in fragments[place:behind]])):
        return behind
    return place if place == first or _level_words(fragments, first, place) is not None else behind


def _begins_indicator(fragments: Sequence[Fragment], index: int) -> bool:
    """Whether an indicator, a level or a place for one begins with a fragment."""
    text = fragments[index].text
    numbered = NAME_NUMBER.match(text) or PLACE_OF_NAME.match(text) or LONE_WEIGHT.match(text)
    return bool(numbered) or level_prefix(text) > 0


def _empty_levels(fragments: Sequence[Fragment], lines: Sequence[tuple[int, int]]) -> list[int]:
    """The fragments of words of level 2 behind which another one follows on the next line."""
    found: list[int] = []
    run: list[int] = []
    count = 0
    at = 0
    while at < len(lines):
        words, after = _words_from(fragments, lines, at)
        follows = _first_word(fragments, lines, after) if words is not None else ""
        if words is not None and follows and follows != words.text and _is_inner(words.text) and _is_inner(follows):
            run += range(words.inner, words.end)
            count += 1
        else:
            found += run if count <= _MOST_EMPTY else []
            run, count = [], 0
        at = after
    return found


def _words_from(fragments: Sequence[Fragment], lines: Sequence[tuple[int, int]], at: int) -> tuple[_Words | None, int]:
    """The level words that a line holds, perhaps with the next one, and the line behind them."""
    first, behind = lines[at]
    words = _level_words(fragments, first, behind)
    if words is None and at + 1 < len(lines) and lines[at + 1][0] == behind:
        words = _level_words(fragments, first, lines[at + 1][1])
        return (words, at + 2) if words is not None else (None, at + 1)
    return words, at + 1


def _first_word(fragments: Sequence[Fragment], lines: Sequence[tuple[int, int]], at: int) -> str:
    """The level word with which a line begins; nothing where it begins with something else."""
    if at == len(lines):
        return ""
    first, behind = lines[at]
    text = _text(fragments, first, behind)
    if not level_prefix(text) and at + 1 < len(lines):
        text += _text(fragments, *lines[at + 1])
    return text[: level_prefix(text)]


def _level_words(fragments: Sequence[Fragment], first: int, behind: int) -> _Words | None:
    """The level words that fragments spell, whole and nothing else; None where they do not."""
    if (
        not may_begin_level(fragments[first].text)
        or sum([len(each.text) for each in fragments[first:behind]]) > _LONGEST
    ):
        return None
    at, text = first, ""
    words: _Words | None = None
    for index in range(first, behind):
        text += _text(fragments, index, index + 1)
        if level_prefix(text) == len(text):
            words, at, text = _Words(at, index + 1, text), index + 1, ""
        elif not may_begin_level(text):
            return None
    return words if not text else None


def _text(fragments: Sequence[Fragment], first: int, behind: int) -> str:
    return "".join(["".join(each.text.split()) for each in fragments[first:behind]])


def _is_inner(word: str) -> bool:
    """Whether a word can name only the second level."""
    costs = level_of(word)
    return costs is not None and costs[0] > 0 and not costs[1]
