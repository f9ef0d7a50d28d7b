"""Where one text ends and the next begins, seen from their sentences: what was planned, then what was reached.

A report on what was reached goes through the goals in their order and with many of their words, numbers and nouns. So
its border is where the sentences behind it answer those before it one by one.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.patterns import pattern
from docparse.segmenting.numbering import Numbering, numbering_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment

_END = pattern(r"[。；;！!？?]+")
_END_MATCHES = ("。", "；")
_END_MISSES = ("，", ".")
_LIST_END = ("；", ";")
_MARKS = frozenset("，,、。；;：:（）()“”0123456789.%％ ")
# More sentences are not compared: no goal has so many.
_MOST_SENTENCES = 40
_SHORTEST = 4
# Two sentences with so many words in common say the same of the same.
_ALIKE = 0.5
# What is worth how much: a sentence that is answered in its order, one answered out of order, one answered on its own
# side; the words of sentences that answer each other; as many sentences on both sides.
_IN_ORDER, _CROSSING, _SAME_SIDE = 2.0, 0.75, 1.0
_MOST_PAIRS = 3
_COMMON = 4.0
_UNEQUAL = 1.0
# A list parted by semicolons ends with a full stop.
_LIST_ENDS, _LIST_GOES_ON = 1.5, 1.0
# A word of plans or of reports on the wrong side.
_WORD, _MOST_WORDS = 0.75, 3


# A list that goes on behind a border, and one that begins anew on one side of it.
_GOES_ON, _BEGINS_ANEW = 6.0, 2.0


class _Sentence(NamedTuple):
    """A sentence of the texts.

    Attributes:
        first: The index of the fragment that it begins, -1 where it begins inside one.
        letters: Its letters and Chinese characters.
        pairs: Each two characters that stand beside each other in it.
        number: The number that it begins with in a list.
    """

    first: int
    text: str
    letters: frozenset[str]
    pairs: frozenset[str]
    number: Numbering | None


def border_costs(texts: Sequence[Fragment]) -> dict[int, float]:
    """What speaks against a border before a fragment that begins a sentence, by the fragment's index."""
    if len(texts) < 2:
        return {}
    parted = _sentences(texts)
    if not 2 <= len(parted) <= _MOST_SENTENCES:
        return {}
    sentences = [_sentence(first, text) for first, text in parted]
    alike = _alike(sentences)
    words = [leaning(sentence.text) for sentence in sentences]
    listed = any(sentence.number for sentence in sentences)
    return {
        sentence.first: _answers(alike, order)
        + _common(sentences, order)
        + _ends(sentences, order)
        + (_numbers(sentences, order) if listed else 0.0)
        + _words(words, order)
        for order, sentence in enumerate(sentences)
        if order and sentence.first > 0
    }


def _sentences(texts: Sequence[Fragment]) -> list[tuple[int, str]]:
    """The sentences of texts, pieces of one in several fragments joined; an item of a list begins one.

    With each stands the index of the fragment that it begins, -1 where it begins inside one.
    """
    begins: dict[int, int] = {}
    borders: list[int] = []
    joined = ""
    for index, fragment in enumerate(texts):
        begins[len(joined)] = index
        if numbering_of(fragment.text):
            borders.append(len(joined))
        joined += fragment.text
    ends = sorted({*(match.end() for match in _END.finditer(joined)), *borders, len(joined)})
    found = []
    start = 0
    for end in ends:
        text = joined[start:end]
        if len(text) >= _SHORTEST:
            found.append((begins.get(start, -1), text))
            start = end
    return found


def _sentence(first: int, text: str) -> _Sentence:
    pairs = frozenset(map(add, text, text[1:-1]))
    return _Sentence(first, text, frozenset(text) - _MARKS, pairs, numbering_of(text))


def _alike(sentences: Sequence[_Sentence]) -> list[tuple[int, int, float]]:
    """Pairs of sentences that say the same of the same, each worth the less, the more others are like them."""
    pairs = [
        (one, other)
        for one in range(len(sentences))
        for other in range(one + 1, len(sentences))
        if _share(sentences[one].pairs, sentences[other].pairs) >= _ALIKE
    ]
    counts = Counter(chain.from_iterable(pairs))
    return [(one, other, 1 / max(counts[one], counts[other])) for one, other in pairs]


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter of two sentences the other one holds."""
    return len(one & other) / max(min(len(one), len(other)), 1)


def _answers(alike: Sequence[tuple[int, int, float]], border: int) -> float:
    """What sentences that say the same of the same tell of a border."""
    cost = 0.0
    for one, other, worth in alike:
        if one < border <= other:
            cost -= worth * (_IN_ORDER if other - border == one else _CROSSING)
        else:
            cost += worth * _SAME_SIDE
    return max(-_MOST_PAIRS * _IN_ORDER, min(_MOST_PAIRS * _SAME_SIDE, cost))


def _common(sentences: Sequence[_Sentence], border: int) -> float:
    """What the words tell that each sentence has in common with the one that would answer it, and their number."""
    both = min(border, len(sentences) - border)
    shared = sum(_share(sentences[at].letters, sentences[border + at].letters) for at in range(both)) / both
    return _UNEQUAL * abs(len(sentences) - 2 * border) / len(sentences) - _COMMON * shared


def _ends(sentences: Sequence[_Sentence], border: int) -> float:
    """What the signs at the ends of the sentences tell of a border."""
    listed = [sentence.text.endswith(_LIST_END) for sentence in sentences]
    if listed[border - 1]:
        return _LIST_GOES_ON if not all(listed[:-1]) else 0.0
    return -_LIST_ENDS if border > 1 and all(listed[: border - 1]) else 0.0


def _numbers(sentences: Sequence[_Sentence], border: int) -> float:
    """What the numbers of lists tell of a border: a list goes on behind it, or begins anew on one side."""
    last: dict[str, int] = {}
    cost = 0.0
    for order, sentence in enumerate(sentences):
        if sentence.number is None:
            continue
        kind, value = sentence.number.kind, sentence.number.value
        if order == border and value > 1 and last.get(kind) == value - 1:
            cost += _GOES_ON
        cost += _BEGINS_ANEW * (order != border and value == 1 and kind in last)
        last[kind] = value
    return cost


def _words(leanings: Sequence[int], border: int) -> float:
    """What words of plans behind a border and words of reports before it tell of it."""
    wrong = sum(leaning > 0 for leaning in leanings[:border]) + sum(leaning < 0 for leaning in leanings[border:])
    return _WORD * min(wrong, _MOST_WORDS)


def leaning(text: str) -> int:
    """1 for a sentence of a report, -1 for one of a plan, 0 for one that may be either."""
    reached, planned = _leaning_words()
    return any(word in text for word in reached) - any(word in text for word in planned)


@remembered()
def _leaning_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = load_evaluations()
    return tuple(words.words("words", "reached")), tuple(words.words("words", "planned"))
