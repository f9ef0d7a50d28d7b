"""Which identities hold, which fail, and which values a failure leaves under suspicion.

A failing identity accuses all values in it, blanks included. A value is cleared when another identity that covers it
holds, nothing else in that identity is under suspicion, and each other value of it is vouched for a second time: then
it was read right, and the fault lies elsewhere. Where a failing identity has only cleared values, the document
contradicts itself. An identity that holds over a value which stays under suspicion proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.proving.shifted import Failure, moved_slots, shifted_tables, with_parts

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from docparse.proving.equations import Equation
    from docparse.proving.slots import Slots

HOLDS, FAILS, OPEN = "holds", "fails", "not_tested"
# The kind of an equation whose left side is at least its right side.
OF_WHICH = "of_which"


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
        tainted: Equations that hold and have a suspect: they are no evidence, and not listed as holding.
        spent: Equations that chose the place of a value: they say nothing about what the layout settles.
        shifted: Tables in which only what other tables confirm is proved.
    """

    equations: Sequence[Equation]
    results: list[str] = field(default_factory=list)
    differences: list[int] = field(default_factory=list)
    tolerances: list[int] = field(default_factory=list)
    holding: dict[int, list[int]] = field(default_factory=dict)
    failing: dict[int, list[int]] = field(default_factory=dict)
    suspects: set[int] = field(default_factory=set)
    tainted: set[int] = field(default_factory=set)
    spent: Set[int] = frozenset()
    shifted: frozenset[int] = frozenset()

    def is_vouched(self, slot: int, index: int, slots: Slots) -> bool:
        """Whether an equation says something about a value: in a shifted table only one with another table does."""
        return slots.places[slot][0] not in self.shifted or self.equations[index].kind == "cross_table"


def test(
    equations: Sequence[Equation],
    slots: Slots,
    *,
    settled: Set[int] = frozenset(),
    broken: Set[int] = frozenset(),
    spent: Set[int] = frozenset(),
) -> Outcomes:
    """Tests every equation and clears what others vouch for.

    Args:
        equations: what to test.
        slots: the amounts.
        settled: equations that every admissible layout of their row satisfies: they hold whatever is open.
        broken: equations that no layout satisfies: they fail whatever is open.
        spent: equations that chose the place of one of their values.
    """
    found = Outcomes(equations, spent=spent)
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
        if not tested and index in broken and abs(difference) > tolerance:
            result = FAILS
        elif tested or index in settled:
            result = HOLDS if _is_within(equation, difference, tolerance) else FAILS
        else:
            result = OPEN
        found.results.append(result)
        found.differences.append(difference)
        found.tolerances.append(tolerance)
        # That a part is no more than its whole says little about either.
        if result == FAILS or (result == HOLDS and equation.kind != OF_WHICH):
            covering = found.holding if result == HOLDS else found.failing
            for slot in (*equation.left, *equation.right):
                covering.setdefault(slot, []).append(index)
    accusing = [index for index, result in enumerate(found.results) if result == FAILS]
    found.suspects = {slot for index in accusing for slot in _members(found, index)}
    failures = [Failure(equations[index], found.differences[index], found.tolerances[index]) for index in accusing]
    found.shifted = shifted_tables(failures, slots)
    _clear(found, slots)
    found.suspects |= with_parts(moved_slots(failures, slots), equations, slots)
    if found.suspects:
        _withdraw(found)
    return found


def _is_within(equation: Equation, difference: int, tolerance: int) -> bool:
    return (0 if equation.kind == OF_WHICH and difference > 0 else abs(difference)) <= tolerance


def _clear(found: Outcomes, slots: Slots) -> None:
    """Takes slots off the suspects for which an equation vouches: it holds, and nothing else in it is doubtful.

    Doubtful is a suspect, and a value on which nothing but this equation has a say: it and the suspect may be wrong by
    the same amount, as two values are that changed places.
    """
    waiting = sorted({index for slot in found.suspects for index in found.holding.get(slot, ())})
    while waiting:
        changed: set[int] = set()
        for index in waiting:
            slot = _only_suspect(found, index) if index not in found.spent else None
            if slot is None or not found.is_vouched(slot, index, slots):
                continue
            if not _is_mended(slot, slots) and _others_are_anchored(found, index, slot):
                found.suspects.discard(slot)
                changed.update(found.holding[slot])
        waiting = sorted(changed)


def _withdraw(found: Outcomes) -> None:
    """An equation that still holds a suspect proves nothing: two errors may cancel in it."""
    for slot in found.suspects:
        for index in found.holding.get(slot, ()):
            found.tainted.add(index)
    for slot, covering in found.holding.items():
        if any(index in found.tainted for index in covering):
            found.holding[slot] = [index for index in covering if index not in found.tainted]


def _only_suspect(found: Outcomes, index: int) -> int | None:
    """The one suspect of an equation; None where it has none or several."""
    accused = [slot for slot in _members(found, index) if slot in found.suspects]
    return accused[0] if len(accused) == 1 else None


def _others_are_anchored(found: Outcomes, index: int, slot: int) -> bool:
    return all(len(found.holding[other]) > 1 for other in _members(found, index) if other != slot)


def _members(found: Outcomes, index: int) -> tuple[int, ...]:
    equation = found.equations[index]
    return (*equation.left, *equation.right)


def _is_mended(slot: int, slots: Slots) -> bool:
    cell = slots.cells[slot]
    return cell is not None and "repaired" in cell
