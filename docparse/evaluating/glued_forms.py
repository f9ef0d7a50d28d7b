"""Forms whose white space is lost, written anew with blanks between the cells of their indicators.

Copies from browsers and some converters print the cells of a row with nothing between them. What parts them is told by
what each column can hold; where digits follow each other, sums choose (docparse.evaluating.glued_points), and what is
read so stays in doubt.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.columns import LEVELS
from docparse.evaluating.glued_headers import begins_tail, glued_block, labels_within
from docparse.evaluating.glued_heads import GluedHeads, cut_total
from docparse.evaluating.glued_points import choose
from docparse.evaluating.glued_row import read_row
from docparse.evaluating.printed import Piece
from docparse.evaluating.rearranged import Scribe
from docparse.lexicons.indicator_patterns import GLUED_POINTS
from docparse.segmenting.lines import SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.evaluating.glued_headers import GluedBlock
    from docparse.evaluating.glued_row import Range, RowReading
    from docparse.reading import NormalText
    from docparse.segmenting.lines import Line

# A row may be printed on so many lines.
_MOST_LINES = 3
_SIGNS = "≥≤><="


def write_forms(lines: Sequence[Line], normal: NormalText) -> Scribe | None:
    """The lines written anew, rows without white space with blanks between their cells; None where there are none."""
    blocks = {at: block for at in range(len(lines)) if (block := glued_block(lines, at)) is not None}
    if not blocks:
        return None
    scribe = Scribe(normal)
    bare = any(len(lines[at].text.split()) == 1 for at in blocks)
    heads = GluedHeads() if bare else None
    at = 0
    while at < len(lines):
        line = lines[at]
        if at in blocks:
            _write_header(line, blocks[at], scribe)
            _write_rows(lines, at + 1, blocks[at], scribe)
            if heads:
                heads.pass_rows()
            at = blocks[at].end
            continue
        _keep(line, scribe, heads)
        at += 1
    return scribe


def _write_header(line: Line, block: GluedBlock, scribe: Scribe) -> None:
    """Writes the labels of the columns, those before the levels last."""
    labels = [(_piece(line, *label),) for label in labels_within(line.text, "indicators")]
    first = next((order for order, name in enumerate(block.columns) if name in LEVELS), 0)
    scribe.spaced([*labels[first:], *labels[:first]], line.number, (line.number, line.number))


def _keep(line: Line, scribe: Scribe, heads: GluedHeads | None = None) -> None:
    """Writes a line as it is printed, or with blanks between the cells where white space is lost."""
    start, text = len(line.text) - len(line.text.lstrip()), line.text.strip()
    found = (heads.cells(text) if heads else cut_total(text)) or [(0, len(text))]
    cells = [(_piece(line, start + first, start + end),) for first, end in found]
    doubted = [order for order, (first, _) in enumerate(found) if order and text[first].isdecimal()]
    if heads and len(found) == 1 and SENTENCE.search(text):
        cells = [(_piece(line, start + first, start + end),) for first, end in heads.goals(text)]
        doubted = list(range(len(cells)))  # the texts of a goal may stand in it one behind the other
    scribe.spaced(cells, line.number, (line.number, line.number), doubted)


def _keep_unread(line: Line, scribe: Scribe) -> None:
    """Writes a line among rows that is read as none of them: whatever cell takes it in is in doubt."""
    start, text = len(line.text) - len(line.text.lstrip()), line.text.strip()
    cells = [(_piece(line, start, start + len(text)),)]
    scribe.spaced(cells, line.number, (line.number, line.number), [0])


def _piece(line: Line, start: int, end: int) -> Piece:
    return Piece(line.text[start:end], start, end, line.start + start, 0)


class _Row(NamedTuple):
    """Lines that are one row: the index of the first, their text as one, and the ways to read it."""

    at: int
    joined: _Joined
    ways: tuple[RowReading, ...]


class _Joined(NamedTuple):
    """Lines as one text, and where each begins in it, white space at its ends left out."""

    text: str
    starts: tuple[int, ...]
    lines: Sequence[Line]

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """A stretch of the text, white space at its ends left out, in pieces of the lines."""
        found: list[Piece] = []
        while start < end:
            order = bisect_right(self.starts, start) - 1
            line = self.lines[order]
            indent = len(line.text) - len(line.text.lstrip())
            stop = min(end, self.starts[order] + len(line.text.strip()))
            text = self.text[start:stop].strip()
            if text:
                place = indent + start - self.starts[order]
                place += len(self.text[start:stop]) - len(self.text[start:stop].lstrip())
                found.append(_piece(line, place, place + len(text)))
            start = stop
        return tuple(found)


def _join(lines: Sequence[Line]) -> _Joined:
    texts = [line.text.strip() for line in lines]
    return _Joined("".join(texts), tuple(accumulate(map(len, texts[:-1]), initial=0)), lines)


def _write_rows(lines: Sequence[Line], start: int, block: GluedBlock, scribe: Scribe) -> None:
    """Writes the rows of a block, and what stands among them as it is printed."""
    rows = list(_find_rows(lines, start, block))
    total = _total(lines, block.end)
    at = start
    for row, reading in zip(rows, choose([row.ways for row in rows], total), strict=True):
        for line in lines[at : row.at]:
            _keep_unread(line, scribe)
        at = row.at + len(row.joined.lines)
        printed = [(name, cell) for name, cell in zip(block.columns, reading.cells, strict=True) if cell[0] < cell[1]]
        first = next((order for order, (name, _) in enumerate(printed) if name in LEVELS), 0)
        printed = [*printed[first:], *printed[:first]]
        levels = {end for name, (_, end) in printed if name in LEVELS[:2]}
        doubted = [order for order, (_, cell) in enumerate(printed) if not _is_sure(row.joined, cell, levels)]
        cells = [row.joined.pieces(*cell) for _, cell in printed]
        scribe.spaced(cells, lines[row.at].number, (lines[row.at].number, lines[at - 1].number), doubted)
    for line in lines[at : block.end]:
        _keep_unread(line, scribe)


def _find_rows(lines: Sequence[Line], start: int, block: GluedBlock) -> Iterator[_Row]:
    at = start
    while at < block.end:
        for count in range(1, min(_MOST_LINES, block.end - at) + 1):
            joined = _join(lines[at : at + count])
            if ways := read_row(joined.text, block.columns, bare_levels=block.bare_levels):
                yield _Row(at, joined, ways)
                at += count
                break
        else:
            at += 1


def _total(lines: Sequence[Line], at: int) -> Decimal | None:
    """The score of the form, which the line below its rows prints last."""
    text = lines[at].text.strip() if at < len(lines) else ""
    parts = [text[slice(*cell)] for cell in cut_total(text)] or text[begins_tail(text) :].split()
    return Decimal(parts[-1]) if parts and GLUED_POINTS.fullmatch(parts[-1]) else None


def _is_sure(joined: _Joined, cell: Range, levels: set[int]) -> bool:
    """Whether more than the reading of the row says where a cell begins and ends: a blank, a sign, a level word.

    The first of several lines may as well be a row that was not understood.
    """
    text = joined.text
    if any(cell[0] < start < cell[1] for start in joined.starts):
        return False
    return all(
        place in (0, len(text)) or place in levels or text[place] in _SIGNS or text[place - 1].isspace()
        for place in cell
    )
