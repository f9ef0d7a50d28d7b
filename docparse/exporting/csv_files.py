"""Rows as CSV (RFC 4180, UTF-8), one file a table, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from docparse.exporting.flattening import flatten
from docparse.exporting.rows import COLUMNS, FirstIds
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docparse.exporting.rows import Rows
    from docparse.schema import Report

BOM = "\ufeff"

# What a spreadsheet takes for the beginning of a formula; an apostrophe too, so that removing one is always right.
_FORMULA_STARTS = frozenset("=+-@\t\r\n'\uff1d\uff0b\uff0d\uff20")
_NUMBER = pattern(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_NUMBER_MATCHES = ("-12.50", "+3", "0")
_NUMBER_MISSES = ("-", "-1+1", "-1.", "=1", "-5\n")


class CsvWriter:
    """Writes reports into one stream a table, by the table's name."""

    def __init__(self, streams: Mapping[str, BinaryIO], *, bom: bool = False) -> None:
        """Writes the header of each; ``bom`` puts the mark in front by which Excel knows UTF-8."""
        self._streams = streams
        self._first = FirstIds()
        for table, columns in COLUMNS.items():
            streams[table].write(((BOM if bom else "") + csv_lines([columns])).encode("utf-8"))

    def put(self, report: Report) -> Rows:
        """Writes a report's rows and returns them."""
        rows = flatten(report, self._first)
        for table, of_table in rows._asdict().items():
            self._streams[table].write(csv_lines(of_table).encode("utf-8"))
        self._first = self._first.after(rows)
        return rows


def harmless(content: object) -> object:
    """The content of a field; a text that a spreadsheet could take for a formula gets an apostrophe in front.

    >>> harmless("=1+1"), harmless("-12.50"), harmless("'it"), harmless(None)
    ("'=1+1", '-12.50', "''it", None)
    """
    if isinstance(content, str) and content[:1] in _FORMULA_STARTS and not _NUMBER.fullmatch(content):
        return f"'{content}"
    return content


def csv_lines(rows: Iterable[tuple[object, ...]]) -> str:
    """Rows as lines of CSV; None is an empty field."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([harmless(content) for content in row] for row in rows)
    return buffer.getvalue()
