"""One run of a batch: inputs in, results and manifest out. The only module here that knows all others."""

from __future__ import annotations

import hashlib
import logging
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from docparse.batch.conversion import Outcome, Task
from docparse.batch.documents import Document, count_documents, documents
from docparse.batch.engines import Engine, Finished, ThisProcess, Workers
from docparse.batch.formats import FormatName, part_format
from docparse.batch.manifest import DONE, DUPLICATE, NAME, PENDING, Manifest, ManifestError, open_manifest
from docparse.batch.metadata import NONE, Metadata
from docparse.batch.relations import Relations, relate
from docparse.batch.remote import is_url, open_url
from docparse.batch.results import PARTS, REPORTS, Parts, Results, SingleFiles
from docparse.batch.settings import Maker, Settings
from docparse.batch.storage import Storage, open_storage
from docparse.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from docparse.batch.manifest import Known

_log = logging.getLogger(__name__)

# Seconds after which what was done is made safe: what a run that is killed has to do again.
_COMMIT_AFTER = 1.0

Mode = Literal["new", "resume", "stale"]


class Shard(NamedTuple):
    """Every document belongs to one shard of ``total``, by the name of its place; they are numbered from 1."""

    number: int
    total: int

    def holds(self, place: str) -> bool:
        """Whether a document is this shard's."""
        digest = hashlib.sha256(place.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.total == self.number - 1

    def __str__(self) -> str:
        """Its name in paths."""
        return f"shard-{self.number}-of-{self.total}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRequest:
    """What a batch is asked to do.

    Attributes:
        inputs: Files, folders, patterns and archives, of this machine or by URL.
        lists: Files that name inputs, one a line.
        out: The folder of the results, a path or a URL; a shard has a folder of its own in it.
        manifest: The manifest, on a local disk; it may be left out where results go to a folder of this machine, which
            holds it then. Shards have a manifest each, with the shard in its name.
        mode: ``new`` refuses a folder with results; ``resume`` does what is not done with these very bytes, settings
            and docparse; ``stale`` redoes only what another docparse or other settings made.
        retry: Does again what failed before as well.
        format: One JSON file a document, or parts in lines of JSON or Parquet.
        zstd: Packs JSON with zstd.
        part_size: Inputs of one part.
        metadata: What the caller knows of the documents.
        workers: Worker processes; 0 for none, everything happens in this process.
        engine: Converts the documents in the place of these workers.
    """

    inputs: tuple[str, ...]
    out: Path | str
    manifest: Path | None = None
    lists: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    mode: Mode = "new"
    retry: bool = False
    format: FormatName = "json"
    zstd: bool = False
    part_size: int = 200
    metadata: Metadata = NONE
    shard: Shard | None = None
    workers: int = 1
    engine: Engine | None = None

    @property
    def folder(self) -> Path | str:
        """Where the results of this request are."""
        if self.shard is None:
            return self.out
        return self.out / str(self.shard) if isinstance(self.out, Path) else f"{self.out.rstrip('/')}/{self.shard}"

    @property
    def manifest_path(self) -> Path:
        """Where its manifest is.

        Raises:
            OptionError: Results go to a URL, and no place for the manifest is named.
        """
        if self.manifest is not None:
            path = self.manifest
            return path if self.shard is None else path.with_name(f"{path.stem}-{self.shard}{path.suffix}")
        if isinstance(self.folder, str):
            raise OptionError("manifest", None, "a file on a local disk, because the results go to a URL")
        return self.folder / NAME


@dataclass(slots=True)
class Progress:
    """How far a run has come; the same object is told again and again.

    Attributes:
        met: Inputs met so far.
        skipped: Those that were done before.
        duplicates: Those that have the bytes of another.
        converted: Those that were converted in this run, ``failed`` of them without a result.
        total: Inputs in all, where that is known.
        seconds: Wall clock since the run began.
    """

    met: int = 0
    skipped: int = 0
    duplicates: int = 0
    converted: int = 0
    failed: int = 0
    total: int | None = None
    seconds: float = 0.0


class Totals(NamedTuple):
    """What a run has come to.

    Attributes:
        outcomes: How many inputs of the folder have each outcome, earlier runs included.
        left_out: Inputs of earlier runs that this one was not given.
        relations: Which reports of the folder belong together.
    """

    progress: Progress
    outcomes: Mapping[str, int]
    left_out: int
    relations: Relations = Relations()


def run_batch(request: BatchRequest, *, watch: Callable[[Progress, Finished | None], None] | None = None) -> Totals:
    """Converts what the request names; killed at any instant, a later run with ``mode="resume"`` goes on.

    Args:
        request: What to convert, with what, and where to.
        watch: Is told after each input how far the run has come, and what became of it where it was converted.

    Returns:
        How many inputs came to what, in this run and by the manifest.

    Raises:
        ManifestError: The output folder cannot be used for this run.
        OptionError: A setting has a value that it cannot have, or needs a package that is not installed.
        GrammarError: A form or lexicon of the user's own is not valid.
        OSError: Results cannot be written (a full disk, say); a later run goes on.
    """
    form = part_format(request.format, zstd=request.zstd)
    if request.part_size < 1:
        raise OptionError("part_size", request.part_size, "a whole number above 0")
    path = request.manifest_path
    begun = path.exists()
    if request.mode == "stale" and not begun:
        raise ManifestError("none", f"{request.folder} holds no results of an earlier run")
    maker = request.settings.maker()
    for url in filter(is_url, (*request.inputs, *request.lists)):
        open_url(url)
    storage = open_storage(request.folder)
    if request.manifest and not begun and any(storage.holds(folder) for folder in (REPORTS, PARTS)):
        raise ManifestError("exists", f"{request.folder} holds results that {path} knows nothing of; name another")
    path.parent.mkdir(parents=True, exist_ok=True)
    layout = {"format": request.format, "zstd": str(request.zstd).lower(), "part size": str(request.part_size)}
    with open_manifest(path, layout=layout, going_on=request.mode != "new") as manifest:
        manifest.begin(maker)
        results: Results = (
            SingleFiles(manifest, storage, zstd=request.zstd)
            if form is None
            else Parts(manifest, storage, form, size=request.part_size)
        )
        _forget_lost(manifest, storage)
        run = _Run(request, manifest, results, maker, watch or (lambda *_: None))
        run.convert()
        results.finish()
        relations = relate(manifest.connection)
        manifest.finish()
        return Totals(run.progress, manifest.counts(), manifest.left_out(), relations)


def _forget_lost(manifest: Manifest, storage: Storage) -> None:
    """Has documents done again whose results somebody removed."""
    query = "SELECT DISTINCT target FROM report WHERE target IS NOT NULL"
    lost = [target for (target,) in manifest.connection.execute(query) if not storage.exists(target)]
    for target in lost:
        _log.warning("%s is gone; its documents are converted again", target)
        held = manifest.connection.execute("SELECT DISTINCT position FROM report WHERE target = ?", (target,))
        for (position,) in held.fetchall():
            manifest.forget_results(position)
        manifest.connection.execute(
            "DELETE FROM part_line WHERE NOT EXISTS (SELECT 1 FROM report WHERE"
            " report.position = part_line.position AND report.number = part_line.number)"
        )
    manifest.commit()


@dataclass(slots=True)
class _Run:
    """The run on its way.

    Attributes:
        waiting: Positions and places of documents that are being converted.
        beyond: One more than the highest position that was met.
    """

    request: BatchRequest
    manifest: Manifest
    results: Results
    maker: Maker
    watch: Callable[[Progress, Finished | None], None]
    progress: Progress = field(default_factory=Progress)
    waiting: dict[int, str] = field(default_factory=dict)
    beyond: int = 0
    _started: float = field(default_factory=time.monotonic)
    _committed: float = field(default_factory=time.monotonic)

    def convert(self) -> None:
        """Meets all inputs, has them converted and keeps what comes back."""
        if self.request.shard is None:
            self.progress.total = count_documents(self.request.inputs, lists=self.request.lists)
        settings = self.request.settings
        engine = self.request.engine or (
            Workers(settings, count=self.request.workers) if self.request.workers else ThisProcess(settings)
        )
        with closing(engine.run(self._tasks())) as answers:
            for finished in answers:
                self._keep(finished)
        self.manifest.commit()

    def _tasks(self) -> Iterator[Task]:
        """What has to be converted; everything else about an input is settled on the way."""
        limit = self.request.settings.options.max_bytes
        shard = self.request.shard
        for document in documents(self.request.inputs, lists=self.request.lists, limit=limit):
            if shard is None or shard.holds(document.place):
                task = self._meet(document)
                self._tell(None)
                if task is not None:
                    self.waiting[task.position] = document.place
                    yield task

    def _meet(self, document: Document) -> Task | None:
        known = self.manifest.find(document.place)
        if known is None and self.request.mode == "stale":
            return None
        self.progress.met += 1
        content, metadata = document.content, self.request.metadata.of(document.place)
        sha256 = hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else None
        position = self.manifest.add(document.place, metadata) if known is None else known.position
        self.beyond = max(self.beyond, position + 1)
        if sha256 is not None and known is not None and self._is_settled(known, sha256, metadata):
            self.progress.skipped += 1
            self.manifest.see(position)
            return None
        self.manifest.expect(position, sha256, len(content) if isinstance(content, bytes) else None, metadata)
        if not isinstance(content, bytes):
            outcome = Outcome("failed", error=type(content).__name__, message=_reason(content))
            self._keep(Finished(position, document.place, outcome))
            return None
        original = self.manifest.first_with(sha256 or "", before=position)
        if original is not None:
            self.manifest.record_duplicate(position, original)
            self.results.put(position, document.place, ())
            self.progress.duplicates += 1
            return None
        return Task(position, document.place, content, metadata)

    def _is_settled(self, known: Known, sha256: str, metadata: Mapping[str, str]) -> bool:
        """Whether an input needs no work: the same bytes, and the same docparse with the same settings was at work."""
        if known.outcome == PENDING or known.sha256 != sha256 or known.metadata != metadata:
            return False
        if known.outcome == DUPLICATE:
            return True
        if known.maker != self.maker:
            return False
        return known.outcome == DONE or not self.request.retry

    def _keep(self, finished: Finished) -> None:
        """Takes what became of a document: into the manifest first, so that its results find their rows."""
        position, place, outcome = finished
        self.waiting.pop(position, None)
        self.manifest.record(position, outcome, self.maker)
        self.results.put(position, place, outcome.results)
        self.results.advance(frozenset(self.waiting), self.beyond)
        self.progress.converted += 1
        if outcome.kind != "done":
            self.progress.failed += 1
        _log.log(
            logging.INFO if outcome.kind == "done" else logging.WARNING,
            "%s: %s", place, outcome.message or outcome.kind,
            extra={
                "fields": {
                    "place": place, "outcome": outcome.kind, "error": outcome.error, "reports": len(outcome.results),
                    "seconds": round(outcome.seconds, 3),
                }
            },
        )  # fmt: skip
        self._tell(finished)

    def _tell(self, finished: Finished | None) -> None:
        now = time.monotonic()
        self.progress.seconds = now - self._started
        if now - self._committed > _COMMIT_AFTER:
            self.manifest.commit()
            self._committed = now
        self.watch(self.progress, finished)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
