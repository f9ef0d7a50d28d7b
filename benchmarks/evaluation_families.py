"""Families of fields of an evaluation form that are counted together."""

from __future__ import annotations

from benchmarks.evaluation_labels import FACTS, ROW_FIELDS

# In the order in which they are printed.
FAMILIES = (
    "project names",
    "header",
    "funds",
    "goal years",
    "indicator names",
    "indicator cells",
    "indicator parts",
    "texts",
    "other texts",
    "totals",
    "tasks",
)
# Those of which nearly right says something: they are measured by their similarity too.
TEXTS = ("texts", "other texts")
# Notes and fields without a key of their own: compared by their text only.
REMARKS = "remarks"

_FACTS = {
    **dict.fromkeys(FACTS, "header"),
    "project_name": "project names",
    "responsibilities": "other texts",
    "overall_goal": "other texts",
    "weight_total": "totals",
    "score_total": "totals",
    "grade": "totals",
    "conclusion": "texts",
    "other_notes": "other texts",
    "contact": "other texts",
}
_CELLS = ("level1", "level2", "target", "actual", "weight", "score")
_BY_FIELD: dict[tuple[str, str], str] = {
    **{("", fact): family for fact, family in _FACTS.items()},
    **{("fund", field): "funds" for field in ROW_FIELDS["fund"]},
    ("goal", "year"): "goal years",
    ("goal", "expected"): "texts",
    ("goal", "actual"): "texts",
    **{("indicator", field): "indicator parts" for field in ROW_FIELDS["indicator"]},
    **{("indicator", field): "indicator cells" for field in _CELLS},
    ("indicator", "level3"): "indicator names",
    ("indicator", "deviation"): "texts",
    ("indicator", "basis"): "other texts",
    **{("task", field): "tasks" for field in ROW_FIELDS["task"]},
    ("task", "content"): "other texts",
    ("task", "reason"): "other texts",
}
# What arithmetic speaks about.
_QUANTITIES = {
    **{(block, "weight"): "weights" for block in ("fund", "indicator")},
    **{(block, "score"): "scores" for block in ("fund", "indicator")},
    ("", "weight_total"): "weights",
    ("", "score_total"): "scores",
    **{("fund", field): "funds" for field in ("initial_budget", "full_year_budget", "executed", "execution_rate")},
    **{("task", field): "tasks" for field in ("total", "fiscal", "other", "executed", "execution_rate")},
}
QUANTITIES = ("weights", "scores", "funds", "tasks")


def family_of(block: str, field: str) -> str:
    """The family of a field; the block of facts is ""."""
    return _BY_FIELD[block, field]


def quantity_of(block: str, field: str) -> str | None:
    """Which of ``QUANTITIES`` a field holds; None for a field that no identity covers."""
    return _QUANTITIES.get((block, field))
