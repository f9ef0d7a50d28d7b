"""Documents of hand-labelled tables: what somebody read in a published report, typeset anew.

Nothing is drawn but the print. A label says what the page holds, but neither what stands above its codes and names nor
where groups stood side by side; such headers are the usual ones, and groups stand one below the other. A value that
the label is in doubt about stands where the label thinks it most plausible, and nowhere else.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from benchmarks.synthesis.documents import Document, Sheet
from benchmarks.synthesis.evaluation_forms import Evaluations
from benchmarks.synthesis.forms import Cell, Column, Form, Row, head_rows, numeric
from benchmarks.synthesis.variants import make_manner

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_DOUBT = re.compile(r"\?[a-z]?$")
_AMOUNT = re.compile(r"(-?)(\d+)(\.\d+)?")
_SIDES = {"income": "收入", "expenditure": "支出"}
PLACE = "labelled"


class LabelError(ValueError):
    """A folder holds no labelled documents, or one whose name is no number."""


def labelled_documents(folder: Path) -> list[Document]:
    """One document for each folder with ``tables/`` in it, by name; its name is the seed of its print.

    Raises:
        LabelError: there is none, or a name is no number.
    """
    homes = sorted(path.parent for path in folder.glob("*/tables") if any(path.glob("*.tsv")))
    unnumbered = [home.name for home in homes if not home.name.isdecimal()]
    if not homes or unnumbered:
        message = f"no labelled tables in {folder}" if not homes else f"no number: {', '.join(unnumbered)}"
        raise LabelError(message)
    return [labelled_document(home) for home in homes]


def labelled_document(home: Path) -> Document:
    """The labelled tables of one report in their order."""
    manner = make_manner(int(home.name), place=PLACE)
    sheets = tuple(
        _sheet(path, separators=manner.printer.separators) for path in sorted((home / "tables").glob("*.tsv"))
    )
    department = next((sheet.department for sheet in sheets if sheet.department), "")
    return Document(
        int(home.name), manner, (f"{department}部门决算表", *sheets), Evaluations("", (), ""), _digest(home)
    )


def _digest(home: Path) -> str:
    """A fingerprint of the labels that a document was made of."""
    digest = hashlib.sha256()
    for path in sorted((home / "tables").glob("*.tsv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _sheet(path: Path, *, separators: bool) -> Sheet:
    facts: dict[str, str] = {}
    columns: list[Column] = []
    rows: list[Row] = []
    notes: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word, *fields = line.split("\t")
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            facts[key.strip()] = value.strip()
        elif word == "@column":
            key, printed, number, side = (*fields, "", "")[:4]
            columns.append(Column(key, tuple(printed.split("/")), number, side))
        elif word == "@row":
            side, line_number, code, name, *values = fields
            rows.append(Row(side, line_number, code, name, tuple(_DOUBT.sub("", value) for value in values)))
        elif word == "@note":
            notes.append(fields[0])
    form = _form(facts["kind"], columns, rows, separators=separators)
    empty = facts.get("empty") == "true"
    whole = Form(
        form.kind, facts["title"], form.columns, form.rows, form.head, form.body, form.widths, tuple(notes), empty
    )
    about = (facts.get(key, "") for key in ("form_number", "title", "department", "unit", "fiscal_year"))
    return Sheet(whole, *about)


def _form(kind: str, columns: Sequence[Column], rows: Sequence[Row], *, separators: bool) -> Form:
    sides = list(dict.fromkeys(column.side for column in columns))
    paths: list[tuple[str, ...]] = []
    numbers: list[Cell] = []
    widths: list[int] = []
    for side in sides:
        own = [column for column in columns if column.side == side]
        stub = _stub([row for row in rows if row.side == side])
        above = (_SIDES[side],) if side else ()
        paths += [(*above, path) for path in stub]
        paths += [(*above, *column.path) for column in own]
        numbers += [Cell("栏次" if first == 0 else "") for first in range(len(stub))]
        numbers += [Cell(column.number) for column in own]
        widths += [_WIDTHS[path] for path in stub] + [14] * len(own)
    head = head_rows(paths) + ((tuple(numbers),) if any(column.number for column in columns) else ())
    lines = _side_by_side(columns, rows, sides, separators=separators)
    return Form(kind, "", tuple(columns), tuple(rows), head, tuple(lines), tuple(widths))


_WIDTHS = {"项目": 30, "行次": 6, "科目编码": 12, "科目名称": 30}


def _stub(rows: Sequence[Row]) -> tuple[str, ...]:
    """The headers of what stands before the values."""
    if any(row.code for row in rows):
        return ("科目编码", "科目名称")
    named = ("项目",) if any(row.name for row in rows) else ()
    return (*named, *(("行次",) if any(row.line_number for row in rows) else ()))


def _side_by_side(
    columns: Sequence[Column], rows: Sequence[Row], sides: Sequence[str], *, separators: bool
) -> list[tuple[Cell, ...]]:
    """The printed lines: a row of the first side begins one, and so does one whose place on the line is taken."""
    stubs = {side: _stub([row for row in rows if row.side == side]) for side in sides}
    counts = {side: sum(column.side == side for column in columns) for side in sides}
    lines: list[dict[str, Row]] = []
    for row in rows:
        if not lines or row.side in lines[-1] or sides.index(row.side) < max(map(sides.index, lines[-1])):
            lines.append({})
        lines[-1][row.side] = row
    return [
        tuple(
            cell for side in sides for cell in _cells(line.get(side), stubs[side], counts[side], separators=separators)
        )
        for line in lines
    ]


def _cells(row: Row | None, stub: Sequence[str], count: int, *, separators: bool) -> tuple[Cell, ...]:
    if row is None:
        return (Cell(""),) * len(stub) + numeric([""] * count)
    said = {"科目编码": row.code, "科目名称": row.name, "项目": row.name, "行次": row.line_number}
    lead = tuple(Cell(said[label]) for label in stub)
    if "科目编码" in stub and not row.code:
        lead = (Cell(row.name, across=2),)
    return lead + numeric(_grouped(value) if separators else value for value in row.values)


def _grouped(value: str) -> str:
    """An amount with thousands separators; anything else as it is."""
    found = _AMOUNT.fullmatch(value)
    return value if found is None else f"{found[1]}{int(found[2]):,}{found[3] or ''}"
