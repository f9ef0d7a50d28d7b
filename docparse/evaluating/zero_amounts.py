"""Amounts of the funds that are nothing, with a unit of their own: 0 万.

Whatever the unit of the form is, nothing is nothing; an amount that is more keeps its unit, for nobody can tell whether
it is that of the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.assembling.marks import unit_factors
from docparse.evaluating.labels import cut_fragment
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment

_ZERO = pattern(r"(?P<zero>0(?:\.0{1,6})?)(?:\s*(?P<unit>[^\d\s]{1,3}))?")
_ZERO_MATCHES = ("0", "0.00", "0 x", "0xy")
_ZERO_MISSES = ("10", "0.5", "x", "")
_GAPS = frozenset(("space", "wide"))


def without_units_of_nothing(body: Sequence[Fragment]) -> tuple[tuple[Fragment, ...], tuple[Fragment, ...]]:
    """The fragments of the funds with the units cut off that stand behind zeros, and these units."""
    found: list[Fragment] = []
    units: list[Fragment] = []
    is_zero = False
    for fragment in body:
        zero = _ZERO.fullmatch(fragment.text)
        if is_zero and fragment.gap in _GAPS and _is_unit(fragment.text):
            units.append(fragment)
            is_zero = False
            continue
        if zero and zero["unit"] and _is_unit(zero["unit"]):
            fragment, unit = cut_fragment(fragment, len(zero["zero"]))
            units.append(unit)
        is_zero = zero is not None and not zero["unit"]
        found.append(fragment)
    return tuple(found), tuple(units)


def _is_unit(text: str) -> bool:
    """Whether a text is a unit of money, or the scale that one begins with."""
    return any(unit.startswith(text) for unit in unit_factors())
