"""A block of an aligned form, header and rows, as written rows: each cell where its column is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.evaluating.block_rows import total_label
from docparse.evaluating.header_bands import without
from docparse.evaluating.line_cells import in_columns
from docparse.evaluating.side_labels import side_label

if TYPE_CHECKING:
    from docparse.evaluating.block_rows import Block
    from docparse.evaluating.header_bands import Band, Label
    from docparse.evaluating.printed import Piece, PrintedLine
    from docparse.evaluating.rearranged import Numbers, Scribe
    from docparse.evaluating.spanning_cells import Span

_POINTS = ("weight", "score")
# A label stands in the middle of its group, give or take so many characters.
_NEARLY = 6


def write_block(block: Block, scribe: Scribe, numbers: Numbers) -> None:
    """Writes a block, each spanning cell in all of its rows that somebody filled in, else in the first of them."""
    alone: dict[int, list[tuple[int, Span]]] = {}
    for level, spread in block.levels.items():
        for span in spread.spans:
            if span.first == span.end:
                alone.setdefault(span.first, []).append((level, span))
                continue
            filled = [order for order in range(span.first, span.end) if order not in block.places]
            for order in filled or [span.first]:
                block.rows[order].cells[level] = list(span.pieces)
    _write_header(block, scribe, numbers)
    places = {each.piece: each.number for each in block.body.placed} if alone else {}
    for order in range(len(block.rows) + 1):
        for level, span in alone.get(order, ()):
            own = [block.body.lines[places[piece]] for piece in span.pieces]
            extent = own[0].number, own[-1].number
            cells = [list(span.pieces) if column == level else [] for column in range(block.layout.width)]
            scribe.row(cells, numbers.next(*extent, own[0].page, row=False), extent)
        if order < len(block.rows):
            _write_row(block, order, scribe, numbers)
    for _, line in block.body.totals:
        _write_total(block, line, scribe, numbers)


def _write_row(block: Block, order: int, scribe: Scribe, numbers: Numbers) -> None:
    row = block.rows[order]
    cells = [row.cells.get(column, []) for column in range(block.layout.width)]
    first, last = block.body.lines[row.first], block.body.lines[row.last]
    number = numbers.next(first.number, last.number, first.page, row=order not in block.places)
    doubted = row.doubted | {level for level, spread in block.levels.items() if order in spread.doubted}
    scribe.row(cells, number, (first.number, last.number), doubted)


def _write_header(block: Block, scribe: Scribe, numbers: Numbers) -> None:
    """Writes the labels of a block, what stands at its side before them; groups stand above their first column."""
    layout, lines, read = block.layout, block.header, block.body
    outer: list[list[Piece]] = [[] for _ in range(layout.outer)]
    for line in lines:
        for column, piece in in_columns(without(line.pieces, layout.band.words), layout.columns):
            if column < layout.outer and column not in layout.side:
                outer[column].append(piece)
    if layout.outer and layout.side:
        outer[0] = side_label(read.side)
    upper: list[list[Piece]] = [*outer, *(list(label.pieces) for label in layout.band.labels)]
    lower: list[list[Piece]] = [[] for _ in upper]
    for group in layout.band.groups:
        for order in _under(group, layout.band):
            lower[layout.outer + order] = list(layout.band.labels[order].pieces)
            upper[layout.outer + order] = []
        under = _under(group, layout.band)
        if under:
            upper[layout.outer + under[0]] = list(group.pieces)
    for cells in (upper, lower):
        if any(cells):
            number = numbers.next(lines[0].number, lines[-1].number, lines[0].page, row=True)
            scribe.row(cells, number, (lines[0].number, lines[-1].number))


def _under(group: Label, band: Band) -> range:
    """The labels above which the label of their group stands, in the middle of them."""
    middle_row = (band.first + band.last) / 2
    rows = {order: (label.pieces[0].row + label.pieces[-1].row) / 2 for order, label in enumerate(band.labels)}
    low = [order for order, row in rows.items() if row > max(group.pieces[-1].row, middle_row)]
    runs = [
        range(low[start], low[end] + 1)
        for start in range(len(low))
        for end in range(start, len(low))
        if low[end] - low[start] == end - start
    ]
    middle = {run: (band.labels[run[0]].left + band.labels[run[-1]].right) / 2 for run in runs}
    return min(runs, key=lambda run: (abs(middle[run] - group.centre) // _NEARLY, -len(run)), default=range(0))


def _write_total(block: Block, line: PrintedLine, scribe: Scribe, numbers: Numbers) -> None:
    """Writes the row of the totals: its label first, its numbers in the columns of points where they are as many."""
    layout = block.layout
    cells: list[list[Piece]] = [[] for _ in range(layout.width)]
    label = total_label(line)
    own = [piece for piece in line.pieces if piece != label]
    points = [layout.outer + order for order, each in enumerate(layout.band.labels) if each.key in _POINTS]
    if len(own) == len(points):
        for column, piece in zip(points, own, strict=True):
            cells[column].append(piece)
    else:
        for column, piece in in_columns(own, block.body.columns[line.page]):
            cells[column].append(piece)
    if label is not None:
        cells[0].insert(0, label)
    number = numbers.next(line.number, line.number, line.page, row=True)
    scribe.row(cells, number, (line.number, line.number))
