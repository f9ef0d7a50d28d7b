"""One identity held against printed numbers: the difference, and how much of it rounding explains."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Label file, index of the row in ``LabelTable.rows``, column key.
CellKey = tuple[str, int, str]
# A part that must not exceed its whole: a contradiction where it does, no evidence where it does not.
AT_MOST = "of_which"


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed number.

    Attributes:
        cell: where the label holds it.
        row: its row as a person would name it.
        value: in the unit of its table.
        half_unit: half a unit of the last printed digit: so much may rounding have changed it. A printed zero was
            rounded like any other number.
    """

    cell: CellKey
    row: str
    value: Decimal
    half_unit: Decimal

    def scaled(self, factor: Decimal) -> Amount:
        """The same number in a unit that is ``factor`` times smaller."""
        return Amount(self.cell, self.row, self.value * factor, self.half_unit * factor)


@dataclass(frozen=True, slots=True)
class Checked:
    """An identity that was held against the labels.

    Attributes:
        kind: as in the output contract (``row_sum``, ``hierarchy``, …).
        statement: the identity with its numbers; zeros are left out of a sum.
        difference: left side less right side, in the unit of the table (across tables in the smallest unit of the
            document); for ``of_which`` the excess of the part over its whole, 0 where there is none.
        tolerance: half a unit of the last printed digit for each number that takes part.
        cells: of all numbers that take part.
    """

    kind: str
    statement: str
    difference: Decimal
    tolerance: Decimal
    holds: bool
    cells: tuple[CellKey, ...]


def check(kind: str, left: Iterable[Amount | None], right: Iterable[Amount | None]) -> tuple[Checked, ...]:
    """The identity "sum of left = sum of right" (``of_which``: "<="); blanks are None and count as nothing.

    Returns:
        One element; none where a side prints no number, since then the table does not state the identity.
    """
    first = tuple(amount for amount in left if amount is not None)
    second = tuple(amount for amount in right if amount is not None)
    if not first or not second:
        return ()
    amounts = first + second
    difference = _total(first) - _total(second)
    if kind == AT_MOST:
        difference = max(difference, Decimal(0))
    tolerance = sum((amount.half_unit for amount in amounts), Decimal(0))
    statement = f"{_side(first)} {'<=' if kind == AT_MOST else '='} {_side(second)}"
    cells = tuple(amount.cell for amount in amounts)
    return (Checked(kind, statement, difference, tolerance, abs(difference) <= tolerance, cells),)


def _total(amounts: Sequence[Amount]) -> Decimal:
    return sum((amount.value for amount in amounts), Decimal(0))


def _side(amounts: Sequence[Amount]) -> str:
    said = [amount for amount in amounts if amount.value] or amounts[:1]
    return " + ".join(f"{amount.value} [{amount.cell[0]}, {amount.row}, {amount.cell[2]}]" for amount in said)
