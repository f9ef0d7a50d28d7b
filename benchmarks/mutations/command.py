"""``python -m benchmarks mutations``: many seeded slips, and what docparse says of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.documents import CORPUS, find_documents
from benchmarks.mutations.figures import json_of, text_of
from benchmarks.mutations.publishing import add_up, block
from benchmarks.mutations.running import exhaust, run
from benchmarks.regression import write_json

if TYPE_CHECKING:
    import argparse

_COUNT = 1000
_SHOWN = 10


def add_mutations(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="labelled documents (default: corpus)")
    parser.add_argument("--count", type=int, default=_COUNT, metavar="N", help=f"how many (default {_COUNT})")
    parser.add_argument("--every", action="store_true", help="every kind at every value, instead of N at random")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which ones (default 0)")
    parser.add_argument("--workers", type=int, default=1, metavar="W", help="processes (default 1)")
    parser.add_argument("--worst", type=int, default=_SHOWN, metavar="N", help=f"list so many (default {_SHOWN})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures and all that failed as JSON too")
    parser.add_argument(
        "--add-up", nargs="+", type=Path, metavar="FILE", help="add up files of --json, make no mutants"
    )
    parser.add_argument(
        "--engine", default="", metavar="NAME", help="what made the files of --add-up, such as a commit"
    )
    parser.set_defaults(run=run_mutations)


def run_mutations(given: argparse.Namespace) -> None:
    """Makes and judges the mutants and prints the figures; or adds up what was made before."""
    if given.add_up:
        record = add_up([json.loads(file.read_text(encoding="utf-8")) for file in given.add_up], engine=given.engine)
        print(block(record))
        if given.json is not None:
            write_json(given.json, record)
        return
    documents = [document for folder in given.folders or [CORPUS] for document in find_documents(folder)]
    if not documents:
        raise SystemExit("no labelled documents in these folders")  # noqa: TRY003
    if given.every:
        result = exhaust(documents, seed=given.seed, progress=_tell)
    else:
        result = run(documents, count=given.count, seed=given.seed, workers=given.workers, progress=_tell)
    print(text_of(result, shown=given.worst))
    if given.json is not None:
        write_json(given.json, json_of(result))


def _tell(done: int) -> None:
    print(f"\r{done} mutants", end="", file=sys.stderr, flush=True)
