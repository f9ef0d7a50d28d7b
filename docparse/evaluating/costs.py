"""What speaks against a reading of an indicator body, in negative logarithms; what is learnt stands in ``habits``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import get_args

from docparse.evaluating.traits import Kind

# What a cell may not be.
NEVER = 1e9
# Ways that cost so much more than the best are given up, and so many are followed at most.
BEAM = 8.0
MOST_OPEN = 16
# A cell is doubted where another way to it costs hardly more; so a way that costs more than the best by clearly more
# than both is of no use at all.
CLOSE = 1.5
FAR = BEAM + CLOSE + 0.01

# A text that goes on in the next line though its line had room for more (or just room enough): it was no wrap.
ROOM_LEFT = 4.0
ROOM_JUST_LEFT = 2.0
# A text that ends with a line as full as its column is wide: the next line may be the rest of it.
ENDS_FULL = 1.8
# A line that is wider than its column was ever seen to be.
TOO_WIDE = 3.0
# A level-3 text of one character; a unit of many, for each one more than usual.
TOO_SHORT = 4.0
UNIT_LENGTH = 0.8

# A cell that begins with closing punctuation, or stands behind text that has to go on (a comma, an open bracket).
BEGINS_CLOSED = 5.0
BEHIND_OPEN = 3.5
# A cell that ends a sentence the clauses of which stand on the line above it.
BEHIND_UNFINISHED = 2.5
# A text that goes on behind a full stop.
AFTER_SENTENCE = 0.8
# A name that goes on behind a full stop, or one that holds one.
NAME_AFTER_SENTENCE = 4.0
SENTENCE_AS_NAME = 1.5
# A text that goes on behind the points of a name.
BEHIND_POINTS = 6.0
# A value that goes on behind a whole one: ≥4% 4.83%.
AFTER_VALUE = 2.5
# A text that goes on with the same once more.
SAME_AGAIN = 2.5
# What explains a deviation behind a full score.
EXPLAINS_NOTHING = 1.5
# A text that stood nearby already, begins a cell as it did there.
BEGINS_AGAIN = -1.5
# Characters around a gap that stand together elsewhere, that make a word, or one date or unit that is torn.
SEEN_TOGETHER = -1.5
WORD_TORN = -0.8
DATE_TORN = -4.0

# In a body whose names begin with numbers: a name without one, another cell with one, one inside a cell.
NAME_UNNUMBERED = 3.0
NUMBERED_ELSEWHERE = 5.0

# A known level word that is taken for a name, for another text, or into a text; one that says that it is an indicator.
LEVEL_AS_NAME = 2.5
LEVEL_AS_TEXT = 4.0
LEVEL_INSIDE = 4.0
WHOLE_LEVEL_INSIDE = 6.5
# A level 1 without a level 2 of its own; a word of level 1 alone that is level 2 below the one above; a score above its
# weight, or a mark for none beside a weight.
LEVEL1_ALONE = 1.5
LEVEL1_BELOW = 1.5
ABOVE_WEIGHT = 3.0
UNSCORED = 2.0
# A fragment that belongs to no cell: a piece of the label at the side, or one that nothing explains.
SIDE_LABEL = 1.5
UNUSED = 14.0
# A text that begins with a number set off by a blank: 2023 年报告.
BEGINS_WITH_NUMBER = 1.5

# A fragment that a text takes in, by what it is.
_TAKEN_IN: Mapping[str, float] = {
    "number": 1.8,
    "quantity": 2.2,
    "measure": 1.5,
    "operator": 4.0,
    "mark": 4.0,
    "unit": 0.8,
    "nature": 5.0,
}
# A target that began with a quantity, or a unit, goes on in words; a cell compares twice; a name holds a comparison.
_WORDS_BEHIND_VALUE = 3.0
_QUANTITY_BEHIND_WORDS = 2.0
_COMPARES_AGAIN = 4.0
_QUANTITY_IN_NAME = 2.0
# The cell of an operator holds it and nothing else.
_BEHIND_SIGN = 6.0
# So does that of a mark for no value.
_BEHIND_MARK = 4.0
_SENTENCES: Mapping[str, float] = {"ending": SENTENCE_AS_NAME, "behind": NAME_AFTER_SENTENCE}
_VALUES = ("quantity", "measure", "number")
_NEW_VALUES = ("quantity", "measure")
_COMPARES = ("quantity", "operator")
_SIGNS = ("operator", "nature")
_QUANTIFIED = ("target", "actual")
# For each column that tabs show to be blank, or fail to show.
_TAB_MISSED = 0.6
_TAB_MOST = 2.4
_TAB_FEW = 4
_TAB_COSTS = tuple(_TAB_MISSED * difference for difference in range(_TAB_FEW))

AfterKind = Mapping[str, Sequence[Mapping[str, float]]]


def tab_cost(difference: int) -> float:
    """What it costs that so many tabs more or fewer stand before a cell than columns lie between."""
    return _TAB_COSTS[abs(difference)] if -_TAB_FEW < difference < _TAB_FEW else _TAB_MOST


@lru_cache(maxsize=64)
def after_kind(columns: tuple[str, ...]) -> AfterKind:
    """What a fragment costs that goes on in a cell: by what the cell began with, by column, by what the fragment is.

    Of the fragments "thin" are words behind one blank, "sure" what belongs to what stands before it, "ending" words
    that end a sentence, "behind" words behind such.
    """
    kinds = get_args(Kind)
    fragments = (*kinds, "thin", "sure", *_SENTENCES)
    return {first: [{kind: _after(kind, first, column) for kind in fragments} for column in columns] for first in kinds}


def _after(kind: str, first: str, column: str) -> float:
    if kind in _SENTENCES:
        cost = _SENTENCES[kind] if column == "level3" else 0.0
        kind = "text"
    else:
        cost = _TAKEN_IN.get(kind, 0.0)
    if kind == "text" and ((first in _VALUES and column in _QUANTIFIED) or first == column == "unit"):
        cost += _WORDS_BEHIND_VALUE
    if kind in _NEW_VALUES and first == "text" and column in _QUANTIFIED:
        cost += _QUANTITY_BEHIND_WORDS
    if kind in _COMPARES and first in _COMPARES:
        cost += _COMPARES_AGAIN
    if first == "mark":
        cost += _BEHIND_MARK
    if column == "operator" and first in _SIGNS:
        cost += _BEHIND_SIGN
    if column == "level3" and kind == "quantity":
        cost += _QUANTITY_IN_NAME
    return cost
