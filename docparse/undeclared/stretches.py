"""Stretches of lines that are laid out as tables: rows of figures one below the other, and what heads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.segmenting.lines import NOTE, NOTE_END, PAGE_NUMBER, PART, RULE, column_numbers, is_mark
from docparse.segmenting.numbering import numbering_of
from docparse.segmenting.pieces import pieces_of
from docparse.segmenting.rows import is_bare_number, may_be_wrap
from docparse.undeclared.lines import (
    FEWEST_FIGURES,
    YEAR_ALONE,
    Cut,
    cut,
    is_label_line,
    is_row,
    is_title,
    may_be_row,
    names_rows,
)
from docparse.undeclared.streams import stacked_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

_LAST_OF_FIGURE = frozenset("0123456789%％—–-")
# So many lines a header and what stands above it may take; a header may print one label a line.
HEADER_REACH = 48
MARKS_REACH = 4
# A note is no longer than this.
MOST_NOTE_LINES = 6
# Lines of bare text between two rows: a name wrapped over more of them has not been seen.
LONGEST_WRAP = 2


class Stretch(NamedTuple):
    """Lines that look like one table.

    ``wraps`` are lines of bare text, each with the place of the row that it follows; ``rows`` may hold rows without
    figures where borders show them to be rows.
    """

    title: Line | None
    marks: tuple[Line, ...]
    header: tuple[Cut, ...]
    rows: tuple[Cut, ...]
    wraps: tuple[tuple[int, Line], ...]
    furniture: tuple[Line, ...]
    notes: tuple[Line, ...] = ()

    def lines(self) -> list[Line]:
        """All lines in source order."""
        cells = [line for each in (*self.header, *self.rows) for line in (each.lines or (each.line,))]
        found = [*self.marks, *cells, *self.furniture, *self.notes]
        found += [line for _, line in self.wraps] + ([self.title] if self.title else [])
        return sorted(found, key=lambda line: line.number)


def find_stretches(lines: Sequence[Line]) -> list[Stretch]:
    """The stretches of text outside known tables, in source order."""
    found: list[Stretch] = []
    at = free = 0
    while at < len(lines):
        first = cut(lines[at]) if may_be_row(lines[at]) else None
        first_is_bordered = first is not None and first.bordered
        if first is not None and is_row(first):
            header, top = _header_above(lines, at, free, bordered=first.bordered)
            stretch, end = _read_rows(lines, at, header, bordered=first.bordered)
        else:
            rows, end = stacked_rows(lines, at) if _is_word_above_figure(lines, at) else ([], at)
            if not rows:
                at += 1
                continue
            header, top = _header_above(lines, at, free, bordered=False)
            if column_numbers(" ".join(atom.text for atom in rows[0].atoms)):
                header = (*header, *map(cut, rows.pop(0).lines))
            stretch = Stretch(None, (), header, tuple(rows), (), ())
        title, marks = _marks_above(lines, top, free)
        if not title and not marks and not first_is_bordered:
            stretch = stretch._replace(header=_without_prose(stretch.header))
        notes = _notes_below(lines, end)
        found.append(stretch._replace(title=title, marks=marks, notes=notes))
        at = free = end + len(notes)
    return found


def _without_prose(header: tuple[Cut, ...]) -> tuple[Cut, ...]:
    """A header without the lines at its top that hold one piece of text: without a title above they may be anything.

    The label of the names of rows is one of the header.
    """
    start = next((place for place, each in enumerate(header) if _is_of_header(each.line)), len(header))
    return header[start:]


def _is_of_header(line: Line) -> bool:
    return len(pieces_of(line.text)) > 1 or names_rows(line)


def _is_word_above_figure(lines: Sequence[Line], at: int) -> bool:
    """Whether a line may name a row whose figures stand on the lines below it, or its only one on the next."""
    if at + 2 >= len(lines):
        return False
    figures = 1 if at > 1 and names_rows(lines[at - 2]) else FEWEST_FIGURES
    return all(line.text.strip()[-1] in _LAST_OF_FIGURE for line in lines[at + 1 : at + 1 + figures])


def _notes_below(lines: Sequence[Line], end: int) -> tuple[Line, ...]:
    """The note under a table, as far as its sentence goes."""
    if end >= len(lines) or not NOTE.match(lines[end].text):
        return ()
    for at in range(end, min(end + MOST_NOTE_LINES, len(lines))):
        if NOTE_END.search(lines[at].text):
            return tuple(lines[end : at + 1])
    return (lines[end],)


def _header_above(lines: Sequence[Line], at: int, free: int, *, bordered: bool) -> tuple[tuple[Cut, ...], int]:
    """The lines of labels above the first row, and the index of the first of them."""
    found: list[Cut] = []
    top = at
    while top > max(free, at - HEADER_REACH):
        line = lines[top - 1]
        cells = cut(line)
        if PAGE_NUMBER.match(line.text) or PART.match(line.text) or (is_mark(line) and not _is_year(lines, top - 1)):
            break
        if bordered:
            if not (RULE.fullmatch(line.text) or (cells.bordered and not is_row(cells))):
                break
        elif cells.bordered or is_title(line) or numbering_of(line.text) is not None or not _may_head(line):
            break
        found.insert(0, cells)
        top -= 1
    return tuple(found), top


def _is_year(lines: Sequence[Line], at: int) -> bool:
    """Whether a year has its line right above or below that of another one: labels of groups of columns."""
    years = [line.text.strip() for line in lines[max(at - 1, 0) : at + 2] if YEAR_ALONE.fullmatch(line.text.strip())]
    return lines[at].text.strip() in years and len(set(years)) > 1


def _may_head(line: Line) -> bool:
    """Whether a line without borders may be one of labels or of column numbers."""
    return bool(column_numbers(line.text)) or is_bare_number(line) or is_label_line(line)


def _marks_above(lines: Sequence[Line], at: int, free: int) -> tuple[Line | None, tuple[Line, ...]]:
    """The title above a header, and the lines of form number, unit and the like."""
    marks: list[Line] = []
    while at > max(free, at - MARKS_REACH):
        line = lines[at - 1]
        if not is_mark(line) and is_title(line):
            return line, tuple(marks)
        if not is_mark(line) or len(marks) >= MARKS_REACH:
            break
        marks.insert(0, line)
        at -= 1
    return None, tuple(marks)


def _read_rows(lines: Sequence[Line], at: int, header: tuple[Cut, ...], *, bordered: bool) -> tuple[Stretch, int]:
    """The rows from ``at`` on, and the index of the first line behind them."""
    rows: list[Cut] = []
    wraps: list[tuple[int, Line]] = []
    furniture: list[Line] = []
    pending: list[Line] = []
    labels = {fold(each.line.text) for each in header}
    end = at
    while at < len(lines):
        line = lines[at]
        cells = cut(line)
        if bordered and cells.bordered and (fold(line.text) not in labels if rows else is_row(cells)):
            rows.append(cells)
            end = at + 1
        elif not bordered and not cells.bordered and is_row(cells):
            wraps += [(len(rows) - 1, each) for each in pending]
            pending.clear()
            rows.append(cells)
            end = at + 1
        elif PAGE_NUMBER.match(line.text) or is_bare_number(line) or fold(line.text) in labels:
            furniture.append(line)
        elif bordered or len(pending) >= LONGEST_WRAP or not may_be_wrap(line) or is_mark(line) or is_title(line):
            break
        else:
            pending.append(line)
        at += 1
    last = lines[end - 1].number
    kept = tuple(line for line in furniture if line.number <= last)
    return Stretch(None, (), header, tuple(rows), tuple(wraps), kept), end
