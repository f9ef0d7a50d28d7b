"""The documents: each is made by the seed and its number alone."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.fuzzing.damage import damaged
from benchmarks.fuzzing.pieces import (
    HEAD_MARKS,
    HEADINGS,
    MARKS,
    ODD,
    SENTENCES,
    SUBJECTS,
    TAGS,
    accounts,
    amount,
    evaluations,
    filled,
    named_codes,
    number,
    stretch,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SOURCES = {"mutated": 51, "composed": 35, "bytes": 12, "repeated": 2}
_GAPS = ("\t", " ", "  ", "     ", "|", " | ", "\n", "", "\u3000", ",", "</td><td>")
_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5", "latin-1")
# How files of other kinds begin.
_BEGINNINGS = (b"%PDF-1.4\n", b"PK\x03\x04", b"{\\rtf", b"\x1f\x8b", b"<html>", b"<?xml?>", b"\0\0\0")
# Characters of a repeated document; the long ones are rare.
_SIZES = (500, 1_000, 2_000, 5_000, 10_000, 20_000)
_LONG_SIZES = (50_000, 100_000, 300_000)
_LONG_SHARE = 0.02


class Case(NamedTuple):
    """A document: its number in the run, how it was made, and what is parsed."""

    number: int
    source: str
    document: str | bytes


def make_case(seed: int, number: int) -> Case:
    """The document of a run with this number."""
    die = Random(f"{seed}/{number}")  # noqa: S311  a die, no secret
    (source,) = die.choices(tuple(SOURCES), tuple(SOURCES.values()))
    return Case(number, source, _MAKERS[source](die))


def mutated(die: Random) -> str:
    """A piece of the corpus, damaged."""
    return damaged(stretch(die), die)


def composed(die: Random) -> str:
    """Words of one sort or of several, row after row, with one sort of border or several."""
    sorts: Sequence[Callable[[Random], str]] = die.choices(_ROWS, k=die.choice((1, 2, 3)))
    mixed = die.random() < 0.3
    gap = die.choice(_GAPS)
    rows = []
    for _ in range(die.choice((1, 2, 4, 8, 14))):
        row = die.choice(sorts)(die)
        rows.append(row.replace("\x1f", die.choice(_GAPS) if mixed else gap))
    text = "\n".join(rows)
    return damaged(text, die) if die.random() < 0.4 else text


def _head(die: Random) -> str:
    titles, labels = die.choice(accounts())
    marks = "\x1f".join(filled(mark, die) for mark in die.choices(HEAD_MARKS, k=die.randrange(4)))
    columns = "\x1f".join(die.choices(labels, k=die.choice((2, 4, 8))))
    return f"{die.choice(titles)}\n{marks}\n{columns}"


def _national_head(die: Random) -> str:
    """Title and labels in the order of their form, as a real table has them."""
    titles, labels = die.choice(accounts())
    return f"{titles[0]}\n金额单位：万元\n" + "\x1f".join(labels) + "\n栏次\x1f" + "\x1f".join("1234567")


def _row(die: Random) -> str:
    code, name = die.choice(named_codes())
    name = name if die.random() < 0.8 else die.choice(SUBJECTS)
    return "\x1f".join((code, name, *(amount(die) for _ in range(die.choice((1, 2, 3, 6))))))


def _item(die: Random) -> str:
    _, labels = die.choice(accounts())
    pairs = die.choice((1, 2, 3))
    return "\x1f".join(f"{die.choice(labels)}\x1f{number(die)}\x1f{amount(die)}" for _ in range(pairs))


def _evaluation(die: Random) -> str:
    titles, labels = evaluations()
    if die.random() < 0.15:
        return die.choice(titles)
    makers = (lambda: die.choice(labels), lambda: amount(die), lambda: number(die), lambda: f"≥{number(die)}%")
    return "\x1f".join(die.choice((makers[0], *makers))() for _ in range(die.choice((1, 2, 4, 7))))


def _indicator_head(_die: Random) -> str:
    return "一级指标\x1f二级指标\x1f三级指标\x1f年度指标值\x1f实际完成值\x1f分值\x1f得分\x1f偏差原因分析及改进措施"


def _sentence(die: Random) -> str:
    return filled(die.choice((*SENTENCES, *HEADINGS)), die)


def _fragments(die: Random) -> str:
    stock = (*(filled(mark, die) for mark in die.choices(HEAD_MARKS, k=4)), *die.choices(TAGS, k=3), die.choice(MARKS))
    return "\x1f".join(die.choice((*stock, die.choice(ODD), amount(die))) for _ in range(die.choice((1, 3, 8))))


_ROWS = (_head, _national_head, _row, _row, _item, _evaluation, _indicator_head, _sentence, _fragments)


def repeated(die: Random) -> str:
    """One thing over and over: a character, a word, a number, a tag, a head, a whole damaged piece."""
    size = die.choice(_LONG_SIZES if die.random() < _LONG_SHARE else _SIZES)
    unit = die.choice(_UNITS)(die) or "x"
    filler = (unit * (size // len(unit) + 1))[:size]
    around = die.choice((None, None, _national_head, _row, stretch))
    if around is None:
        return filler
    before, behind = (make(die).replace("\x1f", " ") for make in (around, _row))
    return before + die.choice(("\n", " ", "")) + filler + "\n" + behind


_UNITS: tuple[Callable[[Random], str], ...] = (
    lambda die: die.choice((*MARKS, *ODD, *TAGS, *"0123456789一二三四年月元类款项章表")),
    lambda die: die.choice(("\n", " ", "\t", "|", ",", ".")) + die.choice((*MARKS, *ODD, *TAGS, "1", "表", "甲")),
    lambda die: die.choice(die.choice(accounts())[0]) + die.choice(("\n", "", " ", "\t")),
    lambda die: die.choice(die.choice(accounts())[1]) + die.choice(("\n", "", " ", "\t", "|")),
    lambda die: die.choice(die.choice(evaluations())) + die.choice(("\n", "", " ", "\t", "|")),
    lambda die: amount(die) + die.choice(("\n", "", " ", "\t", "|", "万元，")),
    lambda die: filled(die.choice((*HEAD_MARKS, *HEADINGS, *SENTENCES)), die) + die.choice(("\n", "", " ")),
    lambda die: "".join(die.choices(TAGS, k=3)),
    lambda die: "<table><tr><td>" * die.choice((1, 3)) + amount(die) + die.choice(("", "</td></tr></table>")),
    lambda die: die.choice(_ROWS)(die).replace("\x1f", die.choice(_GAPS)) + "\n",
    lambda die: composed(die) + "\n",
    mutated,
)


def mangled(die: Random) -> bytes:
    """A text in some encoding, most often spoiled: cut, with bytes changed or put in, or with two encodings in one."""
    text = die.choice((mutated, composed))(die)
    data = text.encode(die.choice(_ENCODINGS), "replace")
    manner = die.randrange(6)
    at = die.randrange(len(data) + 1)
    if manner == 0:
        return data[die.randrange(4) : max(at, 4)]
    if manner == 1:
        changed = bytearray(data)
        for _ in range(die.choice((1, 5, 40))):
            changed[die.randrange(len(changed))] = die.randrange(256)
        return bytes(changed)
    if manner == 2:
        return data[:at] + die.choice((b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", die.randbytes(20))) + data[at:]
    if manner == 3:
        return data[:at] + die.choice((mutated, composed))(die).encode(die.choice(_ENCODINGS), "replace")
    if manner == 4:
        return die.choice(_BEGINNINGS) + data
    return data


_MAKERS: dict[str, Callable[[Random], str | bytes]] = {
    "mutated": mutated,
    "composed": composed,
    "bytes": mangled,
    "repeated": repeated,
}
