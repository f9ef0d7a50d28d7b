"""What values of torn indicator rows say beside each other: a name and a target, a target and a result, points."""

from __future__ import annotations

from functools import lru_cache

from docparse.evaluating.quantities import split_quantity
from docparse.lexicons.indicator_cues import load_indicator_cues


def given(most: float | None, got: float | None) -> float:
    """What a weight and a score say beside each other."""
    if most is None or got is None:
        return 1.0
    return 4.0 if got > most else -0.4 if got == most else 0.3


@lru_cache(maxsize=4096)
def alike(target: str, actual: str, *, apart: bool) -> float:
    """What a target and what was reached say beside each other."""
    one, two = split_quantity(target), split_quantity(actual)
    if (one.value is None) != (two.value is None):
        return 0.8 if apart or "-" in target or "~" in target else 3.0
    if one.value is None:
        shared = len(set(target) & set(actual))
        return -0.6 if shared >= 2 else 0.0 if shared else 0.5
    if not apart and (one.unit or "") != (two.unit or ""):
        return 3.5
    return -0.8 if one.value == two.value else -0.4


@lru_cache(maxsize=4096)
def named(name: str, value: str) -> float:
    """What a name and a target say beside each other."""
    quantity = split_quantity(value)
    if quantity.value is None:
        return 0.0
    rate = name.endswith(load_indicator_cues().rates)
    percent = quantity.unit == "%"
    if rate or percent:
        return -0.3 if rate == percent else 0.9
    return -0.5 if quantity.unit and quantity.unit in name else 0.0
