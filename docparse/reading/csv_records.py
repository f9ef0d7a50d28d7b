"""Comma-separated records as rows of cells between tabs.

Spreadsheets saved as CSV print a comma between cells and quotes around cells that hold commas, quotes or line ends. In
other texts commas stand inside amounts and sentences; records are lines with one number of cells after the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docparse.patterns import pattern
from docparse.spans import DROPPED, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.spans import Span

_FEWEST_CELLS = 3
_FEWEST_RECORDS = 4
# A record from the start of its line: cells with commas between them.
_QUOTED = r'"(?:[^"]|""){0,1000}+"'
_RECORD = pattern(rf'^(?:{_QUOTED}|[^",\n]*)(?:,(?:{_QUOTED}|[^",\n]*))*$', re.MULTILINE)
_RECORD_MATCHES = ("a,b", '205,"1,234.00",', '"a ""b""\nc",d', "")
_RECORD_MISSES = ('a"b,c', '"a,b')
# Lines one after the other that have commas enough to be records.
_COMMAS = pattern(rf"^(?:(?:[^,\n]*+,){{{_FEWEST_CELLS - 1}}}[^\n]*+(?:\n|\Z)){{{_FEWEST_RECORDS},}}+", re.MULTILINE)
_COMMAS_MATCHES = ("a,b,c\n" * 4, "1,a,\n,,\n2,b,7\n3,c,8,9")
_COMMAS_MISSES = ("a,b,c\n" * 3, "a,b\n" * 4, "a,b,c\n\n" * 4)
_CELL = pattern(rf'({_QUOTED}|[^",\n]*)(,|$)', re.MULTILINE)
_INNER = pattern(r'""|\s*\n\s*')
_INNER_MATCHES = ('""', "\n")
_INNER_MISSES = ('"', " ")
# 1,234,567.89: commas that part no cells.
_GROUPED = pattern(r"(?<![0-9.])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])")
_GROUPED_MATCHES = ("1,234", "12,345,678.90")
_GROUPED_MISSES = ("1,23", "1234,5678", "205,a", "24.34,121.26", "0,216.93")


class _Record(NamedTuple):
    """A record by its range and its cells: range without quotes, whether quoted, and where its comma stands."""

    start: int
    cells: Sequence[tuple[int, int, bool, int]]


def find_records(text: str) -> list[Edit]:
    r"""The changes that put tabs for the commas between cells and take their quotes away; none where there are none.

    >>> text = 'code,name,sum\n1,a,"1,000"\n2,b,\n3,c,7'
    >>> [(edit.start, edit.text) for edit in find_records(text)][:4]
    [(4, '\t'), (9, '\t'), (15, '\t'), (17, '\t')]
    """
    if text.count(",") < _FEWEST_RECORDS * (_FEWEST_CELLS - 1):
        return []
    if not any(_are_records(text, block) for start, end in _stretches(text) for block in _blocks(text, start, end)):
        return []
    # Where some lines are records, few of them are so too: a form has blocks of one or two rows.
    blocks = (block for block in _blocks(text, 0, len(text)) if _are_records(text, block) or _may_be(text, block))
    return [edit for block in blocks for record in block for edit in _edits(text, record)]


def _stretches(text: str) -> Iterator[Span]:
    """What may hold a block of records; all of a text in which quotes may hold line ends."""
    if '"' in text:
        yield 0, len(text)
    else:
        yield from (match.span() for match in _COMMAS.finditer(text))


def _blocks(text: str, start: int, stop: int) -> Iterator[list[_Record]]:
    """Runs of lines with as many cells each."""
    block: list[_Record] = []
    end = start
    for match in _RECORD.finditer(text, start, stop):
        # Most lines have too few commas for a record: they only end a block.
        has_cells = text.count(",", *match.span()) >= _FEWEST_CELLS - 1
        record = _cut(text, match) if has_cells else _Record(match.start(), ())
        if block and (len(record.cells) != len(block[0].cells) or text[end : match.start()].strip()):
            yield block
            block = []
        end = match.end()
        if len(record.cells) >= _FEWEST_CELLS:
            block.append(record)
    if block:
        yield block


def _cut(text: str, match: re.Match[str]) -> _Record:
    cells = []
    for cell in _CELL.finditer(text, *match.span()):
        start, end = cell.span(1)
        quoted = text[start : start + 1] == '"'
        cells.append((start + quoted, end - quoted, quoted, end))
        if not cell[2]:
            break
    return _Record(match.start(), cells)


def _are_records(text: str, block: Sequence[_Record]) -> bool:
    """Whether the commas of a block part cells: those of amounts would do so by chance, one line after the other."""
    grouped = sum(1 for record in block if _GROUPED.search(_without_quoted(text, record)))
    return len(block) >= _FEWEST_RECORDS and 2 * grouped < len(block)


def _may_be(text: str, block: Sequence[_Record]) -> bool:
    """Whether a few lines are records where others are: several with as many cells, or one with a blank cell."""
    blank = any(start == end for start, end, _, _ in block[0].cells)
    return (len(block) > 1 or blank) and not any(_GROUPED.search(_without_quoted(text, record)) for record in block)


def _without_quoted(text: str, record: _Record) -> str:
    return ",".join("" if quoted else text[start:end] for start, end, quoted, _ in record.cells)


def _edits(text: str, record: _Record) -> Iterator[Edit]:
    for start, end, quoted, comma in record.cells[:-1]:
        yield from _unquoted(text, start, end, quoted=quoted)
        yield Edit(comma, comma + 1, "\t", DROPPED)
    start, end, quoted, _ = record.cells[-1]
    yield from _unquoted(text, start, end, quoted=quoted)


def _unquoted(text: str, start: int, end: int, *, quoted: bool) -> Iterator[Edit]:
    if not quoted:
        return
    yield Edit(start - 1, start, "", DROPPED)
    for inner in _INNER.finditer(text, start, end):
        yield Edit(*inner.span(), '"' if inner[0] == '""' else "", DROPPED)
    yield Edit(end, end + 1, "", DROPPED)
