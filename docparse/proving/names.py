"""What rows are about: a code and a name each, and wherever a code is printed the same name beside it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from docparse.diagnostics import Diagnostic
from docparse.folding import fold
from docparse.lexicons.load import ENUMERATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.diagnostics import FieldValue
    from docparse.grammars.model import Form
    from docparse.proving.slots import ReadTable

Tree = dict[str, Any]
# Rows that stand for the whole table may go without a name.
_TOTALS = ("total", "expenditure.total")
_SHOWN = " / "
# The kind of a table that no form declares.
_UNDECLARED = "generic"


def is_known(row: Tree, form: Form) -> bool:
    """Whether it is certain what a row is about: code and name where such are printed, and one name only."""
    if row["key"] in _TOTALS or (form.rows == "single" and form.kind != _UNDECLARED):
        return True
    name = fold(row["name"]["value"] or "") if row["name"] is not None else ""
    if form.kind == _UNDECLARED:
        return bool(name)
    if form.rows in ("function_code", "economic_code"):
        return bool(name) and (row["code"] is not None or row["key"] is not None)
    return bool(name) and (row["key"] is not None or ENUMERATOR.search(name, 1) is None)


def known_rows(table: ReadTable) -> list[bool]:
    """For each row of a table whether it is certain what it is about; a total is where its side has one of it only.

    A value that slipped to the next line makes the total of the other side look like a second one of this side.
    """
    rows = table.tree["rows"]
    totals = Counter((row["side"], row["key"]) for row in rows if row["role"] == "total")
    return [is_known(row, table.form) and totals[row["side"], row["key"]] <= 1 for row in rows]


def rows_not_known(tables: Sequence[ReadTable]) -> list[Diagnostic]:
    """A diagnostic for each table with rows of amounts that lack a code or a name, or have two names."""
    found = []
    for table in tables:
        spans = [
            span
            for row in table.tree["rows"]
            if not is_known(row, table.form)
            for cell in row["cells"].values()
            if cell is not None and cell["value"] is not None
            for span in cell["spans"]
        ]
        if spans:
            fields: dict[str, FieldValue] = {"table": table.tree["id"], "count": len(spans)}
            found.append(Diagnostic("proving.row-unknown", tuple(spans), fields))
    return found


def names_that_differ(tables: Sequence[Tree]) -> list[Diagnostic]:
    """A diagnostic for each code that the tables of a report print with different names.

    White space and widths are no difference. Which name is right is not said: a name may have been torn or mixed with a
    neighbour's by the extractor, or the source prints it so.
    """
    names: dict[str, dict[str, Tree]] = {}
    for table in tables:
        for row in table["rows"]:
            if row["code"] is not None and row["name"] is not None and row["name"]["value"]:
                names.setdefault(row["code"]["value"], {}).setdefault(fold(row["name"]["value"]), row["name"])
    return [
        Diagnostic(
            "proving.names-differ",
            tuple((start, end) for name in found.values() for start, end in name["spans"]),
            {"code": code, "names": _SHOWN.join(str(name["value"]) for name in found.values())},
        )
        for code, found in names.items()
        if len(found) > 1
    ]
