"""Which files of results the arguments of ``docparse export`` name, in a fixed order."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import NamedTuple

from docparse.cli.complaints import STANDARD_INPUT, CommandError, UsageError, complaint_of
from docparse.exporting.packing import PARQUET, ZSTD
from docparse.exporting.results import LINES_SUFFIXES

# Endings of the files that a folder is searched for: what docparse convert and docparse batch write.
_SUFFIXES = (".json", *LINES_SUFFIXES)
RESULT_SUFFIXES = (*_SUFFIXES, *(suffix + ZSTD for suffix in _SUFFIXES))
# The only folder in which a Parquet file is taken for results unasked: tables of an export may lie beside them.
PARTS = "parts"


class ResultFile(NamedTuple):
    """A file of results; ``path`` is None for standard input."""

    label: str
    path: Path | None


def find_results(arguments: tuple[str, ...], complaints: list[CommandError]) -> list[ResultFile]:
    """The files that the arguments name, each once, in their order; folders and patterns sorted.

    Raises:
        UsageError: Standard input is named twice.
    """
    if arguments.count("-") > 1:
        raise UsageError("usage.stdin-twice")
    files: dict[str, ResultFile] = {}
    for argument in arguments:
        path = Path(argument)
        if argument == "-":
            found = [ResultFile(STANDARD_INPUT, None)]
        elif path.is_dir():
            found = _files_below(argument, complaints)
        elif glob.has_magic(argument) and not path.exists():
            found = _matching(argument, complaints)
        else:
            found = [ResultFile(argument, path)]
        for file in found:
            files.setdefault(os.path.realpath(file.path) if file.path else "-", file)
    return list(files.values())


def _matching(pattern: str, complaints: list[CommandError]) -> list[ResultFile]:
    found: list[ResultFile] = []
    for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - patterns may be absolute
        found += _files_below(match, complaints) if Path(match).is_dir() else [ResultFile(match, Path(match))]
    if not found:
        complaints.append(CommandError("input.no-match", name=pattern))
    return found


def _files_below(folder: str, complaints: list[CommandError]) -> list[ResultFile]:
    """Files of results below a folder, sorted by path; hidden ones are left out, links to folders not followed."""

    def complain(error: OSError) -> None:
        complaints.append(complaint_of(error, label=error.filename or folder))

    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=complain):
        folders[:] = [name for name in folders if not name.startswith(".")]
        suffixes = (*RESULT_SUFFIXES, PARQUET) if Path(root).name == PARTS else RESULT_SUFFIXES
        found += [Path(root, name) for name in names if name.lower().endswith(suffixes) and not name.startswith(".")]
    if not found:
        complaints.append(
            CommandError(
                "export.no-results", name=folder, suffixes=", ".join((*RESULT_SUFFIXES, f"{PARTS}/*{PARQUET}"))
            )
        )
    return [ResultFile(str(path), path) for path in sorted(found)]
