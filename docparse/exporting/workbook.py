"""Reports as one workbook (xlsx): a sheet a form, and sheets for self-evaluations, facts and checks."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from docparse.exporting.flattening import flatten
from docparse.exporting.packages import needed
from docparse.exporting.rows import COLUMNS, FirstIds
from docparse.exporting.sheets import MOST_COLUMNS, MOST_ROWS, Content, Place, Sheet, lay_out
from docparse.exporting.workbook_cells import Pen
from docparse.exporting.workbook_pages import SheetNames, begin_sheet, write_legend, write_long_texts
from docparse.grammars.load import load_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.exporting.rows import Rows
    from docparse.schema import Report, Table

# Tables that become sheets as they are, in front of the forms and behind them, and the names of their sheets.
_BEFORE = {"report": "reports"}
_BEHIND = {
    "evaluation": "evaluations",
    "fund": "funds",
    "goal": "goals",
    "indicator": "indicators",
    "task": "tasks",
    "fact": "facts",
    "check_result": "checks",
    "section": "sections",
    "report_table": "tables",
    "diagnostic": "diagnostics",
}
# Columns of these tables that hold decimal strings; others that only look like numbers (codes, years) are text.
# fmt: off
_NUMBERS = frozenset((
    "value", "amount_yuan", "left_value", "right_value", "difference", "tolerance", "initial_budget",
    "initial_budget_yuan", "full_year_budget", "full_year_budget_yuan", "executed", "executed_yuan", "total",
    "total_yuan", "fiscal", "fiscal_yuan", "other", "other_yuan", "execution_rate", "weight", "score", "level1_weight",
    "target_value", "actual_value", "weight_total", "score_total",
))
# fmt: on
# The same results give the same bytes, whenever they are exported.
_CREATED = datetime(2000, 1, 1)


class WorkbookWriter:
    """Collects reports; the workbook is written when all of them are there."""

    def __init__(self, *, rows: int = MOST_ROWS) -> None:
        """Makes no file yet; ``rows`` is how many a sheet holds.

        Raises:
            MissingPackageError: XlsxWriter is not installed.
        """
        self._library = needed("xlsxwriter", of="XlsxWriter")
        self._most_rows = rows
        self._forms: dict[str, list[Sheet]] = {}
        self._tables = {table: Sheet(name) for table, name in (_BEFORE | _BEHIND).items()}
        self._first = FirstIds()
        for table, sheet in self._tables.items():
            sheet.labels |= {Place("", column): column for column in COLUMNS[table]}

    def put(self, report: Report) -> Rows:
        """Collects a report and returns its rows.

        Raises:
            OverflowError: A table has more columns than a sheet; nothing of the report is taken.
        """
        rows = flatten(report, self._first)
        laid_out = [(table, *lay_out(report, table)) for table in report.tables]
        for table, labels, _ in laid_out:
            if len(labels) > MOST_COLUMNS:
                message = f"table {table.id} has {len(labels)} columns, a sheet holds {MOST_COLUMNS}"
                raise OverflowError(message)
        for table, labels, lines in laid_out:
            sheet = self._sheet_of(table, labels)
            for line in lines:
                sheet.add(line)
        for name, sheet in self._tables.items():
            for row in getattr(rows, name):
                sheet.add(_line_of(row))
        self._first = self._first.after(rows)
        return rows

    def write(self, stream: BinaryIO) -> None:
        """Writes the workbook."""
        # A folder of its own: nothing is left of a run that breaks off.
        with TemporaryDirectory() as folder:
            book = self._library.Workbook(stream, {"constant_memory": True, "tmpdir": folder})
            book.set_properties({"created": _CREATED})
            self._fill(book)
            book.close()

    def _fill(self, book: Any) -> None:
        pen, names = Pen(book), SheetNames()
        write_legend(book, pen, names)
        tables = {table: names.take(sheet.name) for table, sheet in self._tables.items()}
        for table in _BEFORE:
            self._write_sheet(book, pen, names, self._tables[table], tables[table])
        for kind in sorted(self._forms, key=_standing):
            for sheet in self._forms[kind]:
                self._write_sheet(book, pen, names, sheet, names.take(sheet.name))
        for table in _BEHIND:
            self._write_sheet(book, pen, names, self._tables[table], tables[table])
        write_long_texts(book, pen, names, rows=self._most_rows)

    def close(self) -> None:
        """Gives the temporary files up."""
        for sheet in (*self._tables.values(), *(sheet for sheets in self._forms.values() for sheet in sheets)):
            sheet.close()

    def _sheet_of(self, table: Table, labels: dict[Place, str]) -> Sheet:
        """The sheet that a table goes to: that of its form, or a further one where its columns have no room."""
        sheets = self._forms.setdefault(table.kind, [])
        if not sheets or not sheets[-1].holds(labels):
            form = next((form for form in load_forms() if form.kind == table.kind), None)
            sheets.append(Sheet(form.titles[0] if form else table.kind, form))
        for place, label in labels.items():
            sheets[-1].labels.setdefault(place, label)
        return sheets[-1]

    def _write_sheet(self, book: Any, pen: Pen, names: SheetNames, sheet: Sheet, name: str) -> None:
        """Writes a sheet, and further ones where its lines are more than one holds; none where it has no lines."""
        places = sheet.places()
        target, row = None, self._most_rows
        for line in sheet.lines():
            if row >= self._most_rows:
                name = name if target is None else names.take(sheet.name)
                target, row = begin_sheet(book, pen, name, sheet, places)
            for column, place in enumerate(places):
                if place in line:
                    pen.write(target, row, column, line[place])
            row += 1


@contextmanager
def workbook_writer(stream: BinaryIO) -> Iterator[WorkbookWriter]:
    """A writer whose workbook is in the stream once the block has ended well."""
    writer = WorkbookWriter()
    try:
        yield writer
        writer.write(stream)
    finally:
        writer.close()


def _standing(kind: str) -> tuple[int, str]:
    """Forms of docparse in their order, then others by their names."""
    kinds = [form.kind for form in load_forms()]
    return (kinds.index(kind) if kind in kinds else len(kinds), kind)


def _line_of(row: Any) -> dict[Place, Content]:
    """A row of a table as a line; a column shows the status that stands in another one for it."""
    columns = row._asdict()
    line = {}
    for name, content in columns.items():
        if content is None:
            continue
        number = name in _NUMBERS or isinstance(content, int | float)
        status = columns.get(f"{name}_status") or (columns.get("status") if name == "value" else None)
        line[Place("", name)] = Content(str(content), number, status or "")
    return line
