"""The ways to lay the words of a line on columns in their order: which may be, and which costs least.

A word stands near the place where its column is printed on other lines, in a column that holds such words; what no wide
gap parts is mostly one cell, and a line with values has a name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from docparse.evaluating.cell_kinds import MILD, NUMBERS, lateness, strangeness

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from docparse.evaluating.printed import Piece

# From where to where a column is printed: the column, left, right.
Extent = tuple[int, float, float]
_OFF_CENTRE = 0.3
# That a single blank parts two cells; that a wide gap is inside of one.
_TORN_CELL, _GAPING = 1.5, 6.0
# That a line has something on both sides of the names, numbers or values behind them, and no name; that it has one
# number of its row and not the one beside it.
_NAMELESS, _NUMBERLESS = 3.0, 2.0
_MAIN = NUMBERS | {"values"}
# That a word stands further to the right or left of its column than the word before, by more than a little: lines
# drift as a whole.
_DRIFT, _ASKEW = 0.3, 3.0
# From so far on distance counts little.
_FAR, _FARTHER = 5.0, 0.1
_NEVER = float("inf")


def told_columns(words: Sequence[Piece], parted: Container[int], columns: tuple[str, ...]) -> dict[int, int] | None:
    """The words for which there is but one column, and which; none where no way puts all words into columns.

    Args:
        words: Those of a line.
        parted: Where those begin that are no part of the cell of the word before.
        columns: What each column holds.
    """
    passing = _passing(columns)
    alone = [
        order > 0 and (word.left in parted or lateness(words[order - 1].text, word.text) > 0)
        for order, word in enumerate(words)
    ]
    places = [{at for at, column in enumerate(columns) if strangeness(word.text, column) <= MILD} for word in words]
    for order in range(1, len(words)):
        above = places[order - 1]
        places[order] = {
            at for at in places[order] if any(_may_follow(last, at, passing, alone=alone[order]) for last in above)
        }
    for order in range(len(words) - 1, 0, -1):
        below = places[order]
        places[order - 1] = {
            last
            for last in places[order - 1]
            if any(_may_follow(last, at, passing, alone=alone[order]) for at in below)
        }
    if not all(places):
        return None
    return {order: next(iter(own)) for order, own in enumerate(places) if len(own) == 1}


def _may_follow(last: int, at: int, passing: Sequence[Sequence[float]], *, alone: bool) -> bool:
    """Whether a word in one column may follow a word in another."""
    return (at > last or (at == last and not alone)) and passing[last][at] < _NAMELESS


def best_way(
    words: Sequence[Piece],
    wide: Container[int],
    extents: Sequence[Extent],
    columns: tuple[str, ...],
    sure: Mapping[int, int],
) -> tuple[float, tuple[int, ...]]:
    """The way to lay words on columns that costs least: what it costs, and the place of each word's column.

    Args:
        words: Those of a line.
        wide: Where those begin that wide gaps part from the word before.
        extents: Where each column is printed.
        columns: What each holds.
        sure: The columns of some words, by their order.
    """
    passing = _passing(columns)
    count = len(columns)
    best: dict[int, tuple[float, tuple[int, ...]]] = {}
    off: list[float] = []
    for order, word in enumerate(words):
        fits = [distance(word, extents[at]) + strangeness(word.text, columns[at]) for at in range(count)]
        if order in sure:
            fits = [fit if at == sure[order] else _NEVER for at, fit in enumerate(fits)]
        if not order:
            best = {at: (fits[at], (at,)) for at in range(count)}
            off = [word.centre - (left + right) / 2 for _, left, right in extents]
            continue
        begins = word.left in wide
        behind = lateness(words[order - 1].text, word.text) + _GAPING * begins
        apart = 0.0 if begins else _TORN_CELL
        before, off = off, [word.centre - (left + right) / 2 for _, left, right in extents]
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for last, (cost, path) in best.items():
            between = passing[last]
            for at in range(last, count):
                drift = max(abs(off[at] - before[last]) - _ASKEW, 0.0)
                step = behind if at == last else apart + between[at] + _DRIFT * drift
                total = cost + fits[at] + step
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


def distance(word: Piece, extent: Extent) -> float:
    """How far a word stands from where a column is printed."""
    _, left, right = extent
    far = max(left - word.right, word.left - right, 0.0) + _OFF_CENTRE * abs(word.centre - (left + right) / 2)
    return far if far < _FAR else _FAR + _FARTHER * (far - _FAR)
