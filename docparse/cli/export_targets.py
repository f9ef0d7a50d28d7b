"""What ``docparse export`` can write: each format with its usual name, its files, and how it takes reports."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from docparse.cli.output import written_whole
from docparse.exporting.rows import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
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


def _files(suffix: str) -> tuple[str, ...]:
    """A file for each table."""
    return tuple(f"{table}{suffix}" for table in COLUMNS)


def _streams(folder: Path, files: Iterable[str], manner: Manner, closing: ExitStack) -> dict[str, BinaryIO]:
    """A stream for each file of a folder, by the name of the file without its ending."""
    folder.mkdir(parents=True, exist_ok=True)
    return {
        Path(name).stem: closing.enter_context(written_whole(folder / name, overwrite=manner.overwrite))
        for name in files
    }


def _open_csv(folder: Path, manner: Manner, closing: ExitStack) -> Writer:
    from docparse.exporting.csv_files import CsvWriter

    return CsvWriter(_streams(folder, _files(".csv"), manner, closing), bom=manner.bom)


def _open_fiscal_package(folder: Path, manner: Manner, closing: ExitStack) -> Writer:
    from docparse.exporting.fiscal_package import package_writer

    streams = _streams(folder, FILES_OF_PACKAGE, manner, closing)
    return closing.enter_context(package_writer(streams))


def _open_parquet(folder: Path, manner: Manner, closing: ExitStack) -> Writer:
    from docparse.exporting.parquet_files import parquet_writer

    return closing.enter_context(parquet_writer(_streams(folder, _files(".parquet"), manner, closing)))


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


FILES_OF_PACKAGE = ("datapackage.json", "amounts.csv", *_files(".csv"))

FORMATS = {
    "csv": Format("docparse-export", _files(".csv"), _open_csv),
    "sqlite": Format("docparse-export.sqlite", None, _open_sqlite),
    "parquet": Format("docparse-export-parquet", _files(".parquet"), _open_parquet),
    "duckdb": Format("docparse-export.duckdb", None, _open_duckdb),
    "xlsx": Format("docparse-export.xlsx", None, _open_workbook),
    "fiscal-data-package": Format("docparse-export-package", FILES_OF_PACKAGE, _open_fiscal_package),
}
