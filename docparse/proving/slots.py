"""All amounts of a report side by side as whole numbers: one slot for each cell, printed or blank.

Amounts are counted in half units of the finest decimal of the report, in 元 where the unit is known, so that
sums and tolerances of tables in 元 and 万元 compare exactly. A table whose unit is unknown is only held against
itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from docparse.assembling.marks import unit_factors
from docparse.grammars.model import UNKNOWN
from docparse.lexicons.load import is_rate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.grammars.model import Form
    from docparse.placing.placement import PlacedRow
    from docparse.undeclared.arithmetic import Found

Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as it was read: its tree, its form, where the values of each row stand, and its decimals by side.

    ``doubtful`` says that some of its text was not understood, so that a row or a number may be missing; ``broken`` are
    the rows whose parts add up to them in no layout. ``found`` are the identities that the figures of a table without a
    declared form have shown. ``torn`` says that values were given their rows by what adds up, so that the same sums
    prove no place. ``exchanged`` are columns that may have changed places in the header, each with the other one.
    """

    tree: Tree
    form: Form
    placed: Sequence[PlacedRow]
    decimals: dict[str | None, int]
    doubtful: bool
    broken: frozenset[int] = frozenset()
    found: Found | None = None
    torn: bool = False
    exchanged: Mapping[str, str] = field(default_factory=dict)


class Slot(NamedTuple):
    """What ``Slots`` keep of one slot."""

    value: int
    half: int
    cell: Tree | None
    place: tuple[int, int, str]
    name: tuple[str, str, str]
    pointer: str
    factor: int = 1
    marked: bool = False
    is_open: bool = False


@dataclass(slots=True)
class Slots:
    """The slots of a report, as columns of equal length; a slot is an index into them.

    Attributes:
        values: Amount of each slot, 0 for a blank or a mark.
        halves: Half a unit of its last printed decimal; 0 where nothing is printed.
        cells: The Cell, None for a blank.
        places: Table, row and column key.
        names: The same as they are called in a statement.
        pointers: JSON pointers to the Cells.
        factors: 元 per unit in which a statement gives the amount.
        marked: Whether a mark for "no value" is printed there.
        open: Whether another number may belong here, or this one elsewhere.
        rows: For each table, for each row: slot by column key; empty for counts and rates.
        finest: Decimals of the finest printed amount of the report.
    """

    finest: int = 0
    values: list[int] = field(default_factory=list)
    halves: list[int] = field(default_factory=list)
    cells: list[Tree | None] = field(default_factory=list)
    places: list[tuple[int, int, str]] = field(default_factory=list)
    names: list[tuple[str, str, str]] = field(default_factory=list)
    pointers: list[str] = field(default_factory=list)
    factors: list[int] = field(default_factory=list)
    marked: list[bool] = field(default_factory=list)
    open: list[bool] = field(default_factory=list)
    rows: list[list[dict[str, int]]] = field(default_factory=list)

    def add(self, slot: Slot) -> int:
        """One more slot; its index."""
        self.values.append(slot.value)
        self.halves.append(slot.half)
        self.cells.append(slot.cell)
        self.places.append(slot.place)
        self.names.append(slot.name)
        self.pointers.append(slot.pointer)
        self.factors.append(slot.factor)
        self.marked.append(slot.marked)
        self.open.append(slot.is_open)
        return len(self.values) - 1

    def extend(self, more: Sequence[Slot]) -> None:
        """Many more slots, in their order: sooner done than one by one."""
        columns: tuple[list[Any], ...] = (
            *(self.values, self.halves, self.cells, self.places, self.names),
            *(self.pointers, self.factors, self.marked, self.open),
        )
        if more:
            for column, added in zip(columns, zip(*more, strict=True), strict=True):
                column.extend(added)


def lay_out(tables: Sequence[ReadTable]) -> Slots:
    """The slots of all tables of a report."""
    slots = Slots(max((count for table in tables for count in table.decimals.values()), default=0))
    for number, table in enumerate(tables):
        tokens = {column["key"]: escaped(column["key"]) for column in table.tree["columns"]}
        for key in _unknown_rates(table.tree["columns"]) if table.found is None else ():
            del tokens[key]
        first = len(slots.values)
        laid: list[Slot] = []
        rows: list[dict[str, int]] = []
        for index, row in enumerate(table.tree["rows"]):
            of_row = _slots_of_row(number, index, table, tokens, slots.finest) if row["quantity"] == "amount" else []
            rows.append({slot[3][2]: at for at, slot in enumerate(of_row, start=first + len(laid))})
            laid += of_row
        slots.extend(laid)
        slots.rows.append(rows)
    return slots


def _slots_of_row(number: int, index: int, table: ReadTable, tokens: Mapping[str, str], finest: int) -> list[Slot]:
    """The slots of the cells of one row; ``tokens`` are the keys of its columns as a pointer writes them."""
    tree, row = table.tree, table.tree["rows"][index]
    usual = int(tree["unit_factor"] or 1)
    factor = int(_own_factor(row) or usual)
    half = factor * 10 ** (finest - table.decimals[row["side"]])
    open_keys = _open_keys(row, table.placed[index])
    name, row_id, above = tree["id"], row["id"], f"/tables/{number}/rows/{index}/cells/"
    found = []
    for key, cell in row["cells"].items():
        token = tokens.get(key)
        if token is None:
            continue
        place, names, is_open = (number, index, key), (name, row_id, key), key in open_keys
        if cell is None or cell["value"] is None:
            slot = Slot(0, 0, None, place, names, above + token, usual, cell is not None, is_open)
        else:
            value = half_units(cell["value"], finest) * factor
            slot = Slot(value, half, cell, place, names, above + token, usual, False, is_open)
        found.append(slot)
    return found


def _unknown_rates(columns: Sequence[Tree]) -> set[str]:
    """The keys of columns that only the print knows and that hold rates."""
    return {each["key"] for each in columns if each["key"].startswith(UNKNOWN) and is_rate(each["path"][-1])}


def verify_place(slot: int, slots: Slots, tables: Sequence[ReadTable]) -> None:
    """Marks a value of a table as proved; blanks that only it could have filled are settled."""
    cell = slots.cells[slot]
    number, index, _ = slots.places[slot]
    row = tables[number].tree["rows"][index]
    assert cell is not None  # noqa: S101  only printed values are placed
    cell["status"] = "verified"
    cell.pop("alternatives", None)
    left = {other["column"] for each in row["cells"].values() if each for other in each.get("alternatives", ())}
    row["unsettled"] = [key for key in row["unsettled"] if key in left]


def escaped(key: str) -> str:
    """A key as a token of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def _own_factor(row: Tree) -> str | None:
    """元 per unit of a row that names a unit of money for itself: （元） in a table in 万元."""
    return unit_factors().get(row["unit"]["value"]) if row["unit"] is not None else None


def _open_keys(row: Tree, placed: PlacedRow) -> frozenset[str]:
    """The columns of a row whose content the reading leaves open.

    A value that all admissible layouts have in one column opens none, and a zero weighs nothing wherever it stands.
    """
    doubted = [(key, cell) for key, cell in row["cells"].items() if cell is not None and cell["status"] == "inferred"]
    if not doubted:
        return frozenset()
    if placed.settled or not placed.sure:
        return frozenset(row["cells"])
    columns = list(row["cells"])
    sure = {columns[column] for column, is_sure in zip(placed.columns, placed.sure, strict=True) if is_sure}
    keys = set()
    for key, cell in doubted:
        if key not in sure and half_units(cell["value"], 9):
            keys.add(key)
            keys.update(other["column"] for other in cell["alternatives"])
    return frozenset(keys - sure)


def half_units(value: str, decimals: int) -> int:
    """A decimal string in half units of the last of so many decimals.

    >>> half_units("-1.5", 2)
    -300
    """
    whole, _, fraction = value.partition(".")
    if len(fraction) != decimals:
        fraction = fraction[:decimals].ljust(decimals, "0")
    return 2 * int(whole + fraction)


def scaled(value: str, factor: int, finest: int) -> tuple[int, int] | None:
    """An amount in units of ``factor`` 元 and half of its last decimal, in half units of so many decimals of 元.

    None where it prints more decimals than these half units can tell apart.

    >>> scaled("1.25", 10000, 2)
    (2500000, 10000)
    >>> scaled("0.125", 1, 2)
    """
    decimals = len(value.partition(".")[2])
    unit, rest = divmod(factor * 10**finest, 10**decimals)
    return None if rest else (2 * int(value.replace(".", "")) * unit, unit)
