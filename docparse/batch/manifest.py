"""The manifest: an SQLite file that knows every input of a batch, what became of it and where its results are."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docparse.batch.settings import Maker
from docparse.batch.summaries import Balance, Summary, TableSummary
from docparse.errors import DocparseError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docparse.batch.conversion import Outcome

NAME = "manifest.sqlite"
PENDING, DONE, DUPLICATE = "pending", "done", "duplicate"

_SUMMARY = tuple(name for name in Summary._fields if name not in ("tables", "balances", "diagnostics"))


def _insert(table: str, *columns: str) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608


_INSERT_REPORT = _insert("report", "position", "number", "start", "json_bytes", *_SUMMARY)
_INSERT_TABLE = _insert("report_table", "position", "number", *TableSummary._fields)
_INSERT_BALANCE = _insert("balance", "position", "number", *Balance._fields).replace("INSERT", "INSERT OR IGNORE", 1)
_INSERT_DIAGNOSTIC = _insert("report_diagnostic", "position", "number", "code", "count")


class ManifestError(DocparseError):
    """The output folder cannot be used for this run.

    Attributes:
        problem: ``foreign`` (a file of that name that no batch wrote), ``busy`` (another run writes there), ``layout``
            (it was begun with other choices of format), ``exists`` (there are results, and nobody said to go on),
            ``none`` (there are no results to go on with).
    """

    def __init__(self, problem: str, reason: str) -> None:
        """Keeps the kind of problem apart from its sentence."""
        self.problem, self.reason = problem, reason
        super().__init__(problem, reason)

    def __str__(self) -> str:
        """The sentence a person reads."""
        return self.reason


class Known(NamedTuple):
    """What the manifest knows of an input."""

    position: int
    sha256: str | None
    metadata: Mapping[str, str]
    outcome: str
    duplicate_of: int | None
    maker: Maker | None


class Manifest:
    """The open manifest of one run. Nothing is safe before ``commit``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Takes a connection whose tables are there."""
        self.connection = connection
        self._run = 0

    def begin(self, maker: Maker) -> None:
        """Notes that a run begins."""
        row = (_now(), maker.version, maker.knowledge, maker.options)
        cursor = self.connection.execute(
            "INSERT INTO run (started, version, knowledge, options) VALUES (?, ?, ?, ?)", row
        )
        self._run = cursor.lastrowid or 0
        self.commit()

    def finish(self) -> None:
        """Notes that the run has come to its end."""
        self.connection.execute("UPDATE run SET finished = ? WHERE id = ?", (_now(), self._run))
        self.commit()

    def commit(self) -> None:
        """Makes safe what was told so far."""
        self.connection.commit()

    def find(self, place: str) -> Known | None:
        """What is known of an input."""
        row = self.connection.execute(
            "SELECT position, sha256, metadata, outcome, duplicate_of, version, knowledge, options"
            " FROM document WHERE place = ?",
            (place,),
        ).fetchone()
        if row is None:
            return None
        maker = Maker(*row[5:]) if row[5] else None
        return Known(row[0], row[1], json.loads(row[2]), row[3], row[4], maker)

    def add(self, place: str, metadata: Mapping[str, str]) -> int:
        """Adds an input that was never met; its position."""
        cursor = self.connection.execute(
            "INSERT INTO document (position, place, metadata, outcome, last_run) VALUES"
            " ((SELECT coalesce(max(position) + 1, 0) FROM document), ?, ?, ?, ?)",
            (place, _written(metadata), PENDING, self._run),
        )
        return cursor.lastrowid or 0

    def see(self, position: int) -> None:
        """Notes that an input was met again and is left as it is."""
        self.connection.execute("UPDATE document SET last_run = ? WHERE position = ?", (self._run, position))

    def first_with(self, sha256: str, *, before: int) -> int | None:
        """The first input before this one that has the same bytes and is no duplicate itself."""
        row = self.connection.execute(
            "SELECT min(position) FROM document WHERE sha256 = ? AND position < ? AND outcome <> ?",
            (sha256, before, DUPLICATE),
        ).fetchone()
        return None if row[0] is None else int(row[0])

    def expect(self, position: int, sha256: str | None, size: int | None, metadata: Mapping[str, str]) -> None:
        """Notes what an input is now and that it is to be done; where its bytes changed, its duplicates are as well."""
        self.connection.execute(
            "UPDATE document SET outcome = ?, duplicate_of = NULL WHERE duplicate_of = ? AND sha256 IS NOT ?",
            (PENDING, position, sha256),
        )
        self.connection.execute(
            "UPDATE document SET sha256 = ?, bytes = ?, metadata = ?, outcome = ?, version = NULL, last_run = ?"
            " WHERE position = ?",
            (sha256, size, _written(metadata), PENDING, self._run, position),
        )

    def record(self, position: int, outcome: Outcome, maker: Maker) -> None:
        """Notes what became of an input; what was known of earlier results is gone."""
        execute = self.connection.execute
        execute("DELETE FROM report WHERE position = ?", (position,))
        execute("DELETE FROM staged WHERE position = ?", (position,))
        execute(
            "UPDATE document SET outcome = ?, duplicate_of = NULL, error = ?, message = ?, seconds = ?, version = ?,"
            " knowledge = ?, options = ?, last_run = ? WHERE position = ?",
            (
                outcome.kind, outcome.error, outcome.message, round(outcome.seconds, 3),
                maker.version, maker.knowledge, maker.options, self._run, position,
            ),
        )  # fmt: skip
        for result in outcome.results:
            key = (position, result.number)
            summary = result.summary
            execute(_INSERT_REPORT, (*key, result.start, len(result.json), *(getattr(summary, n) for n in _SUMMARY)))
            self.connection.executemany(_INSERT_TABLE, ((*key, *table) for table in summary.tables))
            self.connection.executemany(_INSERT_DIAGNOSTIC, ((*key, *found) for found in summary.diagnostics))
            self.connection.executemany(_INSERT_BALANCE, ((*key, *balance) for balance in summary.balances))

    def record_duplicate(self, position: int, original: int) -> None:
        """Notes that an input has the bytes of another; results that it had itself are gone."""
        self.connection.execute("DELETE FROM report WHERE position = ?", (position,))
        self.connection.execute("DELETE FROM staged WHERE position = ?", (position,))
        self.connection.execute(
            "UPDATE document SET outcome = ?, duplicate_of = ?, error = NULL, message = NULL, last_run = ?"
            " WHERE position = ?",
            (DUPLICATE, original, self._run, position),
        )

    def forget_results(self, position: int) -> None:
        """Has an input done again: its results are gone from where they were."""
        self.connection.execute("DELETE FROM report WHERE position = ?", (position,))
        self.connection.execute("UPDATE document SET outcome = ? WHERE position = ?", (PENDING, position))

    def counts(self) -> dict[str, int]:
        """How many inputs have each outcome."""
        return dict(self.connection.execute("SELECT outcome, count(*) FROM document GROUP BY outcome ORDER BY outcome"))

    def left_out(self) -> int:
        """How many inputs of earlier runs this one did not meet."""
        query = "SELECT count(*) FROM document WHERE last_run <> ?"
        return int(self.connection.execute(query, (self._run,)).fetchone()[0])


@contextmanager
def open_manifest(path: Path, *, layout: Mapping[str, str], going_on: bool) -> Iterator[Manifest]:
    """The manifest of an output folder, made where there is none; nobody else can write to it meanwhile.

    Args:
        path: The file.
        layout: The choices that all runs into one folder share.
        going_on: Whether it may have been begun by an earlier run.

    Raises:
        ManifestError: It is not one, is in use, was begun otherwise, or is there though it should not.
    """
    begun = path.exists() and path.stat().st_size > 0
    if begun and not going_on:
        raise ManifestError("exists", f"{path.parent} holds results; go on with --resume or --stale, or name another")
    with _locked(path), closing(sqlite3.connect(path)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA foreign_keys = ON")
            _set_up(connection, path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            raise _foreign(path) from error
        with connection:
            for name, value in layout.items():
                connection.execute("INSERT OR IGNORE INTO layout VALUES (?, ?)", (name, value))
        _compare(connection, layout)
        yield Manifest(connection)


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    """Makes the tables in an empty file; all of them or none, wherever the process ends."""
    script = Path(__file__).with_name("manifest.sql").read_text(encoding="utf-8")
    application, version = (_pragma(connection, name) for name in ("application_id", "user_version"))
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not tables:
        connection.executescript(f"BEGIN;\n{script}\nCOMMIT;")
    elif (application, version) != _marks(script):
        raise _foreign(path)


def _foreign(path: Path) -> ManifestError:
    return ManifestError("foreign", f"{path} is no manifest of this version of docparse")


def _marks(script: str) -> tuple[int, int]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        return _pragma(connection, "application_id"), _pragma(connection, "user_version")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _compare(connection: sqlite3.Connection, layout: Mapping[str, str]) -> None:
    begun = dict(connection.execute("SELECT name, value FROM layout"))
    for name, value in layout.items():
        if begun[name] != value:
            raise ManifestError("layout", f"this folder was begun with {name} {begun[name]}, not {value}")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Holds the folder: SQLite's lock of a file is the one that ends with its process on every system."""
    name = ".lock" if path.name == NAME else f".{path.name}.lock"
    with closing(sqlite3.connect(path.with_name(name), timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise ManifestError("busy", f"another run is at work in {path.parent}") from error
        yield


def _written(metadata: Mapping[str, str]) -> str:
    return json.dumps(dict(metadata), ensure_ascii=False, sort_keys=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
