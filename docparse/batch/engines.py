"""Who converts: this process, or a pool of worker processes of this machine."""

from __future__ import annotations

import logging
import os
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Protocol

from docparse.batch.conversion import Outcome, Task, convert_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from docparse.batch.settings import Settings

_log = logging.getLogger(__name__)

# Documents after which a worker is replaced by a fresh one: what libraries keep in memory goes with it.
RECYCLED_AFTER = 250
# Seconds beyond the limit of a document after which its worker is ended: the limit itself is looked at between tables.
GRACE = 10.0
# Documents that wait at each worker, so that it never does.
_AHEAD = 2


class Finished(NamedTuple):
    """A document that has been converted, or not."""

    position: int
    name: str
    outcome: Outcome


class Engine(Protocol):
    """Converts documents in any order, with few of them in hand at any time."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Finished]:
        """Draws tasks as there is room, and gives what became of them as they are done."""


class ThisProcess:
    """One document after the other, here. A document that kills the process kills the run."""

    def __init__(self, settings: Settings) -> None:
        """Takes what all documents are converted with."""
        self._settings = settings

    def run(self, tasks: Iterable[Task]) -> Iterator[Finished]:
        """Converts each task when it is asked for."""
        for task in tasks:
            outcome = convert_document(task.content, task.name, self._settings, task.metadata)
            yield Finished(task.position, task.name, outcome)


class Workers:
    """Worker processes, each ended and replaced when a document takes too long or kills it, and now and then anyway."""

    def __init__(self, settings: Settings, *, count: int, recycled_after: int = RECYCLED_AFTER) -> None:
        """Takes what all documents are converted with."""
        self._settings, self._count, self._recycled_after = settings, count, recycled_after

    def run(self, tasks: Iterable[Task]) -> Iterator[Finished]:
        """Keeps all workers busy; leaving the loop early ends them."""
        import multiprocessing

        from pebble import ProcessPool

        seconds = self._settings.options.max_seconds
        limit = None if seconds is None else seconds + GRACE
        context = multiprocessing.get_context("spawn")
        pool = ProcessPool(
            max_workers=self._count,
            max_tasks=self._recycled_after,
            initializer=_begin_worker,
            initargs=(self._settings,),
            context=context,
        )
        waiting: dict[Future[Outcome], Task] = {}
        source = iter(tasks)
        try:
            while True:
                while len(waiting) < self._count * _AHEAD and (task := next(source, None)) is not None:
                    future = pool.schedule(_work, args=(task.content, task.name, dict(task.metadata)), timeout=limit)
                    waiting[future] = task._replace(content=b"")
                if not waiting:
                    break
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for answered in done:
                    task = waiting.pop(answered)
                    yield Finished(task.position, task.name, _outcome_of(answered, seconds or 0))
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()


def _outcome_of(future: Future[Outcome], seconds: float) -> Outcome:
    """What a worker answered, or what ended it."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        message = f"more than {seconds:g} s were needed; the worker was ended"
        return Outcome("timeout", error="LimitError", message=message, seconds=seconds + GRACE)
    except ProcessExpired as error:
        _log.warning("a worker died with exit code %s", error.exitcode)
        return Outcome("crashed", error="WorkerDied", message=f"the worker died of it (exit code {error.exitcode})")


_settings: list[Settings] = []


def _begin_worker(settings: Settings) -> None:
    """Prepares a worker process: its settings, its limit of memory, and interrupts, which the parent answers."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _settings[:] = [settings]
    limit_memory(settings.max_memory)


def _work(content: bytes, name: str, metadata: dict[str, str]) -> Outcome:
    return convert_document(content, name, _settings[0], metadata)


def usable_processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def limit_memory(limit: int | None) -> None:
    """Limits the private memory of this process, where the system knows how (Linux)."""
    if limit is None:
        return
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
