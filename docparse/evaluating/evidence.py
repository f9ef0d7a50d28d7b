"""What the fragments of an indicator body and the gaps between them say about cells, before any column is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.costs import (
    AFTER_SENTENCE,
    AFTER_VALUE,
    BEGINS_AGAIN,
    BEGINS_CLOSED,
    BEHIND_OPEN,
    BEHIND_POINTS,
    BEHIND_UNFINISHED,
    DATE_TORN,
    LEVEL_INSIDE,
    SAME_AGAIN,
    WHOLE_LEVEL_INSIDE,
)
from docparse.evaluating.glue import close_brackets, cut_glued, join_parted
from docparse.evaluating.levels import LevelWord, find_level_words
from docparse.evaluating.rules import SPACED
from docparse.evaluating.traits import Kind, Trait, trait
from docparse.evaluating.widths import COMPARES
from docparse.evaluating.wraps import Corpus, repeated, run_widths, together
from docparse.lexicons.indicator_patterns import LONE_WEIGHT, NAME_NUMBER, WEIGHT_IN_POINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment

_CLAUSE = "，"
_LINE_ENDS = frozenset(("line", "blank", "page", "first", "line+", "blank+", "page+"))
_VALUES = frozenset(("quantity", "measure", "number"))
# So many names at least begin with a number where names do, and so large a part of them.
_FEWEST_NUMBERED = 3
_NUMBERED = 0.7
_BREAKS = frozenset(("line", "blank", "page"))
# What is known of so long a text is kept.
_LONGEST_KEPT = 40
_BETWEEN = frozenset(("space", "thin", "wide", "tab"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A body's fragments, and for each of them what follows.

    Attributes:
        bare: Its characters without white space.
        traits: What it can be.
        gaps: What stands before it (see ``habits.GapKind``).
        tabs: How many tabs stand before it, on its line.
        line_end: Whether a line end stands before it.
        head: Width of the text that begins with it, on its line.
        tail: Width of the text that ends with it, on its line.
        levels: Level words that may begin with it.
        goes_on: As what it goes on in a cell (see ``costs.after_kind``).
        border: What speaks against a cell that begins with it.
        inside: What speaks against its going on in the cell before it.
        loose: It is a piece of a level cell that says nothing by itself.
        numbered: It begins with a number as names do, in a body where they do.
        all_numbered: Names of the body begin with numbers.
        clauses: It holds clauses of a sentence, or its end.
        opens: What it is as the beginning of a cell of text, and as points; None where it is none.
    """

    fragments: tuple[Fragment, ...]
    bare: tuple[str, ...]
    traits: tuple[Trait, ...]
    gaps: tuple[str, ...]
    tabs: tuple[int, ...]
    line_end: tuple[bool, ...]
    head: tuple[float, ...]
    tail: tuple[float, ...]
    levels: tuple[tuple[LevelWord, ...], ...]
    goes_on: tuple[str, ...]
    border: tuple[float, ...]
    inside: tuple[float, ...]
    loose: tuple[bool, ...]
    numbered: tuple[bool, ...]
    all_numbered: bool
    clauses: tuple[bool, ...]
    opens: tuple[tuple[str, Kind | None], ...]


def gather_evidence(body: Sequence[Fragment], corpus: Corpus, *, natures: bool) -> Evidence:
    """The evidence of a body; fragments that may hold several cells are cut.

    Args:
        body: The fragments below the header.
        corpus: The text of the report's indicators.
        natures: There is a column for operators and words such as 定性.
    """
    fragments, glued = cut_glued(join_parted(close_brackets(body)), natures=natures)
    texts = [_text(each.text) for each in fragments]
    bare = tuple([text.bare for text in texts])
    traits = tuple([text.trait for text in texts])
    gaps = _gaps(fragments, glued)
    head, tail = run_widths(fragments, traits, gaps)
    levels = tuple(find_level_words(fragments, [each.kind == "text" for each in traits], corpus.leading))
    bonds = together(fragments, traits, gaps, corpus)
    goes_on = _going_on(traits, gaps, bonds)
    again = repeated(fragments, traits)
    numbered = _numbered(texts)
    loose = tuple([text.loose for text in texts])
    return Evidence(
        fragments=fragments,
        bare=bare,
        traits=traits,
        gaps=gaps,
        tabs=tuple([each.tabs if gap == "tab" else 0 for each, gap in zip(fragments, gaps, strict=True)]),
        line_end=tuple([gap in _LINE_ENDS for gap in gaps]),
        head=head,
        tail=tail,
        levels=levels,
        goes_on=goes_on,
        border=_borders(traits, again, _unfinished(bare, traits, gaps)),
        inside=_insides(traits, levels, bonds, loose, _same(bare), _behind_points(bare)),
        loose=loose,
        numbered=numbered,
        all_numbered=any(numbered),
        clauses=tuple([each.ends or _CLAUSE in text for each, text in zip(traits, bare, strict=True)]),
        opens=_openings(traits, goes_on),
    )


class _Text(NamedTuple):
    """What the text of a fragment says by itself.

    Attributes:
        bare: It without white space.
        loose: It is a piece of a level cell that says nothing by itself.
        numbered: It begins with a number as names do.
    """

    bare: str
    trait: Trait
    loose: bool
    numbered: bool


def _text(text: str) -> _Text:
    return _short_text(text) if len(text) <= _LONGEST_KEPT else _text_of(text)


@lru_cache(maxsize=8192)
def _short_text(text: str) -> _Text:
    return _text_of(text)


def _text_of(text: str) -> _Text:
    bare = text if text.isalnum() else "".join(text.split())
    own = trait(bare)
    loose = bare[:1] in "(（" and LONE_WEIGHT.fullmatch(bare) is not None
    return _Text(bare, own, loose, own.kind == "text" and NAME_NUMBER.match(text) is not None)


def _numbered(texts: Sequence[_Text]) -> tuple[bool, ...]:
    """For each fragment whether it begins with the number of a name; nowhere where names mostly have none."""
    found = [text.numbered for text in texts]
    if (count := sum(found)) >= _FEWEST_NUMBERED:
        kinds = [text.trait.kind for text in texts]
        names = sum([kind == "text" and behind in COMPARES for kind, behind in pairwise(kinds)])
        if count >= _NUMBERED * names:
            return tuple(found)
    return (False,) * len(found)


def _gaps(fragments: Sequence[Fragment], glued: frozenset[int]) -> tuple[str, ...]:
    """What stands before each fragment; line ends are told apart by whether the line below holds several pieces."""
    gaps: list[str] = [each.gap for each in fragments]
    for index, gap in enumerate(gaps):
        if index in glued:
            gaps[index] = "glue"
        elif gap == "first":
            gaps[index] = "line"
        # One blank beside a digit or Latin letter is thin.
        elif gap == "space" and (fragments[index - 1].text[-1:].isascii() or fragments[index].text[:1].isascii()):
            gaps[index] = "thin"
    gaps[:1] = ["first"][: len(gaps)]
    for index, (gap, behind) in enumerate(pairwise(gaps)):
        if behind in _BETWEEN and gap in _BREAKS:
            gaps[index] = gap + "+"
    return tuple(gaps)


def _going_on(traits: Sequence[Trait], gaps: Sequence[str], bonds: Sequence[float]) -> tuple[str, ...]:
    behind_end = (False, *(each.ends for each in traits))
    return tuple(
        [
            _as_what(each, gap, bond, behind=behind)
            for each, gap, bond, behind in zip(traits, gaps, bonds, behind_end, strict=False)
        ]
    )


def _as_what(each: Trait, gap: str, bond: float, *, behind: bool) -> str:
    """As what a fragment goes on in a cell; ``behind`` one that ends a sentence."""
    if bond <= DATE_TORN:
        return "sure"
    if each.kind != "text":
        return each.kind
    if behind and not each.closes:
        return "behind"
    return "ending" if each.ends else "thin" if gap == "thin" else "text"


def _openings(traits: Sequence[Trait], goes_on: Sequence[str]) -> tuple[tuple[str, Kind | None], ...]:
    """What each fragment is as the beginning of a cell; a number that words go on behind a blank is none by itself."""
    return tuple(
        [
            (
                SPACED if behind == "thin" and each.kind in _VALUES else each.kind,
                each.kind if each.number is not None or each.kind == "mark" else None,
            )
            for each, behind in zip(traits, (*goes_on, "")[1:], strict=True)
        ]
    )


def _borders(traits: Sequence[Trait], again: Sequence[bool], unfinished: Sequence[bool]) -> tuple[float, ...]:
    """What speaks against a cell that begins with each fragment."""
    behind_open = _behind_open(traits)
    return tuple(
        [
            BEGINS_CLOSED * each.closes + BEHIND_OPEN * opened + BEGINS_AGAIN * more + BEHIND_UNFINISHED * amid
            if opened or more or amid or each.closes
            else 0.0
            for each, opened, more, amid in zip(traits, behind_open, again, unfinished, strict=True)
        ]
    )


def _unfinished(bare: Sequence[str], traits: Sequence[Trait], gaps: Sequence[str]) -> list[bool]:
    """For each fragment whether it goes on a sentence that lines above have begun: clauses, and the full stop below."""
    found = [False] * len(bare)
    begun = -1
    for index, (text, each, gap) in enumerate(zip(bare, traits, gaps, strict=True)):
        if each.kind != "text" or gap not in _LINE_ENDS:
            begun = -1
        if begun >= 0 and each.ends:
            found[begun + 1 : index + 1] = [True] * (index - begun)
        if each.ends or each.kind != "text":
            begun = -1
        elif begun < 0 and _CLAUSE in text:
            begun = index
    return found


def _same(bare: Sequence[str]) -> list[bool]:
    """For each fragment whether it is the same as the one before it."""
    return [*(False for _ in bare[:1]), *(text == behind for text, behind in pairwise(bare))]


def _behind_open(traits: Sequence[Trait]) -> list[bool]:
    """For each fragment whether what stands before it has to go on: it ends so, or a bracket is open."""
    found = []
    ends_open, left = False, 0
    for each in traits:
        found.append(ends_open or left > 0)
        left = 0 if each.closes else _BRACKET_REACH if each.brackets else left - 1
        ends_open = each.opens
    return found


# A bracket that is not closed so soon was never closed.
_BRACKET_REACH = 12


def _insides(
    traits: Sequence[Trait],
    levels: Sequence[Sequence[LevelWord]],
    bonds: Sequence[float],
    loose: Sequence[bool],
    same: Sequence[bool],
    weighed: Sequence[bool],
) -> tuple[float, ...]:
    """What speaks against each fragment's going on in the cell before it."""
    behind_end = [False, *(each.ends for each in traits)]
    behind_value = [False, *(each.whole for each in traits)]
    found = []
    for each, words, cost, ended, valued, piece, again, points in zip(
        traits, levels, bonds, behind_end, behind_value, loose, same, weighed, strict=False
    ):
        if valued and each.kind in _VALUES:
            cost += AFTER_VALUE
        if ended and not each.closes:
            cost += AFTER_SENTENCE
        if piece:
            cost += LEVEL_INSIDE
        elif words:
            cost += max([_level_inside(word) for word in words])
        if again:
            cost += SAME_AGAIN
        if points and each.kind == "text":
            cost += BEHIND_POINTS
        found.append(cost)
    return tuple(found)


def _behind_points(bare: Sequence[str]) -> list[bool]:
    """For each fragment whether points stand behind the name before it: 目标任务（15分）."""
    return [False, *(text[-1:] in ")）" and WEIGHT_IN_POINTS.search(text) is not None for text in bare)]


def _level_inside(word: LevelWord) -> float:
    return (WHOLE_LEVEL_INSIDE if word.whole else LEVEL_INSIDE) if word.known else 0.0
