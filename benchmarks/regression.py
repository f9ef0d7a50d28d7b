"""The figures of the samples as they once were, with the engine that made them: none may get worse unnoticed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.documents import labels_digest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from benchmarks.documents import Document
    from benchmarks.scoring import DocumentScore, Tally

BASELINE = Path(__file__).parent / "measured" / "baseline.json"
_PACKAGE = Path(__file__).parents[1] / "docparse"
# Counts of which more is better.
_RIGHT = (
    "tables found",
    "tables whole",
    "reports whole",
    "facts right",
    "columns right",
    "rows right",
    "rows whole",
    "cells right",
    "values right",
    "undeterminable right",
    "covered verified",
)
# Counts of which less is better.
_WRONG = ("silent", "missing", "spans wrong", "tables too many")
# Of what is read, the part that is not right: (read, right).
_SURPLUS = (("columns read", "columns right"), ("rows read", "rows right"), ("values read", "values right"))


def engine_fingerprint() -> dict[str, str]:
    """What decides the output: SHA-256 over the package's modules, and the fingerprint of forms and lexicons."""
    from docparse.grammars.load import fingerprint

    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return {"sources": digest.hexdigest(), "knowledge": fingerprint()}


def baseline_of(documents: Sequence[Document], scores: Sequence[DocumentScore]) -> dict[str, Any]:
    """What is stored: the engine, and of each document the digest of its labels and its figures."""
    return {
        "engine": engine_fingerprint(),
        "documents": {
            document.name: {"labels": labels_digest(document.folder), "figures": stored_figures(score.total)}
            for document, score in zip(documents, scores, strict=True)
        },
    }


def stored_figures(tally: Tally) -> dict[str, int]:
    """The counts that are watched."""
    counts = tally.counts
    surplus = {f"{read} not right": counts[read] - counts[right] for read, right in _SURPLUS}
    return {**{name: counts[name] for name in (*_RIGHT, *_WRONG)}, **surplus}


def worse(
    stored: Mapping[str, Any],
    now: Mapping[str, Any],
    *,
    better: Collection[str] = _RIGHT,
    command: str = "accuracy",
) -> list[str]:
    """What got worse since a baseline was stored, a sentence each.

    Documents whose labels have changed since cannot be compared, nor can those that only one side has: each is a
    sentence too, so that the baseline is stored anew on purpose.

    Args:
        stored: the baseline.
        now: a fresh run.
        better: the figures of which more is better; of the others, less is.
        command: what stores the baseline.
    """
    found = []
    for name in sorted({*stored["documents"], *now["documents"]}):
        before, after = stored["documents"].get(name), now["documents"].get(name)
        if before is None or after is None or before["labels"] != after["labels"]:
            found.append(f"{name}: its labels are not those of the baseline; look at it, then `{command} --store`")
            continue
        for figure, was in before["figures"].items():
            value = after["figures"][figure]
            if value < was if figure in better else value > was:
                found.append(f"{name}: {figure} was {was}, is {value}")
    return found


def read_baseline(path: Path = BASELINE) -> dict[str, Any]:
    """The stored baseline."""
    tree: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tree


def store(parts: Mapping[str, Any]) -> None:
    """Writes parts of the baseline; those that are not given stay as they are."""
    kept = read_baseline(BASELINE) if BASELINE.exists() else {}
    write_json(BASELINE, {**kept, **parts})


def write_json(path: Path, tree: Mapping[str, Any]) -> None:
    """Writes a tree as JSON that can be reviewed in a diff."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(tree, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")
