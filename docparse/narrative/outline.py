"""The outline: headings of the prose, numbered or plainly titles, nested as the document nests them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from docparse.lexicons.heading_words import load_heading_words
from docparse.narrative.candidates import GREAT_KINDS, Candidate, candidates_of
from docparse.narrative.lists import without_lists, words_of
from docparse.narrative.paragraphs import WIDEST_GAP
from docparse.narrative.plain_titles import plain_titles
from docparse.narrative.titles import is_prompt
from docparse.segmenting.numbering import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.narrative.passages import Passage, Range

# What a heading without a number counts as among the kinds of numbers.
PLAIN = "plain"
_RANKS = {kind: rank for rank, kind in enumerate(KINDS)} | {PLAIN: len(KINDS)}


class Heading(NamedTuple):
    """A heading of the outline.

    Attributes:
        level: Its depth, from 1.
        number: Where its number stands in the normalised text; empty if none is printed.
        title: Where its title stands, without a closing full stop or colon; empty if none is printed.
        at: The index of the passage that it begins on.
        number_text: The number as printed.
        title_text: The title, its wraps undone.
    """

    level: int
    number: tuple[Range, ...]
    title: tuple[Range, ...]
    at: int
    number_text: str
    title_text: str

    @property
    def start(self) -> int:
        """The offset in the normalised text at which it begins."""
        return (self.number or self.title)[0][0]


def find_headings(passages: Sequence[Passage]) -> tuple[Heading, ...]:
    """The headings among passages of prose, in their order.

    Left out are items of lists that no text stands under, sentences that begin with a number, terms of a glossary,
    and titles of reports and tables.
    """
    numbered = candidates_of(passages)
    kept = without_lists(passages, numbered)
    taken = frozenset({found.at for found in kept} | {found.below for found in kept if found.below is not None})
    plain = plain_titles(passages, numbered, taken=taken)
    outline = _Outline(passages)
    for candidate in _without_report_title(sorted([*kept, *plain], key=lambda found: (found.at, found.start))):
        outline.take(candidate)
    return tuple(outline.headings)


def section_at(headings: Sequence[Heading], offset: int) -> int | None:
    """The index of the heading that a place of the normalised text stands under; None before the first one."""
    index = bisect_right(headings, offset, key=lambda heading: heading.start) - 1
    return index if index >= 0 else None


def _without_report_title(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates without the one title of the highest markup that stands before all numbers."""
    if not candidates or candidates[0].number is not None:
        return candidates
    markups = [candidate.markup for candidate in candidates if candidate.markup]
    only = markups.count(candidates[0].markup) == 1 and candidates[0].markup == min(markups)
    return candidates[1:] if only else candidates


class _Level(NamedTuple):
    """An open level: the kind of its numbers, and the depth that markup gives it (0 where there is none)."""

    kind: str
    markup: int


class _Glossary(NamedTuple):
    """The glossary that is open: what kind of heading ends it, and the last passage that belongs to it."""

    rank: int
    at: int


class _Outline:
    """The outline as far as it has been read.

    Attributes:
        headings: Its headings.
        levels: The levels that are open.
        prompt_depth: The depth of the latest title that is a prompt: those without a number are its neighbours.
        glossary: The glossary that is open.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.headings: list[Heading] = []
        self.levels: list[_Level] = []
        self.prompt_depth = 0
        self.glossary: _Glossary | None = None

    def take(self, candidate: Candidate) -> None:
        """Puts a candidate into the outline, unless it is a term of the glossary."""
        kind = candidate.number.kind if candidate.number else PLAIN
        if self._is_term(candidate, kind):
            return
        words = words_of(self.passages, candidate)
        if kind == PLAIN and words in load_heading_words().contents:
            return
        level = self._open(_Level(kind, candidate.markup), prompt=is_prompt(words), beside=candidate.beside)
        self.headings.append(_heading(self.passages, candidate, level))
        if any(word in words for word in load_heading_words().glossary):
            rank = _RANKS["section"] if kind == PLAIN else _RANKS[kind]
            self.glossary = _Glossary(rank, candidate.at)

    def _is_term(self, candidate: Candidate, kind: str) -> bool:
        if self.glossary is None:
            return False
        pairs = range(self.glossary.at, candidate.at)
        gap = any(self.passages[at + 1].line - self.passages[at].last_line > WIDEST_GAP for at in pairs)
        if gap or _RANKS[kind] <= self.glossary.rank or kind in GREAT_KINDS:
            self.glossary = None
            return False
        self.glossary = self.glossary._replace(at=candidate.at)
        return True

    def _open(self, level: _Level, *, prompt: bool, beside: bool) -> int:
        """Closes what the next heading ends and opens its level; the depth of that."""
        levels = self.levels
        if beside and levels:
            return len(levels)
        if level.kind == PLAIN and prompt and 0 < self.prompt_depth <= len(levels):
            del levels[self.prompt_depth :]
            return len(levels)
        del levels[next((at for at, open_level in enumerate(levels) if _ends(level, open_level)), len(levels)) :]
        levels.append(level)
        self.prompt_depth = len(levels) if prompt else self.prompt_depth
        return len(levels)


def _ends(level: _Level, other: _Level) -> bool:
    """Whether a heading of one level ends another that is open: its own kind, or an inner one.

    A title without a number ends what markup puts as deep, or else others of its kind; where it stands among numbers
    nothing says, so that no number of another kind ends it.
    """
    if PLAIN in (level.kind, other.kind):
        if level.markup and other.markup:
            return level.markup <= other.markup
        return level.kind == other.kind
    return _RANKS[level.kind] <= _RANKS[other.kind]


def _heading(passages: Sequence[Passage], candidate: Candidate, level: int) -> Heading:
    passage, title = passages[candidate.at], candidate.title
    number_end = candidate.number.end if candidate.number else candidate.start
    ranges = passage.ranges(title.start, title.end)
    if candidate.below is not None:
        below = passages[candidate.below]
        ranges += below.ranges(0, len(below.text))
    return Heading(
        level,
        passage.ranges(candidate.start, number_end),
        ranges,
        candidate.at,
        passage.text[candidate.start : number_end],
        words_of(passages, candidate),
    )


def titles_above(sections: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """For each section of the contract its title and those of the sections that it stands in, the nearest first."""
    found: list[tuple[str, ...]] = []
    open_ones: list[tuple[int, tuple[str, ...]]] = []
    for section in sections:
        while open_ones and open_ones[-1][0] >= section["level"]:
            open_ones.pop()
        titles = (section["title"], *(open_ones[-1][1] if open_ones else ()))
        open_ones.append((section["level"], titles))
        found.append(titles)
    return found
