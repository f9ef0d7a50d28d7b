"""Cells that an extractor printed without anything between them, cut where one may end and the next begin.

Whether a border stands there is for the search to decide: most such places are inside a cell (还款率≥95%).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.evaluating.levels import level_prefix, spelling
from docparse.evaluating.quantities import is_unit
from docparse.grammars.in_use import remembered
from docparse.lexicons.indicator_patterns import DATE_BEGUN, NAME_NUMBER, PARTED, SUFFIX
from docparse.lexicons.indicator_words import load_indicator_words
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment

# A sign that compares behind words or a number, and a number behind a percentage.
_SEAM = pattern(r"(?<=[^\s≥≤><=])(?=[≥≤><=])|(?<=%)(?=\d)", re.ASCII)
_LONGEST = 60
_LONGEST_CLOSING = 4
_FEWEST_BEHIND = 2
_LONGEST_NATURE = 5
_LONGEST_LEVEL = 8
# The last character of a level word.
_LEVEL_ENDS = SUFFIX[-1]
_LONGEST_VALUES = 24
_LONGEST_UNIT = 3
_SIGNS = "≥≤><="
_NUMERALS = "0123456789.," + _SIGNS
_NUMBER_BEHIND = pattern(r"(?<=[^\s\d.,≥≤><=%])\d", re.ASCII)


def close_brackets(fragments: Sequence[Fragment]) -> Sequence[Fragment]:
    """The fragments with the end of a bracket behind its beginning, where the rest of a line is printed between.

    The lines of narrow cells stand one behind the other: ``成本指标（20 经济成本指标 办会成本`` and ``分）`` below.
    """
    moved: list[tuple[int, int]] = []
    open_at: int | None = None
    for index, each in enumerate(fragments):
        begins_line = index > 0 and each.line != fragments[index - 1].line
        if begins_line and open_at is not None:
            if open_at < index - 1 and each.line == fragments[index - 1].line + 1 and _closes(each.text):
                moved.append((index, open_at))
            open_at = None
        if _balance(each.text) > 0:
            open_at = index
        elif open_at is not None and _balance(each.text) < 0:
            open_at = None
    if not moved:
        return fragments
    found = list(fragments)
    for index, beginning in moved:
        found.insert(beginning + 1, found.pop(index))
    return found


def _closes(text: str) -> bool:
    """Whether a short text is the end of a bracket that was opened before it."""
    return len(text) <= _LONGEST_CLOSING and text[-1:] in "）)" and _balance(text) < 0


def _balance(text: str) -> int:
    """How many more brackets are opened in a text than are closed."""
    return sum(map("（(".count, text)) - sum(map("）)".count, text))


def join_parted(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """The fragments with those joined that a blank parts inside a number or a date: 指标 | 1：培训人数.

    The text of a joined one leaves the blank out.
    """
    joined: list[Fragment] = []
    for run in _runs(fragments):
        ends = _ends_inside(" ".join([each.text for each in run])) if len(run) > 1 else frozenset()
        at = 0
        for order, each in enumerate(run):
            if order and at - 1 in ends:
                whole = joined.pop()
                joined.append(whole._replace(text=whole.text + each.text, end=each.end))
            else:
                joined.append(each)
            at += len(each.text) + 1
    return tuple(joined)


def _runs(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The fragments that single blanks part, together."""
    runs: list[list[Fragment]] = []
    for each in fragments:
        if runs and each.gap == "space" and "\t" not in each.text:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


@lru_cache(maxsize=8192)
def _ends_inside(text: str) -> frozenset[int]:
    """The places of the blanks that part no cells."""
    return frozenset(place for found in PARTED.finditer(text) for place in range(*found.span()) if text[place] == " ")


def cut_glued(fragments: Sequence[Fragment], *, natures: bool) -> tuple[tuple[Fragment, ...], frozenset[int]]:
    """The fragments with those cut that may hold several cells, and the indices of those that nothing sets apart.

    Args:
        fragments: Those of a body, in reading order.
        natures: There is a column for words such as 定性, so that one may be glued to the target behind it.
    """
    cut: list[Fragment] = []
    glued: set[int] = set()
    before = ""
    for fragment in fragments:
        text = fragment.text
        whole = len(text) == fragment.end - fragment.start
        seams = _seams(text, natures) if whole and _FEWEST_BEHIND < len(text) <= _LONGEST else ()
        if whole and not seams and 0 < len(before) <= _LONGEST_LEVEL and _LEVEL_ENDS in text[:_LONGEST_LEVEL]:
            seams = _end_of_level(before, text)
        before = text
        if not seams:
            cut.append(fragment)
            continue
        places = (0, *seams, len(text))
        for start, end in pairwise(places):
            if start:
                glued.add(len(cut))
            cut.append(_part(fragment, start, end))
    return tuple(cut), frozenset(glued)


@remembered(8192)
def _seams(text: str, natures: bool) -> tuple[int, ...]:
    """The places inside a text where a cell may end."""
    seams = [match.start() for match in _SEAM.finditer(text)]
    places = {*seams, *_between_values(text)}
    for start, end in pairwise((*seams, len(text))):
        if text[start] in _SIGNS:
            places.update(start + place for place in _between_values(text[start:end]))
    at = level_prefix(text) or (natures and _nature_prefix(text))
    while at and len(text) - at >= _FEWEST_BEHIND:
        places.add(at)
        more = level_prefix(text[at:])
        at = at + more if more else 0
    return tuple(sorted(places - {0, len(text)}))


def _end_of_level(before: str, text: str) -> tuple[int, ...]:
    """The place where a level word ends that the fragment before begins: 社会效益 | 指标|受益人口."""
    if NAME_NUMBER.match(text) or not spelling(before).begun:
        return ()
    ends = range(1, min(len(text) - 1, _LONGEST_LEVEL))
    return tuple(end for end in ends if text[end - 1] == _LEVEL_ENDS and spelling(before + text[:end]).whole)[:1]


def _nature_prefix(text: str) -> int:
    """The length of the word for 指标性质 that a text begins with; else 0."""
    words = load_indicator_words().natures
    return next((end for end in range(_LONGEST_NATURE, 1, -1) if text[:end] in words), 0)


def _between_values(text: str) -> tuple[int, ...]:
    """The places before numbers in a row of values: 公里|46.01公里, 3人次|10; none where it holds anything else."""
    if len(text) > _LONGEST_VALUES or not _NUMBER_BEHIND.search(text):
        return ()
    places = [match.start() for match in _NUMBER_BEHIND.finditer(text)]
    pieces = [text[start:end] for start, end in zip([0, *places], [*places, None], strict=True)]
    last = pieces.pop().lstrip(_NUMERALS)
    units = [piece.lstrip(_NUMERALS) for piece in pieces]
    known = {unit for unit in (*units, last) if is_unit(unit)}
    # A word that stands behind one number after the other is a unit too: 5200盏|5230盏.
    known |= {unit for unit, behind in pairwise((*units, last)) if unit == behind and len(unit) <= _LONGEST_UNIT}
    if not known.issuperset(units) or any(DATE_BEGUN.match(piece) for piece in pieces):
        return ()
    return tuple(places) if not last or last in known else ()


def _part(fragment: Fragment, start: int, end: int) -> Fragment:
    text = fragment.text[start:end]
    first = fragment.start + start
    part = fragment._replace(text=text, start=first, end=fragment.start + end, column=fragment.column + start)
    return part if not start else part._replace(gap="space", tabs=0)
