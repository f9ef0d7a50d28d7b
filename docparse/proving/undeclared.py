"""Tables that no form declares, as proving sees them: a form without a word, and the identities that were found out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.grammars.model import ColumnForm, Form, GroupForm, VariantForm
from docparse.placing.placement import PlacedRow
from docparse.proving.slots import ReadTable

if TYPE_CHECKING:
    from docparse.undeclared.tables import UndeclaredTable

# It has no coordinates and no arithmetic, so that nothing is expected of such a table.
_FORM = Form(
    kind="generic",
    titles=("generic",),
    rows="single",
    groups=(GroupForm(("name",)),),
    columns=(ColumnForm("x", (("x",),)),),
    variants=(VariantForm("x", ("x",)),),
)


def as_read(table: UndeclaredTable) -> ReadTable:
    """What proving needs to know of a table that no form declares: its layout settles every place."""
    placed = [
        PlacedRow(tuple(range(len(row["cells"]))), tuple(() for _ in row["cells"]), settled=not row["unsettled"])
        for row in table.tree["rows"]
    ]
    return ReadTable(table.tree, _FORM, placed, {None: table.decimals}, table.doubtful, found=table.found)
