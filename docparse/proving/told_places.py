"""Zeros whose column the print leaves open, put where a sentence says that there is nothing.

A zero weighs nothing: in a row that has lost a blank no identity of the tables tells 预算数 0.00 from 决算数 0.00.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from docparse.proving.linking import BUDGET, STAGES
from docparse.proving.quantities import BUDGETS, FINAL
from docparse.proving.rates import is_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.proving.slots import ReadTable, Tree


def place_zeros(tables: Sequence[ReadTable], facts: Sequence[Tree]) -> None:
    """Moves zeros of items to the stage of the accounts that the prose states as zero, if it states no other so."""
    told = {
        (fact["subject"], _stage(fact))
        for fact in facts
        if fact["subject"] is not None and is_number(fact["value"]["value"]) and not Decimal(fact["value"]["value"])
    }
    if not told:
        return
    for table in tables:
        for row in table.tree["rows"] if table.form.rows == "line_item" else ():
            for key, cell in list(row["cells"].items()):
                if cell is not None and cell["status"] == "inferred" and cell["value"] is not None:
                    _move(row, key, told)


def _stage(fact: Tree) -> str | None:
    return FINAL if fact["measure"] in STAGES else "budget" if fact["measure"] == BUDGET else None


def _stage_of(key: str) -> str:
    return "budget" if key in BUDGETS else FINAL


def _move(row: Tree, key: str, told: set[tuple[str, str | None]]) -> None:
    """Moves a zero to the only other column that it may stand in, where the prose says so."""
    cell = row["cells"][key]
    others = [each["column"] for each in cell.get("alternatives", ())]
    if Decimal(cell["value"]) or len(others) != 1 or others[0] not in row["cells"]:
        return
    other = others[0]
    free = row["cells"][other] is None and _stage_of(key) != _stage_of(other)
    if free and (row["key"], _stage_of(other)) in told and (row["key"], _stage_of(key)) not in told:
        row["cells"][other] = cell | {"alternatives": [{"column": key, "value": cell["value"]}]}
        row["cells"][key] = None
        row["unsettled"] = [key if each == other else each for each in row["unsettled"]]
