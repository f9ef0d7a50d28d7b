"""What a fragment of an indicator row can be, by its characters alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from docparse.amounts import is_mark
from docparse.evaluating.quantities import is_unit
from docparse.lexicons.indicator_patterns import POINTS, RANGE
from docparse.lexicons.indicator_words import load_indicator_words
from docparse.patterns import pattern

# number, quantity (≥95%), measure (100%, 3 人, without operator), operator, mark for no value, unit, nature, text.
Kind = Literal["number", "quantity", "measure", "operator", "mark", "unit", "nature", "text"]


class Trait(NamedTuple):
    """What a fragment is.

    Attributes:
        number: The value where the whole is a number that can be a weight or a score (0 to 100), or "分" behind it.
        width: In wide characters: a Chinese one counts 1, a Latin one or digit a half. Punctuation that closes the
            fragment is not counted, it may hang over the border of its column.
        least: Likewise, with punctuation inside counted half: it may be set so.
        first: The width of what cannot be torn at its beginning: one Chinese character with the punctuation that
            closes it, or a whole number or Latin word.
        opens: It cannot be the last of its cell: it ends with a comma or an opening bracket.
        brackets: It leaves a bracket or a quotation mark open.
        closes: It cannot be the first of its cell: it begins with closing punctuation, or closes what it does not open.
        ends: It ends a sentence.
        whole: It is a number with its unit.
    """

    kind: Kind
    number: float | None
    width: float
    least: float
    first: float
    opens: bool
    brackets: bool
    closes: bool
    ends: bool
    whole: bool


_NUMBER = pattern(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_QUANTITY = pattern(
    r"(?P<operator>[≥≤><=]{0,4})(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?P<unit>[^\d≥≤><=]{0,12})", re.ASCII
)
_DIGITS = "0123456789"
_MOST_POINTS = 100
_LONGEST_VALUE = 32
_LONGEST_KEPT = 40
_CLOSING = "，。、；：！？）”』」》】〕,;:!?)]}"
_INNER = pattern(r"[，。、；：“”（）《》]")
_OPENING = "（“『「《【〔([{、，,"
_PAIRS = (("（(", "）)"), ("“", "”"), ("《", "》"), ("〔【", "〕】"))
_MARKS = frozenset("".join(left + right for left, right in _PAIRS))
_FIRST_UNIT = pattern(r"[0-9A-Za-z.,%]+|.", re.ASCII | re.DOTALL)


def trait(text: str) -> Trait:
    """What a fragment without white space is."""
    return _short_trait(text) if len(text) <= _LONGEST_KEPT else _trait(text)


@lru_cache(maxsize=8192)
def _short_trait(text: str) -> Trait:
    return _trait(text)


def _trait(text: str) -> Trait:
    kind = _kind(text)
    points = POINTS.fullmatch(text) if len(text) <= _LONGEST_VALUE else None
    number = float(points[1]) if points else None
    if number is not None and number > _MOST_POINTS:
        number = None
    opened, closed = _balance(text)
    return Trait(
        kind,
        number,
        width(bare_end := text.rstrip(_CLOSING)),
        width(bare_end) - len(_INNER.findall(bare_end)) / 2,
        _first_width(text),
        text[-1:] in _OPENING,
        opened,
        closed or text[:1] in _CLOSING,
        text[-1:] in "。！？",
        kind in ("quantity", "measure") and not text[-1:].isdecimal(),
    )


def width(text: str) -> float:
    """The width of a text in wide characters."""
    return len(text.encode("gb18030", "replace")) / 2


def _kind(text: str) -> Kind:
    if len(text) > _LONGEST_VALUE:
        return "text"
    if _NUMBER.fullmatch(text):
        return "number"
    words = load_indicator_words()
    if text in words.operators or not text.strip("≥≤><="):
        return "operator"
    quantity = _QUANTITY.fullmatch(text)
    if quantity:
        unit = quantity["unit"]
        if quantity["operator"]:
            return "quantity"
        return "measure" if is_unit(unit) or (unit and _is_bounded(unit)) else "text"
    if RANGE.fullmatch(text):
        return "measure" if is_unit(text[max(map(text.rfind, _DIGITS)) + 1 :]) else "text"
    if is_mark(text):
        return "mark"
    if text in words.natures:
        return "nature"
    return "unit" if text in words.scales or is_unit(text) else "text"


def _is_bounded(unit: str) -> bool:
    """Whether a unit with what may follow it stands behind a number: 个以上."""
    bounds = load_indicator_words().bounds
    return any(unit.endswith(bound) and is_unit(unit.removesuffix(bound)) for bound in bounds)


def _first_width(text: str) -> float:
    found = _FIRST_UNIT.match(text)
    if found is None:
        return 0
    end = found.end()
    return width(found[0]) + (0.5 if text[end : end + 1] in _CLOSING and text[end:] else 0)


def _balance(text: str) -> tuple[bool, bool]:
    """Whether a bracket or quotation mark stays open at the end, and whether one is closed that was not opened."""
    opened = closed = False
    present = _MARKS.intersection(text)
    for left, right in _PAIRS if present else ():
        depth = 0
        for character in text:
            if character in left:
                depth += 1
            elif character in right:
                depth -= 1
                if depth < 0:
                    closed, depth = True, 0
        opened = opened or depth > 0
    return opened, closed
