"""A label table as arithmetic sees it: lines of printed numbers with half a unit of their last digit."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.identities.checked import Amount
from benchmarks.identities.promises import load_promises, read_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.labels import LabelRow, LabelTable

_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
# 元 in a printed unit.
_UNITS = {"元": 1, "百元": 100, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
# A column that no form knows: an amount, a rate or a count.
_UNKNOWN = "x."


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled row.

    Attributes:
        index: in ``LabelTable.rows``.
        name: folded, without enumerators.
        key: what the row is, by its name; "" for a coded row and where nobody knows.
        top: whether the name has an enumerator of the top level (一、).
        of_which: whether the row says 其中, that is, repeats a part of another one.
        amounts: printed numbers by column key, zeros included; unknown columns (``x.``) left out.
    """

    index: int
    side: str
    code: str
    name: str
    key: str
    top: bool
    of_which: bool
    amounts: Mapping[str, Amount]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; ``factor`` is 元 per printed unit, None where no unit is printed; columns by side."""

    table: LabelTable
    factor: Decimal | None
    lines: tuple[Line, ...]

    @property
    def kind(self) -> str:
        """The table's kind."""
        return self.table.kind

    def columns(self, side: str) -> tuple[str, ...]:
        """Keys of the columns that a row of this side has, unknown ones included."""
        return tuple(column.key for column in self.table.columns if column.side in ("", side))

    def amount_columns(self, side: str = "") -> tuple[str, ...]:
        """Those columns whose meaning is known."""
        return tuple(key for key in self.columns(side) if not key.startswith(_UNKNOWN))

    def has_unknown(self, side: str) -> bool:
        """Whether a column has no known meaning, so that a total may hold something that no formula names."""
        return len(self.amount_columns(side)) < len(self.columns(side))

    @property
    def by_key(self) -> dict[str, Line]:
        """Lines by key: where several have one key (a heading and its total, say), the only one with numbers."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            if line.key and not line.of_which:
                found.setdefault(line.key, []).append(line)
        told = {key: [line for line in lines if line.amounts] or lines for key, lines in found.items()}
        return {key: lines[0] for key, lines in told.items() if len(lines) == 1}


def read_sheet(table: LabelTable) -> Sheet:
    """The numbers of a label table.

    The last printed digit of a number is its own, except that spreadsheets drop trailing zeros: where most amounts of
    a table print two decimals, "0" and "28.5" were rounded to two decimals as well.
    """
    decimals = _usual_decimals(table)
    lines = tuple(_line(table, index, decimals) for index in range(len(table.rows)))
    unit = table.facts.get("unit", "")
    return Sheet(table, Decimal(_UNITS[unit]) if unit in _UNITS else None, lines)


def read_number(printed: str) -> Decimal | None:
    """A printed value as a number; None for a blank and for a mark such as "—"."""
    return Decimal(printed.replace(",", "")) if _NUMBER.fullmatch(printed) else None


def _usual_decimals(table: LabelTable) -> int:
    """The number of decimals that most amounts other than zero print; the larger one where two are as common."""
    printed = (read_number(value) for row in table.rows for value in row.values.values())
    counts = Counter(_decimals(number) for number in printed if number)
    return max(counts, key=lambda decimals: (counts[decimals], decimals), default=0)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _line(table: LabelTable, index: int, decimals: int) -> Line:
    row = table.rows[index]
    name = read_name(row.name)
    key = "" if row.code else load_promises().names.get(table.kind, {}).get(name.folded, "")
    amounts = {}
    for column, printed in row.values.items():
        number = read_number(printed)
        if number is not None and not column.startswith(_UNKNOWN):
            half = Decimal(5).scaleb(-1 - max(decimals, _decimals(number)))
            # Both sides of a form may use one column key: the row's index tells them apart.
            amounts[column] = Amount((table.file, index, column), _say(row, index), number, half)
    return Line(index, row.side, row.code, name.folded, key, name.top, name.of_which, amounts)


def _say(row: LabelRow, index: int) -> str:
    return " ".join(part for part in (row.line_number, row.code, row.name) if part) or f"row {index}"


def column_of(lines: Sequence[Line], column: str) -> list[Amount | None]:
    """The numbers that lines print in a column."""
    return [line.amounts.get(column) for line in lines]
