"""Whether the cells of a body stand one a line, and whether groups of a line go on in the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.decoding.fields import Group
    from docparse.grammars.model import RowKey
    from docparse.renderings import Atom
    from docparse.segmenting.lines import Line

Cut = tuple["Line", "list[Atom]"]

# From this share of lines with a single cell on, the body is printed one cell a line.
_ONE_CELL = 0.75
_FEWEST_STREAM_LINES = 4
# The cells of a row of code, name and amount.
_CELLS = 3


def is_stream(lines: Sequence[Cut], rows: RowKey) -> bool:
    """Whether the cells of a row stand on lines of their own, so that line ends say nothing about rows.

    Extractors that print one cell a line join cells that stand close; for rows of three cells it is enough that
    hardly any line holds a whole one.
    """
    if len(lines) < _FEWEST_STREAM_LINES:
        return False
    if rows == "economic_code":
        whole = sum({"C", "T"} <= {atom.kind for atom in atoms} or len(atoms) > _CELLS for _, atoms in lines)
        return whole <= (1 - _ONE_CELL) * len(lines) and not any(
            atom.kind == "B" for _, atoms in lines for atom in atoms
        )
    single = sum(len(atoms) == 1 or atoms[0].kind in "VD" for _, atoms in lines)
    if rows == "line_item":
        # Several amounts alone on a line that keeps their columns are those of a row whose name is wrapped around it.
        single -= sum(
            len(atoms) > 1 and {each.kind for each in atoms} == {"V"} and "  " in line.text for line, atoms in lines
        )
    return single >= _ONE_CELL * len(lines)


def runs_on(lines: Sequence[Cut], rows: RowKey, *, groups: Sequence[Group]) -> bool:
    """Whether groups of a line go on in the next line, so that their order alone tells them apart.

    A code alone on its line shows it: its name and amount stand below, and other groups behind them. A group of more
    amounts than one is as wide as the page: there are no others.
    """
    if rows != "economic_code" or groups[0].values > 1 or any(atom.kind == "B" for _, atoms in lines for atom in atoms):
        return False
    lone_code = any(
        [atom.kind for atom in atoms] == ["C"] and not _is_wrapped_around(lines, at)
        for at, (_, atoms) in enumerate(lines)
    )
    return lone_code or is_stream(lines, rows)


def _is_wrapped_around(lines: Sequence[Cut], at: int) -> bool:
    """Whether a name is wrapped around the line at ``at``: pieces of it stand above and below, without a blank line.

    In reading order all pieces stand below, two at least, for a name of one line stands beside its code; above stand
    as many of the name before, or none.
    """
    above, below = _texts_from(lines, at, -1), _texts_from(lines, at, 1)
    return min(above, below) == 1


def _texts_from(lines: Sequence[Cut], at: int, step: int) -> int:
    """How many lines of one text, two at most, follow each other from a line on, upwards or downwards."""
    count = 0
    for near in (at + step, at + 2 * step):
        follows = 0 <= near < len(lines) and abs(lines[near][0].number - lines[at][0].number) == count + 1
        if not follows or [atom.kind for atom in lines[near][1]] != ["T"]:
            break
        count += 1
    return count
