"""Generated documents: the same seed gives the same text and truth, and their amounts add up."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import docparse
from benchmarks.accuracy import score_report
from benchmarks.labels import read_tables

if TYPE_CHECKING:
    from benchmarks.labels import LabelTable

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    command = [sys.executable, "-m", "benchmarks.synthesis", str(folder), "--seeds", "0-3", "--renderers", "text"]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return folder


def documents(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/source.txt"))


def test_same_seed_gives_the_same_documents(made: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.synthesis", str(tmp_path), "--seeds", "1-1", "--renderers", "text"]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    for again in documents(tmp_path):
        assert (made / again.name / "source.txt").read_bytes() == (again / "source.txt").read_bytes()


def test_expenditure_rows_of_the_truth_add_up(made: Path) -> None:
    rows = [row for folder in documents(made) for row in table_of(folder, "expenditure").rows]
    assert rows
    for row in rows:
        amounts = {key: Decimal(value) for key, value in row.values.items() if value not in ("", "—")}
        total = amounts.pop("total", Decimal(0))
        assert abs(total - sum(amounts.values())) <= Decimal("0.005") * (len(amounts) + 1)


def table_of(folder: Path, kind: str) -> LabelTable:
    return next(table for table in read_tables(folder) if table.kind == kind)


def test_unseen_documents_in_text_renderings_are_read(made: Path) -> None:
    scores = [
        score_report(folder.name, docparse.parse_file(folder / "source.txt"), read_tables(folder))
        for folder in documents(made)
    ]
    found = sum(score.counts["tables found"] for score in scores)
    assert found == sum(score.counts["tables labelled"] for score in scores)
    right = sum(score.counts["cells right"] for score in scores)
    assert right >= 0.95 * sum(score.counts["cells"] for score in scores)
