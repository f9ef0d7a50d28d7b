"""Results on their way to storage: a file each, or parts of a fixed run of inputs, written when all of them are done.

Which results stand in a part, and in which order, depends on the inputs alone: neither on the number of workers nor on
how often a run was broken off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from docparse.batch.formats import COLUMNS, Line, packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.batch.conversion import Result
    from docparse.batch.formats import PartFormat
    from docparse.batch.manifest import Manifest
    from docparse.batch.storage import Storage

REPORTS, PARTS = "reports", "parts"


class Results(Protocol):
    """Takes the results of one document after the other, in any order."""

    def put(self, position: int, place: str, results: tuple[Result, ...]) -> None:
        """Takes the results of a document that has been recorded in the manifest; none takes away earlier ones."""

    def advance(self, waiting: frozenset[int], met: int) -> None:
        """Hears that all inputs below ``met`` have been met, and which of them are still being converted."""

    def finish(self) -> None:
        """Writes what is left; the manifest tells of everything that is written."""


class SingleFiles:
    """One file a result, at the place of its document."""

    def __init__(self, manifest: Manifest, storage: Storage, *, zstd: bool) -> None:
        """Takes the open manifest."""
        self._manifest, self._storage, self._zstd = manifest, storage, zstd
        self._suffix = ".json.zst" if zstd else ".json"

    def put(self, position: int, place: str, results: tuple[Result, ...]) -> None:
        """Writes the results at once."""
        for result in results:
            target = self._target(place, result.number)
            with self._storage.write(target) as stream, packed(stream, zstd=self._zstd) as inner:
                inner.write(result.json + b"\n")
            self._manifest.connection.execute(
                "UPDATE report SET target = ? WHERE position = ? AND number = ?", (target, position, result.number)
            )
        number = len(results) + 1
        while self._storage.exists(target := self._target(place, number)):
            self._storage.remove(target)  # of an earlier run that found more
            number += 1

    def advance(self, waiting: frozenset[int], met: int) -> None:
        """Everything is written already."""

    def finish(self) -> None:
        """Everything is written already."""

    def _target(self, place: str, number: int) -> str:
        return f"{REPORTS}/{place}{f'#{number}' if number > 1 else ''}{self._suffix}"


class Parts:
    """Files with the results of a fixed number of inputs each. Results wait in the manifest until their part is due."""

    def __init__(self, manifest: Manifest, storage: Storage, form: PartFormat, *, size: int) -> None:
        """Takes the open manifest; ``size`` is the number of inputs of a part."""
        self._manifest, self._storage, self._form, self._size = manifest, storage, form, size
        self._execute = manifest.connection.execute

    def put(self, position: int, place: str, results: tuple[Result, ...]) -> None:
        """Keeps the results in the manifest."""
        rows = ((position, result.number, result.json) for result in results)
        self._manifest.connection.executemany("INSERT OR REPLACE INTO staged VALUES (?, ?, ?)", rows)

    def advance(self, waiting: frozenset[int], met: int) -> None:
        """Writes parts of which every input has been met and done."""
        open_parts = {position // self._size for position in waiting}
        for part in self._waiting():
            if part not in open_parts and (part + 1) * self._size <= met:
                self._write(part)

    def finish(self) -> None:
        """Writes every part that is not as the manifest says it should be."""
        gone = self._execute(
            "SELECT DISTINCT part FROM part_line LEFT JOIN report USING (position, number) WHERE report.target IS NULL"
        )
        for part in sorted({*self._waiting(), *(row[0] for row in gone.fetchall())}):
            self._write(part)

    def _waiting(self) -> list[int]:
        """Parts for which results wait."""
        rows = self._execute("SELECT DISTINCT position / ? FROM staged ORDER BY 1", (self._size,))
        return [row[0] for row in rows.fetchall()]

    def _write(self, part: int) -> None:
        """Writes a part anew: its earlier lines that still hold, and those that wait.

        The earlier lines are first taken into the manifest, so that a run that is killed on the way has all of them.
        """
        name = f"{PARTS}/part-{part:05d}{self._form.suffix}"
        self._take_back(part, name)
        keys = self._execute(
            "SELECT report.position, report.number FROM report JOIN staged USING (position, number)"
            " WHERE report.position BETWEEN ? AND ? ORDER BY report.position, report.number",
            self._range(part),
        ).fetchall()
        if keys:
            with self._storage.write(name) as stream:
                self._form.write(stream, self._lines(keys))
        else:
            self._storage.remove(name)
        self._execute("DELETE FROM staged WHERE position BETWEEN ? AND ?", self._range(part))
        self._manifest.connection.executemany(
            "INSERT INTO part_line VALUES (?, ?, ?, ?)", ((part, line, *key) for line, key in enumerate(keys))
        )
        self._execute("UPDATE report SET target = ? WHERE position BETWEEN ? AND ?", (name, *self._range(part)))
        self._manifest.commit()

    def _take_back(self, part: int, name: str) -> None:
        keys = self._execute("SELECT position, number FROM part_line WHERE part = ? ORDER BY line", (part,)).fetchall()
        if keys:
            with self._storage.read(name) as stream:
                for (position, number), json in zip(keys, self._form.read(stream), strict=True):
                    self._execute(
                        "INSERT OR IGNORE INTO staged SELECT position, number, ? FROM report"
                        " WHERE position = ? AND number = ? AND target IS NOT NULL",
                        (json, position, number),
                    )
            self._execute("DELETE FROM part_line WHERE part = ?", (part,))
        self._manifest.commit()

    def _lines(self, keys: list[tuple[int, int]]) -> Iterator[Line]:
        described = ", ".join(f"report.{name}" for name in COLUMNS)
        query = (
            f"SELECT place, number, staged.json, {described} FROM report JOIN staged USING (position, number)"  # noqa: S608
            " JOIN document USING (position) WHERE report.position = ? AND report.number = ?"
        )
        for key in keys:
            place, number, json, *rest = self._execute(query, key).fetchone()
            yield Line(place, number, tuple(rest), json)

    def _range(self, part: int) -> tuple[int, int]:
        return part * self._size, (part + 1) * self._size - 1
