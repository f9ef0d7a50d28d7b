"""Ways in which a text is spoiled; each takes a text and a die and gives another text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.fuzzing.pieces import MARKS, ODD, TAGS, amount, stretch

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029", "\x85", "\n\n", " ", "")
_REPEATS = (2, 3, 9, 40)


def shuffled(text: str, die: Random) -> str:
    """Some lines in another order."""
    lines = text.split("\n")
    at = die.randrange(len(lines))
    moved = lines[at : at + 12]
    die.shuffle(moved)
    return "\n".join((*lines[:at], *moved, *lines[at + 12 :]))


def thinned(text: str, die: Random) -> str:
    """Some lines lost, some doubled."""
    times = (0, 1, 1, 1, 1, 1, 1, 2)
    return "\n".join(line for line in text.split("\n") for _ in range(die.choice(times)))


def spliced(text: str, die: Random) -> str:
    """A piece of another report in the midst."""
    at = die.randrange(len(text) + 1)
    return text[:at] + stretch(die) + text[at:]


def cut(text: str, die: Random) -> str:
    """The beginning and the end lost, in the midst of a line."""
    ends = sorted(die.randrange(len(text) + 1) for _ in range(2))
    return text[slice(*ends)] or text


def sprinkled(text: str, die: Random) -> str:
    """Digits, marks, tabs, pipes, tags and characters that are none put in here and there."""
    stock = die.choice((ODD, MARKS, TAGS, ("\t", "|", " ", "  ", "\n"), tuple("0123456789.,")))
    pieces, last = [], 0
    for at in sorted(die.randrange(len(text) + 1) for _ in range(die.choice((1, 2, 5, 12)))):
        pieces += text[last:at], die.choice(stock)
        last = at
    return "".join((*pieces, text[last:]))


def any_characters(text: str, die: Random) -> str:
    """A few characters from anywhere in Unicode put in at one place."""
    at = die.randrange(len(text) + 1)
    return text[:at] + "".join(chr(die.randrange(die.choice((0x80, 0x3000, 0x11_0000)))) for _ in range(4)) + text[at:]


def swollen(text: str, die: Random) -> str:
    """One short stretch repeated on the spot."""
    at = die.randrange(len(text))
    end = at + die.choice((1, 1, 2, 5, 30))
    return text[:end] + text[at:end] * die.choice(_REPEATS) + text[end:]


def other_line_ends(text: str, die: Random) -> str:
    """All line ends replaced by another, or some of them."""
    end, share = die.choice(_LINE_ENDS), die.choice((1.0, 0.2))
    return re.sub("\n", lambda found: end if die.random() < share else found[0], text)


def full_width(text: str, die: Random) -> str:
    """The ASCII characters of some lines in full width."""
    return "\n".join(line.translate(_FULL_WIDTH) if die.random() < 0.3 else line for line in text.split("\n"))


def other_layout(text: str, die: Random) -> str:
    """Some lines with other borders between their cells."""
    border = die.choice(("\t", "|", "   ", "", "\n", ",", "</td><td>", "\u3000", " | "))
    edges = {"|": ("|", "|"), "</td><td>": ("<tr><td>", "</td></tr>")}.get(border, ("", ""))
    share = die.choice((1.0, 0.3))
    return "\n".join(
        edges[0] + re.sub(r"[ \t]+", lambda _: border, line) + edges[1] if die.random() < share else line
        for line in text.split("\n")
    )


def misread(text: str, die: Random) -> str:
    """Digits and points taken for others, or lost."""
    others = ("", "9", "O", "l", "。", " ", "，", ",")
    return re.sub(r"[\d.,]", lambda found: die.choice(others) if die.random() < 0.05 else found[0], text)


def refigured(text: str, die: Random) -> str:
    """Amounts replaced by others, so that hardly a sum holds."""
    return re.sub(r"\d[\d,]*\.\d+", lambda found: amount(die) if die.random() < 0.3 else found[0], text)


DAMAGES: tuple[Callable[[str, Random], str], ...] = (
    *(shuffled, thinned, spliced, cut, sprinkled, any_characters, swollen, other_line_ends, full_width, other_layout),
    *(misread, refigured),
)


def damaged(text: str, die: Random) -> str:
    """The text after none to four of the damages, one after the other."""
    for _ in range(die.randrange(5)):
        text = die.choice(DAMAGES)(text, die) or text
    return text
