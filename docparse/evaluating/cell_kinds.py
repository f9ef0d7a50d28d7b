"""What the words of an aligned form are, and what its columns hold: numbers, levels, names, values, signs.

A column whose label a form knows holds one kind of cell. How strange another kind is there, and which words begin a
cell or are one alone, helps to tell columns where places on the page do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.amounts import is_mark
from docparse.evaluating.row_bands import is_counted
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.lexicons.indicator_words import load_indicator_words
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

# What the columns of some labels hold; the others hold values.
_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("initial_budget", "full_year_budget", "executed", "total", "fiscal", "other"), "amounts"),
    **dict.fromkeys(("weight", "score"), "points"),
    **dict.fromkeys(("level3", "name"), "names"),
    **dict.fromkeys(("content", "deviation", "reason", "basis"), "words"),
    "execution_rate": "rates",
    "level1": "level1",
    "level2": "level2",
    "operator": "signs",
    "unit": "units",
    "level": "ranks",
}
# Columns of numbers.
NUMBERS = frozenset(("amounts", "points", "rates"))
# What it costs that a word of a kind stands in a column of a kind.
_KINDS = (
    "number",
    "rate",
    "percent",
    "quantity",
    "counted",
    "level1",
    "level2",
    "rest",
    "word",
    "sign",
    "bound",
    "rank",
)
_COSTS = {
    "amounts": (0.0, 8.0, 8.0, 8.0, 12.0, 12.0, 12.0, 8.0, 8.0, 12.0, 8.0, 12.0),
    "points": (0.0, 6.0, 8.0, 8.0, 12.0, 12.0, 12.0, 8.0, 8.0, 12.0, 8.0, 12.0),
    "rates": (0.0, 0.0, 0.0, 8.0, 12.0, 12.0, 12.0, 8.0, 8.0, 12.0, 8.0, 12.0),
    "level1": (8.0, 8.0, 8.0, 8.0, 6.0, 0.0, 3.0, 0.0, 3.0, 12.0, 8.0, 6.0),
    "level2": (8.0, 8.0, 8.0, 8.0, 6.0, 0.5, 0.0, 0.0, 3.0, 12.0, 8.0, 6.0),
    "names": (8.0, 8.0, 8.0, 0.5, 0.0, 1.5, 1.5, 0.0, 0.0, 6.0, 6.0, 6.0),
    "words": (4.0, 4.0, 4.0, 0.0, 0.0, 8.0, 8.0, 0.0, 0.0, 6.0, 4.0, 6.0),
    "values": (0.0, 0.0, 0.0, 0.0, 4.0, 8.0, 8.0, 0.0, 0.0, 2.0, 0.0, 0.0),
    "signs": (8.0, 8.0, 8.0, 8.0, 12.0, 12.0, 12.0, 3.0, 3.0, 0.0, 8.0, 8.0),
    "units": (8.0, 8.0, 0.0, 12.0, 12.0, 12.0, 12.0, 0.0, 0.0, 12.0, 12.0, 8.0),
    "ranks": (8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 2.0, 2.0, 12.0, 8.0, 0.0),
    "side": (2.0, 8.0, 8.0, 8.0, 12.0, 12.0, 12.0, 0.5, 0.3, 12.0, 12.0, 6.0),
}
_STRANGE = {column: dict(zip(_KINDS, costs, strict=True)) for column, costs in _COSTS.items()}
# What is no stranger than this may be.
MILD = 3.0
# That what begins a cell stands behind something else in it, or a number or mark behind another.
_LATE = {
    "number": 4.0,
    "rate": 4.0,
    "quantity": 2.0,
    "rest": 1.0,
    "counted": 4.0,
    "level1": 4.0,
    "level2": 4.0,
    "sign": 6.0,
    "bound": 6.0,
}
_TWO_CELLS = 20.0
# That anything stands behind a remark in brackets.
_BEHIND_BRACKET = 2.0
# A number, or the cents that a line end tore from one.
_NUMBER = pattern(r"(?:-?\d|\.(?=\d{1,2}(?!\d)))[\d,.]*(?P<percent>[%％])?")
_NUMBER_MATCHES = ("1,200.50", "98%", "-3", ".00", ".5%")
_NUMBER_MISSES = ("3 days", "—", "1/2", ".", ".250")
_POINT = "."
_PERCENT = ("%", "％")
_SIGNS = "<>=≤≥＜＞＝≦≧"
_OPENING, _CLOSING = "（(", "）)"
# Fewer characters tell no level.
_STEM = 3


def column_kind(key: str) -> str:
    """What the column of a label holds."""
    return _COLUMNS.get(key, "values")


def strangeness(text: str, column: str) -> float:
    """What it costs that a column of a kind holds a word; marks for nothing stand anywhere."""
    return 0.0 if is_mark(text) else _STRANGE[column][_kind_of(text)]


def lateness(above: str, text: str) -> float:
    """What it costs that a word stands behind another one in a cell."""
    if text[0] == _POINT:
        return 0.0
    if is_whole(above) and is_whole(text):
        return _TWO_CELLS
    return _LATE.get(_kind_of(text), 0.0) + _BEHIND_BRACKET * (above[-1] in _CLOSING)


def is_whole(text: str) -> bool:
    """Whether a word is a cell for itself: a number or a mark."""
    return is_mark(text) or (_kind_of(text) in ("number", "rate") and text[0] != _POINT)


@remembered(4096)
def _kind_of(text: str) -> str:
    """What a word is."""
    if number := _NUMBER.fullmatch(text):
        return "rate" if number["percent"] else "number"
    if text in _PERCENT:
        return "percent"
    if is_counted(text):
        return "counted"
    if text[0] in _OPENING or (text[-1] in _CLOSING and not any(opening in text for opening in _OPENING)):
        return "rest"
    bare = text.lstrip(_SIGNS)
    if len(bare) < len(text):
        return "bound" if bare else "sign"
    if text in load_indicator_words().natures:
        return "sign"
    if text in _ranks():
        return "rank"
    if text[0].isdigit():
        return "quantity"
    return _levels().get(fold(text).partition("(")[0], "word")


def is_rank(text: str) -> bool:
    """Whether a word is the level of government of a task."""
    return text in _ranks()


@remembered()
def _ranks() -> frozenset[str]:
    """At which level of government a task is: 本级, 对下."""
    return frozenset(load_evaluations().words("words", "task_level"))


@remembered()
def _levels() -> dict[str, str]:
    """The known levels of indicators, and what a line end leaves of them: the outer level of those it may be."""
    found: dict[str, str] = {}
    words = load_evaluations()
    for word in words.words("levels"):
        key = min(key for section, key in words.labels[word] if section == "levels")
        for end in range(_STEM, len(word) + 1):
            found[word[:end]] = min(key, found.get(word[:end], key))
    for word in words.words("levels"):
        for start in range(1, len(word)):
            for end in range(start + 1, len(word) + 1):
                found.setdefault(word[start:end], "rest")
    return found
