"""What words say about the levels of rows: a name about its level 2, a level 2 about its level 1."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.lexicons.indicator_cues import load_indicator_cues
from docparse.lexicons.indicator_patterns import SUFFIX
from docparse.lexicons.indicator_words import load_indicator_words

if TYPE_CHECKING:
    from collections.abc import Sequence

# What it costs that a name stands under a level 2 that it does not speak for, and a level 2 under a foreign level 1.
_OTHER, _FOREIGN = 0.3, 0.5


@cache
def cued_levels(name: str) -> tuple[str, ...]:
    """The stems of level 2 that a name speaks for."""
    return next((stems for word, stems in load_indicator_cues().levels.items() if word in name), ())


def costs_of_names(names: Sequence[str]) -> dict[str, list[float]]:
    """What it costs that a level 2 stands for rows, by its text and then by the row; nothing where it is not there.

    Args:
        names: The folded name of each row.
    """
    cued = [cued_levels(name) for name in names]
    found: dict[str, list[float]] = {}
    if any(cued):
        for stem in _seconds():
            found[stem] = found[stem + SUFFIX] = [_OTHER * bool(stems and stem not in stems) for stems in cued]
    return found


def costs_of_levels(inner: Sequence[str], outer: str) -> dict[str, list[float]]:
    """What it costs that a level 1 stands for rows, likewise; that of all others by the empty text.

    Args:
        inner: The folded level 2 of each row.
        outer: All that is printed in the column of level 1: what is not there speaks for nothing.
    """
    known = [_above(text.partition("(")[0].removesuffix(SUFFIX)) for text in inner]
    above = [frozenset(stem for stem in stems if stem in outer) for stems in known]
    found = {"": [_FOREIGN * bool(stems) for stems in above]}
    for stem in frozenset().union(*above):
        found[stem] = found[stem + SUFFIX] = [_FOREIGN * bool(stems and stem not in stems) for stems in above]
    return found


@cache
def _seconds() -> tuple[str, ...]:
    """The stems of level 2 that names may speak for."""
    return tuple(dict.fromkeys(fold(stem) for stems in load_indicator_cues().levels.values() for stem in stems))


@cache
def _above(stem: str) -> tuple[str, ...]:
    """The stems of level 1 that a level 2 may stand under."""
    return (*load_indicator_words().levels.get(stem, ()), *load_indicator_cues().seconds.get(stem, ()))
