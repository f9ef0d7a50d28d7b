"""What a page prints around its text: page numbers, running heads and feet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from docparse.narrative.rows import ENDED
from docparse.patterns import pattern
from docparse.segmenting.lines import PAGE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

_BARE_NUMBER = pattern(r"\d{1,3}")
_DIGITS = pattern(r"\d+")
LONGEST_RUNNING_HEAD = 40
FEWEST_REPEATS = 3


class PrintedLines(NamedTuple):
    """Lines without what a page prints around its text.

    Attributes:
        lines: The lines that are left.
        broken: The numbers of those among them that a page break stands before.
    """

    lines: tuple[Line, ...]
    broken: frozenset[int]


def without_furniture(lines: Sequence[Line]) -> PrintedLines:
    """The lines without page numbers and without heads and feet that pages repeat."""
    numbers = _page_numbers(lines)
    furniture = numbers | _running_heads(lines, numbers)
    left: list[Line] = []
    broken: set[int] = set()
    after_break = False
    for at, line in enumerate(lines):
        if at in furniture:
            after_break = True
            continue
        if after_break or "\f" in line.text:
            broken.add(line.number)
        left.append(line)
        after_break = False
    return PrintedLines(tuple(left), frozenset(broken))


def _page_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """The indices of lines that hold a page number: marked as such, or a bare number of a rising row of them."""
    found = set()
    bare: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        text = line.text.strip()
        if len(text) <= 3 and _BARE_NUMBER.fullmatch(text):
            bare.append((at, int(text)))
        elif len(text) <= 24 and PAGE_NUMBER.match(text):
            found.add(at)
    for place, (at, number) in enumerate(bare):
        before = bare[place - 1][1] if place else None
        after = bare[place + 1][1] if place + 1 < len(bare) else None
        rising = (before is not None and before < number) or (after is not None and number < after)
        if rising or _stands_between_sentences(lines, at):
            found.add(at)
    return frozenset(found)


def _stands_between_sentences(lines: Sequence[Line], at: int) -> bool:
    return at == 0 or at + 1 == len(lines) or bool(ENDED.search(lines[at - 1].text.rstrip()))


def _running_heads(lines: Sequence[Line], numbers: frozenset[int]) -> frozenset[int]:
    """The indices of short lines that come again and again beside page breaks."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        text = line.text.strip()
        if 2 < len(text) <= LONGEST_RUNNING_HEAD and at not in numbers and not ENDED.search(text):
            places.setdefault(_DIGITS.sub("0", text), []).append(at)
    found: set[int] = set()
    for repeated in places.values():
        if len(repeated) >= FEWEST_REPEATS:
            beside = Counter(_beside_page_break(lines, at, numbers) for at in repeated)
            if 2 * beside[True] > len(repeated):
                found.update(repeated)
    return frozenset(found)


def _beside_page_break(lines: Sequence[Line], at: int, numbers: frozenset[int]) -> bool:
    if at - 1 in numbers or at + 1 in numbers or "\f" in lines[at].text:
        return True
    return at + 1 < len(lines) and "\f" in lines[at + 1].text
