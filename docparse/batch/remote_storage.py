"""Results kept at a URL, through fsspec: a file is whole or not there, as in a folder of this machine."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, cast

from docparse.batch.remote import open_url, protocols, store_errors
from docparse.batch.storage import TEMPORARY

if TYPE_CHECKING:
    from collections.abc import Iterator

# Stores without folders, in which an object appears when all of it has arrived, and where moving would be copying.
_WHOLE_AT_ONCE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss", "memory"})


class RemoteFolder:
    """A folder at a URL that one run writes to: what is there is listed once, when it is opened, and then known.

    Stores that show a file while it is being written get it under a temporary name first.
    """

    def __init__(self, url: str) -> None:
        """Looks what is there, and removes what a run that was killed left half written.

        Raises:
            OSError: The store does not answer or refuses.
            OptionError: The scheme cannot be used.
        """
        self._filesystem, path = open_url(url)
        self._root = path.rstrip("/")
        self._moves = protocols(self._filesystem).isdisjoint(_WHOLE_AT_ONCE)
        with store_errors():
            self._filesystem.invalidate_cache()
            found = {name[len(self._root) + 1 :] for name in self._filesystem.find(self._root)}
            left = {name for name in found if name.rsplit("/", 1)[-1].startswith(TEMPORARY)}
            for name in left:
                self._filesystem.rm_file(self._path(name))
        self._names = found - left

    @contextmanager
    def write(self, name: str) -> Iterator[IO[bytes]]:
        """A stream whose content becomes the file once the block has ended well; until then it is on a local disk."""
        with TemporaryDirectory(prefix="docparse-") as folder:
            local = Path(folder, "result")
            with local.open("wb") as stream:
                yield stream
            with store_errors():
                self._put(local, name)
        self._names.add(name)

    def _put(self, local: Path, name: str) -> None:
        target = self._path(name)
        if not self._moves:
            self._filesystem.put_file(str(local), target)
            return
        parent = target.rsplit("/", 1)[0]
        beside = f"{parent}/{TEMPORARY}{os.getpid()}.tmp"
        self._filesystem.makedirs(parent, exist_ok=True)
        self._filesystem.put_file(str(local), beside)
        self._filesystem.mv(beside, target)

    def read(self, name: str) -> IO[bytes]:
        """The content of a file."""
        with store_errors():
            return cast("IO[bytes]", self._filesystem.open(self._path(name), "rb"))

    def exists(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return name in self._names

    def remove(self, name: str) -> None:
        """Removes a file, if it is there."""
        if name in self._names:
            with store_errors():
                self._filesystem.rm_file(self._path(name))
            self._names.discard(name)

    def holds(self, folder: str) -> bool:
        """Whether there is anything below a folder."""
        return any(name.startswith(f"{folder}/") for name in self._names)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"
