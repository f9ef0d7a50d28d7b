"""The list of what is wrong, worst first, with lines of the source, for whoever goes and looks."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from docparse.schema.locating import SourceLines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.judging import Judgement
    from benchmarks.scoring import DocumentScore, TableScore


@dataclass(frozen=True, slots=True)
class Miss:
    """Something wrong.

    Attributes:
        table: label file, or id of a surplus table.
        lines: line of the value in the source, or of its neighbours in the row; else first and last line of the table;
            "" where neither result nor label tells.
        what: a sentence for a person.
        mistake: of a cell; "" for a table, fact, column or row as a whole.
        silent: whether a cell is claimed without a doubt.
        amount: by how much a cell is off, a blank counting as zero; 0 for anything else.
    """

    document: str
    table: str
    lines: str
    what: str
    mistake: str
    silent: bool
    amount: Decimal

    def __str__(self) -> str:
        """Place and sentence."""
        place = f", line {self.lines}" if self.lines else ""
        return f"{self.document}/{self.table}{place}: {self.what}"

    def as_json(self) -> dict[str, Any]:
        """The miss as a tree for JSON."""
        return {**asdict(self), "amount": str(self.amount)}


def list_misses(score: DocumentScore, text: str) -> list[Miss]:
    """Everything that is wrong with a document, in order of its tables; of a missed table, only that."""
    lines = SourceLines(text)
    return [miss for table in score.tables for miss in _of_table(table, lines)]


def worst(misses: Iterable[Miss]) -> list[Miss]:
    """Silent cells first, then whole tables, columns, rows and facts, then doubted cells; greater amounts first."""
    return sorted(misses, key=lambda miss: (not miss.silent, miss.mistake != "", -miss.amount))


def _of_table(table: TableScore, lines: SourceLines) -> list[Miss]:
    found = [
        Miss(table.document, table.table, table.source_lines, what, mistake="", silent=False, amount=Decimal(0))
        for what in table.misses
    ]
    missed = table.tally.counts["tables labelled"] and not table.tally.counts["tables found"]
    for cell in () if missed else table.faulty:
        line = table.source_lines if cell.at is None else str(lines.locate((cell.at, cell.at)).line)
        what = f"{cell.row_name} / {cell.column}: {_what(cell)}"
        amount = abs(_number(cell.read) - _number(cell.wanted))
        found.append(Miss(table.document, table.table, line, what, cell.mistake, cell.silent, amount))
    return found


def _what(cell: Judgement) -> str:
    wanted = "not labelled" if cell.wanted is None else f"is {cell.wanted or 'blank'}"
    tied = " (nobody can settle the column)" if cell.tied else ""
    return f"{wanted}{tied}, read {cell.read or 'blank'}: {cell.mistake}, {cell.status}"


def _number(value: str | None) -> Decimal:
    try:
        return Decimal(value or 0)
    except InvalidOperation:
        return Decimal(0)
