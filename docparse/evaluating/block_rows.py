"""A block of an aligned form, header and rows, as written rows: each cell where its column is."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import read_amount
from docparse.evaluating.cell_kinds import column_kind
from docparse.evaluating.full_cells import part_cells
from docparse.evaluating.header_bands import key_of, without
from docparse.evaluating.line_cells import in_columns, lines_in_columns
from docparse.evaluating.loose_rows import is_apart, key_at
from docparse.evaluating.page_columns import PageColumns, columns_below, columns_beside
from docparse.evaluating.printed import breadth
from docparse.evaluating.row_bands import COUNT, Placed, Row, rows_of
from docparse.evaluating.side_labels import side_label, side_words
from docparse.evaluating.spanning_cells import Rows, Ruler, spread_cells
from docparse.folding import fold
from docparse.grammars.evaluations import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.evaluating.header_bands import Band, Label
    from docparse.evaluating.printed import Piece, PrintedLine
    from docparse.evaluating.rearranged import Numbers, Scribe
    from docparse.evaluating.spanning_cells import Spread

# So many empty lines stand in no block.
_WIDE_BREAK = 6
# Columns left of the labels of the funds.
_SIDE_AND_NAMES = 2
# Between the last line of a page and the first of the next.
_OVER_PAGES = 2
_LEVELS = ("level1", "level2")
_NAMES = ("level3", "name")
_POINTS = ("weight", "score")
_LONGEST_TAIL = 2
_MOSTLY = 0.7
_MISNUMBERED = 1.0
# What it costs that an outer level, seen nowhere else, stands for a row.
_UNSEEN = 0.75
# A label stands in the middle of its group, give or take so many characters.
_NEARLY = 6


def block_end(lines: Sequence[PrintedLine], band: Band, limit: int) -> int:
    """The index after the last printed line of a block."""
    end = limit
    edge = band.labels[0 if band.section == "goals" else 1].left if len(band.labels) > 1 else 0
    for index in range(band.last + 1, limit):
        line = lines[index]
        if band.section == "indicators" and _total_label(line) is not None:
            return index + 1
        apart = line.number - lines[index - 1].number > _WIDE_BREAK and line.page == lines[index - 1].page
        if apart or is_apart(line):
            return index
        first = line.pieces[0]
        keys = [key_at(section, first.text) for section in ("head", "tail")] if first.left < edge else []
        if any(key not in (None, "total") for key in keys):
            end = index
            break
    else:
        return end
    # A text beside its label may begin above it.
    while end - 1 > band.last and lines[end].number - lines[end - 1].number == 1 and len(lines[end - 1].pieces) == 1:
        end -= 1
    return end


def _total_label(line: PrintedLine) -> Piece | None:
    """The label of the total of a line, before its numbers; it may have a tail that no form knows."""
    for order in (1, 0):
        if order < len(line.pieces) and key_of("tail", fold(line.pieces[order].text)) == "total":
            return line.pieces[order]
    first, rest = line.pieces[0], line.pieces[1:]
    known = tuple(words_of("tail", "total"))
    if not rest or not fold(first.text).startswith(known) or key_of("indicators", fold(first.text)):
        return None
    longest = max(len(label) for label in known if fold(first.text).startswith(label))
    is_like = len(fold(first.text)) <= longest + _LONGEST_TAIL
    return first if is_like and all(read_amount(piece.text) for piece in rest) else None


class _Body(NamedTuple):
    """What stands below a header.

    Attributes:
        placed: Pieces of rows.
        totals: Lines of totals, with the number that they have in the block.
    """

    placed: list[Placed]
    side: list[list[Piece]]
    totals: list[tuple[int, PrintedLine]]
    columns: dict[int, PageColumns]
    lines: dict[int, PrintedLine]
    doubted: dict[int, set[int]]


class Layout(NamedTuple):
    """The columns of a block: those of its header band, and so many of outer levels before them."""

    band: Band
    columns: PageColumns
    outer: int

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self.outer + len(self.band.labels)

    @property
    def side(self) -> set[int]:
        """Columns of what stands at the side of the whole block."""
        if self.band.section == "funds":
            return set(range(self.outer - 1))
        return set(range(self.outer))

    @property
    def levels(self) -> list[int]:
        """Columns whose cells may span rows."""
        return [self.outer + order for order, label in enumerate(self.band.labels) if label.key in _LEVELS]

    @property
    def names(self) -> set[int]:
        """Columns that name the rows."""
        own = {self.outer + order for order, label in enumerate(self.band.labels) if label.key in _NAMES}
        return own | ({self.outer - 1} if self.band.section == "funds" and self.outer else set())

    @property
    def kinds(self) -> dict[int, str]:
        """What each column holds, as far as its label tells."""
        outer = {column: "names" if column in self.names else "side" for column in range(self.outer)}
        own = enumerate(self.band.labels, start=self.outer)
        return outer | {column: column_kind(label.key) for column, label in own}

    @property
    def widths(self) -> dict[int, int]:
        """How broad the labels of the columns are."""
        return {
            self.outer + order: max(breadth(piece.text) for piece in label.pieces)
            for order, label in enumerate(self.band.labels)
        }


@dataclass(slots=True)
class Block:
    """A block of a form as it is read: its rows without the cells that span several, and those cells.

    Attributes:
        levels: The spanning cells by their column, from the inner to the outer one.
    """

    layout: Layout
    header: Sequence[PrintedLine]
    body: _Body
    rows: list[Row]
    levels: dict[int, Spread]


def read_block(band: Band, lines: Sequence[PrintedLine]) -> Block:
    """Reads a block from its header to its last line."""
    height = band.last - band.first + 1
    heads = band.words
    totals = {id(line) for line in lines[height:] if band.section == "indicators" and _total_label(line)}
    page = [line for line in lines if line.page == lines[0].page and id(line) not in totals]
    body = [without(line.pieces, heads) for line in page]
    columns, outer = columns_below(band, [piece for pieces in body for piece in pieces])
    aside = side_words(body, band.section) if band.section == "funds" and outer < _SIDE_AND_NAMES else []
    if aside:
        heads = heads | {(word.row, word.left) for word in aside}
        body = [without(line.pieces, heads) for line in page]
        columns, outer = columns_below(band, [piece for pieces in body for piece in pieces])
        columns, outer = columns.with_side(), outer + 1
    layout = Layout(band, columns, outer)
    read = _place(layout, lines, heads, totals)
    if aside:
        read.side.insert(0, aside)
    block = Block(layout, lines[:height], read, _rows(layout, read), {})
    spread_levels(block, {})
    return block


def write_block(block: Block, scribe: Scribe, numbers: Numbers) -> None:
    """Writes a block, each spanning cell in all of its rows."""
    for level, spread in block.levels.items():
        for span in spread.spans:
            for row in block.rows[span.first : span.end]:
                row.cells[level] = list(span.pieces)
    _write_header(block, scribe, numbers)
    for row in block.rows:
        cells = [row.cells.get(column, []) for column in range(block.layout.width)]
        first, last = block.body.lines[row.first], block.body.lines[row.last]
        number = numbers.next(first.number, last.number, first.page, row=True)
        scribe.row(cells, number, (first.number, last.number), row.doubted)
    for _, line in block.body.totals:
        _write_total(block, line, scribe, numbers)


def _place(layout: Layout, lines: Sequence[PrintedLine], heads: Set[tuple[int, int]], totals: set[int]) -> _Body:
    """Each piece of a block in its column, the lines of all pages numbered through."""
    read = _Body([], [], [], {}, {}, {})
    height = layout.band.last - layout.band.first + 1
    last = 0
    for page, each in groupby(lines, key=lambda line: line.page):
        own = list(each)
        words = [piece for line in own if id(line) not in totals for piece in without(line.pieces, heads)]
        read.columns[page] = layout.columns
        # The header may stand elsewhere than what is below it.
        if words and (page != lines[0].page or not (layout.columns.sure or layout.band.section == "goals")):
            read.columns[page] = columns_beside(words, layout.columns)
        shift = last + _OVER_PAGES - own[0].number if read.lines else 0
        kept = [line for line in own if id(line) not in totals]
        pieces = [without(line.pieces, heads) for line in kept]
        laid = lines_in_columns(pieces, read.columns[page], layout.columns, layout.kinds)
        cells_of = {id(line): each for line, each in zip(kept, laid.cells, strict=True)}
        doubts = {id(line): each for line, each in zip(kept, laid.doubted, strict=True)}
        side: list[Piece] = []
        for line in own:
            number = line.number + shift
            read.lines[number] = line
            last = number
            if id(line) in totals:
                read.totals.append((number, line))
                continue
            in_header = page == lines[0].page and line.number <= lines[height - 1].number
            if doubts[id(line)]:
                read.doubted[number] = doubts[id(line)]
            for column, piece in cells_of[id(line)]:
                if column in layout.side:
                    side.append(piece)
                elif not in_header:
                    read.placed.append(Placed(number, column, piece))
        if side:
            read.side.append(side)
    return read


def _rows(layout: Layout, read: _Body) -> list[Row]:
    """The rows of a block without the cells that span several."""
    if not read.placed:
        return []
    if layout.band.section == "goals":
        return _one_row(read)
    levels = layout.levels
    own = [each for each in read.placed if each.column not in levels]
    beside = read.lines.keys() - {each.number for each in own} - {number for number, _ in read.totals}
    rows = rows_of(own, beside, layout.names, layout.widths)
    for row in rows:
        part_cells(row, layout.kinds)
        row.doubted.update(*(read.doubted.get(number, ()) for number in range(row.first, row.last + 1)))
    return rows


Company = Mapping[tuple[str, str], float]


def spread_levels(block: Block, company: Company) -> None:
    """Puts the cells that span rows to their rows.

    Args:
        block: The block.
        company: What it costs that an outer cell stands for the rows of an inner one, by the texts of both.
    """
    if not block.rows or not block.layout.levels:
        return
    ways = [_spreads(block, company, top=top) for top in (False, True)]
    block.levels = min(ways, key=lambda spreads: sum(spread.cost for spread in spreads.values()))


def _spreads(block: Block, company: Company, *, top: bool) -> dict[int, Spread]:
    """The cells that span rows by their column; those of an outer column begin where one of an inner column does."""
    found: dict[int, Spread] = {}
    rows = block.rows
    pages = [block.body.lines[row.first].page for row in rows]
    heights = [max(len(pieces) for pieces in row.cells.values()) for row in rows]
    begins = _begins(block)
    starts = set(range(len(rows)))
    inner: list[str] = []
    for level in reversed(block.layout.levels):
        own = [each for each in block.body.placed if each.column == level]
        texts = {outer for outer, _ in company}
        costs = {text: [company.get((text, other), 0.0) for other in inner] for text in texts}
        costs[""] = [_UNSEEN * bool(company)] * len(inner)
        among = Rows(rows, pages, Ruler(rows, heights), starts, begins, costs)
        spread = found[level] = spread_cells(own, among if inner else among._replace(company={}), top=top)
        if spread.spans and spread.cost < float("inf"):
            starts = {span.first for span in spread.spans}
            inner = [text_of(span.pieces) for span in spread.spans for _ in range(span.first, span.end)]
            for span in spread.spans:
                if span.end == span.first + 1:
                    heights[span.first] = max(heights[span.first], len(span.pieces))
        begins = [(0.0, 0.0)] * len(rows)
    return found


def text_of(pieces: Iterable[Piece]) -> str:
    """The characters of a cell, folded."""
    return "".join([fold(piece.text) for piece in pieces])


def name_of(pieces: Iterable[Piece]) -> str:
    """The characters of a cell without a remark in brackets behind them, folded."""
    text = text_of(pieces)
    return text.partition("(")[0] or text


def _begins(block: Block) -> list[tuple[float, float]]:
    """What the numbers of rows say about where an inner level begins: where they begin anew, and only there."""
    names = block.layout.names
    found: list[int | None] = []
    for row in block.rows:
        texts = [pieces[0].text for column, pieces in row.cells.items() if column in names]
        number = COUNT.match(texts[0]) if texts else None
        found.append(int(number["count"]) if number else None)
    numbered = len(found) - found.count(None)
    if numbered < _MOSTLY * len(found) or 1 not in found[1:]:
        return [(0.0, 0.0)] * len(found)
    return [(0.0, _MISNUMBERED) if number == 1 else (_MISNUMBERED * (number is not None), 0.0) for number in found]


def _one_row(read: _Body) -> list[Row]:
    row = Row(read.placed[0].number, read.placed[-1].number, {}, set())
    for _, column, piece in read.placed:
        row.cells.setdefault(column, []).append(piece)
    if not all(columns.sure for columns in read.columns.values()):
        row.doubted.update(row.cells)
    return [row]


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
    label = _total_label(line)
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
