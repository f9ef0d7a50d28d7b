"""Spanning cells that a converter prints once for each place they cover.

Programs that ask an office file or a web page for its grid of cells get a merged cell again at each of its places
(python-docx, pandas): a row reads ``合计 | 合计 | 12.00``. Only the first print of each is the cell; what repeats it
is left blank, as it is where a converter knows of spans.

Two cells that are alike may also be two cells (``良好 | 良好`` as target and result). Which it is, the labels of the
forms tell: beside and above.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.grammars.in_use import remembered
from docparse.patterns import pattern
from docparse.spans import DROPPED, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.spans import Span

_DIGIT = pattern(r"[0-9]")
_HAN = pattern(r"[\u4e00-\u9fff]\s*[\u4e00-\u9fff]")
_HAN_MATCHES = ("合计", "合 计", "1.合计")
_HAN_MISSES = ("无", "100", "a b", "")
_WORD = pattern(r"[^\W\d_]")
_WORD_MATCHES = ("无", "优", "1.合计")
_WORD_MISSES = ("0.00", "—", "-1,234", "")
_CODE = pattern(r"\d{3}|\d{5}|\d{7}")
_CODE_MATCHES = ("205", "20502", "2050202")
_CODE_MISSES = ("0", "12", "205.00")
_LONGEST_LABEL = 20
# A text shows that it repeats its cells by so many repeated labels.
_FEWEST = 3
_FEWEST_CELLS = 3
# Labels that a header of columns has at least.
_HEADER = 3
_PAIR = 2
# Sections of the vocabulary of forms that hold what stands in cells, whatever else it may be elsewhere.
_VALUES = ("levels", "words")


class _Row:
    """The cells of a line, found out about as far as somebody asks: most texts repeat none.

    Attributes:
        cells: What each cell holds.
    """

    def __init__(self, line: str, start: int, border: str) -> None:
        self._pieces = line.split(border)
        self._start = start
        self.cells = [piece.strip() for piece in self._pieces]

    @cached_property
    def labels(self) -> frozenset[int]:
        """Which cells hold a label of a form."""
        return frozenset(column for column, cell in enumerate(self.cells) if _is_label(cell))

    @cached_property
    def places(self) -> list[Span]:
        """Where the characters of each cell stand in the text."""
        places = []
        start = self._start
        for piece in self._pieces:
            places.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
            start += len(piece) + 1
        return places

    @property
    def is_header(self) -> bool:
        """Whether it names columns."""
        return len({self.cells[column] for column in self.labels}) >= _HEADER

    def repeats(self, column: int) -> bool:
        """Whether a cell is printed as the one before it."""
        return column > 0 and self.cells[column] == self.cells[column - 1] != ""

    def is_named(self, column: int) -> bool:
        """Whether a cell holds words."""
        return _HAN.search(self.cells[column]) is not None


def find_repeated(text: str) -> list[Edit]:
    """The changes that leave the repetitions of spanning cells blank; none where no labels are repeated."""
    if "\t" not in text and "|" not in text:
        return []
    grids = list(_grids(text))
    if sum(map(_repetitions, grids)) < _FEWEST:
        return []
    return [edit for grid in grids for edit in _blanks(grid)]


def _grids(text: str) -> Iterator[list[_Row]]:
    """Lines that follow each other and have as many cells each."""
    grid: list[_Row] = []
    start = 0
    for line in text.split("\n"):
        row = _row(line, start)
        start += len(line) + 1
        if row is None and not line.strip():
            continue
        if grid and (row is None or len(row.cells) != len(grid[0].cells)):
            yield grid
            grid = []
        if row is not None:
            grid.append(row)
    if grid:
        yield grid


def _row(line: str, start: int) -> _Row | None:
    """The cells of a line between tabs or pipes; None for a line with fewer than three."""
    border = "\t" if "\t" in line else "|"
    if line.count(border) < _FEWEST_CELLS - 1:
        return None
    return _Row(line, start, border)


def _is_label(text: str) -> bool:
    """Whether a text is a label of a form, whatever stands in brackets behind it: a unit, points, a formula."""
    if not 1 < len(text) <= _LONGEST_LABEL:
        return False
    bare = fold(text)
    label = bare if bare in _labels() else bare.partition("(")[0]
    return len(label) > 1 and not _DIGIT.search(label) and label in _labels()


@remembered()
def _labels() -> frozenset[str]:
    """The labels of tables and forms, folded."""
    from docparse.grammars.evaluations import load_evaluations
    from docparse.grammars.vocabulary import load_vocabulary

    sections = load_evaluations().sections
    values = set().union(*(sections[section] for section in _VALUES))
    return load_vocabulary().labels.union(*sections.values()) - values


def _repetitions(grid: Sequence[_Row]) -> int:
    """How many labels stand beside or below themselves."""
    found = 0
    above: Sequence[str] = ()
    for row in grid:
        cells = row.cells
        alike = [cell for before, cell in pairwise(cells) if cell == before and cell]
        alike += [cell for before, cell in zip(above, cells, strict=False) if cell == before and cell]
        found += sum(map(_is_label, alike))
        above = cells
    return found


def _blanks(grid: Sequence[_Row]) -> Iterator[Edit]:
    header: _Row | None = None
    for row in grid:
        for column, cell in enumerate(row.cells):
            beside = row.repeats(column) and _is_one_cell(row, column, header)
            if cell and (beside or (header is not None and _is_below(row, header, column))):
                yield Edit(*row.places[column], "", DROPPED)
        header = row if row.is_header else header


def _is_one_cell(row: _Row, column: int, header: _Row | None) -> bool:
    """Whether a cell that is printed as the one before it is that one, which spans both places."""
    if column in row.labels:
        return True
    # A code that spans the cells of its parts, below their label.
    if _CODE.fullmatch(row.cells[column]):
        return header is not None and header.cells[column] == header.cells[column - 1] != ""
    # A label, its text and nothing else.
    if len({cell for cell in row.cells if cell}) <= _PAIR:
        return _WORD.search(row.cells[column]) is not None
    at_side = header is not None and row.cells[0] == header.cells[0]
    if 0 in row.labels and not row.is_header and not at_side:
        return row.is_named(column)
    if not row.is_named(column):
        return False
    if header is not None and header.cells[column] == header.cells[column - 1]:
        return True
    # Names of totals, or the word for the column numbers, and numbers.
    repeated = {cell for at, cell in enumerate(row.cells) if row.repeats(at)}
    return all(cell in repeated for at, cell in enumerate(row.cells) if row.is_named(at))


def _is_below(row: _Row, header: _Row, column: int) -> bool:
    """Whether a label is the one above it, which spans both rows: of a header, or at the side of a block."""
    return row.is_named(column) and row.cells[column] == header.cells[column]
