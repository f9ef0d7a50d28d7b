"""Where results are kept: a folder of this machine, or one at a URL, in which a file is whole or not there."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

TEMPORARY = ".docparse-"


class Storage(Protocol):
    """Files by their relative names, written whole."""

    def write(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """A stream whose content is the file once the block has ended well."""

    def read(self, name: str) -> IO[bytes]:
        """The content of a file."""

    def exists(self, name: str) -> bool:
        """Whether there is a file of that name."""

    def remove(self, name: str) -> None:
        """Removes a file, if it is there."""

    def holds(self, folder: str) -> bool:
        """Whether there is anything below a folder."""


def open_storage(where: Path | str) -> Storage:
    """The storage at a folder of this machine, or at a URL.

    Raises:
        OSError: It cannot be reached or made.
        OptionError: The scheme of the URL cannot be used.
    """
    if isinstance(where, Path):
        return Folder(where)
    from docparse.batch.remote_storage import RemoteFolder

    return RemoteFolder(where)


class Folder:
    """A folder of the file system. What a run that was killed left half written is removed when it is opened again."""

    def __init__(self, path: Path) -> None:
        """Makes the folder.

        Raises:
            OSError: It cannot be made.
        """
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
        for left in path.rglob(f"{TEMPORARY}*.tmp"):
            left.unlink(missing_ok=True)

    @contextmanager
    def write(self, name: str) -> Iterator[IO[bytes]]:
        """A stream whose content becomes the file, in one step and safe on the disk, once the block has ended well."""
        target = self._path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f"{TEMPORARY}{os.getpid()}.tmp")
        try:
            with beside.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(target)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise

    def read(self, name: str) -> IO[bytes]:
        """The content of a file."""
        return (self._path / name).open("rb")

    def exists(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return (self._path / name).is_file()

    def remove(self, name: str) -> None:
        """Removes a file, if it is there."""
        (self._path / name).unlink(missing_ok=True)

    def holds(self, folder: str) -> bool:
        """Whether there is a folder of that name with anything in it."""
        return (self._path / folder).is_dir() and any((self._path / folder).iterdir())
