"""The words of level 1 and level 2: where one may be printed, whole or in pieces, and which rows it stands for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.lexicons.indicator_patterns import (
    LEVEL_TAIL,
    LEVEL_TAIL_BEGUN,
    LEVEL_TAIL_LETTERS,
    PLAIN_NAME,
    POINTS_ALONE,
    PRINTED_TAIL,
    SUFFIX,
    WEIGHT_BEHIND,
    WEIGHT_IN_POINTS,
)
from docparse.lexicons.indicator_words import load_indicator_words
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from docparse.evaluating.fragments import Fragment


class LevelWord(NamedTuple):
    """A stretch of fragments that may name a level.

    Attributes:
        end: Index after its last fragment.
        level1: How unlike a level-1 word it is: 0 for a known one.
        level2: Likewise for level 2.
        whole: One fragment spells it with all its letters.
    """

    end: int
    level1: float
    level2: float
    whole: bool = False

    @property
    def known(self) -> bool:
        """Whether it is a known word of one of the levels."""
        return self.level1 < _KNOWN or self.level2 < _KNOWN


_KNOWN = 1.0
_MOST_PIECES = 7
_LONGEST = 24
# Costs of words that are not known as such.
_OTHER_LEVEL = 1.5
_MISSPELT = 1.5
_WITHOUT_SUFFIX = 0.7
# Points stand behind words of level 1; where a word is known as both, it is rather this one.
_POINTS_BEHIND = 0.8
_NAMED_SO = 3.0
# Points stand behind an unknown word: rather a level than a name, where a name follows.
_WEIGHED = 1.0
_SHORT_TEXT = 3.0
_LONGER_TEXT = 4.0
_SEEN = 2.0
_SHORT = 6
_LONGEST_UNKNOWN = 12
_LONGEST_NAMED_SO = 10
_FEWEST_TO_MISSPELL = 4


@lru_cache(maxsize=1024)
def level_weight(text: str) -> str | None:
    """The weight that a level-1 cell carries behind its name, None where it has none.

    >>> level_weight("产出指标（50分）")
    '50'
    """
    found = LEVEL_TAIL.search(fold(text))
    return found["weight"] if found else None


@lru_cache(maxsize=1024)
def level_name(text: str) -> str:
    """A level cell without the weight behind its name, white space left out.

    >>> level_name("产出 指标 (50分)")
    '产出指标'
    """
    bare = "".join(text.split())
    return WEIGHT_BEHIND.sub("", bare)


def level_prefix(text: str) -> int:
    """The length of the level word with all its letters that a text begins with, its tail included; else 0.

    >>> level_prefix("数量指标培训人数"), level_prefix("数量指标等"), level_prefix("质量提升")
    (4, 5, 0)
    """
    if text[:2] not in _heads():
        return 0
    words = _words()
    found = (end for end in range(min(len(text), _LONGEST), _SHORT_WORD, -1) if text[:end] in words)
    end = next((end for end in found if text[:end].endswith(SUFFIX)), 0)
    tail = PRINTED_TAIL.match(text, end) if end else None
    return tail.end() if tail else end


_SHORT_WORD = 3


def may_begin_level(text: str) -> bool:
    """Whether the first characters of a text do not rule out that a level word begins with it, perhaps torn.

    >>> may_begin_level("数量"), may_begin_level("数"), may_begin_level("培训人数")
    (True, True, False)
    """
    begin, heads = text[:2], _heads()
    return begin in heads or (text[:1] in heads and not begin[1:].isalpha())


def holds_levels(text: str) -> bool:
    """Whether a text is no name alone: level words stand before it, several, or one that says that it is an indicator.

    >>> holds_levels("社会效益指标可持续影响指标"), holds_levels("社会效益指标"), holds_levels("成本控制情况")
    (True, False, False)
    """
    words, at, count, named = _words(), 0, 0, False
    while text[at : at + 2] in _heads():
        end = next((end for end in range(min(len(text), at + _LONGEST), at, -1) if text[at:end] in words), 0)
        if not end:
            break
        count, named, at = count + 1, named or text[at:end].endswith(SUFFIX), end
    return count > 1 or (named and at < len(text))


def find_level_words(
    fragments: Sequence[Fragment], names: Sequence[bool], seen: Collection[str]
) -> list[tuple[LevelWord, ...]]:
    """For each fragment the level words that may begin with it.

    Args:
        fragments: Those of a body.
        names: For each whether it may begin a name: behind a word that no form knows one stands, or another level.
        seen: Texts that stand before others again and again.
    """
    openings = [_opening(text) if len(text) <= 2 * _LONGEST else None for text in [each.text for each in fragments]]
    behind = (*names[1:], False)
    return [
        () if opening is None else _words_at(fragments, index, opening, seen if behind[index] else None)
        for index, opening in enumerate(openings)
    ]


class _Opening(NamedTuple):
    """What a fragment says that a level word may begin with, by its text alone.

    Attributes:
        text: Its text, folded.
        costs: What it costs as each of the two levels where it spells a known word.
        whole: It spells one with all its letters.
        more: What a text may begin with that makes it a known word with this one before it, or gives it a tail.
        unlike: What it costs where it is none; None where it can be no level at all.
    """

    text: str
    costs: tuple[float, float] | None
    whole: bool
    more: frozenset[str]
    unlike: tuple[float, float] | None


@remembered(4096)
def _opening(text: str) -> _Opening | None:
    """What a text says as the beginning of a level word; None where it can be none."""
    text = "" if _MARKS.match(text) else _bare(text)
    if len(text) > _LONGEST:
        return None
    core, begun = _spelt_by(text) if text[:2] in _heads() else ("", False)
    costs, unlike = _costs_of(text, core), _unlike(text)
    if costs is None and not begun and unlike is None:
        return None
    more = frozenset(word[len(text)] for word in _words() if len(word) > len(text) and word.startswith(text))
    return _Opening(text, costs, core.endswith(SUFFIX), more | LEVEL_TAIL_LETTERS if begun else frozenset(), unlike)


def _words_at(
    fragments: Sequence[Fragment], index: int, opening: _Opening, seen: Collection[str] | None
) -> tuple[LevelWord, ...]:
    known = _spelt(fragments, index, opening)
    if known:
        return tuple(known)
    unlike = opening.unlike
    if unlike is None:
        return ()
    if min(unlike) >= _SHORT_TEXT:
        if seen is None:
            return ()
        unlike = (_SEEN, _SEEN) if opening.text in seen else unlike
    return (LevelWord(index + 1, *unlike),)


def _spelt(fragments: Sequence[Fragment], index: int, opening: _Opening) -> list[LevelWord]:
    """Known words that fragments from ``index`` on spell."""
    text, costs, whole, more, _ = opening
    end = index + 1
    found = [LevelWord(end, *costs, whole)] if costs else []
    last = min(len(fragments), index + _MOST_PIECES)
    begun = bool(more)
    while begun and end < last and fragments[end].gap != "tab":
        following = fragments[end].text
        if len(text) + len(following) > 2 * _LONGEST:
            break
        following = _bare(following)
        if end == index + 1 and following[:1] not in more:
            break
        text += following
        end += 1
        core, begun = _spelt_by(text)
        if costs := _costs_of(text, core):
            found.append(LevelWord(end, *costs))
    return found


def without_level_points(body: Sequence[Fragment]) -> Sequence[Fragment]:
    """A body without the points that stand in columns of their own behind words of level 1 and 2."""
    words = [level_of(fragment.text) is not None for fragment in body]
    return [
        fragment
        for fragment, behind_level in zip(body, (False, *words), strict=False)
        if not (behind_level and POINTS_ALONE.fullmatch(fragment.text))
    ]


class Spelling(NamedTuple):
    """How much of a level word a text spells.

    Attributes:
        begun: More characters could make it one, or give it a tail.
        whole: It is one; its weight is complete.
    """

    begun: bool
    whole: bool


@remembered(4096)
def spelling(text: str) -> Spelling:
    """How much of a level word a text without white space spells.

    >>> spelling("社会效益指"), spelling("产出指标")
    (Spelling(begun=True, whole=False), Spelling(begun=True, whole=True))
    """
    core, begun = _spelt_by(_bare(text))
    return Spelling(begun, core in _words())


def level_of(text: str) -> tuple[float, float] | None:
    """What a whole level word costs as level 1 and as level 2; None for other text."""
    return _words().get(_spelt_by(_bare(text))[0])


@remembered(4096)
def _spelt_by(text: str) -> tuple[str, bool]:
    """A folded text without the tail of a word, and whether it goes on."""
    tail = LEVEL_TAIL.search(text)
    return text[: tail.start()] if tail else text, _goes_on(text)


def _costs_of(text: str, core: str) -> tuple[float, float] | None:
    """What a text costs as level 1 and as level 2 that is a known word, perhaps with a tail; None where it is none."""
    costs = _words().get(core)
    if costs is not None and not any(costs) and level_weight(text) is not None:
        return 0.0, _POINTS_BEHIND
    return costs


def _goes_on(text: str) -> bool:
    """Whether more characters could make a text a word, or a word with a tail."""
    words = _words()
    if text in _prefixes() or text in words:
        return True
    begun = next((end for end in range(len(text), 1, -1) if text[:end] in words), 0)
    return bool(begun) and LEVEL_TAIL_BEGUN.fullmatch(text, begun) is not None


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return fold(text)


@remembered()
def _words() -> Mapping[str, tuple[float, float]]:
    """Known words with what they cost as level 1 and as level 2."""
    costs: dict[str, tuple[float, float]] = {}
    known: dict[str, set[str]] = {"level1": set(), "level2": set()}
    for label, places in load_evaluations().labels.items():
        for section, key in places:
            if section == "levels":
                known[key].add(label)
    stems = load_indicator_words().levels
    known["level2"].update(stem + SUFFIX for stem in stems)
    known["level1"].update(stem + SUFFIX for above in stems.values() for stem in above)
    for word in known["level1"] | known["level2"]:
        # A word of level 1 that names a level 2 with its suffix may be printed as one without it.
        one = 0 if word in known["level1"] else _OTHER_LEVEL
        two = 0 if word in known["level2"] or word + SUFFIX in known["level2"] else _OTHER_LEVEL
        costs[word] = one, two
        stem = word.removesuffix(SUFFIX)
        if stem != word and stem not in known["level1"] | known["level2"]:
            costs.setdefault(stem, (one + _WITHOUT_SUFFIX, two + _WITHOUT_SUFFIX))
    return costs


@remembered()
def _prefixes() -> frozenset[str]:
    return frozenset(word[:length] for word in _words() for length in range(1, len(word)))


@remembered()
def _heads() -> frozenset[str]:
    """What the text of the first piece of a word begins with: two characters, or one where it is torn so."""
    return frozenset(word[:length] for word in _words() for length in (1, 2))


@remembered(4096)
def _unlike(text: str) -> tuple[float, float] | None:
    """What an unknown text costs as level 1 and as level 2; None where it can be neither."""
    weighed = WEIGHT_IN_POINTS.search(text)
    if weighed and PLAIN_NAME.fullmatch(text, 0, weighed.start()):
        return _WEIGHED, _WEIGHED
    if _MARKS.search(text):
        return None
    if len(text) >= _FEWEST_TO_MISSPELL:
        for word, (one, two) in _words().items():
            if len(word) == len(text) and sum(a != b for a, b in zip(word, text, strict=True)) == 1:
                return one + _MISSPELT, two + _MISSPELT
    if text.endswith(SUFFIX) and _FEWEST_TO_MISSPELL <= len(text) <= _LONGEST_NAMED_SO:
        return _NAMED_SO + _OTHER_LEVEL, _NAMED_SO
    if not 1 < len(text) <= _LONGEST_UNKNOWN:
        return None
    return (_SHORT_TEXT, _SHORT_TEXT) if len(text) <= _SHORT else (_LONGER_TEXT, _LONGER_TEXT)


_MARKS = pattern(r"[\d,.;:。；：≥≤><=%]")
