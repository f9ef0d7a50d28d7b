"""What is right and what is wrong with each cell of a table.

The cells of a table are those that its label has, blanks included, and those with a value that the result has beyond
them. A cell is right if it holds what the label holds, character for character: a blank is not a zero, and neither is a
cell that was not read at all. Each wrong cell is exactly one of ``MISTAKES``, the first that applies:

``table missed``   no table of the result answers the labelled one
``wrong column``   the value belongs to another column of its row, which lacks it; or a cell is read as blank and its
                   value stands in a wrong cell of the row
``wrong row``      the same along a column, for values other than zeros and marks, which tell no row from another
``misread``        both hold values, and the one read is at home nowhere else
``invented``       the label has a blank there, or no such row or column
``omitted``        a labelled value is read as blank, or a labelled cell is not in the result

**What nobody can settle.** The values of a tie (``?`` in the label) are right if they say so: status ``inferred``, and
own column and those of the alternatives together are exactly the columns where the value may stand (an alternative
without column is no column). A blank of a tie is right if it is listed in ``unsettled``, and so is a tie whose values
were left unread. A claim of one column, or of a settled blank beside it, is a ``wrong column``.

**Silent** is a wrong value or a wrong blank that the result does not itself call ``inferred``, ``conflicting`` or
unsettled. A cell that is not there claims nothing; it is wrong, not silent, and its status is ``missing``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.alignment import pair_rows
from benchmarks.labels import admissible
from benchmarks.results import printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from benchmarks.labels import LabelRow, LabelTable, Tie
    from benchmarks.results import ReadCell, ReadRow, ReadTable

MISTAKES = ("table missed", "wrong column", "wrong row", "misread", "invented", "omitted")
DOUBTED = frozenset({"inferred", "conflicting", "unsettled"})
MISSING = "missing"
_ZERO = re.compile(r"-?0+(?:\.0+)?")
_TELLING = re.compile(r"[1-9]")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One cell of the label, of the result, or of both.

    Attributes:
        row: index of the row in the label; those that only the result has are counted on.
        row_name: side, line number, code and name for a person.
        side: side of the row, which is part of the name of its columns.
        column: column key.
        wanted: what the label holds, "" for a blank; None where it has no such cell.
        read: what the result holds, "" for a blank and for a cell that it does not have.
        status: of the value; "blank" or "unsettled" for a blank; "missing" where the result has no such cell.
        right: whether it is as labelled.
        tied: whether the label marks the column as one that nobody can settle.
        mistake: one of ``MISTAKES``; "" if it is right.
        at: offset in the source of the value, else of another value of the row; None where nothing tells.
    """

    row: int
    row_name: str
    side: str
    column: str
    wanted: str | None
    read: str
    status: str
    right: bool
    tied: bool = False
    mistake: str = ""
    at: int | None = None

    @property
    def silent(self) -> bool:
        """Whether it is wrong and claimed without a doubt."""
        return not self.right and self.status != MISSING and self.status not in DOUBTED

    @property
    def zero(self) -> bool:
        """Whether a printed zero is claimed."""
        return is_zero(self.read)


def is_zero(value: str) -> bool:
    """Whether a value is a printed zero, which is not a blank."""
    return _ZERO.fullmatch(value) is not None


def judge_table(label: LabelTable, table: ReadTable | None) -> list[Judgement]:
    """Every cell of a labelled table against the one that answers it, None where it was missed."""
    if table is None:
        missed = (cell for index, row in enumerate(label.rows) for cell in _row(index, row, None, {}))
        return [replace(cell, mistake="table missed") for cell in missed]
    pairs, extra = pair_rows(label.rows, table.rows)
    cells: list[Judgement] = []
    for index, (row, found) in enumerate(pairs):
        cells += _row(index, row, found, admissible(row, label.column_keys(row.side)))
    for index, more in enumerate(extra, start=len(pairs)):
        cells += _unlabelled(index, more, more.cells)
    return _with_mistakes(cells)


def judge_extra(table: ReadTable) -> list[Judgement]:
    """The values of a table that no label has: all invented."""
    cells = (cell for index, row in enumerate(table.rows) for cell in _unlabelled(index, row, row.cells))
    return [replace(cell, mistake="invented") for cell in cells]


def _row(index: int, label: LabelRow, row: ReadRow | None, ties: Mapping[str, Tie]) -> Iterator[Judgement]:
    tied = {key: right for tie in ties.values() for key, right in _judge_tie(tie, row).items()}
    for key, wanted in label.values.items():
        cell = row.cells.get(key) if row is not None else None
        status, read = _status(row, key), printed(cell)
        right = tied.get(key, status != MISSING and read == wanted)
        yield Judgement(
            index, _name(label), label.side, key, wanted, read, status, right, tied=key in tied, at=_offset(row, cell)
        )
    if row is not None:
        beyond = {key: cell for key, cell in row.cells.items() if key not in label.values}
        yield from _unlabelled(index, row, beyond)


def _unlabelled(index: int, row: ReadRow, cells: Mapping[str, ReadCell | None]) -> Iterator[Judgement]:
    """Cells that no label has; a blank among them claims nothing that could be wrong."""
    for key, cell in cells.items():
        if cell is not None:
            at = _offset(row, cell)
            yield Judgement(index, _name(row), row.side, key, None, printed(cell), cell.status, right=False, at=at)


def _judge_tie(tie: Tie, row: ReadRow | None) -> dict[str, bool]:
    """Whether each column of a tie is doubted as it should be; values are met in their order."""
    right = dict.fromkeys(tie.columns, False)
    if row is None:
        return right
    waiting = list(tie.values)
    for key in tie.columns:
        cell = row.cells.get(key)
        if cell is None:
            right[key] = key in row.unsettled
            continue
        claim = printed(cell), frozenset({key, *(column for column, _ in cell.alternatives if column is not None)})
        if cell.status == "inferred" and claim in waiting:
            right[key] = True
            waiting = waiting[waiting.index(claim) + 1 :]
    return right


def values_doubted(label: LabelTable, cells: Iterable[Judgement]) -> tuple[int, int]:
    """How many values of a labelled table nobody can settle, and how many of them are doubted as they should be."""
    judged = {(cell.row, cell.column): cell for cell in cells}
    exist = doubted = 0
    for index, row in enumerate(label.rows):
        for tie in admissible(row, label.column_keys(row.side)).values():
            tied = [judged[index, key] for key in tie.columns]
            read = [cell for cell in tied if cell.read]
            exist += len(tie.values)
            doubted += sum(cell.right for cell in read)
            if all(cell.right for cell in tied if not cell.read):
                doubted += max(len(tie.values) - len(read), 0)
    return exist, doubted


@dataclass(frozen=True, slots=True)
class _Wrong:
    """Where the values of the wrong cells stand: as (row, value), and as (side, column, value) if they tell a row.

    Attributes:
        homeless: those labelled.
        stray: those read.
        tied: (row, value) of the labelled values of ties.
        tie_read: rows in which a value is read in a column of a tie.
    """

    homeless: frozenset[tuple[object, ...]]
    stray: frozenset[tuple[object, ...]]
    tied: frozenset[tuple[int, str | None]]
    tie_read: frozenset[int]


def _with_mistakes(cells: list[Judgement]) -> list[Judgement]:
    faulty = [cell for cell in cells if not cell.right]
    wrong = _Wrong(
        homeless=frozenset(place for cell in faulty for place in _places(cell, cell.wanted)),
        stray=frozenset(place for cell in faulty for place in _places(cell, cell.read)),
        tied=frozenset((cell.row, cell.wanted) for cell in cells if cell.tied and cell.wanted),
        tie_read=frozenset(cell.row for cell in cells if cell.tied and cell.read),
    )
    return [cell if cell.right else replace(cell, mistake=_mistake(cell, wrong)) for cell in cells]


def _places(cell: Judgement, value: str | None) -> Iterator[tuple[object, ...]]:
    if value:
        yield cell.row, value
        if _TELLING.search(value):
            yield cell.side, cell.column, value


def _mistake(cell: Judgement, wrong: _Wrong) -> str:
    if cell.tied and ((cell.row, cell.read) in wrong.tied if cell.read else cell.row in wrong.tie_read):
        return "wrong column"
    value, others = (cell.read, wrong.homeless) if cell.read else (cell.wanted, wrong.stray)
    if (cell.row, value) in others:
        return "wrong column"
    if (cell.side, cell.column, value) in others:
        return "wrong row"
    if cell.read:
        return "misread" if cell.wanted else "invented"
    return "omitted"


def _status(row: ReadRow | None, key: str) -> str:
    if row is None or key not in row.cells:
        return MISSING
    cell = row.cells[key]
    if cell is not None:
        return cell.status
    return "unsettled" if key in row.unsettled else "blank"


def _offset(row: ReadRow | None, cell: ReadCell | None) -> int | None:
    cells = () if row is None else row.cells.values()
    spans = (other.spans for other in (cell, *cells) if other is not None and other.spans)
    return next((start for ((start, _), *_) in spans), None)


def _name(row: LabelRow | ReadRow) -> str:
    return " ".join(part for part in (row.side, row.line_number, row.code, row.name) if part) or "(no name)"
