"""Hand-made labels: one tab-separated file a table, as corpus/README.md describes. Nothing here writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

# A value whose column no reader can determine carries this mark, and so do the blanks it may stand in instead. A letter
# keeps the ties of one row apart.
_MARKED = re.compile(r"(?P<value>[^?]*)\?(?P<tie>[a-z]?)")


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """A labelled value column."""

    key: str
    path: str
    number: str
    side: str


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A labelled row.

    Attributes:
        values: by column key; "" for a blank.
        open_columns: those nobody can settle, each with the letter of its tie ("" for a plain mark).
    """

    side: str
    line_number: str
    code: str
    name: str
    values: Mapping[str, str]
    open_columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tie:
    """Values of one row that stand in some of these columns, in this order; which ones, nobody can say.

    Attributes:
        columns: in printed order; more of them than values.
        values: from left to right, each with the columns it may stand in.
    """

    columns: tuple[str, ...]
    values: tuple[tuple[str, frozenset[str]], ...]


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

    def column_keys(self, side: str) -> tuple[str, ...]:
        """The keys of the columns that a row of this side fills, in printed order."""
        return tuple(column.key for column in self.columns if column.side in ("", side))


def read_tables(folder: Path) -> tuple[LabelTable, ...]:
    """The labelled tables of one document, in source order; none where the folder has no labels."""
    return tuple(read_table(path) for path in sorted((folder / "tables").glob("*.tsv")))


def read_table(path: Path) -> LabelTable:
    """One label file; raises what ``parse_table`` raises."""
    return parse_table(path.read_text(encoding="utf-8"), file=path.name)


def parse_table(text: str, *, file: str) -> LabelTable:
    """One labelled table.

    Args:
        text: what the file holds.
        file: its name, by which everything calls the table.

    Raises:
        ValueError: a row has more or fewer values than its side has columns, a mark makes no tie, or a line begins
            with no known word.
    """
    facts: dict[str, str] = {}
    columns: list[LabelColumn] = []
    rows: list[LabelRow] = []
    notes: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        word, *fields = line.split("\t")
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            facts[key.strip()] = value.strip()
        elif word == "@column":
            columns.append(LabelColumn(*(fields + [""] * 4)[:4]))
        elif word == "@row":
            rows.append(_row(fields, columns, f"{file}:{number}"))
        elif word == "@note":
            notes.append(fields[0])
        elif line:
            message = f"{file}:{number}: neither a fact, a column, a row nor a note"
            raise ValueError(message)
    return LabelTable(file, facts, tuple(columns), tuple(rows), tuple(notes))


def _row(fields: list[str], columns: list[LabelColumn], place: str) -> LabelRow:
    side, line_number, code, name, *values = fields
    keys = [column.key for column in columns if column.side in ("", side)]
    if len(values) != len(keys):
        message = f"{place}: {len(values)} values for {len(keys)} columns"
        raise ValueError(message)
    plain: dict[str, str] = {}
    open_columns: dict[str, str] = {}
    for key, value in zip(keys, values, strict=True):
        marked = _MARKED.fullmatch(value)
        plain[key] = marked["value"] if marked else value
        if marked:
            open_columns[key] = marked["tie"]
    for letter in set(open_columns.values()):
        tied = [plain[key] != "" for key, tie in open_columns.items() if tie == letter]
        if all(tied) or not any(tied):
            message = f"{place}: tie {letter!r} needs a value and a blank that it may stand in"
            raise ValueError(message)
    return LabelRow(side, line_number, code, name, plain, open_columns)


def admissible(row: LabelRow, column_order: Sequence[str]) -> dict[str, Tie]:
    """The ties of a row by their letter.

    Of k values over the m columns of a tie the order is kept, so the value with the index i may stand in the columns
    with the indices i to i + (m - k).

    Args:
        row: the labelled row.
        column_order: the column keys of the row's side in printed order.
    """
    ties = {}
    for letter in sorted(set(row.open_columns.values())):
        columns = tuple(key for key in column_order if row.open_columns.get(key) == letter)
        values = [row.values[key] for key in columns if row.values[key]]
        room = len(columns) - len(values)
        sets = (frozenset(columns[index : index + room + 1]) for index in range(len(values)))
        ties[letter] = Tie(columns, tuple(zip(values, sets, strict=True)))
    return ties
