"""Cuts a sentence into pieces: figures with their units, dates, marks, known words, and the text between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.narrative import load_narrative

if TYPE_CHECKING:
    from collections.abc import Iterator

    import jieba

MONEY, PERCENT, COUNT, TIME, BARE, SPELLED = "MONEY", "PERCENT", "COUNT", "TIME", "BARE", "SPELLED"
# Kinds of pieces that state a figure.
FIGURES = frozenset({MONEY, PERCENT, COUNT, TIME, BARE, SPELLED})
WORD, TEXT, MARK = "WORD", "TEXT", "MARK"
# Kinds of pieces that no cue reaches across.
DIVIDERS = frozenset({MARK, "ENUMERATOR", "POINT"})
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


def cut_pieces(text: str, dictionary: jieba.Tokenizer) -> list[Piece]:
    """The pieces of a folded text; joined they are the text."""
    narrative = load_narrative()
    pieces: list[Piece] = []
    done = 0
    for found in narrative.shapes.finditer(text):
        start, end = found.span()
        kind = narrative.kinds[found.lastgroup or ""]
        if kind == "document":
            start = _start_of_number(text, start, end, dictionary)
        pieces += _words(text, done, start, dictionary)
        kind = _kind_of_figure(found[0]) if kind == "figure" else kind.upper()
        pieces.append(Piece(kind, "", start, end, text[start:end]))
        done = end
    pieces += _words(text, done, len(text), dictionary)
    return pieces


def _kind_of_figure(text: str) -> str:
    units = load_narrative().units
    for start in range(len(text)):
        if text[start:] in units:
            return _UNIT_KINDS[units[text[start:]]]
    return COUNT


def _start_of_number(text: str, start: int, end: int, dictionary: jieba.Tokenizer) -> int:
    """Where the number of a document begins: behind the last known word before its bracket (根据云财〔2031〕5号)."""
    for piece in _words(text, start, end, dictionary):
        if piece.kind == WORD and piece.word != "plain":
            start = piece.end
        elif not piece.text[0].isalpha():
            break
    return start


def _words(text: str, start: int, end: int, dictionary: jieba.Tokenizer) -> Iterator[Piece]:
    """Known words between two places; what lies between them is one piece each."""
    if start >= end:
        return
    narrative = load_narrative()
    stretch = text[start:end]
    loose = None
    for low, high in _cuts(stretch, dictionary):
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
    if loose is not None:
        yield Piece(TEXT, "", start + loose, end, stretch[loose:])


def _cuts(text: str, dictionary: jieba.Tokenizer) -> Iterator[tuple[int, int]]:
    """The best way to cut a text without blanks, as ranges; marks are characters like others."""
    route: dict[int, tuple[float, int]] = {}
    dictionary.calc(text, dictionary.get_DAG(text), route)
    at = 0
    while at < len(text):
        after = route[at][1] + 1
        yield at, after
        at = after
