"""A report held against the labels of its document: what it says of each labelled cell, and what it doubts."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.alignment import pair_rows, pair_tables
from benchmarks.judging import DOUBTED
from benchmarks.results import printed, read_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.identities import CellKey
    from benchmarks.labels import LabelTable
    from benchmarks.results import ReadRow, Tree

# Diagnostics about the text between the tables; their numbers move with every character.
_ASIDE = ("segmenting.prose-not-parsed", "segmenting.evaluation-not-parsed", "segmenting.contents-listing")
# Whatever else a report claims: table, row and column as it calls them, and the value.
Surplus = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a report says of one labelled cell.

    Attributes:
        value: as printed; "" for a blank.
        status: of the contract; "blank" or "unsettled" for a blank.
        disputed: whether checks with cause ``source`` dispute it.
        spans: where the characters stand.
        repaired: whether damaged characters were mended.
    """

    value: str
    status: str
    disputed: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    repaired: bool = False

    @property
    def doubted(self) -> bool:
        """Whether the report itself says that it may be wrong."""
        return self.status in DOUBTED


@dataclass(slots=True)
class Reading:
    """A report by the keys of the labels.

    Attributes:
        claims: for the labelled cells that were read.
        surplus: values that no label has, with their status and whether they are disputed.
        failing: the cells of each check that fails.
        diagnostics: code and data of each, but for those about the text between the tables.
        renderings: by label file, as the report names them.
    """

    claims: dict[CellKey, Claim] = field(default_factory=dict)
    surplus: dict[Surplus, tuple[str, bool]] = field(default_factory=dict)
    failing: Counter[frozenset[CellKey]] = field(default_factory=Counter)
    diagnostics: Counter[str] = field(default_factory=Counter)
    renderings: dict[str, str] = field(default_factory=dict)

    def value(self, cell: CellKey) -> str:
        """What is read in a cell, "" where nothing is."""
        claim = self.claims.get(cell)
        return "" if claim is None else claim.value


def read_claims(labels: Sequence[LabelTable], tree: Tree) -> Reading:
    """The report ``tree`` by the keys of the labels; tables and rows pair as they do for scoring."""
    tables = read_tree(tree).tables
    reading = Reading()
    pointers: dict[str, CellKey] = {}
    place = {id(table): index for index, table in enumerate(tables)}
    pairs, left = pair_tables(labels, tables)
    for table in left:
        for row in table.rows:
            _add_surplus(reading, table.id, row, row.cells.keys(), {})
    for label, found in pairs:
        if found is None:
            continue
        reading.renderings[label.file] = found.rendering
        rows, extra = pair_rows(label.rows, found.rows)
        numbers = {id(row): number for number, row in enumerate(found.rows)}
        for row in extra:
            _add_surplus(reading, found.id, row, row.cells.keys(), {})
        for index, (wanted, answer) in enumerate(rows):
            if answer is None:
                continue
            at = (place[id(found)], numbers[id(answer)])
            cells = tree["tables"][at[0]]["rows"][at[1]]["cells"]
            _add_surplus(reading, found.id, answer, answer.cells.keys() - wanted.values.keys(), cells)
            for column in answer.cells.keys() & wanted.values.keys():
                key = (label.file, index, column)
                reading.claims[key] = _claim(answer, column, cells[column])
                pointers[f"/tables/{at[0]}/rows/{at[1]}/cells/{column}"] = key
    for check in tree["checks"]:
        if check["outcome"] == "fails":
            reading.failing[frozenset(pointers[each] for each in check["cells"] if each in pointers)] += 1
    reading.diagnostics.update(
        f"{one['code']} {json.dumps(one['fields'], ensure_ascii=False, sort_keys=True)}"
        for one in tree["diagnostics"]
        if one["code"] not in _ASIDE
    )
    return reading


def _claim(row: ReadRow, column: str, tree: Tree | None) -> Claim:
    cell = row.cells[column]
    if cell is None or tree is None:
        return Claim("", "unsettled" if column in row.unsettled else "blank")
    return Claim(printed(cell), cell.status, bool(tree.get("disputed_by")), cell.spans, bool(tree.get("repaired")))


def _add_surplus(reading: Reading, table: str, row: ReadRow, columns: object, cells: Tree) -> None:
    name = " ".join(part for part in (row.side, row.line_number, row.code, row.name) if part)
    for column in columns:  # type: ignore[attr-defined]
        cell = row.cells[column]
        if cell is not None:
            disputed = bool((cells.get(column) or {}).get("disputed_by"))
            reading.surplus[table, name, column, printed(cell)] = (cell.status, disputed)
