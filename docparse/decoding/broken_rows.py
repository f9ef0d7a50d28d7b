"""Rows that go on below in the midst of a name, as text in reading order prints them where a cell is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.decoding.names import is_known, one_name
from docparse.decoding.streams import VALUES, goes_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.lexicons.load import Lexicon
    from docparse.renderings import Atom
    from docparse.segmenting.lines import Line

# A row with cells before the code of its last group.
_FEWEST = 3


def join_broken(lines: Sequence[tuple[Line, list[Atom]]], lexicon: Lexicon) -> list[tuple[Line, list[Atom]]]:
    """The lines, rows put together that are broken.

    A row breaks behind its line number or its code, where the two pieces together are a known name and the first is
    none: ``21 二十一、灾害防治及应急管理支`` and ``出 50 0.00``. Or behind the code of its last group, whose name and
    value stand on lines of their own.
    """
    joined: list[tuple[Line, list[Atom]]] = []
    broken = False
    for line, atoms in lines:
        above = joined[-1][1] if joined else []
        if len(above) > 1 and len(atoms) > 1 and above[-1].kind == atoms[0].kind == "T" != above[-2].kind:
            code = above[-2].text if above[-2].kind == "C" else None
            begun, whole = above[-1].text, above[-1].text + atoms[0].text
            if not is_known(code, begun, lexicon) and is_known(code, whole, lexicon):
                joined[-1] = joined[-1][0], [*above[:-1], one_name([above[-1], atoms[0]]), *atoms[1:]]
                continue
        if broken := _ends_below(above, atoms, lexicon, broken=broken):
            named = above[-1].kind == atoms[0].kind == "T"
            joined[-1] = joined[-1][0], [*above[:-1], one_name([above[-1], atoms[0]])] if named else [*above, *atoms]
            continue
        joined.append((line, atoms))
    return joined


def _ends_below(above: Sequence[Atom], atoms: Sequence[Atom], lexicon: Lexicon, *, broken: bool) -> bool:
    """Whether a line is what the last group of the row above lacks behind its code: a piece of its name, or its value.

    Args:
        above: The row.
        atoms: The line.
        lexicon: The names of codes.
        broken: The line before this one was such a piece.
    """
    if len(above) < _FEWEST or len(atoms) != 1:
        return False
    code, name = (above[-1], "") if above[-1].kind == "C" else (above[-2], above[-1].text)
    if code.kind != "C" or (name and not broken):
        return False
    if atoms[0].kind != "T":
        return broken and atoms[0].kind in VALUES and is_known(code.text, name, lexicon)
    return goes_on(code.text, name + atoms[0].text, lexicon)
