"""Rates: a printed percentage is what the two numbers say that it is taken of, within rounding."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

from docparse.proving.outcomes import FAILS, HOLDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.proving.slots import Tree

# Decimals beyond these are not printed.
MOST_DECIMALS = 6
_SHOWN = Decimal("1e-6")
# Wide enough for the quotient of any two figures of a text; those of 28 digits and more would not be rounded otherwise.
_WIDE = Context(prec=4_000, Emax=99_999, Emin=-99_999)


class Operand(NamedTuple):
    """A number and half a unit of its last printed decimal, in one unit with the other operand."""

    value: Decimal
    half: Decimal


class Rate(NamedTuple):
    """How a printed percentage compares with the quotient."""

    holds: bool
    expected: Decimal
    tolerance: Decimal


def compare(printed: Operand, part: Operand, whole: Operand) -> Rate:
    """Holds a printed percentage against 100 × part ÷ whole, which is not zero."""
    quotient = part.value / whole.value
    tolerance = printed.half + 100 * (part.half + abs(quotient) * whole.half) / abs(whole.value)
    expected = 100 * quotient
    return Rate(abs(printed.value - expected) <= tolerance, expected, tolerance)


def record(
    name: str, statement: str, printed: Decimal, rate: Rate, pointers: Sequence[str], *, source: bool = False
) -> Tree:
    """The check record of a rate. ``statement`` has the place of the sign as ``{}``; ``source``: who is to blame."""
    return {
        "id": f"{name}/rate",
        "kind": "rate",
        "statement": statement.format("=" if rate.holds else "≠"),
        "left": plain(printed),
        "right": _shown(rate.expected),
        "difference": _shown(printed - rate.expected),
        "tolerance": _shown(rate.tolerance),
        "outcome": HOLDS if rate.holds else FAILS,
        "reason": None,
        "cells": list(pointers),
        "cause": None if rate.holds else "source" if source else "unresolved",
    }


def _shown(number: Decimal) -> str:
    """A number as a check states it, rounded half to even."""
    return plain(number.quantize(_SHOWN, context=_WIDE))


def half_of(value: str) -> Decimal:
    """Half a unit of the last printed decimal.

    >>> half_of("12.50")
    Decimal('0.005')
    """
    return Decimal(1).scaleb(-decimals(value)) / 2


def decimals(value: str | None) -> int:
    """How many decimals a decimal string prints."""
    return min(len((value or "").partition(".")[2]), MOST_DECIMALS)


def plain(number: Decimal) -> str:
    """A decimal string without trailing zeros.

    >>> plain(Decimal("12.50"))
    '12.5'
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_number(value: str | None) -> bool:
    """Whether a cell's value is a decimal number."""
    return value is not None and value.isascii() and value.removeprefix("-").replace(".", "", 1).isdecimal()
