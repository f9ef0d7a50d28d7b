"""Runs ``docparse batch`` as a user does, watches its memory, and kills it."""

from __future__ import annotations

import hashlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MANIFEST = "manifest.sqlite"
_EVERY = 0.5
# What a manifest says that does not depend on when and how often it was written.
_STATE = (
    "SELECT position, place, sha256, outcome, duplicate_of, error FROM document ORDER BY position",
    "SELECT * FROM report ORDER BY position, number",
    "SELECT * FROM part_line ORDER BY part, line",
)


@dataclass(frozen=True, slots=True)
class Run:
    """One run from its first to its last moment.

    Attributes:
        seconds: Wall clock, the start of all processes included.
        memory: Bytes that all its processes held at most, in each tenth of the documents.
        outcomes: Inputs by outcome.
        json_bytes: Bytes of all results before they are packed.
        stored_bytes: Bytes of the files that hold them.
    """

    documents: int
    workers: int
    seconds: float
    memory: tuple[int, ...]
    outcomes: dict[str, int]
    json_bytes: int
    stored_bytes: int


def command_of(source: Path, out: Path, *, workers: int, choices: Sequence[str]) -> list[str]:
    """The command line of a run."""
    line = [sys.executable, "-m", "docparse", "batch", str(source), "--out", str(out), "--workers", str(workers)]
    return [*line, "--quiet", *choices]


def run_whole(source: Path, out: Path, *, documents: int, workers: int, choices: Sequence[str]) -> Run:
    """Runs a batch without disturbing it.

    Raises:
        RuntimeError: It did not come to its end.
    """
    shutil.rmtree(out, ignore_errors=True)
    started = time.monotonic()
    process = psutil.Popen(command_of(source, out, workers=workers, choices=choices))
    memory = [0] * 10
    while process.poll() is None:
        tenth = min(9, 10 * _done(out) // documents)
        memory[tenth] = max(memory[tenth], _memory(process))
        time.sleep(_EVERY)
    seconds = time.monotonic() - started
    if process.returncode not in (0, 1):
        message = f"the run ended with {process.returncode}"
        raise RuntimeError(message)
    outcomes = dict(_ask(out, "SELECT outcome, count(*) FROM document GROUP BY outcome"))
    json_bytes = _ask(out, "SELECT coalesce(sum(json_bytes), 0) FROM report")[0][0]
    stored = sum(path.stat().st_size for path in _files(out))
    return Run(documents, workers, seconds, tuple(memory), outcomes, json_bytes, stored)


def kill_and_resume(
    source: Path, out: Path, *, kills: int, seconds: float, seed: int, choices: Sequence[str]
) -> tuple[int, int]:
    """Kills runs at random instants until one comes to its end; how many were killed and how many runs there were.

    Args:
        source: The folder of documents.
        out: The folder of results; it is emptied.
        kills: How many runs are killed.
        seconds: What an undisturbed run takes: no run is left longer than this over the number of kills, so that the
            kills fall on all of it.
        seed: Of the instants.
        choices: Further options.
    """
    shutil.rmtree(out, ignore_errors=True)
    instants = random.Random(seed)  # noqa: S311 - instants, no secrets
    killed = runs = 0
    while True:
        going_on = ["--resume"] if (out / MANIFEST).exists() else []
        line = command_of(source, out, workers=2, choices=[*choices, *going_on])
        process = subprocess.Popen(line)
        runs += 1
        if killed < kills:
            with suppress(subprocess.TimeoutExpired):
                process.wait(instants.uniform(0.2, 3.0 + 2 * seconds / kills))
        else:
            process.wait()
        if process.poll() is not None:
            return killed, runs
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed += 1


def difference(one: Path, other: Path) -> list[str]:
    """What two folders of results differ in: names of files, and of queries to their manifests."""
    ones, others = _digests(one), _digests(other)
    different = sorted(name for name in ones.keys() | others.keys() if ones.get(name) != others.get(name))
    return [*different, *(query for query in _STATE if _ask(one, query) != _ask(other, query))]


def _digests(out: Path) -> dict[str, str]:
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in _files(out)}


def _files(out: Path) -> list[Path]:
    own = (MANIFEST, ".lock")
    return [path for path in sorted(out.rglob("*")) if path.is_file() and not path.name.startswith(own)]


def _memory(process: psutil.Process) -> int:
    """Bytes that a process and those that it started hold."""
    held = 0
    with suppress(psutil.Error):
        for each in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):
                held += each.memory_info().rss
    return held


def _done(out: Path) -> int:
    try:
        return int(_ask(out, "SELECT count(*) FROM document WHERE outcome <> 'pending'")[0][0])
    except sqlite3.Error:
        return 0


def _ask(out: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{(out / MANIFEST).absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()
