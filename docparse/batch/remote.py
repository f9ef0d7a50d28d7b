"""Inputs by URL: files, folders and patterns of whatever fsspec reaches (object stores, web servers, memory)."""

from __future__ import annotations

import errno
import glob
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from docparse.errors import DocparseError, OptionError
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A scheme has two letters at least: one is a drive. fsspec chains them with two colons.
_URL = pattern(r"[A-Za-z][A-Za-z0-9+.-]+::?[A-Za-z0-9+.:-]*//")
_WEB = ("http", "https")


def is_url(name: str) -> bool:
    r"""Whether an argument names something by URL and not on this machine's disks.

    >>> is_url("s3://bucket/reports/"), is_url("C:\\reports"), is_url("reports//a.txt")
    (True, False, False)
    """
    return _URL.match(name) is not None


class RemoteFile(NamedTuple):
    """A file by its path in a file system of fsspec; it opens as a Path does."""

    filesystem: Any
    path: str

    @property
    def name(self) -> str:
        """The last part of its path."""
        return _plain(self.filesystem, self.path).rsplit("/", 1)[-1]

    def open(self, mode: str = "rb") -> IO[bytes]:
        """Opens it for reading."""
        return cast("IO[bytes]", self.filesystem.open(self.path, mode))

    def __str__(self) -> str:
        """Its URL."""
        return str(self.filesystem.unstrip_protocol(self.path))


def open_url(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it.

    Raises:
        OptionError: fsspec is not installed, does not know the scheme, or needs another package for it.
        OSError: The store refuses.
    """
    with store_errors():
        try:
            from fsspec.core import url_to_fs

            return cast("tuple[Any, str]", url_to_fs(url))
        except ImportError as error:
            raise OptionError("url", url, f"used with its package, pip install 'docparse[dask]' ({error})") from error
        except ValueError as error:
            raise OptionError("url", url, f"of a scheme that fsspec knows ({error})") from error


def files_at(url: str, *, wanted: Callable[[str], bool], several: bool) -> Iterator[tuple[RemoteFile, str]]:
    """The files of a URL and what each is called in the output, in the order in which those of a disk would come.

    Args:
        url: A file; a folder, with a slash at its end where the store cannot tell (http); or a pattern.
        wanted: Says of a name in a folder whether it is meant.
        several: Folders and patterns give their own names first, files their whole path.

    Raises:
        OptionError: The scheme cannot be used.
        OSError: The store does not answer or refuses.
    """
    filesystem, path = open_url(url)
    with store_errors():
        base, found = _listed(filesystem, path, folder=url.endswith("/"), wanted=wanted)
    if found is None:
        file = RemoteFile(filesystem, path)
        yield file, _plain(filesystem, path).lstrip("/") if several else file.name
        return
    above = base.rsplit("/", 1)[-1] + "/" if several else ""
    length = len(_plain(filesystem, base))
    for name in found:
        yield RemoteFile(filesystem, name), above + _plain(filesystem, name)[length:].lstrip("/")


def _listed(filesystem: Any, path: str, *, folder: bool, wanted: Callable[[str], bool]) -> tuple[str, list[str] | None]:
    """The folder that a path names or begins with, and the files that are meant there; None for a single file."""
    root = path.rstrip("/")
    if glob.has_magic(path) and not filesystem.exists(path):
        base = _fixed_part(path)
        entries = filesystem.glob(path, detail=True)
        found = (name for name, entry in entries.items() if entry["type"] != "directory")
        return base, sorted(name for name in found if not _is_hidden(name[len(base) :]))
    if folder or (not filesystem.isfile(path) and filesystem.isdir(path)):
        below = (name for name in filesystem.find(path) if not _is_hidden(name[len(root) :]))
        return root, sorted((name for name in below if wanted(name.rsplit("/", 1)[-1])), key=_folder_by_folder)
    return root, None


def _folder_by_folder(path: str) -> list[tuple[bool, str]]:
    """Sorts the files of a folder before those of the folders in it."""
    *folders, name = path.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _fixed_part(pattern: str) -> str:
    """The folder of a pattern before its first wildcard."""
    parts = pattern.split("/")
    first = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    return "/".join(parts[:first])


def _plain(filesystem: Any, path: str) -> str:
    """A path as a person would write it: of web addresses without what a server is asked besides, and unescaped."""
    if protocols(filesystem).isdisjoint(_WEB):
        return path
    parts = urlsplit(path)
    return f"{parts.hostname or ''}{unquote(parts.path)}"


def protocols(filesystem: Any) -> set[str]:
    """The schemes that a file system answers to."""
    return {filesystem.protocol} if isinstance(filesystem.protocol, str) else set(filesystem.protocol)


@contextmanager
def store_errors() -> Iterator[None]:
    """Turns what stores raise, each in its own way, into OSError; errors of docparse stay what they are."""
    try:
        yield
    except (OSError, DocparseError):
        raise
    except Exception as error:
        raise OSError(errno.EIO, f"{type(error).__name__}: {error}") from error
