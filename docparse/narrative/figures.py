"""What a figure of the prose says by itself: number, unit, and the word in it that makes it rough."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.narrative import load_narrative
from docparse.narrative.pieces import COUNT, MONEY, PERCENT, SPELLED
from docparse.patterns import pattern

if TYPE_CHECKING:
    from docparse.narrative.pieces import Piece

_NUMBER = pattern(r"-?\d[\d,]*(?:\.\d+)?", re.ASCII)
_NUMBER_MATCHES = ("12", "1,234.50", "-3.2")
_NUMBER_MISSES = ("", "x", ".5")


class Figure(NamedTuple):
    """One printed figure.

    Attributes:
        value: Decimal string with the digits as printed; of words "0".
        start: Index of the first character of the number (of the words) in the text.
        unit: As printed; empty where there is none.
        qualifier: What in it says that it is rough (余), else None.
        sort: MONEY, PERCENT or COUNT: figures of one sort may be parts of one whole.
    """

    value: str
    start: int
    end: int
    unit: str
    qualifier: str | None
    sort: str


def read_figure(piece: Piece) -> Figure:
    """The figure of a piece that states one.

    >>> from docparse.narrative.pieces import Piece
    >>> read_figure(Piece("MONEY", "", 3, 10, "748万余元"))
    Figure(value='748', start=3, end=6, unit='万元', qualifier='余', sort='MONEY')
    """
    if piece.kind == SPELLED:
        return _spelled(piece)
    found = _NUMBER.match(piece.text)
    length = found.end() if found else 0
    unit, qualifier = piece.text[length:], None
    for word in load_narrative().rough:
        if word in unit:
            unit, qualifier = unit.replace(word, "", 1), word
    sort = piece.kind if piece.kind in (MONEY, PERCENT) else COUNT
    value = piece.text[:length].replace(",", "")
    return Figure(value, piece.start, piece.start + length, unit, qualifier, sort)


def _spelled(piece: Piece) -> Figure:
    """六个, 十二家: the number in words, its last character the unit."""
    numerals = load_narrative().numerals
    total = digit = 0
    for character in piece.text[:-1]:
        value = numerals[character]
        if value < 10:
            digit = value
        else:
            total += (digit or 1) * value
            digit = 0
    return Figure(str(total + digit), piece.start, piece.end - 1, piece.text[-1], None, COUNT)
