"""Where JSON goes: standard output, one file, a folder, or one stream of lines; files appear whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from docparse.cli.complaints import STANDARD_OUTPUT, CommandError, UsageError, complaint_of
from docparse.cli.terminal import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    from docparse.cli.inputs import Input
    from docparse.cli.request import ConvertRequest

DASH = "-"


class Destination(Protocol):
    """Takes the JSON of one input after the other."""

    def reserve(self, one: Input) -> None:
        """Refuses an input before the work is done; raises CommandError."""

    def put(self, one: Input, data: bytes) -> str:
        """Writes the JSON of an input and says where it is."""


@dataclass(frozen=True, slots=True)
class StandardOutput:
    """Standard output, always as UTF-8 bytes."""

    def reserve(self, one: Input) -> None:
        """Takes everything."""

    def put(self, one: Input, data: bytes) -> str:
        """Writes and flushes, so that a reader sees each report as soon as it is done."""
        write_bytes(data)
        return STANDARD_OUTPUT


@dataclass(frozen=True, slots=True)
class OneFile:
    """The file that -o names."""

    target: Path
    overwrite: bool

    def reserve(self, one: Input) -> None:
        """Refuses to replace a file unasked, and to replace the input in any case."""
        refuse_target(self.target, one, overwrite=self.overwrite)

    def put(self, one: Input, data: bytes) -> str:
        """Writes the file whole."""
        with written_whole(self.target, overwrite=self.overwrite) as stream:
            stream.write(data)
        return str(self.target)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that gets one file per input at the input's relative path, with the suffix ``.json``.

    Attributes:
        claimed: Targets of this run, with the input that each belongs to.
    """

    folder: Path
    overwrite: bool
    claimed: dict[Path, str] = field(default_factory=dict)

    def reserve(self, one: Input) -> None:
        """Refuses a second input with the same target as well: ``a.txt`` beside ``a.html``."""
        target = self._target(one)
        other = self.claimed.setdefault(target, one.label)
        if other != one.label:
            raise CommandError("file.claimed", name=one.label, target=target, other=other)
        refuse_target(target, one, overwrite=self.overwrite)

    def put(self, one: Input, data: bytes) -> str:
        """Writes the file whole, in folders made as needed."""
        target = self._target(one)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise complaint_of(error, label=str(target.parent)) from error
        with written_whole(target, overwrite=self.overwrite) as stream:
            stream.write(data)
        return str(target)

    def _target(self, one: Input) -> Path:
        return self.folder / one.place.with_suffix(".json")


@dataclass(slots=True)
class LinesFile:
    """One file with a line per report; it appears when all inputs are done, and only if a report was written."""

    target: Path
    overwrite: bool
    _closing: ExitStack = field(default_factory=ExitStack)
    _stream: BinaryIO | None = None

    def __enter__(self) -> Self:
        """Opens nothing yet: the file is made for the first report."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Publishes the file, or removes it where the run was broken off."""
        self._closing.__exit__(kind, error, trace)

    def reserve(self, one: Input) -> None:
        """Refuses to replace a file unasked, and to replace an input in any case."""
        refuse_target(self.target, one, overwrite=self.overwrite)

    def put(self, one: Input, data: bytes) -> str:
        """Adds the line to the file that is being made."""
        if self._stream is None:
            self._stream = self._closing.enter_context(written_whole(self.target, overwrite=self.overwrite))
        self._stream.write(data)
        return str(self.target)


def choose_destination(request: ConvertRequest, *, several: bool, closing: ExitStack) -> Destination:
    """The destination that -o, --jsonl and the number of inputs ask for.

    Raises:
        CommandError: They do not fit together.
    """
    named = None if request.output in (None, DASH) else request.output
    if named is None:
        if several and not request.jsonl:
            raise UsageError("usage.folder-needed")
        return StandardOutput()
    target = Path(named)
    is_folder = target.is_dir() or named.endswith(("/", os.sep))
    if request.jsonl:
        if is_folder:
            raise UsageError("usage.lines-need-a-file", name=named)
        return closing.enter_context(LinesFile(target, request.overwrite))
    if several or is_folder:
        if target.exists() and not target.is_dir():
            raise UsageError("usage.not-a-folder", name=named)
        return Folder(target, request.overwrite)
    return OneFile(target, request.overwrite)


def refuse_target(target: Path, one: Input, *, overwrite: bool) -> None:
    """Raises CommandError where writing the target would destroy something that the user did not give up."""
    if not target.exists() or _is_device(target):
        return
    if one.path is not None and one.path.exists() and one.path.samefile(target):
        raise CommandError("file.is-the-input", name=str(target))
    if not overwrite:
        raise CommandError("file.exists", name=str(target))


@contextmanager
def written_whole(target: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A stream whose content becomes the target when the block ends well, and vanishes when it does not.

    The content is written beside the target, flushed to the disk and moved into place in one step: nobody ever sees
    half a file. Without ``overwrite`` a file that appeared meanwhile stays as it is. A device (``/dev/null``) is
    written directly.

    Raises:
        CommandError: The target appeared meanwhile, or the file system refuses it.
    """
    if _is_device(target):
        with target.open("wb") as stream:
            yield stream
        return
    # A link is followed: the file behind it is replaced, not the link.
    target = Path(os.path.realpath(target))
    beside = target.with_name(f".docparse-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        with beside.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if overwrite:
            _keep_mode(target, beside)
            beside.replace(target)
        else:
            _move_beside(beside, target)
    except OSError as error:
        raise complaint_of(error, label=str(target)) from error
    finally:
        _remove(beside)


def _move_beside(source: Path, target: Path) -> None:
    """Gives the file its name only if nobody has taken the name, in one step where the file system can link."""
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise CommandError("file.exists", name=str(target)) from None
    except OSError:
        if target.exists():
            raise CommandError("file.exists", name=str(target)) from None
        source.replace(target)


def _remove(beside: Path) -> None:
    with suppress(OSError):
        beside.unlink()


def _keep_mode(target: Path, successor: Path) -> None:
    if target.exists():
        successor.chmod(stat.S_IMODE(target.stat().st_mode))


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()
