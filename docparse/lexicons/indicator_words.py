"""The words of indicator rows, from ``indicator_words.tsv``: operators, units, natures and what stands under what."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docparse.lexicons.entries import entries_by_kind
from docparse.lexicons.indicator_patterns import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).with_name("indicator_words.tsv")
KINDS = ("operator", "bound", "nature", "level", "scale", "unit")
_MEANT = ("operator", "level")


class IndicatorWords(NamedTuple):
    """The words of indicator rows.

    Attributes:
        operators: A sign or word that compares → the sign it means.
        natures: What 指标性质 says in words, each with its suffix too (定性, 定性指标).
        levels: Stem of a level-2 indicator → the stems of level 1 that it may stand under.
        bounds: What may follow a quantity and says no more than an operator.
        scales: What multiplies a unit.
        units: Units of measure.
    """

    operators: Mapping[str, str]
    natures: frozenset[str]
    levels: Mapping[str, tuple[str, ...]]
    bounds: frozenset[str]
    scales: frozenset[str]
    units: frozenset[str]


@cache
def load_indicator_words() -> IndicatorWords:
    """The words that come with docparse.

    Raises:
        GrammarError: a line has an unknown kind, no word, or lacks what its word means.
    """
    return read_indicator_words(FILE.read_text(encoding="utf-8"), file=FILE.name)


def read_indicator_words(text: str, *, file: str) -> IndicatorWords:
    """The words of a file of that format.

    Raises:
        GrammarError: a line has an unknown kind, no word, or lacks what its word means.
    """
    found = entries_by_kind(text, file=file, kinds=KINDS, with_meaning=_MEANT)
    return IndicatorWords(
        operators=found["operator"],
        natures=frozenset(found["nature"]) | {word + SUFFIX for word in found["nature"]},
        levels={stem: tuple(above.split("|")) for stem, above in found["level"].items()},
        bounds=frozenset(found["bound"]),
        scales=frozenset(found["scale"]),
        units=frozenset(found["unit"]),
    )
