"""The lines of a block in its columns: which words of a line are one cell, and in which column each stands.

Borders tell it where something is printed on one side of them only. Where they do not, because a line is printed
further to the left or right than others or a cell is too full for its column, the words of the line are laid on the
columns in their order, each near the place where its column is printed on other lines, and numbers where they belong.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.cell_kinds import MILD, lateness, strangeness
from docparse.evaluating.line_ways import Extent, best_way, distance, told_columns
from docparse.evaluating.printed import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.evaluating.page_columns import PageColumns
    from docparse.evaluating.printed import Piece

# From so many columns on, lines may be printed to the left or right of others.
_FEWEST = 4
_ROUNDS = 2
# Where a column is printed is seen on so many lines above and below.
_ABOVE = 3
# A piece that is so little nearer to its column than to another may stand in either.
_HARDLY = 1.5
# What is less strange than this is nothing to doubt a border for.
_AMISS = 1.0
# So much must places cost that what words are is not believed.
_LOUD = 10.0

Cells = list[tuple[int, "Piece"]]


def in_columns(pieces: Iterable[Piece], columns: PageColumns) -> Cells:
    """The pieces of a line with their columns, one that crosses a border cut there."""
    found: Cells = []
    for piece in pieces:
        order = len(found)
        for word in words_of([piece]):
            column = columns.column(word)
            if len(found) > order and found[-1][0] == column:
                found[-1] = (column, stretch(piece, found[-1][1], word))
            else:
                found.append((column, word))
    return found


def stretch(piece: Piece, first: Piece, last: Piece) -> Piece:
    """The stretch of a piece from one of its words to another."""
    return first._replace(text=piece.text[first.left - piece.left : last.right - piece.left], right=last.right)


class Laid(NamedTuple):
    """The lines of a page in columns.

    Attributes:
        cells: For each line its pieces with their columns.
        doubted: For each line the columns whose piece may as well stand in another.
    """

    cells: list[Cells]
    doubted: list[set[int]]


Kinds = Mapping[int, str]


def lines_in_columns(lines: Sequence[Sequence[Piece]], columns: PageColumns, known: PageColumns, kinds: Kinds) -> Laid:
    """The pieces of the lines of a page with their columns.

    Args:
        lines: What stands on each line.
        columns: The columns of the page, as far as borders tell.
        known: All columns, where they are on the page of the header.
        kinds: What the columns hold, as :mod:`docparse.evaluating.cell_kinds` names it.
    """
    found = [in_columns(pieces, columns) for pieces in lines]
    amiss = [_is_amiss(cells, kinds) for cells in found]
    if (columns.sure and not any(amiss)) or len(known.places) < _FEWEST:
        return Laid(found, [_touching(cells) for cells in found])
    if not columns.sure or len(columns.places) < len(known.places):
        amiss = [True] * len(found)
    columns_hold = tuple(kinds[column] for column in known.places)
    told = [_told(pieces, columns_hold) if wrong else {} for pieces, wrong in zip(lines, amiss, strict=True)]
    seen = [
        [(known.places[at], words[order]) for order, at in only.items()] if wrong else cells
        for cells, words, only, wrong in zip(found, map(words_of, lines), told, amiss, strict=True)
    ]
    for _ in range(_ROUNDS):
        near = _extents(seen, known)
        found = seen = [
            _laid_out(pieces, extents, columns_hold, only) if wrong else cells
            for pieces, cells, only, extents, wrong in zip(lines, found, told, near, amiss, strict=True)
        ]
    near = _extents(found, known)
    return Laid(
        found, [_doubted(cells, extents) | _touching(cells) for cells, extents in zip(found, near, strict=True)]
    )


def _touching(cells: Cells) -> set[int]:
    """The columns of cells that nothing parts: an extractor may have printed either first."""
    pairs = pairwise(cells)
    return {column for pair in pairs if pair[0][1].right == pair[1][1].left for column, _ in pair}


def _is_amiss(cells: Cells, kinds: Kinds) -> bool:
    """Whether two cells stand in one column, or words and numbers where the other should."""
    if any(one == other for (one, _), (other, _) in pairwise(cells)):
        return True
    for column, piece in cells:
        words = words_of([piece])
        if any(strangeness(word.text, kinds[column]) >= _AMISS for word in words):
            return True
        if any(lateness(above.text, word.text) > MILD for above, word in pairwise(words)):
            return True
    return False


def _told(pieces: Sequence[Piece], columns: tuple[str, ...]) -> dict[int, int]:
    """The words of a line whose column what they are tells; ways that part it at every blank come first."""
    words = words_of(pieces)
    for parted in ({word.left for word in words}, {piece.left for piece in pieces}):
        told = told_columns(words, parted, columns)
        if told is not None:
            return told
    return {}


def _extents(lines: Sequence[Cells], known: PageColumns) -> list[list[Extent]]:
    """From where to where each column is printed on the lines next to each line: the column, left, right.

    Columns that are on none of the lines stand as far from those beside them as on the page of the header.
    """
    own: dict[int, list[tuple[int, Piece]]] = {}
    for order, cells in enumerate(lines):
        for column, piece in cells:
            own.setdefault(column, []).append((order, piece))
    return [_extents_at(order, own, known) for order in range(len(lines))]


def _extents_at(order: int, own: Mapping[int, Sequence[tuple[int, Piece]]], known: PageColumns) -> list[Extent]:
    """The extents for one line, seen on others."""
    seen: dict[int, tuple[float, float]] = {}
    for column, places in own.items():
        at = bisect_left(places, order, key=itemgetter(0))
        near = [piece for other, piece in places[max(at - _ABOVE, 0) : at + _ABOVE + 1] if other != order]
        if near:
            middle = len(near) // 2
            seen[column] = sorted(piece.left for piece in near)[middle], sorted(piece.right for piece in near)[middle]
    centres = dict(zip(known.places, known.centres, strict=True))
    # The left edge of the page stays where it is; what lies between two columns moves as they do.
    moved = [(0.0, 0.0), *((centres[column], sum(seen[column]) / 2 - centres[column]) for column in sorted(seen))]
    return [
        (column, *(seen[column] if column in seen else [centres[column] + _shift(centres[column], moved)] * 2))
        for column in known.places
    ]


def _shift(centre: float, moved: Sequence[tuple[float, float]]) -> float:
    """How far a place is moved, by how far others are: their places with how far, ascending."""
    at = bisect_left(moved, (centre, 0.0))
    if at == len(moved):
        return moved[-1][1]
    (left, before), (right, behind) = moved[max(at - 1, 0)], moved[at]
    return before + (behind - before) * ((centre - left) / (right - left) if right > left else 0.0)


def _doubted(cells: Cells, extents: Sequence[Extent]) -> set[int]:
    """The columns of a line whose piece is hardly further from the one beside it, in which nothing stands."""
    taken = {column for column, _ in cells}
    found: set[int] = set()
    for column, piece in cells:
        for other in (column - 1, column + 1):
            if other in taken or not 0 <= other < len(extents):
                continue
            if distance(piece, extents[other]) - distance(piece, extents[column]) < _HARDLY:
                found |= {column, other}
    return found


def _laid_out(
    pieces: Sequence[Piece], extents: Sequence[Extent], columns: tuple[str, ...], told: Mapping[int, int]
) -> Cells:
    """The words of a line laid on columns in their order, so that each is nearest to its own.

    Where what they are tells it, their places must speak loudly against it.
    """
    words = words_of(pieces)
    if not words:
        return []
    wide = {piece.left for piece in pieces}
    cost, path = best_way(words, wide, extents, columns, {})
    if told:
        dear, other = best_way(words, wide, extents, columns, told)
        path = other if dear < cost + _LOUD else path
    found: Cells = []
    for word, at in zip(words, path, strict=True):
        column = extents[at][0]
        if found and word.left not in wide and found[-1][0] == column:
            piece = max((piece for piece in pieces if piece.left <= word.left), key=lambda each: each.left)
            found[-1] = (column, stretch(piece, found[-1][1], word))
        else:
            found.append((column, word))
    return found
