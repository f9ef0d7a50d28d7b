"""Which table, row or column a person means by what was typed: one that fits, or a complaint with the nearest names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.cli.complaints import UsageError
from docparse.folding import fold
from docparse.lexicons.load import bare_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.schema import Cell, Column, Report, Row, Table

# So many of the nearest names are listed, and those that are at all like what was typed.
_MOST_LISTED = 5
_LEAST_LIKE = 45


class Candidate(NamedTuple):
    """One thing that may be meant: its id, all names by which it goes, and how it is listed."""

    id: str
    names: tuple[str, ...]
    shown: str


def choose_table(report: Report, name: str) -> Table:
    """The table of that id, form number, kind or title.

    Raises:
        UsageError: None or several are called so; the nearest are named.
    """
    titles = _form_titles()
    candidates = [
        Candidate(
            table.id,
            (table.kind, _value(table.form_number), _value(table.title), *titles.get(table.grammar.form or "", ())),
            _shown(table.id, _value(table.form_number), _value(table.title)),
        )
        for table in report.tables
    ]
    return report.tables[_choose("table", name, candidates)]


def choose_row(table: Table, name: str) -> Row:
    """The row of that id, code, line number, key or name.

    Raises:
        UsageError: None or several are called so; the nearest are named.
    """
    candidates = [
        Candidate(
            row.id,
            (_value(row.code), _value(row.line_number), row.key or "", _value(row.name), bare_name(_value(row.name))),
            _shown(row.id, row.side or "", _value(row.name)),
        )
        for row in table.rows
    ]
    return table.rows[_choose("row", name, candidates)]


def choose_column(table: Table, row: Row, name: str) -> Column:
    """The column of the row's side of that key, number (栏次), label path or last label.

    Raises:
        UsageError: None or several are called so; the nearest are named.
    """
    columns = [column for column in table.columns if column.side in (None, row.side)]
    candidates = [
        Candidate(
            column.key,
            (column.number or "", "/".join(column.path), ">".join(column.path), *column.path[-1:]),
            _shown(column.key, column.number or "", "/".join(column.path)),
        )
        for column in columns
    ]
    return columns[_choose("column", name, candidates)]


def _choose(what: str, name: str, candidates: Sequence[Candidate]) -> int:
    """The index of the only candidate of that name; an id is meant before any other name."""
    for index, candidate in enumerate(candidates):
        if candidate.id == name:
            return index
    wanted = fold(name)
    found = [
        index
        for index, candidate in enumerate(candidates)
        if wanted and wanted in {fold(each) for each in (candidate.id, *candidate.names)}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        shown = _listed(candidates[index] for index in found)
        raise UsageError(f"explain.several-{what}s", name=name, found=shown)
    if not candidates:
        raise UsageError(f"explain.no-{what}s")
    raise UsageError(f"explain.no-such-{what}", name=name, nearest=_listed(_nearest(wanted, candidates)))


def _nearest(wanted: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the likest names, best first; the first few of all where none is like it."""
    from rapidfuzz import fuzz, process

    names = [(fold(name), candidate) for candidate in candidates for name in (candidate.id, *candidate.names) if name]
    texts = [text for text, _ in names]
    ranked = process.extract(wanted, texts, scorer=fuzz.WRatio, score_cutoff=_LEAST_LIKE, limit=len(texts))
    near = list(dict.fromkeys(names[index][1] for _, _, index in ranked))
    return (near or list(candidates))[:_MOST_LISTED]


def _listed(candidates: Iterable[Candidate]) -> str:
    return ", ".join(candidate.shown for candidate in candidates)


def _shown(name: str, *others: str) -> str:
    beside = " ".join(other for other in others if other)
    return f"{name} ({beside})" if beside else name


def _form_titles() -> dict[str, tuple[str, ...]]:
    """Every title of each form; a table may print one with a number before it, or misspelt."""
    from docparse.grammars.load import load_forms

    return {form.kind: form.titles for form in load_forms()}


def _value(cell: Cell | None) -> str:
    return (cell.value or "") if cell is not None else ""
