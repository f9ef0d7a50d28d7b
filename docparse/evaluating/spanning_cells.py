"""Cells of aligned text that span rows: which pieces make one, and which rows it stands for.

A spanning cell is printed in the middle of its rows, or at the top of the first. So its rows follow from its place: the
cells of a column part all rows among themselves, each in the middle of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.printed import breadth
from docparse.evaluating.row_bands import goes_on
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from docparse.evaluating.printed import Piece
    from docparse.evaluating.row_bands import Placed, Row


class Span(NamedTuple):
    """A cell and the rows that it stands for; none where ``end`` is ``first``."""

    pieces: tuple[Piece, ...]
    first: int
    end: int


class Spread(NamedTuple):
    """The cells of a column with their rows, and how far they stand from where they should.

    Attributes:
        doubted: Indices of rows that may as well be those of the cell before or behind.
    """

    spans: tuple[Span, ...]
    cost: float
    doubted: frozenset[int] = frozenset()


# A cell has no more pieces, and stands no further from the middle of its rows.
_MOST_PIECES = 6
_FAR = 4.0
_SLACK, _AWAY = 0.5, 0.2
_WIDEST_GAP = 2.0
# How high a page break is nobody knows.
_OVER_PAGES = 0.25
# Pieces of one cell so many lines apart.
_STEPS = (0.0, 0.0, 0.5, 3.0)
_NOT_FULL = 2.5
_KNOWN = 1.5
_BEAM = 60
# What it costs that a known level between two rows stands for none, or for one row that is not beside it.
_EMPTY, _BESIDE = 0.6, 0.4
# Two ways to part rows that differ by less are as likely.
_TIE = 0.05
# What a level says of its points stands behind its name.
_BRACKETS = "(（"


class Ruler:
    """How far down the page lines stand, in lines of text.

    Half lines are printed as lines of their own and rows are set apart by more or less empty ones; what is certain is
    how many lines the cells of a row have.
    """

    def __init__(self, rows: Sequence[Row], heights: Sequence[int]) -> None:
        steps = [below.first - above.last for above, below in pairwise(rows)]
        gap = min(median(steps), _WIDEST_GAP) if steps else 1.0
        self.tops: list[float] = []
        self.bottoms: list[float] = []
        at = 0.0
        for height in heights:
            self.tops.append(at)
            self.bottoms.append(at + height - 1)
            at += height - 1 + gap
        self._places: list[tuple[int, float]] = []
        for row, top, bottom in zip(rows, self.tops, self.bottoms, strict=True):
            self._places += [(row.first, top)] if row.first == row.last else [(row.first, top), (row.last, bottom)]
        self._numbers = [number for number, _ in self._places]
        for order, row in enumerate(rows):
            if row.first == row.last:
                self._places[bisect_left(self._numbers, row.first)] = (
                    row.first,
                    (self.tops[order] + self.bottoms[order]) / 2,
                )

    def place(self, number: int) -> float:
        """How far down a line stands."""
        order = bisect_left(self._numbers, number)
        if order == 0:
            return self._places[0][1] + number - self._numbers[0]
        if order == len(self._numbers):
            return self._places[-1][1] + number - self._numbers[-1]
        (above, high), (below, low) = self._places[order - 1 : order + 1]
        return high + (low - high) * (number - above) / (below - above)


class Rows(NamedTuple):
    """The rows that the cells of a column part among themselves.

    Attributes:
        pages: The page of each.
        ruler: How far down each stands.
        starts: Indices of rows with which a cell may begin.
        empty: Indices of rows above which a cell may stand that stands for none of them; None for all.
        begins: What it costs that a cell begins with a row, and that it goes on with it.
        company: What it costs that a cell of this name stands for a row; by the name, empty for all others, then by the
            row.
    """

    rows: Sequence[Row]
    pages: Sequence[int]
    ruler: Ruler
    starts: Collection[int]
    empty: Collection[int] | None
    begins: Sequence[tuple[float, float]]
    company: Mapping[str, Sequence[float]]


def spread_cells(placed: Sequence[Placed], among: Rows, *, top: bool) -> Spread:
    """The cells of a column.

    Args:
        placed: What stands in the column, from above to below.
        among: The rows of the block.
        top: Cells stand at the top of what they span, else in the middle.
    """
    rows = among.rows
    if not placed or not rows:
        return Spread((), 0.0)
    widest = max(breadth(each.piece.text) for each in placed)
    # By how many pieces and rows are dealt with: what it costs, and the span before.
    best: list[dict[int, tuple[float, _Back | None]]] = [{} for _ in range(len(placed) + 1)]
    best[0][0] = (0.0, None)
    for at in range(len(placed)):
        open_ends = sorted((cost, row) for row, (cost, _) in best[at].items())[:_BEAM]
        cells = [
            (end, joined, _Cell.of(placed[at:end], among)) for end, joined in _cells_from(placed, at, rows, widest)
        ]
        for cost, row in open_ends:
            for end, joined, cell in cells:
                reached = best[end]
                for stop, away in _rows_from(cell, row, among, top=top):
                    found = cost + joined + away
                    if stop not in reached or found < reached[stop][0]:
                        reached[stop] = (found, _Back(at, row))
    last = best[-1].get(len(rows))
    if last is None:
        return _nearest(placed, rows)
    spans = _spans(placed, best, len(rows))
    return Spread(spans, last[0], _doubted(placed, spans, among, top=top))


class _Back(NamedTuple):
    """How many pieces and rows were dealt with before a cell."""

    pieces: int
    rows: int


def _spans(
    placed: Sequence[Placed], best: Sequence[Mapping[int, tuple[float, _Back | None]]], end: int
) -> tuple[Span, ...]:
    """The cells of the best way, from above to below."""
    found: list[Span] = []
    pieces = len(placed)
    back = best[pieces][end][1]
    while back is not None:
        found.append(Span(tuple(each.piece for each in placed[back.pieces : pieces]), back.rows, end))
        pieces, end = back
        back = best[pieces][end][1]
    return tuple(found[::-1])


def _doubted(placed: Sequence[Placed], spans: Sequence[Span], among: Rows, *, top: bool) -> frozenset[int]:
    """The rows at the borders between two cells that cost hardly more where the border is moved over them."""
    numbers = {each.piece: each for each in placed}
    filled = [span for span in spans if span.first < span.end]
    ways = [_Cell.of([numbers[piece] for piece in span.pieces], among) for span in filled]
    starts = sorted(among.starts)
    found: set[int] = set()
    for (one, upper), (other, lower) in pairwise(zip(filled, ways, strict=True)):
        at = bisect_left(starts, other.first)
        printed = _cost(upper, one.first, one.end, among, top=top) + _cost(
            lower, other.first, other.end, among, top=top
        )
        for border in starts[max(at - 1, 0) : at + 2]:
            if border == other.first or not one.first < border < other.end:
                continue
            moved = _cost(upper, one.first, border, among, top=top) + _cost(lower, border, other.end, among, top=top)
            if moved - printed < _TIE:
                found.update(range(min(border, other.first), max(border, other.first)))
    return frozenset(found)


def _cost(cell: _Cell, first: int, end: int, among: Rows, *, top: bool) -> float:
    """What it costs that a cell stands for some rows."""
    return dict(_rows_from(cell, first, among, top=top)).get(end, float("inf"))


class _Cell(NamedTuple):
    """A cell that may span rows.

    Attributes:
        first: How far down its first line stands.
        last: How far down its last line stands.
        numbers: The numbers of these lines.
        known: It is a word that names a level.
        company: What rows cost it.
    """

    first: float
    last: float
    numbers: tuple[int, int]
    known: bool
    company: Sequence[float] | None

    @classmethod
    def of(cls, pieces: Sequence[Placed], among: Rows) -> _Cell:
        """The cell of some pieces."""
        name = "".join([fold(each.piece.text) for each in pieces]).partition("(")[0]
        company = among.company.get(name) or among.company.get("")
        first, last = pieces[0].number, pieces[-1].number
        return cls(among.ruler.place(first), among.ruler.place(last), (first, last), name in _levels(), company)

    def is_beside(self, row: Row) -> bool:
        """Whether it stands beside a row."""
        return self.numbers[0] <= row.last and row.first <= self.numbers[1]

    def is_between(self, rows: Sequence[Row], row: int) -> bool:
        """Whether it stands above a row and below the one before."""
        above = row == 0 or rows[row - 1].last < self.numbers[0]
        return above and (row == len(rows) or self.numbers[1] < rows[row].first)


def _cells_from(placed: Sequence[Placed], at: int, rows: Sequence[Row], widest: int) -> list[tuple[int, float]]:
    """The ends of the cells that may begin with a piece, and what they cost."""
    cost = _NOT_FULL * (at > 0 and placed[at].piece.text[0] in _BRACKETS)
    text = fold(placed[at].piece.text)
    found = [(at + 1, cost + _NOT_FULL * _is_open(text))]
    for end in range(at + 1, min(at + _MOST_PIECES, len(placed))):
        above, below = placed[end - 1], placed[end]
        step = below.number - above.number
        if step >= len(_STEPS) and not _in_one_row(above.number, below.number, rows):
            break
        behind = below.piece.text[0] in _BRACKETS or _is_open(text)
        is_full = behind or goes_on(above.piece.text, below.piece.text, widest)
        cost += _STEPS[min(step, len(_STEPS) - 1)] + _NOT_FULL * (not is_full)
        cost += _KNOWN * ((text in _levels() or text.endswith(")")) and not behind)
        text += fold(below.piece.text)
        is_known = text in _levels() or (text.endswith(")") and text.partition("(")[0] in _levels())
        found.append((end + 1, cost - _KNOWN * is_known + _NOT_FULL * _is_open(text)))
    return found


def _is_open(text: str) -> bool:
    """Whether a bracket is not closed."""
    return text.count("(") > text.count(")")


@remembered()
def _levels() -> frozenset[str]:
    return frozenset(load_evaluations().words("levels"))


def _in_one_row(above: int, below: int, rows: Sequence[Row]) -> bool:
    return any(row.first <= above and below <= row.last for row in rows)


def _rows_from(cell: _Cell, row: int, among: Rows, *, top: bool) -> list[tuple[int, float]]:
    """The ends of the rows that a cell may stand for, and what speaks against each."""
    ruler, begins = among.ruler, among.begins
    first, last, company = cell.first, cell.last, cell.company
    may_be_empty = cell.known and (among.empty is None or row in among.empty) and cell.is_between(among.rows, row)
    empty = [(row, _EMPTY)] if may_be_empty else []
    if row == len(among.rows):
        return empty
    found: list[tuple[int, float]] = []
    cost = begins[row][0]
    for stop in range(row + 1, len(among.rows) + 1):
        cost += begins[stop - 1][1] * (stop > row + 1) + (company[stop - 1] if company else 0.0)
        if stop < len(among.rows) and stop not in among.starts:
            continue
        torn = among.pages[stop - 1] != among.pages[row]
        away = abs(ruler.tops[row] - first) if top else (ruler.tops[row] + ruler.bottoms[stop - 1] - first - last) / 2
        if not top and away > _FAR and found and not torn:
            break
        place = away if top else max(abs(away) - _SLACK, 0.0) + _AWAY * abs(away)
        place += _BESIDE * (stop == row + 1 and not cell.is_beside(among.rows[row]))
        found.append((stop, cost + place * (_OVER_PAGES if torn else 1.0)))
    return [*empty, *found]


def _nearest(placed: Sequence[Placed], rows: Sequence[Row]) -> Spread:
    """Each piece with the row that it stands beside, where the cells do not part the rows."""
    spans = []
    for each in placed:
        row = min(range(len(rows)), key=lambda order: abs(rows[order].first + rows[order].last - 2 * each.number))
        spans.append(Span((each.piece,), row, row + 1))
    return Spread(tuple(spans), float("inf"), frozenset(range(len(rows))))
