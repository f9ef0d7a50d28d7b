"""What each status is worth for weights, scores and funds, and how many of those that arithmetic covers it proves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.calibration import STATUSES, Rate
from benchmarks.evaluation_families import QUANTITIES
from benchmarks.evaluation_judging import MISSING

if TYPE_CHECKING:
    from benchmarks.evaluation_scoring import FormTally


class Line(NamedTuple):
    """Claims of one status about one quantity; ``missing`` are labelled fields without a claim, all of them wrong."""

    quantity: str
    status: str
    covered: Rate
    others: Rate


class Proof(NamedTuple):
    """One quantity: how many labelled numbers an identity covers, how many of them are ``verified`` and right."""

    quantity: str
    covered: int
    verified: int

    @property
    def share(self) -> float | None:
        """The share of the covered ones; None where there are none."""
        return self.verified / self.covered if self.covered else None


def calibrate(tally: FormTally) -> list[Line]:
    """Each quantity and status that occurs, in the order of ``QUANTITIES`` and ``STATUSES``."""
    found = {(evidence.quantity, evidence.status) for evidence in tally.evidence}
    known = [name for name in STATUSES if name != MISSING]
    order = [*known, *sorted({status for _, status in found}.difference(STATUSES)), MISSING]
    return [
        Line(
            quantity,
            status,
            _rate(tally, quantity, status, covered=True),
            _rate(tally, quantity, status, covered=False),
        )
        for quantity in QUANTITIES
        for status in order
        if (quantity, status) in found
    ]


def proofs(tally: FormTally) -> list[Proof]:
    """Of each quantity that arithmetic covers somewhere, how much of it is proved."""
    found = []
    for quantity in QUANTITIES:
        counts = [(evidence, count) for evidence, count in tally.evidence.items() if evidence.quantity == quantity]
        covered = sum(count for evidence, count in counts if evidence.covered)
        verified = sum(
            count for evidence, count in counts if evidence.covered and evidence.status == "verified" and evidence.right
        )
        if covered:
            found.append(Proof(quantity, covered, verified))
    return found


def verified_wrong(tally: FormTally) -> int:
    """Wrong numbers that are called ``verified``; there must be none."""
    return sum(
        count for evidence, count in tally.evidence.items() if evidence.status == "verified" and not evidence.right
    )


def _rate(tally: FormTally, quantity: str, status: str, *, covered: bool) -> Rate:
    counts = [
        (evidence.right, count)
        for evidence, count in tally.evidence.items()
        if (evidence.quantity, evidence.status, evidence.covered) == (quantity, status, covered)
    ]
    return Rate(sum(count for _, count in counts), sum(count for right, count in counts if not right))
