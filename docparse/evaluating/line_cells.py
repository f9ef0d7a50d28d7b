"""The lines of a block in its columns: which words of a line are one cell, and in which column each stands.

Borders tell it where something is printed on one side of them only. Where they do not, because a line is printed
further to the left or right than others or a cell is too full for its column, the words of the line are laid on the columns in
their order, each near the place where its column is printed on other lines, and numbers where numbers belong.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import is_mark
from docparse.evaluating.printed import words_of
from docparse.evaluating.row_bands import is_counted
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from docparse.evaluating.page_columns import PageColumns
    from docparse.evaluating.printed import Piece
    from docparse.evaluating.row_bands import Row

# From so many columns on, lines may be printed to the left or right of others.
_FEWEST = 4
_OFF_CENTRE = 0.3
# That a single blank parts two cells; that a wide gap is inside of one.
_TORN_CELL, _GAPING = 1.5, 6.0
_ROUNDS = 2
# Fewer characters tell no level.
_STEM = 4
# Where a column is printed is seen on so many lines above and below.
_ABOVE = 3
# A piece that is so little nearer to its column than to another may stand in either.
_HARDLY = 1.5
# What it costs that a column of one kind holds what belongs in another; that what is glued to a word is a cell.
_STRANGE = {
    "numbers": {"number": 0.0, "counted": 12.0, "level1": 12.0, "level2": 12.0, "word": 8.0, "rest": 8.0, "sign": 12.0, "bound": 8.0},
    "level1": {"number": 8.0, "counted": 6.0, "level1": 0.0, "level2": 3.0, "word": 3.0, "rest": 0.0, "sign": 12.0, "bound": 8.0},
    "level2": {"number": 8.0, "counted": 6.0, "level1": 0.5, "level2": 0.0, "word": 3.0, "rest": 0.0, "sign": 12.0, "bound": 8.0},
    "names": {"number": 8.0, "counted": 0.0, "level1": 1.5, "level2": 1.5, "word": 0.0, "rest": 0.0, "sign": 6.0, "bound": 6.0},
    "words": {"number": 4.0, "counted": 0.0, "level1": 8.0, "level2": 8.0, "word": 0.0, "rest": 0.0, "sign": 6.0, "bound": 4.0},
    "values": {"number": 0.0, "counted": 4.0, "level1": 8.0, "level2": 8.0, "word": 0.0, "rest": 0.0, "sign": 2.0, "bound": 0.0},
    "signs": {"number": 8.0, "counted": 12.0, "level1": 12.0, "level2": 12.0, "word": 1.0, "rest": 0.0, "sign": 0.0, "bound": 8.0},
    "units": {"number": 8.0, "counted": 12.0, "level1": 12.0, "level2": 12.0, "word": 0.0, "rest": 0.0, "sign": 12.0, "bound": 12.0},
    "side": {"number": 8.0, "counted": 12.0, "level1": 12.0, "level2": 12.0, "word": 0.0, "rest": 0.0, "sign": 12.0, "bound": 12.0},
}
# That what begins a cell stands behind something else in it, or a number or mark behind another.
_LATE = {"counted": 4.0, "number": 4.0, "level1": 4.0, "level2": 4.0, "sign": 6.0, "bound": 6.0}
_TWO_CELLS = 20.0
# That a line has something on both sides of the names, numbers or values behind them, and no name.
_NAMELESS = 3.0
_MAIN = ("numbers", "values")
# From so far on distance counts little.
_FAR, _FARTHER = 5.0, 0.1
_LOUD = 10.0
# What is no stranger than this may be.
_MILD = 3.0
_GLUED = 1.0
_OPENING, _CLOSING = "（(", "）)"
_SIGNS = "<>=≤≥＜＞＝≦≧"
_NUMBER = re.compile(r"-?\d[\d,.]*[%％]?")
_NUMBER_MATCHES = ("1,200.50", "98%", "-3")
_NUMBER_MISSES = ("3 days", "—", "1/2")
# An amount with its cents, a rate, a mark.
_WHOLE = re.compile(r"-?\d[\d,]*\.\d{2}|-?\d[\d.,]*[%％]|[-—－–/／]+")
_WHOLE_MATCHES = ("1,200.50", "98.1%", "—")
_WHOLE_MISSES = ("1,200", "1321188.8")
# A number behind a word or a rate, no blank between: 853人次8.57.
_GLUED = re.compile(r"(?P<value>.*[^\d.,+<>=≤≥＜＞＝≦≧-])(?P<number>\d{1,3}(?:\.\d{1,2})?)")
_GLUED_MATCHES = ("853 people8.57",)
_GLUED_MISSES = ("1,853", "<=90")

Cells = list[tuple[int, "Piece"]]


def in_columns(pieces: Iterable[Piece], columns: PageColumns) -> Cells:
    """The pieces of a line with their columns, one that crosses a border cut there."""
    found: Cells = []
    for piece in pieces:
        order = len(found)
        for word in words_of([piece]):
            column = columns.column(word)
            if len(found) > order and found[-1][0] == column:
                found[-1] = (column, _joined(piece, found[-1][1], word))
            else:
                found.append((column, word))
    return found


def _joined(piece: Piece, first: Piece, last: Piece) -> Piece:
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
        kinds: What the columns hold, as ``_STRANGE`` names it.
    """
    found = [in_columns(pieces, columns) for pieces in lines]
    amiss = [_is_amiss(cells, kinds) for cells in found]
    if (columns.sure and not any(amiss)) or len(known.places) < _FEWEST:
        return Laid(found, [set() for _ in found])
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
    return Laid(found, [_doubted(cells, extents) for cells, extents in zip(found, near, strict=True)])


def _behind(above: Piece, word: Piece) -> float:
    """What it costs that a word stands behind another one in a cell."""
    if _is_whole(above.text) and _is_whole(word.text):
        return _TWO_CELLS
    return _LATE.get(_kind_of(word.text), 0.0)


def _is_whole(text: str) -> bool:
    """Whether a word is a cell: a number or a mark."""
    return _kind_of(text) == "number" or is_mark(text)


def _is_amiss(cells: Cells, kinds: Kinds) -> bool:
    """Whether two cells stand in one column, or words and numbers where the other should."""
    if any(one == other for (one, _), (other, _) in pairwise(cells)):
        return True
    return any(_strange(word, kinds[column]) for column, piece in cells for word in words_of([piece]))


def _strange(word: Piece, kind: str) -> float:
    """What it costs that a column of this kind holds a word."""
    return 0.0 if is_mark(word.text) else _STRANGE[kind][_kind_of(word.text)]


@lru_cache(maxsize=4096)
def _kind_of(text: str) -> str:
    """What a word is."""
    if _NUMBER.fullmatch(text):
        return "number"
    if is_counted(text):
        return "counted"
    if text[0] in _OPENING or text[-1] in _CLOSING:
        return "rest"
    bare = text.lstrip(_SIGNS)
    if len(bare) < len(text):
        return "bound" if bare else "sign"
    return _levels().get(fold(text).partition("(")[0], "word")


@cache
def _levels() -> dict[str, str]:
    """The known levels of indicators, and what a line end leaves of them: the outer level of those it may be."""
    found: dict[str, str] = {}
    words = load_evaluations()
    for word in words.words("levels"):
        key = min(key for section, key in words.labels[word] if section == "levels")
        for end in range(_STEM, len(word) + 1):
            found[word[:end]] = min(key, found.get(word[:end], key))
    for word in words.words("levels"):
        for start in range(1, len(word)):
            found.setdefault(word[start:], "rest")
    return found


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
    columns = [kinds[column] for column in known.places]
    name = columns.index("names") if "names" in columns else -1
    # For each column that a word may stand in, how it got there, and whether there are other ways.
    ways: dict[int, tuple[tuple[int, ...], bool]] = {-1: ((), False)}
    for order, word in enumerate(words):
        following: dict[int, tuple[tuple[int, ...], bool]] = {}
        for last, (path, other) in ways.items():
            for at in range(max(last, 0), len(columns)):
                joined = order > 0 and at == last
                if joined and (word.left in wide or _behind(words[order - 1], word)):
                    continue
                if _strange(word, columns[at]) > _MILD:
                    continue
                if not (0 <= last < name < at and columns[at] in _MAIN):
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
    shifts = {column: (left + right) / 2 - known.centres[column] for column, (left, right) in seen.items()}
    found: list[Extent] = []
    for column in known.places:
        if column in seen:
            found.append((column, *seen[column]))
            continue
        beside = sorted(shifts, key=lambda other: abs(other - column))[:2]
        centre = known.centres[column] + (sum(shifts[other] for other in beside) / len(beside) if beside else 0.0)
        found.append((column, centre, centre))
    return found


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
    words = [word for piece in pieces for word in words_of([piece])]
    wide = {piece.left for piece in pieces}
    name = next((order for order, (column, *_) in enumerate(extents) if kinds[column] == "names"), -1)
    best: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for order, word in enumerate(words):
        begins = word.left in wide
        behind = _behind(words[order - 1], word) if order else 0.0
        fits = [_distance(word, extent) + _strange(word, kinds[extent[0]]) for extent in extents]
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for last, (cost, path) in best.items():
            for at in range(max(last, 0), len(extents)):
                step = fits[at]
                if order and at == last:
                    step += _GAPING * begins + behind
                elif order and not begins:
                    step += _TORN_CELL
                step += _NAMELESS * (0 <= last < name < at and kinds[extents[at][0]] in _MAIN)
                if at not in following or cost + step < following[at][0]:
                    following[at] = (cost + step, (*path, at))
        best = following
    cost, path = min(best.values())
    if told is not None:
        far = sum(_distance(word, next(extent for extent in extents if extent[0] == column)) for column, word in told)
        if far < cost + _LOUD:
            return told
    found: Cells = []
    for word, at in zip(words, path, strict=True):
        column = extents[at][0]
        if found and word.left not in wide and found[-1][0] == column:
            piece = max((piece for piece in pieces if piece.left <= word.left), key=lambda each: each.left)
            found[-1] = (column, _joined(piece, found[-1][1], word))
        else:
            found.append((column, word))
    return found


def _distance(word: Piece, extent: Extent) -> float:
    """How far a word stands from where a column is printed."""
    _, left, right = extent
    far = max(left - word.right, word.left - right, 0.0) + _OFF_CENTRE * abs(word.centre - (left + right) / 2)
    return far if far < _FAR else _FAR + _FARTHER * (far - _FAR)


def part_numbers(row: Row, kinds: Kinds) -> None:
    """Moves to the next column what a cell of a row holds too much: a second number, or one glued to a value.

    What no blank parts stands so where a cell is too full: its neighbour begins on the line below, or right behind it.
    """
    for column in sorted(row.cells):
        following = column + 1
        if kinds.get(following) != "numbers" or row.cells.get(following):
            continue
        *first, last = row.cells[column]
        glued = _GLUED.fullmatch(last.text) if kinds[column] == "values" else None
        if kinds[column] == "numbers" and first and _are_two(first, last):
            row.cells[column], row.cells[following] = first, [last]
        elif glued:
            cut = last.left + glued.start("number")
            row.cells[column] = [*first, last._replace(text=glued["value"], right=cut)]
            row.cells[following] = [_joined(last, last._replace(left=cut, start=last.start + cut - last.left), last)]
        else:
            continue
        row.doubted.update((column, following))


def _are_two(first: Sequence[Piece], last: Piece) -> bool:
    """Whether a number is whole without the piece below it, which is one itself."""
    above = "".join(piece.text for piece in first)
    return _WHOLE.fullmatch(above) is not None and _is_whole(last.text)
