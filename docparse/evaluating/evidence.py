"""What the fragments of an indicator body and the gaps between them say about cells, before any column is chosen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.glue import cut_glued
from docparse.evaluating.levels import LevelWord, find_level_words
from docparse.evaluating.quantities import is_unit
from docparse.evaluating.traits import Trait, trait

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docparse.evaluating.fragments import Fragment

_LINE_ENDS = frozenset(("line", "blank", "page", "first", "line+", "blank+", "page+"))
_BETWEEN = frozenset(("space", "thin", "wide", "tab"))
# Text that is printed again so soon after was probably printed for the same reason: a name, and what was reached.
_REPEATED_WITHIN = 16
_FEWEST_REPEATED = 4
_NUMBERS = frozenset(("number", "quantity", "measure"))


class Corpus(NamedTuple):
    """Which characters follow each other in the text of a report's forms, and how often each is printed."""

    pairs: Mapping[tuple[str, str], int]
    single: Mapping[str, int]

    def holds(self, left: str, right: str) -> bool:
        """Whether two characters make a word, as far as the text shows."""
        count = self.pairs.get((left, right), 0)
        return count >= _FEWEST_PAIRS and count >= _BOUND * min(self.single[left], self.single[right])


def build_corpus(bodies: Iterable[Sequence[Fragment]]) -> Corpus:
    """The corpus of the bodies of a report."""
    pairs: Counter[tuple[str, str]] = Counter()
    single: Counter[str] = Counter()
    for fragments in bodies:
        for fragment in fragments:
            single.update(fragment.text)
            pairs.update(zip(fragment.text, fragment.text[1:], strict=False))
    return Corpus(pairs, single)


_FEWEST_PAIRS = 2
_BOUND = 0.3


@dataclass(frozen=True, slots=True)
class Evidence:
    """A body's fragments, and for each of them by index:

    Attributes:
        traits: What it can be.
        gaps: What stands before it (see ``habits.GapKind``).
        line_end: Whether a line end stands before it.
        head: Width of the text that begins with it, on its line.
        tail: Width of the text that ends with it, on its line.
        levels: Level words that may begin with it.
        again: Whether its characters begin at a fragment shortly before, or right behind it, once more.
        together: How much the characters around the gap before it speak for its going on what is before it.
    """

    fragments: tuple[Fragment, ...]
    traits: tuple[Trait, ...]
    gaps: tuple[str, ...]
    line_end: tuple[bool, ...]
    head: tuple[float, ...]
    tail: tuple[float, ...]
    levels: tuple[tuple[LevelWord, ...], ...]
    again: tuple[bool, ...]
    together: tuple[float, ...]


def gather_evidence(fragments: Sequence[Fragment], corpus: Corpus) -> Evidence:
    """The evidence of a body; fragments that may hold several cells are cut."""
    fragments, glued = cut_glued(fragments)
    traits = tuple(trait(fragment.text) for fragment in fragments)
    gaps = tuple("glue" if index in glued else _gap(fragments, index) for index in range(len(fragments)))
    gaps = _mark_full_lines(gaps)
    head, tail = _run_widths(fragments, traits, gaps)
    return Evidence(
        fragments=fragments,
        traits=traits,
        gaps=gaps,
        line_end=tuple(gap in _LINE_ENDS for gap in gaps),
        head=head,
        tail=tail,
        levels=tuple(find_level_words(fragments)),
        again=_repeated(fragments, traits),
        together=_together(fragments, traits, corpus),
    )


def _gap(fragments: Sequence[Fragment], index: int) -> str:
    """What stands before a fragment; one blank beside a digit or Latin letter is thin."""
    gap = fragments[index].gap
    if index == 0:
        return "first"
    if gap == "first":
        return "line"
    if gap == "space" and (fragments[index - 1].text[-1:].isascii() or fragments[index].text[:1].isascii()):
        return "thin"
    return gap


def _mark_full_lines(gaps: tuple[str, ...]) -> tuple[str, ...]:
    """The gaps with those at line ends told apart by whether the line below holds several pieces."""
    marked = list(gaps)
    for index, gap in enumerate(gaps):
        if gap in _LINE_ENDS and gap != "first" and index + 1 < len(gaps) and gaps[index + 1] in _BETWEEN:
            marked[index] = gap + "+"
    return tuple(marked)


def _run_widths(
    fragments: Sequence[Fragment], traits: Sequence[Trait], gaps: Sequence[str]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Widths of the runs of text that thin blanks hold together, from each fragment on and up to each."""
    joined = [
        (gaps[index] == "thin" and traits[index - 1].kind in _NUMBERS and not fragment.text[:1].isascii()) or gaps[index] == "glue"
        for index, fragment in enumerate(fragments)
    ]
    tail: list[float] = []
    for index, each in enumerate(traits):
        tail.append(each.width + 0.5 + tail[-1] if joined[index] else each.width)
    head = [each.least for each in traits]
    for index in range(len(fragments) - 2, -1, -1):
        if joined[index + 1]:
            head[index] = traits[index].least + 0.5 + head[index + 1]
    return tuple(head), tuple(tail)


def _repeated(fragments: Sequence[Fragment], traits: Sequence[Trait]) -> tuple[bool, ...]:
    """For each fragment whether its text begins at a fragment shortly before it, or is that of the next one."""
    found = [False] * len(fragments)
    texts: list[str] = []
    starts: list[int] = []
    length = 0
    for index, fragment in enumerate(fragments):
        text = fragment.text
        if traits[index].kind == "text":
            if len(text) >= _FEWEST_REPEATED:
                near = starts[-_REPEATED_WITHIN] if len(starts) >= _REPEATED_WITHIN else 0
                joined = "".join(texts[-_REPEATED_WITHIN:])
                at = joined.find(text)
                while at >= 0 and not found[index]:
                    found[index] = at + near in starts[-_REPEATED_WITHIN:]
                    at = joined.find(text, at + 1)
            if index + 1 < len(fragments) and text == fragments[index + 1].text:
                found[index] = found[index + 1] = True
        texts.append(text)
        starts.append(length)
        length += len(text)
    return tuple(found)


def _together(fragments: Sequence[Fragment], traits: Sequence[Trait], corpus: Corpus) -> tuple[float, ...]:
    """For each fragment how much speaks for its going on what is before it, by the characters around the gap.

    They stand together elsewhere in the body, or are one date or unit that is torn.
    """
    joined = "\n".join(fragment.text for fragment in fragments)
    found = [0.0] * len(fragments)
    for index in range(1, len(fragments)):
        before, text = fragments[index - 1].text, fragments[index].text
        if _runs_on(before, text):
            found[index] = _TORN
        elif traits[index].kind == "text" and traits[index - 1].kind == "text":
            around = fragments[index - 1].text[-2:] + fragments[index].text[:2]
            if len(around) > _FEWEST_AROUND and around in joined:
                found[index] = _SEEN_TOGETHER
            elif corpus.holds(before[-1], text[0]):
                found[index] = _WORD_TORN
    return tuple(found)


_FEWEST_AROUND = 2
_SEEN_TOGETHER = 1.5
_WORD_TORN = 0.8
_TORN = 4.0
_TORN_DATE = re.compile(
    r"[年月]\d{1,2}\|[月日]|\d\|(?:[年月][底末初中]|日前)|\d年\|(?:\d{1,2}月|[底末初])|\d月\|(?:\d{1,2}(?:日|$)|[底末初])",
    re.ASCII,
)
_UNIT_AT_END = re.compile(r"(?:^|\d)([^\d\s≥≤><=]{1,8})$", re.ASCII)
_LONGEST_UNIT = 8


def _runs_on(before: str, text: str) -> bool:
    """Whether a date or a unit is torn between two fragments: 2022年6 | 月底, 30元/平 | 方米."""
    if _TORN_DATE.search(before[-5:] + "|" + text[:3]):
        return True
    if len(text) > _LONGEST_UNIT:
        return False
    unit = _UNIT_AT_END.search(before)
    return unit is not None and not is_unit(unit[1]) and is_unit(unit[1] + text)
