"""The serialised form of a small made-up report, pinned byte for byte.

A change of these bytes is a change that readers of the output notice. Refresh them with
``pytest tests/test_golden.py --update-snapshots`` and say in the CHANGELOG what changed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import docparse

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
SOURCE = GOLDEN / "report.txt"
VIEWS = {"report.json": "full", "report.plain.json": "plain"}
# Stands where the bytes hold what any change of a form or any release changes.
PINNED = {"version": "0.0.0", "knowledge": "0" * 16}


def written(view: str) -> bytes:
    """The report as `convert` writes it, with version and fingerprint of the knowledge held still."""
    report = docparse.parse_bytes(SOURCE.read_bytes(), name=SOURCE.name)
    pinned = report.model_copy(update={"producer": report.producer.model_copy(update=PINNED)})
    return pinned.to_json(view=view).encode() + b"\n"


@pytest.mark.parametrize(("name", "view"), VIEWS.items())
def test_report_is_written_as_the_pinned_bytes(name: str, view: str, pytestconfig: pytest.Config) -> None:
    path = GOLDEN / name
    if pytestconfig.getoption("--update-snapshots"):
        path.write_bytes(written(view))
    assert written(view) == path.read_bytes()


@pytest.mark.parametrize("name", VIEWS)
def test_pinned_report_holds_each_status_that_this_version_gives(name: str) -> None:
    text = (GOLDEN / name).read_text(encoding="utf-8")
    tree = json.loads(text)
    assert [table["kind"] for table in tree["tables"]] == ["income_expenditure_summary", "expenditure"]
    if name == "report.json":
        assert [word for word in ("read", "inferred", "not_applicable") if f'"status": "{word}"' not in text] == []


def test_snapshots_are_not_being_rewritten(pytestconfig: pytest.Config) -> None:
    if os.environ.get("CI"):
        assert not pytestconfig.getoption("--update-snapshots")


def test_rewriting_snapshots_is_refused_where_ci_is_set() -> None:
    environment = {**os.environ, "CI": "1"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests/test_golden.py", "--update-snapshots"]
    before = {name: (GOLDEN / name).read_bytes() for name in VIEWS}
    refused = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert refused.returncode == pytest.ExitCode.USAGE_ERROR
    assert "CI" in refused.stderr
    assert {name: (GOLDEN / name).read_bytes() for name in VIEWS} == before
