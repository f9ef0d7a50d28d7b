"""Which identities hold, which fail, and which values a failure leaves under suspicion.

A failing identity accuses all values in it. A value is cleared when another identity that covers it holds and
nothing else in that identity is under suspicion: then it was read right, and the fault lies elsewhere. Where a failing
identity has only cleared values, the document contradicts itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from docparse.proving.equations import Equation
    from docparse.proving.slots import Slots

HOLDS, FAILS, OPEN = "holds", "fails", "not_tested"


@dataclass(slots=True)
class Outcomes:
    """What came of testing: one entry an equation, and the equations that cover each slot.

    Attributes:
        equations: The equations.
        results: ``holds``, ``fails``, or ``not_tested`` where the place of a number in it is open.
        differences: Left less right, in half units.
        tolerances: What rounding can explain, in half units: the printed numbers, half a unit each.
        holding: Equations that hold, by slot.
        failing: Equations that fail, by slot.
        suspects: Slots that some failing equation accuses and nothing clears.
    """

    equations: Sequence[Equation]
    results: list[str] = field(default_factory=list)
    differences: list[int] = field(default_factory=list)
    tolerances: list[int] = field(default_factory=list)
    holding: dict[int, list[int]] = field(default_factory=dict)
    failing: dict[int, list[int]] = field(default_factory=dict)
    suspects: set[int] = field(default_factory=set)


def test(equations: Sequence[Equation], slots: Slots, settled: Set[int] = frozenset()) -> Outcomes:
    """Tests every equation and clears what others vouch for.

    Args:
        equations: what to test.
        slots: the amounts.
        settled: equations that every admissible layout of their row satisfies: they hold whatever is open.
    """
    found = Outcomes(equations)
    values, halves, is_open = slots.values, slots.halves, slots.open
    for index, equation in enumerate(equations):
        difference = tolerance = 0
        tested = True
        for slot in equation.left:
            difference += values[slot]
            tolerance += halves[slot]
            tested = tested and not is_open[slot]
        for slot in equation.right:
            difference -= values[slot]
            tolerance += halves[slot]
            tested = tested and not is_open[slot]
        tested = tested or index in settled
        result = OPEN if not tested else HOLDS if abs(difference) <= tolerance else FAILS
        found.results.append(result)
        found.differences.append(difference)
        found.tolerances.append(tolerance)
        if result != OPEN:
            covering = found.holding if result == HOLDS else found.failing
            for slot in (*equation.left, *equation.right):
                covering.setdefault(slot, []).append(index)
    found.suspects = set(found.failing)
    _clear(found, slots)
    return found


def _clear(found: Outcomes, slots: Slots) -> None:
    """Takes slots off the suspects for which an equation holds in which they are the only suspect."""
    accused = {
        index: sum(slot in found.suspects for slot in _members(found, index))
        for slot in found.suspects
        for index in found.holding.get(slot, ())
    }
    waiting = [index for index, count in accused.items() if count == 1]
    while waiting:
        index = waiting.pop()
        for slot in _members(found, index):
            if slot in found.suspects and not _is_mended(slot, slots):
                found.suspects.discard(slot)
                for other in found.holding[slot]:
                    accused[other] -= 1
                    if accused[other] == 1:
                        waiting.append(other)


def _members(found: Outcomes, index: int) -> tuple[int, ...]:
    equation = found.equations[index]
    return (*equation.left, *equation.right)


def _is_mended(slot: int, slots: Slots) -> bool:
    cell = slots.cells[slot]
    return cell is not None and "repaired" in cell
