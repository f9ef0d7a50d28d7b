"""Where the tables of an unchanged document stand: titles, headers, rows and cells, as a reading of it tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.alignment import pair_rows, pair_tables
from benchmarks.mutations.edits import line_of
from benchmarks.results import printed, read_tree

if TYPE_CHECKING:
    from benchmarks.documents import Document
    from benchmarks.identities import CellKey
    from benchmarks.labels import LabelTable
    from benchmarks.results import ReadRow, ReadTable, Tree

    Spans = tuple[tuple[int, int], ...]
    RowKey = tuple[str, int]

# What tells one row from another, by the names that labels and results share.
PARTS = ("line_number", "code", "name")


@dataclass(slots=True)
class Landmarks:
    """Places in an unchanged text.

    Attributes:
        cells: of the labelled values that are read as labelled.
        parts: of line number, code and name of the labelled rows, by part, where they are read as labelled.
        titles: lines that print the titles of tables.
        headers: lines between a title and the first row: unit, department, labels and numbers of columns.
    """

    document: Document
    text: str
    cells: dict[CellKey, Spans] = field(default_factory=dict)
    parts: dict[RowKey, dict[str, Spans]] = field(default_factory=dict)
    titles: tuple[tuple[int, int], ...] = ()
    headers: tuple[tuple[int, int], ...] = ()

    @property
    def labels(self) -> tuple[LabelTable, ...]:
        """The labels of the unchanged document."""
        return self.document.labels


def find_landmarks(document: Document, text: str, tree: Tree) -> Landmarks:
    """The places that ``tree``, the report of the unchanged text, tells."""
    found = Landmarks(document, text)
    tables = read_tree(tree).tables
    place = {id(table): index for index, table in enumerate(tables)}
    pairs, _ = pair_tables(document.labels, tables)
    for label, table in pairs:
        if table is not None:
            _find_rows(found, label, table, tree["tables"][place[id(table)]]["rows"])
    titles = {line for table in tree["tables"] for line in _title_lines(text, table)}
    headers = {line for table in tree["tables"] for line in _header_lines(text, table)}
    found.titles, found.headers = tuple(sorted(titles)), tuple(sorted(headers - titles))
    return found


def _find_rows(found: Landmarks, label: LabelTable, table: ReadTable, trees: list[Tree]) -> None:
    number = {id(row): index for index, row in enumerate(table.rows)}
    pairs, _ = pair_rows(label.rows, table.rows)
    for index, (wanted, row) in enumerate(pairs):
        if row is None:
            continue
        tree = trees[number[id(row)]]
        parts = found.parts[label.file, index] = {}
        for part in PARTS:
            if getattr(wanted, part) and getattr(wanted, part) == getattr(row, part) and tree[part]["spans"]:
                parts[part] = _spans(tree[part])
        for column, value in wanted.values.items():
            if value and printed(row.cells.get(column)) == value and _placed(row, column):
                found.cells[label.file, index, column] = _spans(tree["cells"][column])


def _placed(row: ReadRow, column: str) -> bool:
    cell = row.cells[column]
    return cell is not None and bool(cell.spans)


def _spans(tree: Tree) -> Spans:
    return tuple((start, end) for start, end in tree["spans"])


def _title_lines(text: str, table: Tree) -> list[tuple[int, int]]:
    if table["title"] is None or not table["title"]["spans"]:
        return []
    # A title that is read with a page break or blanks before it stands at its end.
    end = table["title"]["spans"][-1][1]
    return [_whole_line(text, end - 1)]


def _header_lines(text: str, table: Tree) -> list[tuple[int, int]]:
    rows = [span[0] for row in table["rows"] for part in PARTS if row[part] for span in row[part]["spans"]]
    if not rows or table["title"] is None or not table["title"]["spans"]:
        return []
    lines = []
    at = _whole_line(text, table["title"]["spans"][-1][1] - 1)[1]
    last = line_of(text, min(rows))[0]
    while at < last:
        line = _whole_line(text, at)
        if text[slice(*line)].strip():
            lines.append(line)
        at = line[1]
    return lines


def _whole_line(text: str, at: int) -> tuple[int, int]:
    """The range of the line that holds a character, with its line break."""
    start, end = line_of(text, at)
    following = text.find("\n", end)
    return start, len(text) if following < 0 else following + 1
