"""What each status is worth: how often its claims are wrong, and how much of the labelled cells it covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.uncertainty import upper_bound

if TYPE_CHECKING:
    from benchmarks.scoring import Tally

# Statuses of values, then of blanks; last the labelled cells that a result does not have at all.
STATUSES = ("verified", "read", "inferred", "conflicting", "not_applicable", "blank", "unsettled", "missing")


@dataclass(frozen=True, slots=True)
class Rate:
    """Claims of one sort and the wrong ones among them."""

    n: int
    wrong: int

    @property
    def rate(self) -> float:
        """The share of wrong ones, 0 where there are none at all."""
        return self.wrong / self.n if self.n else 0.0

    @property
    def at_most(self) -> float | None:
        """The rate that is not exceeded with 95 % confidence; None where there is no claim."""
        return upper_bound(self.wrong, self.n)


@dataclass(frozen=True, slots=True)
class Calibration:
    """One status.

    Attributes:
        status: of a value or a blank.
        every: all its claims.
        zeros: those that claim a printed zero, which is at home in many cells and so says little.
        coverage: its claims as a share of the labelled cells; claims beyond the labels count too.
    """

    status: str
    every: Rate
    zeros: Rate
    coverage: float

    @property
    def others(self) -> Rate:
        """The claims that are not of a zero."""
        return Rate(self.every.n - self.zeros.n, self.every.wrong - self.zeros.wrong)


def calibrate(tally: Tally) -> tuple[Calibration, ...]:
    """Each status that occurs, in the order of ``STATUSES``; one that the contract does not know comes last."""
    found = {claim.status for claim in tally.claims}
    names = [*(name for name in STATUSES if name in found), *sorted(found.difference(STATUSES))]
    labelled = tally.counts["cells"]
    lines = []
    for name in names:
        every, zeros = _rate(tally, name, zeros=False), _rate(tally, name, zeros=True)
        lines.append(Calibration(name, every, zeros, every.n / labelled if labelled else 0.0))
    return tuple(lines)


def claimed(tally: Tally) -> Rate:
    """All claims together; what is missing is none."""
    parts = [line.every for line in calibrate(tally) if line.status != "missing"]
    return Rate(sum(part.n for part in parts), sum(part.wrong for part in parts))


def _rate(tally: Tally, status: str, *, zeros: bool) -> Rate:
    chosen = [(claim, n) for claim, n in tally.claims.items() if claim.status == status and (claim.zero or not zeros)]
    return Rate(sum(n for _, n in chosen), sum(n for claim, n in chosen if not claim.right))
