"""The tables of ``docs/benchmarks.md`` about noise, from stored figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Tree = Mapping[str, Any]

STORED = Path(__file__).parents[1] / "measured" / "noise.json"
BEGIN, END = "<!-- noise:begin -->", "<!-- noise:end -->"
_GROUPS = {"samples": "sample reports", "generated": "generated reports"}


def block(stored: Tree) -> str:
    """What stands between the markers."""
    parts = [_heading(stored)]
    parts += [
        _curve(stored, f"{title}: {_GROUPS[group]}", group, cell)
        for title, cell in _CURVES
        for group in stored["figures"]
    ]
    parts.append(_together(stored))
    return "\n\n".join(parts)


def read_stored(path: Path = STORED) -> Tree:
    """The stored figures."""
    tree: Tree = json.loads(path.read_text(encoding="utf-8"))
    return tree


def _heading(stored: Tree) -> str:
    sets = (f"{len(names)} {_GROUPS[group]}" for group, names in stored["documents"].items())
    texts = sum(tree["counts"]["texts"] for kinds in stored["figures"].values() for tree in kinds["all"].values())
    return f"Seed {stored['seed']}; {', '.join(sets)}; {texts} damaged texts."


def _f1(tree: Tree) -> str:
    return f"{tree['measures'].get('cells F1', 0.0):.4f}"


def _silent(tree: Tree) -> str:
    return f"{tree['measures'].get('silent', 0.0):.1f} ({tree['measures'].get('untouched silent', 0.0):.1f})"


def _coverage(tree: Tree) -> str:
    return f"{tree['measures'].get('verified coverage', 0.0):.3f}"


_CURVES: Sequence[tuple[str, Callable[[Tree], str]]] = (
    ("cells F1", _f1),
    ("silent errors per 10,000 cells (in cells that the noise did not touch)", _silent),
    ("values that an identity covers, verified and right", _coverage),
)


def _curve(stored: Tree, title: str, group: str, cell: Callable[[Tree], str]) -> str:
    levels = [str(level) for level in stored["levels"]]
    rows = [(title, *(f"{float(level):.1%}" for level in levels))]
    for kind, trees in stored["figures"][group].items():
        rows.append((f"*{kind}*" if kind == "all" else kind, *(cell(trees[level]) for level in levels)))
    return _table(rows)


def _together(stored: Tree) -> str:
    rows: list[Sequence[str]] = [
        (
            "all kinds",
            "level",
            "cells",
            "touched",
            "as labelled",
            "as printed",
            "`verified`",
            "verified and wrong",
            "misnamed",
            "crashes",
            "time",
        )
    ]
    for group, kinds in stored["figures"].items():
        plain = next(iter(kinds["all"].values()))["milliseconds"]
        for level, tree in kinds["all"].items():
            counts = tree["counts"]
            names = (
                "cells",
                "touched",
                "touched as labelled",
                "touched as printed",
                "verified",
                "verified and wrong",
                "misnamed",
                "crashes",
            )
            time = f"×{tree['milliseconds'] / plain:.2f}" if plain else "–"
            rows.append((_GROUPS[group], f"{float(level):.1%}", *(str(counts.get(name, 0)) for name in names), time))
    return _table(rows)


def _table(rows: Iterable[Sequence[str]]) -> str:
    head, *body = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body))
