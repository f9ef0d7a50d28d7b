"""What a damaged text still prints of the labels, and which of two right answers a report gave."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from benchmarks.alignment import fold, identity, pair_rows, pair_tables
from benchmarks.noise.landmarks import PARTS
from benchmarks.results import printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from benchmarks.identities import CellKey
    from benchmarks.labels import LabelRow, LabelTable
    from benchmarks.noise.landmarks import Landmarks, RowKey, Spans
    from benchmarks.noise.pieces import Noisy
    from benchmarks.results import ReadRow, ReadTable


@dataclass(slots=True)
class Truth:
    """The labels of a damaged text.

    Attributes:
        labels: without what is gone.
        cells: what the text now prints in each touched cell, besides what the label holds.
        parts: the same for touched line numbers, codes and names.
        covered: cells that arithmetic proves.
    """

    labels: list[LabelTable] = field(default_factory=list)
    cells: dict[CellKey, frozenset[str]] = field(default_factory=dict)
    parts: dict[RowKey, dict[str, frozenset[str]]] = field(default_factory=dict)
    covered: set[CellKey] = field(default_factory=set)


def plain(text: str) -> str:
    """Characters as a label would hold them: of usual width, without blanks and thousands separators."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace(",", "")


def truth_of(marks: Landmarks, noisy: Noisy, covered: Iterable[CellKey]) -> Truth:
    """The labels of a document as its damaged text still prints them; ``covered`` by the unchanged labels."""
    truth = Truth()
    proved = set(covered)
    for label in marks.labels:
        rows: list[LabelRow] = []
        for index, row in enumerate(label.rows):
            kept = _row(marks, noisy, (label.file, index), row)
            if kept is None:
                continue
            here = (label.file, len(rows))
            rows.append(kept)
            truth.covered |= {
                (*here, column)
                for column in kept.values
                if (label.file, index, column) in proved and kept.values[column]
            }
            _add_touched(truth, marks, noisy, ((label.file, index), here, kept))
        if rows or not label.rows:
            truth.labels.append(replace(label, rows=tuple(rows)))
    return truth


def _row(marks: Landmarks, noisy: Noisy, key: RowKey, row: LabelRow) -> LabelRow | None:
    """The row without the values that are gone; None if all that is known of its place is gone."""
    gone = [column for column in row.values if _gone(noisy, marks.cells.get((*key, column)))]
    parts = marks.parts.get(key, {})
    left = [spans for column in row.values if (spans := marks.cells.get((*key, column))) and column not in gone]
    left += [spans for spans in parts.values() if not _gone(noisy, spans)]
    if not left and (gone or parts):
        return None
    if not gone:
        return row
    values = {column: "" if column in gone else value for column, value in row.values.items()}
    return replace(row, values=values, open_columns={})


def _gone(noisy: Noisy, spans: Spans | None) -> bool:
    return spans is not None and not any(noisy.printed(span).strip() for span in spans)


def _add_touched(truth: Truth, marks: Landmarks, noisy: Noisy, keys: tuple[RowKey, RowKey, LabelRow]) -> None:
    there, here, row = keys
    for column in row.values:
        spans = marks.cells.get((*there, column))
        if row.values[column] and spans and any(map(noisy.touched, spans)):
            truth.cells[*here, column] = frozenset(map(plain, _readings(noisy, spans)))
    parts = marks.parts.get(there, {})
    touched = {part: spans for part, spans in parts.items() if any(map(noisy.touched, spans))}
    if touched:
        truth.parts[here] = {part: frozenset(_readings(noisy, spans)) for part, spans in touched.items()}


def _readings(noisy: Noisy, spans: Spans) -> Iterator[str]:
    yield "".join(map(noisy.printed, spans))
    if len(spans) == 1:
        yield noisy.run(spans[0])


def answer(truth: Truth, read: Sequence[ReadTable]) -> tuple[list[LabelTable], frozenset[CellKey]]:
    """The labels with the right answers that a result gave, where two are right.

    Returns:
        the labels, and the cells in which the result read what the noise prints instead of what the label holds.
    """
    named = _named(truth, read)
    pairs, _ = pair_tables(named, read)
    labels, as_printed = [], set()
    for label, table in pairs:
        rows = list(label.rows)
        answers, _ = pair_rows(label.rows, () if table is None else table.rows)
        for index, (row, found) in enumerate(answers):
            for column, read_value in _otherwise(truth, (label.file, index), row, found):
                rows[index] = replace(rows[index], values={**rows[index].values, column: read_value})
                as_printed.add((label.file, index, column))
        labels.append(replace(label, rows=tuple(rows)))
    return labels, frozenset(as_printed)


def _otherwise(truth: Truth, key: RowKey, row: LabelRow, found: ReadRow | None) -> Iterator[tuple[str, str]]:
    for column, wanted in row.values.items():
        value = printed(found.cells.get(column)) if found is not None else ""
        if value and value != wanted and plain(value) in truth.cells.get((*key, column), ()):
            yield column, value


def _named(truth: Truth, read: Sequence[ReadTable]) -> list[LabelTable]:
    """The labels with damaged codes and names where the result has such rows, and no row with the labelled ones."""
    pairs, _ = pair_tables(truth.labels, read)
    return [
        label
        if table is None
        else replace(label, rows=tuple(_renamed(truth.parts, label, {identity(row): row for row in table.rows})))
        for label, table in pairs
    ]


def _renamed(
    parts: Mapping[RowKey, Mapping[str, frozenset[str]]],
    label: LabelTable,
    read: Mapping[tuple[str, str, str, str], ReadRow],
) -> Iterator[LabelRow]:
    for index, row in enumerate(label.rows):
        touched = parts.get((label.file, index), {})
        if not touched or identity(row) in read:
            yield row
            continue
        choices = [(getattr(row, part), *sorted(touched.get(part, ()))) for part in PARTS]
        written = (dict(zip(PARTS, each, strict=True)) for each in product(*choices))
        others = (replace(row, **{part: fold(plain_name(text)) for part, text in each.items()}) for each in written)
        yield next((other for other in others if identity(other) in read), row)


def plain_name(text: str) -> str:
    """A name or code as printed, full-width digits and letters made usual ones."""
    return "".join(unicodedata.normalize("NFKC", each) if each.isalnum() else each for each in text)
