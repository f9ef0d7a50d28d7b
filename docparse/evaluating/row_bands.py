"""The rows of a block of aligned text: which of its lines make a row.

Empty lines tell little: an extractor leaves some out and puts others inside of cells. So every way to part the lines is
weighed: a row has something in each column that is usually filled, a cell goes on below only where its line is full,
and the cells of a row stand in its middle, or all at its top.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from statistics import median_high
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import is_mark, read_amount
from docparse.evaluating.printed import breadth
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from docparse.evaluating.printed import Piece


class Placed(NamedTuple):
    """A piece with the number of its line in the block and its column."""

    number: int
    column: int
    piece: Piece


class Row(NamedTuple):
    """A row of a block.

    Attributes:
        first: The number of its first line.
        last: The number of its last line.
        cells: What stands in each column.
        doubted: Columns whose cell may be that of another row.
    """

    first: int
    last: int
    cells: dict[int, list[Piece]]
    doubted: set[int]


class Column(NamedTuple):
    """What the cells of a column are like.

    Attributes:
        widest: How broad its broadest line is.
        numeric: Most of its cells are numbers or marks.
        blank: What it costs that a row has nothing in it.
        name: What it costs besides, as it names the row.
        counted: Its cells begin with a number, and nothing else does.
    """

    widest: int
    numeric: bool
    blank: float
    name: float
    counted: bool


_MOST_LINES = 24
_WIDE_BREAK = 4
_TOO_MUCH = 40.0
_MOSTLY = 0.7
_BLANK = 3.0
_NAMELESS = 4.0
# Lines of a cell that follow each other, or with an empty line between; those of different rows that do.
_WITHIN = (0.0, 0.0, 0.7, 2.5)
_NO_GAP = 0.8
_NOT_FULL = 2.5
_NO_NUMBER = 6.0
_TORN_NUMBER = 0.5
# A line of text may end so much before the border of its cell, as punctuation is set narrower; long lines do.
_TEXT_SLACK, _LONG = 2, 16
# The widest number of a column may be narrower than its label.
_NUMBER_SLACK = 2
_CENTS = 2
_SHORT = 6
_MISCOUNTED = 3.0
# 指标1：…, 1.…: the number of a row within its level.
COUNT = pattern(r"[^\W\d_]{0,3}(?P<count>\d{1,2})[:：.．、](?!\d)")
COUNT_MATCHES = ("1.paid", "No2：paid")
COUNT_MISSES = ("1.5", "2023 paid", "paid 1.")
_DIGITS = pattern(r"-?\d[\d,.]*%?|%")
_DIGITS_MATCHES = ("1,200.50", "1,272,", "98%", "%")
_DIGITS_MISSES = ("3 days", "—", "1/2")
# That a row begins where a full line of the row above should go on, on the next line or the one after it.
_TORN, _TORN_APART = 2.0, 1.2
_TORN_NUMBER_OF_NAME, _LONG_NUMBER = 6.0, 8
_ALNUM = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NEAR = 2
_COMPLETE = frozenset("。；;！!？?")
# What begins no cell.
_NEVER_FIRST = frozenset("%％)）]】。，、；：,.;:!?！？”’》")
_HEADLESS = 4.0
# But for a percent sign on a line with so many cells: the unit of its row.
_PERCENT, _MAIN_LINE = ("%", "％"), 5
# With what none ends: 元/人·.
_NEVER_LAST = frozenset("·/（([【")
# What begins one: the sign of a quantity.
_ALWAYS_FIRST = frozenset("≥≤=<>＝＞＜")
# Blanks of one row cost no more together.
_MOST_BLANK = 8.0
# How far from the middle or the top of its row a cell may stand, and what more costs.
_SLACK, _ASKEW = 0.25, 0.6


class Known(NamedTuple):
    """What the names of rows tell of the lines of a block, by their numbers.

    Attributes:
        places: lines that hold a place for a row that nobody filled in: rows by themselves.
        begins: lines whose name is that of another row than the name above.
    """

    places: Collection[int] = ()
    begins: Collection[int] = ()


def rows_of(
    placed: Sequence[Placed],
    beside: Collection[int],
    names: Collection[int],
    widths: Mapping[int, int],
    known: Known,
) -> list[Row]:
    """The rows of a block.

    Args:
        placed: What stands in its rows, from above to below.
        beside: The numbers of lines that hold only what stands at the side or spans rows.
        names: Columns that name the rows: one without any is none.
        widths: How broad the labels of the columns are.
        known: What is known of some lines.
    """
    lines: dict[int, list[Placed]] = {}
    for each in placed:
        lines.setdefault(each.number, []).append(each)
    left_out = sorted(beside)
    ordered = [
        [each._replace(number=number - bisect_left(left_out, number)) for each in line]
        for number, line in lines.items()
    ]
    filled = [line for number, line in zip(lines, ordered, strict=True) if number not in known.places]
    columns = _columns([each for line in filled for each in line], names, widths)
    alone = [number in known.places for number in lines]
    parting = [_part_cost(ordered, start, columns) for start in range(len(ordered))]
    for start, (above, below) in enumerate(pairwise(lines), start=1):
        parting[start] += _NO_GAP * (below - above == 1)
    for at, is_place in enumerate(alone):
        parting[at : at + 2] = [0.0] * len(parting[at : at + 2]) if is_place else parting[at : at + 2]
    block = _Lines(ordered, columns, parting, alone, [number in known.begins for number in lines])
    ways = (_parted(block, top=top) for top in (False, True))
    _, bounds = min(ways, key=lambda way: way[0])
    return [_row(list(lines.values())[start:end]) for start, end in bounds]


def _columns(placed: Sequence[Placed], names: Collection[int], widths: Mapping[int, int]) -> dict[int, Column]:
    own: dict[int, list[Placed]] = {}
    for each in placed:
        own.setdefault(each.column, []).append(each)
    numbers = {column: sum(_is_number(each.piece.text) for each in cells) for column, cells in own.items()}
    numeric = {column: count >= _MOSTLY * len(own[column]) for column, count in numbers.items()}
    widest = {
        column: max(widths.get(column, 0), *(breadth(each.piece.text) for each in cells))
        for column, cells in own.items()
    }
    counts = {column: len(cells) if numeric[column] else _count(cells, widest[column]) for column, cells in own.items()}
    alike = [counts[column] for column in own if numeric[column]] or list(counts.values())
    usual = median_high(alike) if alike else 1
    return {
        column: Column(
            widest[column],
            numeric[column],
            _BLANK * min(counts[column] / usual, 1.0) ** 2,
            _NAMELESS * (column in names),
            column in names and sum(is_counted(each.piece.text) for each in own[column]) >= _MOSTLY * usual,
        )
        for column in own
    }


def _count(cells: Sequence[Placed], widest: int) -> int:
    """About how many cells pieces below each other make."""
    count = 1
    for above, below in pairwise(cells):
        near = below.number - above.number <= _NEAR
        count += not (near and goes_on(above.piece.text, below.piece.text, widest))
    return count


def _is_number(text: str) -> bool:
    return _DIGITS.fullmatch(text) is not None or is_mark(text)


Bounds = list[tuple[int, int]]


class _Lines(NamedTuple):
    """The lines of a block, each with what stands on it.

    Attributes:
        parting: what it costs that a row begins with a line.
        alone: whether a line is a row by itself.
        begins: whether the name on a line is another one than the name above.
    """

    lines: Sequence[Sequence[Placed]]
    columns: Mapping[int, Column]
    parting: Sequence[float]
    alone: Sequence[bool]
    begins: Sequence[bool]


def _parted(block: _Lines, *, top: bool) -> tuple[float, Bounds]:
    """The best way to part lines into rows, as the bounds of each, and what it costs."""
    lines = block.lines
    best = [0.0, *[float("inf")] * len(lines)]
    origins = [0] * (len(lines) + 1)
    for start in range(len(lines)):
        before = best[start] + block.parting[start]
        for end, cost in [(start + 1, 0.0)] if block.alone[start] else _row_costs(block, start, top=top):
            if before + cost < best[end]:
                best[end], origins[end] = before + cost, start
    bounds: Bounds = []
    end = len(lines)
    while end:
        bounds.append((origins[end], end))
        end = origins[end]
    return best[-1], bounds[::-1]


def _part_cost(lines: Sequence[Sequence[Placed]], start: int, columns: Mapping[int, Column]) -> float:
    """What it costs that a row begins with a line: full lines above should go on below."""
    above = {each.column: each for line in lines[max(start - _NEAR, 0) : start] for each in line}
    below: dict[int, Placed] = {}
    for line in lines[start : start + _NEAR]:
        for each in line:
            below.setdefault(each.column, each)
    cost = 0.0
    for at, lower in below.items():
        upper = above.get(at)
        step = lower.number - upper.number if upper is not None else _NEAR + 1
        if upper is not None and step <= _NEAR and _is_open(upper.piece.text, lower.piece.text, columns[at]):
            cost = max(cost, _TORN if step == 1 else _TORN_APART)
            cost = max(cost, _TORN_NUMBER_OF_NAME * _is_of_number(upper.piece.text, lower.piece.text, columns[at]))
    return cost


def _is_open(above: str, below: str, column: Column) -> bool:
    """Whether a text should go on with another one below it."""
    if column.numeric and _DIGITS.fullmatch(above):
        return _is_full_number(above, column) and _is_torn(above, below)
    if column.counted:
        return not is_counted(below)
    return above[-1] not in _COMPLETE and goes_on(above, below, column.widest)


def _is_of_number(above: str, below: str, column: Column) -> bool:
    """Whether a line end parts the digits of a long number that a name begins with: 28000031T0000289965, 484-疏浚."""
    run = len(above) - len(above.rstrip(_ALNUM))
    return not column.numeric and run >= _LONG_NUMBER and below[0].isdecimal()


def _is_full_number(text: str, column: Column) -> bool:
    return breadth(text) >= column.widest - _NUMBER_SLACK * (column.widest > _SHORT)


def _row_costs(block: _Lines, start: int, *, top: bool) -> Iterable[tuple[int, float]]:
    """For each end of a row that begins with a line, what it costs."""
    lines, columns = block.lines, block.columns
    first = lines[start][0].number
    cells: dict[int, tuple[int, int]] = {}
    last: dict[int, Piece] = {}
    joined, blank = 0.0, sum(column.blank for column in columns.values())
    nameless = sum(column.name for column in columns.values())
    for index in range(start, min(len(lines), start + _MOST_LINES)):
        if block.alone[index]:
            return
        number = lines[index][0].number
        if index > start:
            step = number - lines[index - 1][0].number
            if step >= _WIDE_BREAK:
                return
            joined += _WITHIN[step]
        for _, at, piece in lines[index]:
            column = columns[at]
            if at not in cells:
                cells[at] = (number, number)
                blank -= column.blank
                nameless -= column.name
                joined += _HEADLESS * (piece.text[0] in _NEVER_FIRST and not _is_unit(piece.text, lines[index]))
                joined += _MISCOUNTED * (column.counted and not is_counted(piece.text))
            elif number > cells[at][1]:
                joined += _join_cost(last[at], piece, number - cells[at][1], column)
                joined += _TOO_MUCH * (block.begins[index] and column.name > 0)
                cells[at] = (cells[at][0], number)
            last[at] = piece
        if joined > _TOO_MUCH:
            return
        empty = min(blank, _MOST_BLANK) + nameless
        yield index + 1, joined + empty + _askew(cells.values(), first, number, top=top)


def _is_unit(text: str, line: Sequence[Placed]) -> bool:
    """Whether a percent sign is a cell, on a line with most of its row, and not the end of a rate above it."""
    return text in _PERCENT and len(line) >= _MAIN_LINE


def is_counted(text: str) -> bool:
    """Whether a text begins with the number of a row."""
    return COUNT.match(text) is not None


def _join_cost(above: Piece, below: Piece, step: int, column: Column) -> float:
    """What it costs that a cell goes on with a piece."""
    cost = _WITHIN[min(step, len(_WITHIN) - 1)] / 2
    if column.numeric and _is_number(above.text) and _is_number(below.text):
        is_full = _is_full_number(above.text, column)
        return cost + (_TORN_NUMBER if is_full and _is_torn(above.text, below.text) else _NO_NUMBER)
    if column.counted:
        return cost + _MISCOUNTED * is_counted(below.text)
    return cost + (0.0 if goes_on(above.text, below.text, column.widest) else _NOT_FULL)


def goes_on(above: str, below: str, widest: int) -> bool:
    """Whether a line of a cell is full: what no line end can part of the next one has no place on it."""
    if below[0] in _NEVER_FIRST or above[-1] in _NEVER_LAST:
        return True
    if below[0] in _ALWAYS_FIRST:
        return False
    slack = _TEXT_SLACK if widest > _LONG else 0
    return breadth(above) + breadth(_first_unit(below)) + slack > widest


def _is_torn(above: str, below: str) -> bool:
    """Whether two texts are a number that was torn."""
    if below[0] in _NEVER_FIRST:
        return True
    decimals = above.partition(".")[2]
    return len(decimals) < _CENTS and read_amount((above + below).rstrip("%")) is not None


def _first_unit(text: str) -> str:
    """What of a text no line end can part: its first character, or a run of digits and letters."""
    end = 1
    while end < len(text) and (text[end - 1] + text[end]).isascii() and text[end] != " ":
        end += 1
    return text[:end]


def _askew(cells: Iterable[tuple[int, int]], first: int, last: int, *, top: bool) -> float:
    """What it costs that cells do not stand in the middle of their row, or at its top."""
    if first == last:
        return 0.0
    aways = (low - first if top else abs(low + high - first - last) / 2 for low, high in cells)
    return _ASKEW * sum(away - _SLACK for away in aways if away > _SLACK)


def _row(lines: Sequence[Sequence[Placed]]) -> Row:
    cells: dict[int, list[Piece]] = {}
    for line in lines:
        for _, column, piece in line:
            cells.setdefault(column, []).append(piece)
    return Row(lines[0][0].number, lines[-1][0].number, cells, set())
