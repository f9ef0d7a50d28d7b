"""What tells whether two results hold the same accounts: digests of their amounts, whatever their texts look like.

A fingerprint changes with a single amount; a sketch says how many amounts two results have in common. Columns have no
part in either: in which column an amount stands is what two prints of one table are read differently in, if anything.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

from docparse.exporting.amounts import unit_factors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Tree = Mapping[str, Any]

# Hashes that a sketch keeps; reports with no more amounts are compared whole.
_KEPT = 64
_DIGITS = 8
# 元 to which amounts are rounded in a sketch: the last digit of 万元 with two decimals, so that 元 and 万元 compare.
_GRAIN = Decimal(100)


class Fingerprint(NamedTuple):
    """The digests of one result.

    Attributes:
        report: Of all amounts of the statutory tables; None where there are none.
        kinds: Of the amounts of each kind of table, on however many pages or tables of the report they stand.
        amount_count: How many different amounts there are: what an accident would have to hit.
        sketch: Some of the amounts, the same ones in every result that has them, for ``Sketch``.
    """

    report: str | None
    kinds: Mapping[str, str]
    amount_count: int
    sketch: str


class _Amount(NamedTuple):
    """An amount with its form and row; ``yuan`` is None where its unit is not known."""

    kind: str
    row: str
    printed: str
    yuan: Decimal | None


def fingerprint_of(tree: Tree) -> Fingerprint:
    """The digests of a result in the full view. Zeros have no part: they are printed in one place and not in another.

    Amounts are compared in 元, and rows by code or key. Neither the layout nor the order of tables, names, line numbers
    or repeated pages matter; the digits do: accounts printed in 万元 and in 元 have two fingerprints, but one sketch.
    """
    amounts = list(_amounts(tree))
    lines: defaultdict[str, set[str]] = defaultdict(set)
    for amount in amounts:
        lines[amount.kind].add(f"{amount.row}\t{amount.printed}")
    kinds = {kind: _digest(sorted(found))[:16] for kind, found in sorted(lines.items())}
    money = {amount.printed for amount in amounts if amount.yuan is not None}
    coarse = {(amount.yuan / _GRAIN).to_integral_value(ROUND_HALF_UP) for amount in amounts if amount.yuan is not None}
    hashes = sorted(_digest([str(value)])[:_DIGITS] for value in coarse if value)
    report = _digest([f"{kind}\t{digest}" for kind, digest in kinds.items()])[:32] if kinds else None
    return Fingerprint(report, kinds, len(money), "".join(hashes[:_KEPT]))


class Sketch:
    """A sketch of the amounts of a result, ready to be compared."""

    def __init__(self, text: str) -> None:
        """Takes what ``Fingerprint.sketch`` holds."""
        self._hashes = [text[at : at + _DIGITS] for at in range(0, len(text), _DIGITS)]
        self._known = frozenset(self._hashes)
        # Beyond the last hash of a full sketch nobody knows whether an amount is there.
        self._end = self._hashes[-1] if len(self._hashes) == _KEPT else "g"

    def shared(self, other: Sketch) -> float:
        """Of the amounts of the smaller of two results, the part that the larger has as well (0..1)."""
        end = min(self._end, other._end)
        least = min(bisect_right(self._hashes, end), bisect_right(other._hashes, end))
        return sum(each <= end for each in self._known & other._known) / least if least else 0.0


def yuan_of(cell: Tree | None, table: Tree, row: Tree) -> Decimal | None:
    """A Cell of a row in 元; None where it holds no number, is no amount, or its unit is not known."""
    number = _number(cell)
    factor = unit_factors().get(row["unit"]["value"]) if row["unit"] else table["unit_factor"]
    return number * Decimal(factor) if number is not None and factor and row["quantity"] == "amount" else None


def written(number: Decimal) -> str:
    """A number without trailing zeros.

    >>> written(Decimal("120.50")), written(Decimal("0.00"))
    ('120.5', '0')
    """
    return format(number.normalize(), "f") if number else "0"


def _amounts(tree: Tree) -> Iterator[_Amount]:
    for table in tree["tables"]:
        if table["kind"] == "generic":
            continue
        for row in table["rows"]:
            name = f"{row['side']}\t{(row['code'] and row['code']['value']) or row['key'] or ''}"
            for cell in row["cells"].values():
                if number := _number(cell):
                    yuan = yuan_of(cell, table, row)
                    printed = f"{written(number)} {row['quantity']}" if yuan is None else written(yuan)
                    yield _Amount(table["kind"], name, printed, yuan)


def _number(cell: Tree | None) -> Decimal | None:
    try:
        number = Decimal(cell["value"]) if cell and cell["value"] is not None else None
    except InvalidOperation:
        return None
    return number if number is None or number.is_finite() else None


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
