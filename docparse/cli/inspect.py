"""``docparse inspect``: what was recognised where in one text, for a person."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from docparse.cli.complaints import FAILED, complaint_of
from docparse.cli.inputs import named_input
from docparse.cli.messages import Messages
from docparse.cli.parsing import parse_with_text
from docparse.cli.terminal import Listing, show
from docparse.tally import UNCLAIMED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.options import Options
    from docparse.schema import Cell, DiagnosticRecord, Report, Section, Table

_EXCERPT = 40
_NOTHING = "—"


def inspect(file: str, *, options: Options, messages: Messages) -> int:
    """Shows one text's report."""
    one = named_input(file)
    try:
        report, text = parse_with_text(one, options=options)
    except Exception as error:  # whatever went wrong, the user gets one line
        messages.complain(complaint_of(error, label=one.label))
        return FAILED
    show(describe(report, text, messages=messages), sys.stdout)
    return 0


def describe(report: Report, text: str, *, messages: Messages) -> list[Listing]:
    """The listings that show a report; those without rows are left out.

    Args:
        report: What was recognised, with its source attached.
        text: The decoded source, for excerpts.
        messages: The language.
    """
    unclaimed = [diagnostic for diagnostic in report.diagnostics if diagnostic.code == UNCLAIMED]
    others = [diagnostic for diagnostic in report.diagnostics if diagnostic.code != UNCLAIMED]
    listings = [
        Listing("", (), _facts(report, messages)),
        Listing(
            messages.text("inspect.outline"),
            _header(messages, "lines", "heading"),
            tuple(_outline_row(report, section) for section in report.sections),
        ),
        Listing(
            messages.text("inspect.tables"),
            _header(messages, "lines", "table", "title", "unit", "rows", "statuses"),
            tuple(_table_row(report, table) for table in report.tables),
            frozenset({4}),
        ),
        Listing(
            messages.text("inspect.recognition"),
            _header(messages, "table", "form", "score", "runner-up", "margin", "rendering"),
            tuple(_recognition_row(table) for table in report.tables),
            frozenset({2, 4}),
        ),
        Listing(
            messages.text("inspect.unclaimed"),
            _header(messages, "lines", "text"),
            tuple(row for diagnostic in unclaimed for row in _unclaimed_rows(report, diagnostic, text)),
        ),
        Listing(
            messages.text("inspect.diagnostics"),
            _header(messages, "lines", "severity", "code", "message"),
            tuple(_diagnostic_row(report, diagnostic) for diagnostic in others),
        ),
    ]
    return [listing for listing in listings if listing.rows]


def _facts(report: Report, messages: Messages) -> tuple[tuple[str, ...], ...]:
    facts = {
        "name": report.source.name,
        "document-kind": report.document_kind,
        "title": _value(report.title),
        "organization": _value(report.organization),
        "year": _value(report.fiscal_year),
        "encoding": report.source.encoding,
        "characters": f"{report.source.characters:,}",
        "renderings": ", ".join(report.source.renderings),
        "complete": messages.text("inspect.yes" if report.complete else "inspect.no"),
    }
    return tuple((messages.text(f"inspect.{key}"), value or _NOTHING) for key, value in facts.items())


def _outline_row(report: Report, section: Section) -> tuple[str, ...]:
    indent = "  " * (section.level - 1)
    return _lines(report, section.spans), f"{indent}{section.number or ''}{section.title}"


def _table_row(report: Report, table: Table) -> tuple[str, ...]:
    return (
        _lines(report, table.spans),
        table.id,
        _value(table.title) or _NOTHING,
        _value(table.unit) or _NOTHING,
        str(len(table.rows)),
        _statuses(table),
    )


def _recognition_row(table: Table) -> tuple[str, ...]:
    grammar = table.grammar
    return (
        table.id,
        grammar.form or _NOTHING,
        f"{grammar.score:.2f}",
        grammar.runner_up or _NOTHING,
        f"{grammar.margin:.2f}",
        grammar.rendering or _NOTHING,
    )


def _statuses(table: Table) -> str:
    """How many values of the table have each status, the most frequent first, then guessed blanks."""
    statuses = Counter(cell.status for row in table.rows for cell in row.cells.values() if cell is not None)
    ordered = sorted(statuses.items(), key=lambda item: (-item[1], item[0]))
    unsettled = sum(len(row.unsettled) for row in table.rows)
    blanks = [f"unsettled {unsettled}"] if unsettled else []
    return ", ".join([*(f"{status} {count}" for status, count in ordered), *blanks])


def _unclaimed_rows(report: Report, diagnostic: DiagnosticRecord, text: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for start, end in diagnostic.spans:
        excerpt = " ".join(text[start : min(end, start + 4 * _EXCERPT)].split())
        cut = len(excerpt) > _EXCERPT or end - start > 4 * _EXCERPT
        rows.append((_lines(report, [(start, end)]), excerpt[:_EXCERPT] + ("…" if cut else "")))
    return rows


def _diagnostic_row(report: Report, diagnostic: DiagnosticRecord) -> tuple[str, ...]:
    return _lines(report, diagnostic.spans), diagnostic.severity, diagnostic.code, diagnostic.message


def _lines(report: Report, spans: Sequence[tuple[int, int]]) -> str:
    """First and last line of the spans, counted from 1; empty where there are none."""
    if not spans:
        return ""
    places = [report.locate((start, max(start, end - 1))) for start, end in spans]
    first, last = min(place.line for place in places), max(place.end_line for place in places)
    return str(first) if first == last else f"{first}-{last}"


def _value(cell: Cell | None) -> str:
    return (cell.value or "") if cell is not None else ""


def _header(messages: Messages, *names: str) -> tuple[str, ...]:
    return tuple(messages.text(f"inspect.{name}") for name in names)
