"""What the caller knows of each document: a CSV file with a column that names it."""

from __future__ import annotations

import csv
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from docparse.errors import DocparseError

if TYPE_CHECKING:
    from collections.abc import Mapping

# Columns that are taken to name the document where the caller does not say which does.
KEYS = ("place", "path", "file", "filename", "file_name", "name")


class MetadataError(DocparseError):
    """The file cannot be used; the sentence says why and, where there is one, on which line."""


class Metadata(NamedTuple):
    """The rows by the name of their document; ``column`` is the one that names it."""

    column: str
    rows: Mapping[str, Mapping[str, str]]

    def of(self, place: str) -> Mapping[str, str]:
        """The row of a document: by its whole place, else by its file name; empty where there is none."""
        row = self.rows.get(place)
        return row if row is not None else self.rows.get(PurePosixPath(place).name, {})


NONE = Metadata("", {})


def read_metadata(path: Path, *, column: str | None = None) -> Metadata:
    """Reads a CSV file in UTF-8 (with or without a byte-order mark) with a header.

    Raises:
        OSError: It cannot be read.
        MetadataError: It is no UTF-8, has no column that names documents, ragged rows, or a document twice.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, restkey="", restval=None)
            header = reader.fieldnames or []
            chosen = column or next((name for name in KEYS if name in header), None)
            if chosen is None or chosen not in header:
                named = column or " / ".join(KEYS)
                message = f"{path}: there is no column {named}; it has: {', '.join(header)}"
                raise MetadataError(message)
            rows: dict[str, Mapping[str, str]] = {}
            for row in reader:
                if "" in row or None in row.values():
                    message = f"{path}, line {reader.line_num}: the row has not as many fields as the header"
                    raise MetadataError(message)
                name = row[chosen].replace("\\", "/").removeprefix("./")
                if name in rows:
                    message = f"{path}, line {reader.line_num}: {name} has a row already"
                    raise MetadataError(message)
                rows[name] = row
    except (UnicodeDecodeError, csv.Error) as error:
        message = f"{path}: this is no CSV file in UTF-8 ({error})"
        raise MetadataError(message) from error
    return Metadata(chosen, rows)
