"""Documents converted by a Dask cluster: many machines, which come and go while the run goes on.

The scheduler gives the documents of a worker that died to others. So the results are those of one machine, byte for
byte, as long as every worker has the same docparse and the same forms; one that has not ends the run.
"""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Literal, TypeAlias

from docparse.batch.conversion import Outcome, Task, convert_document
from docparse.batch.engines import Finished
from docparse.errors import DocparseError, OptionError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from distributed import Client, Future

    from docparse.batch.settings import Maker, Settings

    Convert: TypeAlias = Callable[[bytes, str, Settings, dict[str, str]], Outcome]

_log = logging.getLogger(__name__)

# Documents in hand for each thread of the cluster: one at work, two on their way.
_AHEAD = 3
# Documents in hand however small the cluster is: what is queued is also what an adaptive cluster grows by.
_LEAST = 8
# Bytes of documents in hand; the scheduler holds them.
_MOST_BYTES = 256 * 2**20
# Seconds between two looks at the size of the cluster, and at the connection while nothing is finished.
_LOOK = 2.0

ClusterProblem: TypeAlias = Literal["unreachable", "lost", "worker"]


class ClusterError(DocparseError):
    """The cluster cannot be used, or no longer; what is done stays done.

    Attributes:
        problem: ``unreachable`` (no scheduler answers), ``lost`` (it stopped answering), ``worker`` (a worker has
            another docparse, other forms, or cannot run it).
    """

    def __init__(self, problem: ClusterProblem, reason: str) -> None:
        """Keeps the kind of problem apart from its sentence."""
        self.problem, self.reason = problem, reason
        super().__init__(problem, reason)

    def __str__(self) -> str:
        """The sentence a person reads."""
        return self.reason


@contextmanager
def connected(settings: Settings, scheduler: str) -> Iterator[Cluster]:
    """An engine that works as long as the block lasts.

    Args:
        settings: What all documents are converted with. Folders of grammars must be there on every worker as well,
            under the same names.
        scheduler: The address of the scheduler (``tcp://host:8786``), or the path of its scheduler file.

    Raises:
        OptionError: The package distributed is not installed.
        ClusterError: No scheduler answers within the time that Dask is configured to wait.
    """
    try:
        import dask
        import distributed
    except ImportError as error:
        needed = "used with the package distributed: pip install 'docparse[dask]'"
        raise OptionError("engine", "dask", needed) from error
    where = {"scheduler_file": scheduler} if Path(scheduler).is_file() else {"address": scheduler}
    # A document travels inside its task: what is sent ahead of it would be lost together with the worker that has it.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"}), _quiet("distributed.client"):
        try:
            client = distributed.Client(**where, set_as_default=False, name="docparse")
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ClusterError("unreachable", str(error)) from error
        try:
            yield Cluster(client, settings)
        finally:
            with suppress(OSError, TimeoutError):
                client.close()


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keeps a logger from writing to standard error what is told as an outcome or an error, or mends itself."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


class Cluster:
    """The workers of a Dask cluster as an engine.

    A document that was at a worker when it died, once too often for the scheduler, is suspected. It may have shared its
    workers with the one that killed them; so it is tried again alone, and only what kills workers alone has crashed.
    """

    def __init__(self, client: Client, settings: Settings, *, convert: Convert = convert_document) -> None:
        """Takes an open connection; ``convert`` is a function of a module that the workers can import."""
        self._client, self._maker, self._convert = client, settings.maker(), convert
        self._settings = _with_whole_paths(settings)
        self._done: SimpleQueue[Future[Outcome]] = SimpleQueue()
        self._in_hand: dict[Future[Outcome], Task] = {}
        self._bytes = 0
        self._threads = 1
        self._looked = float("-inf")

    def run(self, tasks: Iterable[Task]) -> Generator[Finished, None, None]:
        """Keeps all workers busy; leaving the loop early takes back what is not finished.

        Raises:
            ClusterError: The scheduler is gone, or a worker has another docparse.
        """
        source = iter(tasks)
        suspects: list[Task] = []
        try:
            while True:
                while not suspects and self._has_room() and (task := next(source, None)) is not None:
                    self._submit(task)
                if not self._in_hand and not suspects:
                    return
                alone = not self._in_hand
                if alone:
                    self._submit(suspects.pop())
                task, outcome = self._next()
                if outcome.kind == "crashed" and not alone:
                    _log.warning("%s was at workers that died; it is tried again alone", task.name)
                    suspects.append(task)
                else:
                    yield Finished(task.position, task.name, outcome)
        finally:
            self._take_back()

    def _has_room(self) -> bool:
        self._look()
        return len(self._in_hand) < max(_LEAST, self._threads * _AHEAD) and self._bytes < _MOST_BYTES

    def _look(self) -> None:
        """Looks now and then how large the cluster is, and whether it is there at all."""
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return
        if self._client.status != "running":
            raise ClusterError("lost", "the scheduler no longer answers")
        with self._answering():
            threads = sum(self._client.nthreads().values())
        if self._threads and not threads:
            _log.warning("the cluster has no workers; documents wait until some come")
        self._threads, self._looked = threads, now

    def _submit(self, task: Task) -> None:
        with self._answering():
            future = self._client.submit(
                _work, self._convert, task.content, task.name, self._settings, dict(task.metadata), self._maker,
                pure=False,
            )  # fmt: skip
        self._in_hand[future] = task
        self._bytes += len(task.content)
        future.add_done_callback(self._done.put)

    def _next(self) -> tuple[Task, Outcome]:
        """The next document that is finished, waited for."""
        while True:
            try:
                future = self._done.get(timeout=_LOOK)
            except Empty:
                self._look()
                continue
            task = self._in_hand.pop(future)
            self._bytes -= len(task.content)
            return task, self._outcome_of(future)

    def _outcome_of(self, future: Future[Outcome]) -> Outcome:
        """What a worker answered.

        Raises:
            ClusterError: None answered, or one that must not.
        """
        from distributed import KilledWorker

        try:
            with self._answering():
                return future.result()
        except KilledWorker as error:
            message = f"workers died of it again and again ({error.allowed_failures + 1} times in a row)"
            return Outcome("crashed", error="WorkerDied", message=message)
        except ClusterError:
            raise
        except Exception as error:  # no conversion raises: this worker has no docparse, or not this one
            raise ClusterError("worker", f"a worker cannot convert: {type(error).__name__}: {error}") from error

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Tells of a connection that broke, in whichever way the client noticed."""
        from distributed.client import ClosedClientError, FutureCancelledError
        from distributed.comm.core import CommClosedError

        try:
            yield
        except (FutureCancelledError, CommClosedError, ClosedClientError) as error:
            raise ClusterError("lost", str(error)) from error

    def _take_back(self) -> None:
        """Has the scheduler forget what is in hand; a worker that is in the midst of a document ends it."""
        left = list(self._in_hand)
        self._in_hand.clear()
        self._bytes = 0
        if left and self._client.status == "running":
            with suppress(Exception):  # the connection may end at the same time; then the scheduler forgets anyway
                self._client.cancel(left)


def _with_whole_paths(settings: Settings) -> Settings:
    """The settings with folders of grammars under names that do not depend on the working folder."""
    options = settings.options
    grammars = tuple(str(Path(name).resolve()) if Path(name).is_dir() else name for name in options.grammars)
    return replace(settings, options=replace(options, grammars=grammars))


def _work(
    convert: Convert, content: bytes, name: str, settings: Settings, metadata: dict[str, str], maker: Maker
) -> Outcome:
    """Converts a document in a worker whose docparse and forms are those of the run.

    Raises:
        ClusterError: They are not.
    """
    problem = _unfit(settings, maker)
    if problem is not None:
        from distributed import get_worker

        raise ClusterError("worker", f"the worker at {get_worker().address} {problem}")
    return convert(content, name, settings, metadata)


def _unfit(settings: Settings, maker: Maker) -> str | None:
    """What makes the docparse of this process another one than that of the run."""
    try:
        here = settings.maker()
    except DocparseError as error:
        return f"cannot convert: {error}"
    return None if here == maker else f"has {_told(here)}, this run has {_told(maker)}"


def _told(maker: Maker) -> str:
    return f"docparse {maker.version} with forms {maker.knowledge} and settings {maker.options}"
