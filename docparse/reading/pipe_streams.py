"""Tables whose cells have a line each, with a pipe behind every cell, blank ones as well: written as rows.

    因公出国(境)费 ⏎ | ⏎ | ⏎ 公务接待费 ⏎ | ⏎ 0.36 ⏎ |

Scrapers print so where a cell of a page holds a paragraph. Where a row ends is not said; but the pipes count all cells,
and in rows of the right width names stand below names and figures below figures.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.patterns import pattern
from docparse.spans import BRIDGED, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# So many rows must be alike, and so large a part of a table they must be.
FEWEST_ROWS = 3
MOSTLY = 0.5
# Rows have no more cells than this, and the text of a cell takes no more lines.
MOST_CELLS = 24
MOST_LINES = 3
_FIGURE = pattern(r"-?[\d,]*\.?\d+%?|[—–-]{1,4}")
_ENDS = pattern(r"[ \t]*\|[ \t|]*$")


class _Cell(NamedTuple):
    """A cell: its text, where it begins, and where the pipe behind it ends."""

    text: str
    start: int
    end: int


def find_streams(text: str) -> list[tuple[int, int, list[Edit]]]:
    """The stretches of a text that are rows of cells a line, with the changes that put each row on one line.

    Where no cell is blank the order of the cells says it all, and they stay where they are.
    """
    found: list[tuple[int, int, list[Edit]]] = []
    for cells in _stretches(text):
        rows = _rows(cells)
        if any(not cell.text for row in rows for cell in row):
            rows = [*_header(cells, rows), *rows]
            edits = [
                Edit(at, at + 1, " ", BRIDGED)
                for row in rows
                for at in range(row[0].start, row[-1].end)
                if text[at] == "\n"
            ]
            found.append((rows[0][0].start, rows[-1][-1].end, edits))
    return found


def _stretches(text: str) -> Iterator[list[_Cell]]:
    """The runs of cells: texts of few lines, each with a pipe behind it."""
    cells: list[_Cell] = []
    pending: list[tuple[int, str]] = []
    start = 0
    for line in text.split("\n"):
        ends = _ENDS.search(line) if "|" in line else None
        inside = line[: ends.start()] if ends else line
        if "|" in inside or (ends is None and (len(pending) >= MOST_LINES or "\t" in line)):
            yield cells
            cells, pending = [], []
        elif ends is None:
            pending += [(start, line)] if line.strip() else []
        else:
            pending += [(start, inside)] if inside.strip() else []
            # Above the first cell stands what is no cell.
            pending = pending if cells else pending[-1:]
            begin = pending[0][0] if pending else start
            whole = "".join(piece.strip() for _, piece in pending)
            for at in (place for place in range(ends.start(), len(line)) if line[place] == "|"):
                cells.append(_Cell(whole, begin, start + at + 1))
                whole, begin = "", start + at + 1
            pending = []
        start += len(line) + 1
    yield cells


def _rows(cells: Sequence[_Cell]) -> list[list[_Cell]]:
    """The rows at the end of a run of cells, of the width by which most cells are in rows; none where too few are."""
    best: list[list[_Cell]] = []
    for width in range(2, min(MOST_CELLS, len(cells) // FEWEST_ROWS) + 1):
        rows = _alike(cells, width)
        if len(rows) * width > sum(map(len, best)):
            best = rows
    if len(best) < FEWEST_ROWS or sum(map(len, best)) < MOSTLY * len(cells):
        return []
    return _beside_each_other(cells, best)


def _alike(cells: Sequence[_Cell], width: int) -> list[list[_Cell]]:
    """The rows of a width at the end of a run in which one column holds names, and the others figures or nothing."""
    kinds = [""] * width
    rows: list[list[_Cell]] = []
    for end in range(len(cells), width - 1, -width):
        row = list(cells[end - width : end])
        found = [_kind(cell.text) for cell in row]
        if any(old and new and old != new for old, new in zip(kinds, found, strict=True)):
            break
        kinds = [old or new for old, new in zip(kinds, found, strict=True)]
        rows.insert(0, row)
    worded = [place for place, kind in enumerate(kinds) if kind == "T"]
    filled = [place for place in worded if 2 * sum(bool(row[place].text) for row in rows) > len(rows)]
    # Remarks behind the figures are rare.
    if len(filled) != 1 or worded[0] != filled[0] or "N" not in kinds[worded[0] :]:
        return []
    above = list(cells[: len(cells) - len(rows) * width][-width:])
    return [above, *rows] if len(above) == width and _is_total(above, worded[0]) else rows


def _is_total(row: Sequence[_Cell], names: int) -> bool:
    """Whether a row has labels of the header before its name, and figures behind it: 类 款 项 合计 12.00."""
    kinds = [_kind(cell.text) for cell in row]
    return kinds[names] == "T" and "N" in kinds[names:] and "T" not in kinds[names + 1 :] and "N" not in kinds[:names]


def _kind(text: str) -> str:
    if not text:
        return ""
    return "N" if _FIGURE.fullmatch(text) else "T"


def _beside_each_other(cells: Sequence[_Cell], rows: list[list[_Cell]]) -> list[list[_Cell]]:
    """The rows, those of several sides put together: above them stand the labels of as many sides."""
    width = len(rows[0])
    above = list(cells[: len(cells) - len(rows) * width])
    labels = [[cell.text for cell in above[end - width : end]] for end in range(len(above), width - 1, -width)]
    sides = 1
    for below, over in pairwise(labels):
        if below[1:] != over[1:] or not all(below[1:]):
            break
        sides += 1
    if len(rows) % sides:
        return []
    return [[cell for row in rows[at : at + sides] for cell in row] for at in range(0, len(rows), sides)]


def _header(cells: Sequence[_Cell], rows: Sequence[Sequence[_Cell]]) -> list[list[_Cell]]:
    """The rows of labels above, where there are cells for whole rows; none where labels span some."""
    width = len(rows[0])
    above = list(cells[: len(cells) - len(rows) * width])
    if not above or len(above) % width or any(_kind(cell.text) == "N" for cell in above):
        return []
    return [above[at : at + width] for at in range(0, len(above), width)]
