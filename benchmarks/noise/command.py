"""``python -m benchmarks noise``: texts that get worse, and what docparse still says of them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.documents import CORPUS, find_documents
from benchmarks.noise.figures import json_of, text_of
from benchmarks.noise.kinds import KINDS
from benchmarks.noise.publishing import block
from benchmarks.noise.running import Plan, run
from benchmarks.regression import write_json

_LEVELS = (0.0, 0.005, 0.01, 0.02, 0.05, 0.1)
_SHOWN = 10


def add_noise(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        metavar="FOLDER",
        help="documents, those without labels for crashes only (default: corpus)",
    )
    parser.add_argument(
        "--levels", type=_levels, default=_LEVELS, metavar="L,L", help="chances that a place is damaged"
    )
    parser.add_argument("--kinds", type=_kinds, default=tuple(KINDS), metavar="K,K", help=f"of {', '.join(KINDS)}")
    parser.add_argument("--count", type=int, metavar="N", help="texts of each kind and level (default: one a document)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which ones (default 0)")
    parser.add_argument("--workers", type=int, default=1, metavar="W", help="processes (default 1)")
    parser.add_argument("--worst", type=int, default=_SHOWN, metavar="N", help=f"list so many (default {_SHOWN})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures and all that failed as JSON too")
    parser.add_argument("--markdown", action="store_true", help="print the tables of docs/benchmarks.md instead")
    parser.set_defaults(run=run_noise)


def run_noise(given: argparse.Namespace) -> None:
    """Damages the documents, judges what is read, and prints the figures."""
    folders = given.folders or [CORPUS]
    documents = [document for folder in folders for document in find_documents(folder, labelled=False)]
    if not any(document.labels for document in documents):
        raise SystemExit("no labelled documents in these folders")  # noqa: TRY003
    plan = Plan(given.kinds, given.levels, given.seed)
    result = run(documents, plan, count=given.count, workers=given.workers, progress=_tell)
    tree = json_of(result)
    print(block(tree) if given.markdown else text_of(result, shown=given.worst))
    if given.json is not None:
        write_json(given.json, tree)


def _levels(text: str) -> tuple[float, ...]:
    levels = tuple(float(part) for part in text.split(","))
    if not all(0 <= level <= 1 for level in levels):
        message = f"levels are chances between 0 and 1: {text}"
        raise argparse.ArgumentTypeError(message)
    return levels


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(part.strip() for part in text.split(","))
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        message = f"no such kind: {', '.join(unknown)}; there are: {', '.join(KINDS)}"
        raise argparse.ArgumentTypeError(message)
    return kinds


def _tell(done: int) -> None:
    print(f"\r{done} texts", end="", file=sys.stderr, flush=True)
