"""The documents of a batch as a stream, one at a time and always in the same order: files, folders, lists, archives."""

from __future__ import annotations

import glob
import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docparse.batch.archives import ArchiveError, is_archive, members
from docparse.batch.patterns import TEXT_SUFFIXES, fixed_part
from docparse.batch.places import printable, safe_place
from docparse.batch.remote import RemoteFile, files_at, is_url, open_url, store_errors
from docparse.errors import DocparseError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager


class MissingInputError(DocparseError):
    """An argument names no file, or a folder or pattern without any."""


class Document(NamedTuple):
    """One thing to convert.

    Attributes:
        place: Its path below what the argument names, safe as a path below the output folder, of one spelling each.
        label: How it is named to the user.
        content: Its bytes, or what kept them from being read.
    """

    place: str
    label: str
    content: bytes | OSError | ArchiveError | MissingInputError


class _Named(NamedTuple):
    """A file and what it is called in the output."""

    file: Path | RemoteFile
    name: str

    @property
    def key(self) -> str:
        """What tells it from all other files; links are files of their own."""
        return os.path.abspath(self.file) if isinstance(self.file, Path) else str(self.file)  # noqa: PTH100


def documents(inputs: Sequence[str], *, lists: Sequence[str] = (), limit: int) -> Iterator[Document]:
    """All documents that the inputs and the lists name; only one is held at a time.

    A file that is named twice is one document. Inside folders hidden files are left out and links to folders are not
    followed. What cannot be read comes as a document with its error.

    Args:
        inputs: Files, folders, patterns and archives, of this machine or by URL.
        lists: Files with one input a line; blank lines are passed over, relative names count from the working folder.
        limit: At most one byte more is read of a document.

    Raises:
        OptionError: A URL has a scheme that cannot be used.
        OSError: A list cannot be read.
    """
    claimed: set[str] = set()
    seen: set[str] = set()
    arguments = list(inputs)
    for name in lists:
        arguments.extend(read_list(name))
    several = len(arguments) > 1
    for argument in arguments:
        nothing: OSError | MissingInputError | None = MissingInputError("no text file and no archive is there")
        try:
            for named in _files(argument, several=several):
                nothing = None
                if named.key not in seen:
                    seen.add(named.key)
                    yield from (_placed(document, claimed) for document in _contents(named, limit))
        except OSError as error:  # a folder that cannot be listed; what is wrong with a file comes with its document
            nothing = error
        if nothing is not None:
            yield _placed(Document(safe_place(printable(argument)), printable(argument), nothing), claimed)


def count_documents(inputs: Sequence[str], *, lists: Sequence[str] = ()) -> int | None:
    """How many documents there are, as far as names tell; None where an archive holds some, or a store is silent.

    Raises:
        OptionError: A URL has a scheme that cannot be used.
        OSError: A list cannot be read.
    """
    arguments = [*inputs, *(line for name in lists for line in read_list(name))]
    total = 0
    for argument in arguments:
        try:
            for named in _files(argument, several=False):
                if is_archive(named.file.name):
                    return None
                total += 1
        except OSError:
            return None
    return total


def read_list(name: str) -> list[str]:
    """The lines of a list of files, of this machine or by URL, that are not blank.

    Raises:
        OptionError: Its URL has a scheme that cannot be used.
        OSError: It cannot be read.
    """
    file = RemoteFile(*open_url(name)) if is_url(name) else Path(name)
    with _errors_of(file), file.open("rb") as stream:
        data = stream.read().removeprefix(b"\xef\xbb\xbf")
    return [line for line in data.decode("utf-8", "surrogateescape").splitlines() if line.strip()]


def _placed(document: Document, claimed: set[str]) -> Document:
    """The document with a place that no other has, not even on a file system that does not tell capitals apart."""
    place, number = document.place, 1
    while place.lower() in claimed:
        number += 1
        stem, suffix = os.path.splitext(document.place)  # noqa: PTH122 - a place is no path of this machine
        place = f"{stem}~{number}{suffix}"
    claimed.add(place.lower())
    return document._replace(place=place)


def _files(argument: str, *, several: bool) -> Iterator[_Named]:
    """The files of an argument; where there are several arguments, folders and patterns give their own names first."""
    if is_url(argument):
        yield from (_Named(*found) for found in files_at(argument, wanted=_is_input, several=several))
        return
    path = Path(argument)
    if path.is_dir():
        above = f"{path.resolve().name}/" if several else ""
        yield from (_Named(file, above + file.relative_to(path).as_posix()) for file in _below(path))
    elif glob.has_magic(argument) and not path.exists():
        base = fixed_part(argument)
        above = f"{base.resolve().name}/" if several and base != Path() else ""
        for match in sorted(glob.iglob(argument, recursive=True)):  # noqa: PTH207 - patterns may be absolute
            if Path(match).is_file():
                yield _Named(Path(match), above + Path(match).relative_to(base).as_posix())
    else:
        yield _Named(path, path.as_posix() if several else path.name)


def _below(folder: Path) -> Iterator[Path]:
    """Text files and archives below a folder, sorted folder by folder."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if _is_input(name):
                yield Path(root, name)


def _is_input(name: str) -> bool:
    """Whether a file of a folder is meant."""
    return is_text(name) or (is_archive(name) and not name.startswith("."))


def is_text(name: str) -> bool:
    """Whether a file's name says that it is a text, and one that is meant to be seen."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return last.lower().endswith(TEXT_SUFFIXES) and not last.startswith(".") and "__MACOSX/" not in name


def _contents(named: _Named, limit: int) -> Iterator[Document]:
    """The document that a file is, or those that it holds as an archive."""
    file, label, place = named.file, printable(str(named.file)), safe_place(printable(named.name))
    missing = Document(place, label, MissingInputError("there is no such file"))
    try:
        with _errors_of(file):
            if is_archive(file.name):
                yield from _members(file, place, label, limit)
            elif isinstance(file, Path) and not file.exists():
                yield missing
            else:
                with file.open("rb") as stream:
                    yield Document(place, label, stream.read(limit + 1))
    except FileNotFoundError:
        yield missing
    except OSError as error:
        yield Document(place, label, error)


def _errors_of(file: Path | RemoteFile) -> AbstractContextManager[None]:
    return nullcontext() if isinstance(file, Path) else store_errors()


def _members(file: Path | RemoteFile, place: str, label: str, limit: int) -> Iterator[Document]:
    try:
        for name, content in members(file, wanted=is_text, limit=limit):
            yield Document(f"{place}/{safe_place(name)}", f"{label}/{name}", content)
    except ArchiveError as error:
        yield Document(place, label, error)
