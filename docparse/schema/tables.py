"""Statutory and other tables: columns, rows and the amounts where they cross."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from docparse.schema import frames
from docparse.schema.cells import AmountCell, Cell, Node
from docparse.schema.errors import unknown_name
from docparse.schema.scalars import (
    AnySpans,
    DecimalString,
    Flag,
    Identifier,
    Natural,
    Positive,
    Ratio,
    Role,
    Side,
    Spans,
)

if TYPE_CHECKING:
    import pandas
    import polars

StatutoryKind = Literal[
    "income_expenditure_summary",
    "income",
    "expenditure",
    "fiscal_appropriation_summary",
    "general_budget_income_expenditure",
    "general_budget_expenditure",
    "general_budget_basic_expenditure",
    "general_budget_project_expenditure",
    "government_fund",
    "state_capital",
    "three_public_and_operating",
    "three_public_general",
    "three_public",
    "state_assets",
    "generic",
]
VendorKind = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+:[A-Za-z0-9_-]+$")]
TableKind = StatutoryKind | VendorKind
Relation = Literal["continuation", "repeat", "other_department", "other_year", "unknown"]
Quantity = Literal["amount", "count", "rate"]

# What a percentage ends with, in either width.
_PERCENT = ("%", "\uff05")

TidyRow = dict[str, str | int | None]

# What `Table.to_rows` says of a row before its values.
_ROW_FIELDS = ("id", "code", "name", "side", "line_number", "key", "level", "role", "quantity", "unit")
_TEXTS = tuple(field for field in _ROW_FIELDS if field != frames.LEVEL)


class GrammarMatch(Node):
    """Which form and rendering the text was read with, and how clear that choice was."""

    form: str | None = Field(description="Id of the form; null where no form matches.")
    rendering: str | None = Field(description="Id of the rendering, the way the extractor laid the text out.")
    score: Ratio = Field(description="How well the form explains the header, 0 to 1.")
    runner_up: str | None = Field(description="Id of the second best form; null where there is none.")
    margin: Ratio = Field(description="Distance of the scores of winner and runner-up, 0 to 1.")


class Column(Node):
    """A value column, in printed order."""

    key: Identifier = Field(description="Canonical column key; x. and a key made from the label where it is unknown.")
    path: tuple[str, ...] = Field(description="Header labels from top to bottom, unwrapped.")
    number: str | None = Field(
        description="Number of the column where one is printed under its header, as printed; else null."
    )
    side: Side | None = Field(description="The side of a side-by-side form; null elsewhere.")
    spans: AnySpans = Field(description="Where the header stands; empty where it is not printed.")


class Row(Node):
    """A row of a table, or one side of a printed line of a side-by-side form."""

    id: Identifier = Field(description="Unique in the table: code, else key, else line-N; #2 and so on for repeats.")
    side: Side | None = Field(description="The side of a side-by-side form; null elsewhere.")
    line_number: Cell | None = Field(description="Line number as printed.")
    code: Cell | None = Field(description="Classification code as printed.")
    name: Cell | None = Field(description="Item name; null where the side holds a line number only.")
    key: str | None = Field(
        description="Canonical item key; for a functional class named without its code, the code; null if unknown."
    )
    level: Natural | None = Field(description="1 for a class, more for its parts, 0 for totals; null if unknown.")
    role: Role = Field(description="item, total, or of_which (part of another row, not to be added again).")
    quantity: Quantity = Field(description="What the figures are; only amounts take part in sums and conversions.")
    unit: Cell | None = Field(description="The unit where the row names its own; else null.")
    cells: dict[str, AmountCell | None] = Field(
        description="Column key to value, for every column of the row's side; null for a blank."
    )
    unsettled: tuple[str, ...] = Field(description="Keys of the columns whose blank is not certain.")

    @model_validator(mode="after")
    def _only_blanks_are_unsettled(self) -> Self:
        for key in self.unsettled:
            if key not in self.cells or self.cells[key] is not None:
                message = f"row {self.id}: unsettled names {key!r}, which is not a blank of the row"
                raise ValueError(message)
        return self


class Table(Node):
    """One table of the report, with every row and column that was read."""

    id: Identifier = Field(description="The kind, with #2 and so on for further ones of the kind in the report.")
    kind: TableKind = Field(
        description="The form it follows; generic where none matches; vendor:name for a plug-in's form."
    )
    form_number: Cell | None = Field(description="Form number as printed on the table; identifies nothing by itself.")
    title: Cell | None = Field(description="Title as printed.")
    unit: Cell | None = Field(description="Unit of the amounts as printed; inferred where taken from a neighbour.")
    department: Cell | None = Field(description="Department as printed on the table.")
    fiscal_year: Cell | None = Field(description="Fiscal year as printed on the table.")
    unit_factor: DecimalString | None = Field(description="Yuan per unit; null if unknown.")
    admissible_layouts: Positive | None = Field(
        description="How many joint layouts satisfy every identity (1: settled); null if not counted."
    )
    relation: Relation | None = Field(description="Of a second table of the kind, how it relates to the first.")
    grammar: GrammarMatch = Field(description="How the table was recognised.")
    columns: tuple[Column, ...] = Field(description="Value columns in printed order.")
    rows: tuple[Row, ...] = Field(description="Rows in source order.")
    notes: tuple[Cell, ...] = Field(description="Lines under the table.")
    empty: Flag = Field(description="True where the form is printed without data.")
    spans: Spans = Field(description="The text that the table was read from.")

    @model_validator(mode="after")
    def _rows_fit_the_columns(self) -> Self:
        name, mark, number = self.id.partition("#")
        if name != self.kind or (mark and not number.isdecimal()):
            message = f"table {self.id}: the id is the kind, with a number after # for a further one"
            raise ValueError(message)
        _refuse_repeats(((column.side, column.key) for column in self.columns), f"table {self.id}: column")
        _refuse_repeats((row.id for row in self.rows), f"table {self.id}: row id")
        keys_of = {side: self._keys_of_side(side) for side in (None, "income", "expenditure")}
        for row in self.rows:
            if row.cells.keys() != keys_of[row.side]:
                message = f"table {self.id}, row {row.id}: the cells are not the columns of the row's side"
                raise ValueError(message)
        return self

    def _keys_of_side(self, side: str | None) -> set[str]:
        return {column.key for column in self.columns if column.side in (None, side)}

    def row(self, name: str) -> Row:
        """The row of that id, else the first with that code, else the first with that key.

        Raises:
            UnknownNameError: no row goes by that name; carries the nearest that do.
        """
        for row in self.rows:
            if row.id == name:
                return row
        for row in self.rows:
            if row.code is not None and row.code.value == name:
                return row
        for row in self.rows:
            if row.key == name:
                return row
        raise unknown_name("row", name, known=(row.id for row in self.rows))

    def cell(self, row: Row | str, column_key: str) -> Cell | None:
        """What stands where row and column cross; None for a blank.

        Raises:
            UnknownNameError: the table has no such row, or the row's side no such column.
        """
        found = row if isinstance(row, Row) else self.row(row)
        if column_key not in found.cells:
            raise unknown_name("column", column_key, known=found.cells)
        return found.cells[column_key]

    def amount(self, row: Row | str, column_key: str) -> Decimal | None:
        """The amount in 元 where row and column cross.

        None for a blank or a no-value mark, where the row counts or rates something, where the table's
        unit is unknown, where the row names another unit than the table (a factor is never guessed), and for a
        percentage.

        Raises:
            UnknownNameError: the table has no such row, or the row's side no such column.
        """
        found = row if isinstance(row, Row) else self.row(row)
        cell = self.cell(found, column_key)
        if cell is None or found.quantity != "amount" or not self._measures_in_its_unit(found):
            return None
        if cell.raw.rstrip().endswith(_PERCENT):
            return None
        return cell.in_yuan(self.unit_factor)

    def _measures_in_its_unit(self, row: Row) -> bool:
        return row.unit is None or (self.unit is not None and row.unit.value == self.unit.value)

    def to_rows(self) -> list[TidyRow]:
        """The table as tidy rows: one dict a row, all with the same keys.

        Each has id, code, name, side, line_number, key, level, role, quantity and unit, then one entry for
        every column key of the table in printed order, with the plain value (a decimal string) or None; the
        columns of the other side of a side-by-side form are None. A column whose key is one of the names
        before stands under "column." and its key.
        """
        names = self._value_names()
        return [_tidy(row, names) for row in self.rows]

    def to_polars(self) -> "polars.DataFrame":
        """The rows of `to_rows` as a frame of polars.

        Value columns are decimals with as many places as the longest print of the column has ("12.5" beside
        "3.25" reads 12.50; `to_rows` has the digits as printed); a column with a number of more than 38 digits
        stays text. Level is a whole number, all else text.

        Raises:
            MissingPackageError: polars is not installed.
        """
        return frames.to_polars(self.to_rows(), texts=_TEXTS, numbers=tuple(self._value_names().values()))

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows of `to_rows` as a frame of pandas.

        Value columns hold `decimal.Decimal` with the digits as printed, or None; level is Int64, all else text.

        Raises:
            MissingPackageError: pandas is not installed.
        """
        return frames.to_pandas(self.to_rows(), texts=_TEXTS, numbers=tuple(self._value_names().values()))

    def _value_names(self) -> dict[str, str]:
        """Column key to the name that it has in tidy rows."""
        keys = dict.fromkeys(column.key for column in self.columns)
        return {key: f"column.{key}" if key in _ROW_FIELDS else key for key in keys}


def _tidy(row: Row, names: dict[str, str]) -> TidyRow:
    tidy: TidyRow = {field: _plain(getattr(row, field)) for field in _ROW_FIELDS}
    for key, name in names.items():
        tidy[name] = _plain(row.cells.get(key))
    return tidy


def _plain(content: Cell | str | int | None) -> str | int | None:
    return content.value if isinstance(content, Cell) else content


def _refuse_repeats(names: Iterable[object], what: str) -> None:
    seen: set[object] = set()
    for name in names:
        if name in seen:
            message = f"{what} {name!r} occurs twice"
            raise ValueError(message)
        seen.add(name)
