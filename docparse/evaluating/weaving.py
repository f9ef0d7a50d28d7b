"""Puts the cells of interlaced rows together: pieces above and below a main line, each to the column of its cell.

A cell stands in the middle of its row. So one of an odd number of lines has one of them on the main line, one of an
even number has none there, and above and below it has as many. Where cells stand at the top of their rows all have
their first line on the main line. Which pieces are one cell follows from that, from how wide the lines are, and from
what the cells can be.
"""

from __future__ import annotations

import re
from itertools import combinations, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.costs import (
    BEAM,
    BEGINS_CLOSED,
    BEHIND_OPEN,
    NAME_AFTER_SENTENCE,
    NEVER,
    SENTENCE_AS_NAME,
)
from docparse.evaluating.interlaced import MOST_LINES
from docparse.evaluating.traits import Trait, trait
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.habits import Habits
    from docparse.evaluating.interlaced import LacedRow

Cell = tuple["Fragment", ...]
_Ranked = tuple[tuple["Fragment", ...], tuple["Fragment", ...]]

_POINTS = ("weight", "score")
_LEVELS = ("level1", "level2")
# What has one line only.
_UNWRAPPED = frozenset(("number", "operator", "mark", "nature"))
# A line of a wrapped cell that is shorter than its widest by more than that, and is not its last.
_RAGGED = 1.0
_RAGGED_COST = 1.2
_RAGGED_MOST = 3.0
# A cell that is as wide as its column, or not.
_OFF_WIDTH = 0.5
_OFF_WIDTH_MOST = 3.0
# So many ways to put the pieces of a row together are tried, and so many pieces of one line looked at.
_MOST_WAYS = 400
_MOST_PIECES = 20
_DISORDER = 3.0
# Of two texts the one with more lines is rather what was reached than what was aimed at.
_WRAPPED_TARGET = 0.3
# A cell of one line that is as wide as any: it may go on.
_ENDS_FULL = 0.4
# A piece that no cell takes.
_LEFT_OVER = 6.0
# A sentence as what was aimed at or reached.
_SENTENCE_AS_VALUE = 1.0
_VALUES = ("target", "actual")
# Clauses on several lines as such.
_CLAUSES_AS_VALUE = 1.0
# A name with clauses.
_CLAUSES_AS_NAME = 1.0
_CLAUSE_MARKS = frozenset("，；,;")


class Woven(NamedTuple):
    """A row put together: its cells by column, and what that costs."""

    cells: Mapping[str, Cell]
    cost: float


class Loom(NamedTuple):
    """What is known of a family of forms.

    Attributes:
        columns: Those behind the levels, in printed order.
        widths: Column → the width at which its text is wrapped, where that is known.
        aligned: Places on lines are those of the page.
        texts: Text that comes again and again, but for its numbers → column → what it costs there.
        room: Column → how wide a line of it was seen to be.
        top: Cells stand at the top of their rows, not in the middle.
    """

    columns: tuple[str, ...]
    habits: Habits
    widths: Mapping[str, float]
    aligned: bool
    texts: Mapping[str, Mapping[str, float]]
    room: Mapping[str, float]
    top: bool


def weave(row: LacedRow, loom: Loom) -> Woven:
    """The cells of a row."""
    above, below = row.above[::-1][:MOST_LINES], row.below[:MOST_LINES]
    height = max(len(above), len(below))
    ranks: list[_Ranked] = [(_pieces(above, at), _pieces(below, at)) for at in range(height)]
    best = Woven({}, NEVER)
    # Where cells stand at the top of their rows, all have a line on the main line.
    for halves in (0,) if loom.top else range(height + 1):
        even, odd = _by_parity(ranks, halves)
        middle = tuple((piece,) for piece in row.main[:_MOST_PIECES])
        for off, off_cost in islice(_stacks((), even), _MOST_WAYS):
            for on, on_cost in islice(_stacks(middle, odd), _MOST_WAYS // (halves + 1)):
                cost = off_cost + on_cost
                if cost < best.cost:
                    woven = _merge(off, on, loom)
                    if woven.cost + cost < best.cost:
                        best = Woven(woven.cells, woven.cost + cost)
    return best


def _pieces(lines: Sequence[tuple[Fragment, ...]], at: int) -> tuple[Fragment, ...]:
    return lines[at][:_MOST_PIECES] if at < len(lines) else ()


def _by_parity(ranks: Sequence[_Ranked], halves: int) -> tuple[list[_Ranked], list[_Ranked]]:
    """The lines around a main line, nearest first, by whether cells of an even or an odd number of lines hold them.

    Lines of even cells stand half a line away, one and a half, and so on; those of odd ones a whole line, two, and so
    on.
    """
    wholes = len(ranks) - halves
    places = sorted([(at + 0.5, True) for at in range(halves)] + [(at + 1.0, False) for at in range(wholes)])
    even = [rank for rank, (_, half) in zip(ranks, places, strict=True) if half]
    odd = [rank for rank, (_, half) in zip(ranks, places, strict=True) if not half]
    return even, odd


def _stacks(middle: Sequence[Cell], ranks: Sequence[_Ranked]) -> Iterator[tuple[tuple[Cell, ...], float]]:
    """The ways to put lines around middle cells, nearest first: which cells each line goes on; their cells and cost."""
    if not ranks:
        yield tuple(middle), sum(_raggedness(cell) for cell in middle)
        return
    cells: list[tuple[Cell, ...]]
    if middle:
        cells = [tuple(middle)]
    else:
        up, down = ranks[0]
        size = max(len(up), len(down))
        cells = [tuple((*_piece(up, at), *_piece(down, at)) for at in range(size))]
        ranks = ranks[1:]
    for start in cells:
        yield from _around(start, tuple(range(len(start))), ranks)


def _piece(pieces: Sequence[Fragment], at: int) -> Cell:
    return (pieces[at],) if at < len(pieces) else ()


def _around(
    cells: tuple[Cell, ...], able: Sequence[int], ranks: Sequence[_Ranked]
) -> Iterator[tuple[tuple[Cell, ...], float]]:
    """Puts further lines around cells; a cell that a line leaves out is complete."""
    if not ranks:
        yield cells, sum(_raggedness(cell) for cell in cells)
        return
    up, down = ranks[0]
    size = max(len(up), len(down))
    wrapped = [at for at in able if trait(bare_text(cells[at])).kind not in _UNWRAPPED]
    if size > len(wrapped):
        return
    for chosen in combinations(wrapped, size):
        grown = list(cells)
        for order, at in enumerate(chosen):
            grown[at] = (*_piece(up, order), *grown[at], *_piece(down, order))
        yield from _around(tuple(grown), chosen, ranks[1:])


def _raggedness(cell: Cell) -> float:
    """How much speaks against pieces being the lines of one cell: all but the last are about as wide as the widest."""
    traits = [trait("".join(piece.text.split())) for piece in cell]
    widest = max(each.least for each in traits)
    cost = 0.0
    for each, below in pairwise(traits):
        missing = widest - each.width - max(below.first - 1, 0) - _RAGGED
        cost += _RAGGED_COST * min(max(missing, 0), _RAGGED_MOST)
    return cost + BEGINS_CLOSED * traits[0].closes + BEHIND_OPEN * traits[-1].opens


def bare_text(cell: Cell) -> str:
    """The text of a cell without white space."""
    return "".join("".join(piece.text.split()) for piece in cell)


_DIGITS = pattern(r"\d[\d.,]*", re.ASCII)
_DIGITS_MATCHES = ("10", "1,200.50")
_DIGITS_MISSES = ("points",)


def without_numbers(text: str) -> str:
    """A text with one sign for each of its numbers."""
    return _DIGITS.sub("#", text)


def _merge(off: Sequence[Cell], on: Sequence[Cell], loom: Loom) -> Woven:
    """Shares two rows of cells out to the columns, each in its order: the cheapest way to let them alternate."""
    off_traits, on_traits = [trait(bare_text(cell)) for cell in off], [trait(bare_text(cell)) for cell in on]
    disorder = _disorder(off, on) if loom.aligned else {}
    # (cells of off taken, cells of on taken) → (cost, columns so far)
    ways: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for column in loom.columns:
        content, blank = loom.habits.content[column], loom.habits.blank[column]
        following: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {}
        for (i, j), (cost, path) in ways.items():
            steps = [(i, j, blank, 0)]
            if i < len(off):
                steps.append((i + 1, j, _fit(off[i], off_traits[i], column, content, loom), 1))
            if j < len(on):
                steps.append((i, j + 1, _fit(on[j], on_traits[j], column, content, loom), 2))
            for a, b, more, kind in steps:
                total = cost + more + disorder.get((i, j, kind), 0.0)
                if more < NEVER and ((a, b) not in following or total < following[a, b][0]):
                    following[a, b] = total, (*path, kind)
        ways = following
    left = {key: cost + _LEFT_OVER * (len(off) - key[0] + len(on) - key[1]) for key, (cost, _) in ways.items()}
    key = min(left, key=lambda each: left[each])
    cells: dict[str, Cell] = {}
    taken = {1: iter(off), 2: iter(on)}
    for column, kind in zip(loom.columns, ways[key][1], strict=True):
        if kind:
            cells[column] = next(taken[kind])
    return Woven(cells, left[key])


def _disorder(off: Sequence[Cell], on: Sequence[Cell]) -> dict[tuple[int, int, int], float]:
    """What it costs, where places on lines are kept, to take a cell of one row before one of the other left of it."""
    costs: dict[tuple[int, int, int], float] = {}
    lefts, rights = [_middle(cell) for cell in off], [_middle(cell) for cell in on]
    for i in range(len(off) + 1):
        for j in range(len(on) + 1):
            if i < len(off) and j < len(on):
                costs[i, j, 1 if lefts[i] > rights[j] else 2] = _DISORDER
    return costs


def _middle(cell: Cell) -> float:
    """The middle of a cell on its lines, in character cells."""
    return sum(piece.column + trait("".join(piece.text.split())).width for piece in cell) / len(cell)


def _fit(cell: Cell, each: Trait, column: str, content: Mapping[str, float], loom: Loom) -> float:
    """What a cell costs in a column."""
    if column in _POINTS:
        return content[each.kind] if each.number is not None or each.kind == "mark" else NEVER
    cost = content[each.kind]
    if each.kind == "text" and loom.texts:
        cost += loom.texts.get(without_numbers(bare_text(cell)), {}).get(column, 0.0)
    if cost > BEAM + 2:
        return NEVER
    if column == "target" and len(cell) > 1:
        cost += _WRAPPED_TARGET
    if column == "level3":
        cost += _as_name(cell)
    elif column in _VALUES:
        cost += _SENTENCE_AS_VALUE * each.ends + _CLAUSES_AS_VALUE * (len(cell) > 1 and _has_clauses(cell))
    widest = max(trait("".join(piece.text.split())).least for piece in cell)
    if len(cell) > 1:
        cost += min(_OFF_WIDTH * max(loom.room.get(column, 0.0) - widest - _RAGGED, 0.0), _OFF_WIDTH_MOST)
    elif each.kind == "text" and widest >= loom.room.get(column, NEVER):
        cost += _ENDS_FULL
    wrapped = loom.widths.get(column)
    if wrapped is None:
        return cost
    off = abs(widest - wrapped) if len(cell) > 1 else max(widest - wrapped, 0)
    return cost + min(_OFF_WIDTH * off, _OFF_WIDTH_MOST)


def _as_name(cell: Cell) -> float:
    """What speaks against a cell's being a name: sentences and clauses."""
    texts = ["".join(piece.text.split()) for piece in cell]
    ends = [trait(text).ends for text in texts]
    clauses = _CLAUSES_AS_NAME * _has_clauses(cell)
    return NAME_AFTER_SENTENCE * any(ends[:-1]) + SENTENCE_AS_NAME * ends[-1] + clauses


def _has_clauses(cell: Cell) -> bool:
    return any(not _CLAUSE_MARKS.isdisjoint(piece.text) for piece in cell)
