"""Check records of the contract: what was tested, with its numbers, its tolerance and the cells that it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.proving.outcomes import FAILS, HOLDS, OF_WHICH, OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from docparse.proving.equations import Equation
    from docparse.proving.outcomes import Outcomes
    from docparse.proving.slots import Slots, Tree

# The parts of the name of a slot.
_TABLE, _ROW, _COLUMN = range(3)
_EQUAL = {HOLDS: "=", FAILS: "≠", OPEN: "=?"}
_AT_LEAST = {HOLDS: "≥", FAILS: "<", OPEN: "≥?"}
OPEN_PLACE = "a number of it may stand elsewhere"


class Writer:
    """Writes the check records of equations."""

    def __init__(self, slots: Slots, outcomes: Outcomes) -> None:
        self._slots = slots
        self._outcomes = outcomes
        self._written: dict[int, _Decimals] = {}

    def records(self, contradictions: Set[int]) -> list[Tree]:
        """All checks, in the order of their equations; ``contradictions`` are those that the source is guilty of."""
        return [self._record(index, source=index in contradictions) for index in range(len(self._outcomes.equations))]

    def _record(self, index: int, *, source: bool) -> Tree:
        outcomes, slots, equation = self._outcomes, self._slots, self._outcomes.equations[index]
        kind, origin, left_slots, right_slots, _ = equation
        result = outcomes.results[index]
        left = right = difference = tolerance = None
        if result != OPEN:
            written = self._decimals(slots.factors[left_slots[0]])
            whole = sum([slots.values[slot] for slot in left_slots])
            less = outcomes.differences[index]
            left, right = written[whole], written[whole - less]
            difference, tolerance = written[less], written[outcomes.tolerances[index]]
        members = left_slots + right_slots
        cells, pointers = slots.cells, slots.pointers
        return {
            "id": origin,
            "kind": kind,
            "statement": self._statement(equation, members, result),
            "left": left,
            "right": right,
            "difference": difference,
            "tolerance": tolerance,
            "outcome": result,
            "reason": OPEN_PLACE if result == OPEN else None,
            "cells": [pointers[slot] for slot in members if cells[slot]],
            "cause": None if result != FAILS else "source" if source else "unresolved",
        }

    def _statement(self, equation: Equation, members: tuple[int, ...], result: str) -> str:
        sign = (_AT_LEAST if equation.kind == OF_WHICH else _EQUAL)[result]
        head, part = equation.origin, self._differing(members)
        if part == _TABLE:
            head = head.partition("/")[2]
        return f"{head}: {self._terms(equation.left, part)} {sign} {self._terms(equation.right, part)}"

    def _differing(self, members: tuple[int, ...]) -> int:
        """From which part of their names on the terms differ; what all share is said once, in front of them."""
        places = self._slots.places
        number, row, _ = places[members[0]]
        part = _COLUMN
        for slot in members:
            place = places[slot]
            if place[0] != number:
                return _TABLE
            if place[1] != row:
                part = _ROW
        return part

    def _terms(self, side: Sequence[int], part: int) -> str:
        """One side of an equation: of each slot its name, or a part of it, and what is printed there."""
        names, cells = self._slots.names, self._slots.cells
        if len(side) == 1:
            cell = cells[side[0]]
            return f"{names[side[0]][part]} {cell['value'] if cell else 'blank'}"
        printed = [f"{names[slot][part]} {cell['value']}" for slot in side if (cell := cells[slot])]
        return " + ".join(printed) or f"{names[side[0]][part]} blank"

    def _decimals(self, factor: int) -> _Decimals:
        found = self._written.get(factor)
        if found is None:
            found = self._written[factor] = _Decimals(factor, self._slots.finest)
        return found


class _Decimals(dict[int, str]):
    """Amounts in half units of the finest decimal, as decimal strings in units of ``factor`` 元; each is written once.

    Most differences and tolerances of a report are a few amounts.
    """

    def __init__(self, factor: int, finest: int) -> None:
        super().__init__()
        self._factor = factor
        self._finest = finest

    def __missing__(self, amount: int) -> str:
        text = self[amount] = decimal_string(amount, self._factor, decimals=self._finest)
        return text


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
