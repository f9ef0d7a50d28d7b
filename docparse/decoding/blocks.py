"""Rows that blank lines hold apart: a cell that was wrapped stands above and below the line of its row.

Extractors that keep the page's alignment print a gap between two rows as a blank line, and the pieces of a wrapped
cell under each other. Where nearly every block between two blank lines holds a single line with codes, numbers or
values, a block is a row, and each piece of text belongs to the cell whose place on the line it shares; no lexicon
needs to know the name.

    二十一、灾害防治及应急                 ┐
                            50      0.00   │ one row
    管理支出                               ┘
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.decoding.edges import METRICS
from docparse.decoding.names import is_item, is_known, one_name
from docparse.folding import fold
from docparse.lexicons.load import ENUMERATOR
from docparse.renderings.edges import edges_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.lexicons.load import Lexicon
    from docparse.renderings import Atom
    from docparse.renderings.edges import Edge
    from docparse.segmenting.lines import Line

Cut = tuple["Line", "list[Atom]"]

# So many blocks of one row each, and such a share of all, before blank lines pass for borders of rows.
_FEWEST_BLOCKS = 3
_MOST_OF_THEM = 0.8
# A wrapped cell has no more lines than this.
_MOST_LINES = 7
# A row with all that is wrapped in it has no more fragments than this.
_MOST_ATOMS = 240


class _Piece(NamedTuple):
    """A fragment with its line and the character cells that it takes there."""

    atom: Atom
    line: int
    edge: Edge


def stack_blocks(lines: Sequence[Cut], *, lexicon: Lexicon) -> list[Cut]:
    """The lines, with each block that is one row made one line: wrapped cells put together, in order of columns."""
    blocks = _blocks(lines)
    if all(len(block) == 1 for block in blocks):
        return list(lines)
    valued = [len(_valued(block)) for block in blocks]
    if valued.count(1) < _FEWEST_BLOCKS or valued.count(1) + valued.count(0) < _MOST_OF_THEM * len(blocks):
        return list(lines)
    stacked: list[Cut] = []
    for block in blocks:
        row = _stacked(block, lexicon)
        stacked += [row] if row else block
    return stacked


def _blocks(lines: Sequence[Cut]) -> list[list[Cut]]:
    """The lines that follow each other without a blank one between them."""
    blocks: list[list[Cut]] = []
    for line, atoms in lines:
        if blocks and line.number == blocks[-1][-1][0].number + 1:
            blocks[-1].append((line, atoms))
        else:
            blocks.append([(line, atoms)])
    return blocks


def _valued(block: Sequence[Cut]) -> list[int]:
    """The lines of a block that hold more than text, by index."""
    return [index for index, (_, atoms) in enumerate(block) if any(atom.kind not in "BT" for atom in atoms)]


def _stacked(block: Sequence[Cut], lexicon: Lexicon) -> Cut | None:
    """A block as one line; None where it is no row of wrapped cells, or the places do not tell its cells apart."""
    valued = _valued(block)
    few = 1 < len(block) <= _MOST_LINES and sum(len(atoms) for _, atoms in block) <= _MOST_ATOMS
    if not few or len(valued) > 1:
        return None
    line, atoms = block[valued[0] if valued else 0]
    codes = [atom.text for atom in atoms if atom.kind == "C"]
    found: list[list[Atom]] = []
    for metric in METRICS:
        cells = _cells(block, metric)
        if valued:
            cells = _paired(cells, line.number)
        whole = all(_is_around(cell, line.number) for cell in cells) or not valued
        if not whole or not all(_may_be_one(cell, codes, lexicon) for cell in cells):
            continue
        row = [one_name([piece.atom for piece in cell]) for cell in cells]
        if row not in found:
            found.append(row)
    return (line, found[0]) if len(found) == 1 else None


def _cells(block: Sequence[Cut], metric: int) -> list[list[_Piece]]:
    """What stands under each other in a block, from left to right."""
    pieces = [
        _Piece(atom, line.number, edges_of(line.text, atom.start - line.start, atom.end - line.start)[metric])
        for line, atoms in block
        for atom in atoms
    ]
    cells: list[list[_Piece]] = []
    right = 0
    for piece in sorted(pieces, key=lambda each: (each.edge, each.line)):
        if cells and piece.edge.left < right:
            cells[-1].append(piece)
        else:
            cells.append([piece])
        right = max(right, piece.edge.right)
    return cells


def _paired(cells: Sequence[list[_Piece]], middle: int) -> list[list[_Piece]]:
    """The cells, with a piece above the line of the row and its neighbour below that line in one.

    A cell of two lines stands half above and half below the line of its row: what stands above only has lost what
    belongs below it, which may be shifted by the width of proportional letters.
    """
    paired: list[list[_Piece]] = []
    for cell in cells:
        above = {piece.line < middle for piece in cell}
        before = {piece.line < middle for piece in paired[-1]} if paired else set()
        core = any(piece.line == middle for piece in (*cell, *(paired[-1] if paired else ())))
        if len(above) == len(before) == 1 and above != before and not core:
            paired[-1] = [*paired[-1], *cell]
        else:
            paired.append(cell)
    return paired


def _is_around(cell: Sequence[_Piece], middle: int) -> bool:
    """Whether a cell stands on the line of its row, or on both sides of it."""
    lines = [piece.line for piece in cell]
    return min(lines) <= middle <= max(lines)


def _may_be_one(cell: list[_Piece], codes: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether pieces under each other can be one name: text that is known, or begins nowhere but in its first line."""
    if len(cell) == 1:
        return True
    cell.sort(key=lambda each: each.line)
    if len({piece.line for piece in cell}) < len(cell) or any(piece.atom.kind != "T" for piece in cell):
        return False
    texts = [piece.atom.text for piece in cell]
    if any(is_known(code, "".join(texts), lexicon) for code in (None, *codes)):
        return True
    return not any(is_item(text, lexicon) for text in texts) and not any(ENUMERATOR.match(fold(t)) for t in texts[1:])
