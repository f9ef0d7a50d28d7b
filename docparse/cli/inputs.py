"""What the arguments name: files, folders, patterns and standard input, in a fixed order."""

from __future__ import annotations

import glob
import os
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from docparse.batch.patterns import TEXT_SUFFIXES, fixed_part
from docparse.cli.complaints import STANDARD_INPUT, CommandError, UsageError


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to convert.

    Attributes:
        path: The file, or None for standard input.
        label: How it is named to the user: as typed, or as found under what was typed.
        place: Its path below the folder that the argument names; the output keeps it, and the report's source
            is named after it, so that the same folder gives the same bytes wherever it lies.
    """

    path: Path | None
    label: str
    place: PurePosixPath

    @property
    def source_name(self) -> str | None:
        """The name that the report carries; None for standard input."""
        return None if self.path is None else str(self.place)

    def read(self, limit: int) -> bytes:
        """Its bytes; at most one more than the limit, so that too large a file is noticed without being loaded."""
        if self.path is None:
            return sys.stdin.buffer.read(limit + 1)
        with self.path.open("rb") as stream:
            return stream.read(limit + 1)


class Selection(NamedTuple):
    """All inputs of a command line.

    Attributes:
        complaints: One for each argument, or folder on the way, that gave nothing.
        several: Whether the line asks for more than one input by its shape, however many were found.
    """

    inputs: tuple[Input, ...]
    complaints: tuple[CommandError, ...]
    several: bool


def named_input(argument: str) -> Input:
    """The one input that a command takes: a file, or standard input for ``-``."""
    if argument == "-":
        return Input(None, STANDARD_INPUT, PurePosixPath("stdin.txt"))
    path = Path(argument)
    return Input(path, argument, PurePosixPath(path.name))


def select(arguments: tuple[str, ...]) -> Selection:
    """The inputs that the arguments name; each file once, in the order of the arguments, folders sorted.

    Raises:
        CommandError: Standard input is named twice.
    """
    if arguments.count("-") > 1:
        raise UsageError("usage.stdin-twice")
    inputs: list[Input] = []
    complaints: list[CommandError] = []
    typed = _typed_files(arguments)
    shared = _shared_folder(list(typed.values()))
    for argument in arguments:
        if argument == "-":
            inputs.append(named_input(argument))
        elif argument in typed:
            path = typed[argument]
            inputs.append(Input(path, argument, _place(path, shared)))
        else:
            inputs.extend(_expanded(argument, complaints))
    several = len(arguments) > 1 or _is_many(arguments[0])
    return Selection(_each_once(inputs), tuple(complaints), several)


def _typed_files(arguments: tuple[str, ...]) -> dict[str, Path]:
    """Arguments that are a file's own name, an existing one or one that is missing."""
    return {argument: Path(argument) for argument in arguments if argument != "-" and not _is_many(argument)}


def _is_many(argument: str) -> bool:
    """Whether the argument is a folder or a pattern; an existing file is a file even with a ``*`` in its name."""
    path = Path(argument)
    return path.is_dir() or (glob.has_magic(argument) and not path.exists())


def _shared_folder(paths: list[Path]) -> Path:
    """The deepest folder above all files that were typed by name."""
    parents = [str(Path(os.path.abspath(path)).parent) for path in paths]  # noqa: PTH100 - symbolic links stay
    return Path(os.path.commonpath(parents)) if parents else Path()


def _place(path: Path, folder: Path) -> PurePosixPath:
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - symbolic links stay
    return PurePosixPath(absolute.relative_to(os.path.abspath(folder)).as_posix())  # noqa: PTH100


def _expanded(argument: str, complaints: list[CommandError]) -> list[Input]:
    if Path(argument).is_dir():
        inputs = _files_below(Path(argument), Path(argument), complaints)
        if not inputs:
            complaints.append(CommandError("input.no-text-files", name=argument, suffixes=", ".join(TEXT_SUFFIXES)))
        return inputs
    base = fixed_part(argument)
    inputs = []
    for match in sorted(glob.glob(argument, recursive=True)):  # noqa: PTH207 - patterns may be absolute
        path = Path(match)
        inputs.extend(
            _files_below(path, base, complaints) if path.is_dir() else [Input(path, match, _place(path, base))]
        )
    if not inputs:
        complaints.append(CommandError("input.no-match", name=argument))
    return inputs


def _files_below(folder: Path, base: Path, complaints: list[CommandError]) -> list[Input]:
    """Text files below a folder, sorted by path; hidden ones are left out, links to folders are not followed."""

    def complain(error: OSError) -> None:
        complaints.append(CommandError("file.os-error", name=error.filename or str(folder), reason=error.strerror))

    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=complain):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(
            Path(root, name) for name in names if name.lower().endswith(TEXT_SUFFIXES) and not name.startswith(".")
        )
    return [Input(path, str(path), _place(path, base)) for path in sorted(found)]


def _each_once(inputs: list[Input]) -> tuple[Input, ...]:
    seen: dict[str, Input] = {}
    for one in inputs:
        key = "-" if one.path is None else os.path.abspath(one.path)  # noqa: PTH100 - links are inputs of their own
        seen.setdefault(key, one)
    return tuple(seen.values())
