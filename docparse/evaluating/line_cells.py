"""The lines of a block in its columns: which words of a line are one cell, and in which column each stands.

Borders tell it where something is printed on one side of them only. Where they do not, because a line is printed
further to the left or right than others or a cell is too full for its column, the words of the line are laid on the
columns in their order, each near the place where its column is printed on other lines, and numbers where they belong.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.cell_kinds import MILD, NUMBERS, lateness, strangeness
from docparse.evaluating.printed import words_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from docparse.evaluating.page_columns import PageColumns
    from docparse.evaluating.printed import Piece

# From so many columns on, lines may be printed to the left or right of others.
_FEWEST = 4
_OFF_CENTRE = 0.3
# That a single blank parts two cells; that a wide gap is inside of one.
_TORN_CELL, _GAPING = 1.5, 6.0
_ROUNDS = 2
# Where a column is printed is seen on so many lines above and below.
_ABOVE = 3
# A piece that is so little nearer to its column than to another may stand in either.
_HARDLY = 1.5
# That a line has something on both sides of the names, numbers or values behind them, and no name; that it has one
# number of its row and not the one beside it.
_NAMELESS, _NUMBERLESS = 3.0, 2.0
_MAIN = NUMBERS | {"values"}
# From so far on distance counts little; so much must places cost that what words are is not believed.
_FAR, _FARTHER = 5.0, 0.1
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
    laid = [None if wrong else cells for cells, wrong in zip(found, amiss, strict=True)]
    told = [cells or _told(pieces, known, kinds) for pieces, cells in zip(lines, laid, strict=True)]
    near = _extents(told, known)
    for _ in range(_ROUNDS):
        found = [
            cells or _laid_out(pieces, extents, kinds, only)
            for pieces, cells, only, extents in zip(lines, laid, told, near, strict=True)
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
    return any(strangeness(word.text, kinds[column]) for column, piece in cells for word in words_of([piece]))


def _told(pieces: Sequence[Piece], known: PageColumns, kinds: Kinds) -> Cells | None:
    """The cells of a line where there is but one way to put what it holds into columns that hold such things.

    Ways that part it at every blank come first.
    """
    words, wide = words_of(pieces), {piece.left for piece in pieces}
    if len(words) < _FEWEST:
        return None
    return _only_way(words, {word.left for word in words}, known, kinds) or _only_way(words, wide, known, kinds)


def _only_way(words: Sequence[Piece], wide: Container[int], known: PageColumns, kinds: Kinds) -> Cells | None:
    """The only way to put words into columns, those that no wide gap parts from the one before into its cell too."""
    columns = tuple(kinds[column] for column in known.places)
    passing = _passing(columns)
    # For each column that a word may stand in, how it got there, and whether there are other ways.
    ways: dict[int, tuple[tuple[int, ...], bool]] = {}
    for order, word in enumerate(words):
        fitting = [at for at, column in enumerate(columns) if strangeness(word.text, column) <= MILD]
        if not order:
            ways = {at: ((at,), False) for at in fitting}
            continue
        alone = word.left in wide or lateness(words[order - 1].text, word.text) > 0
        following: dict[int, tuple[tuple[int, ...], bool]] = {}
        for last, (path, other) in ways.items():
            for at in fitting:
                if (at > last or (at == last and not alone)) and passing[last][at] < _NAMELESS:
                    following[at] = ((*path, at), other or at in following)
        ways = following
    ends = list(ways.values())
    if len(ends) != 1 or ends[0][1]:
        return None
    return [(known.places[at], word) for at, word in zip(ends[0][0], words, strict=True)]


Extent = tuple[int, float, float]


def _extents(lines: Sequence[Cells | None], known: PageColumns) -> list[list[Extent]]:
    """From where to where each column is printed on the lines next to each line: the column, left, right.

    Columns that are on none of the lines stand as far from those beside them as on the page of the header.
    """
    own: dict[int, list[tuple[int, Piece]]] = {}
    for order, cells in enumerate(lines):
        for column, piece in cells or ():
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
            if _distance(piece, extents[other]) - _distance(piece, extents[column]) < _HARDLY:
                found |= {column, other}
    return found


def _laid_out(pieces: Sequence[Piece], extents: Sequence[Extent], kinds: Kinds, told: Cells | None) -> Cells:
    """The words of a line laid on columns in their order, so that each is nearest to its own.

    Where what they are tells it, their places must speak loudly against it.
    """
    words = words_of(pieces)
    if not words:
        return []
    wide = {piece.left for piece in pieces}
    cost, path = _best_way(words, wide, extents, tuple(kinds[column] for column, *_ in extents))
    if told is not None:
        places = {extent[0]: extent for extent in extents}
        if sum(_distance(word, places[column]) for column, word in told) < cost + _LOUD:
            return told
    found: Cells = []
    for word, at in zip(words, path, strict=True):
        column = extents[at][0]
        if found and word.left not in wide and found[-1][0] == column:
            piece = max((piece for piece in pieces if piece.left <= word.left), key=lambda each: each.left)
            found[-1] = (column, stretch(piece, found[-1][1], word))
        else:
            found.append((column, word))
    return found


def _best_way(
    words: Sequence[Piece], wide: Container[int], extents: Sequence[Extent], columns: tuple[str, ...]
) -> tuple[float, tuple[int, ...]]:
    """The way to lay words on columns that costs least, and what it costs."""
    passing = _passing(columns)
    count = len(columns)
    best: dict[int, tuple[float, tuple[int, ...]]] = {}
    for order, word in enumerate(words):
        fits = [_distance(word, extents[at]) + strangeness(word.text, columns[at]) for at in range(count)]
        if not order:
            best = {at: (fits[at], (at,)) for at in range(count)}
            continue
        begins = word.left in wide
        behind = lateness(words[order - 1].text, word.text) + _GAPING * begins
        apart = 0.0 if begins else _TORN_CELL
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for last, (cost, path) in best.items():
            between = passing[last]
            for at in range(last, count):
                total = cost + fits[at] + (behind if at == last else apart + between[at])
                if at not in following or total < following[at][0]:
                    following[at] = (total, (*path, at))
        best = following
    return min((cost + passing[last][count], path) for last, (cost, path) in best.items())


@lru_cache(maxsize=256)
def _passing(columns: tuple[str, ...]) -> list[list[float]]:
    """What it costs that a line has nothing in the columns between two; ``len(columns)`` is behind the last.

    A line with values has a name, and one that has points has all of its row.
    """
    return [[_between(last, at, columns) for at in range(len(columns) + 1)] for last in range(len(columns))]


def _between(last: int, at: int, columns: Sequence[str]) -> float:
    between = columns[last + 1 : at]
    nameless = "names" in between and at < len(columns) and columns[at] in _MAIN
    # Amounts and rates stand between the points of funds, and sources may have none.
    pointless = between.count("points") if columns[last] == "points" and "rates" not in columns else 0
    return _NAMELESS * nameless + _NUMBERLESS * pointless


def _distance(word: Piece, extent: Extent) -> float:
    """How far a word stands from where a column is printed."""
    _, left, right = extent
    far = max(left - word.right, word.left - right, 0.0) + _OFF_CENTRE * abs(word.centre - (left + right) / 2)
    return far if far < _FAR else _FAR + _FARTHER * (far - _FAR)
