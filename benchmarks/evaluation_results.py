"""The evaluation forms that a result claims to have read, in the shape in which they are held against labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.evaluation_alignment import fold
from benchmarks.evaluation_labels import FACTS, ROW_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.results import Tree

_BLOCKS = {"fund": "funds", "goal": "goals", "indicator": "indicators", "task": "tasks"}
# Fields that are no Cells, and the Cell that they are derived from.
_SOURCES = {
    "level": "source",
    "role": "source",
    "year": "expected",
    "level1_weight": "level1",
    **{f"{name}_{part}": name for name in ("target", "actual") for part in ("operator", "value", "unit")},
}
# Text inside a form that no field claims and that is no furniture.
UNCLAIMED = "evaluating.unclaimed-text"


class Claim(NamedTuple):
    """What a result claims for one field that it does not leave blank.

    Attributes:
        value: the value; the printed mark where it says "no value".
        status: of the Cell, or of the Cell that a plain value is derived from.
        at: offset of its characters in the source; None where the result does not say.
    """

    value: str
    status: str
    at: int | None = None


class ReadForm(NamedTuple):
    """A form that was read.

    Attributes:
        id: as the result calls it.
        spans: the text that it was read from.
        facts: by the words of ``FACTS``, without blanks; those that are ``inferred`` from text outside the form are
            not printed on it, and so left out.
        rows: of each block of ``ROW_FIELDS``, each with the fields that are not blank.
        remarks: the values of all its ``extra`` fields, folded and joined.
        cells: spans of all its Cells.
    """

    id: str
    spans: tuple[tuple[int, int], ...]
    facts: Mapping[str, Claim]
    rows: Mapping[str, tuple[Mapping[str, Claim], ...]]
    remarks: str
    cells: tuple[tuple[int, int], ...]


def read_evaluations(tree: Tree) -> tuple[ReadForm, ...]:
    """The forms of the full JSON tree of a report.

    Raises:
        ValueError: the tree is no report, or a view of one without statuses and spans.
    """
    try:
        return tuple(_form(form) for form in tree["evaluations"])
    except (KeyError, TypeError, IndexError) as error:
        message = f"not the full JSON of a report (--plain and --no-spans leave out what is scored): {error!r}"
        raise ValueError(message) from error


def unclaimed_spans(tree: Tree) -> tuple[tuple[int, int], ...]:
    """Where a report says that text of a form belongs to no field."""
    found = (diagnostic["spans"] for diagnostic in tree["diagnostics"] if diagnostic["code"] == UNCLAIMED)
    return tuple((start, end) for spans in found for start, end in spans)


def _form(tree: Tree) -> ReadForm:
    rows = {block: tuple(_fields(row, ROW_FIELDS[block]) for row in tree[key]) for block, key in _BLOCKS.items()}
    return ReadForm(
        id=tree["id"],
        spans=tuple((start, end) for start, end in tree["spans"]),
        facts=_fields({**tree, **dict.fromkeys(_inherited(tree))}, FACTS),
        rows=rows,
        remarks=fold("".join(_remarks(tree))),
        cells=tuple((start, end) for cell in _cells(tree) for start, end in cell["spans"]),
    )


def _inherited(tree: Tree) -> Iterator[str]:
    """The facts that a form takes from elsewhere."""
    for name in FACTS:
        cell = tree[name]
        if isinstance(cell, dict) and cell["status"] == "inferred":
            within = (since <= start and end <= till for start, end in cell["spans"] for since, till in tree["spans"])
            if not any(within):
                yield name


def _fields(tree: Tree, names: tuple[str, ...]) -> dict[str, Claim]:
    claims = ((name, _claim(tree[name], tree.get(_SOURCES.get(name, "")))) for name in names)
    return {name: claim for name, claim in claims if claim is not None}


def _claim(found: object, source: Tree | None) -> Claim | None:
    """The claim of a Cell, or of a plain value derived from a Cell; None for a blank."""
    if found is None or found == "":
        return None
    if not isinstance(found, dict):
        return Claim(str(found), "read" if source is None else source["status"], _start(source))
    value = found["raw"] if found["value"] is None else found["value"]
    return Claim(value, found["status"], _start(found)) if value else None


def _start(cell: Tree | None) -> int | None:
    return None if cell is None else next((start for start, _ in cell["spans"]), None)


def _remarks(tree: Tree) -> Iterator[str]:
    rows = [row for key in _BLOCKS.values() for row in tree[key]]
    for part in (tree, *rows):
        yield from (cell["value"] or cell["raw"] for cell in part["extra"].values() if cell is not None)


def _cells(node: object) -> Iterator[Tree]:
    if isinstance(node, dict):
        if {"raw", "spans", "status"} <= node.keys():
            yield node
        for branch in node.values():
            yield from _cells(branch)
    elif isinstance(node, list):
        for branch in node:
            yield from _cells(branch)
