"""The outline: headings of the prose, by their numbering and by what a heading is not.

A heading is a short line that begins with 第一部分, 一、 or （一） and holds no sentence. In text whose lines are
wrapped a line as long as its neighbours may be the beginning of a paragraph, so it is not taken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docparse.segmenting.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

# A heading is shorter than this; and shorter than this share of the longest line near it, where lines are wrapped.
LONGEST_HEADING = 48
FULL_LINE = 0.85
SHORTEST_FULL_LINE = 16
# How many lines around tell how long a full line is.
NEIGHBOURS = 6

_NUMBER = re.compile(
    r"\s*(?P<part>第\s*[一二三四五六七八九十]{1,3}\s*(?:部分|章))\s*(?P<part_title>.*)"
    r"|\s*(?P<first>[一二三四五六七八九十]{1,3}、)\s*(?P<first_title>.+)"
    r"|\s*(?P<second>[（(][一二三四五六七八九十]{1,3}[）)][、.]?)\s*(?P<second_title>.+)"
)
_NUMBER_MATCHES = ("第一部分 单位概况", "二、收入决算情况说明", "（三）其他情况")
_NUMBER_MISSES = ("1.基本支出", "一般公共预算")
_RUNNING = re.compile(r"[，。；：:;!?！？]|\.{3}|…|\d[\d,.]*\s*(?:万?元|%)")
_RUNNING_MATCHES = ("负责促进就业，", "本年支出12.5万元", "目录……3")
_RUNNING_MISSES = ("收入决算情况说明", "“三公”经费支出决算情况")


class Heading(NamedTuple):
    """A heading: its depth from 1, the number as printed, and the ranges of number and title in the text."""

    level: int
    number: tuple[int, int]
    title: tuple[int, int]


def find_headings(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The headings among lines of prose; the depths in use are counted from 1."""
    found = [heading for index in range(len(lines)) if (heading := _heading(lines, index)) is not None]
    depths = sorted({heading.level for heading in found})
    return tuple(Heading(depths.index(heading.level) + 1, heading.number, heading.title) for heading in found)


def _heading(lines: Sequence[Line], index: int) -> Heading | None:
    line = lines[index]
    if len(line.text) > 2 * LONGEST_HEADING:
        return None
    found = _NUMBER.fullmatch(line.text.rstrip())
    if found is None:
        return None
    level, name = next((level, name) for level, name in enumerate(("part", "first", "second"), 1) if found[name])
    number = (line.start + found.start(name), line.start + found.end(name))
    title = (line.start + found.start(f"{name}_title"), line.start + found.end(f"{name}_title"))
    if title[0] == title[1]:
        return _with_title_below(lines, index, number)
    text = found[f"{name}_title"]
    if len(text) > LONGEST_HEADING or _RUNNING.search(text) or (name != "part" and _is_full(lines, index)):
        return None
    return Heading(level, number, title)


def _with_title_below(lines: Sequence[Line], index: int, number: tuple[int, int]) -> Heading:
    """第一部分 alone on its line: a short line below it is its title, unless that is a heading itself."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    if below is None or len(below.text) > LONGEST_HEADING or _RUNNING.search(below.text) or _NUMBER.match(below.text):
        return Heading(1, number, number)
    left = below.start + len(below.text) - len(below.text.lstrip())
    return Heading(1, number, (left, below.start + len(below.text.rstrip())))


def _is_full(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is about as long as the longest near it, so that its sentence may go on below."""
    around = lines[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]
    longest = max(len(line.text.strip()) for line in around)
    return longest < 2 * LONGEST_HEADING and len(lines[index].text.strip()) >= FULL_LINE * longest > SHORTEST_FULL_LINE
