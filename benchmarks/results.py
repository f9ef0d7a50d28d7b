"""What a program claims to have read: the one form in which docparse and the baselines are held against labels."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.labels import LabelColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from docparse.schema import Report

Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReadCell:
    """What a program claims for one cell.

    Attributes:
        value: the decimal string; None where a mark for "no value" is printed.
        raw: the characters as printed.
        status: how sure the program says it is, in the words of the contract.
        alternatives: (column key or None, what the characters would read there).
        spans: where the characters stand; empty where the program does not say.
    """

    value: str | None
    raw: str
    status: str
    alternatives: tuple[tuple[str | None, str], ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that was read; "" for what it does not print; None for a cell that is claimed to be blank."""

    side: str
    line_number: str
    code: str
    name: str
    cells: Mapping[str, ReadCell | None]
    unsettled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table that was read; ``facts`` are those printed on it, so that an ``inferred`` one reads ""."""

    id: str
    kind: str
    facts: Mapping[str, str]
    columns: tuple[LabelColumn, ...]
    rows: tuple[ReadRow, ...]
    empty: bool
    rendering: str


@dataclass(frozen=True, slots=True)
class Result:
    """A result of ``docparse convert``: where it was found, digest of its source, its tables, and their tree."""

    name: str
    sha256: str
    tables: tuple[ReadTable, ...]
    tree: Tree


FACTS = ("form_number", "title", "unit", "department", "fiscal_year")


def read_report(report: Report) -> tuple[ReadTable, ...]:
    """The tables of a report that docparse made."""
    return read_tree(report.to_dict()).tables


def read_tree(tree: Tree, *, name: str = "") -> Result:
    """The full JSON tree of a report, found under a name.

    Raises:
        ValueError: the tree is no report, or a view of one without statuses, characters or spans.
    """
    try:
        return Result(name, tree["source"]["sha256"], tuple(_table(table) for table in tree["tables"]), tree)
    except (KeyError, TypeError, IndexError) as error:
        message = f"not the full JSON of a report (--plain and --no-spans leave out what is scored): {error!r}"
        raise ValueError(message) from error


def read_results(path: Path) -> dict[str, Result]:
    """The results of a file (``.json`` or ``.jsonl``) or of all such files under a folder, by digest of the source.

    Raises:
        ValueError: a file holds something else than full reports, or two reports are of one source.
    """
    files = sorted(path.rglob("*.json*")) if path.is_dir() else [path]
    results: dict[str, Result] = {}
    for file in files:
        place = file.relative_to(path).as_posix() if path.is_dir() else file.name
        for name, tree in _trees(file, place):
            result = read_tree(tree, name=name)
            if result.sha256 in results:
                message = f"{file}: a second report of the source {result.sha256}"
                raise ValueError(message)
            results[result.sha256] = result
    return results


def printed(cell: ReadCell | None) -> str:
    """What a label would hold for the claim: the value, the printed mark for "no value", or "" for a blank."""
    if cell is None:
        return ""
    return cell.raw if cell.value is None else cell.value


def wrong_spans(tree: Tree, text: str) -> tuple[int, list[str]]:
    """How many cells of a report, of whatever sort, were looked at, and those whose spans do not hold their ``raw``.

    Args:
        tree: the full JSON of the report.
        text: the decoded source, without its byte-order mark.
    """
    cells = list(_cells({name: branch for name, branch in tree.items() if name != "metadata"}))
    return len(cells), [
        f"{cell['spans']}: raw is {cell['raw']!r}"
        for cell in cells
        if "".join(text[start:end] for start, end in cell["spans"]) != cell["raw"]
    ]


def _cells(node: object) -> Iterator[Tree]:
    if isinstance(node, dict):
        if {"raw", "spans", "status"} <= node.keys():
            yield node
        for branch in node.values():
            yield from _cells(branch)
    elif isinstance(node, list):
        for branch in node:
            yield from _cells(branch)


def _trees(file: Path, place: str) -> list[tuple[str, Tree]]:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".jsonl":
        return [(place, json.loads(text))]
    lines = [line for line in text.splitlines() if line]
    return [(f"{place}:{number}", json.loads(line)) for number, line in enumerate(lines, start=1)]


def _table(tree: Tree) -> ReadTable:
    return ReadTable(
        id=tree["id"],
        kind=tree["kind"],
        facts={name: _fact(tree[name]) for name in FACTS},
        columns=tuple(
            LabelColumn(column["key"], "/".join(column["path"]), column["number"] or "", column["side"] or "")
            for column in tree["columns"]
        ),
        rows=tuple(_row(row) for row in tree["rows"]),
        empty=tree["empty"],
        rendering=tree["grammar"]["rendering"] or "",
    )


def _row(tree: Tree) -> ReadRow:
    number, code, name = ("" if tree[part] is None else tree[part]["value"] for part in ("line_number", "code", "name"))
    cells = {key: None if cell is None else _cell(cell) for key, cell in tree["cells"].items()}
    return ReadRow(tree["side"] or "", number or "", code or "", name or "", cells, frozenset(tree["unsettled"]))


def _cell(tree: Tree) -> ReadCell:
    return ReadCell(
        value=tree["value"],
        raw=tree["raw"],
        status=tree["status"],
        alternatives=tuple((other["column"], other["value"] or "") for other in tree.get("alternatives") or ()),
        spans=_spans(tree["spans"]),
    )


def _spans(spans: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in spans)


def _fact(tree: Tree | None) -> str:
    """The fact if it is printed on the table itself."""
    return "" if tree is None or tree["status"] == "inferred" else tree["value"] or ""
