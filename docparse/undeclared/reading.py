"""All tables of a document that no form declares, from the text that known tables and forms leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.segmenting.lines import AMOUNT
from docparse.undeclared.lines import UNIT_IN_BRACKETS, names_rows
from docparse.undeclared.stretches import find_stretches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docparse.assembling.cells import CellMaker
    from docparse.lexicons.load import Lexicon
    from docparse.segmenting.rest import Rest
    from docparse.undeclared.model import LooseTable
    from docparse.undeclared.stretches import Stretch
    from docparse.undeclared.tables import UndeclaredTable

# Of the rows of a table so many have figures.
MOSTLY = 0.5


def read_undeclared(
    rests: Iterable[Rest], *, cells: CellMaker, lexicon: Lexicon
) -> tuple[list[UndeclaredTable], frozenset[int]]:
    """The tables in source order, and the numbers of the lines that they claim."""
    tables: list[UndeclaredTable] = []
    claimed: set[int] = set()
    for rest in rests:
        if rest.kind != "prose":
            continue
        for stretch in find_stretches(rest.lines):
            table = _read(stretch, len(tables) + 1, cells=cells, lexicon=lexicon)
            if table is not None:
                tables.append(table)
                claimed.update(line.number for line in stretch.lines())
    return tables, frozenset(claimed)


def _read(stretch: Stretch, number: int, *, cells: CellMaker, lexicon: Lexicon) -> UndeclaredTable | None:
    """The table of a stretch; None where it is none of figures. What reads it is loaded for the first."""
    from docparse.undeclared.bordered import read_bordered
    from docparse.undeclared.tables import GENERIC, assemble
    from docparse.undeclared.unbordered import read_unbordered

    loose = read_bordered(stretch) if stretch.rows[0].bordered else read_unbordered(stretch)
    if loose is None or not _is_of_figures(loose):
        return None
    return assemble(loose, GENERIC if number == 1 else f"{GENERIC}#{number}", cells=cells, lexicon=lexicon)


def _is_of_figures(table: LooseTable) -> bool:
    """Whether a table is one of figures: most rows have some, and these are amounts, several, or have a unit."""
    rows = [row for row in table.rows if any(value is not None for value in row.values)]
    if len(rows) < 2 or len(rows) < MOSTLY * len(table.rows):
        return False
    if len(table.columns) > 1 or any(row.unit for row in rows):
        return True
    amounts = sum(bool(value and AMOUNT.search(value.text)) for row in rows for value in row.values)
    if any(names_rows(each.line) for each in table.stretch.header):
        return True
    headed = [*table.stretch.marks, *(each.line for each in table.stretch.header)]
    return 2 * amounts >= len(rows) or any(UNIT_IN_BRACKETS.search(line.text) for line in headed)
