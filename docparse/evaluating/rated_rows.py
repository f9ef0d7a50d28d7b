"""Rows of funds some of whose numbers are torn around their line, and the rate that shows where the pieces belong.

A narrow column prints the beginning of a number above the line of its row and the end below it, or one of them on the
line itself. The columns of the header say how many values a row has, and the rate is that of two of them: the pieces
are put where a row has as many values as there are columns and the rate is right, which it is not without them.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import chain, combinations
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import read_amount
from docparse.evaluating.funds import kind_of
from docparse.evaluating.torn_numbers import is_clean, is_numeric

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.evaluating.fragments import Fragment

# What the rate is of: the last by the one before it.
RATED = ("execution_rate", "full_year_budget", "executed")
# So many numbers of a row are torn at most: the amounts and the rate.
_MOST_TORN = 4

# A number with its pieces.
Pieces = tuple["Fragment", ...]


class Whole(NamedTuple):
    """A row with the pieces of its numbers; ``taken`` are those of other lines, by where they begin."""

    pieces: Pieces
    taken: frozenset[int]


def with_pieces(line: Pieces, above: Pieces, below: Pieces, columns: Sequence[str]) -> Whole | None:
    """A row with the pieces of its numbers that stand on the lines around it; None where nothing shows them.

    Args:
        line: That of the row, its name and values.
        above: The line before it, on which words may stand before the pieces.
        below: The line behind it.
        columns: The columns of the header in their order.
    """
    first = next((index for index, piece in enumerate(line) if kind_of(piece.text)), len(line))
    values = [(piece,) for piece in line[first:] if kind_of(piece.text) or is_numeric(piece.text)]
    if not first or first + len(values) < len(line) or len(values) < len(columns) - _MOST_TORN:
        return None
    upper, lower = _pieces(above, words=True), _pieces(below, words=False)
    if not upper and not lower:
        return None
    if len(values) == len(columns) and _holds(values, columns) and all(is_clean(each.text) for each in upper + lower):
        return None
    for way in _ways(values, upper, lower, len(columns)):
        if _holds(way, columns):
            taken = frozenset(piece.start for piece in chain.from_iterable(way)) - {piece.start for piece in line}
            row = (piece for number in way for piece in _on_line(number, line[0].line))
            return Whole((*line[:first], *row), taken)
    return None


def _pieces(line: Pieces, *, words: bool) -> Pieces:
    """The pieces of numbers at the end of a line, perhaps behind words; none where other things stand there."""
    first = next((index for index, piece in enumerate(line) if is_numeric(piece.text)), len(line))
    found = line[first:]
    whole = all(is_numeric(piece.text) for piece in found) and (words or not first)
    return found if whole and len(found) <= _MOST_TORN else ()


def _ways(values: Sequence[Pieces], upper: Pieces, lower: Pieces, count: int) -> Iterator[list[Pieces]]:
    """The rows of so many values that pieces above and below and the values make, those with most pieces first."""
    missing = count - len(values)
    if missing > 0 and len(upper) == len(lower) == missing:
        torn = list(zip(upper, lower, strict=True))
        for places in combinations(range(count), missing):
            own, added = iter(values), iter(torn)
            yield [next(added) if at in places else next(own) for at in range(count)]
    if missing:
        return
    for before, behind in ((upper, lower), ((), lower), (upper, ())):
        torn_count = max(len(before), len(behind))
        if not torn_count or len(before or behind) != len(behind or before) or torn_count > count:
            continue
        for places in combinations(range(count), torn_count):
            way = list(values)
            for order, at in enumerate(places):
                way[at] = (*before[order : order + 1], *values[at], *behind[order : order + 1])
            yield way


def _holds(row: Sequence[Pieces], columns: Sequence[str]) -> bool:
    """Whether all numbers of a row are whole and its rate is that of its amounts, as far as it is printed."""
    if not all(is_clean(_text(number)) for number in row if len(number) > 1):
        return False
    percents = [column for number, column in zip(row, columns, strict=True) if _text(number).endswith("%")]
    if percents not in ([], [RATED[0]]):
        return False
    places = [row[columns.index(column)] for column in RATED]
    percent, budget, spent = map(_number, places)
    if budget is None or spent is None or percent is None or not budget:
        return False
    return abs(spent / budget * 100 - percent) <= Decimal(1).scaleb(int(percent.as_tuple().exponent))


def _number(number: Pieces) -> Decimal | None:
    text = _text(number).removesuffix("%")
    amount = read_amount(text) if is_clean(text) else None
    return Decimal(amount.value) if amount else None


def _on_line(number: Pieces, line: int) -> Pieces:
    """The pieces of a number on the line of its row, seen as below each other."""
    first, *others = number
    begun = first if first.line == line else first._replace(gap="space", line=line)
    return (begun, *(piece._replace(gap="line", line=line) for piece in others))


def _text(number: Pieces) -> str:
    return "".join(piece.text for piece in number)
