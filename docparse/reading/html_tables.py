"""Tables of HTML as rows of cells between pipes.

Web pages, office programs and the converters that turn page images into Markdown write tables as HTML. Only these
tell which cells span rows or columns; a spanning cell is printed once, the places it covers are left blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docparse.patterns import pattern
from docparse.reading.markup import ATTRIBUTES, BREAKING_TAGS
from docparse.spans import DROPPED, Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TAG = pattern(
    rf"<(?P<close>/?)(?P<name>table|thead|tbody|tfoot|caption|tr|td|th)(?P<attributes>{ATTRIBUTES})/?>", re.IGNORECASE
)
_TAG_MATCHES = ("<table>", "</TD>", '<td colspan="2" class=a>', "<tr\n>")
_TAG_MISSES = ("<tab>", "<tdx>", "< td>", "<td")
_SPAN = pattern(r"(?P<way>col|row)span\s*=\s*[\"']?\s*(?P<count>\d{1,4})", re.IGNORECASE)
_SPAN_MATCHES = ('colspan="2"', "rowspan=3", "COLSPAN = '4'")
_SPAN_MISSES = ("colspan=x", "span=2")
_ANY_TAG = pattern(r"<!--[^<>]{0,500}-->|<[^<>]{1,600}>")
_ANY_TAG_MATCHES = ("<tbody>", "<!-- end -->")
_ANY_TAG_MISSES = ("<>", "<")
# Blank space with the tags that break lines, inside a cell.
_SEAM = pattern(rf"(?:\s|</?(?:{'|'.join(sorted(BREAKING_TAGS))}){ATTRIBUTES}/?>)+", re.IGNORECASE)
_SEAM_MATCHES = (" ", "<br>", "\n <p class=a> ", "</p><p>")
_SEAM_MISSES = ("<b>", "x")

_MOST_COLUMNS = 200  # cells of a row, spans included; the widest form has forty
_MOST_ROWS = 2000  # rows that one cell may span
_CELLS = frozenset(("td", "th", "caption"))


@dataclass(slots=True)
class _Cell:
    """A cell by the range of what is inside its tags, and how many columns and rows it covers."""

    start: int
    end: int
    across: int = 1
    down: int = 1


@dataclass(slots=True)
class _Table:
    """A table by the range of all of it, its rows, and the tags that are its own and not those of a table inside."""

    start: int
    end: int = 0
    rows: list[list[_Cell]] = field(default_factory=list)
    tags: list[tuple[int, int]] = field(default_factory=list)
    open: _Cell | None = None
    holds_tables: bool = False

    def read(self, tag: re.Match[str]) -> None:
        """Takes in the next tag; a cell or a row that is not closed ends where the next one begins."""
        self.tags.append(tag.span())
        if self.open is not None:
            self.open.end, self.open = tag.start(), None
        name = tag["name"].lower()
        if tag["close"]:
            return
        if name == "tr" or (name in _CELLS and not self.rows):
            self.rows.append([])
        if name in _CELLS:
            counts = {span["way"].lower(): int(span["count"]) for span in _SPAN.finditer(tag["attributes"])}
            across, down = max(counts.get("col", 1), 1), max(counts.get("row", 1), 1)
            self.open = _Cell(tag.end(), tag.end(), min(across, _MOST_COLUMNS), min(down, _MOST_ROWS))
            self.rows[-1].append(self.open)


def find_tables(text: str) -> list[Edit]:
    """The changes that print each table of HTML as lines of cells between pipes; none where there is no table.

    A table that holds tables, or text outside its cells, serves the layout of a page: its tags only break lines. So
    do those of a row with one cell, such as a title.
    """
    if "<t" not in text and "<T" not in text:
        return []
    edits: list[Edit] = []
    for table in _read_tables(text):
        if table.holds_tables or _has_loose_text(text, table):
            edits += (Edit(start, end, "\n", DROPPED) for start, end in table.tags)
        else:
            edits += _print(text, table)
    return sorted(edits)


def _read_tables(text: str) -> list[_Table]:
    """All tables that are closed, in the order in which they end."""
    found: list[_Table] = []
    around: list[_Table] = []
    for tag in _TAG.finditer(text):
        if tag["name"].lower() != "table":
            if around:
                around[-1].read(tag)
        elif not tag["close"]:
            if around:
                around[-1].holds_tables = True
            around.append(_Table(tag.start(), tags=[tag.span()]))
        elif around:
            table = around.pop()
            table.read(tag)
            table.end = tag.end()
            found.append(table)
    return found


def _has_loose_text(text: str, table: _Table) -> bool:
    """Whether something is printed between the cells."""
    gaps = _gaps(table, [cell for row in table.rows for cell in row])
    return any(_ANY_TAG.sub("", text[start:end]).strip() for start, end in gaps)


def _gaps(table: _Table, cells: Sequence[_Cell]) -> Iterator[tuple[int, int]]:
    """What stands before, between and behind the insides of the cells."""
    yield from zip(
        [table.start, *(cell.end for cell in cells)], [*(cell.start for cell in cells), table.end], strict=True
    )


def _print(text: str, table: _Table) -> Iterator[Edit]:
    """The changes to one table: what stands between cells becomes pipes and line ends, cells lose theirs."""
    lines = list(_lay_out(table.rows))
    cells = [cell for line in lines for cell in line.cells]
    for (start, end), between in zip(_gaps(table, cells), _borders(lines), strict=True):
        yield from _fill(start, end, between)
    for cell in cells:
        yield from _one_line(text, cell)


class _Line(NamedTuple):
    """The cells of a row, with how many blank places, which other cells cover, stand before each and behind all."""

    cells: Sequence[_Cell]
    before: Sequence[int]
    behind: int


def _lay_out(rows: Sequence[Sequence[_Cell]]) -> Iterator[_Line]:
    """The rows that have cells, each on as many places as the table has columns."""
    covered: dict[int, int] = {}
    for row in rows:
        before = []
        column = blank = 0
        below: dict[int, int] = {}
        for cell in row:
            while column in covered and column < _MOST_COLUMNS:
                column, blank = column + 1, blank + 1
            before.append(blank)
            below.update((place, cell.down - 1) for place in range(column, column + cell.across))
            column, blank = column + cell.across, cell.across - 1
        if row:
            yield _Line(row, before, blank + sum(1 for place in covered if place >= column))
        covered = {place: left - 1 for place, left in covered.items() if left > 1}
        covered.update((place, left) for place, left in below.items() if left)


def _borders(lines: Iterable[_Line]) -> Iterator[str]:
    """What is printed before, between and behind the cells of all lines."""
    behind = ""
    for line in lines:
        alone = len(line.cells) == 1 and not line.before[0] and line.behind < line.cells[0].across
        pipes = ["" if alone else "|" * (blank + 1) for blank in line.before]
        yield behind + "\n" + pipes[0]
        yield from pipes[1:]
        behind = "" if alone else "|" * (line.behind + 1)
    yield behind + "\n"


def _fill(start: int, end: int, text: str) -> Iterator[Edit]:
    """Prints some characters in place of a range; where they do not fit, the last ones of them."""
    text = text[-(end - start) :] if end > start else ""
    for character in text[:-1]:
        yield Edit(start, start + 1, character, DROPPED)
        start += 1
    if start < end:
        yield Edit(start, end, text[-1:], DROPPED)


def _one_line(text: str, cell: _Cell) -> Iterator[Edit]:
    """Takes line ends out of a cell; a blank stays between Latin letters or digits."""
    for seam in _SEAM.finditer(text, cell.start, cell.end):
        start, end = seam.span()
        outside = start == cell.start or end == cell.end
        if outside or "\n" in seam[0] or "<" in seam[0]:
            parts = not outside and text[start - 1].isascii() and text[end].isascii()
            yield Edit(start, end, " " if parts else "", DROPPED)
