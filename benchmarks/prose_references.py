"""References of the labels to cells of labelled tables and forms, and where a result holds those cells.

A reference is ``NN-kind.tsv:row:column`` for a table, the row being its code, ``side/line number`` or its name; for a
form ``e003:fund1:executed``: file 003.tsv, first row of that block, field. ``e003:overall_goal`` names a field of the
form itself. What stands behind a text field, or in place of a field of a row, says which part of the text is meant.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.alignment import fold, pair_tables
from benchmarks.alignment import pair_rows as pair_table_rows
from benchmarks.evaluation_alignment import pair_forms, pair_rows
from benchmarks.evaluation_labels import FACTS, ROW_FIELDS, is_number
from benchmarks.evaluation_results import read_evaluations
from benchmarks.prose_places import line_starts
from benchmarks.results import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.evaluation_labels import LabelForm
    from benchmarks.labels import LabelRow, LabelTable
    from benchmarks.results import Tree

_FORM = re.compile(r"e(?P<file>\d{3})")
_BLOCK = re.compile(r"(?P<block>[a-z]+)(?P<row>[1-9]\d*)")
_PLURAL = {"fund": "funds", "goal": "goals", "indicator": "indicators", "task": "tasks"}
# Figures of an indicator stand in a cell of words; what they say in numbers.
_IN_WORDS = frozenset({"target", "actual"})
# A cell of a form or table of the labels: file, block ("table" for tables, "" for facts), index of the row, field.
LabelCell = tuple[str, str, int, str]


class Referred(NamedTuple):
    """What a reference means.

    Attributes:
        cells: the labelled cell; several where a text of a row is meant.
        value: the number that the cell holds; None where it is text, blank or a mark.
        unit: of the number; "" where the labels do not say.
    """

    cells: tuple[LabelCell, ...]
    value: Decimal | None
    unit: str


class Labelled(NamedTuple):
    """The labelled tables and forms of one document."""

    tables: tuple[LabelTable, ...]
    forms: tuple[LabelForm, ...]


def refer(labelled: Labelled, reference: str) -> Referred | None:
    """What a reference means; None where it names no cell, or several."""
    file, _, rest = reference.partition(":")
    form = _FORM.fullmatch(file)
    if form is None:
        row_name, _, column = rest.rpartition(":")
        table = next((table for table in labelled.tables if table.file == file), None)
        return None if table is None else _of_table(table, row_name, column)
    found = next((one for one in labelled.forms if one.file == f"{form['file']}.tsv"), None)
    return None if found is None else _of_form(found, rest)


def _of_table(table: LabelTable, name: str, column: str) -> Referred | None:
    rows = [at for at, row in enumerate(table.rows) if name in _names(row) and column in row.values]
    if len(rows) != 1:
        return None
    text = table.rows[rows[0]].values[column]
    return Referred(
        ((table.file, "table", rows[0], column),), Decimal(text) if is_number(text) else None, table.facts["unit"]
    )


def _names(row: LabelRow) -> Iterator[str]:
    if row.code:
        yield row.code
    if row.line_number:
        yield f"{row.side}/{row.line_number}" if row.side else row.line_number
    yield row.name
    yield fold(row.name)


def _of_form(form: LabelForm, rest: str) -> Referred | None:
    name, _, field = rest.partition(":")
    if name in FACTS:
        return Referred(((form.file, "", 0, name),), None, "") if name in form.facts else None
    block = _BLOCK.fullmatch(name)
    if block is None or block["block"] not in ROW_FIELDS or int(block["row"]) > len(form.rows[block["block"]]):
        return None
    kind, row = block["block"], int(block["row"]) - 1
    entries = form.rows[kind][row]
    if field not in ROW_FIELDS[kind]:
        texts = tuple((form.file, kind, row, each) for each in entries if not is_number(entries[each].value))
        return Referred(texts, None, "") if field else None
    source, unit = field, form.facts["unit"].value if "unit" in form.facts else ""
    if field in _IN_WORDS:
        source, unit = f"{field}_value", entries[f"{field}_unit"].value if f"{field}_unit" in entries else ""
    value = entries[source].value if source in entries else ""
    cells = ((form.file, kind, row, field),)
    return Referred(cells, Decimal(value), unit) if is_number(value) else Referred(cells, None, "")


class Pointers:
    """Where a result holds the labelled cells: JSON pointers into its tree."""

    def __init__(self, labelled: Labelled, tree: Tree, text: str) -> None:
        self._labelled = labelled
        self._tables = dict(_pairs_of_tables(labelled.tables, tree))
        self._forms = dict(_pairs_of_forms(labelled.forms, tree, text))

    def of(self, reference: str) -> frozenset[str]:
        """The pointers of the cell that a reference names; none where the result does not have its row."""
        referred = refer(self._labelled, reference)
        cells = () if referred is None else referred.cells
        return frozenset(pointer for cell in cells for pointer in self._pointer(cell))

    def _pointer(self, cell: LabelCell) -> Iterator[str]:
        file, block, row, field = cell
        if block == "table" and (file, row) in self._tables:
            yield f"{self._tables[file, row]}/cells/{field}"
        elif (file, block, row) in self._forms:
            yield f"{self._forms[file, block, row]}/{field}"


def _pairs_of_tables(labels: Sequence[LabelTable], tree: Tree) -> Iterator[tuple[tuple[str, int], str]]:
    """Of each labelled row (file, index) the pointer to the read one."""
    read = read_tree(tree).tables
    for label, table in pair_tables(labels, read)[0]:
        if table is None:
            continue
        number = next(at for at, each in enumerate(read) if each is table)
        for at, (_, row) in enumerate(pair_table_rows(label.rows, table.rows)[0]):
            index = next((index for index, each in enumerate(table.rows) if each is row), None)
            if index is not None:
                yield (label.file, at), f"/tables/{number}/rows/{index}"


def _pairs_of_forms(labels: Sequence[LabelForm], tree: Tree, text: str) -> Iterator[tuple[LabelCell | Any, str]]:
    """Of each labelled form and row (file, block, index) the pointer to the read one."""
    read, starts = read_evaluations(tree), line_starts(text)
    last = len(starts) - 1
    regions = [[(starts[min(form.lines[0] - 1, last)], starts[min(form.lines[1], last)])] for form in labels]
    pairing = pair_forms(regions, [form.spans for form in read])
    for label, number in zip(labels, pairing.pairs, strict=True):
        if number is None:
            continue
        yield (label.file, "", 0), f"/evaluations/{number}"
        for block, plural in _PLURAL.items():
            rows = pair_rows(block, label.rows[block], read[number].rows[block])
            for at, index in enumerate(rows.pairs):
                if index is not None:
                    yield (label.file, block, at), f"/evaluations/{number}/{plural}/{index}"


def look_up(tree: Mapping[str, Any], pointer: str) -> Any:
    """What a JSON pointer points to; None where it points nowhere."""
    node: Any = tree
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(node, list) and name.isdecimal() and int(name) < len(node):
            node = node[int(name)]
        elif isinstance(node, dict) and name in node:
            node = node[name]
        else:
            return None
    return node
