"""The order of the parts of torn rows: parts of one column add up down the hierarchy, whatever order they came in.

The parts of the row above all others are its slots; each row below has a part in some of them, so that in each slot the
parts of a family add up. A slot is a column of which it is not yet known which one.
"""

from __future__ import annotations

from itertools import combinations, permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.placing.hierarchy import Family

# Partial sums carried on for one family, and ways to lay one row's parts into slots.
MOST_SUMS = 600
MOST_WAYS = 130
# Of more columns than these it is not asked which ones the slots are.
MOST_COLUMNS = 12


def order_parts(
    shares: Mapping[int, Sequence[int]], amounts: Sequence[int], groups: Sequence[Family], slots: int
) -> dict[int, dict[int, int]]:
    """The parts of each row by their slots.

    Args:
        shares: the indexes of the parts of each row, in the order in which they were found.
        amounts: the amount of each value.
        groups: the families of rows, each parent before its children.
        slots: how many slots there are at most.
    """
    laid: dict[int, dict[int, int]] = {}
    for parent, children in sorted(groups):
        if parent not in laid:
            laid[parent] = dict(enumerate(shares.get(parent, ())))
        above = {slot: amounts[index] for slot, index in laid[parent].items()}
        members = [child for child in children if child in shares]
        found = _lay(members, shares, amounts, above, slots)
        for child in members:
            laid[child] = found[child] if found else _likest(shares[child], amounts, above)
    return {row: laid.get(row, dict(enumerate(indexes))) for row, indexes in shares.items()}


def columns_of(slots: int, rare: Sequence[bool]) -> tuple[int, ...] | None:
    """The columns that so many slots most likely are: as few of those that departments rarely use as can be."""
    if slots > len(rare) or len(rare) > MOST_COLUMNS:
        return None
    return min(combinations(range(len(rare)), slots), key=lambda each: (sum(rare[column] for column in each), each))


def _lay(
    members: Sequence[int],
    shares: Mapping[int, Sequence[int]],
    amounts: Sequence[int],
    above: Mapping[int, int],
    slots: int,
) -> dict[int, dict[int, int]] | None:
    """Slots for the parts of all children, so that each slot adds up; None where that cannot be."""
    places = sorted(above)
    states: dict[tuple[int, ...], tuple[float, tuple[tuple[int, ...], ...]]] = {(0,) * len(places): (0.0, ())}
    for child in members:
        indexes = shares[child]
        reached: dict[tuple[int, ...], tuple[float, tuple[tuple[int, ...], ...]]] = {}
        for sums, (cost, ways) in states.items():
            for way, more in _ways(indexes, amounts, places, above):
                new = list(sums)
                for place, index in zip(way, indexes, strict=True):
                    new[place] += amounts[index]
                if any(
                    total > above[slot] + len(members) + 1 and above[slot] >= 0
                    for slot, total in zip(places, new, strict=True)
                ):
                    continue
                key = tuple(new)
                if key not in reached or cost + more < reached[key][0]:
                    reached[key] = (cost + more, (*ways, way))
        states = dict(sorted(reached.items(), key=lambda item: item[1][0])[:MOST_SUMS])
    slack = len(members) + 1
    whole = [
        found
        for sums, found in states.items()
        if all(abs(total - above[slot]) <= slack for slot, total in zip(places, sums, strict=True))
    ]
    if not whole:
        return None
    _, ways = min(whole)
    return {
        child: {places[place]: index for place, index in zip(way, shares[child], strict=True)}
        for child, way in zip(members, ways, strict=True)
    }


def _ways(
    indexes: Sequence[int], amounts: Sequence[int], places: Sequence[int], above: Mapping[int, int]
) -> list[tuple[tuple[int, ...], float]]:
    """The ways to lay parts into slots, each with what it costs to turn their order round."""
    found: list[tuple[tuple[int, ...], float]] = []
    for number, way in enumerate(permutations(range(len(places)), len(indexes))):
        if number > MOST_WAYS * 8 or len(found) > MOST_WAYS:
            break
        fits = all(
            amounts[index] <= above[places[place]] + 2 or above[places[place]] < 0
            for place, index in zip(way, indexes, strict=True)
        )
        if fits:
            turned = sum(one > other for at, one in enumerate(way) for other in way[at + 1 :])
            found.append((way, 0.1 * turned + 0.001 * sum(way)))
    return found


def _likest(indexes: Sequence[int], amounts: Sequence[int], above: Mapping[int, int]) -> dict[int, int]:
    """Slots where no family adds up: the first that is large enough."""
    laid: dict[int, int] = {}
    for index in indexes:
        free = [slot for slot in sorted(above) if slot not in laid and amounts[index] <= above[slot] + 2]
        slot = free[0] if free else max([*above, *laid], default=-1) + 1
        laid[slot] = index
    return laid
