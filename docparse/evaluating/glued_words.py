"""Words in a row of indicators whose white space is lost: where a name may end, a target or a result begin.

Nothing but the words tells it: names end with 率, 性 or 情况; targets and results are said with 及时 or 健全.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.lexicons.indicator_cues import load_indicator_cues
from docparse.lexicons.indicator_patterns import GLUED_DATE, NATURE_BEHIND, SUFFIX, SUFFIX_NUMBERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What it costs that a name ends otherwise than names do, and that it ends like a target.
_NO_ENDING = 0.3
_ENDS_LIKE_VALUE = 0.5
# That a target or a result begins otherwise than these do, that a manner in it says of nothing how it is, and the
# discount where the one is said with the words of the other.
_NO_CUE = 0.4
_ONLY_MANNER = 1.0
SHARED_WORDS = -0.3
# That a rule of how points are given says nothing of points, and that its sentence does not end.
_NO_RULE = 1.0
_NO_END = 0.5
_RULE_ASTRAY = 1.5
# That a target ends like a name, or a name or another value ends within it; that a remark says neither that nothing
# deviates nor what was done.
_TWO_VALUES = 0.3
_OTHER_REASON = 0.2
_ENDS = ("。", "；", ".")
# A word of a level without 指标, as a cell and within a name; the level of names.
_BARE_LEVEL = 0.3
_NAME = 2
# That 指标 belongs to the name and not to the level before it.
_SUFFIX_ASTRAY = 1.0


def word_ends(text: str) -> Iterator[int]:
    """Where words begin that targets and results begin with, words end that names end with, and dates begin and end."""
    patterns = _patterns()
    yield from (found.start() for found in patterns.openings.finditer(text))
    # Endings may end with one another (效益, 益): each place is asked for by itself.
    yield from (found.end("word") for found in patterns.endings.finditer(text))
    for date in GLUED_DATE.finditer(text):
        yield from date.span()


def bare_level(text: str, level: int | None = None) -> int:
    """The length of the word of a level without 指标 that a text begins with (履职效能); else 0.

    Args:
        text: The text.
        level: 0 or 1 for words of one of the two levels only.
    """
    cues = load_indicator_cues()
    words = [*(cues.firsts if level != 1 else ()), *(cues.seconds if level != 0 else ())]
    return max((len(word) for word in words if text.startswith(word)), default=0)


def cost_of_bare(text: str, level: int, cost: float) -> float:
    """What a cell of one of the three levels costs where words of levels stand without 指标.

    Args:
        text: The cell.
        level: 0 and 1 for the words of levels, 2 for the name.
        cost: What it costs elsewhere.
    """
    if level < _NAME:
        return min(cost, _BARE_LEVEL) if text and bare_level(text, level) == len(text) else cost
    while length := bare_level(text):
        text, cost = text[length:], cost + _BARE_LEVEL * bool(text[length:])
    return cost


def cost_of_suffix(name: str, before: str) -> float:
    """What it costs that a name begins with 指标 and a number behind a level word without it: 社会效益 | 指标1.人数."""
    return _SUFFIX_ASTRAY if SUFFIX_NUMBERED.match(name) and not before.endswith(SUFFIX) else 0.0


@cache
def _openings() -> tuple[str, ...]:
    """Words that targets and results begin with."""
    cues = load_indicator_cues()
    return (*cues.values, *cues.manners)


class _Patterns(NamedTuple):
    """The words of a row as patterns, since each text is asked for all of them.

    Attributes:
        openings: Where a word begins that targets and results begin with.
        endings: The words that names end with.
        within: Such a word, or a value behind which nothing more belongs to it, and a word that begins a value.
        bases: Words of rules of how points are given.
    """

    openings: re.Pattern[str]
    endings: re.Pattern[str]
    within: re.Pattern[str]
    bases: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    cues = load_indicator_cues()
    plain = (word for word in cues.values if word not in cues.manners and word not in cues.leads)
    openings, endings = _any_of(_openings()), _any_of(cues.endings)
    return _Patterns(
        openings=re.compile(f"(?=(?:{openings}))"),
        endings=re.compile(f"(?=(?P<word>{endings}))"),
        within=re.compile(f"(?:{_any_of((*cues.endings, *plain))})(?:{openings})"),
        bases=re.compile(_any_of(cues.bases)),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def cost_of_name(text: str) -> float:
    """What it costs that a text is a whole name."""
    cues = load_indicator_cues()
    if NATURE_BEHIND.search(text):
        return _NO_ENDING + _ENDS_LIKE_VALUE
    if text.endswith(cues.endings):
        return 0.0
    return _NO_ENDING + _ENDS_LIKE_VALUE * text.endswith(_openings())


def cost_of_value(text: str) -> float:
    """What it costs that words are a whole target or result."""
    cues = load_indicator_cues()
    strange = 0.0 if text.startswith(_openings()) else _NO_CUE
    patterns = _patterns()
    strange += _RULE_ASTRAY * (patterns.bases.search(text) is not None)
    within = patterns.within.search(text) is not None
    strange += _TWO_VALUES * (within or text.endswith(cues.endings))
    return strange + _ONLY_MANNER * text.endswith(cues.manners)


def cost_of_reason(text: str) -> float:
    """What it costs that a text is a whole remark on a deviation: that there is none, or a sentence of its own."""
    cues = load_indicator_cues()
    return 0.0 if text in cues.nothing or text.startswith(cues.done) else _OTHER_REASON


def cost_of_basis(text: str) -> float:
    """What it costs that a text is a whole rule of how points are given: mostly a sentence with words of points."""
    ruled = _patterns().bases.search(text) is not None
    return _NO_RULE * (not ruled) + _NO_END * (not text.endswith(_ENDS))


def shares_words(one: str, other: str) -> bool:
    """Whether words end with all of the other's, as 基本健全 with 健全."""
    return one.endswith(other) or other.endswith(one)
