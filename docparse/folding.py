"""Folding: the form of a printed label in which two prints of the same words compare equal.

Folding is for comparing only. It drops white space, quotation marks and dot leaders and unifies
full-width punctuation; what is output is always the text as printed.
"""

from __future__ import annotations

import re

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
_SIGN = re.compile(f"[{''.join(_FOLDED)}]")


def fold(text: str) -> str:
    """The text without white space and quotation marks, punctuation in one width.

    >>> fold("因公出国 （境） 费")
    '因公出国(境)费'
    >>> fold("")
    ''
    """
    # Letters and digits alone, as most cells are: nothing to fold.
    return text if text.isalnum() else _SIGN.sub(_in_one_width, "".join(text.split()))


def _in_one_width(sign: re.Match[str]) -> str:
    return _FOLDED[sign[0]]


def shared_characters(one: str, other: str) -> float:
    """How many characters two titles share, as a part of both (0..1); their order does not count.

    >>> shared_characters("支出决算表", "收入决算表")
    0.6
    """
    shared = sum(min(one.count(character), other.count(character)) for character in set(one))
    return 2 * shared / max(len(one) + len(other), 1)
