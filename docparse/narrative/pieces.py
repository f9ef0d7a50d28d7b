"""Cuts a sentence into pieces: figures with their units, dates, marks, known words, and the text between them."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.narrative import load_narrative

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MONEY, PERCENT, COUNT, TIME, BARE, SPELLED = "MONEY", "PERCENT", "COUNT", "TIME", "BARE", "SPELLED"
# Kinds of pieces that state a figure.
FIGURES = frozenset({MONEY, PERCENT, COUNT, TIME, BARE, SPELLED})
WORD, TEXT, MARK = "WORD", "TEXT", "MARK"
# Kinds of pieces that no cue reaches across.
DIVIDERS = frozenset({MARK, "ENUMERATOR", "POINT"})
# What joins two figures of a row.
_JOINING = frozenset("、,")
_UNIT_KINDS = {"money": MONEY, "rate": PERCENT, "count": COUNT, "time": TIME}


class Piece(NamedTuple):
    """One piece of a sentence.

    Attributes:
        kind: What it is: one of ``FIGURES``, WORD (a known word), TEXT, MARK, or another shape in capitals.
        word: Of a word its class; of others empty.
        start: Index of its first character in the text.
        text: Its characters, folded.
    """

    kind: str
    word: str
    start: int
    end: int
    text: str


class Dictionary(NamedTuple):
    """The words that are never cut, weighed as jieba weighs them.

    Attributes:
        weights: Logarithmic frequency of each word, and 0 for each beginning of one that is no word itself.
        unknown: What a character weighs that begins no word.
    """

    weights: Mapping[str, float]
    unknown: float


def weigh(frequencies: Mapping[str, int]) -> Dictionary:
    """The dictionary of words that are printed so often; 0 for beginnings of words."""
    total = log(max(sum(frequencies.values()), 1))
    weights = {word: log(frequency) - total if frequency else 0.0 for word, frequency in frequencies.items()}
    return Dictionary(weights, -total)


def cut_pieces(text: str, dictionary: Dictionary) -> list[Piece]:
    """The pieces of a folded text; joined they are the text."""
    narrative = load_narrative()
    pieces: list[Piece] = []
    done = 0
    for found in narrative.shapes_in(text):
        start, end = found.span()
        kind = narrative.kinds[found.lastgroup or ""]
        if kind == "document":
            start = _start_of_number(text, start, end, dictionary)
        pieces += _words(text, done, start, dictionary)
        kind = _kind_of_figure(found[0]) if kind == "figure" else kind.upper()
        pieces.append(Piece(kind, "", start, end, text[start:end]))
        done = end
    pieces += _words(text, done, len(text), dictionary)
    return _with_kinds_lent(pieces)


def _with_kinds_lent(pieces: list[Piece]) -> list[Piece]:
    """The pieces; a number without a unit before an amount in a row with it is an amount too: 各为60.00,62.00万元."""
    for at in range(len(pieces) - 3, -1, -1):
        if pieces[at].kind == BARE and pieces[at + 1].text in _JOINING and pieces[at + 2].kind == MONEY:
            pieces[at] = pieces[at]._replace(kind=MONEY)
    return pieces


def _kind_of_figure(text: str) -> str:
    units = load_narrative().units
    for start in range(len(text)):
        if text[start:] in units:
            return _UNIT_KINDS[units[text[start:]]]
    return COUNT


def _start_of_number(text: str, start: int, end: int, dictionary: Dictionary) -> int:
    """Where the number of a document begins: behind the last known word before its bracket (根据云财〔2031〕5号)."""
    for piece in _words(text, start, end, dictionary):
        if piece.kind == WORD and piece.word != "plain":
            start = piece.end
        elif not piece.text[0].isalpha():
            break
    return start


def _words(text: str, start: int, end: int, dictionary: Dictionary) -> Iterator[Piece]:
    """Known words between two places; what lies between them is one piece each."""
    if start >= end:
        return
    narrative = load_narrative()
    stretch = text[start:end]
    loose, low = None, 0
    for high in _cuts(stretch, dictionary):
        found = stretch[low:high]
        word = narrative.words.get(found)
        kind = WORD if word else TEXT if high - low > 1 else MARK if found in narrative.marks else ""
        if kind and loose is not None:
            yield Piece(TEXT, "", start + loose, start + low, stretch[loose:low])
            loose = None
        if kind:
            yield Piece(kind, word or "", start + low, start + high, found)
        elif loose is None:
            loose = low
        low = high
    if loose is not None:
        yield Piece(TEXT, "", start + loose, end, stretch[loose:])


def _cuts(text: str, dictionary: Dictionary) -> list[int]:
    """Where the best way to cut a text cuts it, its end included; marks are characters like others.

    It is jieba's way, gone in one walk: the heaviest route through the words that stand in the text, and of two that
    weigh the same the one with the longer word first.
    """
    weight_of, unknown, length = dictionary.weights.get, dictionary.unknown, len(text)
    score, after = [0.0] * (length + 1), [0] * length
    for at in range(length - 1, -1, -1):
        high = at + 1
        weight = weight_of(text[at])
        if weight is None:
            score[at], after[at] = unknown + score[high], high
            continue
        best, end = 0.0, 0
        while weight is not None:
            if weight and (not end or weight + score[high] >= best):
                best, end = weight + score[high], high
            high += 1
            weight = weight_of(text[at:high]) if high <= length else None
        if not end:
            best, end = unknown + score[at + 1], at + 1
        score[at], after[at] = best, end
    cuts = []
    at = 0
    while at < length:
        at = after[at]
        cuts.append(at)
    return cuts
