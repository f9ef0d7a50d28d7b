"""The labels of a document with some of their values replaced."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.identities import CellKey
    from benchmarks.labels import LabelTable


def relabel(labels: tuple[LabelTable, ...], changes: Mapping[CellKey, str]) -> list[LabelTable]:
    """The labels with some of their values replaced."""
    tables = []
    for table in labels:
        rows = list(table.rows)
        for (file, index, column), value in changes.items():
            if file == table.file:
                rows[index] = replace(rows[index], values={**rows[index].values, column: value})
        tables.append(replace(table, rows=tuple(rows)))
    return tables
