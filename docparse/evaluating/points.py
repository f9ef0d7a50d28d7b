"""Weights and scores of the indicators against the totals that a form prints: the sums choose among readings."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from docparse.lexicons.indicator_patterns import POINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What the weights of a form add up to where it prints no total; the funds mostly take ten of a hundred.
_USUAL_WEIGHTS = (Decimal(100), Decimal(90))
_MOST_DIGITS = 12


class Totals(NamedTuple):
    """What a form prints about its points, as printed; None where it prints nothing.

    Attributes:
        weight, score: Of the form as a whole; the funds may be left out of them.
        funds_weight, funds_score: Of the funds.
    """

    weight: str | None = None
    score: str | None = None
    funds_weight: str | None = None
    funds_score: str | None = None


def add_up(points: Sequence[tuple[str, str]], totals: Totals) -> bool:
    """Whether weights and scores, as (weight, score) of each row, add up to what the form prints, funds in or out.

    >>> add_up([("50", "48"), ("40", "40")], Totals("100", "98", "10", "10"))
    True
    """
    weights, scores = _sum(weight for weight, _ in points), _sum(score for _, score in points)
    if weights is None or scores is None:
        return False
    return _agrees(weights, totals.weight, totals.funds_weight, usual=_USUAL_WEIGHTS) and _agrees(
        scores, totals.score, totals.funds_score, usual=()
    )


def is_of_weights(total: str, points: Sequence[tuple[str, str]], funds: tuple[str, str]) -> bool:
    """Whether the only total of a form is that of its weights: no row has a score, or only the weights add up to it.

    Args:
        total: The total as printed.
        points: The weight and the score of each row, empty for a blank one.
        funds: Those of the funds.

    >>> is_of_weights("100", [("60", ""), ("30", "")], ("10", ""))
    True
    """
    weights, scores = _sum(weight for weight, _ in points), _sum(score for _, score in points)
    if not any(weight for weight, _ in points) or weights is None:
        return False
    if not any(score for _, score in points):
        return True
    by_scores = scores is not None and _agrees(scores, total, funds[1], usual=())
    return not by_scores and _agrees(weights, total, funds[0], usual=())


def is_of_both(total: str, points: Sequence[tuple[str, str]], funds: tuple[str, str]) -> bool:
    """Whether weights and scores both add up to the only total of a form: whose it is, nobody can tell.

    >>> is_of_both("100", [("60", "60"), ("30", "30")], ("10", "10"))
    True
    """
    sums = (_sum(weight for weight, _ in points), _sum(score for _, score in points))
    pairs = zip(sums, funds, strict=True)
    return bool(points) and all(each is not None and _agrees(each, total, own, usual=()) for each, own in pairs)


def is_less(one: str, other: str) -> bool:
    """Whether printed points are less than others; False where one of them is no number.

    >>> is_less("97.3", "100"), is_less("100", "97.3"), is_less("97.3", "/")
    (True, False, False)
    """
    first, second = _number(one), _number(other)
    return first is not None and second is not None and first < second


def _agrees(found: Decimal, total: str | None, funds: str | None, *, usual: tuple[Decimal, ...]) -> bool:
    printed = _number(total or "")
    if printed is None:
        return not usual or found in usual
    return found in (printed, printed - (_number(funds or "") or 0))


def _sum(texts: Iterable[str]) -> Decimal | None:
    """The sum of printed points; blanks and marks for no value count nothing; None where one is no number."""
    total = Decimal(0)
    for text in texts:
        number = _number(text)
        if number is not None:
            total += number
        elif text.strip("-—－ /"):
            return None
    return total


def _number(text: str) -> Decimal | None:
    bare = "".join(text.split())
    if not bare or len(bare) > _MOST_DIGITS or not bare[:1].isdecimal():
        return None
    try:
        return Decimal(bare.removesuffix(POINT))
    except InvalidOperation:
        return None
