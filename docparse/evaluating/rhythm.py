"""Rows in a stream of cells: how many cells each has says the header, and which are blank is known.

A row of indicators has a cell for each column; where level cells span rows below, those rows have one or two less. The
cheapest way to cut the stream into such rows is looked for, and taken where every cell is what its column prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.fragments import Fragment
from docparse.evaluating.levels import find_level_words
from docparse.evaluating.streams import Cell, text_of
from docparse.evaluating.traits import trait

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What speaks against a cell in a column: by the column, by what the cell is; other columns may hold anything.
_VALUES = ("number", "quantity", "measure")
_PRINTS: Mapping[str, Mapping[str, float]] = {
    "level1": {"level": 0.0, "blank": 0.2, "text": 3.0, "": 6.0},
    "level2": {"level": 0.0, "blank": 0.2, "text": 3.0, "": 6.0},
    "level3": {"text": 0.0, "blank": 1.0, "level": 2.5, "measure": 1.5, "mark": 1.5, "": 4.0},
    "operator": {"operator": 0.0, "nature": 0.0, "blank": 0.2, "mark": 0.2, "text": 2.0, "": 4.0},
    "unit": {"unit": 0.0, "blank": 0.2, "mark": 0.2, "text": 0.5, "": 4.0},
    "weight": {"point": 0.0, "blank": 0.2, "mark": 0.1, "": 6.0},
    "score": {"point": 0.0, "blank": 0.2, "mark": 0.1, "": 6.0},
    "deviation": {"text": 0.0, "blank": 0.0, "mark": 0.0, "level": 4.0, "": 1.5},
}
_ELSEWHERE: Mapping[str, float] = {"blank": 0.1, "level": 4.0, "": 0.0}
# A blank cell at the head of a row belongs to the label at its side; the last cell of a row may be spanned; a text may
# go on in the next cell of the stream; a row may begin with a later column.
_SIDE, _SHORT, _GOES_ON, _SPANNED = 0.3, 1.5, 3.0, 0.1
# A text that ends within a row.
_CUT_OFF = 2.5
# A grid has so many columns more at most, and nothing stands in them.
_MOST_BESIDE, _BESIDE = 3, 6.0
# Where all rows are as long, a level word need not be known.
_LEVELS, _UNKNOWN_LEVEL = ("level1", "level2"), 0.5
# Rows that cost more on average are none.
_MOST_COST = 1.2
_FEWEST_ROWS = 2
# Where fewer cells are blank, nothing shows where they would be.
_FEWEST_BLANKS = 2
_NEVER = 1e9
_HEAD = 3


class _Step(NamedTuple):
    """How a place in the stream was reached: the cost, the place and column before it, what was done there."""

    cost: float
    before: tuple[int, int]
    how: str


def cut_stream(cells: Sequence[Cell], columns: Sequence[str], *, whole: bool) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a stream, a cell for each column; none where the stream does not fall into rows.

    Args:
        cells: Those of the body of a block, blank ones included.
        columns: Keys of the columns, level 1 to 3 first.
        whole: Each of the cells is a whole one; else it may be one line of a cell.
    """
    grid = _grid(cells, columns)
    if grid or sum(not cell for cell in cells) < _FEWEST_BLANKS:
        return grid
    joined = list(cells) if whole else join_levels(cells)
    kinds = [_kind(cell) for cell in joined]
    last = len(columns)
    best: dict[tuple[int, int], _Step] = {(0, last): _Step(0.0, (-1, -1), "")}
    for at in range(len(joined)):
        _begin_rows(best, kinds, at, last)
        for column in range(last):
            _take(best, kinds, (at, column), columns, most=1 if whole else _MOST_PIECES)
    _cut_off(best, len(joined), last)
    end = best.get((len(joined), last))
    if end is None:
        return ()
    filled = [row for row in _rows(best, joined, last) if any(row)]
    if len(filled) < _FEWEST_ROWS or end.cost > _MOST_COST * len(filled) or not _has_levels(filled):
        return ()
    return tuple(filled)


def _has_levels(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether what stands in the columns of levels 1 and 2 mostly is a word for one."""
    printed = [_kind(cell) for row in rows for cell in row[:2] if cell]
    return len(printed) > 1 and 2 * printed.count("level") >= len(printed)


def _grid(cells: Sequence[Cell], columns: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
    """The rows where all have as many cells, with blank ones in the places that others span; else none.

    Blank cells may stand beside the columns: in the place of the label at their side.
    """
    kinds = [_kind(cell) for cell in cells]
    width = len(columns)
    best: tuple[float, int, int] = (_NEVER, 0, 0)
    for step in range(width, width + _MOST_BESIDE + 1):
        # Blank cells at the end may be left out.
        rows = -(-len(cells) // step)
        if rows < _FEWEST_ROWS or rows * step - len(cells) > _MOST_BESIDE:
            continue
        for before in range(step - width + 1):
            cost = _grid_cost(kinds, columns, step, before)
            if cost < best[0]:
                best = cost, step, before
    cost, step, before = best
    if not step or cost > _MOST_COST * (len(cells) / step):
        return ()
    starts = range(before, len(cells), step)
    rows_found = [
        tuple(cells[start + at] if start + at < len(cells) else () for at in range(width)) for start in starts
    ]
    filled = tuple(row for row in rows_found if any(row))
    return filled if _has_levels(filled) else ()


def _grid_cost(kinds: Sequence[str], columns: Sequence[str], step: int, before: int) -> float:
    """What speaks against a grid whose columns begin behind so many cells of each row."""
    total = 0.0
    for index, kind in enumerate(kinds):
        column = index % step - before
        if 0 <= column < len(columns):
            unknown = kind == "text" and columns[column] in _LEVELS
            total += _UNKNOWN_LEVEL if unknown else _cost(columns[column], kind)
        elif kind != "blank":
            total += _BESIDE
    return total


def join_levels(cells: Sequence[Cell]) -> list[Cell]:
    """The cells with the pieces of level words put together that stand in cells of their own."""
    printed = [index for index, cell in enumerate(cells) if cell]
    fragments = [_fragment(cells[index]) for index in printed]
    found = find_level_words(fragments, [False] * len(fragments), ())
    gone: dict[int, int] = {}
    inside = 0
    for order, words in enumerate(found):
        if order < inside:
            continue
        ends = [word.end for word in words if word.known and _is_run(printed, order, word.end, found)]
        if ends and max(ends) > order + 1:
            inside = max(ends)
            gone |= dict.fromkeys(printed[order + 1 : inside], printed[order])
    joined: dict[int, Cell] = {}
    for index, cell in enumerate(cells):
        at = gone.get(index, index)
        joined[at] = joined.get(at, ()) + cell
    return list(joined.values())


def _fragment(cell: Cell) -> Fragment:
    return Fragment(text_of(cell), cell[0].start, cell[-1].start + len(cell[-1].text), "line", cell[0].start)


def _is_run(printed: Sequence[int], start: int, end: int, words: Sequence[Sequence[object]]) -> bool:
    """Whether cells follow each other without a blank one, and those behind the first are no words themselves."""
    if printed[end - 1] - printed[start] != end - 1 - start:
        return False
    return not any(getattr(word, "whole", False) for order in range(start + 1, end) for word in words[order])


def _kind(cell: Cell) -> str:
    """What a cell is, for what columns print."""
    text = text_of(cell)
    if not text:
        return "blank"
    if any(word.known for word in find_level_words([_fragment(cell)], [False], ())[0]):
        return "level"
    found = trait(text)
    return "point" if found.number is not None else found.kind


def _cost(column: str, kind: str) -> float:
    prints = _PRINTS.get(column, _ELSEWHERE)
    if kind == "point" and "point" not in prints:
        kind = "number"
    return prints.get(kind, prints[""])


def _keep(best: dict[tuple[int, int], _Step], place: tuple[int, int], step: _Step) -> None:
    known = best.get(place)
    if known is None or step.cost < known.cost:
        best[place] = step


def _begin_rows(best: dict[tuple[int, int], _Step], kinds: Sequence[str], at: int, last: int) -> None:
    """Begins rows at a place where one has ended: with the first column or one of the two behind it."""
    _end_short(best, at, last)
    ended = best.get((at, last))
    if ended is None:
        return
    for column in range(_HEAD):
        _keep(best, (at, column), _Step(ended.cost + _SPANNED * (column > 0), (at, last), "row"))
    if kinds[at] == "blank":
        _keep(best, (at + 1, last), _Step(ended.cost + _SIDE, (at, last), "side"))


def _end_short(best: dict[tuple[int, int], _Step], at: int, last: int) -> None:
    """Ends rows whose last cell is part of one that spans rows."""
    short = best.get((at, last - 1))
    if short is not None:
        _keep(best, (at, last), _Step(short.cost + _SHORT, (at, last - 1), "short"))


def _cut_off(best: dict[tuple[int, int], _Step], end: int, last: int) -> None:
    """Ends the last row, whose text may be cut off."""
    _end_short(best, end, last)
    for column in range(_HEAD, last - 1):
        if (end, column) in best:
            _keep(best, (end, last), _Step(best[end, column].cost + _CUT_OFF, (end, column), "short"))


def _take(
    best: dict[tuple[int, int], _Step],
    kinds: Sequence[str],
    place: tuple[int, int],
    columns: Sequence[str],
    *,
    most: int,
) -> None:
    """Puts a cell in a column, and lets the next one go on in it where both are texts."""
    step = best.get(place)
    if step is None:
        return
    at, column = place
    cost = step.cost + _cost(columns[column], kinds[at])
    _keep(best, (at + 1, column + 1), _Step(cost, place, "cell"))
    if kinds[at] == "text":
        end = at + 1
        while end < len(kinds) and kinds[end] == "text" and end - at < most:
            cost += _GOES_ON
            end += 1
            _keep(best, (end, column + 1), _Step(cost, place, "cell"))


_MOST_PIECES = 4


def _rows(best: Mapping[tuple[int, int], _Step], cells: Sequence[Cell], last: int) -> list[tuple[Cell, ...]]:
    """The rows on the cheapest way."""
    place = (len(cells), last)
    rows: list[list[Cell]] = []
    row: dict[int, Cell] = {}
    while place in best and best[place].how:
        step = best[place]
        (start, column), end = step.before, place[0]
        if step.how == "cell":
            row[column] = tuple(piece for cell in cells[start:end] for piece in cell)
        elif step.how == "row":
            rows.append([row.get(index, ()) for index in range(last)])
            row = {}
        place = step.before
    return [tuple(each) for each in reversed(rows)]
