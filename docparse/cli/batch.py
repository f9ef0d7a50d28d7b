"""``docparse batch``: a run with its progress, its log and its summary."""

from __future__ import annotations

import json
import logging
import sqlite3
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.batch.dask_engine import ClusterError, connected
from docparse.batch.documents import read_list
from docparse.batch.manifest import PENDING, ManifestError
from docparse.batch.metadata import NONE, MetadataError, read_metadata
from docparse.batch.run import run_batch
from docparse.cli.complaints import FAILED, CommandError, UsageError, complaint_of
from docparse.cli.overview import require_page, write_overview
from docparse.cli.terminal import is_terminal, write_error_line
from docparse.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docparse.batch.engines import Finished
    from docparse.batch.metadata import Metadata
    from docparse.batch.run import BatchRequest, Progress, Totals
    from docparse.cli.messages import Messages

    Watch = Callable[[Progress, Finished | None], None]

# Seconds between two lines about the progress where nobody looks at a screen.
_EVERY = 60.0


def batch(
    request: BatchRequest,
    *,
    scheduler: str | None = None,
    metadata: str | None,
    metadata_key: str | None,
    log: str | None,
    report: str | None = None,
    quiet: bool,
    messages: Messages,
) -> int:
    """Runs a batch, says what came of it, and writes the page of it where one is asked for.

    Returns:
        0 where every input has a result, else 1.

    Raises:
        CommandError: The request makes no sense, or the results cannot be written.
    """
    request = replace(request, metadata=_metadata(metadata, metadata_key))
    page = None if report is None else require_page(report)
    try:
        _require_lists(request)
        with ExitStack() as closing:
            closing.enter_context(_logged(log))
            if scheduler is not None:
                request = replace(request, engine=closing.enter_context(connected(request.settings, scheduler)))
            watch = closing.enter_context(_watched(quiet=quiet, messages=messages))
            totals = run_batch(request, watch=watch)
        if page is not None:
            write_overview(page, request.manifest_path, folder=request.folder, messages=messages)
    except KeyboardInterrupt:
        write_error_line(messages.text("batch.interrupted"))
        raise
    except (ManifestError, OptionError) as error:
        raise UsageError("batch.refused", reason=str(error)) from error
    except ClusterError as error:
        raise CommandError(f"batch.cluster-{error.problem}", scheduler=scheduler, reason=str(error)) from error
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise CommandError("batch.cannot-write", folder=request.folder, reason=reason) from error
    if not quiet:
        _summarise(totals, request, messages)
    without = sum(count for outcome, count in totals.outcomes.items() if outcome not in ("done", "duplicate"))
    return FAILED if without else 0


def _require_lists(request: BatchRequest) -> None:
    for name in request.lists:
        try:
            read_list(name)
        except OSError as error:
            raise complaint_of(error, label=name) from error


def _metadata(name: str | None, column: str | None) -> Metadata:
    if name is None:
        return NONE
    try:
        return read_metadata(Path(name), column=column)
    except MetadataError as error:
        raise UsageError("batch.refused", reason=str(error)) from error
    except OSError as error:
        raise complaint_of(error, label=name) from error


def _summarise(totals: Totals, request: BatchRequest, messages: Messages) -> None:
    progress = totals.progress
    summary = {
        "converted": progress.converted,
        "failed": progress.failed,
        "skipped": progress.skipped,
        "duplicates": progress.duplicates,
        "seconds": f"{progress.seconds:.0f}",
        "folder": request.folder,
    }
    write_error_line(messages.text("batch.summary", **summary))
    relations = totals.relations
    if any(relations):
        write_error_line(messages.text("batch.relations", **relations._asdict()))
    if totals.left_out and request.mode == "resume":
        write_error_line(messages.text("batch.left", count=totals.left_out))
    if totals.outcomes.get(PENDING):
        write_error_line(messages.text("batch.pending", count=totals.outcomes[PENDING]))


@contextmanager
def _watched(*, quiet: bool, messages: Messages) -> Iterator[Watch]:
    """Shows how far a run has come: a bar for a person, now and then a line for a file, nothing where that is asked."""
    if quiet:
        yield lambda progress, finished: None
    elif is_terminal(sys.stderr):
        with _bar(messages) as watch:
            yield watch
    else:
        yield _lines(messages)


@contextmanager
def _bar(messages: Messages) -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(messages.text("batch.progress"), total=None, rate="")

        def watch(progress: Progress, finished: Finished | None) -> None:
            done = progress.skipped + progress.duplicates + progress.converted
            bar.update(task, completed=done, total=progress.total, rate=_told(progress, messages))

        yield watch


def _lines(messages: Messages) -> Watch:
    last = time.monotonic()

    def watch(progress: Progress, finished: Finished | None) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            write_error_line(_told(progress, messages))

    return watch


def _told(progress: Progress, messages: Messages) -> str:
    rate = progress.converted / progress.seconds if progress.seconds else 0.0
    return messages.text("batch.rate", done=progress.converted, failed=progress.failed, rate=f"{rate:.1f}")


class _JsonFormatter(logging.Formatter):
    """One event as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        return json.dumps(event, ensure_ascii=False)


@contextmanager
def _logged(name: str | None) -> Iterator[None]:
    """Writes the events of docparse to a file, if one is named; otherwise they are heard nowhere."""
    logger = logging.getLogger("docparse")
    if name is None:
        handler: logging.Handler = logging.NullHandler()
    else:
        try:
            handler = logging.FileHandler(name, encoding="utf-8")
        except OSError as error:
            raise complaint_of(error, label=name) from error
        handler.setFormatter(_JsonFormatter())
        logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
        handler.close()
