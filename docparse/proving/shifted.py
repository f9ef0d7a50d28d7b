"""Values in the column of another: what a table prints in one column, sums or other tables say of an empty neighbour.

Identities within such a table hold all the same, for its rows moved together: total and part, sum and addend are in
their new columns what they were in the old ones. Only what other tables confirm is proved there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docparse.proving.equations import Equation
    from docparse.proving.slots import Slots


class Failure(NamedTuple):
    """An identity that fails: left less right, and what rounding explains, in half units."""

    equation: Equation
    difference: int
    tolerance: int


def shifted_tables(failures: Iterable[Failure], slots: Slots) -> frozenset[int]:
    """The tables in a row of which an amount stands in one column and is missing from another, other tables say."""
    surplus: dict[tuple[int, int], list[tuple[int, int]]] = {}
    lacking: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for failure in failures:
        if failure.equation.kind != "cross_table":
            continue
        for slot, missing in _missing(failure):
            value = slots.values[slot]
            if value and abs(value + missing) <= failure.tolerance:
                surplus.setdefault(slots.places[slot][:2], []).append((value, failure.tolerance))
            elif not value and not slots.marked[slot]:
                lacking.setdefault(slots.places[slot][:2], []).append((missing, failure.tolerance))
    return frozenset(
        place[0]
        for place, found in surplus.items()
        if any(
            abs(value - missing) <= slack + room for value, slack in found for missing, room in lacking.get(place, ())
        )
    )


def moved_slots(failures: Sequence[Failure], slots: Slots) -> set[int]:
    """The values that stand in one column, where they are too much, and are missing from another column of their row.

    Sums down the columns say so: the row adds up all the same, and says nothing of which of its parts an amount is.
    """
    surplus: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    lacking: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for failure in failures:
        if failure.equation.kind not in _DOWN:
            continue
        for slot, missing in _missing(failure):
            value = slots.values[slot]
            if value and abs(value + missing) <= failure.tolerance:
                surplus.setdefault(slots.places[slot][:2], []).append((slot, value, failure.tolerance))
            elif slots.cells[slot] is None and not slots.marked[slot]:
                lacking.setdefault(slots.places[slot][:2], []).append((missing, failure.tolerance))
    return {
        slot
        for place, found in surplus.items()
        for slot, value, slack in found
        if any(abs(value - missing) <= slack + room for missing, room in lacking.get(place, ()))
    }


_DOWN = ("hierarchy", "column_total")


def with_parts(moved: set[int], equations: Iterable[Equation], slots: Slots) -> set[int]:
    """The values that moved, and their parts in the same column: they moved together."""
    found = set(moved)
    for equation in equations if moved else ():
        if equation.kind in _DOWN and found.intersection(equation.left):
            found.update(slot for slot in equation.right if slots.values[slot])
    return found


def _missing(failure: Failure) -> Iterator[tuple[int, int]]:
    """For each slot of a failing identity by how much it should be more."""
    for slot in failure.equation.left:
        yield slot, -failure.difference
    for slot in failure.equation.right:
        yield slot, failure.difference
