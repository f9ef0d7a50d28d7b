"""Quantities of indicator rows: operator, number and unit of what is printed as a target or as what was reached."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from docparse.lexicons.indicator_patterns import (
    DATE_UNITS,
    QUANTITY,
    ROUGHLY,
    UNIT_PARTS,
)
from docparse.lexicons.indicator_words import load_indicator_words
from docparse.patterns import pattern


class Quantity(NamedTuple):
    r"""What a printed quantity says.

    Attributes:
        operator: One of ≥ ≤ > < =, None where none is printed.
        value: Decimal string (``\d+(\.\d+)?``) with the digits as printed, without thousands separators; None for
            words, ranges and dates.
        unit: What is printed behind the number, empty where nothing is; None where there is no value.
    """

    operator: str | None
    value: str | None
    unit: str | None


_NOTHING = Quantity(None, None, None)
_LONGEST = 400  # A longer text is a story, whatever number it ends with.
_LONGEST_UNIT = 8
# What was read of a text up to so long is remembered: targets are printed again and again.
_LONGEST_KEPT = 40
_SPACE = pattern(r"\s+")
_DIGIT = pattern(r"\d", re.ASCII)
_YEARS = range(1900, 2100)


def split_quantity(text: str, unit: str | None = None) -> Quantity:
    """Operator, number and unit of a target or of what was reached, as printed in one cell.

    Where words stand before the number it says nothing by itself.

    Args:
        text: The cell.
        unit: That of another cell of the row, which may be one that nobody knows.

    >>> split_quantity(">=0.34 万人次/年")
    Quantity(operator='≥', value='0.34', unit='万人次/年')
    >>> split_quantity("案件结案率99%")
    Quantity(operator=None, value=None, unit=None)
    >>> split_quantity("=2030年10月31日前")
    Quantity(operator='=', value=None, unit=None)
    """
    if len(text) > _LONGEST:
        return _NOTHING
    return _short_quantity(text, unit) if len(text) <= _LONGEST_KEPT else _quantity(text, unit)


@lru_cache(maxsize=4096)
def _short_quantity(text: str, other: str | None) -> Quantity:
    return _quantity(text, other)


def _quantity(text: str, other: str | None) -> Quantity:
    bare = _with_signs(_SPACE.sub("", text))
    whole = QUANTITY.fullmatch(bare)
    if whole is None:
        return Quantity(read_operator(bare[:2]) if bare[:1] in _SIGNS else None, None, None)
    operator = read_operator(whole["operator"])
    unit = _unit(whole["unit"], loose=operator is not None)
    if unit is None and whole["unit"] == other:
        unit = other
    if unit is None or _is_date(whole["number"], whole["unit"]):
        return Quantity(operator, None, None)
    return Quantity(operator, whole["number"].replace(",", ""), unit)


def join_quantity(operator: str, target: str, unit: str) -> Quantity:
    """Operator, number and unit of a target that is printed in several cells; a unit cell says the unit."""
    said = split_quantity(target)
    sign = read_operator(operator) or said.operator
    if not unit:
        return said._replace(operator=sign)
    return Quantity(sign, said.value, _SPACE.sub("", unit))


def read_operator(text: str) -> str | None:
    """The sign that a printed operator means; of several the first counts.

    >>> read_operator(">="), read_operator("不低于"), read_operator("≥≥"), read_operator("定性")
    ('≥', '≥', '≥', None)
    """
    bare = _SPACE.sub("", text)
    signs = load_indicator_words().operators
    return signs.get(bare) or signs.get(bare[:2]) or signs.get(bare[:1])


def is_unit(text: str) -> bool:
    """Whether a text is a unit of measure: 人, 万人次, 元/人·天, 人（户）.

    >>> is_unit("万人次/年"), is_unit("人（户）"), is_unit("及时")
    (True, True, False)
    """
    return 0 < len(text) <= 2 * _LONGEST_UNIT and _is_unit(text)


@lru_cache(maxsize=8192)
def _is_unit(text: str) -> bool:
    bare = text.replace("（", "(").replace("）", ")")
    parts = [part for part in UNIT_PARTS.split(bare) if part]
    return (
        bool(parts) and _is_plain_unit(parts[0]) and all(_is_plain_unit(part) or part in DATE_UNITS for part in parts)
    )


@cache
def _plain_units() -> frozenset[str]:
    words = load_indicator_words()
    return words.units | {scale + unit for scale in words.scales for unit in words.units}


def _is_plain_unit(text: str) -> bool:
    return text in _plain_units()


def _with_signs(text: str) -> str:
    """The text with a leading operator in words as a sign."""
    signs = load_indicator_words().operators
    match = _WORDS_FIRST.match(text)
    word = match[0] if match else ""
    for length in range(len(word), 1, -1):
        if word[:length] in signs:
            rest = text[length:]
            return signs[word[:length]] + rest if _DIGIT.match(rest) else text
    return text


_WORDS_FIRST = pattern(r"[^\d≥≤><=]{2,5}", re.ASCII)


_SIGNS = frozenset("≥≤><=")


def _unit(text: str, *, loose: bool) -> str | None:
    """A unit without what may follow it (以上) and without its repetition; None where it is none.

    Args:
        text: What stands behind the number.
        loose: Behind an operator and a number, any short word is one.
    """
    if not text:
        return ""
    bare = text[: len(text) // 2] if len(text) % 2 == 0 and text[: len(text) // 2] * 2 == text else text
    for bound in sorted(load_indicator_words().bounds, key=len, reverse=True):
        bare = bare.removesuffix(bound)
    bare = bare.removeprefix(ROUGHLY) if loose else bare
    if is_unit(bare) or not bare:
        return bare
    if loose and len(bare) <= _LONGEST_UNIT and not _SENTENCE.search(bare):
        return bare if bare in DATE_UNITS or not bare.startswith(DATE_UNITS) else None
    return None


_SENTENCE = pattern(r"[，。；：,;:!！？]")


def _is_date(number: str, unit: str) -> bool:
    """Whether a number is the first of a date: a year, or a day of a month with more behind it."""
    return unit.startswith(DATE_UNITS[0]) and number.isdecimal() and int(number) in _YEARS
