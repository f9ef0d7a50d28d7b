"""How headings and list items are numbered: 第一部分, 一、, （一）, 第一、, 1., （1）, ①."""

from __future__ import annotations

import unicodedata
from typing import Literal, NamedTuple, get_args

from docparse.patterns import pattern

NumberKind = Literal[
    "part",
    "chapter",
    "section",
    "han",
    "han_bracket",
    "arabic",
    "multiple",
    "arabic_bracket",
    "circled",
    "ordinal",
    "bare",
]
# From the outermost to the innermost, as official writing nests them.
KINDS: tuple[NumberKind, ...] = get_args(NumberKind)

_HAN_DIGITS = "〇一二三四五六七八九"
_HAN = "[〇零一二三四五六七八九十百]"
# Where one of these begins, a number may begin; a quick way past all other lines.
_FIRST = pattern(r"[第〇零一二三四五六七八九十百(（〔\d①-⒛㈠-㈩]")
_NUMBER = pattern(
    rf"(?P<part>第\s?(?:{_HAN}{{1,4}}|\d{{1,2}})\s?(?:部分|篇))"
    rf"|(?P<chapter>第\s?(?:{_HAN}{{1,4}}|\d{{1,2}})\s?章)"
    rf"|(?P<section>第\s?(?:{_HAN}{{1,4}}|\d{{1,2}})\s?节)"
    rf"|(?P<ordinal>第{_HAN}{{1,3}}[、，,.．])"
    rf"|(?P<han>{_HAN}{{1,4}}\s?(?:[、．]|\.(?!\d)))"
    rf"|(?P<han_bracket>[（(〔]\s?{_HAN}{{1,4}}\s?[）)〕][、.．]?|{_HAN}{{1,3}}[）)])"
    r"|(?P<multiple>[1-9]\d?(?:\.[1-9]\d?){1,3}[.．、]?(?=\s*[一-鿿“《])(?!\s*[万亿千百元个人辆台件次户家名年亩项倍]))"
    r"|(?P<arabic>\d{1,3}\s?(?:[、．](?!\d)|\.(?![\d.]))|\d{1,2}[.、．]\s*(?=(?:19|20)\d{2}\s*年))"
    r"|(?P<arabic_bracket>[（(〔]\s?\d{1,2}\s?[）)〕][、.．]?|\d{1,2}[）)])"
    r"|(?P<circled>[①-⑳⑴-⒇⒈-⒛㈠-㈩][、.．]?)"
)
_NUMBER_MATCHES = (
    *("第一部分 单位概况", "第二章", "一、收入决算", "（一）概况", "(三）概况", "第一、加强", "1.基本支出"),
    *(
        "2．项目支出",
        "3、其他",
        "（1）人员经费",
        "1）人员",
        "①办公费",
        "十二、其他",
        "1.2 组织实施",
        "1.2023年工作",
        "⑵差旅费",
    ),
)
_NUMBER_MISSES = (
    *("2023年度", "1.5万元", "12.50", "第一产业", "一是加强", "5、6月份", "一般公共预算", "（类）", "12%", "三公经费"),
    *("2.5个百分点", "（2023年）", "0.00 项", "2.53亿，比上年"),
)
# 一加强队伍建设: a Han numeral whose mark an extractor lost; it numbers something only in a row of such.
_BARE = pattern(r"[一二三四五六七八九十]{1,2}(?=[一-鿿“])")
_BARE_MATCHES = ("一加强队伍建设", "十一推进普法")
_BARE_MISSES = ("1加强", "（一）加强", "一、加强")


class Numbering(NamedTuple):
    """The number that a text begins with.

    Attributes:
        kind: Its manner.
        end: The index behind it, mark included.
        value: What it counts: 二 and ② are 2; of 1.2 the last number.
    """

    kind: NumberKind
    end: int
    value: int


def numbering_of(text: str, start: int = 0) -> Numbering | None:
    """The number that a text begins with at ``start``; None where it begins with a word or an amount.

    >>> numbering_of("（二）项目支出情况")
    Numbering(kind='han_bracket', end=3, value=2)
    >>> numbering_of("2.5万元") is None
    True
    """
    if not _FIRST.match(text, start):
        return None
    found = _NUMBER.match(text, start)
    if found is None or found.lastgroup is None:
        return None
    kind = next(kind for kind in KINDS if kind == found.lastgroup)
    value = _value(found[0])
    if kind == "han" and _is_pair(value, text[found.end() : found.end() + 2]):
        return None
    return Numbering(kind, found.end(), value)


def bare_numbering_of(text: str) -> Numbering | None:
    """The Han numeral that a text begins with, where no mark parts it from the words.

    >>> bare_numbering_of("二促进就业")
    Numbering(kind='bare', end=1, value=2)
    """
    found = _BARE.match(text)
    return Numbering("bare", found.end(), _value(found[0])) if found else None


def _is_pair(value: int, following: str) -> bool:
    """Whether two numerals are one expression: 二、三产业, but not 二、三公经费."""
    return following[:1] in _HAN_DIGITS[1:] and _han_value([following[:1]]) == value + 1 and following[1:] != "公"


def _value(printed: str) -> int:
    digits = "".join(character if character.isdecimal() else " " for character in printed).split()
    if digits:
        return int(digits[-1])
    han = [character for character in printed if character in _HAN_DIGITS or character in "十百零"]
    if han:
        return _han_value(han)
    return next((int(unicodedata.numeric(character, 0)) for character in printed), 0)


def _han_value(numerals: list[str]) -> int:
    total = last = 0
    for numeral in numerals:
        if numeral in "十百":
            total += max(last, 1) * (10 if numeral == "十" else 100)
            last = 0
        else:
            last = max(0, _HAN_DIGITS.find(numeral))
    return total + last
