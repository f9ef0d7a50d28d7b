"""What a report and its source say of how a table was recognised, as a plain tree: ``explain`` shows or prints it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, get_args

from docparse.cli.excerpt import places_of
from docparse.folding import fold, shared_characters
from docparse.schema.facts import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.cli.excerpt import Place
    from docparse.cli.tracing import RowReading, TableReading
    from docparse.grammars.model import Form
    from docparse.schema import Cell, Check, Column, DiagnosticRecord, Report, Row, Table

Tree = dict[str, Any]

# Two blanks hold cells apart where an extractor keeps the page's alignment.
_GAP = "  "
_PIPES = 2
_GAPS = 2


def table_evidence(report: Report, text: str, table: Table, reading: TableReading) -> Tree:
    """How one table was recognised.

    Args:
        report: The report, with its source attached.
        text: The decoded source.
        table: A table of the report.
        reading: How it was read.
    """
    form = form_of(table)
    places = places_of(report, text, table.spans)
    facts = {"id": table.id, "kind": table.kind, "lines": [places[0].line, places[-1].line], "rows": len(table.rows)}
    return {
        **facts,
        "also_of_this_kind": [other.id for other in report.tables_of(table.kind) if other is not table],
        "empty": table.empty,
        "relation": table.relation,
        "admissible_layouts": table.admissible_layouts,
        "title": _title(report, text, table.title, form),
        "form_number": _printed(report, text, table.form_number),
        "unit": _unit(report, text, table),
        "unit_factor": table.unit_factor,
        "department": _printed(report, text, table.department),
        "fiscal_year": _printed(report, text, table.fiscal_year),
        "form": _form(table, form),
        "rendering": {"id": table.grammar.rendering, **_print(report, text, table)},
        "columns": [_column(report, text, column, form) for column in table.columns],
        "column_numbers": [place_tree(place) for place in places_of(report, text, reading.ruler)],
        "groups": _groups(table, [place for spans in reading.header for place in places_of(report, text, spans)]),
        "placing": _placing(table, reading),
        "diagnostics": [diagnostic_tree(report, each) for each in diagnostics_of(report, table)],
        "checks": _checks(report, table),
    }


def form_of(table: Table) -> Form | None:
    """The form that the table was read with; None where it comes with no docparse that is installed here."""
    from docparse.grammars.load import load_forms

    return next((form for form in load_forms() if form.kind == table.grammar.form), None)


def pointer_to(report: Report, table: Table) -> str:
    """The JSON pointer of a table."""
    return f"/tables/{report.tables.index(table)}"


def place_tree(place: Place) -> Tree:
    """A place for the tree: where, and which characters."""
    return {"line": place.line, "column": place.column, "end_column": place.end_column, "text": place.marked}


def diagnostic_tree(report: Report, diagnostic: DiagnosticRecord) -> Tree:
    """A diagnostic with its lines instead of its spans."""
    places = [report.locate((start, max(start, end - 1))) for start, end in diagnostic.spans]
    lines = [min(place.line for place in places), max(place.end_line for place in places)] if places else None
    told = {name: getattr(diagnostic, name) for name in ("severity", "code", "message")}
    return told | {"lines": lines}


def diagnostics_of(report: Report, table: Table) -> list[DiagnosticRecord]:
    """The diagnostics that name the table, or point at its text."""
    return [each for each in report.diagnostics if names_table(each, table) or overlap(each.spans, table.spans)]


def names_table(diagnostic: DiagnosticRecord, table: Table) -> bool:
    """Whether one of a diagnostic's fields is the table's id."""
    return any(value == table.id for value in diagnostic.fields.values())


def overlap(spans: Iterable[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    """Whether some characters are in both."""
    return any(start < other_end and other_start < end for start, end in spans for other_start, other_end in others)


def _printed(report: Report, text: str, cell: Cell | None) -> Tree | None:
    if cell is None:
        return None
    places = places_of(report, text, cell.spans)
    return {"value": cell.value, "status": cell.status, "places": [place_tree(place) for place in places]}


def _title(report: Report, text: str, title: Cell | None, form: Form | None) -> Tree | None:
    """The title with the form's title that is most like it."""
    printed = _printed(report, text, title)
    if printed is None or title is None or form is None:
        return printed
    folded = fold(title.value or "")
    known = max(form.titles, key=lambda each: (fold(each) in folded, shared_characters(folded, fold(each)), each))
    return printed | {"form_title": known, "same": folded == fold(known)}


def _unit(report: Report, text: str, table: Table) -> Tree | None:
    """The unit, and the tables that it was taken from where this one prints none."""
    printed = _printed(report, text, table.unit)
    if printed is None or table.unit is None:
        return printed
    lenders: list[str] = []
    if not overlap(table.unit.spans, table.spans):
        lenders = [each.id for each in report.tables if each.unit is not None and _owns(each, table.unit)]
    return printed | {"from": lenders}


def _owns(table: Table, unit: Cell) -> bool:
    return table.unit is not None and table.unit.status == "read" and table.unit.spans == unit.spans


def _form(table: Table, form: Form | None) -> Tree:
    """The form that won, how clearly, and which of its known sets of columns is printed."""
    grammar = table.grammar
    told = {"id": grammar.form, "score": grammar.score, "runner_up": grammar.runner_up, "margin": grammar.margin}
    if form is None or not form.variants:
        return told | {"variant": None, "lacks": [], "adds": []}
    printed = [column.key for column in table.columns]
    nearest = min(form.variants, key=lambda variant: len(set(variant.columns) ^ set(printed)))
    return told | {
        "variant": nearest.id,
        "lacks": [key for key in dict.fromkeys(nearest.columns) if key not in printed],
        "adds": [key for key in dict.fromkeys(printed) if key not in nearest.columns],
    }


def _print(report: Report, text: str, table: Table) -> Tree:
    """On how many lines with values the print holds cells apart, and by what."""
    spans = [span for row in table.rows for cell in row.cells.values() if cell is not None for span in cell.spans]
    lines = {place.line: place.text for place in places_of(report, text, spans)}.values()
    return {
        "lines": len(lines),
        "with_tabs": sum("\t" in line for line in lines),
        "with_pipes": sum(line.count("|") >= _PIPES for line in lines),
        "with_gaps": sum(len([piece for piece in line.strip().split(_GAP) if piece]) > _GAPS for line in lines),
    }


def _column(report: Report, text: str, column: Column, form: Form | None) -> Tree:
    """A column with the header text that its lowest label matched, and how whole that text is."""
    places = places_of(report, text, column.spans)
    paths = [each.paths for each in form.columns if (each.key, each.side) == (column.key, column.side)] if form else []
    return {
        "key": column.key,
        "number": column.number,
        "side": column.side,
        "path": list(column.path),
        "header": [place_tree(place) for place in places],
        "match": _match(column, places) if paths or form is None else "unknown",
        "other_paths": [list(path) for each in paths for path in each if path != column.path],
    }


def _groups(table: Table, header: Sequence[Place]) -> list[Tree]:
    """The labels above the lowest ones, with their columns and the first place of the header that holds them whole."""
    members: dict[tuple[str, ...], list[str]] = {}
    for column in table.columns:
        for depth in range(1, len(column.path)):
            members.setdefault(column.path[:depth], []).append(column.key)
    return [
        {"path": list(path), "columns": keys, "header": [place_tree(place) for place in _holding(path[-1], header)]}
        for path, keys in members.items()
    ]


def _placing(table: Table, reading: TableReading) -> Tree:
    """How the rows with values came to their columns, and what of the table's text was not understood.

    ``print``: the print alone says so. ``identities``: they leave one column to every value other than zero.
    ``open``: they leave several to some. ``none``: no layout satisfies the row's own identities.
    """
    ways = Counter(
        _way(row, read) for row, read in zip(table.rows, reading.rows, strict=True) if any(row.cells.values())
    )
    told: Tree = {way: ways[way] for way in ("print", "identities", "open", "none")}
    return told | {"numbers_left_over": reading.left_over, "lines_unread": reading.unread}


def _way(row: Row, read: RowReading) -> str:
    if read.settled:
        return "print"
    if not read.count:
        return "none"
    cells = list(row.cells.values())
    placed = zip((cells[column] for column in read.columns), read.sure, strict=False)
    sure = bool(read.sure) and all(is_sure or cell is None or not cell.decimal for cell, is_sure in placed)
    return "identities" if sure else "open"


def _holding(label: str, lines: Sequence[Place]) -> list[Place]:
    """The first place among the lines that holds a label, spaces and widths apart; none where it is torn."""
    wanted = fold(label)
    for line in lines:
        kept = [offset for offset, character in enumerate(line.text) if fold(character)]
        at = "".join(fold(line.text[offset]) for offset in kept).find(wanted)
        if wanted and at >= 0:
            return [line._replace(column=kept[at] + 1, end_column=kept[at + len(wanted) - 1] + 2)]
    return []


def _match(column: Column, places: Sequence[Place]) -> str:
    """``whole``, ``torn`` (all characters, in several pieces), ``part`` (some are missing) or ``none``."""
    label = fold(column.path[-1]) if column.path else ""
    found = fold("".join(place.marked for place in places))
    if not found:
        return "none"
    if len(found) < len(label):
        return "part"
    return "whole" if len(places) == 1 else "torn"


def _checks(report: Report, table: Table) -> Tree:
    """The checks that cover some cell of the table: how many of each kind came out how, and those that fail."""
    prefix = f"{pointer_to(report, table)}/"
    covering = [check for check in report.checks if any(each.startswith(prefix) for each in check.cells)]
    counts: dict[str, Tree] = {}
    for check in covering:
        outcomes = counts.setdefault(check.kind, dict.fromkeys(get_args(Outcome), 0))
        outcomes[check.outcome] += 1
    return {"counts": counts, "failing": [check_tree(check) for check in covering if check.outcome == "fails"]}


def check_tree(check: Check) -> Tree:
    """A check for the tree: all but the cells it covers."""
    names = ("id", "kind", "outcome", "statement", "left", "right", "difference", "tolerance", "cause", "reason")
    return {name: getattr(check, name) for name in names}
