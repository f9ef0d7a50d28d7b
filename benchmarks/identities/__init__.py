"""An arithmetic check over hand-made labels: what the forms promise, held against what a reader wrote down.

It reads labels and ``benchmarks/data/identities.toml``, nothing of docparse, so that it can judge docparse. An identity
that fails is a slip of the reader or a contradiction of the source; which of the two, the source tells.

A number stands within half a unit of its last printed digit of the amount it was rounded from, so an identity may be
off by so much for each number in it. A printed zero is such a number too: it may be 0.004. Blanks and marks for "no
value" are nothing and add nothing to the tolerance. Only amounts take part: counts, rates and columns of unknown
meaning do not. Values under an open tie take part where their label puts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.identities.across import (
    economic_totals,
    equalities,
    fiscal_is_the_funds,
    parts_of_all,
    travel,
)
from benchmarks.identities.checked import AT_MOST, CellKey, Checked
from benchmarks.identities.coordinates import make_plane
from benchmarks.identities.sheets import read_number, read_sheet
from benchmarks.identities.summaries import summaries
from benchmarks.identities.within import along_rows, down_columns, hierarchy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.identities.sheets import Sheet
    from benchmarks.labels import LabelTable

__all__ = ["CellKey", "Checked", "check_labels", "covered"]


def check_labels(tables: Sequence[LabelTable]) -> tuple[Checked, ...]:
    """Every identity over the labels of one document, in the order of the tables, those across tables last."""
    sheets = [read_sheet(table) for table in tables]
    return tuple(_identities(sheets))


def covered(tables: Sequence[LabelTable]) -> frozenset[CellKey]:
    """Cells that arithmetic proves: neither blank, nor zero, nor open, and in an identity that holds.

    In a sum each number stands once, so that a change of this number alone shows as soon as it exceeds the tolerance.
    "No more than" (``of_which``) proves nothing about a number.
    """
    open_or_nothing = {
        (table.file, index, column)
        for table in tables
        for index, row in enumerate(table.rows)
        for column, printed in row.values.items()
        if column in row.open_columns or not read_number(printed)
    }
    proved = {cell for one in check_labels(tables) if one.holds and one.kind != AT_MOST for cell in one.cells}
    return frozenset(proved - open_or_nothing)


def _identities(sheets: Sequence[Sheet]) -> Iterator[Checked]:
    for sheet in sheets:
        yield from along_rows(sheet)
        yield from down_columns(sheet)
        yield from hierarchy(sheet)
        yield from summaries(sheet)
    plane = make_plane(sheets)
    yield from equalities(plane)
    yield from parts_of_all(plane)
    yield from fiscal_is_the_funds(plane)
    yield from economic_totals(sheets, plane)
    yield from travel(sheets, plane)
