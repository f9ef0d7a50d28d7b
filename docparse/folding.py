"""Folding: the form of a printed label in which two prints of the same words compare equal.

Folding is for comparing only. It drops white space, quotation marks and dot leaders and unifies
full-width punctuation; what is output is always the text as printed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from docparse.patterns import pattern

_FOLDED = {
    "（": "(",
    "）": ")",
    "【": "(",
    "】": ")",
    "：": ":",
    "，": ",",
    "；": ";",
    "／": "/",
    "、": ",",
    "．": ".",
    "－": "-",
    "—": "-",
    "–": "-",
    "“": "",
    "”": "",
    '"': "",
    "‘": "",
    "’": "",
    "'": "",
    "「": "",
    "」": "",
    "《": "",
    "》": "",
    "＂": "",
    "…": "",
    "·": "",
}
_SIGN = pattern(f"[{''.join(_FOLDED)}]")
# Labels are printed again and again, and folded by everyone who compares them; longer texts are not remembered.
_LONGEST_KEPT = 64


def fold(text: str) -> str:
    """The text without white space and quotation marks, punctuation in one width.

    >>> fold("因公出国 （境） 费")
    '因公出国(境)费'
    >>> fold("")
    ''
    """
    # Letters and digits alone, as most cells are: nothing to fold.
    if text.isalnum():
        return text
    return _short_fold(text) if len(text) <= _LONGEST_KEPT else _fold(text)


@lru_cache(maxsize=4096)
def _short_fold(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    return _SIGN.sub(_in_one_width, "".join(text.split()))


def fold_long(text: str) -> str:
    """As ``fold``, for a text so long that nearly every sign is printed in it."""
    folded = "".join(text.split())
    for sign, other in _FOLDED.items():
        folded = folded.replace(sign, other)
    return folded


def _in_one_width(sign: re.Match[str]) -> str:
    return _FOLDED[sign[0]]


def shared_characters(one: str, other: str) -> float:
    """How many characters two titles share, as a part of both (0..1); their order does not count.

    >>> shared_characters("支出决算表", "收入决算表")
    0.6
    """
    shared = sum([min(one.count(character), other.count(character)) for character in set(one)])
    return 2 * shared / max(len(one) + len(other), 1)
