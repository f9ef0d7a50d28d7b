"""Contradictions of the source: which of the labelled ones docparse finds, and whom it accuses falsely.

A check accuses the source where it fails with the cause ``source``. It is right if its cells on either side belong to
one labelled contradiction, and a false accusation otherwise. Checks over figures of the prose are judged elsewhere
(``benchmarks.prose_accusations``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmarks.labels import LabelTable

# A cell as a label names it: file, row (its code, else side/line number), column key.
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A labelled contradiction: the cells of its two sides, and what it is."""

    left: frozenset[Place]
    right: frozenset[Place]
    what: str


@dataclass(frozen=True, slots=True)
class Accusations:
    """How the accusations of one report stand against the labels, each as a sentence."""

    document: str
    found: tuple[str, ...]
    missed: tuple[str, ...]
    false: tuple[str, ...]


def read_contradictions(path: Path) -> tuple[Contradiction, ...]:
    """The labelled contradictions of one document; none where the file is missing.

    Raises:
        ValueError: a line has not seven fields, or a cell not three parts.
    """
    if not path.exists():
        return ()
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#") or not line:
            continue
        fields = line.split("\t")
        if len(fields) != 7:
            message = f"{path.name}:{number}: {len(fields)} fields instead of 7"
            raise ValueError(message)
        found.append(Contradiction(_places(fields[2], path), _places(fields[3], path), fields[6]))
    return tuple(found)


def _places(text: str, path: Path) -> frozenset[Place]:
    places = []
    for cell in text.split():
        parts = cell.split(":")
        if len(parts) != 3:
            message = f"{path.name}: {cell!r} is not file:row:column"
            raise ValueError(message)
        places.append((parts[0], parts[1], parts[2]))
    return frozenset(places)


def judge_accusations(
    document: str, tree: Mapping[str, Any], labels: Sequence[LabelTable], known: Sequence[Contradiction]
) -> Accusations:
    """Holds the accusing checks of a result against the labelled contradictions."""
    files = {label.kind: label.file for label in reversed(labels)}
    found: set[int] = set()
    false: list[str] = []
    for check in tree["checks"]:
        if check["cause"] != "source" or any(pointer.startswith("/facts/") for pointer in check["cells"]):
            continue
        cells = {_place(pointer, tree, files) for pointer in check["cells"]}
        match = [index for index, each in enumerate(known) if cells & each.left and cells & each.right]
        if match:
            found.update(match)
        else:
            false.append(check["statement"])
    return Accusations(
        document,
        tuple(each.what for index, each in enumerate(known) if index in found),
        tuple(each.what for index, each in enumerate(known) if index not in found),
        tuple(false),
    )


def _place(pointer: str, tree: Mapping[str, Any], files: Mapping[str, str]) -> Place:
    parts = pointer.split("/")
    if parts[1] != "tables":
        return pointer, "", ""
    table = tree["tables"][int(parts[2])]
    row = table["rows"][int(parts[4])]
    if row["code"] is not None:
        name = row["code"]["value"]
    else:
        number = row["line_number"]["value"] if row["line_number"] else ""
        name = f"{row['side'] or ''}/{number}"
    return files.get(table["kind"], table["id"]), name, parts[6]
