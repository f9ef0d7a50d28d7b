"""``docparse explain``: why a table was recognised as it was, and why a value stands where it stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docparse.cli.cell_evidence import Crossing, cell_evidence, row_places
from docparse.cli.complaints import FAILED, CommandError, UsageError, complaint_of
from docparse.cli.evidence import table_evidence
from docparse.cli.excerpt import places_of
from docparse.cli.explanation import describe
from docparse.cli.inputs import named_input
from docparse.cli.naming import choose_column, choose_row, choose_table
from docparse.cli.output import OneFile
from docparse.cli.terminal import aligned, write_bytes
from docparse.cli.tracing import parse_with_readings
from docparse.reviewing.proof_page import MarkedLine, proof_page

if TYPE_CHECKING:
    from docparse.cli.excerpt import Place
    from docparse.cli.messages import Messages
    from docparse.cli.tracing import Traced
    from docparse.options import Options

Tree = dict[str, Any]


class Question:
    """What was asked: a table, and a cell of it where row and column are named too."""

    def __init__(self, table: str, row: str | None, column: str | None) -> None:
        self.table, self.row, self.column = table, row, column


@dataclass(frozen=True, slots=True)
class Answer:
    """How the answer is given: as text, as JSON, or as a page in a file."""

    as_json: bool = False
    page: str | None = None
    overwrite: bool = False


def explain(file: str, question: Question, *, options: Options, answer: Answer, messages: Messages) -> int:
    """Shows how a table, or one cell of it, was read.

    Raises:
        CommandError: The text has no such table, row or column (the nearest are named), or the page cannot be written.
    """
    if answer.as_json and answer.page is not None:
        raise UsageError("explain.json-or-page")
    one = named_input(file)
    destination = OneFile(Path(answer.page), answer.overwrite) if answer.page is not None else None
    if destination is not None:
        destination.reserve(one)
    try:
        evidence, places = gather(parse_with_readings(one, options=options), question)
        if destination is not None:
            shown = _page(one.label, evidence, places, messages)
        elif answer.as_json:
            shown = json.dumps({"file": one.label, **evidence}, ensure_ascii=False, indent=2)
        else:
            listings = describe(evidence, places, messages=messages)
            shown = "\n".join("\n".join(aligned(listing)) + "\n" for listing in listings).rstrip("\n")
    except CommandError:
        raise
    except Exception as error:  # whatever went wrong, the user gets one line
        messages.complain(complaint_of(error, label=one.label))
        return FAILED
    if destination is not None:
        destination.put(one, shown.encode("utf-8"))
    else:
        write_bytes(f"{shown}\n".encode("utf-8", "backslashreplace"))
    return 0


def _page(label: str, evidence: Tree, places: tuple[Place, ...], messages: Messages) -> str:
    """What is told of a cell or a table as a page."""
    lines = {place.line: place.text for place in places}
    marked = [
        MarkedLine(
            number,
            text,
            tuple((place.column - 1, place.end_column - 1) for place in places if place.line == number),
        )
        for number, text in sorted(lines.items())
    ]
    source_title = messages.text("explain.source")
    listings = describe(evidence, places, messages=messages)
    title = evidence["source"]["name"] or label
    return proof_page(listings, marked, title=title, source_title=source_title, language=messages.language)


def gather(traced: Traced, question: Question) -> tuple[Tree, tuple[Place, ...]]:
    """The evidence that answers a question, and the characters of the source to show with it.

    Raises:
        UsageError: The question names something that the report does not have.
    """
    report, text, readings = traced
    table = choose_table(report, question.table)
    reading = readings[report.tables.index(table)]
    evidence: Tree = {
        "source": {"name": report.source.name, "sha256": report.source.sha256},
        "producer": {name: getattr(report.producer, name) for name in ("name", "version", "knowledge")},
        "table": table_evidence(report, text, table, reading),
        "cell": None,
    }
    if question.row is None:
        return evidence, ()
    row = choose_row(table, question.row)
    if question.column is None:
        raise UsageError("explain.column-missing", columns=", ".join(row.cells))
    column = choose_column(table, row, question.column)
    crossing = Crossing(table, row, column, reading.rows[table.rows.index(row)])
    cell = row.cells[column.key]
    places = places_of(report, text, cell.spans) if cell is not None else row_places(report, text, row)
    return evidence | {"cell": cell_evidence(report, text, crossing)}, places
