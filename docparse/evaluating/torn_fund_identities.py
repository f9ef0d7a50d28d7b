"""What identities say of the values of torn funds: sums, rates, and the score that a rate earns."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import read_amount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

AMOUNTS = ("initial_budget", "full_year_budget", "executed")
HUNDRED = Decimal(100)
_ROUNDED = Decimal("0.06")


class Proof(NamedTuple):
    """What identities say of the values of the funds.

    Attributes:
        rates: Whether amounts and rates agree in every row that has both, in one at least.
        score: Whether the score of the total is its rate times its points.
        parts: Whether every amount has its rate beside it, and parts make their total; of a total alone, whether its
            rate tells more than that two numbers are equal.
    """

    rates: bool
    score: bool
    parts: bool


UNPROVED = Proof(rates=False, score=False, parts=False)


def number_of(text: str) -> Decimal | None:
    """The number that a text is, a percent sign behind it left out."""
    found = read_amount(text.rstrip("%"))
    return Decimal(found.value) if found else None


def is_rate(executed: Decimal, budget: Decimal, rate: Decimal | None) -> bool:
    """Whether a rate is what was spent of a budget."""
    return rate is not None and abs(executed / budget * HUNDRED - rate) <= _ROUNDED


def proof_of(values: Sequence[Mapping[str, Decimal | None]], levels: Sequence[int], points: Decimal | None) -> Proof:
    """What the identities say: rates of the amounts beside them, parts of their total, the score of the rate."""
    told = 0
    parts = True
    for row in values:
        budget, executed, rate = (row.get(column) for column in ("full_year_budget", "executed", "execution_rate"))
        parts = parts and bool(budget and executed) == (rate is not None)
        if rate is None or not budget or executed is None:
            continue
        if not is_rate(executed, budget, rate):
            return UNPROVED
        told += 1
    total = values[0]
    score = is_score(total.get("score"), total.get("execution_rate"), total.get("weight") or points)
    parts = parts and all(are_parts([row.get(column) for row in values], levels) for column in AMOUNTS)
    if len(values) == 1:
        parts = parts and (total.get("execution_rate") != HUNDRED or (total.get("executed") or 0) > HUNDRED)
    return Proof(told > 0, score, parts)


def are_parts(amounts: Sequence[Decimal | None], levels: Sequence[int]) -> bool:
    """Whether the amounts of a column that stand right below the total make it."""
    below = [each or Decimal(0) for each, level in zip(amounts, levels, strict=True) if level == levels[0] + 1]
    return amounts[0] is None or not below or abs(sum(below) - amounts[0]) <= _ROUNDED


def is_score(score: Decimal | None, rate: Decimal | None, points: Decimal | None) -> bool:
    """Whether a score is its rate of its points."""
    if score is None or rate is None or not points:
        return False
    return abs(min(rate, HUNDRED) * points / HUNDRED - score) <= _ROUNDED
