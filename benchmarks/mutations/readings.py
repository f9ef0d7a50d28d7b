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
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.identities import CellKey
    from benchmarks.labels import LabelTable
    from benchmarks.results import ReadRow, ReadTable, Tree

# Diagnostics about the text between the tables; their numbers move with every character.
_ASIDE = ("segmenting.prose-not-parsed", "segmenting.evaluation-not-parsed", "segmenting.contents-listing")
# Whatever else a report claims: table, row and column as it calls them.
Surplus = tuple[str, str, str]


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
        surplus: values that no label has.
        failing: the cells of each check that fails.
        accusing: those of them whose cause is said to be the source.
        diagnostics: code and data of each, but for those about the text between the tables.
        renderings: by label file, as the report names them.
    """

    claims: dict[CellKey, Claim] = field(default_factory=dict)
    surplus: dict[Surplus, Claim] = field(default_factory=dict)
    failing: Counter[frozenset[CellKey | Surplus]] = field(default_factory=Counter)
    accusing: Counter[frozenset[CellKey | Surplus]] = field(default_factory=Counter)
    diagnostics: Counter[str] = field(default_factory=Counter)
    renderings: dict[str, str] = field(default_factory=dict)

    @property
    def everything(self) -> dict[CellKey | Surplus, Claim]:
        """What is said of all cells, labelled or not."""
        everything: dict[CellKey | Surplus, Claim] = {}
        everything.update(self.claims.items())
        everything.update(self.surplus.items())
        return everything

    def claim(self, cell: CellKey | Surplus) -> Claim | None:
        """What is said of a cell, labelled or not; None where nothing is."""
        return self.claims.get(cell) or self.surplus.get(cell)  # type: ignore[arg-type]


def read_claims(labels: Sequence[LabelTable], tree: Tree) -> Reading:
    """The report ``tree`` by the keys of the labels; tables and rows pair as they do for scoring."""
    tables = read_tree(tree).tables
    reading = Reading()
    pointers: dict[str, CellKey | Surplus] = {}
    place = {id(table): index for index, table in enumerate(tables)}
    pairs, left = pair_tables(labels, tables)
    answers = {id(row): (label.file, index) for label, table in pairs for index, row in _answers(label, table)}
    labelled = {(label.file, index): row.values for label in labels for index, row in enumerate(label.rows)}
    reading.renderings.update((label.file, table.rendering) for label, table in pairs if table is not None)
    for table in (*(table for _, table in pairs if table is not None), *left):
        for number, row in enumerate(table.rows):
            answered = answers.get(id(row))
            for column, cell in tree["tables"][place[id(table)]]["rows"][number]["cells"].items():
                claim = _claim(row, column, cell)
                pointer = f"/tables/{place[id(table)]}/rows/{number}/cells/{column}"
                if answered is not None and column in labelled[answered]:
                    pointers[pointer] = key = (*answered, column)
                    reading.claims[key] = claim
                elif cell is not None:
                    pointers[pointer] = other = (table.id, _name(row), column)
                    reading.surplus[other] = claim
    _add_checks(reading, tree["checks"], pointers)
    reading.diagnostics.update(
        f"{one['code']} {json.dumps(one['fields'], ensure_ascii=False, sort_keys=True)}"
        for one in tree["diagnostics"]
        if one["code"] not in _ASIDE
    )
    return reading


def _answers(label: LabelTable, table: ReadTable | None) -> Iterator[tuple[int, ReadRow]]:
    pairs, _ = pair_rows(label.rows, () if table is None else table.rows)
    yield from ((index, row) for index, (_, row) in enumerate(pairs) if row is not None)


def _claim(row: ReadRow, column: str, tree: Tree | None) -> Claim:
    cell = row.cells[column]
    if cell is None or tree is None:
        return Claim("", "unsettled" if column in row.unsettled else "blank")
    return Claim(printed(cell), cell.status, bool(tree.get("disputed_by")), cell.spans, bool(tree.get("repaired")))


def _name(row: ReadRow) -> str:
    return " ".join(part for part in (row.side, row.line_number, row.code, row.name) if part)


def _add_checks(reading: Reading, checks: Sequence[Tree], pointers: Mapping[str, CellKey | Surplus]) -> None:
    for check in checks:
        if check["outcome"] == "fails":
            cells = frozenset(pointers[each] for each in check["cells"] if each in pointers)
            reading.failing[cells] += 1
            reading.accusing[cells] += check["cause"] == "source"
