"""The columns of a block on one page: where they are parted, from its header and from what stands below it.

On a page with the header, a border lies between the middles of two labels, where nothing is printed on any line. On the
pages that follow, the stretches that something covers are laid on the columns in their order.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.printed import cover, empty_runs, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.evaluating.header_bands import Band, Label
    from docparse.evaluating.printed import Piece


class PageColumns(NamedTuple):
    """The columns of a block on a page.

    Attributes:
        borders: Between which places the columns lie; one less than there are columns.
        places: Which of the block's columns each is.
        centres: The middle of what is printed in each, or of its label.
        sure: Nothing crosses a border, and the page has as many columns as the block.
    """

    borders: tuple[float, ...]
    places: tuple[int, ...]
    centres: tuple[float, ...]
    sure: bool = True

    def column(self, piece: Piece) -> int:
        """Which of the block's columns a piece stands in."""
        return self.places[bisect_right(self.borders, piece.centre)]


# Blocks whose rows have no names left of the first label.
_SIDE_ONLY = ("goals", "indicators")
# A column on a page may lie so many characters further to the right or left of the one before it than on another page.
_DRIFT = 1.0
# So far over its border a line may go that is too full.
_OVERFULL = 3
# What speaks against a border inside of a word, for each character on its wrong side; a gap there speaks for it.
_CROSSED = 0.3
_JOINED = 6.0
# From so many columns on, lines may be printed to the left or right of others.
_FEWEST = 4
_OFF_CENTRE = 0.3
# That a single blank parts two cells.
_TORN_CELL = 1.5
_ROUNDS = 2
# A piece that is so little nearer to its column than to another may stand in either.
_HARDLY = 1.5
# More stretches are no columns.
_MOST_STRETCHES = 40


def columns_below(band: Band, body: Sequence[Piece]) -> tuple[PageColumns, int]:
    """The columns of a block on the page of its header, and how many of them stand left of the first label."""
    words = words_of(body)
    heads = [piece for label in band.labels for piece in label.pieces]
    covered = cover([*words, *heads])
    found = [
        _border((*words, *heads), covered, left.centre, _reach(words, right, band.section))
        for left, right in pairwise(band.labels)
    ]
    first = band.labels[0]
    outer = _outer_borders(covered, words, first, found[0][0] if found else float("inf"))
    outer = outer[-1:] if band.section in _SIDE_ONLY else [*outer[:-1][:1], *outer[-1:]]
    borders = (*outer, *(border for border, _ in found))
    centres = (*_centres(words, outer), *(label.centre for label in band.labels))
    sure = all(is_sure for _, is_sure in found)
    return PageColumns(borders, tuple(range(len(borders) + 1)), centres, sure), len(outer)


def _reach(words: Sequence[Piece], label: Label, section: str) -> float:
    """Up to where the border left of a label may lie: where what is below it ends before it, not so far."""
    if section != "goals" or not words:
        return label.centre
    return min(label.centre, max(word.right for word in words) - 1)


def _border(words: Sequence[Piece], covered: Sequence[int], left: float, right: float) -> tuple[float, bool]:
    """Where the border between two labels lies, and whether nothing crosses it.

    Where a line is too full for its column, what stands behind it begins further to the right than on other lines; then
    the border lies where least of any word is on its wrong side.
    """
    low, high = int(left) + 1, max(int(right), int(left) + 2)
    runs = empty_runs(covered, low, high)
    if runs:
        widest = max(runs, key=lambda run: run[1] - run[0])
        return (widest[0] + widest[1]) / 2, True
    votes = dict.fromkeys(range(low, high), 0.0)
    for word, behind in pairwise(words):
        for place in range(word.left, word.right):
            if low <= place < high:
                votes[place] -= _CROSSED * min(place + 1 - word.left, word.right - place)
        if behind.row == word.row:
            for place in range(word.right, behind.left):
                if low <= place < high:
                    votes[place] += 1
    place = max(votes, key=lambda at: (votes[at], -abs(at - (left + right) / 2)))
    crossing = [word for word in words if word.left <= place < word.right]
    return place + 0.5, all(_is_overfull(word, place) for word in crossing)


def _is_overfull(word: Piece, place: int) -> bool:
    """Whether a word goes so little over a border that it only fills its column too much."""
    over = min(place + 1 - word.left, word.right - place)
    return over <= _OVERFULL and over * _OVERFULL < word.right - word.left


def _outer_borders(covered: Sequence[int], words: Sequence[Piece], first: Label, limit: float) -> list[float]:
    """The borders left of the first label: what stands at the side, names of rows that have no label."""
    own = [word for word in words if word.centre < limit]
    if not own:
        return []
    start = min(word.left for word in own)
    found: list[float] = []
    for low, high in empty_runs(covered, start, int(first.centre) + 1):
        border = (low + high) / 2
        before = [word for word in own if word.centre < border and (not found or word.centre > found[-1])]
        behind = [word for word in own if word.centre > border]
        if before and behind:
            found.append(border)
    return found or _beside_each_other(sorted([*own, *first.pieces], key=lambda word: (word.row, word.left)))


def _beside_each_other(words: Sequence[Piece]) -> list[float]:
    """The border between words that stand beside each other left of the second label."""
    gaps = [(above.right, below.left) for above, below in pairwise(words) if above.row == below.row]
    if not gaps:
        return []
    border = median((low + high) / 2 for low, high in gaps)
    sides = {word.centre < border for word in words}
    return [border] if len(sides) > 1 else []


def _centres(words: Sequence[Piece], borders: Sequence[float]) -> list[float]:
    """The middles of what stands in the columns left of the borders."""
    found: list[float] = []
    low = float("-inf")
    for border in borders:
        own = [word for word in words if low < word.centre < border]
        left, right = min(word.left for word in own), max(word.right for word in own)
        found.append((left + right) / 2)
        low = border
    return found


def columns_beside(body: Sequence[Piece], known: PageColumns) -> PageColumns:
    """The columns of a block on a page without its header, as those of another page have them.

    Args:
        body: What stands on the page.
        known: The columns on the page with the header.
    """
    words = words_of(body)
    covered = cover(words)
    runs = empty_runs(covered, min(word.left for word in words), len(covered))
    count = len(known.places)
    wide = [run for run in runs if run[1] - run[0] > 1]
    runs = wide if len(wide) + 1 >= count else runs
    borders = tuple((low + high) / 2 for low, high in runs)
    centres = _stretch_centres(words, borders)
    if len(centres) == count:
        return PageColumns(borders, known.places, tuple(centres))
    if len(centres) > _MOST_STRETCHES:
        return known._replace(sure=False)
    places, distinct = _laid_on(centres, known.centres)
    kept = [order for order in range(1, len(places)) if places[order] != places[order - 1]]
    return PageColumns(
        tuple(borders[order - 1] for order in kept),
        tuple(known.places[at] for at in dict.fromkeys(places)),
        tuple(known.centres[at] for at in dict.fromkeys(places)),
        distinct and len(centres) < count,
    )


def _stretch_centres(words: Iterable[Piece], borders: Sequence[float]) -> list[float]:
    lefts: dict[int, int] = {}
    rights: dict[int, int] = {}
    for word in words:
        order = bisect_right(borders, word.centre)
        lefts[order] = min(lefts.get(order, word.left), word.left)
        rights[order] = max(rights.get(order, word.right), word.right)
    return [(lefts[order] + rights[order]) / 2 for order in sorted(lefts)]


def _laid_on(centres: Sequence[float], known: Sequence[float]) -> tuple[list[int], bool]:
    """Which column each stretch is, and whether their count says so.

    Stretches keep their order; several may make one column, and a column may be blank.
    """
    best: dict[tuple[int, float], tuple[float, tuple[int, ...]]] = {
        (at, centres[0] - known[at]): (_DRIFT * abs(centres[0] - known[at]), (at,)) for at in range(len(known))
    }
    for order in range(1, len(centres)):
        following: dict[tuple[int, float], tuple[float, tuple[int, ...]]] = {}
        for (at, shift), (cost, places) in best.items():
            for to in range(at, len(known)):
                moved = shift if to == at else centres[order] - known[to]
                step = _JOINED if to == at else _DRIFT * abs(moved - shift)
                each = (cost + step, (*places, to))
                if (to, moved) not in following or each < following[to, moved]:
                    following[to, moved] = each
        best = following
    cost, places = min(best.values())
    return list(places), len(set(places)) == len(centres)


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


def lines_in_columns(lines: Sequence[Sequence[Piece]], columns: PageColumns, known: PageColumns) -> Laid:
    """The pieces of the lines of a page with their columns.

    What a wide gap parts stands in two columns. Where borders do not say so, lines are printed further to the left or
    right than others, and their pieces are laid on the columns in their order.

    Args:
        lines: What stands on each line.
        columns: The columns of the page, as far as borders tell.
        known: All columns, where they are on the page of the header.
    """
    found = [in_columns(pieces, columns) for pieces in lines]
    if (columns.sure and not any(map(_is_crowded, found))) or len(known.places) < _FEWEST:
        return Laid(found, [set() for _ in found])
    extents = _extents(_full_lines(lines, known), known)
    for _ in range(_ROUNDS):
        found = [_laid_out(pieces, extents) or cells for pieces, cells in zip(lines, found, strict=True)]
        extents = _extents(found, known)
    return Laid(found, [_doubted(cells, extents) for cells in found])


def _is_crowded(cells: Cells) -> bool:
    """Whether two pieces that a wide gap parts stand in one column."""
    return any(one == other and behind.left - piece.right > 1 for (one, piece), (other, behind) in pairwise(cells))


def _full_lines(lines: Iterable[Sequence[Piece]], known: PageColumns) -> list[Cells]:
    """The lines that have a piece in each column."""
    full = (pieces for pieces in lines if len(pieces) == len(known.places))
    return [list(zip(known.places, pieces, strict=True)) for pieces in full]


Extent = tuple[int, float, float]


def _extents(lines: Iterable[Cells], known: PageColumns) -> list[Extent]:
    """From where to where each column is printed on most lines: the column, left, right.

    Columns that are on none of the lines stand as far from those beside them as on the page of the header.
    """
    lefts: dict[int, list[int]] = {}
    rights: dict[int, list[int]] = {}
    for cells in lines:
        for column, piece in cells:
            lefts.setdefault(column, []).append(piece.left)
            rights.setdefault(column, []).append(piece.right)
    own = {column: (median(lefts[column]), median(rights[column])) for column in lefts}
    shifts = {column: (left + right) / 2 - known.centres[column] for column, (left, right) in own.items()}
    found: list[Extent] = []
    for column in known.places:
        if column in own:
            found.append((column, *own[column]))
            continue
        near = sorted(shifts, key=lambda other: abs(other - column))[:2]
        centre = known.centres[column] + (sum(shifts[other] for other in near) / len(near) if near else 0.0)
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


def _laid_out(pieces: Sequence[Piece], extents: Sequence[Extent]) -> Cells | None:
    """The words of a line laid on columns in their order, so that each is nearest to its own; None where too many."""
    words = [word for piece in pieces for word in words_of([piece])]
    wide = {piece.left for piece in pieces}
    best: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for order, word in enumerate(words):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for last, (cost, path) in best.items():
            first = last + 1 if word.left in wide or last < 0 else last
            for at in range(first, len(extents)):
                step = _distance(word, extents[at]) + _TORN_CELL * (order > 0 and word.left not in wide and at != last)
                if at not in following or cost + step < following[at][0]:
                    following[at] = (cost + step, (*path, at))
        best = following
    if not best:
        return None
    _, path = min(best.values())
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
    return max(left - word.right, word.left - right, 0.0) + _OFF_CENTRE * abs(word.centre - (left + right) / 2)
