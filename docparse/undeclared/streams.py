"""Rows whose cells stand one below the other: a name, and as many figures below each name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.renderings import Atom
from docparse.renderings.spaced import NAME
from docparse.segmenting.lines import HAN, SENTENCE
from docparse.segmenting.pieces import pieces_of
from docparse.undeclared.lines import FEWEST_FIGURES, FIGURES, LONGEST_LABEL, Cut, cut, names_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

FEWEST_ROWS = 3
# So many lines a name may take, and so many figures a row has at most.
MOST_NAME_LINES = 2
MOST_FIGURES = 30


def stacked_rows(lines: Sequence[Line], at: int) -> tuple[list[Cut], int]:
    """The rows that begin at a line, and the index behind them; none where they are too few or of unequal length.

    Each row but the first begins with a code, or none does.
    """
    rows, end = _stack(lines, at, coded=True)
    if len(rows) >= FEWEST_ROWS and all(row.atoms[0].kind == "C" for row in rows[1:]):
        return rows, end
    rows, end = _stack(lines, at, coded=False)
    return (rows, end) if len(rows) >= FEWEST_ROWS else ([], at)


def _stack(lines: Sequence[Line], at: int, *, coded: bool) -> tuple[list[Cut], int]:
    """The rows of equal length from a line on; one figure makes a row below the label of the names and one more."""
    rows: list[Cut] = []
    figures = 0
    here = at
    fewest = 1 if at > 1 and names_rows(lines[at - 2]) and _single(lines[at - 1]) else FEWEST_FIGURES
    while True:
        found = _row(lines, here, names=1 if not rows else MOST_NAME_LINES, fewest=fewest, coded=coded)
        if found is None or (rows and len(found[0].atoms) - found[2] != figures):
            return rows, here
        figures = len(found[0].atoms) - found[2]
        rows.append(found[0])
        here = found[1]


def _row(lines: Sequence[Line], at: int, *, names: int, fewest: int, coded: bool) -> tuple[Cut, int, int] | None:
    """A row with the index behind it and how many of its cells are its stub; None where no figures follow a name.

    A code may stand before the name.
    """
    atoms: list[Atom] = []
    here = at
    if coded and _begins_with_code(lines, at) and (code := _single(lines[at])):
        atoms.append(code)
        here += 1
    last = here + names
    while here < len(lines) and here < last and (atom := _single(lines[here])) and _may_name(atom):
        atoms.append(atom)
        here += 1
    name = len(atoms)
    while name and here < len(lines) and len(atoms) <= MOST_FIGURES:
        atom = _single(lines[here])
        if atom is None or atom.kind not in FIGURES or (coded and _begins_with_code(lines, here)):
            break
        atoms.append(atom)
        here += 1
    if len(atoms) - name < fewest:
        return None
    covered = tuple(lines[at:here])
    return Cut(lines[at], NAME, tuple(atoms), covered), here, name


def _begins_with_code(lines: Sequence[Line], at: int) -> bool:
    """Whether digits that may be a code have their line right above a name."""
    if at + 1 >= len(lines):
        return False
    code, name = _single(lines[at]), _single(lines[at + 1])
    return code is not None and code.kind == "C" and name is not None and _may_name(name)


def _single(line: Line) -> Atom | None:
    """The one cell of a line; None where it has several."""
    if len(line.text) > 4 * LONGEST_LABEL or len(pieces := pieces_of(line.text)) != 1:
        return None
    atoms = cut(line).atoms
    if len(atoms) > 1 and " " in line.text.strip():
        (start, end) = pieces[0]
        return Atom("T", line.text[start:end], line.start + start, line.start + end)
    return atoms[0] if len(atoms) == 1 else None


def _may_name(atom: Atom) -> bool:
    return atom.kind == "T" and bool(HAN.search(atom.text)) and not SENTENCE.search(atom.text)
