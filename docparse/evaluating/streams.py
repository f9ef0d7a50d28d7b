"""Cells in the order of a table, blank ones among them: what a text tells that prints one cell after the other.

Two kinds of text do. Pipes stand behind every cell, so that nothing between two of them is a blank cell, wherever the
lines end. Or every cell is a line, and a blank one leaves a gap: lines stand a certain distance apart, and so much
further for each blank cell between them.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.evaluating.printed import Piece
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

Cell = tuple[Piece, ...]
"""What is printed in a cell, a piece for each of its lines; nothing in a blank one."""

# Pipes hold cells apart where lines end anywhere: a line is a cell, or a pipe alone, on so large a part of the lines.
_LONE = 0.6
_FEWEST_BLANKS = 2
# Lines that each are a cell stand so far apart at most, so many of them at least.
_MOST_APART, _USUAL = 3, 0.3
# Blanks stand inside of so few cells.
_SEVERAL = 0.25
# A wider gap is no row of blank cells.
_MOST_BLANKS = 30
# A longer line is no cell.
_LONGEST = 2000
_TEXT = pattern(r"\S+(?:\s+\S+)*")


def cells_of(lines: Sequence[Line], text: str) -> tuple[Cell, ...]:
    """The cells of a form in printed order; none where it prints no text that does.

    Args:
        lines: The lines of the form that hold more than white space.
        text: The normalised text.
    """
    texts = [line.text for line in lines]
    if texts and len(max(texts, key=len)) > _LONGEST:
        return ()
    signs = "".join(texts)
    if "|" in signs:
        return _between_pipes(lines, text)
    return _on_lines(lines) if "\t" not in signs else ()


def text_of(cell: Cell) -> str:
    """The characters of a cell without white space.

    >>> text_of((Piece("a b", 0, 3, 0, 0), Piece("c", 0, 1, 4, 1)))
    'abc'
    """
    return "".join("".join(piece.text.split()) for piece in cell)


def _between_pipes(lines: Sequence[Line], text: str) -> tuple[Cell, ...]:
    bare = sum([line.text.strip() == "|" for line in lines])
    if bare < _FEWEST_BLANKS:
        return ()
    alone = sum([line.text.count("|") <= 1 for line in lines])
    if alone < _LONE * len(lines) and not _runs_on(lines):
        return ()
    found: list[Cell] = []
    at, end = lines[0].start, lines[-1].end
    while at < end:
        stop = text.find("|", at, end)
        stop = end if stop < 0 else stop
        found.append(_pieces(text, at, stop))
        at = stop + 1
    return tuple(found[:-1] if found and not found[-1] else found)


def _runs_on(lines: Sequence[Line]) -> bool:
    """Whether lines end anywhere: pipes stand alone on some of them, between others that hold several cells."""
    return any(
        above.text.count("|") > 1 and below.text.strip() == "|" and above.text.rstrip().endswith("|")
        for above, below in pairwise(lines)
    )


def _pieces(text: str, start: int, end: int) -> Cell:
    found: list[Piece] = []
    for line in text[start:end].split("\n"):
        match = _TEXT.search(line)
        if match:
            begin = start + match.start()
            found.append(Piece(match.group(), match.start(), match.end(), begin, 0))
        start += len(line) + 1
    return tuple(found)


def _on_lines(lines: Sequence[Line]) -> tuple[Cell, ...]:
    steps = Counter([below.number - above.number for above, below in pairwise(lines)])
    step = min((each for each, count in steps.items() if count >= _USUAL * steps.total()), default=0)
    if not 1 <= step <= _MOST_APART:
        return ()
    several = sum([len(line.text.split(maxsplit=1)) > 1 for line in lines])
    if several > _SEVERAL * len(lines):
        return ()
    found: list[Cell] = []
    above = lines[0].number - step
    for line in lines:
        between = (line.number - above) // step - 1
        if between <= _MOST_BLANKS:
            found += [()] * between
        start = len(line.text) - len(line.text.lstrip())
        stripped = line.text.strip()
        found.append((Piece(stripped, start, start + len(stripped), line.start + start, 0),))
        above = line.number
    return tuple(found)
