"""Holds parsed statutory tables against the labels, cell by cell, and says what each wrong cell is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.labels import LabelRow, LabelTable
    from docparse.schema import Report, Row, Table

# What docparse itself says is not sure: a wrong value under one of these is no silent error.
DOUBTED = frozenset({"inferred", "conflicting", "unsettled"})
_FOLD = str.maketrans({"（": "(", "）": ")", "，": ",", "：": ":", "．": ".", "／": "/"})


@dataclass(slots=True)
class Score:
    """Counts of one document: what was labelled, what was found, and each error with its place."""

    document: str
    counts: Counter[str] = field(default_factory=Counter)
    statuses: Counter[tuple[str, bool]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def ratio(self, right: str, all_of: str) -> str:
        """A share as figures, "-" where nothing was labelled."""
        total = self.counts[all_of]
        return f"{self.counts[right]}/{total} = {self.counts[right] / total:.4f}" if total else "-"


def score_report(document: str, report: Report, labels: Sequence[LabelTable]) -> Score:
    """Scores every labelled table of a document; tables that nobody labelled count as spurious."""
    score = Score(document)
    score.counts["tables labelled"] = len(labels)
    left = list(report.tables)
    for label in labels:
        table = next((table for table in left if table.kind == label.kind), None)
        if table is None:
            cells = sum(len(row.values) for row in label.rows)
            score.counts.update({"cells": cells, "rows": len(label.rows), "columns": len(label.columns)})
            score.errors.append(f"{label.file}: table missed")
            continue
        left.remove(table)
        score.counts["tables found"] += 1
        _score_facts(score, label, table)
        _score_columns(score, label, table)
        _score_rows(score, label, table)
    score.counts["spurious tables"] = len(left)
    score.errors += [f"spurious table {table.id}" for table in left]
    return score


def _score_facts(score: Score, label: LabelTable, table: Table) -> None:
    for name in ("form_number", "title", "unit", "department", "fiscal_year"):
        score.counts["facts"] += 1
        cell = getattr(table, name)
        printed = cell.value if cell is not None and cell.status != "inferred" else ""
        if _same(label.facts.get(name, ""), printed or ""):
            score.counts["facts right"] += 1
        else:
            score.errors.append(f"{label.file}: {name} is {label.facts.get(name)!r}, read {printed!r}")
    score.counts["facts"] += 1
    score.counts["facts right"] += (label.facts.get("empty") == "true") == table.empty


def _score_columns(score: Score, label: LabelTable, table: Table) -> None:
    read = [(column.key, "/".join(column.path), column.number or "", column.side or "") for column in table.columns]
    for place, column in enumerate(label.columns):
        score.counts["columns"] += 1
        wanted = (column.key, column.path, column.number, column.side)
        found = read[place] if place < len(read) else None
        if found is not None and all(_same(ours, theirs) for ours, theirs in zip(wanted, found, strict=True)):
            score.counts["columns right"] += 1
        else:
            score.errors.append(f"{label.file}: column {wanted}, read {found}")
    score.counts["columns too many"] += max(0, len(read) - len(label.columns))


def _score_rows(score: Score, label: LabelTable, table: Table) -> None:
    pairs = _align(label.rows, table.rows)
    matched = {id(row) for _, row in pairs if row is not None}
    score.counts["rows too many"] += sum(id(row) not in matched for row in table.rows)
    for row in table.rows:
        if id(row) not in matched:
            score.errors.append(f"{label.file}: invented row {row.id}")
            cells = (cell for cell in row.cells.values() if cell is not None and cell.value is not None)
            score.counts["values invented"] += sum(cell.status not in DOUBTED for cell in cells)
    for wanted, row in pairs:
        score.counts["rows"] += 1
        whole = row is not None and _same(wanted.name, row.name.value if row.name else "")
        if row is None:
            score.errors.append(f"{label.file}: row {wanted.code} {wanted.name} omitted")
            score.counts["cells"] += len(wanted.values)
            continue
        for key in wanted.values:
            score.counts["cells"] += 1
            right, why = _judge(wanted, row, key)
            cell = row.cells.get(key)
            status = cell.status if cell is not None else ("unsettled" if key in row.unsettled else "blank")
            score.statuses[status, right] += 1
            score.counts["cells right"] += right
            if not right:
                whole = False
                score.errors.append(
                    f"{label.file}: {wanted.code or wanted.line_number} {wanted.name} {key}: {why}, {status}"
                )
        score.counts["rows right"] += whole
        if not _same(wanted.name, row.name.value if row.name else ""):
            score.errors.append(f"{label.file}: name {wanted.name!r}, read {row.name.value if row.name else ''!r}")


def _align(labels: Sequence[LabelRow], rows: Sequence[Row]) -> list[tuple[LabelRow, Row | None]]:
    """Pairs rows by side, line number, code and name; of equal ones the first with the first."""
    by_key: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        by_key.setdefault(_row_key(row), []).append(row)
    by_place = {_row_key(row)[:3]: row for row in reversed(rows) if row.code is not None or row.line_number is not None}
    pairs: list[tuple[LabelRow, Row | None]] = []
    for label in labels:
        key = (label.side, label.line_number, label.code, _fold(label.name))
        same = by_key.get(key)
        found = same.pop(0) if same else by_place.get(key[:3]) if any(key[1:3]) else None
        pairs.append((label, found))
    return pairs


def _row_key(row: Row) -> tuple[str, str, str, str]:
    cells = (row.line_number, row.code, row.name)
    number, code, name = ((cell.value or "") if cell is not None else "" for cell in cells)
    return row.side or "", number, code, _fold(name)


def _judge(label: LabelRow, row: Row, key: str) -> tuple[bool, str]:
    """Whether a cell is right. Where nobody can settle the column, right is ``inferred`` or unsettled."""
    cell = row.cells.get(key)
    wanted = label.values[key]
    value = "" if cell is None else (cell.value if cell.value is not None else cell.raw)
    if key in label.open_columns:
        doubted = key in row.unsettled if cell is None else cell.status == "inferred"
        return doubted, f"undeterminable, read {value!r}"
    return value == wanted, f"is {wanted!r}, read {value!r}"


def _fold(text: str) -> str:
    return "".join(text.split()).translate(_FOLD)


def _same(ours: str, theirs: str) -> bool:
    return _fold(ours) == _fold(theirs)


def pooled(scores: Sequence[Score], name: Callable[[str], str]) -> list[Score]:
    """The scores of documents added up under the names that ``name`` gives them, in order of the names."""
    groups: dict[str, Score] = {}
    for score in scores:
        group = groups.setdefault(name(score.document), Score(name(score.document)))
        group.counts.update(score.counts)
        group.statuses.update(score.statuses)
    return [groups[key] for key in sorted(groups)]


def summary(scores: Iterable[Score]) -> str:
    """One line a document for a person."""
    lines = []
    for score in scores:
        counts = score.counts
        silent = sum(count for (status, right), count in score.statuses.items() if not right and status not in DOUBTED)
        lines.append(
            f"{score.document}: tables {counts['tables found']}/{counts['tables labelled']}, "
            f"spurious {counts['spurious tables']}; "
            f"facts {score.ratio('facts right', 'facts')}; columns {score.ratio('columns right', 'columns')}; "
            f"rows {score.ratio('rows right', 'rows')}, too many {counts['rows too many']}; "
            f"cells {score.ratio('cells right', 'cells')}; silent errors {silent}, "
            f"values invented {counts['values invented']}"
        )
    return "\n".join(lines)
