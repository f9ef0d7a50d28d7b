"""Rows as tables of an SQLite database, a new one or one that grows."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.errors import DocparseError
from docparse.exporting.flattening import flatten
from docparse.exporting.rows import COLUMNS, FirstIds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.exporting.rows import Rows
    from docparse.schema import Report

_INSERTS = {
    table: f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    for table, columns in COLUMNS.items()
}


class ForeignDatabaseError(DocparseError):
    """The file is no database that an export of this version wrote."""


class DatabaseWriter:
    """Writes reports into a database whose tables are there."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Numbers new rows behind those that are there."""
        self._connection = connection
        highest = (
            connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]  # noqa: S608
            for table in FirstIds._fields
        )
        self._first = FirstIds(*(number + 1 for number in highest))
        self.replaced = 0

    def put(self, report: Report) -> Rows:
        """Writes a report's rows and returns them; rows of the same source that were there before are gone."""
        rows = flatten(report, self._first)
        execute = self._connection.execute
        execute("SAVEPOINT report")
        try:
            gone = execute("DELETE FROM report WHERE source_sha256 = ?", (report.source.sha256,)).rowcount
            for table, of_table in rows._asdict().items():
                self._connection.executemany(_INSERTS[table], of_table)
        except BaseException:
            if self._connection.in_transaction:  # what fails badly has been undone by then
                execute("ROLLBACK TO report")
            raise
        execute("RELEASE report")
        self._first = self._first.after(rows)
        self.replaced += gone
        return rows


@contextmanager
def new_database(path: Path) -> Iterator[DatabaseWriter]:
    """Makes the tables in an empty file and fills them; a run that breaks off leaves the file useless.

    It is as quick as that allows: nothing is safe on the disk before the caller sees to it.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        _run(connection, "tables.sql")
        with _filled(connection) as writer:
            yield writer
        # Building an index once is quicker than keeping it up to date row by row.
        _run(connection, "indexes.sql")
        _run(connection, "views.sql")


@contextmanager
def existing_database(path: Path) -> Iterator[DatabaseWriter]:
    """Adds to a database that an earlier export made: everything, or nothing where the run breaks off.

    Raises:
        ForeignDatabaseError: The file is no such database.
        sqlite3.Error: It cannot be opened, or somebody else is writing to it.
    """
    address = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        if _marks(connection) != _expected_marks():
            raise ForeignDatabaseError
        with _filled(connection) as writer:
            yield writer


@contextmanager
def _filled(connection: sqlite3.Connection) -> Iterator[DatabaseWriter]:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield DatabaseWriter(connection)
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    """Whose database it is, and of which version."""
    try:
        application, version = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise ForeignDatabaseError from error
    return application, version


def _expected_marks() -> tuple[int, int]:
    with closing(sqlite3.connect(":memory:")) as connection:
        _run(connection, "tables.sql")
        return _marks(connection)


def _run(connection: sqlite3.Connection, script: str) -> None:
    connection.executescript(Path(__file__).with_name(script).read_text(encoding="utf-8"))
