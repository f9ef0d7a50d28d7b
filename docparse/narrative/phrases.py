"""Noun phrases: what of the words before a figure is a name, and what only leads to it or follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.narrative import load_narrative
from docparse.narrative.pieces import MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.narrative.pieces import Piece

# Kinds of pieces that say a time.
TIMES = frozenset({"YEAR", "YEAR_END", "DATE", "DAY", "PERIOD"})
# Common words for a quantity, which name something only where nothing else does.
COMMON = frozenset({"final", "generic"})
LIGHT = frozenset({"light_verb", "giving"})
_OPENING = frozenset('"《(')
# A name has more characters than this.
SHORTEST = 2
_DOING = frozenset({"light_verb", "giving", "verb", "preposition", "used", "complete"})
_BEFORE_VERBS = frozenset({"adverb", "sum", "own", "time"})


class Name(NamedTuple):
    """A name: its characters in the text.

    Attributes:
        first: Index of its first piece.
        known: Whether it is a name of the lexicon.
    """

    start: int
    end: int
    first: int
    known: bool


def phrase(pieces: Sequence[Piece], first: int, end: int) -> Name | None:
    """The last noun phrase of the words."""
    named = first > 0 and pieces[first - 1].kind == "DOCUMENT"
    if not named:
        whole = first
        placed = any(piece.word == "preposition" for piece in pieces[first:end])
        while first < end and drops(pieces[first]):
            first += 1
        first = _behind_cutter(pieces, first, end)
        if placed:
            first = _behind_place(pieces, first, end)
        first = _behind_office(pieces, first, end)
        first = _behind_of(pieces, first, end, whole=whole)
        while first < end and drops(pieces[first]):
            first += 1
        while end > first and pieces[end - 1].word in ("light_verb", "sum") and pieces[end - 2].word == "sum":
            end -= 1
        while end - 1 > first and (pieces[end - 1].word in ("sum", "giving") or pieces[end - 1].kind in TIMES):
            end -= 1
    return span_of(pieces, first, end)


def _behind_cutter(pieces: Sequence[Piece], first: int, end: int) -> int:
    """Behind the last year or sum (共) inside, and behind the last verb that follows an adverb."""
    for index in range(end - 1, first, -1):
        piece, before = pieces[index - 1], pieces[index - 2] if index - 2 >= first else None
        verb = piece.word in LIGHT and before is not None and before.word in _BEFORE_VERBS | LIGHT
        cuts = piece.kind in TIMES or piece.word in ("amid", "reason") or verb
        cuts |= piece.word == "own" and pieces[index].word in (*LIGHT, "sum", "adverb")
        cuts |= piece.word == "sum" and (
            piece.text not in load_narrative().endings["loose_sum"] or pieces[index].word in LIGHT
        )
        if (
            cuts
            and not _in_quotes(pieces, first, index)
            and not all(drops(one) or one.word in COMMON for one in pieces[index:end])
        ):
            return index
    return first


def _behind_place(pieces: Sequence[Piece], first: int, end: int) -> int:
    """Behind the first verb after a place or those concerned: 在大学组织了培训, 对职工进行培训."""
    for index in range(first, end - 1):
        if pieces[index].word in LIGHT and not _in_quotes(pieces, first, index):
            return index + 1
    return first


def _behind_office(pieces: Sequence[Piece], first: int, end: int) -> int:
    """Behind the name of the office that does something or has something."""
    endings = load_narrative().endings["office"]
    for index in range(end - 1, first, -1):
        text = "".join(piece.text for piece in pieces[first:index])
        if len(text) > SHORTEST and text.endswith(endings) and not _in_quotes(pieces, first, index):
            return index
    return first


def _behind_of(pieces: Sequence[Piece], first: int, end: int, *, whole: int) -> int:
    """Behind the last 的 that ends a clause with a verb (单位安排的团组), where a name stands behind it."""
    for index in range(end - 1, first, -1):
        if pieces[index - 1].word == "of" and not _in_quotes(pieces, first, index):
            text = "".join(piece.text for piece in pieces[index:end])
            clause = any(piece.word in _DOING for piece in pieces[whole : index - 1])
            return index if len(text) > SHORTEST and clause else first
    return first


def _in_quotes(pieces: Sequence[Piece], first: int, index: int) -> bool:
    inside = [piece.text for piece in pieces[first:index]]
    return (
        inside.count('"') % 2 == 1 or inside.count("《") > inside.count("》") or inside.count("(") > inside.count(")")
    )


def strip(pieces: Sequence[Piece], first: int, end: int) -> tuple[int, int]:
    """The range without what is dropped on its left, and what is dropped on its right."""
    while first < end and drops(pieces[first]):
        first += 1
    while end > first and (ends(pieces[end - 1]) or pieces[end - 1].kind == MARK):
        end -= 1
    return first, end


def drops(piece: Piece) -> bool:
    """Whether no name begins with this piece."""
    if piece.word in load_narrative().roles["before_name"] or piece.kind in TIMES:
        return True
    return piece.kind == MARK and piece.text not in _OPENING


def ends(piece: Piece) -> bool:
    """Whether no name ends with this word."""
    return piece.word in load_narrative().roles["after_name"]


def span_of(pieces: Sequence[Piece], first: int, end: int) -> Name | None:
    """The name of these pieces; quotation marks around all of it are dropped."""
    if end - first > 2 and pieces[first].text == '"' == pieces[end - 1].text:
        inner = [piece.text for piece in pieces[first + 1 : end - 1]]
        if '"' not in inner:
            first, end = first + 1, end - 1
    if first >= end:
        return None
    return Name(pieces[first].start, _without_filler(pieces, first, end), first, False)


def _without_filler(pieces: Sequence[Piece], first: int, end: int) -> int:
    """Where a name ends when a last word that says no more is left out (助学贷款金额)."""
    text = "".join(piece.text for piece in pieces[first:end])
    for word in load_narrative().endings["filler"]:
        if text.endswith(word) and len(text) > len(word) + SHORTEST:
            return pieces[end - 1].end - len(word)
    return pieces[end - 1].end
