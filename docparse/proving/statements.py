"""Check records of the contract: what was tested, with its numbers, its tolerance and the cells that it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.proving.outcomes import FAILS, HOLDS, OF_WHICH, OPEN

if TYPE_CHECKING:
    from collections.abc import Set

    from docparse.proving.outcomes import Outcomes
    from docparse.proving.slots import Slots, Tree

_EQUAL = {HOLDS: "=", FAILS: "≠", OPEN: "=?"}
_AT_LEAST = {HOLDS: "≥", FAILS: "<", OPEN: "≥?"}
OPEN_PLACE = "a number of it may stand elsewhere"


class Writer:
    """Writes the check records of equations."""

    def __init__(self, slots: Slots, outcomes: Outcomes) -> None:
        self._slots = slots
        self._outcomes = outcomes
        self._decimals: dict[tuple[int, int], str] = {}

    def records(self, contradictions: Set[int]) -> list[Tree]:
        """All checks, in the order of their equations; ``contradictions`` are those that the source is guilty of."""
        return [self._record(index, source=index in contradictions) for index in range(len(self._outcomes.equations))]

    def _record(self, index: int, *, source: bool) -> Tree:
        outcomes, equation = self._outcomes, self._outcomes.equations[index]
        result = outcomes.results[index]
        factor = self._slots.factors[equation.left[0]]
        numbers: dict[str, str | None] = dict.fromkeys(("left", "right", "difference", "tolerance"))
        if result != OPEN:
            left = sum(self._slots.values[slot] for slot in equation.left)
            found = (left, left - outcomes.differences[index], outcomes.differences[index], outcomes.tolerances[index])
            numbers = dict(zip(numbers, (self._decimal(amount, factor) for amount in found), strict=True))
        return {
            "id": equation.origin,
            "kind": equation.kind,
            "statement": self._statement(index),
            **numbers,
            "outcome": result,
            "reason": OPEN_PLACE if result == OPEN else None,
            "cells": [
                self._slots.pointers[slot] for slot in (*equation.left, *equation.right) if self._slots.cells[slot]
            ],
            "cause": None if result != FAILS else "source" if source else "unresolved",
        }

    def _statement(self, index: int) -> str:
        equation = self._outcomes.equations[index]
        signs = _AT_LEAST if equation.kind == OF_WHICH else _EQUAL
        sign = signs[self._outcomes.results[index]]
        places = self._slots.places
        slots = (*equation.left, *equation.right)
        tables = {places[slot][0] for slot in slots}
        rows = {places[slot][1] for slot in slots}
        # What all terms share is said once, in front.
        shared, part = (0, 2) if len(tables) == 1 and len(rows) == 1 else (0, 1) if len(tables) == 1 else (None, 0)
        head = equation.origin if shared is not None else equation.origin.partition("/")[2]
        left, right = (
            " + ".join(f"{self._name(slot, part)} {self._printed(slot)}" for slot in side if self._slots.cells[slot])
            or f"{self._name(side[0], part)} blank"
            for side in (equation.left, equation.right)
        )
        return f"{head}: {left} {sign} {right}"

    def _name(self, slot: int, part: int) -> str:
        return self._slots.names[slot][part]

    def _printed(self, slot: int) -> str:
        cell = self._slots.cells[slot]
        return str(cell["value"]) if cell is not None else ""

    def _decimal(self, amount: int, factor: int) -> str:
        """An amount in half units of the finest decimal, as a decimal string in units of ``factor`` 元."""
        known = self._decimals.get((amount, factor))
        if known is None:
            known = self._decimals[amount, factor] = decimal_string(amount, factor, decimals=self._slots.finest)
        return known


def decimal_string(amount: int, factor: int, *, decimals: int) -> str:
    """An amount in half units of so many decimals of 元, in units of ``factor`` 元, which is a power of ten.

    >>> decimal_string(5, 1, decimals=2)
    '0.025'
    """
    places = decimals + len(str(factor))
    digits = str(abs(amount) * 5).rjust(places + 1, "0")
    fraction = digits[-places:].rstrip("0").ljust(min(decimals, 2), "0")
    sign = "-" if amount < 0 else ""
    return f"{sign}{digits[:-places]}.{fraction}" if fraction else f"{sign}{digits[:-places]}"
