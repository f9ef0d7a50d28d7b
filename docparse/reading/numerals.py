"""Damage inside printed numbers: blanks beside separators, Chinese punctuation in their place, letters in codes."""

import re
from itertools import chain

from docparse.patterns import pattern
from docparse.spans import BRIDGED, REPAIRED, Edit

# A separator between digits that is not printed as it should be. The look-behinds keep each try at constant cost.
_DAMAGE = pattern(
    r"[ ,.\uff0c\u3002](?:(?<=[0-9][,.\uff0c]) +|(?<=[0-9] ) *[,.\uff0c] *|(?<=[0-9][\uff0c\u3002]))(?=[0-9])"
)
_DAMAGE_MATCHES = ("2, 936", "2 ,936", "2\uff0c936", "2\u300250", "2 . 50")
_DAMAGE_MISSES = ("2,936", "2 936", "2.50", "2,\t936", "a, 936")

# A code of the functional or economic classification at the head of a row, letters taken for some of its digits (three
# digits alone on a line may be an amount), and one before a name further on.
_CODE = pattern(
    r"^[ |]*(?P<code>[235](?=[0-9]*[OoIl])(?:[0-9OoIl]{4}|[0-9OoIl]{6}|[0-9OoIl]{2}(?! *$)))(?=[ \t|\u4e00-\u9fff]|$)",
    re.MULTILINE,
)
_CODE_MATCHES = ("2O5 1.20", "| 2O5O1 |", "20501Ol", "  3O1\t1.20")
_CODE_MISSES = ("2O5", "205 1.20", "2O5.00", "1.20 2O5O1", "2O5O")
_INNER_CODE = pattern(
    r"(?<=[ \t|])(?P<code>[235](?=[0-9]*[OoIl])[0-9OoIl]{2}(?:[0-9OoIl]{2}){0,2})(?=[ \t|]{1,3}[^\W\da-zA-Z])"
)
_INNER_CODE_MATCHES = ("1.00 3O2 \u00e9", "1.00\t3O2Ol\t\u00e9")
_INNER_CODE_MISSES = ("1.00 3O2 1.00", "1.00 3O2", "1.00 302 \u00e9", "a3O2 \u00e9", "1.00 3O2 Ol")
_DIGITS = {"O": "0", "o": "0", "I": "1", "l": "1"}
# What every such code holds, and few texts do: looked for first.
_DAMAGED_DIGIT = pattern(r"[OoIl](?<=[0-9][OoIl])")
_DAMAGED_DIGIT_MATCHES = ("2O5", "205Ol")
_DAMAGED_DIGIT_MISSES = ("205", "O5", "l")

_GROUPED = pattern(r"[1-9][0-9]{0,2}(?:[,\uff0c][0-9]{3})*")
_GROUPED_MATCHES = ("1", "12", "1,234", "1\uff0c234,567")
_GROUPED_MISSES = ("0", "1234", "1,23", "1.234")
_PLAIN = pattern(r"[0-9]{1,12}")
_GROUP = pattern(r"[0-9]{3}(?![0-9])")
_DECIMALS = pattern(r"[0-9]{1,6}(?![0-9])(?!\.[0-9])")
_TWO_DECIMALS = pattern(r"[0-9]{2}(?![0-9])(?!\.[0-9])")

_NUMERIC = frozenset("0123456789,.\uff0c\u3002")
_LONGEST = 32  # characters of a number before its damaged separator; what is longer is no number


def find_damaged_numbers(text: str) -> list[Edit]:
    """The changes that mend numbers, each only where a well-formed number comes out of it.

    A comma needs a group of one to three digits before it and exactly three digits after it. A point that is
    followed by a blank needs a number with thousands separators before it ("1. 20" may be an enumerator), one that
    only follows a blank any number. Two numbers with nothing but blank space between them are never joined, and
    nothing is joined across tabs or line ends. Letters that look like digits are mended in codes only: those in amounts
    are read with their doubt.
    """
    edits = _find_damaged_codes(text)
    for match in _DAMAGE.finditer(text):
        start, end = match.span()
        if _is_one_number(text, start, end):
            edits += _mend(start, match[0])
    return sorted(edits)


def _find_damaged_codes(text: str) -> list[Edit]:
    if not _DAMAGED_DIGIT.search(text):
        return []
    places = {
        at
        for match in chain(_CODE.finditer(text), _INNER_CODE.finditer(text))
        for at in range(*match.span("code"))
        if text[at] in _DIGITS
    }
    return [Edit(at, at + 1, _DIGITS[text[at]], REPAIRED) for at in places]


def _is_one_number(text: str, start: int, end: int) -> bool:
    """Whether what stands before and after this separator can only be two parts of one number."""
    gap = text[start:end]
    separator = gap.strip(" ")
    whole_start = _start_of_number(text, start)
    if whole_start is None:
        return False
    grouped = _GROUPED.fullmatch(text, whole_start, start) is not None
    if separator in ",\uff0c":
        return grouped and _GROUP.match(text, end) is not None
    if not grouped and not _PLAIN.fullmatch(text, whole_start, start):
        return False
    if separator == "\u3002":
        return _TWO_DECIMALS.match(text, end) is not None
    if gap.endswith(" "):
        return grouped and "," in text[whole_start:start] and _TWO_DECIMALS.match(text, end) is not None
    return _DECIMALS.match(text, end) is not None


def _start_of_number(text: str, end: int) -> int | None:
    """Where the digits and separators that end here begin; None where they go on for too long."""
    limit = max(end - _LONGEST, 0)
    start = end
    while start > limit and text[start - 1] in _NUMERIC:
        start -= 1
    return None if start == limit and limit > 0 else start


def _mend(start: int, gap: str) -> list[Edit]:
    """The separator as it should be printed, and its blanks taken out."""
    edits: list[Edit] = []
    for offset, character in enumerate(gap):
        at = start + offset
        if character == " ":
            edits.append(Edit(at, at + 1, "", REPAIRED))
        elif character == "\uff0c":
            edits.append(Edit(at, at + 1, ",", BRIDGED))
        elif character == "\u3002":
            edits.append(Edit(at, at + 1, ".", REPAIRED))
    return edits
