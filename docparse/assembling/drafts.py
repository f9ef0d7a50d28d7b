"""Tables whose rows are read and whose values wait for their columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.items import item_of
from docparse.assembling.marks import read_marks, unit_factors
from docparse.assembling.points import put_points_back
from docparse.diagnostics import Diagnostic
from docparse.grammars.model import UNKNOWN
from docparse.placing.grids import best_grid
from docparse.placing.hierarchy import KeyedRow, item_families
from docparse.placing.placement import Grid, Placing, RowValues
from docparse.placing.search import search_row
from docparse.placing.slips import leans_on_zero
from docparse.renderings import UNBORDERED, Atom, aligned, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import CellMaker, Tree
    from docparse.assembling.items import Item
    from docparse.decoding.rows import DecodedTable, Row
    from docparse.lexicons.load import Lexicon
    from docparse.matching.forms import FormMatch
    from docparse.matching.matched import MatchedColumn
    from docparse.placing.placement import PlacedRow
    from docparse.segmenting.tables import TableRegion
    from docparse.spans import Spans

# Amounts are placed as whole numbers of half units; more decimals than these are not printed as money.
MOST_DECIMALS = 6
# The column of what was spent or counted in forms that print items below each other.
_FINAL = "final"
# Share of numbers without a cell from which on a table's order is not to be trusted.
DISORDERED = 0.1
# So many rows tell in which of two orders columns stand.
MOST_LAID = 40
# Renderings that keep no borders: only how many fragments a row has tells that it is full.
# The rows that stand above all functional classes.
TOTAL_KEYS = frozenset({"total", "expenditure.total"})


@dataclass(slots=True)
class RowDraft:
    """A row with its Cells, before its values have columns."""

    row: Row
    item: Item
    name: Tree | None
    values: list[Tree | None]

    @property
    def code(self) -> str | None:
        """The code by which the row takes its place in the hierarchy; a class named without its code has it as key."""
        if self.row.code is not None:
            return self.row.code.text
        return self.item.key if self.item.key and self.item.key.isdecimal() else None


class SideDraft(NamedTuple):
    """One side of a table: its columns, its rows (by their places in the table) and the placing of their values."""

    columns: tuple[MatchedColumn, ...]
    members: tuple[int, ...]
    decimals: int
    placing: Placing


@dataclass(slots=True)
class TableDraft:
    """Everything known of one table while it becomes a tree of the contract.

    ``head`` is the beginning of that tree: id, kind, and what is printed above the table, with the unit's factor.
    ``exchanged`` are the columns whose order the header alone tells, with those that the form has in their places.
    """

    region: TableRegion
    match: FormMatch
    decoded: DecodedTable
    head: Tree
    cells: CellMaker
    lexicon: Lexicon
    rows: list[RowDraft] = field(default_factory=list)
    sides: list[SideDraft] = field(default_factory=list)
    placed: dict[int, PlacedRow] = field(default_factory=dict)
    unplaced: list[Atom] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    exchanged: dict[str, str] = field(default_factory=dict)

    @property
    def is_disordered(self) -> bool:
        """Whether cells stood one a line, or so many numbers fit nowhere that those which did fit may be misplaced."""
        return self.decoded.stream or self.has_strays

    @property
    def has_strays(self) -> bool:
        """Whether so many numbers fit nowhere that those which did fit may be misplaced."""
        values = sum(len(row.values) for row in self.decoded.rows)
        return len(self.decoded.left_over) > DISORDERED * values

    def note(self, code: str, count: int, spans: Spans = ()) -> None:
        """Adds a diagnostic that counts something of this table."""
        self.diagnostics.append(Diagnostic(code, spans, {"table": self.head["id"], "count": count}))


def draft_table(
    region: TableRegion, match: FormMatch, decoded: DecodedTable, *, table_id: str, cells: CellMaker, lexicon: Lexicon
) -> TableDraft:
    """The draft of a table: its head, its rows, and for each side the placing of its values."""
    marks = read_marks(region, cells=cells)
    factor = unit_factors().get(marks["unit"]["value"]) if marks["unit"] else None
    head = {"id": table_id, "kind": match.form.kind, **marks, "unit_factor": factor}
    draft = TableDraft(region, match, decoded, head, cells, lexicon)
    draft.rows = [_draft_row(row, draft) for row in draft.decoded.rows]
    put_points_back(draft.rows)
    if match.listed:
        draft.match = match._replace(columns=_columns_that_add_up(draft))
    elif match.unmoved:
        columns, draft.exchanged = _columns_in_order(draft)
        draft.match = match._replace(columns=columns)
    sides = dict.fromkeys(column.side for column in draft.match.columns)
    draft.unplaced += [atom for row in draft.rows if row.row.side not in sides for atom in row.row.values]
    draft.rows = [row for row in draft.rows if row.row.side in sides]
    for side in sides:
        members = tuple(index for index, row in enumerate(draft.rows) if row.row.side == side)
        columns = tuple(column for column in draft.match.columns if column.side == side)
        draft.sides.append(side_of(members, columns, draft))
    return draft


def _columns_that_add_up(draft: TableDraft) -> tuple[MatchedColumn, ...]:
    """The columns of the match, or those of a known variant that the full rows prefer.

    Where labels were lost, what is left of the header may fit a choice of columns that no form lists.
    """
    own = draft.match.columns
    sides = {column.side for columns in (own, *draft.match.listed) for column in columns}
    amounts = [row for row in draft.rows if row.row.settled and row.item.quantity == "amount"]
    if len(sides) > 1 or not amounts:
        return own
    decimals = min(max(decimals_of(cell) for row in amounts for cell in row.values), MOST_DECIMALS)
    rows = [values_of(row, decimals) for row in amounts]
    choices = (own, *draft.match.listed)
    return choices[best_grid(rows, [grid_of(draft, columns) for columns in choices])]


def _columns_in_order(draft: TableDraft) -> tuple[tuple[MatchedColumn, ...], dict[str, str]]:
    """The columns in the order of their labels, or in that of the form where more rows can be laid out.

    Labels that have a line each may be given by their height on the page, and two neighbouring lines that changed
    places look no different from a form that is printed in another order. Where the rows do not tell, the columns that
    stand elsewhere than in the form come too, each with the one that stands there.
    """
    own, unmoved = draft.match.columns, draft.match.unmoved
    if sorted(column.key for column in own) != sorted(column.key for column in unmoved):
        return own, {}
    laid = _rows_laid(draft, own) - _rows_laid(draft, unmoved) if len({column.side for column in own}) == 1 else 0
    if laid < 0:
        return unmoved, {}
    others = {one.key: other.key for one, other in zip(own, unmoved, strict=True) if one.key != other.key}
    return own, others if laid == 0 else {}


def _rows_laid(draft: TableDraft, columns: Sequence[MatchedColumn]) -> int:
    """How many rows can be laid out on columns; of rows whose values are not all numbers nothing is said."""
    amounts = [row for row in draft.rows if row.values and row.item.quantity == "amount"]
    if not all(cell is not None for row in amounts for cell in row.values):
        return 0
    decimals = min(max((decimals_of(cell) for row in amounts for cell in row.values), default=0), MOST_DECIMALS)
    rows = [[value or 0 for value in values_of(row, decimals)] for row in amounts[:MOST_LAID]]
    grid = grid_of(draft, columns)
    return sum(bool(search_row(row, grid.width, grid.identities).layouts) for row in rows)


def _draft_row(row: Row, draft: TableDraft) -> RowDraft:
    name = draft.cells.name(row.name)
    code = row.code.text if row.code else None
    item = item_of(code, name["value"] if name else None, side=row.side, lexicon=draft.lexicon)
    if item.quantity == "count" and draft.match.columns[-1].key == _FINAL:
        row = _counted(row)
    values = [None if atom.kind == "B" else draft.cells.amount(atom) for atom in row.values]
    draft.unplaced += [atom for atom, cell in zip(row.values, values, strict=True) if cell is None and atom.kind != "B"]
    return RowDraft(row, item, name, values)


def _counted(row: Row) -> Row:
    """A row that counts things with its values in the last columns: what was counted has no budget before it.

    A mark for nothing may as well be that of the budget, beside a blank.
    """
    if row.settled or all(atom.kind == "D" for atom in row.values):
        return row
    start = row.values[0].start
    blanks = (Atom("B", "", start, start),) * (row.columns - len(row.values))
    return row._replace(values=(*blanks, *row.values), edges=(), disturbed=True)


def side_of(members: tuple[int, ...], columns: tuple[MatchedColumn, ...], draft: TableDraft) -> SideDraft:
    """One side of a table, given the places of its rows in the table: its columns and the placing of their values."""
    rows = [draft.rows[index] for index in members]
    decimals = min(max((decimals_of(cell) for row in rows for cell in row.values), default=0), MOST_DECIMALS)
    grid = grid_of(draft, columns)
    doubtful = _lone_full_row(rows, grid, decimals) if _counts_cells(draft) else None
    if doubtful is not None:
        doubtful.row = doubtful.row._replace(disturbed=True)
    misled = doubtful is not None or _are_positions_misleading(rows, grid, decimals)
    given = []
    for row in rows:
        values = values_of(row, decimals)
        if row.row.restored and (misled or not grid.holds(values)):
            # The positions mislead: the blanks are open again.
            row.values = [cell for cell in row.values if cell is not None]
            values = values_of(row, decimals)
        elif draft.decoded.rendering in UNBORDERED and _adds_up_without_damaged(row, values, grid):
            row.values = [cell for place, cell in enumerate(row.values) if place not in _damaged(row)]
            values = values_of(row, decimals)
        if is_overlaid(row, draft):
            given.append(RowValues((), None, total=False))
            continue
        total = row.row.code is None and row.item.key in TOTAL_KEYS
        given.append(RowValues(values, row.code, total, doubtful=row is doubtful))
    named = [KeyedRow(row.item.key, row.item.role, row.item.quantity) for row in rows]
    sums = [family for _, family in item_families(named, draft.match.form.sums)]
    return SideDraft(columns, members, decimals, Placing(given, grid, sums))


def is_overlaid(row: RowDraft, draft: TableDraft) -> bool:
    """Whether labels of the header stand in some cells of a row."""
    return draft.region.overlaid is not None and row.row.line == draft.region.overlaid


def _counts_cells(draft: TableDraft) -> bool:
    """Whether a row of a table is full because of how many values it prints: no borders, no column numbers above."""
    rendering = draft.decoded.rendering
    return rendering == spaced.NAME or (rendering == aligned.NAME and not draft.match.rulers)


def _lone_full_row(rows: Sequence[RowDraft], grid: Grid, decimals: int) -> RowDraft | None:
    """The one full row among rows that lost their blanks, if a zero that slipped in may have made it full.

    Such is the one zero of a table that prints nothing else for nothing, or the one that a row prints more than another
    row of as many figures.
    """
    amounts = [row for row in rows if row.values and row.item.quantity == "amount"]
    full = [row for row in amounts if row.row.settled and not row.row.restored]
    if len(full) != 1 or len(amounts) == 1:
        return None
    shapes = {id(row): _shape(values_of(row, decimals)) for row in amounts}
    figures, zeros = shapes[id(full[0])]
    alone = zeros == sum(count for _, count in shapes.values()) == 1
    too_many = (figures, zeros - 1) in shapes.values()
    return full[0] if (alone or too_many) and leans_on_zero(values_of(full[0], decimals), grid) else None


def _shape(values: Sequence[int | None]) -> tuple[int, int]:
    """How many figures and how many zeros a row prints."""
    return sum(map(bool, values)), sum(value == 0 for value in values)


def _are_positions_misleading(rows: Sequence[RowDraft], grid: Grid, decimals: int) -> bool:
    """Whether none of the full rows, whose positions put the blanks of the others back, adds up.

    A value that slipped in from another row makes a short row look full: its values stand in other columns.
    """
    full = [row for row in rows if row.row.edges and row.row.settled and not row.row.restored]
    return bool(full) and not any(grid.holds(values_of(row, decimals)) for row in full)


def _adds_up_without_damaged(row: RowDraft, values: Sequence[int | None], grid: Grid) -> bool:
    """Whether a row that holds a fragment which is no number adds up without it.

    Then the fragment was no amount but, say, a page number, and takes no column. Of a short row the search tells.
    """
    damaged = _damaged(row)
    if not damaged or len(values) < grid.width:
        return bool(damaged and grid.identities)
    telling = any(
        not damaged.isdisjoint(column for column, _ in identity) and any(values[column] for column, _ in identity)
        for identity in grid.identities
    )
    return telling and grid.holds(values)


def _damaged(row: RowDraft) -> frozenset[int]:
    """Which of the values of a row are fragments that are no numbers."""
    atoms = zip(row.row.values, row.values, strict=True)
    return frozenset(place for place, (atom, cell) in enumerate(atoms) if cell is None and atom.kind != "B")


def values_of(row: RowDraft, decimals: int) -> tuple[int | None, ...]:
    """The row's values in half units; counts and rates take part in no sum."""
    if row.item.quantity != "amount":
        return tuple(0 if cell else None for cell in row.values)
    return tuple(None if cell is None else half_units(cell, decimals) for cell in row.values)


def grid_of(draft: TableDraft, columns: Sequence[MatchedColumn]) -> Grid:
    """The columns of one side with the form's identities of which every column is printed."""
    index = {column.key: place for place, column in enumerate(columns)}
    # A column that the form does not know may be one more part of any sum: then none may choose a place.
    declared = not any(column.key.startswith(UNKNOWN) for column in columns)
    identities = tuple(
        tuple((index[key], sign) for key, sign in identity.terms)
        for identity in (draft.match.form.applicable(index) if declared else ())
    )
    rare = {column.key for column in draft.match.form.columns if column.rare}
    return Grid(len(columns), identities, tuple(column.key in rare for column in columns))


def decimals_of(cell: Tree | None) -> int:
    """How many decimals a Cell prints; 0 for a blank or a mark."""
    value = cell["value"] if cell else None
    return len(value.partition(".")[2]) if value else 0


def half_units(cell: Tree, decimals: int) -> int:
    """The amount in half units of the last printed decimal; a mark counts as nothing."""
    if cell["value"] is None:
        return 0
    whole, _, fraction = cell["value"].partition(".")
    return 2 * int(whole + fraction[:decimals].ljust(decimals, "0"))
