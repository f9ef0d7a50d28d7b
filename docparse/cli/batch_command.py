"""The command line of ``docparse batch``: its options, and what they ask for together."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docparse.cli.commands import KINDS, choice, command
from docparse.cli.complaints import UsageError

if TYPE_CHECKING:
    from docparse.batch.run import BatchRequest, Mode, Shard
    from docparse.batch.settings import Settings
    from docparse.cli.messages import Messages

FORMATS = ("json", "jsonl", "parquet")
CHECKS = ("all", "failed")
ENGINES = ("local", "dask")

# Options that take a value.
TAKE_A_VALUE = frozenset(
    {
        "--out", "--files-from", "--format", "--part-size", "--checks", "--metadata", "--metadata-key", "--workers",
        "--max-seconds", "--max-memory", "--shard", "--engine", "--scheduler", "--manifest", "--log",
        "--report",
    }
)  # fmt: skip


def add_batch(app: typer.Typer, messages: "Messages") -> None:
    """Adds the command to the application."""
    say = messages.text
    kind = choice("--document-kind", KINDS, metavar="K", say=say("help.document-kind"))

    def value(name: str, metavar: str, key: str = "help.batch-") -> object:
        return typer.Option(name, metavar=metavar, help=say(key + name.removeprefix("--")))

    def flag(*names: str) -> object:
        return typer.Option(*names, help=say(f"help.batch-{names[0].removeprefix('--')}"))

    @command(app, "batch", messages)
    def batch(
        out: Annotated[str, value("--out", "DIR|URL")],
        inputs: Annotated[
            list[str] | None, typer.Argument(metavar="FILE|DIR|GLOB|ARCHIVE|URL", help=say("help.batch-inputs"))
        ] = None,
        files_from: Annotated[list[str] | None, value("--files-from", "LIST")] = None,
        manifest: Annotated[str | None, value("--manifest", "PATH")] = None,
        resume: Annotated[bool, flag("--resume")] = False,
        stale: Annotated[bool, flag("--stale")] = False,
        retry: Annotated[bool, flag("--retry")] = False,
        form: Annotated[str, choice("--format", FORMATS, say=say("help.batch-format"))] = "json",
        zstd: Annotated[bool, flag("--zstd")] = False,
        part_size: Annotated[int, value("--part-size", "N")] = 200,
        checks: Annotated[str, choice("--checks", CHECKS, say=say("help.batch-checks"))] = "all",
        plain: Annotated[bool, typer.Option("--plain", help=say("help.plain"))] = False,
        no_spans: Annotated[bool, typer.Option("--no-spans", help=say("help.no-spans"))] = False,
        split: Annotated[bool, flag("--split")] = False,
        metadata: Annotated[str | None, value("--metadata", "FILE.csv")] = None,
        metadata_key: Annotated[str | None, value("--metadata-key", "COLUMN")] = None,
        workers: Annotated[int | None, value("--workers", "N")] = None,
        engine: Annotated[str, choice("--engine", ENGINES, say=say("help.batch-engine"))] = "local",
        scheduler: Annotated[str | None, value("--scheduler", "ADDRESS")] = None,
        max_seconds: Annotated[float, value("--max-seconds", "S")] = 120.0,
        max_memory: Annotated[int, value("--max-memory", "MB")] = 2048,
        shard: Annotated[str | None, value("--shard", "I/N")] = None,
        encoding: Annotated[str | None, value("--encoding", "E", "help.")] = None,
        document_kind: Annotated[str | None, kind] = None,
        grammars: Annotated[list[str] | None, value("--grammars", "DIR", "help.")] = None,
        log: Annotated[str | None, value("--log", "FILE")] = None,
        report: Annotated[str | None, value("--report", "FILE")] = None,
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("help.quiet"))] = False,
    ) -> int:
        from docparse.cli.batch import batch as run

        settings = _settings(
            encoding=encoding, document_kind=document_kind, grammars=grammars, max_seconds=max_seconds,
            max_memory=max_memory, view="plain" if plain else "no_spans" if no_spans else "full", checks=checks,
            split=split,
        )  # fmt: skip
        request = _request(
            inputs=inputs, lists=files_from, out=out, manifest=manifest, settings=settings,
            mode=_mode(resume=resume, stale=stale), retry=retry, form=form, zstd=zstd, part_size=part_size, shard=shard,
            workers=workers,
        )  # fmt: skip
        return run(
            request, scheduler=_scheduler(engine, scheduler, workers=workers), metadata=metadata,
            metadata_key=metadata_key, log=log, report=report, quiet=quiet, messages=messages,
        )  # fmt: skip


def _settings(
    *,
    encoding: str | None,
    document_kind: str | None,
    grammars: list[str] | None,
    max_seconds: float,
    max_memory: int,
    view: str,
    checks: str,
    split: bool,
) -> "Settings":
    from docparse.batch.settings import Settings
    from docparse.cli.parsing import make_options

    options = make_options(encoding=encoding, document_kind=document_kind, grammars=grammars or ())
    return Settings(
        options=replace(options, max_seconds=max_seconds if max_seconds > 0 else None),
        view=view,  # type: ignore[arg-type]
        checks=_one_of("--checks", checks, CHECKS),  # type: ignore[arg-type]
        split=split,
        max_memory=max_memory * 2**20 if max_memory > 0 else None,
    )


def _request(
    *,
    inputs: list[str] | None,
    lists: list[str] | None,
    out: str,
    manifest: str | None,
    settings: "Settings",
    mode: "Mode",
    retry: bool,
    form: str,
    zstd: bool,
    part_size: int,
    shard: str | None,
    workers: int | None,
) -> "BatchRequest":
    from docparse.batch.remote import is_url
    from docparse.batch.run import BatchRequest

    if not inputs and not lists:
        raise UsageError("usage.missing", what="FILE|DIR|GLOB|ARCHIVE|URL")
    if is_url(out) and manifest is None:
        raise UsageError("batch.manifest-needed", out=out)
    return BatchRequest(
        inputs=tuple(inputs or ()),
        lists=tuple(lists or ()),
        out=out if is_url(out) else Path(out),
        manifest=None if manifest is None else Path(manifest),
        settings=settings,
        mode=mode,
        retry=retry,
        format=_one_of("--format", form, FORMATS),  # type: ignore[arg-type]
        zstd=zstd,
        part_size=_at_least(1, "--part-size", part_size),
        shard=_shard(shard),
        workers=_workers(workers),
    )


def _mode(*, resume: bool, stale: bool) -> "Mode":
    if resume and stale:
        raise UsageError("batch.resume-or-stale")
    return "resume" if resume else "stale" if stale else "new"


def _one_of(option: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise UsageError("batch.one-of", option=option, known=", ".join(known), value=value)
    return value


def _at_least(least: int, option: str, value: int) -> int:
    if value < least:
        raise UsageError("batch.at-least", option=option, least=least, value=value)
    return value


def _workers(count: int | None) -> int:
    from docparse.batch.engines import usable_processors

    return usable_processors() if count is None else _at_least(0, "--workers", count)


def _scheduler(engine: str, address: str | None, *, workers: int | None) -> str | None:
    """The address of the scheduler, where one is to be asked."""
    _one_of("--engine", engine, ENGINES)
    if engine == "dask" and address is None:
        raise UsageError("batch.scheduler-needed")
    if engine == "dask" and workers is not None:
        raise UsageError("batch.workers-local")
    if engine == "local" and address is not None:
        raise UsageError("batch.scheduler-local")
    return address


def _shard(text: str | None) -> "Shard | None":
    from docparse.batch.run import Shard

    if text is None:
        return None
    number, slash, total = text.partition("/")
    if not (slash and number.isdecimal() and total.isdecimal() and 1 <= int(number) <= int(total)):
        raise UsageError("batch.shard", value=text)
    return Shard(int(number), int(total))
