"""Which variant of an evaluation form this is: the one whose labels explain most of what the form prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docparse.folding import fold
from docparse.grammars.evaluation_files import EvaluationForm
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.grammars.evaluation_files import EvaluationKind
    from docparse.segmenting.evaluations import EvaluationRegion

# The national form, whose labels every variant may print.
_NATIONAL = "project"
# How much of the score is what a variant explains of the form's labels; the rest, how much of its own it finds.
_EXPLAINED = 0.8
_IN_LINE = frozenset(("space", "wide", "tab"))
_SPACED, _TABBED, _PIPED, _ALIGNED = "spaced", "tabbed", "piped", "aligned"


def recognise(region: EvaluationRegion, fragments: Sequence[Fragment], seen: frozenset[str]) -> dict[str, Any]:
    """The variant with its score, the runner-up and the margin, and how the text is laid out.

    Args:
        region: The form.
        fragments: Its fragments.
        seen: The labels that it prints, folded.
    """
    ranked = _ranked(region.kind, seen)
    score, best = ranked[0] if ranked else (0.0, None)
    second, runner_up = ranked[1] if len(ranked) > 1 else (0.0, None)
    return {
        "form": best,
        "rendering": _rendering(region, fragments),
        "score": round(score, 4),
        "runner_up": runner_up,
        "margin": round(score - second, 4),
    }


@remembered(256)
def _ranked(kind: EvaluationKind, seen: frozenset[str]) -> tuple[tuple[float, str], ...]:
    """The variants of a kind with their scores, the best first."""
    scores = ((_score(form, seen), form.id) for form in load_evaluations().forms if form.kind == kind)
    return tuple(sorted(scores, reverse=True))


def _score(form: EvaluationForm, seen: frozenset[str]) -> float:
    labels = _labels()
    own, shared = labels[form.id], labels.get(_NATIONAL, frozenset())
    explained = len(seen & (own | shared)) / max(len(seen), 1)
    special = own - shared or own
    return _EXPLAINED * explained + (1 - _EXPLAINED) * len(seen & special) / max(len(special), 1)


@remembered()
def _labels() -> Mapping[str, frozenset[str]]:
    """The folded labels of each variant; words of cells are none."""
    return {
        form.id: frozenset(
            fold(label)
            for section, keys in form.labels.items()
            if section not in ("sources", "levels", "words")
            for labels in keys.values()
            for label in labels
        )
        for form in load_evaluations().forms
    }


def _rendering(region: EvaluationRegion, fragments: Sequence[Fragment]) -> str:
    gaps = [fragment.gap for fragment in fragments if fragment.gap in _IN_LINE]
    if gaps.count("tab") * 2 > len(gaps):
        return _PIPED if any("|" in line.text for line in region.lines[: len(region.lines) // 2 + 1]) else _TABBED
    return _ALIGNED if gaps.count("wide") * 2 > len(gaps) else _SPACED
