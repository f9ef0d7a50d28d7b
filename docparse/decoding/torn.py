"""Amounts whose last digits a narrow column has pushed to the next line.

    合计 12,345,678.9 10,345,678.9
                    5            5

Word breaks a number that is wider than its column. The line below then holds nothing but digits, one run for each
amount above that lacks decimals which the other amounts of the table have. What is put together counts as repaired: it
is believed only where an identity proves it.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.patterns import pattern
from docparse.renderings.atoms import Atom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

    CutLine = tuple[Line, list[Atom]]

# So many amounts tell how many decimals a table prints.
_FEWEST_WHOLE = 4
_POINT = "."
_TAIL = pattern(r"\d{1,2}")
_TAIL_MATCHES = ("5", "50")
_TAIL_MISSES = ("501", "5.0", "5%")
_HEAD = pattern(r"-?\d{1,3}(?:,\d{3})*+(?:,\d{0,2}|\.\d*)?|-?\d+\.\d*")
_HEAD_MATCHES = ("12,345,678.9", "12,345,678.", "12,345,67", "-5.1")
_HEAD_MISSES = ("2010301", "5%", ",5")
_WHOLE = pattern(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.(?P<decimals>\d+)")
_WHOLE_MATCHES = ("12,345,678.90", "0.5")
_WHOLE_MISSES = ("12,345,67", "5", "5.")


def join_torn(lines: Sequence[CutLine]) -> list[CutLine]:
    """The lines with torn amounts put together; what held their last digits only is gone."""
    usual = _usual_decimals(lines)
    if not usual:
        return list(lines)
    found: list[CutLine] = []
    skip = False
    for index, (line, atoms) in enumerate(lines):
        if skip:
            skip = False
            continue
        below = lines[index + 1][1] if index + 1 < len(lines) else []
        joined = _joined(atoms, below, usual)
        skip = joined is not None
        found.append((line, joined or atoms))
    return found


def _usual_decimals(lines: Sequence[CutLine]) -> int:
    """How many decimals whole amounts print: the most that several of them have; 0 where there are too few.

    One that ends with its point is whole with the digits below it: a table may have no others.
    """
    counts = Counter(
        len(whole["decimals"])
        for _, atoms in lines
        for atom in atoms
        if atom.kind == "V" and (whole := _WHOLE.fullmatch(atom.text)) is not None
    )
    for (_, above), (_, below) in pairwise(lines):
        if len(above) == len(below) == 1 and above[0].text.endswith(_POINT) and _is_torn(above[0], 1):
            counts[len(below[0].text)] += _TAIL.fullmatch(below[0].text) is not None
    return max((decimals for decimals, count in counts.items() if count >= _FEWEST_WHOLE), default=0)


def _joined(atoms: Sequence[Atom], below: Sequence[Atom], usual: int) -> list[Atom] | None:
    """The atoms of a line with the digits below it put behind the amounts that lack them; None if they do not fit."""
    tails = [atom for atom in below if atom.kind != "B"]
    # Hardly any line holds such digits alone: seen at its first atom.
    if not tails or not all(map(_is_tail, tails)):
        return None
    torn = [at for at, atom in enumerate(atoms) if _is_torn(atom, usual)]
    if len(tails) != len(torn):
        return None
    found = list(atoms)
    for at, tail in zip(torn, tails, strict=True):
        head = atoms[at]
        whole = _WHOLE.fullmatch(head.text + tail.text)
        if whole is None or len(whole["decimals"]) != usual:
            return None
        parts = (*head.ranges, *tail.ranges)
        found[at] = Atom("V", head.text + tail.text, head.start, head.end, parts)
    return found


def _is_tail(atom: Atom) -> bool:
    return atom.kind == "B" or _TAIL.fullmatch(atom.text) is not None


def _is_torn(atom: Atom, usual: int) -> bool:
    if atom.kind not in "VU" or not _HEAD.fullmatch(atom.text):
        return False
    whole = _WHOLE.fullmatch(atom.text)
    return whole is None or len(whole["decimals"]) < usual
