"""Printed numbers and what they say: decimal strings, digit by digit as printed, never floats."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from docparse.patterns import pattern


class Amount(NamedTuple):
    r"""What a printed number says.

    Attributes:
        value: Decimal string (``-?\d+(\.\d+)?``) with the digits as printed, trailing zeros included.
        repaired: Whether damaged characters had to be mended, so that the digits may differ from the print.
    """

    value: str
    repaired: bool


# The whole of a well printed number. Nearly every number of a report ends here.
_CLEAN = pattern(r"-?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_CLEAN_MATCHES = ("0", "0.00", "34,567.80", "-1,234.50", "1234567.8")
_CLEAN_MISSES = ("1,23.45", "0,123", "5.", ".50", "12 936", "12%", "")

_DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\ufe58\ufe63\uff0d"
_SLASHES = "/\\\\\u2215\uff0f\uff3c"
# A dash or a slash, repeated or spaced: the marks that say "no value here".
_MARK = pattern(f"[{_DASHES}]+(?: *[{_DASHES}]+)?|[{_SLASHES}]+(?: *[{_SLASHES}]+)?")
_MARK_MATCHES = ("\u2014", "-", "--", "\u2014\u2014\u2014", "/", "\uff0f", "\\", "\u2014 \u2014")
_MARK_MISSES = ("", "0", "-5", "-/", "\u2026", "*", "\u65e0")

# Characters that stand for a part of a number in another width or from another keyboard.
_WIDTHS: Mapping[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x3000, 0xA0, 0x2002, 0x2003, 0x2009), " "),
    **dict.fromkeys((0x2212, 0x2013, 0xFE63, 0x25B3, 0x25B2), "-"),
    0xFFE5: "\xa5",
}

# What optical recognition prints for 0 and 1; only believed among real digits.
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "\u3007": "0", "\u25cb": "0", "l": "1", "I": "1", "|": "1"})
# A zero is all look-alikes; no word has a point before its last letters.
_LETTERED_ZERO = pattern(r"[0Oo]\.[0Oo]{1,4}")
_LETTERED_ZERO_MATCHES = ("O.OO", "0.oO", "o.00")
_LETTERED_ZERO_MISSES = ("OO", "1.OO", "O.", ".OO", "0.O1")
_DAMAGED_POINTS = str.maketrans({"\u3002": ".", "\xb7": "."})

# All characters that a number can be printed with, damaged or not: what has others is refused at once.
_NUMERIC = pattern(
    "[0-9,.+\\-() \t\r\n\f\xa0\xa5$OolI|\u2002\u2003\u2009\u2013\u2212\u25a0-\u25cf\u3000\u3002\u3007\xb7"
    "\ufe63\uff04\uff08-\uff0e\uff10-\uff19\uff29\uff2f\uff4c\uff4f\uff5c\uffe5]+"
)
_NUMERIC_MATCHES = ("12.50", "(1,234.50)", "\uff11\uff0e\uff15", "1O.50")
_NUMERIC_MISSES = ("", "5%", "\u5408\u8ba1", "12a")

_SIGNS = pattern(r"(?P<minus>[-+])? *[\xa5$]? *(?P<late>[-+])? *(?P<body>[^-+\xa5$]+)")
_SPACED_SEPARATOR = pattern(r" +(?=[,.])|(?<=[,.]) +")
_NUMBER_SHAPE = pattern(r"\d[\d,]*(?:\.\d+)?|\.\d+", re.ASCII)
_LONGEST = 64  # No printed amount is longer; what is, is text.


def read_amount(raw: str) -> Amount | None:
    """Reads one printed number, or None where the characters are not one.

    Blank space around it, full-width characters, a currency sign, thousands separators and the signs of accountants
    (``(1,234.50)``, ``△5.00``) are ways to print a number; look-alike letters, misplaced separators and spaces beside
    separators are damage. A percentage is not an amount. A bracketed whole number such as ``(1)`` is an enumerator,
    not a negative amount; two numbers are never joined.

    >>> read_amount("34,567.80")
    Amount(value='34567.80', repaired=False)
    >>> read_amount("12, 345,678.90")
    Amount(value='12345678.90', repaired=True)
    >>> read_amount("12 936") is None
    True
    """
    if len(raw) <= _LONGEST:
        return _read_amount(raw)
    return Amount(raw.replace(",", ""), False) if _CLEAN.fullmatch(raw) else None


# The same number is asked for by everyone who weighs a reading, and the same numbers are printed in many tables.
@lru_cache(maxsize=4096)
def _read_amount(raw: str) -> Amount | None:
    if _CLEAN.fullmatch(raw):
        return Amount(raw.replace(",", ""), False)
    if not _NUMERIC.fullmatch(raw):
        return None
    negative, body = _take_sign(raw.translate(_WIDTHS).strip(" \t\r\n\f"))
    amount = _read_body(body)
    if amount is None or not negative:
        return amount
    return Amount("-" + amount.value, amount.repaired)


def is_mark(raw: str) -> bool:
    """Whether a cell prints a mark for "no value": dashes or slashes and nothing else.

    >>> is_mark("——"), is_mark("／"), is_mark("-5")
    (True, True, False)
    >>> is_mark("")
    False
    """
    return len(raw) <= _LONGEST and _MARK.fullmatch(raw.strip()) is not None


def _take_sign(text: str) -> tuple[bool, str]:
    """Whether the number is negative, and the number without sign, brackets and currency; empty where they clash."""
    bracketed = text.startswith("(") and text.endswith(")")
    if bracketed:
        text = text[1:-1].strip(" ")
        if not ("." in text or "," in text):
            return False, ""
    match = _SIGNS.fullmatch(text)
    if match is None:
        return False, ""
    signs = [sign for sign in (match["minus"], match["late"]) if sign]
    if len(signs) + bracketed > 1:
        return False, ""
    return bracketed or signs == ["-"], match["body"]


def _read_body(body: str) -> Amount | None:
    """The number without its sign, damage mended where exactly one reading is left."""
    if _CLEAN.fullmatch(body):
        return Amount(body.replace(",", ""), False)
    mended = _mend(body)
    if mended is None:
        return None
    whole, point, decimals = mended.partition(".")
    if not _groups_are_sure(whole, has_decimals=bool(point)):
        return None
    return Amount((whole.replace(",", "") or "0") + point + decimals, True)


def _mend(body: str) -> str | None:
    """Look-alikes, points and spaces put right; None where the result has not the shape of a number."""
    text = _SPACED_SEPARATOR.sub("", body.translate(_DAMAGED_POINTS))
    if _LETTERED_ZERO.fullmatch(text):
        return text.translate(_LOOKALIKES)
    digits = sum("0" <= character <= "9" for character in text)
    mended = text.translate(_LOOKALIKES)
    letters = sum(before != after for before, after in zip(text, mended, strict=True))
    if digits == 0 or letters > digits:
        return None
    *groups, last = mended.split(".")
    if len(groups) > 1 and len(last) <= 2 and _are_thousands(groups):
        mended = "".join(groups) + "." + last
    return mended if _NUMBER_SHAPE.fullmatch(mended) else None


def _are_thousands(groups: list[str]) -> bool:
    return groups[0].isdecimal() and len(groups[0]) <= 3 and all(g.isdecimal() and len(g) == 3 for g in groups[1:])


def _groups_are_sure(whole: str, *, has_decimals: bool) -> bool:
    """Whether misplaced commas leave one reading.

    With a decimal point they can only be separators. Without one, ``12,34`` may be a decimal comma and ``2022,2023``
    two numbers: then every group must have three digits at most and the last exactly three.
    """
    groups = whole.split(",")
    if has_decimals or len(groups) == 1:
        return groups[-1] != "" or len(groups) == 1
    return groups[0] != "0" and len(groups[-1]) == 3 and all(len(group) <= 3 for group in groups)
