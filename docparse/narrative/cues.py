"""Where the patterns of cues fit: what the words beside a figure say of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.narrative import load_narrative
from docparse.narrative.pieces import BARE, DIVIDERS, FIGURES, MONEY, PERCENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from docparse.grammars.narrative import Cue
    from docparse.narrative.pieces import Piece

# What cues.toml calls any figure, and any pieces but figures and marks; what such a piece is called here.
_FIGURE, _GAP, _BETWEEN = "FIGURE", "GAP", "BETWEEN"
# How many pieces a gap holds, and one that may be missing.
_LONGEST_GAP, _LONGEST_LOOSE_GAP = 10, 3
# A figure of these kinds may have lost its unit.
_UNITS = frozenset({MONEY, PERCENT})


class FoundCue(NamedTuple):
    """A cue, the first piece that its pattern takes and the piece behind it."""

    cue: Cue
    start: int
    end: int


class _Item(NamedTuple):
    """One piece of a pattern: what it may be, and whether it may be missing."""

    names: frozenset[str]
    optional: bool


class _Pattern(NamedTuple):
    """A cue, and what follows the word that it begins with."""

    cue: Cue
    rest: tuple[_Item, ...]


class _Patterns(NamedTuple):
    """The patterns of all cues.

    Attributes:
        beginning: Class of a word → the patterns that begin with it, in the order of the file.
        stating: Classes whose patterns all end with a figure.
    """

    beginning: Mapping[str, tuple[_Pattern, ...]]
    stating: frozenset[str]


def find_cues(pieces: Sequence[Piece]) -> Iterator[FoundCue]:
    """Every place where a pattern fits.

    No cue reaches across a mark, and each begins with a word of certain classes: the patterns that begin with one of
    them are looked for from its first word in a clause to the end of the clause.
    """
    patterns = _patterns()
    for words, end, figure in _clauses(pieces, patterns.beginning):
        for word, first in words.items():
            last = figure if word in patterns.stating else end
            for start in range(first, last):
                if pieces[start].word == word:
                    yield from _fitting(patterns.beginning[word], pieces, start, end)


def _fitting(patterns: Sequence[_Pattern], pieces: Sequence[Piece], start: int, end: int) -> Iterator[FoundCue]:
    for pattern in patterns:
        places = [start + 1]
        for item in pattern.rest:
            places = _after(item, pieces, places, end)
            if not places:
                break
        for place in places:
            yield FoundCue(pattern.cue, start, place)


def _after(item: _Item, pieces: Sequence[Piece], places: list[int], end: int) -> list[int]:
    """Behind which pieces a pattern may have come that was before these ones, by one item more."""
    taken = [place + 1 for place in places if place < end and _is(pieces[place], item.names)]
    return [*places, *(place for place in taken if place not in places)] if item.optional else taken


def _is(piece: Piece, names: frozenset[str]) -> bool:
    if piece.word in names or piece.kind in names:
        return True
    if piece.kind in FIGURES:
        return _FIGURE in names
    return _BETWEEN in names and piece.kind not in DIVIDERS


def _clauses(pieces: Sequence[Piece], classes: Collection[str]) -> Iterator[tuple[dict[str, int], int, int]]:
    """For each clause: the first piece of each of these classes, the piece behind the clause, its last figure."""
    words: dict[str, int] = {}
    figure = -1
    for at, piece in enumerate(pieces):
        if piece.word in classes:
            words.setdefault(piece.word, at)
        elif piece.kind in FIGURES:
            figure = at
        elif piece.kind in DIVIDERS:
            if words:
                yield words, at, figure
                words = {}
            figure = -1
    if words:
        yield words, len(pieces), figure


@cache
def _patterns() -> _Patterns:
    beginning: dict[str, list[_Pattern]] = {}
    for cue in load_narrative().cues:
        (first, _), *others = cue.pattern
        rest = [item for names, optional in others for item in _items(names, optional=optional)]
        if rest and rest[-1].names & _UNITS:
            rest[-1] = _Item(rest[-1].names | {BARE}, rest[-1].optional)
        for word in first:
            beginning.setdefault(word, []).append(_Pattern(cue, tuple(rest)))
    stating = {word for word, known in beginning.items() if all(each.cue.means != "compared" for each in known)}
    return _Patterns({word: tuple(known) for word, known in beginning.items()}, frozenset(stating))


def _items(names: tuple[str, ...], *, optional: bool) -> Iterator[_Item]:
    if names != (_GAP,):
        yield _Item(frozenset(names), optional)
        return
    between = frozenset({_BETWEEN})
    if not optional:
        yield _Item(between, optional=False)
    for _ in range(_LONGEST_LOOSE_GAP if optional else _LONGEST_GAP - 1):
        yield _Item(between, optional=True)
