"""Values that a row of another table speaks against, although the places of that row are open.

The values of a row that lost its blanks are placed so that as much as can be agrees with the other tables. Where even
then one of its amounts disagrees, two values of the other table may have changed places: their total holds, and only
this row tells. None of the amounts that it bears on is proved by sums of its own table then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.proving.outcomes import OPEN

if TYPE_CHECKING:
    from docparse.proving.outcomes import Outcomes
    from docparse.proving.slots import Slots


def doubted(outcomes: Outcomes, slots: Slots) -> frozenset[int]:
    """The slots that stand beside an open row of another table some amount of which disagrees with its own slot."""
    beside: dict[tuple[int, int], list[int]] = {}
    disagreeing: set[tuple[int, int]] = set()
    for index, equation in enumerate(outcomes.equations):
        if outcomes.results[index] != OPEN or equation.kind != "cross_table":
            continue
        members = (*equation.left, *equation.right)
        rows = {slots.places[slot][:2] for slot in members if slots.open[slot]}
        for row in rows:
            beside.setdefault(row, []).extend(slot for slot in members if not slots.open[slot])
        if abs(outcomes.differences[index]) > outcomes.tolerances[index]:
            disagreeing |= rows
    return frozenset(slot for row in disagreeing for slot in beside[row])
