"""Things in order shared out over rows in order: each row gets the next few, or none, and some may be left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def share_out(
    rows: int, size: int, costs: Callable[[int, int], Iterable[float]], *, none: float, spare: float
) -> list[range]:
    """The cheapest way to share ``size`` things out over rows: for each row the places of its own, in order.

    Args:
        rows: how many rows there are.
        size: how many things.
        costs: given a row and a place, what it costs that the row takes the 1, 2, 3 … things from there on; it ends
            with the most that it may take.
        none: what a row without a thing costs.
        spare: what a thing without a row costs.
    """
    best = [[0.0] * (size + 1) for _ in range(rows)]
    best.append([spare * (size - at) for at in range(size + 1)])
    # How many things a row takes from a place on; -1 where the thing there is left over.
    steps = [[0] * (size + 1) for _ in range(rows)]
    for row in range(rows - 1, -1, -1):
        for at in range(size, -1, -1):
            cost, taken = best[row + 1][at] + none, 0
            if at < size and best[row][at + 1] + spare < cost:
                cost, taken = best[row][at + 1] + spare, -1
            if at < size:
                for count, own in enumerate(costs(row, at), 1):
                    if (found := best[row + 1][at + count] + own) < cost:
                        cost, taken = found, count
            best[row][at], steps[row][at] = cost, taken
    return _ranges(steps)


def _ranges(steps: list[list[int]]) -> list[range]:
    found = []
    at = 0
    for taken in steps:
        while taken[at] < 0:
            at += 1
        found.append(range(at, at + taken[at]))
        at += taken[at]
    return found
