"""``docparse inspect --no-data``: what was recognised, and the text to try it with, without names and figures."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, get_args

from docparse.cli.complaints import FAILED, CommandError, complaint_of
from docparse.cli.inputs import named_input
from docparse.cli.inspect import describe
from docparse.cli.parsing import parse_with_text
from docparse.cli.terminal import Listing, show, write_bytes
from docparse.diagnostics import CATALOGUE
from docparse.masking import mask
from docparse.schema.tables import StatutoryKind

if TYPE_CHECKING:
    from docparse.cli.messages import Messages
    from docparse.options import Options
    from docparse.schema import Cell, DiagnosticRecord, Report, Section, Table

# What diagnostics count.
_COUNTS = frozenset(("characters", "count", "limit", "lines", "margin", "rows", "steps"))
# Stands in every id of a form of a user's own: place:name.
_OWN = ":"
# What of a complaint says nothing of the document.
_HARMLESS = frozenset(("error", "place", "limit"))


def inspect_without_data(file: str, *, options: Options, messages: Messages) -> int:
    """Shows one text's report and the text itself, both masked."""
    one = named_input(file)
    try:
        report, text = parse_with_text(one, options=options)
    except OSError as error:  # nothing was read yet
        messages.complain(complaint_of(error, label=one.label))
        return FAILED
    except Exception as error:  # whatever went wrong, the user gets one line
        messages.complain(_masked_complaint(complaint_of(error, label=one.label)))
        return FAILED
    shown = mask(text)
    heading = Listing(messages.text("inspect.masked-text", lines=shown.count("\n") + 1))
    show([*describe(masked_report(report, shown), shown, messages=messages), heading], sys.stdout)
    write_bytes(shown.encode())
    return 0


def masked_report(report: Report, text: str) -> Report:
    """A report in which everything that ``inspect`` prints of the document is masked.

    Args:
        report: The report.
        text: Its text, masked: as long as it was, so that all places stay.
    """
    heads = {name: _cell(getattr(report, name)) for name in ("title", "organization", "fiscal_year")}
    masked = report.model_copy(
        update={
            **heads,
            "source": report.source.model_copy(update={"name": mask(report.source.name or "") or None}),
            "sections": tuple(_section(section) for section in report.sections),
            "tables": tuple(_table(table) for table in report.tables),
            "diagnostics": tuple(_diagnostic(diagnostic) for diagnostic in report.diagnostics),
        }
    )
    masked.attach_source(text)
    return masked


def _cell(cell: Cell | None) -> Cell | None:
    if cell is None:
        return None
    value = None if cell.value is None else mask(cell.value)
    return cell.model_copy(update={"value": value, "raw": mask(cell.raw), "alternatives": None})


def _section(section: Section) -> Section:
    number = None if section.number is None else mask(section.number)
    return section.model_copy(update={"number": number, "title": mask(section.title)})


def _table(table: Table) -> Table:
    grammar = table.grammar
    own = {name: _form(getattr(grammar, name)) for name in ("form", "runner_up")}
    return table.model_copy(
        update={
            "id": _form(table.id),
            "title": _cell(table.title),
            "unit": _cell(table.unit),
            "grammar": grammar.model_copy(update=own),
        }
    )


def _form(name: str | None) -> str | None:
    """The name of a form that comes with docparse; that of a user's own is masked."""
    return mask(name) if name is not None and _OWN in name else name


def _diagnostic(diagnostic: DiagnosticRecord) -> DiagnosticRecord:
    """The sentence of a diagnostic with what it says of the document masked."""
    fields = {name: _field(name, value) for name, value in diagnostic.fields.items()}
    entry = CATALOGUE.get(diagnostic.code)
    told = entry.template.format(**fields) if entry is not None else mask(diagnostic.message)
    return diagnostic.model_copy(update={"fields": fields, "message": told})


def _field(name: str, value: object) -> object:
    if name in _COUNTS and isinstance(value, int | float):
        return value
    known = isinstance(value, str) and value.partition("#")[0] in get_args(StatutoryKind)
    return value if known else mask(str(value))


def _masked_complaint(complaint: CommandError) -> CommandError:
    """What went wrong without the file's name, and without what the reason may quote."""
    fields = {name: value if name in _HARMLESS else mask(str(value)) for name, value in complaint.fields.items()}
    return CommandError(complaint.key, **fields)
