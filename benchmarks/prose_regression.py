"""What is watched of the figures of the prose, so that none gets worse unnoticed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks import regression
from benchmarks.prose_accusations import SORTS
from benchmarks.prose_judging import FIELDS
from benchmarks.prose_labels import prose_digest
from benchmarks.prose_publishing import verified_wrong

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.prose_documents import ProseDocument
    from benchmarks.prose_scoring import ProseScore, ProseTally

_COUNTS_RIGHT = (
    "sections right",
    "levels right",
    "facts found",
    "facts right",
    "facts alike",
    "items right",
    "items named right",
    "links found",
    *(f"contradictions {sort} found" for sort in SORTS),
)
_LIKE = "name similarity in ten-thousandths"
# Figures of which more is better.
_RIGHT = frozenset({*_COUNTS_RIGHT, _LIKE, *(f"{name} right" for name in FIELDS)})
# Counts of which less is better.
_COUNTS_WRONG = ("silent", "ties wrong", "accusations false", "spans wrong", "headings wrong")


def baseline_of(documents: Sequence[ProseDocument], scores: Sequence[ProseScore]) -> dict[str, Any]:
    """What is stored: the engine, and of each document the digest of its labels and its figures."""
    return {
        "engine": regression.engine_fingerprint(),
        "documents": {
            each.name: {"labels": prose_digest(each.document.folder), "figures": watched(score.tally)}
            for each, score in zip(documents, scores, strict=True)
        },
    }


def watched(tally: ProseTally) -> dict[str, int]:
    """The figures that are watched."""
    counts = tally.counts
    return {
        **{name: counts[name] for name in (*_COUNTS_RIGHT, *_COUNTS_WRONG)},
        **{f"{name} right": tally.fields[f"{name} right"] for name in FIELDS},
        _LIKE: round(10000 * tally.similarity),
        "facts read not found": counts["facts read"] - counts["facts found"],
        "sections read not right": counts["sections read"] - counts["sections right"],
        "verified and wrong": verified_wrong(tally),
    }


def worse(stored: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What got worse since a baseline was stored, a sentence each, as for tables."""
    return regression.worse(stored, now, better=_RIGHT, command="prose")
