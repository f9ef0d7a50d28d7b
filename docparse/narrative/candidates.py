"""Where a heading may stand: numbers before words that can be a title, one by one, without a look at the outline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.lexicons.heading_words import load_heading_words
from docparse.narrative.titles import Title, ends_as_title, is_rest_of_title, title_at
from docparse.patterns import pattern
from docparse.segmenting.numbering import Numbering, bare_numbering_of, numbering_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.narrative.passages import Passage

# A row of bare numerals is believed from so many on.
SHORTEST_BARE_ROW = 3
LONGEST_TITLE_BELOW = 40
# A title goes on in the next passage only across so many lines.
FARTHEST_BELOW = 4
# Kinds that number the great parts, whose titles may be long and set in large type.
GREAT_KINDS = ("part", "chapter", "section")

_MARKUP = pattern(r"#{1,6} ?")
_INNER = pattern(r"(?<=[。；：:;])(?=[第〇一二三四五六七八九十(（\d①-⑳])")


class Candidate(NamedTuple):
    """A place that may be a heading.

    Attributes:
        at: The index of its passage.
        start: The index in the passage at which its number begins.
        number: The number; None for a heading of markup without one.
        title: Its words on that passage; empty where they stand on the next one.
        below: The index of the passage that holds the title, or the rest of it; None mostly.
        beside: Whether it counts on from the heading before it in another manner (（二） … 3、).
        markup: The depth that markup gives it (##: 2); 0 where there is none.
    """

    at: int
    start: int
    number: Numbering | None
    title: Title
    below: int | None = None
    beside: bool = False
    markup: int = 0


class Numbered(NamedTuple):
    """The numbers that passages begin with, and the candidates among them and inside of them.

    Attributes:
        numbers: For each passage its number.
        candidates: The candidates in the order of the text.
        titles: The indices of passages that hold a title, or its rest, whose number stands on the one before.
    """

    numbers: tuple[Numbering | None, ...]
    candidates: tuple[Candidate, ...]
    titles: frozenset[int]


def candidates_of(passages: Sequence[Passage]) -> Numbered:
    """The candidates in the order of the text."""
    numbers = [numbering_of(passage.text, _markup_end(passage.text)) for passage in passages]
    _number_bare_rows(passages, numbers)
    found: list[Candidate] = []
    for at, passage in enumerate(passages):
        candidate = _candidate(passages, numbers, at)
        if candidate is not None:
            found.append(candidate)
            if candidate.title.manner == "leading":
                found += _inner(passage, candidate)
        elif at + 1 < len(passages) and numbers[at + 1] is not None:
            found += _last_words(passage, at, numbers[at + 1])
    titles = frozenset(candidate.below for candidate in found if candidate.below is not None)
    return Numbered(tuple(numbers), tuple(found), titles)


def _markup_end(text: str) -> int:
    found = _MARKUP.match(text)
    return found.end() if found else 0


def _number_bare_rows(passages: Sequence[Passage], numbers: list[Numbering | None]) -> None:
    """Numbers the passages that begin with 一, 二, 三 … in a row, without marks behind the numerals."""
    signals = load_heading_words().signal
    row: list[tuple[int, Numbering]] = []
    for at in range(len(passages) + 1):
        bare = None
        if at < len(passages) and numbers[at] is None:
            bare = bare_numbering_of(passages[at].text)
            if bare is None or passages[at].text.startswith(signals, bare.end):
                continue
        if bare is not None and bare.value == len(row) + 1:
            row.append((at, bare))
            continue
        if len(row) >= SHORTEST_BARE_ROW:
            for place, number in row:
                numbers[place] = number
        row = [(at, bare)] if bare is not None and bare.value == 1 else []


def _candidate(passages: Sequence[Passage], numbers: Sequence[Numbering | None], at: int) -> Candidate | None:
    """The candidate that a passage begins with."""
    passage, number = passages[at], numbers[at]
    start = _markup_end(passage.text)
    if number is None and not start:
        return None
    title = title_at(passage, number.end if number else start)
    if title is None or (number is None and title.start == title.end):
        return None
    below = None
    if title.manner == "alone" and number is not None:
        below = _title_below(passages, numbers, at, passage.text[title.start : title.end])
        if title.start == title.end and below is None and number.kind not in GREAT_KINDS:
            return None
    return Candidate(at, start, number, title, below, markup=passage.text.count("#", 0, start))


def _title_below(passages: Sequence[Passage], numbers: Sequence[Numbering | None], at: int, words: str) -> int | None:
    """The index of the next passage if it holds the title of a bare number, or the rest of a parted title."""
    below = at + 1
    if below == len(passages) or numbers[below] is not None:
        return None
    passage = passages[below]
    if passage.text[0] in "（(" or len(passage.text) > LONGEST_TITLE_BELOW:
        return None
    if words and not is_rest_of_title(passage.text) and (ends_as_title(words) or not ends_as_title(passage.text)):
        return None
    title = title_at(passage, 0)
    near = passage.line - passages[at].last_line <= FARTHEST_BELOW
    return below if near and title is not None and title.manner == "alone" else None


def _inner(passage: Passage, first: Candidate) -> Iterator[Candidate]:
    """Further headings inside a passage that begins with one: （一）存在问题：… （二）整改措施：…."""
    last = first
    nested = set()
    for place in _INNER.finditer(passage.text, first.title.end + 1):
        number = numbering_of(passage.text, place.start())
        if number is None or last.number is None or first.number is None:
            continue
        beside = number.kind != first.number.kind
        if number.value == 1:
            nested.add(number.kind)
        if number.value != last.number.value + 1 or (beside and number.kind in nested):
            continue
        title = title_at(passage, number.end)
        if title is None or title.manner != "leading" or (beside and numbering_of(passage.text, title.end + 1)):
            continue
        last = Candidate(first.at, place.start(), number, title, beside=beside)
        yield last


def _last_words(passage: Passage, at: int, following: Numbering | None) -> Iterator[Candidate]:
    """The first title of a row whose others stand on the lines below: … 。1、准备工作 / 2、组织实施."""
    places = [place.start() for place in _INNER.finditer(passage.text)]
    number = numbering_of(passage.text, places[-1]) if places else None
    if number is None or following is None or (number.kind, number.value + 1) != (following.kind, following.value):
        return
    title = title_at(passage, number.end)
    if title is not None and title.manner == "alone":
        yield Candidate(at, places[-1], number, title)
