"""Level cells that span rows: printed once, somewhere, and read into every row that they span."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.levels import level_name
from docparse.lexicons.indicator_patterns import SUFFIX, TAIL
from docparse.lexicons.indicator_words import load_indicator_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Spread(NamedTuple):
    """The level cell of a row.

    Attributes:
        source: Index of the row that prints it; None where the row has none.
        sure: It is printed in this row, or above it.
    """

    source: int | None
    sure: bool


_NONE = Spread(None, True)


def spread_levels(
    level1: Sequence[str | None], level2: Sequence[str | None], doubted: Sequence[bool] = ()
) -> tuple[tuple[Spread, ...], tuple[Spread, ...]]:
    """For each row, the rows that print its level 1 and its level 2.

    A level goes on down to the next one that is printed. Before the first one, or where what is printed above does not
    go with the level 2 of the row and what is printed below does, it stands for the rows above it: extractors print a
    spanning cell in the middle of its rows, or behind a page end.

    Args:
        level1: What each row prints.
        level2: Likewise.
        doubted: For each row whether its name may hold a level: what is printed above may not go on down to it.
    """
    second = _spread_second(level1, level2)
    families = [_families(level2[spread.source]) if spread.source is not None else () for spread in second]
    first: list[Spread] = []
    above: int | None = None
    for row, text in enumerate(level1):
        if text:
            above = row
            first.append(Spread(row, True))
            continue
        below = next((index for index in range(row + 1, len(level1)) if level1[index]), None)
        first.append(_choose(level1, families[row], above, below))
    return tuple(_unsure(first, level1, doubted)), tuple(_unsure(second, level2, doubted))


def _unsure(spreads: Sequence[Spread], printed: Sequence[str | None], doubted: Sequence[bool]) -> Iterator[Spread]:
    """The cells of a level; from a row on whose name may hold one, none is sure that is not printed."""
    doubt = False
    for spread, text, doubtful in zip(spreads, printed, doubted or [False] * len(printed), strict=True):
        doubt = doubtful or (doubt and not text)
        yield spread._replace(sure=False) if doubt and not text else spread


def go_together(level1: str, level2: str) -> bool:
    """Whether a level-2 word may stand under a level-1 word; where nothing is known about it, it may."""
    families = _families(level2)
    return not families or _stem(level1) in families


def _choose(level1: Sequence[str | None], families: Sequence[str], above: int | None, below: int | None) -> Spread:
    """The level 1 of a row that prints none, from those printed above and below it."""
    fits_above = above is not None and (not families or _stem(level1[above]) in families)
    fits_below = below is not None and _stem(level1[below]) in families
    if above is not None and (fits_above or not fits_below):
        return Spread(above, True)
    return Spread(below, False) if fits_below else _NONE


def _spread_second(level1: Sequence[str | None], level2: Sequence[str | None]) -> tuple[Spread, ...]:
    """Level 2 goes on down, but not into a new level 1; leading rows have that of the first row that prints one."""
    found: list[Spread] = []
    above: int | None = None
    for row, text in enumerate(level2):
        if text:
            above = row
        elif level1[row]:
            above = None
        found.append(Spread(above, True) if above is not None else _NONE)
    first = next((row for row, text in enumerate(level2) if text), None)
    if first is not None and not any(level1[:first]) and first:
        found[:first] = [Spread(first, False)] * first
    return tuple(found)


def _families(level2: str | None) -> tuple[str, ...]:
    """The stems of level 1 that a level-2 cell may stand under; nothing where that is not known."""
    return load_indicator_words().levels.get(_stem(level2), ())


@lru_cache(maxsize=1024)
def _stem(text: str | None) -> str:
    return level_name(text or "").removesuffix(TAIL).removesuffix(SUFFIX)
