"""The one place that builds what the stages hand to each other, from literal strings of made-up forms."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

from docparse.assembling.cells import CellMaker
from docparse.assembling.drafts import TableDraft, draft_table
from docparse.assembling.tables import assemble_table
from docparse.decoding.rows import DecodedTable, decode_rows
from docparse.grammars.vocabulary import load_vocabulary
from docparse.lexicons.load import load_lexicon
from docparse.matching.forms import FormMatch, match_form
from docparse.placing.placement import Grid, RowValues
from docparse.reading import NormalText, from_text, normalise
from docparse.renderings import Atom, atoms_on
from docparse.segmenting.lines import Line, split_lines
from docparse.segmenting.tables import TableFinder, TableRegion
from docparse.segmenting.titles import Title, title_on

Tree = dict[str, Any]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.grammars.model import Form
    from docparse.placing.search import Identity

# total = left + right, over the first three columns.
SUM_OF_TWO: Identity = ((0, 1), (1, -1), (2, -1))


def text(printed: str) -> str:
    """A snippet as it stands in the test, without the indentation; tabs are written as ⇥."""
    return dedent(printed).strip("\n").replace("⇥", "\t") + "\n"


def normal(printed: str) -> NormalText:
    return normalise(from_text(text(printed)))


def lines(printed: str) -> tuple[Line, ...]:
    return split_lines(normal(printed).text)


def line(printed: str) -> Line:
    """A single line that begins at the first character of its text."""
    printed = printed.replace("⇥", "\t")
    return Line(0, 0, len(printed), printed)


def atoms(printed: str) -> list[Atom]:
    return atoms_on(line(printed))[1]


def kinds(printed: str) -> str:
    """The kinds of a line's atoms as one string."""
    return "".join(atom.kind for atom in atoms(printed))


def form(kind: str) -> Form:
    return load_vocabulary().forms[kind]


def title(printed: str) -> Title | None:
    return title_on(line(printed), vocabulary=load_vocabulary())


def regions(printed: str) -> tuple[TableRegion, ...]:
    return TableFinder(lines(printed), vocabulary=load_vocabulary(), lexicon=load_lexicon()).find()


def region(printed: str) -> TableRegion:
    """The only table region of a snippet."""
    (only,) = regions(printed)
    return only


def match(printed: str) -> FormMatch | None:
    return match_form(region(printed), text=normal(printed).text, vocabulary=load_vocabulary())


def decoded(printed: str) -> DecodedTable:
    """The rows of a snippet that holds one table of a known form."""
    found = match(printed)
    assert found is not None
    return decode_rows(region(printed).body, found, lexicon=load_lexicon())


def draft(printed: str) -> TableDraft:
    """A snippet that holds one table of a known form, as it goes into assembling."""
    found = match(printed)
    assert found is not None
    cells = CellMaker(normal(printed))
    return draft_table(
        region(printed), found, decoded(printed), table_id=found.form.kind, cells=cells, lexicon=load_lexicon()
    )


def table(printed: str) -> Tree:
    """The assembled tree of a snippet that holds one table of a known form."""
    return assemble_table(draft(printed))


def cells(printed: str) -> CellMaker:
    return CellMaker(normal(printed))


def row(*values: int | None, code: str | None = None, total: bool = False) -> RowValues:
    """A row for placing, its values in whole units (zeros and marks as 0, printed blanks as None)."""
    return RowValues(tuple(value if value is None else 2 * value for value in values), code, total)


def grid(width: int, *identities: Identity, rare: tuple[int, ...] = ()) -> Grid:
    """Columns to place into, those with the given indices being rare."""
    return Grid(width, identities, tuple(column in rare for column in range(width)))


def cells_of(tree: object) -> Iterator[dict[str, Any]]:
    """All Cells of a report's tree."""
    if isinstance(tree, dict):
        if {"value", "raw", "spans", "status"} <= tree.keys():
            yield tree
        for child in tree.values():
            yield from cells_of(child)
    elif isinstance(tree, list):
        for child in tree:
            yield from cells_of(child)
