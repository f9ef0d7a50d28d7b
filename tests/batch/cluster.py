"""A Dask cluster of real processes on this machine, and a package of grammars whose rendering does harm on purpose.

The rendering claims no line. But a line with 停 and a letter stops the first worker that meets it, where a test has
asked for that letter, until the test lets it go on; and a line with 亡 ends each worker that meets it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0

RENDERING = """\
import os, sys, time
from pathlib import Path

GRAMMARS = Path(__file__).parent
RENDERINGS = (sys.modules[__name__],)
NAME = "perilous"


def claims(text):
    perils = os.environ.get("PERILS")
    if perils and "停" in text:
        letter = text[text.index("停") + 1]
        held = Path(perils, f"held-{letter}")
        try:
            Path(perils, f"hold-{letter}").rename(held)
        except FileNotFoundError:
            return False
        held.write_text(f"{os.getpid()} ")
        while held.exists():
            time.sleep(0.05)
    if perils and "亡" in text:
        os._exit(9)
    return False


def cells(text):
    return []
"""


def plant(site: Path, *, note: str = "") -> Path:
    """Installs the package into a folder for PYTHONPATH; a note makes other knowledge of it."""
    (site / "perilous").mkdir(parents=True)
    (site / "perilous/__init__.py").write_text(RENDERING + note, encoding="utf-8")
    (site / "perilous-1.dist-info").mkdir()
    (site / "perilous-1.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: perilous\nVersion: 1\n")
    (site / "perilous-1.dist-info/entry_points.txt").write_text("[docparse.grammars]\nperilous = perilous\n")
    return site


def until(condition: Callable[[], object], what: str) -> None:
    """Waits for something that comes."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"there is no {what}"
        time.sleep(0.05)


@dataclass
class Cluster:
    """A scheduler and its workers; runs are started in the folder where it is, beside it."""

    folder: Path
    site: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def perils(self) -> Path:
        return self.folder / "perils"

    @property
    def scheduler(self) -> str:
        return str(self.folder / "scheduler.json")

    def start(self, *arguments: str | Path, site: Path | None = None) -> subprocess.Popen[bytes]:
        """Starts a module of Python, with what it says in a log."""
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(site or self.site), str(ROOT))),
            "PERILS": str(self.perils),
            "DASK_TEMPORARY_DIRECTORY": str(self.folder / "scratch"),
            # A worker that dies once is enough to suspect a document.
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
        }
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *map(str, arguments)], cwd=self.folder.parent, env=environment, stdout=log,
                stderr=subprocess.PIPE if arguments[0] == "docparse" else log, start_new_session=True,
            )  # fmt: skip
        self.processes.append(process)
        return process

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        process = self.start(
            "dask", "scheduler", "--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0",
            "--scheduler-file", self.scheduler,
        )  # fmt: skip
        until(Path(self.scheduler).exists, "scheduler")
        return process

    def start_workers(self, count: int, *, site: Path | None = None) -> subprocess.Popen[bytes]:
        """Worker processes of one thread each, which are replaced when they die."""
        return self.start(
            "dask", "worker", "--scheduler-file", self.scheduler, "--host", "127.0.0.1", "--nworkers", str(count),
            "--nthreads", "1", "--dashboard-address", "127.0.0.1:0", site=site,
        )  # fmt: skip

    def batch(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """Starts ``docparse batch`` with the dangerous grammars."""
        return self.start("docparse", "--lang", "en", "batch", "--quiet", "--grammars", "perilous", *arguments)

    def batch_here(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """Starts it on this cluster."""
        return self.batch("--engine", "dask", "--scheduler", self.scheduler, *arguments)

    def hold(self, letter: str) -> None:
        """Has the first worker stopped that meets the letter."""
        (self.perils / f"hold-{letter}").touch()

    def holder(self, letter: str) -> int:
        """The process of the worker that is stopped, waited for."""
        held = self.perils / f"held-{letter}"
        until(lambda: held.exists() and held.read_text().endswith(" "), "worker that is stopped")
        return int(held.read_text())

    def release(self, letter: str) -> None:
        """Lets the worker go on."""
        (self.perils / f"held-{letter}").unlink()

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Kills a process and those that it started."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stderr is not None:
            process.stderr.close()


@contextmanager
def cluster(folder: Path, site: Path, *, workers: int) -> Iterator[Cluster]:
    """A scheduler with its workers; every process that was started is gone when the block ends."""
    started = Cluster(folder, site)
    started.perils.mkdir(parents=True)
    try:
        started.start_scheduler()
        started.start_workers(workers)
        yield started
    finally:
        for process in reversed(started.processes):
            started.end(process)
