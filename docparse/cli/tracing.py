"""One input to its report together with what the parser knows of how each table and row was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.cli.inputs import Input
    from docparse.options import Options
    from docparse.schema import Report
    from docparse.spans import Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReading:
    """How the values of one row came to their columns.

    Attributes:
        settled: Whether the print alone says so.
        kept_blanks: Whether it does by keeping blank cells apart.
        restored: Whether it does by where the values stand on their line.
        disturbed: Whether the line holds numbers that no field took, or may hold a zero too many.
        columns: The column of each value, as a place among the columns of the row.
        count: How many layouts satisfy the row's own identities, zeros told apart by their columns; 0 if none does.
        complete: False where the search for them was cut short.
        sure: For each value whether it stands in one column in all layouts that identities leave; empty if not known.
        tried: How many layouts the print alone allows.
        ways: For each column how many different figures, blank among them, the row's own identities allow; empty: one.
    """

    settled: bool
    kept_blanks: bool = False
    restored: bool = False
    disturbed: bool = False
    columns: tuple[int, ...] = ()
    count: int = 1
    complete: bool = True
    sure: tuple[bool, ...] = ()
    tried: int = 1
    ways: tuple[int, ...] = ()


class TableReading(NamedTuple):
    """How one table was read.

    Attributes:
        header: Where the lines of the header stand, from top to bottom.
        ruler: Where the line of column numbers (栏次) stands; empty where none is printed.
        left_over: How many numbers belong to no cell.
        unread: How many lines were not understood.
        rows: One for each row of the table.
    """

    header: tuple[Spans, ...]
    ruler: Spans
    left_over: int
    unread: int
    rows: tuple[RowReading, ...]


class Traced(NamedTuple):
    """A report with its decoded text, and how each of its tables was read."""

    report: Report
    text: str
    readings: Sequence[TableReading]


def parse_with_readings(one: Input, *, options: Options) -> Traced:
    """The report of one input with the readings of its tables; errors of reading and parsing pass through."""
    data = one.read(options.max_bytes)
    from docparse.pipeline import trace
    from docparse.reading import decode
    from docparse.schema import Report

    source = decode(data, name=one.source_name, options=options)
    tree, drafts = trace(source, options=options)
    report = Report.model_validate(tree)
    report.attach_source(source.text)
    known = {
        draft.head["id"]: TableReading(
            header=tuple(draft.cells.spans([(line.start, line.end)]) for line in draft.match.header),
            ruler=draft.cells.spans([(line.start, line.end) for line in draft.match.rulers[:1]]),
            left_over=len(draft.decoded.left_over) + len(draft.unplaced),
            unread=len(draft.decoded.unread),
            rows=tuple(
                RowReading(
                    settled=placed.settled,
                    kept_blanks=None in row.values,
                    restored=row.row.restored and None in row.values,
                    disturbed=row.row.disturbed,
                    columns=placed.columns,
                    count=placed.count,
                    complete=placed.complete,
                    sure=placed.sure,
                    tried=placed.tried,
                    ways=placed.ways,
                )
                for row, placed in ((draft.rows[index], draft.placed[index]) for index in sorted(draft.placed))
            ),
        )
        for draft in drafts
    }
    readings = [known.get(table["id"]) or _undeclared(table) for table in tree["tables"]]
    return Traced(report, source.text, readings)


def _undeclared(table: dict[str, Any]) -> TableReading:
    """How a table was read that no form declares: the layout says where its values stand, or they have no place."""
    rows = (list(row["cells"].values()) for row in table["rows"])
    return TableReading(
        header=tuple(spans for column in table["columns"] if (spans := tuple(column["spans"]))),
        ruler=(),
        left_over=0,
        unread=0,
        rows=tuple(
            RowReading(
                settled=True,
                kept_blanks=None in cells,
                columns=tuple(place for place, cell in enumerate(cells) if cell is not None),
            )
            for cells in rows
        ),
    )
