"""``docparse export``: results as tables of several formats, one after the other, without parsing again."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.cli.complaints import FAILED, CommandError, UsageError, complaint_of
from docparse.cli.export_targets import FORMATS, Manner
from docparse.cli.result_files import ResultFile, find_results
from docparse.cli.terminal import write_error_line
from docparse.errors import MissingPackageError
from docparse.exporting.database import ForeignDatabaseError
from docparse.exporting.results import ResultError, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.cli.export_targets import Writer
    from docparse.cli.messages import Messages
    from docparse.schema import Report

# Files beside a database that say that somebody is writing to it, or broke off doing so.
_BESIDE = ("-journal", "-wal")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """One ``docparse export`` line.

    Attributes:
        inputs: Files, folders, patterns or ``-``, as typed.
        to: One of FORMATS.
        out: The folder or file to write, as the format needs; None for the usual name.
    """

    inputs: tuple[str, ...]
    to: str | None
    out: str | None = None
    force: bool = False
    append: bool = False
    bom: bool = False


class _NothingExportedError(Exception):
    """No report was written: what has been made for them vanishes."""


@dataclass(slots=True)
class _Export:
    """An export on its way: opened for the first report, and what has come of it.

    Attributes:
        origins: Where each source came from that has been exported, by its checksum.
    """

    request: ExportRequest
    target: Path
    closing: ExitStack
    messages: Messages
    writer: Writer | None = None
    origins: dict[bytes, str] = field(default_factory=dict)
    failed: int = 0
    left_out: int = 0
    cells: int = 0

    def take(self, file: ResultFile) -> None:
        """Exports all results of a file; what cannot be read is said."""
        for label, content in _contents_of(file):
            if isinstance(content, CommandError):
                self.complain(content)
            else:
                self.put(content, label)

    def put(self, report: Report, label: str) -> None:
        """Exports one report, unless its source has been exported from elsewhere."""
        source = bytes.fromhex(report.source.sha256)
        if source in self.origins:
            self.left_out += 1
            self.messages.complain(CommandError("export.same-source", name=label, other=self.origins[source]))
            return
        if self.writer is None:
            self.writer = self.closing.enter_context(_opened(self.request, self.target))
        try:
            rows = self.writer.put(report)
        except (OSError, sqlite3.Error):
            raise
        except OverflowError as error:  # a whole number that no database holds
            self.complain(CommandError("export.shape", name=label, place="/", reason=str(error)))
            return
        except Exception as error:  # a bug that one report brings to light must not end the others
            self.complain(complaint_of(error, label=label))
            return
        self.origins[source] = label
        self.cells += len(rows.cell)

    def complain(self, complaint: CommandError) -> None:
        """Says what is wrong with one input; the others go on."""
        self.failed += 1
        self.messages.complain(complaint)


def _contents_of(file: ResultFile) -> Iterator[tuple[str, Report | CommandError]]:
    """The reports of a file with their labels, and what to tell the user about the others."""
    try:
        with ExitStack() as closing:
            stream = sys.stdin.buffer if file.path is None else closing.enter_context(file.path.open("rb"))
            for found in read_file(stream, file.label):
                label = file.label if found.line is None else f"{file.label}:{found.line}"
                content = found.content
                if isinstance(content, ResultError):
                    yield label, CommandError(f"export.{content.problem}", name=label, **content.fields)
                else:
                    yield label, content
    except MissingPackageError as error:
        needed = {"package": error.package, "extra": error.extra}
        yield file.label, CommandError("export.package-for-input", name=file.label, **needed)
    except OSError as error:
        yield file.label, complaint_of(error, label=file.label)


def export(request: ExportRequest, *, messages: Messages) -> int:
    """Exports all results that the request names.

    Returns:
        0, or 1 where an input failed; the others are exported all the same.

    Raises:
        CommandError: The command line does not make sense, or the target cannot be written.
    """
    target = _checked_target(request)
    complaints: list[CommandError] = []
    files = find_results(request.inputs, complaints)
    _refuse_existing(request, target, files)
    with suppress(_NothingExportedError), ExitStack() as closing:
        work = _Export(request, target, closing, messages)
        for complaint in complaints:
            work.complain(complaint)
        for file in files:
            work.take(file)
        if not work.origins:
            raise _NothingExportedError
    replaced = getattr(work.writer, "replaced", 0)
    counts = {"exported": len(work.origins), "replaced": replaced, "left_out": work.left_out, "failed": work.failed}
    write_error_line(messages.text("export.counts", cells=work.cells, **counts))
    if work.origins:
        write_error_line(messages.text("export.written", name=target))
    return FAILED if work.failed else 0


def _checked_target(request: ExportRequest) -> Path:
    """Where the export goes.

    Raises:
        UsageError: The options do not fit together.
    """
    if request.to is None:
        raise UsageError("usage.missing", what=f"--to {'|'.join(FORMATS)}")
    if request.to not in FORMATS:
        raise UsageError("export.format", known=", ".join(FORMATS), value=request.to)
    for option, asked, needed in (("--append", request.append, "sqlite"), ("--bom", request.bom, "csv")):
        if asked and request.to != needed:
            raise UsageError("export.only-for", option=option, to=needed)
    if request.append and request.force:
        raise UsageError("export.append-or-force")
    form = FORMATS[request.to]
    target = Path(request.out or form.usual)
    if target.exists() and target.is_dir() != (form.files is not None):
        needed = "file" if form.files is None else "folder"
        raise UsageError(f"export.out-needs-{needed}", name=str(target), to=request.to)
    return target


def _refuse_existing(request: ExportRequest, target: Path, files: list[ResultFile]) -> None:
    """Raises CommandError where writing would destroy something that the user did not give up."""
    inputs = {os.path.realpath(file.path) for file in files if file.path is not None}
    for path in FORMATS[request.to or ""].files_of(target):
        if os.path.realpath(path) in inputs:
            raise CommandError("file.is-the-input", name=str(path))
        if path.exists() and not (request.force or request.append):
            raise CommandError("export.exists", name=str(path))
    for beside in (f"{target}{ending}" for ending in _BESIDE):
        if request.force and request.to == "sqlite" and Path(beside).exists():
            raise CommandError("export.in-use", name=str(target), beside=beside)


@contextmanager
def _opened(request: ExportRequest, target: Path) -> Iterator[Writer]:
    """What takes the reports; when the block ends well, all of them are in the target, else nothing is."""
    try:
        with ExitStack() as closing:
            manner = Manner(overwrite=request.force, append=request.append, bom=request.bom)
            yield FORMATS[request.to or ""].open(target, manner, closing)
    except CommandError as complaint:
        if complaint.key == "file.exists":  # it appeared meanwhile
            raise CommandError("export.exists", **complaint.fields) from None
        raise
    except ForeignDatabaseError as error:
        raise CommandError("export.foreign-database", name=str(target)) from error
    except MissingPackageError as error:
        raise CommandError("export.package", to=request.to, package=error.package, extra=error.extra) from error
    except OSError as error:
        raise complaint_of(error, label=str(target)) from error
    except sqlite3.Error as error:
        raise CommandError("file.os-error", name=str(target), reason=str(error)) from error
