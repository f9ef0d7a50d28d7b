"""How far a measured rate may be off."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Fewer documents than this give no interval: resampling three reports says nothing about the fourth.
FEWEST_DOCUMENTS = 10
_RESAMPLES = 2000
_CONFIDENCE = 0.95
_BISECTIONS = 50


def upper_bound(wrong: int, n: int) -> float | None:
    """The rate of errors that is not exceeded, with 95 % confidence, where ``wrong`` of ``n`` were found.

    The exact one-sided bound of Clopper and Pearson; for no error the rule of three, 3/n, which is the same rounded up.
    It takes the n for independent, which cells of one table are not, so it is a lower limit of what we do not know.
    None where nothing was looked at.

    >>> upper_bound(0, 300)
    0.01
    >>> round(upper_bound(1, 20), 4)
    0.2161
    """
    if n == 0:
        return None
    if wrong == 0:
        return min(1.0, 3 / n)
    if wrong >= n:
        return 1.0
    low, high = wrong / n, 1.0
    for _ in range(_BISECTIONS):
        rate = (low + high) / 2
        low, high = (rate, high) if _at_most(wrong, n, rate) > 1 - _CONFIDENCE else (low, rate)
    return high


def _at_most(wrong: int, n: int, rate: float) -> float:
    """The chance of at most ``wrong`` errors in ``n`` at this rate."""
    log_rate, log_rest = math.log(rate), math.log1p(-rate)
    ways = (math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) for k in range(wrong + 1))
    return math.fsum(math.exp(way + k * log_rate + (n - k) * log_rest) for k, way in enumerate(ways))


def interval(documents: Sequence[tuple[float, float]], *, seed: int = 0) -> tuple[float, float] | None:
    """The middle 95 % of a ratio over resampled documents: cells of one document err together, documents do not.

    Args:
        documents: numerator and denominator of each; the ratio is that of the sums.
        seed: of the resampling, so that the same documents give the same interval.

    Returns:
        None for fewer than ``FEWEST_DOCUMENTS`` documents, or where nothing was counted.
    """
    if len(documents) < FEWEST_DOCUMENTS or not sum(below for _, below in documents):
        return None
    # Resampling for a figure, not for a secret.
    source = random.Random(seed)  # noqa: S311
    ratios = []
    for _ in range(_RESAMPLES):
        drawn = source.choices(documents, k=len(documents))
        below = sum(part for _, part in drawn)
        if below:
            ratios.append(sum(part for part, _ in drawn) / below)
    ratios.sort()
    cut = int(len(ratios) * (1 - _CONFIDENCE) / 2)
    return ratios[cut], ratios[-1 - cut]
