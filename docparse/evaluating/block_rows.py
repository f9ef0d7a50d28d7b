"""A block of an aligned form: its columns, its rows, and the cells that span several of them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import read_amount
from docparse.evaluating.cell_kinds import column_kind
from docparse.evaluating.full_cells import part_cells
from docparse.evaluating.header_bands import key_of, without
from docparse.evaluating.level_cues import costs_of_levels, costs_of_names
from docparse.evaluating.line_cells import lines_in_columns
from docparse.evaluating.loose_rows import is_apart, key_at
from docparse.evaluating.page_columns import PageColumns, columns_below, columns_beside
from docparse.evaluating.printed import breadth
from docparse.evaluating.row_bands import Known, Placed, Row, rows_of
from docparse.evaluating.row_names import begins_of, places_among, sources_among
from docparse.evaluating.side_labels import side_words
from docparse.evaluating.spanning_cells import Rows, Ruler, spread_cells
from docparse.folding import fold
from docparse.grammars.evaluations import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.evaluating.header_bands import Band
    from docparse.evaluating.printed import Piece, PrintedLine
    from docparse.evaluating.spanning_cells import Spread

# So many empty lines stand in no block.
_WIDE_BREAK = 6
# Columns left of the labels of the funds.
_SIDE_AND_NAMES = 2
# Between the last line of a page and the first of the next.
_OVER_PAGES = 2
_LEVELS = ("level1", "level2")
_NAMES = ("level3", "name")
_LONGEST_TAIL = 2
# What it costs that an outer level, seen nowhere else, stands for a row.
_UNSEEN = 0.75


def block_end(lines: Sequence[PrintedLine], band: Band, limit: int) -> int:
    """The index after the last printed line of a block."""
    end = limit
    edge = band.labels[0 if band.section == "goals" else 1].left if len(band.labels) > 1 else 0
    for index in range(band.last + 1, limit):
        line = lines[index]
        if band.section == "indicators" and total_label(line) is not None:
            return index + 1
        apart = line.number - lines[index - 1].number > _WIDE_BREAK and line.page == lines[index - 1].page
        if apart or is_apart(line):
            return index
        if band.section == "funds" and len(line.pieces) > 1 and key_of("goals", fold(line.pieces[0].text)) == "block":
            return index  # 年度总体目标 and its text
        beside = len(line.pieces) > 1 and key_of(band.section, fold(line.pieces[0].text)) == "block"
        first = line.pieces[1 if beside else 0]
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


def total_label(line: PrintedLine) -> Piece | None:
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
        places: Indices of rows that nobody filled in.
        levels: The spanning cells by their column, from the inner to the outer one.
    """

    layout: Layout
    header: Sequence[PrintedLine]
    body: _Body
    rows: list[Row]
    places: set[int]
    levels: dict[int, Spread]


def read_block(band: Band, lines: Sequence[PrintedLine]) -> Block:
    """Reads a block from its header to its last line."""
    height = band.last - band.first + 1
    heads = band.words
    totals = {id(line) for line in lines[height:] if band.section == "indicators" and total_label(line)}
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
    places = places_among(read.placed, layout.names, layout.levels) if band.section == "indicators" else set()
    rows = _rows(layout, read, places)
    empty = {order for order, row in enumerate(rows) if row.first in places}
    block = Block(layout, lines[:height], read, rows, empty, {})
    spread_levels(block, {})
    return block


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


def _rows(layout: Layout, read: _Body, places: Set[int]) -> list[Row]:
    """The rows of a block without the cells that span several."""
    if not read.placed:
        return []
    if layout.band.section == "goals":
        return _one_row(read)
    levels = layout.levels
    own = [each for each in read.placed if each.column not in levels]
    beside = read.lines.keys() - {each.number for each in own} - {number for number, _ in read.totals}
    sources = sources_among(own, layout.names) if layout.band.section == "funds" else set()
    rows = rows_of(own, beside, layout.names, layout.widths, Known(places, sources))
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
    begins = begins_of(block.rows, block.layout.names)
    starts = set(range(len(rows)))
    empty: set[int] | None = None
    inner: list[str] = []
    doubted: frozenset[int] = frozenset()
    for level in reversed(block.layout.levels):
        own = [each for each in block.body.placed if each.column == level]
        texts = {outer for outer, _ in company}
        costs: dict[str, list[float]] = costs_of_names(_names(block)) if not inner else {}
        if inner:
            costs = {text: [company.get((text, other), 0.0) for other in inner] for text in texts}
            costs[""] = [_UNSEEN * bool(company)] * len(inner)
            said = costs_of_levels(inner, text_of(each.piece for each in own))
            costs = {
                text: [
                    one + other for one, other in zip(costs.get(text, costs[""]), said.get(text, said[""]), strict=True)
                ]
                for text in costs.keys() | said.keys()
            }
        among = Rows(rows, pages, Ruler(rows, heights), starts, empty, begins, costs)
        spread = found[level] = spread_cells(own, among, top=top)
        if inner:
            # Whose row an inner cell is, nobody knows: then its outer one is as little known, where another begins.
            edges = {row for span in spread.spans for row in (span.first, span.end - 1)}
            spread = found[level] = spread._replace(doubted=spread.doubted | (doubted & edges))
        doubted = spread.doubted
        if spread.spans and spread.cost < float("inf"):
            starts = {span.first for span in spread.spans if span.first < span.end}
            inner = [text_of(span.pieces) for span in spread.spans for _ in range(span.first, span.end)]
            numbers = {each.piece: each.number for each in own}
            for span in spread.spans:
                if span.end == span.first + 1:
                    heights[span.first] = max(heights[span.first], len(span.pieces))
                    rows = _reaching(rows, span.first, [numbers[piece] for piece in span.pieces])
        begins = [(0.0, 0.0)] * len(rows)
        empty = {span.first for span in spread.spans if span.first == span.end}
    return found


def _reaching(rows: Sequence[Row], at: int, numbers: Sequence[int]) -> list[Row]:
    """The rows, one of them as high as a cell that stands for it alone, but over no line of another row."""
    above = rows[at - 1].last + 1 if at else numbers[0]
    below = rows[at + 1].first - 1 if at + 1 < len(rows) else numbers[-1]
    row = rows[at]
    first, last = min(row.first, max(numbers[0], above)), max(row.last, min(numbers[-1], below))
    return [*rows[:at], row._replace(first=first, last=last), *rows[at + 1 :]]


def _names(block: Block) -> list[str]:
    """The name of each row, folded."""
    names = sorted(block.layout.names)
    return ["".join([text_of(row.cells.get(column, ())) for column in names]) for row in block.rows]


def text_of(pieces: Iterable[Piece]) -> str:
    """The characters of a cell, folded."""
    return "".join([fold(piece.text) for piece in pieces])


def name_of(pieces: Iterable[Piece]) -> str:
    """The characters of a cell without a remark in brackets behind them, folded."""
    text = text_of(pieces)
    return text.partition("(")[0] or text


def _one_row(read: _Body) -> list[Row]:
    row = Row(read.placed[0].number, read.placed[-1].number, {}, set())
    for _, column, piece in read.placed:
        row.cells.setdefault(column, []).append(piece)
    if not all(columns.sure for columns in read.columns.values()):
        row.doubted.update(row.cells)
    return [row]
