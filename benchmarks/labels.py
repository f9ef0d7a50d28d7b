"""Hand-made labels: one tab-separated file a table, as corpus/README.md describes. Nothing here writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# A value whose column no reader can determine carries this mark, and so do the blanks it may stand in instead.
OPEN = "?"


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """A labelled value column."""

    key: str
    path: str
    number: str
    side: str


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A labelled row; values by column key, "" for a blank; ``open_columns`` are those nobody can settle."""

    side: str
    line_number: str
    code: str
    name: str
    values: Mapping[str, str]
    open_columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class LabelTable:
    """One labelled table with its facts (title, unit, …)."""

    file: str
    facts: Mapping[str, str]
    columns: tuple[LabelColumn, ...]
    rows: tuple[LabelRow, ...]
    notes: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The table's kind, as in the output contract."""
        return self.facts["kind"]


def read_tables(folder: Path) -> tuple[LabelTable, ...]:
    """The labelled tables of one document, in source order; none where the folder has no labels."""
    return tuple(read_table(path) for path in sorted((folder / "tables").glob("*.tsv")))


def read_table(path: Path) -> LabelTable:
    """One label file.

    Raises:
        ValueError: a row has more or fewer values than its side has columns, or a line begins with no known word.
    """
    facts: dict[str, str] = {}
    columns: list[LabelColumn] = []
    rows: list[LabelRow] = []
    notes: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        word, *fields = line.split("\t")
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            facts[key.strip()] = value.strip()
        elif word == "@column":
            columns.append(LabelColumn(*(fields + [""] * 4)[:4]))
        elif word == "@row":
            rows.append(_row(fields, columns, f"{path.name}:{number}"))
        elif word == "@note":
            notes.append(fields[0])
        elif line:
            message = f"{path.name}:{number}: neither a fact, a column, a row nor a note"
            raise ValueError(message)
    return LabelTable(path.name, facts, tuple(columns), tuple(rows), tuple(notes))


def _row(fields: list[str], columns: list[LabelColumn], place: str) -> LabelRow:
    side, line_number, code, name, *values = fields
    keys = [column.key for column in columns if column.side in ("", side)]
    if len(values) != len(keys):
        message = f"{place}: {len(values)} values for {len(keys)} columns"
        raise ValueError(message)
    open_columns = frozenset(key for key, value in zip(keys, values, strict=True) if value.endswith(OPEN))
    plain = {key: value.removesuffix(OPEN) for key, value in zip(keys, values, strict=True)}
    return LabelRow(side, line_number, code, name, plain, open_columns)
