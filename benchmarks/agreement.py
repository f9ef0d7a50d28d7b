"""How far two readings of one document agree, before anybody has settled what they differ in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.alignment import fold, identity, pair_rows, pair_tables
from benchmarks.labels import admissible
from benchmarks.results import FACTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.labels import LabelRow, LabelTable

# What is compared, in the order in which it is printed.
PARTS = ("tables", "facts", "columns", "rows", "cells", "values")
# A labelled value, and the columns among which its tie leaves it open; none for a settled one.
_Content = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two readings side by side.

    Attributes:
        either: how many tables, facts, columns, rows, cells and values at least one reader has; ``values`` are the
            cells that one of them does not leave blank.
        equal: how many of them are the same in both; a value that one reader marks as open and the other does not, or
            not among the same columns, differs.
        differences: a sentence each.
    """

    either: Counter[str]
    equal: Counter[str]
    differences: tuple[str, ...]

    def rate(self, part: str) -> float | None:
        """The share that is equal; None where neither reader has any."""
        return self.equal[part] / self.either[part] if self.either[part] else None


class _Comparison:
    """Collects while the tables are walked."""

    def __init__(self) -> None:
        self.either: Counter[str] = Counter()
        self.equal: Counter[str] = Counter()
        self.differences: list[str] = []

    def note(self, part: str, *, same: bool, what: str) -> None:
        self.either[part] += 1
        self.equal[part] += same
        if not same and what:
            self.differences.append(what)


def compare_readings(one: Sequence[LabelTable], other: Sequence[LabelTable]) -> Agreement:
    """Holds two readings of one document against each other; neither is taken for the better one."""
    found = _Comparison()
    pairs, extra = pair_tables(one, other)
    for table, twin in pairs:
        found.note("tables", same=twin is not None, what=f"{table.file}: only the first reader has this table")
        if twin is None:
            _lonely_table(found, table)
        else:
            _facts(found, table, twin)
            _columns(found, table, twin)
            _rows(found, table, twin)
    for table in extra:
        found.note("tables", same=False, what=f"{table.file}: only the second reader has this table")
        _lonely_table(found, table)
    return Agreement(found.either, found.equal, tuple(found.differences))


def _lonely_table(found: _Comparison, table: LabelTable) -> None:
    """Counts what only one reader has; the table as a whole is already listed."""
    found.either.update({"facts": len(FACTS) + 1, "columns": len(table.columns), "rows": len(table.rows)})
    for row in table.rows:
        found.either["cells"] += len(row.values)
        found.either["values"] += sum(value != "" for value in row.values.values())


def _facts(found: _Comparison, one: LabelTable, other: LabelTable) -> None:
    for name in (*FACTS, "empty"):
        mine, yours = one.facts.get(name, ""), other.facts.get(name, "")
        found.note("facts", same=fold(mine) == fold(yours), what=f"{one.file}: {name}: {mine!r} and {yours!r}")


def _columns(found: _Comparison, one: LabelTable, other: LabelTable) -> None:
    mine, yours = ([(c.side, c.key, fold(c.path), c.number) for c in table.columns] for table in (one, other))
    for column in dict.fromkeys([*mine, *yours]):
        only = "first" if column in mine else "second"
        what = f"{one.file}: only the {only} reader has column {' '.join(filter(None, column))}"
        found.note("columns", same=column in mine and column in yours, what=what)


def _rows(found: _Comparison, one: LabelTable, other: LabelTable) -> None:
    pairs, extra = pair_rows(one.rows, other.rows)
    for row, twin in pairs:
        same = twin is not None and identity(row) == identity(twin)
        found.note("rows", same=same, what=f"{one.file}: row {_name(row)} and {_name(twin)}")
        _cells(found, f"{one.file}: {_name(row)}", _contents(one, row), _contents(other, twin))
    for row in extra:
        found.note("rows", same=False, what=f"{one.file}: row {_name(None)} and {_name(row)}")
        _cells(found, f"{one.file}: {_name(row)}", {}, _contents(other, row))


def _cells(found: _Comparison, place: str, mine: dict[str, _Content], yours: dict[str, _Content]) -> None:
    for key in dict.fromkeys([*mine, *yours]):
        one, other = mine.get(key), yours.get(key)
        what = f"{place} / {key}: {_shown(one)} and {_shown(other)}" if mine and yours else ""
        found.note("cells", same=one == other, what=what)
        if any(content and content[0] for content in (one, other)):
            found.note("values", same=one == other, what="")


def _contents(table: LabelTable, row: LabelRow | None) -> dict[str, _Content]:
    if row is None:
        return {}
    ties = admissible(row, table.column_keys(row.side))
    return {
        key: (value, frozenset(ties[row.open_columns[key]].columns) if key in row.open_columns else frozenset())
        for key, value in row.values.items()
    }


def _shown(content: _Content | None) -> str:
    if content is None:
        return "no such cell"
    value, tied = content
    return (value or "blank") + (f" (open: {', '.join(sorted(tied))})" if tied else "")


def _name(row: LabelRow | None) -> str:
    return "none" if row is None else " ".join(filter(None, identity(row))) or "(no name)"
