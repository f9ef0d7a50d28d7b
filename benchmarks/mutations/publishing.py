"""Runs added up into one record, and the table of ``docs/benchmarks.md`` that is made of it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.mutations.figures import FIGURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Tree = Mapping[str, Any]

STORED = Path(__file__).parents[1] / "measured" / "mutations.json"
BEGIN, END = "<!-- mutations:begin -->", "<!-- mutations:end -->"
_SHOWN = ("mutants", "unobservable", "healed", "wrong", "wrong, disputed", "accused", "to notice", "noticed")


def add_up(runs: Sequence[Tree], *, engine: str) -> dict[str, Any]:
    """One record of several runs of an engine with different seeds.

    Raises:
        ValueError: two of them have the same seed.
    """
    seeds = sorted(run["seed"] for run in runs)
    if len(set(seeds)) < len(seeds):
        raise ValueError("two runs with the same seed")  # noqa: TRY003
    kinds: dict[str, Counter[str]] = {}
    for run in runs:
        for group in ("all", "kind"):
            for kind, counts in run["figures"][group].items():
                kinds.setdefault(kind, Counter(dict.fromkeys(FIGURES, 0))).update(counts)
    return {
        "engine": engine,
        "seeds": seeds,
        "figures": {kind: dict(counts) for kind, counts in kinds.items()},
        "wrong": [each for run in runs for each in run["wrong"]],
    }


def read_stored(path: Path = STORED) -> Tree:
    """The stored record."""
    tree: Tree = json.loads(path.read_text(encoding="utf-8"))
    return tree


def block(stored: Tree) -> str:
    """What stands between the markers."""
    seeds = stored["seeds"]
    figures = stored["figures"]
    head = f"Engine of {stored['engine']}; seeds {seeds[0]} to {seeds[-1]}, {figures['all']['mutants']} mutants."
    rows = [f"| slip | {' | '.join(_SHOWN)} |", "| --- " * (len(_SHOWN) + 1) + "|"]
    rows += [
        f"| {'*all*' if kind == 'all' else kind} | {' | '.join(str(counts[figure]) for figure in _SHOWN)} |"
        for kind, counts in sorted(figures.items(), key=lambda item: (item[0] == "all", item[0]))
    ]
    return f"{head}\n\n" + "\n".join(rows)
