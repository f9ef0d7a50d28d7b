"""Who converts: this process, or a pool of worker processes of this machine."""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from docparse.batch.conversion import Outcome, Task, convert_document

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from concurrent.futures import Future
    from typing import TypeAlias

    from pebble import ProcessPool

    from docparse.batch.settings import Settings

    Convert: TypeAlias = Callable[[bytes, str, Settings, dict[str, str]], Outcome]

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

    def run(self, tasks: Iterable[Task]) -> Generator[Finished, None, None]:
        """Draws tasks as there is room, and gives what became of them as they are done; to close it ends all others."""
        ...


class ThisProcess:
    """One document after the other, here. A document that kills the process kills the run."""

    def __init__(self, settings: Settings) -> None:
        """Takes what all documents are converted with."""
        self._settings = settings

    def run(self, tasks: Iterable[Task]) -> Generator[Finished, None, None]:
        """Converts each task when it is asked for."""
        for task in tasks:
            outcome = convert_document(task.content, task.name, self._settings, task.metadata)
            yield Finished(task.position, task.name, outcome)


class Workers:
    """Worker processes, each ended and replaced when a document takes too long or kills it, and now and then anyway."""

    def __init__(
        self,
        settings: Settings,
        *,
        count: int,
        recycled_after: int = RECYCLED_AFTER,
        grace: float = GRACE,
        convert: Convert = convert_document,
    ) -> None:
        """Takes what all documents are converted with.

        Args:
            settings: Sent to each worker once.
            count: How many workers there are; fewer are started for fewer documents.
            recycled_after: Documents after which a worker is replaced.
            grace: Seconds beyond the limit of a document after which its worker is ended.
            convert: What each document is given to; a function of a module that workers can import.
        """
        self._settings, self._count, self._recycled_after = settings, count, recycled_after
        self._grace, self._convert = grace, convert

    def run(self, tasks: Iterable[Task]) -> Generator[Finished, None, None]:
        """Keeps all workers busy; leaving the loop early ends them."""
        import multiprocessing

        from pebble import ProcessPool

        source = iter(tasks)
        first = list(islice(source, self._count))
        if not first:
            return
        source = chain(first, source)
        pool = ProcessPool(
            max_workers=len(first),
            max_tasks=self._recycled_after,
            initializer=_begin_worker,
            initargs=(self._settings, self._convert),
            context=multiprocessing.get_context("spawn"),
        )
        waiting: dict[Future[Outcome], Task] = {}
        again: set[int] = set()
        try:
            while True:
                while len(waiting) < self._count * _AHEAD and (task := next(source, None)) is not None:
                    waiting[self._scheduled(pool, task)] = task
                if not waiting:
                    break
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for answered in done:
                    task = waiting.pop(answered)
                    outcome = self._outcome_of(answered)
                    if outcome.kind == "crashed" and task.position not in again:
                        # A worker may die of something else: of a system that ran out of memory, or by hand.
                        again.add(task.position)
                        waiting[self._scheduled(pool, task)] = task
                    else:
                        again.discard(task.position)
                        yield Finished(task.position, task.name, outcome)
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _scheduled(self, pool: ProcessPool, task: Task) -> Future[Outcome]:
        seconds = self._settings.options.max_seconds
        limit = None if seconds is None else seconds + self._grace
        return pool.schedule(_work, args=(task.content, task.name, dict(task.metadata)), timeout=limit)

    def _outcome_of(self, future: Future[Outcome]) -> Outcome:
        """What a worker answered, or what ended it."""
        from pebble import ProcessExpired

        try:
            return future.result()
        except TimeoutError:
            seconds = self._settings.options.max_seconds or 0.0
            message = f"more than {seconds:g} s were needed; the worker was ended"
            return Outcome("timeout", error="LimitError", message=message, seconds=seconds + self._grace)
        except ProcessExpired as error:
            return Outcome("crashed", error="WorkerDied", message=f"the worker died of it (exit code {error.exitcode})")


class _Worker(NamedTuple):
    """What a worker process works with."""

    settings: Settings
    convert: Convert


_worker: list[_Worker] = []


def _begin_worker(settings: Settings, convert: Convert) -> None:
    """Prepares a worker process: its settings, its limit of memory, and interrupts, which the parent answers."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker[:] = [_Worker(settings, convert)]
    limit_memory(settings.max_memory)


def _work(content: bytes, name: str, metadata: dict[str, str]) -> Outcome:
    settings, convert = _worker[0]
    return convert(content, name, settings, metadata)


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
