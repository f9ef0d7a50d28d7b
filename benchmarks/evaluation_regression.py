"""What is watched of the figures of evaluation forms, so that none gets worse unnoticed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks import regression
from benchmarks.evaluation_calibration import proofs, verified_wrong
from benchmarks.evaluation_families import FAMILIES, REMARKS, TEXTS
from benchmarks.evaluation_labels import evaluations_digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.evaluation_documents import FormDocument
    from benchmarks.evaluation_scoring import EvaluationScore, FormTally

_COUNTS_RIGHT = (
    "forms found",
    "forms whole",
    "reports whole",
    "rows right",
    *(f"{family} right" for family in (*FAMILIES, REMARKS)),
    "tied right",
    "characters accounted",
)
_VERIFIED = "covered verified"
_LIKE = "similarity in ten-thousandths"
# Figures of which more is better.
_RIGHT = frozenset({*_COUNTS_RIGHT, _VERIFIED, *(f"{family} {_LIKE}" for family in TEXTS)})
# Counts of which less is better.
_COUNTS_WRONG = ("forms spurious", "silent", "spans wrong")


def baseline_of(documents: Sequence[FormDocument], scores: Sequence[EvaluationScore]) -> dict[str, Any]:
    """What is stored: the engine, and of each document the digest of its labels and its figures."""
    return {
        "engine": regression.engine_fingerprint(),
        "documents": {
            each.name: {"labels": evaluations_digest(each.document.folder), "figures": watched(score.total)}
            for each, score in zip(documents, scores, strict=True)
        },
    }


def watched(tally: FormTally) -> dict[str, int]:
    """The figures that are watched."""
    counts = tally.counts
    wrong = {f"{family} wrong": counts[family] - counts[f"{family} right"] for family in FAMILIES}
    return {
        **{name: counts[name] for name in (*_COUNTS_RIGHT, *_COUNTS_WRONG)},
        **{f"{family} {_LIKE}": round(10000 * tally.similarity.get(family, 0.0)) for family in TEXTS},
        **wrong,
        "rows read not right": counts["rows read"] - counts["rows right"],
        _VERIFIED: sum(proof.verified for proof in proofs(tally)),
        "verified and wrong": verified_wrong(tally),
    }


def worse(stored: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What got worse since a baseline was stored, a sentence each, as for tables."""
    return regression.worse(stored, now, better=_RIGHT, command="evaluations")
