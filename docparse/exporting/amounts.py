"""Printed values as exact amounts in yuan."""

from __future__ import annotations

from decimal import Context, Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import docparse.lexicons

if TYPE_CHECKING:
    from docparse.schema import Cell, Row, Table

_CENTS = 2


def unit_of(table: Table, row: Row) -> Cell | None:
    """The unit of a row's values: its own, else the table's where the values are amounts."""
    if row.unit is not None:
        return row.unit
    return table.unit if row.quantity == "amount" else None


def factor_of(table: Table, row: Row) -> str | None:
    """Yuan per unit of a row's values; None where they are no amounts or their unit is not known."""
    if row.quantity != "amount":
        return None
    return table.unit_factor if row.unit is None else unit_factors().get(row.unit.value or "")


def in_yuan(value: str | None, factor: str | None) -> str | None:
    """The exact amount in yuan, always written alike: two decimals, more only where they are not zero.

    >>> in_yuan("12.345678", "10000"), in_yuan("12.5", "10000"), in_yuan("-0.00", "1")
    ('123456.78', '125000.00', '0.00')
    >>> in_yuan("0.0015", "1"), in_yuan("12.50", None)
    ('0.0015', None)
    """
    if value is None or factor is None:
        return None
    # As many digits as both have together are enough for the product to be exact.
    product = Context(prec=len(value) + len(factor)).multiply(Decimal(value), Decimal(factor))
    whole, _, fraction = f"{product:f}".partition(".")
    fraction = fraction.rstrip("0").ljust(_CENTS, "0")
    return f"{whole}.{fraction}" if product else f"0.{'0' * _CENTS}"


@cache
def unit_factors() -> dict[str, str]:
    """Yuan per unit, by the unit's name, from the lexicon of units."""
    text = Path(docparse.lexicons.__path__[0], "units.tsv").read_text(encoding="utf-8")
    fields = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: factor for name, factor, *_ in fields}
