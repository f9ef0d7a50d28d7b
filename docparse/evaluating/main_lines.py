"""The main lines of rows of interlaced text: those that hold what is not wrapped.

Where a form has points, a weight and a score tell them. Where it has none, the values do: a line that holds both, as
quantities or as words, beside a name and a reason or between the lines of these.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.evaluating.traits import trait

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.traits import Trait

# Cells that may be wrapped: the name and what explains a deviation. More pieces than that are those of a main line.
_WRAPPED = 2
# A value in words is no wider.
_WIDEST_WORD = 6.0
_VALUES = frozenset(("target", "actual"))
_QUANTITIES = frozenset(("operator", "quantity"))
_MEASURES = frozenset(("measure", "number", "mark"))


def is_main(pieces: Sequence[Fragment], columns: Sequence[str]) -> bool:
    """Whether a line is the main one of a row: it holds a weight and a score, or without these what compares.

    Args:
        pieces: Those of the line, level words left out.
        columns: Those of the form.
    """
    traits = [trait("".join(piece.text.split())) for piece in pieces]
    if "score" not in columns:
        return any(each.kind in _QUANTITIES for each in traits) or (
            "weight" not in columns and _VALUES.issubset(columns) and _holds_values(traits)
        )
    numbers = [each.number is not None for each in traits]
    if "weight" in columns and abs(columns.index("weight") - columns.index("score")) > 1:
        return sum(numbers) > 1
    return any(one and other for one, other in pairwise(numbers))


def _holds_values(traits: Sequence[Trait]) -> bool:
    """Whether what was aimed at and what was reached stand on a line, beside each other."""
    if len(traits) > _WRAPPED:
        return True
    if len(traits) < _WRAPPED:
        return False
    return any(each.kind in _MEASURES for each in traits) or all(_may_be_word(each) for each in traits)


def _may_be_word(each: Trait) -> bool:
    """Whether a piece may be a value in words, and is no line of a longer text."""
    return each.width <= _WIDEST_WORD and not (each.ends or each.opens or each.closes or each.brackets)
