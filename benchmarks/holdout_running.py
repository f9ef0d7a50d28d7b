"""Runs docparse with a part of its knowledge: a copy of the package whose data files have lost words."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.holdout_knowledge import PACKAGE, remove

if TYPE_CHECKING:
    from benchmarks.holdout_knowledge import Removal
    from benchmarks.results import Tree


def parse_without(removal: Removal, source: Path, *, package: Path = PACKAGE) -> Tree:
    """The full JSON tree of a report as docparse reads it without some of its knowledge, in a process of its own.

    Args:
        removal: what it does not know.
        source: the text of the report.
        package: the package to copy.

    Raises:
        RuntimeError: the copy did not run, and the message says why.
    """
    with TemporaryDirectory() as folder:
        copy, result = Path(folder) / package.name, Path(folder) / "result.json"
        shutil.copytree(package, copy)
        remove(removal, copy)
        command = [sys.executable, "-m", package.name, "convert", str(source.resolve()), "-o", str(result), "--quiet"]
        environment = {**os.environ, "PYTHONPATH": folder}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0 or not result.exists():
            raise RuntimeError(done.stderr)
        tree: Tree = json.loads(result.read_text(encoding="utf-8"))
    return tree
