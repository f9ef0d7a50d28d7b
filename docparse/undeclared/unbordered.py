"""Columns and rows of a table without borders: as many figures in each row, or figures that stand in line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.cells import tidy
from docparse.patterns import pattern
from docparse.renderings import Atom, aligned
from docparse.renderings.edges import Edge, edges_of
from docparse.segmenting.lines import HAN, column_numbers
from docparse.undeclared.labels import labels_of
from docparse.undeclared.lines import FEWEST_FIGURES, FIGURES, UNIT_WORD, names_rows
from docparse.undeclared.model import LooseColumn, LooseRow, LooseTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.segmenting.lines import Line
    from docparse.undeclared.lines import Cut
    from docparse.undeclared.stretches import Stretch

FEWEST_ROWS = 3
# So many rows must have one figure for each column.
MOSTLY = 0.75

_NUMBER = pattern(r"\d+")
_CODE_LENGTHS = (3, 5, 7)


class _Printed(NamedTuple):
    """A row cut in two: what names it, and its figures."""

    line: Line
    code: Atom | None
    number: Atom | None
    name: tuple[Atom, ...]
    unit: Atom | None
    figures: tuple[Atom, ...]

    @property
    def stubs(self) -> int:
        """How many cells stand before the figures."""
        return 1 + sum(each is not None for each in (self.code, self.number, self.unit))


class _Layout(NamedTuple):
    """Where the columns of aligned text stand, wide characters counted once and twice, and the column of each figure.

    By one of the measures the figures may not stand in line: then it tells no columns.
    """

    extents: tuple[list[Edge] | None, ...]
    places: tuple[tuple[int, ...], ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return next(len(each) for each in self.extents if each is not None)


def read_unbordered(stretch: Stretch) -> LooseTable | None:
    """The table without borders; None where its columns cannot be told, or neither labels nor numbers name them."""
    if len(stretch.rows) < FEWEST_ROWS:
        return None
    rows = _numbered_rows([_printed(row) for row in stretch.rows])
    in_line = sum(row.rendering == aligned.NAME for row in stretch.rows) >= MOSTLY * len(rows)
    layout = _layout(rows) if in_line else None
    counts = Counter(len(row.figures) for row in rows)
    count = layout.width if layout else counts.most_common(1)[0][0]
    # A single column is one where the rows are numbered, or a label says that they have names.
    labelled = any(names_rows(each.line) for each in stretch.header)
    fewest = 1 if labelled or all(row.number for row in rows) else FEWEST_FIGURES
    if count < fewest or (not layout and counts[count] < max(FEWEST_ROWS, MOSTLY * len(rows))):
        return None
    places = layout.places if layout else [range(count) if len(row.figures) == count else () for row in rows]
    loose = [_row(row, count, place) for row, place in zip(rows, places, strict=True)]
    columns = _columns(stretch, loose, Counter(row.stubs for row in rows).most_common(1)[0][0], layout)
    if columns is None:
        return None
    return LooseTable(stretch, columns, tuple(_with_wraps(loose, stretch)), stretch.rows[0].rendering)


def _printed(row: Cut) -> _Printed:
    last = max(place for place, atom in enumerate(row.atoms) if atom.kind not in FIGURES)
    stub, figures = list(row.atoms[: last + 1]), row.atoms[last + 1 :]
    number = code = unit = None
    if stub[0].text.isdecimal() and len(stub) > 1:
        is_code = len(stub[0].text) in _CODE_LENGTHS
        code, number = (stub[0], None) if is_code else (None, stub[0])
        stub = stub[1:]
    if len(stub) > 1 and UNIT_WORD.fullmatch(stub[-1].text):
        unit = stub.pop()
    return _Printed(row.line, code, number, tuple(stub), unit, tuple(figures))


def _numbered_rows(rows: list[_Printed]) -> list[_Printed]:
    """The rows, the first figure taken for the line number (行次) where it counts the rows up."""
    first = [row.figures[0].text for row in rows]
    if first != [str(place) for place in range(1, len(rows) + 1)]:
        return rows
    return [row._replace(number=row.figures[0], figures=row.figures[1:]) for row in rows]


def _edge(atom: Atom, line: Line, width: int) -> Edge:
    return edges_of(line.text, atom.start - line.start, atom.end - line.start)[width]


def _layout(rows: Sequence[_Printed]) -> _Layout | None:
    """Where the columns stand, and the column of each figure; None where the lines do not say.

    Wide characters in the names move the figures behind them by one measure or the other, whichever the extractor did
    not use; where both measures show columns they must put each figure into the same one.
    """
    extents = tuple(_columns_by_place(rows, width) for width in (0, 1))
    found = [
        tuple(tuple(_place(_edge(atom, row.line, width), columns) for atom in row.figures) for row in rows)
        for width, columns in enumerate(extents)
        if columns is not None
    ]
    return _Layout(extents, found[0]) if found and all(each == found[0] for each in found) else None


def _columns_by_place(rows: Sequence[_Printed], width: int) -> list[Edge] | None:
    """The columns by figures that overlap from line to line; None where two of a line fall together."""
    columns: list[Edge] = []
    for each in sorted(_edge(atom, row.line, width) for row in rows for atom in row.figures):
        if columns and each.left < columns[-1].right:
            columns[-1] = columns[-1]._replace(right=max(columns[-1].right, each.right))
        else:
            columns.append(each)
    for row in rows:
        places = {_place(_edge(atom, row.line, width), columns) for atom in row.figures}
        if len(places) < len(row.figures):
            return None
    full = sum(len(row.figures) == len(columns) for row in rows)
    return columns if columns and 2 * full >= len(rows) else None


def _place(edge: Edge, columns: Sequence[Edge]) -> int:
    """The column that a figure overlaps most."""
    shared = [min(edge.right, each.right) - max(edge.left, each.left) for each in columns]
    return shared.index(max(shared))


def _row(row: _Printed, count: int, places: Sequence[int]) -> LooseRow:
    values: list[Atom | None] = [None] * count
    for place, atom in zip(places, row.figures, strict=False):
        values[place] = atom
    unplaced = row.figures if not places else ()
    return LooseRow(row.line, row.number, row.code, row.name, row.unit, tuple(values), unplaced)


def _columns(
    stretch: Stretch, rows: Sequence[LooseRow], stubs: int, layout: _Layout | None
) -> tuple[LooseColumn, ...] | None:
    """The columns by their labels; by their printed numbers alone where labels cannot be told apart."""
    count = len(rows[0].values)
    numbers = _column_numbers(stretch)
    labels = labels_of(stretch.header, count, stubs, _ruler(stretch, count) or layout.extents if layout else ())
    if labels is None and len(numbers) != count:
        return None
    shares = [_is_share(row.values[place] for row in rows) for place in range(count)]
    return tuple(
        LooseColumn(
            tuple(tidy(label.text) for label in labels[place]) if labels else (),
            tuple(label.place for label in labels[place]) if labels else (),
            numbers[place] if len(numbers) == count else None,
            shares[place],
        )
        for place in range(count)
    )


def _ruler(stretch: Stretch, count: int) -> tuple[list[Edge], ...]:
    """Where the column numbers stand, over which labels are centred; empty where none are printed."""
    line = next((each.line for each in stretch.header if len(column_numbers(each.line.text)) == count), None)
    if line is None:
        return ()
    found = [edges_of(line.text, *number.span()) for number in _NUMBER.finditer(line.text)]
    return tuple([each[width] for each in found] for width in (0, 1))


def _column_numbers(stretch: Stretch) -> tuple[int, ...]:
    """The numbers of the columns (栏次), on one line or one a line."""
    for each in stretch.header:
        if len(found := column_numbers(each.line.text)) > 1:
            return found
    numbers = [int(text) for each in stretch.header if (text := each.line.text.strip()).isdecimal()]
    return tuple(numbers) if numbers == list(range(1, len(numbers) + 1)) else ()


def _is_share(atoms: Iterable[Atom | None]) -> bool:
    printed = [atom.kind for atom in atoms if atom is not None and atom.kind != "D"]
    return bool(printed) and all(kind in "PZ" for kind in printed)


def _with_wraps(rows: Sequence[LooseRow], stretch: Stretch) -> list[LooseRow]:
    """The rows with the lines of bare text behind them as parts of their names."""
    found = list(rows)
    for place, line in stretch.wraps:
        left = line.start + len(line.text) - len(line.text.lstrip())
        right = line.start + len(line.text.rstrip())
        if HAN.search(line.text):
            atom = Atom("T", line.text.strip(), left, right)
            found[place] = found[place]._replace(name=(*found[place].name, atom), wrapped=True)
    return found
