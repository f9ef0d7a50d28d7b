"""Rows as a DuckDB database: the tables of the Parquet files, taken in at the end, and the views of the SQLite one."""

from __future__ import annotations

import errno
import shutil
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from docparse.exporting.packages import needed
from docparse.exporting.parquet_files import parquet_writer
from docparse.exporting.rows import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.exporting.parquet_files import ParquetWriter

# Everything that is needed comes with the package; nothing is loaded from elsewhere.
_CONFIG = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "threads": "1"}


@contextmanager
def duckdb_writer(stream: BinaryIO) -> Iterator[ParquetWriter]:
    """A writer whose database is in the stream once the block has ended well.

    Raises:
        MissingPackageError: duckdb or pyarrow is not installed.
        OSError: The database cannot be made.
    """
    duckdb = needed("duckdb", of="duckdb")
    with TemporaryDirectory(prefix="docparse-") as name:
        folder = Path(name)
        with ExitStack() as closing:
            streams = {table: closing.enter_context((folder / f"{table}.parquet").open("wb")) for table in COLUMNS}
            yield closing.enter_context(parquet_writer(streams))
        path = folder / "export.duckdb"
        try:
            _fill(duckdb, path, folder)
        except duckdb.Error as error:
            raise OSError(errno.EIO, str(error)) from error
        with path.open("rb") as database:
            shutil.copyfileobj(database, stream)


def _fill(duckdb: Any, path: Path, folder: Path) -> None:
    with duckdb.connect(str(path), config=_CONFIG) as connection:
        for table in COLUMNS:
            connection.read_parquet(str(folder / f"{table}.parquet")).create(table)
        connection.execute(Path(__file__).with_name("views.sql").read_text(encoding="utf-8"))
