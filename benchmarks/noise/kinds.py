"""The ways in which texts get worse, each at any level.

A kind goes through its places in the order of the text and throws a die for each; what happens there is thrown whether
or not the place is hit, so that a text at a higher level holds all the damage of the lower ones.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.noise.pieces import edited, reordered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from random import Random

    from benchmarks.mutations.edits import Edit
    from benchmarks.noise.landmarks import Landmarks
    from benchmarks.noise.pieces import Noisy

    Kind = Callable[[Landmarks, Random, float], Noisy]

_WORDS = Path(__file__).parents[1] / "data" / "noise.toml"
_BLANKS = re.compile("[ \u00a0\u3000]+")
# Where a line may break: not within a number or a word.
_BREAK = re.compile(r"(?<=\S)(?![A-Za-z0-9.,，．%])(?=\S)|(?<=[^A-Za-z0-9.,，．%\s])(?=\S)| +")
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_WIDE = {ord("0") + digit: ord("\uff10") + digit for digit in range(10)}
# What a reader of scanned pages takes for what; the first ones are the more common.
_LOOKALIKES = {"0": "Oo", "1": "lI", "O": "0", "l": "1", ",": "\uff0c", "\uff0c": ",", ".": "\uff0e", "\uff0e": "."}
_LOOKALIKE = re.compile("[01Ol,.\uff0c\uff0e]")


def rewrap(marks: Landmarks, die: Random, level: float) -> Noisy:
    """A line is broken anywhere but within a number, or runs on into the next one, with a blank between or without."""

    def edits() -> Iterator[Edit]:
        for start, end in _lines(marks.text):
            hit, join, glue, where = die.random() < level, die.random() < 0.5, die.random() < 0.5, die.random()
            if not hit:
                continue
            if join and end < len(marks.text):
                yield end, end + 1, "" if glue else " "
            elif not join:
                places = [found.span() for found in _BREAK.finditer(marks.text, start, end) if found.start() > start]
                if places:
                    first, last = places[int(where * len(places))]
                    yield first, last, "\n"

    return edited(marks.text, edits())


def respace(marks: Landmarks, die: Random, level: float) -> Noisy:
    """A run of blanks loses one blank, or gains one; a single blank that is lost leaves its neighbours glued."""

    def edits() -> Iterator[Edit]:
        for found in _BLANKS.finditer(marks.text):
            hit, more = die.random() < level, die.random() < 0.5
            if hit:
                yield found.end() - 1, found.end(), found[0][-1] * 2 if more else ""

    return edited(marks.text, edits())


def lose_headers(marks: Landmarks, die: Random, level: float) -> Noisy:
    """A line between the title of a table and its first row is lost."""
    return edited(marks.text, [(start, end, "") for start, end in marks.headers if die.random() < level])


def lose_titles(marks: Landmarks, die: Random, level: float) -> Noisy:
    """The line with the title of a table is lost."""
    return edited(marks.text, [(start, end, "") for start, end in marks.titles if die.random() < level])


def swap_lines(marks: Landmarks, die: Random, level: float) -> Noisy:
    """A line that is not empty changes places with the one below it, which is not empty either."""
    lines = _lines(marks.text)
    order = list(range(len(lines)))
    at = 0
    while at + 1 < len(lines):
        hit = die.random() < level
        pair = [marks.text[slice(*lines[at + step])].strip() for step in (0, 1)]
        if hit and all(pair) and at + 2 < len(lines):
            order[at : at + 2] = at + 1, at
            # The next die decides for the next line as it would have; that line does not move twice.
            die.random()
            at += 1
        at += 1
    return reordered(marks.text, [start for start, _ in lines] + [len(marks.text)], order)


def insert_furniture(marks: Landmarks, die: Random, level: float) -> Noisy:
    """Furniture of a page or a site stands between two lines: a number of a page, a running head, navigation."""
    choices = _furniture()

    def edits() -> Iterator[Edit]:
        for start, _ in _lines(marks.text)[1:]:
            hit, which, page = die.random() < level, die.choice(choices), die.randint(1, 60)
            if hit:
                yield start, start, which.format(page=page, pages=page + 7) + "\n"

    return edited(marks.text, edits())


def confuse(marks: Landmarks, die: Random, level: float) -> Noisy:
    """A character is taken for one that looks like it: 0 for O, 1 for l, and commas and points of another width."""

    def edits() -> Iterator[Edit]:
        for found in _LOOKALIKE.finditer(marks.text):
            hit, which = die.random() < level, die.choice(_LOOKALIKES[found[0]])
            if hit:
                yield found.start(), found.end(), which

    return edited(marks.text, edits())


def widen(marks: Landmarks, die: Random, level: float) -> Noisy:
    """The digits of a number are full-width ones."""
    numbers = _NUMBER.finditer(marks.text)
    hits = (found for found in numbers if die.random() < level)
    return edited(marks.text, [(*found.span(), found[0].translate(_WIDE)) for found in hits])


def lose_points(marks: Landmarks, die: Random, level: float) -> Noisy:
    """A number loses its decimal point."""
    points = _POINT.finditer(marks.text)
    return edited(marks.text, [(*found.span(), "") for found in points if die.random() < level])


def cut_off(marks: Landmarks, die: Random, level: float) -> Noisy:
    """The text ends where the last ``level`` of its labelled values would follow, or in the first of them."""
    ends = sorted(spans[-1][1] for spans in marks.cells.values())
    lost = round(len(ends) * level)
    within = die.random()
    if not lost or not ends:
        return edited(marks.text, [])
    first, last = ends[-lost - 1] if lost < len(ends) else 0, ends[-lost]
    return edited(marks.text, [(first + int(within * (last - first)), len(marks.text), "")])


KINDS: Mapping[str, Kind] = {
    "lines wrapped anew": rewrap,
    "blanks dropped or doubled": respace,
    "header lines lost": lose_headers,
    "titles lost": lose_titles,
    "neighbouring lines swapped": swap_lines,
    "page furniture put in": insert_furniture,
    "characters confused": confuse,
    "digits full-width": widen,
    "decimal points lost": lose_points,
    "end cut off": cut_off,
}


def _lines(text: str) -> list[tuple[int, int]]:
    """The ranges of all lines, without their line breaks."""
    lines = []
    at = 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return lines


@cache
def _furniture() -> tuple[str, ...]:
    return tuple(tomllib.loads(_WORDS.read_text(encoding="utf-8"))["furniture"])
