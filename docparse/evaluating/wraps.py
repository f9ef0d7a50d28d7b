"""Wrapped text: how full lines are, and which characters on both sides of a gap belong together."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.costs import DATE_TORN, SEEN_TOGETHER, WORD_TORN
from docparse.evaluating.quantities import is_unit
from docparse.evaluating.traits import Trait, trait
from docparse.lexicons.indicator_patterns import BEFORE_TORN_DATE, BEHIND_TORN_DATE, TORN_DATE
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docparse.evaluating.fragments import Fragment

# Text that is printed again so soon after was probably printed for the same reason: a name, and what was reached.
_REPEATED_WITHIN = 16
_FEWEST_REPEATED = 4
_LONGEST_REPEATED = 60
# In a longer body nothing is looked for.
_LONGEST_BODY = 20_000
_FEWEST_AROUND = 3
_NUMBERS = frozenset(("number", "quantity", "measure"))
_LONGEST_UNIT = 8
_BLANK = 0.5
# Two characters make a word where they follow each other so often, and for so large a part of one of them.
_FEWEST_PAIRS = 2
_BOUND = 0.3

# A text leads others that stands so often before them, and mostly.
_FEWEST_LEADING = 2
_LONGEST_LEADING = 12
_MOSTLY = 0.8

_DIGITS = frozenset("0123456789")
_UNIT_AT_END = pattern(r"(?:^|\d)([^\d\s≥≤><=]{1,8})$", re.ASCII)


class Corpus(NamedTuple):
    """What the text of a report's forms shows of its words.

    Attributes:
        pairs: How often two characters follow each other.
        single: How often each character is printed.
        leading: Texts that stand between other texts again and again, and hardly beside values: neither names of
            indicators nor what explains their deviations.
    """

    pairs: Mapping[tuple[str, str], int]
    single: Mapping[str, int]
    leading: frozenset[str]

    def holds(self, left: str, right: str) -> bool:
        """Whether two characters make a word, as far as the text shows."""
        count = self.pairs.get((left, right), 0)
        return count >= _FEWEST_PAIRS and count >= _BOUND * min(self.single[left], self.single[right])


def build_corpus(bodies: Sequence[Sequence[Fragment]], wrapped: Sequence[bool]) -> Corpus:
    """The corpus of the bodies of a report.

    Args:
        bodies: Fragments of the indicators of each form.
        wrapped: For each whether text in it may be torn by line ends: nothing else holds its cells apart.
    """
    torn = (body for body, own in zip(bodies, wrapped, strict=True) if own)
    text = "\n".join(fragment.text for fragments in torn for fragment in fragments)
    return Corpus(Counter(pairwise(text)), Counter(text), _leading(bodies))


def _leading(bodies: Iterable[Sequence[Fragment]]) -> frozenset[str]:
    texts = [[fragment.text for fragment in body] for body in bodies]
    counts = Counter(text for body in texts for text in body if len(text) <= _LONGEST_LEADING)
    again = {text for text, count in counts.items() if count >= _FEWEST_LEADING and trait(text).kind == "text"}
    between: Counter[str] = Counter()
    for body in texts:
        for index, text in enumerate(body[:-1]):
            if text in again and _is_text(body[index + 1]) and (not index or _is_text(body[index - 1], or_mark=True)):
                between[text] += 1
    return frozenset(text for text in again if between[text] > _MOSTLY * counts[text])


def _is_text(text: str, *, or_mark: bool = False) -> bool:
    kind = trait("".join(text.split())).kind
    return kind == "text" or (or_mark and kind == "mark")


def run_widths(
    fragments: Sequence[Fragment], traits: Sequence[Trait], gaps: Sequence[str]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Widths of the text that begins with each fragment, and that ends with it, on its line.

    A number and the word behind it are one text though a blank stands between them.
    """
    blank = [0.0] * len(fragments)
    for index, gap in enumerate(gaps):
        spaced = gap == "thin" and traits[index - 1].kind in _NUMBERS and not fragments[index].text[:1].isascii()
        blank[index] = _BLANK if spaced else 0.0 if gap == "glue" else -1.0
    tail: list[float] = []
    for index, each in enumerate(traits):
        tail.append(each.width + blank[index] + tail[-1] if index and blank[index] >= 0 else each.width)
    head = [each.least for each in traits]
    for index in range(len(fragments) - 2, -1, -1):
        if blank[index + 1] >= 0:
            head[index] += blank[index + 1] + head[index + 1]
    return tuple(head), tuple(tail)


def repeated(fragments: Sequence[Fragment], traits: Sequence[Trait]) -> tuple[bool, ...]:
    """For each fragment whether its text begins at a fragment shortly before it, or is that of the next one."""
    texts = [fragment.text for fragment in fragments]
    joined = "".join(texts)
    places = list(accumulate(map(len, texts), initial=0))
    found = [False] * len(texts)
    for index, text in enumerate(texts):
        if traits[index].kind != "text":
            continue
        if index + 1 < len(texts) and text == texts[index + 1]:
            found[index] = found[index + 1] = True
        elif not found[index] and _FEWEST_REPEATED <= len(text) <= _LONGEST_REPEATED:
            first, here = max(0, index - _REPEATED_WITHIN), places[index]
            if joined.find(text, places[first], here) >= 0:
                found[index] = any(joined.startswith(text, place, here) for place in places[first:index])
    return tuple(found)


def together(
    fragments: Sequence[Fragment], traits: Sequence[Trait], gaps: Sequence[str], corpus: Corpus
) -> list[float]:
    """For each fragment how much speaks for its going on what stands before it, as a (negative) cost.

    The characters around the gap stand together elsewhere in the body, or are one date or unit that is torn.
    """
    texts = [fragment.text for fragment in fragments]
    joined = "\n".join(texts)
    joined = joined if len(joined) <= _LONGEST_BODY else ""
    found = [0.0] * len(texts)
    for index, text in enumerate(texts):
        if gaps[index] == "tab" or not index:
            continue
        before = texts[index - 1]
        if _is_torn_unit(before, text) or _is_torn_date(before, text, texts[index + 1 : index + 2]):
            found[index] = DATE_TORN
        elif traits[index].kind == "text" and traits[index - 1].kind == "text":
            around = before[-2:] + text[:2]
            if len(around) >= _FEWEST_AROUND and around in joined:
                found[index] = SEEN_TOGETHER
            elif corpus.holds(before[-1], text[0]):
                found[index] = WORD_TORN
    return found


def _is_torn_unit(before: str, text: str) -> bool:
    """Whether a unit is torn between two fragments: 30元/平 | 方米."""
    if len(text) > _LONGEST_UNIT or len(before) > 2 * _LONGEST_UNIT or before[-1:] in _DIGITS:
        return False
    unit = _begun_unit(before)
    return bool(unit) and is_unit(unit + text)


def _is_torn_date(before: str, text: str, following: Sequence[str]) -> bool:
    """Whether a date is torn between two fragments: 2031年6 | 月底; a number may be a month with what follows it."""
    if before[-1:] not in BEFORE_TORN_DATE or text[:1] not in BEHIND_TORN_DATE:
        return False
    behind = "".join((text, *following)) if text.isdecimal() else text
    return TORN_DATE.search(before[-5:] + "|" + behind[:3]) is not None


@lru_cache(maxsize=4096)
def _begun_unit(text: str) -> str:
    """What stands behind the last number of a short text, where it is no unit by itself; else nothing."""
    unit = _UNIT_AT_END.search(text)
    return unit[1] if unit and not is_unit(unit[1]) else ""
