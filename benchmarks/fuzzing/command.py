"""``python -m benchmarks fuzz``: hostile and absurd documents, and the promises that docparse breaks on them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.fuzzing.figures import json_of, story, text_of, write_case
from benchmarks.fuzzing.running import Run, run, smallest
from benchmarks.regression import write_json

if TYPE_CHECKING:
    import argparse

_COUNT = 10_000
_FAILURES = Path("build/fuzz")
# Bytes of address space: what asks for more fails with MemoryError, a crash that is noticed, and harms nobody else.
_MOST_MEMORY = 4 * 2**30


def add_fuzz(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--count", type=int, metavar="N", help=f"how many (default {_COUNT}, with --seconds no limit)")
    parser.add_argument("--seconds", type=float, metavar="S", help="stop after so long")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which ones (default 0)")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="number of the first one (default 0)")
    parser.add_argument("--workers", type=int, default=1, metavar="W", help="processes (default 1)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures and all failures as JSON too")
    parser.add_argument("--failures", type=Path, default=_FAILURES, metavar="DIR", help=f"default {_FAILURES}")
    parser.add_argument("--tolerate", action="append", default=[], metavar="KIND", help="tell, but do not end with 1")
    parser.set_defaults(run=run_fuzz)


def run_fuzz(given: argparse.Namespace) -> None:
    """Makes and judges the documents, makes those that fail small, and ends with 1 if there are any.

    Failures of a tolerated kind are told and written out like others.
    """
    _limit_memory()
    count = given.count if given.count is not None or given.seconds is not None else _COUNT
    found = run(
        given.seed, count=count, first=given.first, seconds=given.seconds, workers=given.workers, progress=_tell
    )
    print(file=sys.stderr)
    print(text_of(found))
    if given.json is not None:
        write_json(given.json, json_of(found))
    for fault, times in sorted(found.counts.items()):
        case, small = smallest(found.seed, fault, found.examples[fault])
        detail = next(example.detail for example in found.examples[fault] if example.number == case.number)
        print(story(found.seed, fault, times, detail, case, small))
        write_case(given.failures, found.seed, fault, case, small)
    if any(fault.kind not in given.tolerate for fault in found.counts):
        raise SystemExit(1)


def _tell(so_far: Run) -> None:
    done, failing = so_far.documents.total(), so_far.counts.total()
    print(f"\r{done} documents, {failing} failures", end="", file=sys.stderr, flush=True)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # No such limits on this system.
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = _MOST_MEMORY if hard == resource.RLIM_INFINITY else min(_MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
