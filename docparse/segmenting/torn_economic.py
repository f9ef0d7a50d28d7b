"""Torn tables of economic codes: which pages print groups of code, name and amount in columns.

    30101 ⏎ 基本工资 ⏎ 30102 ⏎ 津贴补贴 ⏎ 25.30 30201 ⏎ 办公费 ⏎ 14.80 30202 ⏎ 印刷费 …

Where rows are whole, a code is followed by its name and its amount, and then by a code of the next group. An extractor
that prints columns puts codes below codes, or amounts below amounts; or it goes down a group, with the amounts of the
group to its left beside the codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.patterns import pattern
from docparse.segmenting.lines import VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

# So many codes below codes and amounts below amounts show columns, and so many amounts beside codes of one class.
FEWEST_BELOW = 2
FEWEST_BESIDE = 3
# Of the lines with codes so many at most are whole rows.
MOST_WHOLE = 0.1
# Of the rows of a stream so many have as many amounts as most: one with a blank cell has fewer.
MOST_ALIKE = 0.8
# Digits of a class, and of an item's number where that has a column of its own.
_CLASS, _PART = 3, 2
_CODE = pattern(r"3\d{2}(?:\d{2})?")
_CODE_MATCHES = ("301", "30201")
_CODE_MISSES = ("205", "3020101")


def is_torn_economic(lines: Sequence[Line]) -> bool:
    """Whether a page prints codes, amounts or groups of both in columns."""
    below = beside = coded = whole = 0
    kind = waiting = ""
    for line in lines:
        pieces = _without_part(line.text.split())
        codes = [piece for piece in pieces if _CODE.fullmatch(piece)]
        values = [piece for piece in pieces if VALUE.fullmatch(piece)]
        above, kind = kind, _kind(len(pieces), len(codes), len(values))
        below += bool(kind) and kind == above
        if codes:
            beside += bool(waiting) and codes[0].startswith(waiting)
            waiting = codes[0][:_CLASS] if len(pieces) == 2 and values else ""
        coded += bool(codes)
        whole += len(pieces) > 2 and bool(codes)
    if not coded or whole > MOST_WHOLE * coded:
        return False
    return (below >= FEWEST_BELOW or beside >= FEWEST_BESIDE) and not _is_stream(lines)


def _is_stream(lines: Sequence[Line]) -> bool:
    """Whether each code has a line, its name the next ones, and behind it come as many amounts as behind the others.

    A form with several columns prints amounts below amounts in each of its rows, and none in one that is not used.
    """
    counts: list[int] = []
    named = False
    for line in lines:
        text = line.text.strip()
        if _CODE.fullmatch(text) or (counts and named and len(text) == _PART and text.isdecimal()):
            if counts and not named:
                return False
            counts.append(0)
            named = False
        elif counts and VALUE.fullmatch(text):
            if not named:
                return False
            counts[-1] += 1
        elif counts and not counts[-1]:
            named = True
    filled = [count for count in counts if count]
    usual = max(sorted(set(filled)), key=filled.count, default=0)
    return usual > 1 and filled.count(usual) >= MOST_ALIKE * len(filled) > 1


def _kind(pieces: int, codes: int, values: int) -> str:
    """What a line is that holds one thing alone: a code or an amount; nothing else counts."""
    if pieces != 1:
        return ""
    return "code" if codes else "value" if values else ""


def _without_part(pieces: Sequence[str]) -> Sequence[str]:
    """The pieces of a line without the number of an item that ends it behind its class."""
    halved = len(pieces) > 1 and len(pieces[-1]) == _PART and pieces[-1].isdecimal()
    return pieces[:-1] if halved and _CODE.fullmatch(pieces[-2]) else pieces
