"""What changed between two results of the same documents: cells gained and lost, and what no label can judge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.alignment import pair_rows, pair_tables
from benchmarks.judging import Judgement, judge_extra, judge_table
from benchmarks.results import printed
from benchmarks.scoring import labellable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.labels import LabelTable
    from benchmarks.results import ReadRow, ReadTable, Result

_CellName = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """The changes of one document.

    Attributes:
        document: its name where it is labelled, else that of the result.
        gained: cells that became right, or are no longer invented.
        lost: cells that became wrong or invented.
        changed: cells without a label whose value is another one.
        statuses: how often a status became another one over the same value: (before, after).
    """

    document: str
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.gained or self.lost or self.changed or self.statuses)


def compare_results(
    before: Mapping[str, Result], after: Mapping[str, Result], labels: Mapping[str, tuple[str, Sequence[LabelTable]]]
) -> list[Change]:
    """The changes of every document that has a result on either side; one without a result has no tables.

    Args:
        before: results by digest of their source.
        after: likewise.
        labels: name and labelled tables of the documents that have labels, by digest.
    """
    changes = []
    for digest in dict.fromkeys([*before, *after]):
        found = [results[digest] for results in (before, after) if digest in results]
        old, new = (results[digest].tables if digest in results else () for results in (before, after))
        cells = _unlabelled_changes(old, new)
        if digest in labels:
            name, tables = labels[digest]
            gained, lost = _gains_and_losses(_judged(tables, old), _judged(tables, new))
            changes.append(Change(name, gained, lost, (), cells.statuses))
        else:
            changes.append(Change(found[0].name, (), (), tuple(cells.changed), cells.statuses))
    return sorted(changes, key=lambda change: change.document)


def _judged(labels: Sequence[LabelTable], read: Sequence[ReadTable]) -> dict[_CellName, Judgement]:
    pairs, extra = pair_tables(labels, labellable(read))
    judged: dict[_CellName, Judgement] = {}
    for label, table in pairs:
        _add(judged, label.file, judge_table(label, table))
    for table in extra:
        _add(judged, table.id, judge_extra(table))
    return judged


def _add(judged: dict[_CellName, Judgement], table: str, cells: Sequence[Judgement]) -> None:
    """Labelled rows go by their place in the label, others by their name: they have no other in common."""
    seen: Counter[_CellName] = Counter()
    for cell in cells:
        row = cell.row_name if cell.wanted is None else f"{cell.row_name} (row {cell.row + 1})"
        name = (table, row, cell.column)
        seen[name] += 1
        judged[name if seen[name] == 1 else (table, f"{row} #{seen[name]}", cell.column)] = cell


def _gains_and_losses(
    old: Mapping[_CellName, Judgement], new: Mapping[_CellName, Judgement]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    gained: list[str] = []
    lost: list[str] = []
    for name in dict.fromkeys([*old, *new]):
        was, now = old.get(name), new.get(name)
        # A cell that only one side has is invented there: the other side is right not to have it.
        right_before, right_after = was is None or was.right, now is None or now.right
        if right_before != right_after:
            cell = was or now
            wanted = "not labelled" if cell is None or cell.wanted is None else f"is {cell.wanted or 'blank'}"
            line = f"{' / '.join(name)}: {wanted}, read {_read(was)}, now {_read(now)}"
            (gained if right_after else lost).append(line)
    return tuple(gained), tuple(lost)


def _read(cell: Judgement | None) -> str:
    return "nothing" if cell is None else f"{cell.read or 'blank'} ({cell.status})"


@dataclass(slots=True)
class _Changes:
    changed: list[str] = field(default_factory=list)
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)


def _unlabelled_changes(old: Sequence[ReadTable], new: Sequence[ReadTable]) -> _Changes:
    found = _Changes()
    pairs, extra = pair_tables(old, new)
    for table, twin in pairs:
        rows, more = pair_rows(table.rows, twin.rows if twin is not None else ())
        for row, other in [*rows, *((None, row) for row in more)]:
            _changes_of_row(found, table.id, row, other)
    for table in extra:
        for row in table.rows:
            _changes_of_row(found, table.id, None, row)
    return found


def _changes_of_row(found: _Changes, table: str, old: ReadRow | None, new: ReadRow | None) -> None:
    was, now = dict(_claims(old)), dict(_claims(new))
    row = old or new
    name = "" if row is None else " ".join(filter(None, (row.side, row.line_number, row.code, row.name)))
    for key in dict.fromkeys([*was, *now]):
        before, status = was.get(key, ("", "nothing"))
        after, other = now.get(key, ("", "nothing"))
        if before != after:
            found.changed.append(f"{table} / {name} / {key}: {before or 'blank'}, now {after or 'blank'}")
        elif status != other:
            found.statuses[status, other] += 1


def _claims(row: ReadRow | None) -> Iterator[tuple[str, tuple[str, str]]]:
    for key, cell in row.cells.items() if row is not None else ():
        blank = "unsettled" if row is not None and key in row.unsettled else "blank"
        yield key, (printed(cell), blank if cell is None else cell.status)
