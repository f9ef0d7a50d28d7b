"""What ``docparse export`` can write: each format with its usual name, its files, and how it takes reports."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from docparse.cli.output import written_whole
from docparse.exporting.rows import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from docparse.exporting.rows import Rows
    from docparse.schema import Report


class Writer(Protocol):
    """Takes reports, one after the other."""

    def put(self, report: Report) -> Rows:
        """Writes a report's rows and returns them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How an export is written."""

    overwrite: bool
    append: bool
    bom: bool


@dataclass(frozen=True, slots=True)
class Format:
    """One of the formats.

    Attributes:
        usual: The name that the target has where none is given.
        files: The files below a folder; None where the target is one file.
        open: Opens a writer on the target; what it writes is there when the stack closes well.
    """

    usual: str
    files: tuple[str, ...] | None
    open: Callable[[Path, Manner, ExitStack], Writer]

    def files_of(self, target: Path) -> list[Path]:
        """All files of an export."""
        return [target] if self.files is None else [target / name for name in self.files]


def _streams(folder: Path, suffix: str, manner: Manner, closing: ExitStack) -> dict[str, BinaryIO]:
    """A stream for each table, by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    return {
        table: closing.enter_context(written_whole(folder / f"{table}{suffix}", overwrite=manner.overwrite))
        for table in COLUMNS
    }


def _open_csv(folder: Path, manner: Manner, closing: ExitStack) -> Writer:
    from docparse.exporting.csv_files import CsvWriter

    return CsvWriter(_streams(folder, ".csv", manner, closing), bom=manner.bom)


def _open_parquet(folder: Path, manner: Manner, closing: ExitStack) -> Writer:
    from docparse.exporting.parquet_files import parquet_writer

    return closing.enter_context(parquet_writer(_streams(folder, ".parquet", manner, closing)))


def _open_workbook(target: Path, manner: Manner, closing: ExitStack) -> Writer:
    from docparse.exporting.workbook import workbook_writer

    return closing.enter_context(
        workbook_writer(closing.enter_context(written_whole(target, overwrite=manner.overwrite)))
    )


def _open_duckdb(target: Path, manner: Manner, closing: ExitStack) -> Writer:
    from docparse.exporting.duckdb_file import duckdb_writer

    return closing.enter_context(
        duckdb_writer(closing.enter_context(written_whole(target, overwrite=manner.overwrite)))
    )


def _open_sqlite(target: Path, manner: Manner, closing: ExitStack) -> Writer:
    from docparse.exporting.database import existing_database, new_database

    if manner.append and target.exists():
        return closing.enter_context(existing_database(target))
    stream = closing.enter_context(written_whole(target, overwrite=manner.overwrite))
    return closing.enter_context(new_database(Path(stream.name)))


FORMATS = {
    "csv": Format("docparse-export", tuple(f"{table}.csv" for table in COLUMNS), _open_csv),
    "sqlite": Format("docparse-export.sqlite", None, _open_sqlite),
    "parquet": Format("docparse-export-parquet", tuple(f"{table}.parquet" for table in COLUMNS), _open_parquet),
    "duckdb": Format("docparse-export.duckdb", None, _open_duckdb),
    "xlsx": Format("docparse-export.xlsx", None, _open_workbook),
}
