"""Tables whose columns stand one for another: what one of them prints, other tables say of its empty neighbour.

Identities within such a table hold all the same, for its rows moved together: total and part, sum and addend are in
their new columns what they were in the old ones. Only what other tables confirm is proved there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def _missing(failure: Failure) -> Iterator[tuple[int, int]]:
    """For each slot of a failing identity by how much it should be more."""
    for slot in failure.equation.left:
        yield slot, -failure.difference
    for slot in failure.equation.right:
        yield slot, failure.difference
