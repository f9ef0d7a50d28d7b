"""The figures of a check: what its JSON pointers point at, under the names that are printed on the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.patterns import pattern
from docparse.schema import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.schema import Check, Column, Fact, Report, Row, Table

# What stands between the two sides of a statement.
_RELATION = pattern(r" (=\?|≥\?|=|≠|≥|<) ")
# How a relation is written by its outcome; of a part and its whole, and of equal amounts.
_AT_LEAST = {"holds": "≥", "fails": "<", "not_tested": "≥?"}
_EQUAL = {"holds": "=", "fails": "≠", "not_tested": "=?"}
_PLUS = " + "
# How a statement ends a side on which nothing is printed.
_BLANK = " blank"
_NOTHING = "—"
_BETWEEN = "/"
_BESIDE = " · "
_CELL_PARTS = 6

Side = tuple["Figure", ...]
# Of a figure: its table, its row, its column.
Parts = tuple[str, str, str]


class Figure(NamedTuple):
    """One Cell that a check covers; table, row and column are None where it stands in no table.

    Attributes:
        pointer: The JSON pointer of the Cell.
        fact: The statement of the prose that the Cell is the figure of.
        place: The name of an evaluation form and what of it the Cell is.
    """

    pointer: str
    cell: Cell | None
    table: Table | None = None
    row: Row | None = None
    column: Column | None = None
    fact: Fact | None = None
    place: str = ""

    @property
    def value(self) -> str:
        """The figure; empty for a mark and where the pointer leads nowhere."""
        return (self.cell.value if self.cell is not None else None) or ""

    @property
    def is_zero(self) -> bool:
        """Whether it adds nothing: a printed zero, a mark, or nothing at all."""
        number = self.cell.decimal if self.cell is not None else None
        return not number

    @property
    def unit(self) -> str:
        """The unit of the figure as printed, the row's own before that of the table; empty where none is known."""
        if self.fact is not None:
            return self.fact.unit or ""
        units = (self.row.unit if self.row else None, self.table.unit if self.table else None)
        return next((unit.value for unit in units if unit is not None and unit.value), "")


def figures_of(report: Report, check: Check) -> Side:
    """The figures of a check, in the order of its pointers."""
    return tuple(_figure_at(report, pointer) for pointer in check.cells)


def _figure_at(report: Report, pointer: str) -> Figure:
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    try:
        return _in_table(report, pointer, parts) if parts[0] == "tables" else _elsewhere(report, pointer, parts)
    except (LookupError, ValueError):  # a result that was changed by hand
        return Figure(pointer, None)


def _in_table(report: Report, pointer: str, parts: Sequence[str]) -> Figure:
    _, table_at, _, row_at, _, key = parts[:_CELL_PARTS]
    table = report.tables[int(table_at)]
    row = table.rows[int(row_at)]
    columns = [each for each in table.columns if each.key == key and each.side in (None, row.side)]
    return Figure(pointer, row.cells[key], table, row, columns[0])


def _elsewhere(report: Report, pointer: str, parts: Sequence[str]) -> Figure:
    node: object = report
    for part in parts:
        if not isinstance(node, Cell):
            node = node[int(part)] if isinstance(node, tuple) else getattr(node, part, None)
    cell = node if isinstance(node, Cell) else None
    if parts[0] == "facts":
        return Figure(pointer, cell, fact=report.facts[int(parts[1])])
    if parts[0] == "evaluations":
        form = report.evaluations[int(parts[1])]
        name = _joined(form.label, form.project_name or form.department) or form.id
        return Figure(pointer, cell, place=_BESIDE.join((name, _BETWEEN.join(parts[2:]))))
    return Figure(pointer, cell)


def sides_of(check: Check, figures: Side) -> tuple[Side, Side] | None:
    """The figures left and right of the equals sign; None where the statement does not tell.

    The pointers of a check stand in the order of its statement; a side that is blank has none.
    """
    statement = check.statement.rpartition(": ")[2]
    left, *rest = _RELATION.split(statement)
    if len(rest) != 2:
        return None
    on_left, on_right = (0 if side.endswith(_BLANK) else side.count(_PLUS) + 1 for side in (left, rest[1]))
    return (figures[:on_left], figures[on_left:]) if on_left + on_right == len(figures) else None


class Naming(NamedTuple):
    """What all figures of a check share, and what tells each of them apart.

    Attributes:
        shared: Names of what they share: table, then row or column.
        apart: For each figure the names of the rest.
    """

    shared: str
    apart: tuple[str, ...]


def name_figures(figures: Side) -> Naming:
    """The figures by their printed names; what is the same for all of them is said once."""
    if len(figures) < 2:
        alone = (name for figure in figures for name in _names(figure) if name)
        return Naming(_BESIDE.join(alone), ("",) * len(figures))
    ids = [_ids(figure) for figure in figures]
    told = _told_apart([_names(figure) for figure in figures], ids)
    same = [len({each[part] for each in ids}) == 1 for part in range(3)]
    if not same[0]:
        same = [False] * 3
    shared = _BESIDE.join(name for name, is_same in zip(told[0], same, strict=True) if is_same and name)
    return Naming(
        shared,
        tuple(
            _BESIDE.join(name for name, is_same in zip(names, same, strict=True) if not is_same and name)
            for names in told
        ),
    )


def _told_apart(names: Sequence[Parts], ids: Sequence[Parts]) -> list[Parts]:
    """The names, with ids where several figures are printed under the same ones."""
    owners: dict[Parts, set[Parts]] = {}
    for each, own in zip(names, ids, strict=True):
        owners.setdefault(each, set()).add(own)
    told = []
    for each, own in zip(names, ids, strict=True):
        differ = [len({other[part] for other in owners[each]}) > 1 for part in range(3)]
        table, row, column = (f"{each[part]} ({own[part]})" if differ[part] else each[part] for part in range(3))
        told.append((table, row, column))
    return told


def _ids(figure: Figure) -> Parts:
    if figure.table is None or figure.row is None or figure.column is None:
        return figure.pointer, "", ""
    return figure.table.id, figure.row.id, figure.column.key


def _names(figure: Figure) -> Parts:
    if figure.fact is not None:
        return figure.fact.name, "", ""
    if figure.table is None or figure.row is None or figure.column is None:
        return figure.place or figure.pointer, "", ""
    return table_name(figure.table), row_name(figure.row), column_name(figure.column)


def table_name(table: Table) -> str:
    """Form number and title as printed, the id where the table prints neither."""
    return _joined(table.form_number, table.title) or table.id


def row_name(row: Row) -> str:
    """Code or line number, and name, as printed; the id where the row prints none of them."""
    return _joined(row.code or row.line_number, row.name) or row.id


def column_name(column: Column) -> str:
    """The labels from top to bottom, the key where the column prints none."""
    return _BETWEEN.join(column.path) or column.key


def grouped(number: str) -> str:
    """A decimal string with separators between thousands.

    >>> grouped("-1234567.80"), grouped("12.5")
    ('-1,234,567.80', '12.5')
    """
    whole, point, fraction = number.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{point}{fraction}" if digits.isdecimal() else number


def _joined(*cells: Cell | None) -> str:
    return " ".join(cell.value for cell in cells if cell is not None and cell.value)


def in_words(check: Check, figures: Side) -> str:
    """The identity by printed names with its numbers; zeros are only counted. The statement where sides are unknown."""
    sides = sides_of(check, figures)
    if sides is None:
        return check.statement
    naming = name_figures(figures)
    named = {figure.pointer: name for figure, name in zip(figures, naming.apart, strict=True)}
    relation = (_AT_LEAST if check.kind == "of_which" else _EQUAL)[check.outcome]
    left, right = (_sum(side, named) for side in sides)
    said = f"{left} {relation} {right}"
    return f"{naming.shared}: {said}" if naming.shared else said


def _sum(side: Side, named: dict[str, str]) -> str:
    if not side:
        return _NOTHING
    kept: Sequence[Figure] = [figure for figure in side if not figure.is_zero] or side[:1]
    left_out = len(side) - len(kept)
    terms = [f"{named[figure.pointer]} {figure.value}".strip() for figure in kept]
    return _PLUS.join([*terms, f"{left_out} × 0"] if left_out else terms)
