"""Members of archives as a stream of names and bytes: nothing is unpacked to disk, and a bomb ends in an error."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import tarfile
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, NamedTuple

from docparse.batch.places import printable
from docparse.errors import DocparseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from docparse.batch.remote import RemoteFile

ZIP_SUFFIXES = (".zip",)
TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
ARCHIVE_SUFFIXES = (*ZIP_SUFFIXES, *TAR_SUFFIXES)

# Text shrinks to a tenth, text that repeats itself to a fiftieth. What grows more than this is no folder of reports.
LARGEST_RATIO = 200
# Up to here nothing is held against an archive, however small it is.
ALLOWED = 64 * 2**20

# Flag of a member whose name is UTF-8; other names are in whatever code page the packer had.
_UTF_8_NAME = 0x800
# What the standard library raises for archives that are damaged or packed in a way that it does not know.
_BROKEN = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip


class ArchiveError(DocparseError):
    """An archive or one of its members cannot be read.

    Attributes:
        problem: ``broken``, ``bomb`` (it grows beyond all measure) or ``encrypted``.
    """

    def __init__(self, problem: str, reason: str) -> None:
        """Keeps the kind of problem apart from its sentence."""
        self.problem, self.reason = problem, reason
        super().__init__(problem, reason)

    def __str__(self) -> str:
        """The sentence a person reads."""
        return self.reason


class Member(NamedTuple):
    """A file of an archive: its name as printed there, and its bytes or what kept them from being read."""

    name: str
    content: bytes | ArchiveError


def is_archive(name: str) -> bool:
    """Whether a file's name says that it is an archive that can be read.

    >>> is_archive("2023.TAR.GZ"), is_archive("report.txt.gz")
    (True, False)
    """
    return name.lower().endswith(ARCHIVE_SUFFIXES)


def members(file: Path | RemoteFile, *, wanted: Callable[[str], bool], limit: int) -> Iterator[Member]:
    """The files of an archive whose names are wanted, in the order in which they stand in it.

    Links, devices and folders are passed over; archives inside are not opened.

    Args:
        file: The archive; its ending says of which kind it is.
        wanted: Says of a member's name whether it is handed out.
        limit: At most one byte more is read of a member, so that too large a one is noticed without being loaded.

    Raises:
        ArchiveError: The archive is broken or a bomb; what came before has been handed out by then.
        OSError: The file cannot be read.
    """
    walk = _zip_members if file.name.lower().endswith(ZIP_SUFFIXES) else _tar_members
    try:
        yield from walk(file, wanted, limit)
    except (*_BROKEN, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the file itself cannot be read; what the packers raise has no number
        raise ArchiveError("broken", f"the archive is broken: {error or type(error).__name__}") from error


def _zip_members(file: Path | RemoteFile, wanted: Callable[[str], bool], limit: int) -> Iterator[Member]:
    unpacked = 0
    with file.open("rb") as packed, zipfile.ZipFile(packed) as archive:
        allowed = max(ALLOWED, packed.seek(0, os.SEEK_END) * LARGEST_RATIO)
        for entry in archive.infolist():
            name = _zip_name(entry)
            if entry.is_dir() or not wanted(name):
                continue
            content = _zip_content(archive, entry, limit)
            unpacked += len(content) if isinstance(content, bytes) else 0
            if unpacked > allowed:
                raise _bomb()
            yield Member(name, content)


def _zip_content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes | ArchiveError:
    """A member's bytes; a broken one does not keep the others from being read."""
    if entry.flag_bits & 1:
        return ArchiveError("encrypted", "the member is encrypted")
    try:
        with archive.open(entry) as stream:
            return stream.read(limit + 1)
    except _BROKEN as error:
        return ArchiveError("broken", f"the member is broken: {error or type(error).__name__}")


def _zip_name(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _UTF_8_NAME or entry.filename.isascii():
        return entry.filename
    data = entry.filename.encode("cp437", "replace")
    return printable(data.decode("utf-8", "surrogateescape"))


def _tar_members(file: Path | RemoteFile, wanted: Callable[[str], bool], limit: int) -> Iterator[Member]:
    with file.open("rb") as packed, _Counted(packed, file.name) as stream:
        # The archive is read as a stream: it needs no closing of its own.
        archive = tarfile.open(fileobj=stream, mode="r|")  # type: ignore[call-overload]  # noqa: SIM115
        for entry in archive:
            name = printable(entry.name)
            if entry.isfile() and wanted(name) and (member := archive.extractfile(entry)) is not None:
                yield Member(name, member.read(limit + 1))
            archive.members = []  # it would keep the header of each


class _Counted:
    """The unpacked bytes of a tar file, counted against what was read of the packed ones."""

    def __init__(self, packed: IO[bytes], name: str) -> None:
        name = name.lower()
        self._packed = packed
        self._stream: IO[bytes] = packed
        if name.endswith((".gz", ".tgz")):
            self._stream = gzip.open(packed)  # type: ignore[assignment]  # noqa: SIM115 - closed by __exit__
        elif name.endswith(".bz2"):
            self._stream = bz2.open(packed)  # noqa: SIM115
        elif name.endswith(".xz"):
            self._stream = lzma.open(packed)  # noqa: SIM115
        self._unpacked = 0

    def __enter__(self) -> _Counted:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int) -> bytes:
        """Reads as a file would.

        Raises:
            ArchiveError: The packed bytes have grown beyond all measure.
        """
        data = self._stream.read(size)
        self._unpacked += len(data)
        if self._unpacked > max(ALLOWED, self._packed.tell() * LARGEST_RATIO):
            raise _bomb()
        return data


def _bomb() -> ArchiveError:
    return ArchiveError("bomb", f"it unpacks to more than {LARGEST_RATIO} times its size and is not read further")
