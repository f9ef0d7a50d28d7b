"""``python -m benchmarks scale``: makes a folder, converts it with one and with several workers, kills and resumes."""

from __future__ import annotations

import os
import platform
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import regression
from benchmarks.documents import CORPUS
from benchmarks.scale.folders import make_folder
from benchmarks.scale.running import Run, difference, kill_and_resume, run_whole
from docparse import __version__

if TYPE_CHECKING:
    import argparse

# Packed lines: what a large batch would be kept in.
CHOICES = ("--format", "jsonl", "--zstd", "--part-size", "100")
# Documents of the folder that is killed: many enough that every run is in the middle of something.
KILLED = 300


def add_scale(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("folders", nargs="*", type=Path, default=[CORPUS], help="documents to multiply")
    parser.add_argument("--documents", type=int, default=1000, metavar="N", help="how many (default 1000)")
    parser.add_argument("--kills", type=int, default=20, metavar="K", help="runs that are killed (default 20)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="W", help="the larger number")
    parser.add_argument("--seed", type=int, default=1, help="of the instants of the kills")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    parser.set_defaults(run=run_scale)


def run_scale(given: argparse.Namespace) -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as temporary:
        figures = measure(Path(temporary), given)
    print(text_of(figures))
    if given.json is not None:
        regression.write_json(given.json, figures)


def measure(place: Path, given: argparse.Namespace) -> dict[str, Any]:
    """All figures of one measurement."""
    size = make_folder(place / "in", given.folders, documents=given.documents)
    runs = [
        run_whole(place / "in", place / f"out-{workers}", documents=given.documents, workers=workers, choices=CHOICES)
        for workers in (1, given.workers)
    ]
    alike = difference(place / "out-1", place / f"out-{given.workers}")
    few = min(KILLED, given.documents)
    make_folder(place / "few", given.folders, documents=few)
    whole = run_whole(place / "few", place / "whole", documents=few, workers=2, choices=CHOICES)
    killed, started = kill_and_resume(
        place / "few", place / "killed", kills=given.kills, seconds=whole.seconds, seed=given.seed, choices=CHOICES
    )
    return {
        "version": __version__,
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        "documents": given.documents,
        "bytes": size,
        "runs": [asdict(run) for run in runs],
        "different": alike,
        "kills": {
            "documents": few,
            "killed": killed,
            "runs": started,
            "different": difference(place / "whole", place / "killed"),
        },
    }


def text_of(figures: dict[str, Any]) -> str:
    """The figures for a person."""
    one, several = (Run(**run) for run in figures["runs"])
    rate = {run.workers: run.documents / run.seconds for run in (one, several)}
    kept = rate[several.workers] / (rate[1] * several.workers)
    lines = [f"{figures['documents']} documents, {figures['bytes'] / 1e6:.1f} MB; {figures['machine']}"]
    for run in (one, several):
        first, last = (next(value for value in values if value) for values in (run.memory, run.memory[::-1]))
        lines.append(
            f"workers {run.workers}: {run.seconds:.0f} s, {rate[run.workers]:.2f} documents a second; memory at most "
            f"{max(run.memory) / 1e6:.0f} MB, last tenth / first tenth {last / first:.3f}; {run.outcomes}"
        )
    lines += [
        f"documents a second against one worker times {several.workers}: {kept:.3f}",
        f"bytes a report: {one.json_bytes / one.documents:.0f} as JSON, {one.stored_bytes / one.documents:.0f} stored",
        f"different between the two: {figures['different'] or 'nothing'}",
        f"killed {figures['kills']['killed']} of {figures['kills']['runs']} runs over {figures['kills']['documents']} "
        f"documents; different from an undisturbed run: {figures['kills']['different'] or 'nothing'}",
    ]
    return "\n".join(lines)
