"""Labels at the side of a block, with the points of the block in brackets, torn over the lines of its rows.

A narrow column holds a word or two of the label on each line, beside the header and the first rows. Text by height
prints them where a row begins, as if they were level words or names of sources. Here they are put one behind the other
where the first of them stands, so that they are a label again.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.grammars.evaluations import words_of
from docparse.grammars.in_use import remembered
from docparse.lexicons.indicator_patterns import LEVEL_TAIL, LEVEL_TAIL_BEGUN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.labels import Hit

_NAMES = ("project_name", "department", "implementing_unit")
_LONG = ("responsibilities", "overall_goal")
_SECTIONS = ("funds", "goals", "tasks", "indicators")
_LINE_GAPS = frozenset(("first", "line", "blank", "page"))
# The pieces of a label stand no more lines apart; what is longer is none.
_APART = 3
_LONGEST = 16
_LONGEST_END = 4
_MOST_DIGITS = 3
_SENTENCE_END = "。"
# What a line of two names holds of which the label of one is torn.
_LABEL_AND_NAMES = 3


def sides_together(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """The fragments of a form, the pieces of each label at the side of a block put where the first of them stands."""
    if any(fragment.gap == "tab" for fragment in fragments):
        return tuple(fragments)
    begins = [index for index, fragment in enumerate(fragments) if fragment.gap in _LINE_GAPS]
    texts = [fold(fragments[index].text[:_LONGEST]) for index in begins]
    beginnings, labels = _beginnings(), _labels()
    places: dict[int, tuple[int, ...]] = {}
    done = 0
    for order, text in enumerate(texts):
        if order < done or text not in beginnings:
            continue
        spelt = max((_spelt(texts, order, label) for label in labels if label.startswith(text)), key=len)
        if len(spelt) > 1:
            pieces = tuple(begins[piece] for piece in spelt)
            places[_place(fragments, begins, order, pieces)] = pieces
            done = spelt[-1] + 1
    around = _names_around(fragments, begins)
    places = {place: pieces for place, pieces in places.items() if pieces not in around.values()}
    places |= _ends_of_names(fragments, begins) | around
    return _moved(fragments, places) if places else tuple(fragments)


def group_at_side(fragments: Sequence[Fragment], hits: Sequence[Hit], body: int, end: int) -> tuple[int, ...]:
    """The pieces of a label that stands above the fields of a head elsewhere, and torn at the side of a block here.

    Where a sentence ends before it, or fields stand there too, it begins another part.

    Args:
        fragments: Those of the form.
        hits: The labels among them.
        body: Where the body of the block begins.
        end: Where it ends.
    """
    own = [hit for hit in hits if body <= hit.first < end and "head" in hit.keys]
    if not own or any(hit.key("head") != "group" or hit.end == hit.first + 1 for hit in own):
        return ()
    first = own[0].first
    if first > body and fragments[first - 1].text.endswith(_SENTENCE_END):
        return ()
    return tuple(range(first, own[0].end))


def _ends_of_names(fragments: Sequence[Fragment], begins: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Ends of labels of names that stand alone below the beginning of the label, and before what they are put."""
    names, endings = words_of("head", *_NAMES), _endings()
    found: dict[int, tuple[int, ...]] = {}
    for line, (start, end) in enumerate(pairwise((*begins, len(fragments)))):
        if not line or end - start > 1 or len(fragments[start].text) > _LONGEST_END:
            continue
        text = fold(fragments[start].text)
        if text not in endings:
            continue
        for index in range(begins[line - 1] + 1, start - 1):
            if fold(fragments[index].text) + text in names and fold(fragments[index].text) not in names:
                found[index + 1] = (start,)
    return found


def _names_around(fragments: Sequence[Fragment], begins: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Labels of names whose beginning stands alone above their line and whose end alone below, and where they belong.

    On the line stand the names, and a label that is not torn: the torn one is that of the name that has none.
    """
    names = words_of("head", *_NAMES)
    lines = list(pairwise((*begins, len(fragments))))
    found: dict[int, tuple[int, ...]] = {}
    for (upper, start), (_, end), (lower, after) in zip(lines, lines[1:], lines[2:], strict=False):
        if start - upper > 1 or after - lower > 1 or end - start != _LABEL_AND_NAMES:
            continue
        above, below = (fold(fragments[index].text[:_LONGEST]) for index in (upper, lower))
        own = [index for index in range(start, end) if fold(fragments[index].text[:_LONGEST]) in names]
        if above + below in names and above not in names and own in ([start], [start + 1]):
            found[start + 2 if own == [start] else start] = (upper, lower)
    return found


@remembered()
def _labels() -> tuple[str, ...]:
    """Labels at the side of blocks, and those of a head that stand above others, before a name or a long text."""
    blocks = {label for section in _SECTIONS for label in words_of(section, "block")}
    return tuple(sorted(blocks | set(words_of("head", "group", *_NAMES, *_LONG))))


@remembered()
def _beginnings() -> frozenset[str]:
    return frozenset(label[:end] for label in _labels() for end in range(1, len(label) + 1))


@remembered()
def _endings() -> frozenset[str]:
    """What labels of names end with."""
    return frozenset(label[begin:] for label in words_of("head", *_NAMES) for begin in range(len(label)))


def _spelt(texts: Sequence[str], first: int, label: str) -> tuple[int, ...]:
    """Which of the texts that begin lines spell a label, and the points in brackets behind it; none where none do.

    Points that others follow are those of a level: each has its own.
    """
    found = [first]
    spelt = texts[first]
    whole = len(found) if spelt == label else 0
    order = first
    while order - found[-1] < _APART and order + 1 < len(texts):
        order += 1
        together = spelt + texts[order]
        tail = together[len(label) :]
        if label.startswith(together) or (together.startswith(label) and _begins_tail(tail)):
            spelt = together
            found.append(order)
            if spelt == label:
                whole = len(found)
            elif LEVEL_TAIL.fullmatch(tail):
                of_level = label in words_of("indicators", "block") and _has_points(texts[order + 1 :])
                return tuple(found[:whole] if of_level else found)
    return tuple(found[:whole])


def _begins_tail(text: str) -> bool:
    """Whether a text is the points in brackets or their beginning: an amount behind the bracket is none."""
    begins = text.startswith("(") and LEVEL_TAIL_BEGUN.fullmatch(text) is not None
    return begins and sum(map(str.isdigit, text.partition(".")[0])) <= _MOST_DIGITS


def _has_points(texts: Sequence[str]) -> bool:
    return any(_begins_tail(text[text.find("(") :]) for text in texts if "(" in text)


def _place(fragments: Sequence[Fragment], begins: Sequence[int], first: int, pieces: Sequence[int]) -> int:
    """Before which fragment a label is put: its first piece; the line above where points of a level stand behind it."""
    behind = next((index for index in range(begins[first] + 1, len(fragments)) if index not in pieces), 0)
    return begins[first - 1] if first and behind and _begins_tail(fold(fragments[behind].text)) else begins[first]


def _moved(fragments: Sequence[Fragment], places: dict[int, tuple[int, ...]]) -> tuple[Fragment, ...]:
    """Fragments with some put before others; what stood behind one that began a line begins the line instead."""
    moved = {index for pieces in places.values() for index in pieces}
    found: list[Fragment] = []
    begun: Fragment | None = None
    for index, fragment in enumerate(fragments):
        if index in places:
            first, *others = (fragments[piece] for piece in places[index])
            found += [first._replace(gap=fragment.gap), *(piece._replace(gap="space") for piece in others)]
        if index in moved:
            begun = None if index in places else fragment
            continue
        if begun is not None and begun.line == fragment.line:
            fragment = fragment._replace(gap=begun.gap)
        begun = None
        found.append(fragment)
    return tuple(found)
