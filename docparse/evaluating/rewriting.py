"""Forms that print one cell after the other, blank ones included, written anew as rows with borders.

Only blocks are written whose cells fall into rows; all else stays as it is printed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.columns import read_header
from docparse.evaluating.cutting import CutForm, cut_form
from docparse.evaluating.fund_pairs import read_pairs
from docparse.evaluating.funds import bare_source, kind_of
from docparse.evaluating.labels import find_labels
from docparse.evaluating.printed import Piece
from docparse.evaluating.rearranged import Scribe
from docparse.evaluating.rhythm import cut_stream
from docparse.evaluating.streams import Cell, cells_of, text_of
from docparse.grammars.evaluations import load_evaluations
from docparse.lexicons.indicator_patterns import PLACE_OF_NAME
from docparse.segmenting.evaluations import EvaluationRegion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.assembling.cells import CellMaker
    from docparse.evaluating.blocks import FormBlocks
    from docparse.evaluating.fragments import Fragment
    from docparse.segmenting.lines import Line


class Rewritten(NamedTuple):
    """The forms of a document in their pieces, and the maker of Cells that knows where their characters stand."""

    forms: tuple[CutForm, ...]
    cells: CellMaker


class _Rows(NamedTuple):
    """Rows that stand for some cells of a stream: indices of the first and behind the last of them.

    Attributes:
        indicators: They are rows of indicators, with a cell for each column.
        void: Indices of rows that hold only places for indicators.
    """

    first: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    indicators: bool = False
    void: frozenset[int] = frozenset()


def rewrite(regions: Sequence[EvaluationRegion], cells: CellMaker) -> Rewritten:
    """The forms of a document, those that show their blank cells as rows."""
    text = cells.normal.text
    scribe = Scribe(cells.normal)
    forms = tuple([_write(cut_form(region), cells_of(region.lines, text), scribe) for region in regions])
    return Rewritten(forms, scribe.finish() if scribe.lines else cells)


def _write(form: CutForm, stream: Sequence[Cell], scribe: Scribe) -> CutForm:
    """A form with the blocks that fall into rows written as such."""
    region = form.region
    found = [rows for rows in _blocks(form, stream) if _is_whole(rows, stream, region.lines)] if stream else []
    # Where the indicators are no rows, what looks like blank cells is something else.
    if not any(rows.indicators for rows in found):
        return form
    writer = _Writer(scribe, region.lines[0].number)
    at = 0
    opening = region.opening
    for rows in found:
        start, end = _extent(rows, stream)
        behind = next(index for index in range(at, len(region.lines)) if region.lines[index].end > start)
        for line in region.lines[at:behind]:
            writer.keep(line)
        writer.write(rows, region.lines[behind].number)
        at = next(
            (index for index in range(behind, len(region.lines)) if region.lines[index].start >= end), len(region.lines)
        )
    for line in region.lines[at:]:
        writer.keep(line)
    rows_written, void = frozenset(writer.rows), frozenset(writer.void)
    return cut_form(EvaluationRegion(region.kind, tuple(writer.lines), opening, rows_written, void))


class _Writer:
    """Writes the lines of a form anew.

    Attributes:
        lines: What was written.
        rows, void: Numbers of the lines that are rows of indicators, and of those that hold places for some.
    """

    def __init__(self, scribe: Scribe, number: int) -> None:
        self.lines: list[Line] = []
        self.rows: set[int] = set()
        self.void: set[int] = set()
        self._scribe = scribe
        self._number = number

    def keep(self, line: Line) -> None:
        """Writes a line as it is printed."""
        start = len(line.text) - len(line.text.lstrip())
        text = line.text.strip()
        self._scribe.keep(
            (Piece(text, start, start + len(text), line.start + start, 0),), self._number, _once(line.number)
        )
        self._end_line()

    def write(self, rows: _Rows, origin: int) -> None:
        """Writes rows that stand for cells from a line on."""
        for index, row in enumerate(rows.rows):
            if index in rows.void:
                self.void.add(self._number)
            elif rows.indicators:
                self.rows.add(self._number)
            self._scribe.row(row, self._number, _once(origin))
            self._end_line()

    def _end_line(self) -> None:
        self.lines.append(self._scribe.lines[-1])
        self._number += 1


def _once(number: int) -> tuple[int, int]:
    return number, number


def _extent(rows: _Rows, stream: Sequence[Cell]) -> tuple[int, int]:
    """Where the characters of some cells begin and end."""
    pieces = [piece for cell in stream[rows.first : rows.end] for piece in cell]
    return pieces[0].start, pieces[-1].start + len(pieces[-1].text)


def _is_whole(rows: _Rows, stream: Sequence[Cell], lines: Sequence[Line]) -> bool:
    """Whether the lines of some cells hold no other cell."""
    start, end = _extent(rows, stream)
    low = max((line.start for line in lines if line.start <= start), default=start)
    high = min((line.end for line in lines if line.end >= end), default=end)
    others = [piece for cell in (*stream[: rows.first], *stream[rows.end :]) for piece in cell]
    return not any(low <= piece.start < high for piece in others)


def _blocks(form: CutForm, stream: Sequence[Cell]) -> list[_Rows]:
    """The blocks of a form as rows, in printed order; none where its indicators are no rows."""
    blocks = form.blocks
    places = _Places(stream, blocks)
    whole = any("|" in line.text for line in form.region.lines)
    indicators = _indicators(blocks, stream, places, whole=whole)
    if indicators is None:
        return []
    found = (_funds(blocks, stream, places), _goals(blocks, stream, places), indicators)
    return sorted((rows for rows in found if rows is not None), key=lambda rows: rows.first)


class _Places:
    """Where in a stream the blocks of a form stand."""

    def __init__(self, stream: Sequence[Cell], blocks: FormBlocks) -> None:
        self._ends = [cell[-1].start + len(cell[-1].text) if cell else -1 for cell in stream]
        heads = (blocks.funds_header, blocks.goals_header, blocks.tasks_header, blocks.indicator_header)
        labels = (field.label for field in (*blocks.head, *blocks.tail))
        starts = [pieces[0].start for pieces in (*heads, *labels) if pieces]
        self._begun = sorted(self.at(start) for start in starts)

    def at(self, start: int) -> int:
        """The index of the cell that holds a place of the text."""
        return next((index for index, end in enumerate(self._ends) if end > start), len(self._ends))

    def body(self, fragments: Sequence[Fragment]) -> tuple[int, int]:
        """The indices of the first cell of a body, and of the cell with which the next block begins."""
        first = self.at(fragments[0].start)
        last = self.at(fragments[-1].start)
        return first, next((index for index in self._begun if index > last), len(self._ends))


def _indicators(blocks: FormBlocks, stream: Sequence[Cell], places: _Places, *, whole: bool) -> _Rows | None:
    if not blocks.indicator_body or not blocks.indicator_header:
        return None
    first, end = places.body(blocks.indicator_body)
    rows = cut_stream(stream[first:end], read_header(blocks.indicator_header).keys, whole=whole)
    return _indicator_rows(first, _without_blanks(stream, first, end), rows) if rows else None


def _indicator_rows(first: int, end: int, rows: Sequence[tuple[Cell, ...]]) -> _Rows:
    """Rows of indicators; the first level of a row that nobody filled in goes to the row below, which it spans too."""
    written: list[tuple[Cell, ...]] = []
    void: set[int] = set()
    spanning: Cell = ()
    for level1, level2, *others in rows:
        first_level = level1 or spanning
        is_void = not any(others[1:]) and PLACE_OF_NAME.fullmatch(text_of(others[0]) or _MORE_FOLLOW) is not None
        if is_void:
            void.add(len(written))
        written.append((() if is_void else first_level, level2, *others))
        spanning = first_level if is_void else ()
    if spanning:
        written.append((spanning,))
        void.add(len(written) - 1)
    return _Rows(first, end, tuple(written), True, frozenset(void))


# What a blank name stands for.
_MORE_FOLLOW = "…"


def _without_blanks(stream: Sequence[Cell], first: int, end: int) -> int:
    """The index behind the last printed cell of a range."""
    while end > first and not stream[end - 1]:
        end -= 1
    return end


def _goals(blocks: FormBlocks, stream: Sequence[Cell], places: _Places) -> _Rows | None:
    """The two texts of a goal, where each is one cell."""
    if not blocks.goals_body:
        return None
    first, end = places.body(blocks.goals_body)
    printed = [cell for cell in stream[first:end] if cell]
    return _Rows(first, _without_blanks(stream, first, end), (tuple(printed),)) if len(printed) == _TEXTS else None


_TEXTS = 2


def _funds(blocks: FormBlocks, stream: Sequence[Cell], places: _Places) -> _Rows | None:
    """The funds with their header: each row has its name and a cell for each label."""
    labels = _labels(blocks.funds_header)
    if not labels or not blocks.funds_body or read_pairs(blocks.funds_header, blocks.funds_body):
        return None
    heads = [places.at(label[0].start) for label in labels]
    first, end = places.body(blocks.funds_body)
    names = _names(stream, first, end)
    if not names or any(behind <= before for before, behind in pairwise(heads)):
        return None
    rows = _in_grid(stream, heads, names) or _behind_names(stream, names, end, len(labels))
    side = [(_piece(each),) for each in blocks.funds_header if each.start < labels[0][0].start]
    header = (*(side or ((),)), *(tuple(map(_piece, label)) for label in labels))
    more = tuple(cell for cell in stream[heads[-1] + 1 : names[0][0]] if cell and places.at(cell[0].start) >= first)
    if rows is None:
        return None
    start = places.at(blocks.funds_header[0].start)
    before = ((),) * (len(side) - 1)
    return _Rows(start, _without_blanks(stream, start, end), ((*header, *more), *((*before, *row) for row in rows)))


def _labels(header: Sequence[Fragment]) -> list[tuple[Fragment, ...]]:
    """The labels of the columns of the funds, each in its pieces."""
    cut, hits = find_labels(header)
    own = [hit for hit in hits if hit.has("funds") and hit.key("funds") not in ("block", "source")]
    return [tuple(cut[hit.first : hit.end]) for hit in own]


def _piece(fragment: Fragment) -> Piece:
    return Piece(fragment.text, 0, 0, fragment.start, 0)


def _names(stream: Sequence[Cell], first: int, end: int) -> list[tuple[int, int]]:
    """The cells that name a source: indices of the first and behind the last of each."""
    known = load_evaluations().words("sources")
    found: list[tuple[int, int]] = []
    at = first
    while at < end:
        text, behind = text_of(stream[at]), text_of(stream[at + 1]) if at + 1 < end else ""
        torn = bool(behind) and kind_of(behind) is kind_of(text) is None and bare_source(text + behind) in known
        if text and (torn or bare_source(text) in known):
            found.append((at, at + 1 + torn))
            at += torn
        at += 1
    return found


def _in_grid(
    stream: Sequence[Cell], heads: Sequence[int], names: Sequence[tuple[int, int]]
) -> tuple[tuple[Cell, ...], ...] | None:
    """The rows where each has as many cells as the header: each value stands so many cells behind its label."""
    steps = {behind[0] - before[0] for before, behind in pairwise(names)}
    if len(steps) != 1:
        return None
    step = steps.pop()
    above = names[0][0] - step
    if not above < heads[0] or heads[-1] >= names[0][0]:
        return None
    rows: list[tuple[Cell, ...]] = []
    for order, (start, end) in enumerate(names):
        values = [_cell(stream, head + step * (order + 1)) for head in heads]
        between = range(end, start + heads[-1] - above + 1)
        if sum(map(bool, values)) != sum(bool(_cell(stream, index)) for index in between):
            return None
        rows.append((_joined(stream[start:end]), *values))
    return tuple(rows)


def _cell(stream: Sequence[Cell], index: int) -> Cell:
    return stream[index] if index < len(stream) else ()


def _joined(cells: Iterable[Cell]) -> Cell:
    return tuple(piece for cell in cells for piece in cell)


def _behind_names(
    stream: Sequence[Cell], names: Sequence[tuple[int, int]], end: int, columns: int
) -> tuple[tuple[Cell, ...], ...] | None:
    """The rows where the values of each stand right behind its name."""
    stops = [*(start for start, _ in names[1:]), end]
    rows: list[tuple[Cell, ...]] = []
    for (start, behind), stop in zip(names, stops, strict=True):
        values = list(stream[behind:stop])
        while len(values) > columns and not values[-1]:
            values.pop()
        if len(values) > columns + _MORE:
            return None
        rows.append((_joined(stream[start:behind]), *values, *([()] * (columns - len(values)))))
    return tuple(rows)


# A row may have a remark behind its last column.
_MORE = 1
