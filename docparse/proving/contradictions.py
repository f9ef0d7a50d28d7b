"""Failing identities that only the source can be guilty of: every other explanation is ruled out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.proving.outcomes import FAILS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.proving.equations import Equation
    from docparse.proving.outcomes import Outcomes
    from docparse.proving.slots import ReadTable, Slots


def contradictions_of_source(tables: Sequence[ReadTable], slots: Slots, outcomes: Outcomes) -> set[int]:
    """The failing equations all of whose values other identities vouch for, and that no lost row would explain."""
    failing = [index for index, result in enumerate(outcomes.results) if result == FAILS]
    return {
        index
        for index in failing
        if _is_read_right(outcomes.equations[index], tables, slots, outcomes) and not _lacks_row(index, slots, outcomes)
    }


def _is_read_right(equation: Equation, tables: Sequence[ReadTable], slots: Slots, outcomes: Outcomes) -> bool:
    """Whether everything that the identity says rests on numbers that are printed, settled and cleared."""
    members = (*equation.left, *equation.right)
    # Where nothing is printed on one side, what stood there may have been lost.
    printed = all(any(slots.cells[slot] is not None for slot in side) for side in (equation.left, equation.right))
    return (
        printed
        and equation.certain
        and not any(slot in outcomes.suspects or slots.open[slot] for slot in members)
        and not any(_is_doubtful(tables[slots.places[slot][0]], equation) for slot in members)
    )


def _is_doubtful(table: ReadTable, equation: Equation) -> bool:
    """Whether something of a table was not understood: a line, a number, or between tables its unit."""
    unit = table.tree["unit"]
    guessed = unit is not None and unit["status"] == "inferred"
    return table.doubtful or (equation.kind == "cross_table" and guessed)


def _lacks_row(index: int, slots: Slots, outcomes: Outcomes) -> bool:
    """Whether a part that was not read would explain why a total is more than its parts.

    A lost row has its amount in another column of the table too, as its total or as a part of it: that column must then
    leave room for it within its rounding. A table of one column cannot tell.
    """
    equation = outcomes.equations[index]
    if equation.kind not in ("hierarchy", "column_total"):
        return False
    family = equation.origin.rpartition("/")[0]
    beside = [
        other
        for other, each in enumerate(outcomes.equations)
        if other != index and each.kind == equation.kind and each.origin.rpartition("/")[0] == family
    ]
    missing = outcomes.differences[index]
    if any(outcomes.results[other] == FAILS for other in beside):
        return True
    number, row, _ = slots.places[equation.left[0]]
    if len(slots.rows[number][row]) == 1:
        return missing > 0
    least = abs(missing) - outcomes.tolerances[index]
    return any(abs(outcomes.differences[other]) + outcomes.tolerances[other] >= least for other in beside)
