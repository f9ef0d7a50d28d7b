"""Amounts that lost their decimal point behind a thousands separator: no group of a number has five digits.

    合计 1,234.56 1,00000 234.56

Where all amounts of a body print as many decimals, the digits that the last group has beyond three are these. What is
mended so counts as repaired: it is believed only where an identity proves it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docparse.patterns import pattern
from docparse.renderings.atoms import Atom

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.segmenting.lines import Line

    CutLine = tuple[Line, list[Atom]]

# So many amounts with as many decimals, and hardly one with others, tell how many a table prints.
FEWEST_ALIKE = 10
MOST_OTHERS = 0.02
_DECIMALS = pattern(r"-?[\d,]*\d\.(?P<decimals>\d+)")
_DECIMALS_MATCHES = ("1,234.56", "0.5", "-12.00")
_DECIMALS_MISSES = ("1,234", ".5", "5.", "12.5%")
_GROUP = 3
_LONG_GROUP = pattern(r"-?\d{1,3}(?:,\d{3}(?=,))*+,(?P<last>\d{4,8})")
_LONG_GROUP_MATCHES = ("1,23456", "12,345,67890")
_LONG_GROUP_MISSES = ("1,234", "123456", "1,234.56", "1,23,4567")


def habit(decimals: Iterable[int]) -> int:
    """How many decimals amounts print that have any; 0 where they print now more, now fewer, or are too few."""
    counts = Counter(decimals)
    if not counts:
        return 0
    usual, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return usual if count >= FEWEST_ALIKE and counts.total() - count <= MOST_OTHERS * count else 0


def restore_points(lines: Sequence[CutLine]) -> list[CutLine]:
    """The lines with the decimal points put back that grouped amounts have lost."""
    if not any(_LONG_GROUP.fullmatch(atom.text) for _, atoms in lines for atom in atoms if atom.kind == "V"):
        return list(lines)
    found = (_DECIMALS.fullmatch(atom.text) for _, atoms in lines for atom in atoms if atom.kind == "V")
    usual = habit(len(each["decimals"]) for each in found if each)
    return [(line, [_restored(atom, usual) for atom in atoms]) for line, atoms in lines] if usual else list(lines)


def _restored(atom: Atom, usual: int) -> Atom:
    long = _LONG_GROUP.fullmatch(atom.text) if atom.kind == "V" else None
    if long is None or len(long["last"]) != _GROUP + usual:
        return atom
    text = f"{atom.text[:-usual]}.{atom.text[-usual:]}"
    return Atom("V", text, atom.start, atom.end, ((atom.start, atom.end),))
