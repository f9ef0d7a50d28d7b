"""What reaches a screen: bytes to standard output, lines without control characters, tables for a person."""

from __future__ import annotations

import errno
import os
import sys
import unicodedata
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_GAP = "  "


class Listing(NamedTuple):
    """A small table for a person.

    Attributes:
        title: The line above it.
        header: Column names; empty for a plain list of fields.
        rows: Cells as text; every row as long as the header, where there is one.
        numeric: Indexes of the columns that are aligned to the right.
    """

    title: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numeric: frozenset[int] = frozenset()


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at this stream."""
    return stream is not None and not stream.closed and stream.isatty()


def escape_controls(text: str) -> str:
    r"""The text with everything that a terminal could obey made visible as an escape.

    Control and format characters (bidirectional overrides among them), surrogates and line separators are escaped.

    >>> escape_controls("a\x1b[31mb")
    'a\\x1b[31mb'
    >>> escape_controls("决算")
    '决算'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _escaped(character) if unicodedata.category(character) in _INVISIBLE else character for character in text
    )


def escape_json_controls(json_text: str) -> str:
    r"""JSON text with the control characters that JSON leaves alone (DEL, C1, format characters) as ``\uXXXX``."""
    return "".join(
        _json_escaped(character) if character > "~" and _is_invisible(character) else character
        for character in json_text
    )


def write_bytes(data: bytes) -> None:
    """Writes to standard output as they are, whatever encoding the console has.

    Raises:
        OSError: Standard output is closed, or what is behind it is full.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(data.decode("utf-8", "surrogatepass"))
    else:
        binary.write(data)
        binary.flush()


def write_error_line(line: str) -> None:
    """Writes one line to standard error; a character that the console lacks is written as an escape."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    shown = escape_controls(line).encode(encoding, "backslashreplace").decode(encoding)
    sys.stderr.write(shown + "\n")
    sys.stderr.flush()


def show(listings: Sequence[Listing], stream: TextIO) -> None:
    """Prints listings for a person: with rich on a terminal, as aligned plain text anywhere else."""
    if is_terminal(stream):
        _show_richly(listings, stream)
        return
    text = "\n".join("\n".join(aligned(listing)) + "\n" for listing in listings)
    if stream is sys.stdout:
        write_bytes(text.encode("utf-8", "backslashreplace"))
        return
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def aligned(listing: Listing) -> list[str]:
    """The listing as lines of plain text in columns; a Han character counts as two places."""
    rows = [tuple(escape_controls(cell) for cell in row) for row in listing.rows]
    if listing.header and rows:
        rows.insert(0, listing.header)
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)] if rows else []
    lines = [escape_controls(listing.title)] if listing.title else []
    for row in rows:
        cells = [
            _padded(cell, width, to_the_right=index in listing.numeric)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(_GAP + _GAP.join(cells).rstrip())
    return lines


def display_width(text: str) -> int:
    """How many places the text takes on a screen.

    >>> display_width("收入ab")
    6
    >>> display_width("")
    0
    """
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(cell: str, width: int, *, to_the_right: bool) -> str:
    filling = " " * (width - display_width(cell))
    return filling + cell if to_the_right else cell + filling


def _show_richly(listings: Sequence[Listing], stream: TextIO) -> None:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for listing in listings:
        if listing.title:
            console.print(Text(escape_controls(listing.title), style="bold"))
        if not listing.rows:
            continue
        table = Table(box=SIMPLE, show_header=bool(listing.header), pad_edge=False)
        for index in range(len(listing.rows[0])):
            heading = Text(listing.header[index]) if listing.header else ""
            table.add_column(heading, justify="right" if index in listing.numeric else "left", overflow="fold")
        for row in listing.rows:
            table.add_row(*(Text(escape_controls(cell)) for cell in row))
        console.print(table)


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _json_escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))
