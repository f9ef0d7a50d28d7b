"""Fragments: the pieces of an evaluation form between which cell borders may lie, in reading order.

Whether a gap is a border is not decided here: what stands in the gap is evidence that each reader weighs for itself.
Only page numbers and other furniture of the page are set apart.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from docparse.lexicons.indicator_patterns import PIECE, SPACED_POINTS
from docparse.patterns import pattern
from docparse.segmenting.evaluations import FURNITURE_BEGUN, ORDINAL
from docparse.segmenting.lines import PAGE_NUMBER, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.evaluations import EvaluationRegion

Gap = Literal["first", "space", "wide", "tab", "line", "blank", "page"]


class Fragment(NamedTuple):
    """A piece of a form's text without a possible cell border inside.

    Attributes:
        text: Its characters as in the normalised text; inner blanks only where tabs hold the cells apart.
        start: Where it begins in the normalised text.
        end: Where it ends.
        gap: What stands before it, the strongest of: nothing (``first`` of the form), one blank (``space``), two or
            more (``wide``), a tab or pipe (``tab``), a line end (``line``), an empty line (``blank``), the end of a
            page or a page number (``page``).
        line: Number of its line in the document.
        tabs: How many tabs or pipes stand directly before it on its line: more than one means blank cells.
        column: How many characters stand before it on its line, white space included.
    """

    text: str
    start: int
    end: int
    gap: Gap
    line: int
    tabs: int = 0
    column: int = 0


# Cells of a line that has tabs or pipes: what stands between two of them.
_CELL = pattern(r"[^\s|][^\t|]*")
# -----	-- and |---|: a ruled line, no text.
_RULE = pattern(r"[\s|:\-=_]+")
_BARE_NUMBER = pattern(r"\s*\d{1,4}\s*")
# A bare number is a page number where the empty lines around it are more than anywhere between cells.
_PAGE_GAP = 3
# Tabs hold the cells apart in a form where they stand on so large a part of the lines that have several pieces.
_TABBED = 0.5
_PIPES = 2


def fragments_of(region: EvaluationRegion) -> tuple[tuple[Fragment, ...], tuple[Line, ...]]:
    """The fragments of a form in reading order, and the lines that are furniture of the page (page numbers, rules)."""
    furniture = (*furniture_of(region.lines), *(line for line in region.lines if line.number in region.void))
    numbers = {line.number for line in furniture}
    bordered = bool(region.rows) or _is_bordered(region.lines)
    hangs = _hanging_lines(region.lines)
    cut = _cut_at_borders if bordered else _cut_at_blanks
    fragments: list[Fragment] = []
    before: int | None = None
    page = False
    for line in region.lines:
        number = line.number
        if number in numbers:
            page = page or not _RULE.fullmatch(line.text)
            continue
        gap: Gap = "line"
        if before is None:
            gap = "first"
        elif page or line.text[0] == "\f" or number in hangs:
            gap = "page"
        elif number - before > 1:
            gap = "blank"
        fragments += cut(line, gap)
        before, page = number, False
    return tuple(fragments), furniture


def furniture_of(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines that hold a page number or a rule, and nothing of the form."""
    found = []
    may_be = [
        (index, line)
        for index, line in enumerate(lines)
        if len(text := line.text) <= _LONGEST_FURNITURE
        and (not text[0].isalpha() or text[0] == ORDINAL)
        and FURNITURE_BEGUN.match(text)
    ]
    # A document prints its page numbers in one way.
    dressed = any(PAGE_NUMBER.match(line.text) for _, line in may_be)
    for index, line in may_be:
        above = line.number - lines[index - 1].number if index else 0
        below = lines[index + 1].number - line.number if index + 1 < len(lines) else 0
        if _BARE_NUMBER.fullmatch(line.text):
            ends_page = below and lines[index + 1].text[0] == "\f"
            if dressed:
                continue
            if ends_page or above > _PAGE_GAP or (below > _PAGE_GAP and above > 1):
                found.append(line)
        elif PAGE_NUMBER.match(line.text) or _is_rule(line.text):
            found.append(line)
    return tuple(found)


_LONGEST_FURNITURE = 80


def _is_rule(text: str) -> bool:
    """Whether a line is ruled: dashes or pipes only, and more of them than a mark for no value has."""
    return _RULE.fullmatch(text) is not None and (text.count("-") > len("-----") or ("|" in text and "--" in text))


def _is_bordered(lines: Sequence[Line]) -> bool:
    """Whether tabs or pipes hold the cells of a form apart, so that blanks inside a cell are only blanks."""
    others = [line.text for line in lines if "\t" not in line.text and line.text.count("|") < _PIPES]
    parted = len(lines) - len(others)
    if not parted:
        return False
    spaced = sum([len(text.split(maxsplit=1)) > 1 for text in others])
    return parted >= _TABBED * (parted + spaced)


def _hanging_lines(lines: Sequence[Line]) -> set[int]:
    """Lines that begin with one blank and follow the line above where lines mostly stand apart: after a form feed."""
    close = [line for before, line in pairwise(lines) if line.number - before.number == 1]
    if 2 * len(close) > len(lines):
        return set()
    return {line.number for line in close if line.text[0] == " " and not line.text[1:2].isspace()}


# A fragment from all of its fields: made for each word of each form, and in half the time without the names.
_new = tuple.__new__


def _cut_at_blanks(line: Line, gap: Gap) -> list[Fragment]:
    """The fragments of a line whose cells are parted by white space; ``gap`` stands before the first of them."""
    number, begin, _, text = line
    found: list[Fragment] = []
    done = 0
    for piece in PIECE.findall(text) if SPACED_POINTS.search(text) else text.split():
        start = text.index(piece, done)
        if found:
            gap = "space" if start - done == 1 else "wide"
            if "\t" in text[done:start]:
                gap = "tab"
        done = start + len(piece)
        found.append(_new(Fragment, (piece, begin + start, begin + done, gap, number, 0, start)))
    return found


def _cut_at_borders(line: Line, gap: Gap) -> list[Fragment]:
    """The fragments of a line whose cells are parted by tabs or pipes; ``gap`` stands before the first of them."""
    number, begin, _, text = line
    found: list[Fragment] = []
    done = 0
    for piece in map(str.rstrip, _CELL.findall(text)):
        start = text.index(piece, done)
        between = text[done:start]
        tabs = len(between) if between == "\t" else between.count("\t") + between.count("|")
        if found:
            gap = "tab" if tabs else "wide" if start - done > 1 else "space"
        done = start + len(piece)
        found.append(_new(Fragment, (piece, begin + start, begin + done, gap, number, tabs, start)))
    return found
