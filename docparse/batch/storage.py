"""Where results are kept: a folder of this machine, in which a file is whole or not there."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

_TEMPORARY = ".docparse-"


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


class Folder:
    """A folder of the file system. What a run that was killed left half written is removed when it is opened again."""

    def __init__(self, path: Path) -> None:
        """Makes the folder.

        Raises:
            OSError: It cannot be made.
        """
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
        for left in path.rglob(f"{_TEMPORARY}*.tmp"):
            left.unlink(missing_ok=True)

    @contextmanager
    def write(self, name: str) -> Iterator[IO[bytes]]:
        """A stream whose content becomes the file, in one step and safe on the disk, once the block has ended well."""
        target = self._path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f"{_TEMPORARY}{os.getpid()}.tmp")
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
