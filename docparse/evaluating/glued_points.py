"""Which reading each row without white space has: the points of all rows add up to what the form prints."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.glued_row import RowReading

# Points of a form as a whole, and what the funds take of them.
_WHOLE = Decimal(100)
_OF_FUNDS = Decimal(10)
_NONE = Decimal(0)
# So many sums are followed from row to row.
_MOST_SUMS = 2000
# What it costs that the weights, or the scores, do not add up.
_WRONG_SUM = 6.0


class _Way(NamedTuple):
    cost: float
    choice: tuple[int, ...]


def choose(rows: Sequence[Sequence[RowReading]], score: Decimal | None = None) -> tuple[RowReading, ...]:
    """The reading of each row: the least strange ones of those whose weights and scores add up, where some do.

    Args:
        rows: The readings of each row, one at least.
        score: The score of the form as a whole, where it is printed.
    """
    sums: dict[tuple[Decimal, Decimal], _Way] = {(_NONE, _NONE): _Way(0.0, ())}
    for row in rows:
        reached: dict[tuple[Decimal, Decimal], _Way] = {}
        for (weights, scores), way in sums.items():
            for index, reading in enumerate(row):
                key = weights + (reading.weight or _NONE), scores + (reading.score or _NONE)
                cost = way.cost + reading.cost
                if key[0] <= _WHOLE and (key not in reached or cost < reached[key].cost):
                    reached[key] = _Way(cost, (*way.choice, index))
        sums = dict(sorted(reached.items(), key=lambda item: item[1].cost)[:_MOST_SUMS])
    if not sums:
        return tuple(row[0] for row in rows)
    best = min(sums.items(), key=lambda item: item[1].cost + _off(item[0], score))[1]
    return tuple(row[index] for row, index in zip(rows, best.choice, strict=True))


def _off(sums: tuple[Decimal, Decimal], score: Decimal | None) -> float:
    """What it costs that weights and scores add up to so much."""
    weights, scores = sums
    funds = _WHOLE - weights
    wrong = _WRONG_SUM * (funds not in (0, _OF_FUNDS))
    if score is not None and not scores <= score <= scores + max(funds, _NONE):
        wrong += _WRONG_SUM
    return wrong
