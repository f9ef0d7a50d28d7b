"""The figures of a batch, read from its manifest alone."""

from __future__ import annotations

import json
import time
from contextlib import closing
from typing import TYPE_CHECKING

from docparse.batch.conversion import Outcome, Result
from docparse.batch.overview import LONGEST, overview_of, read_overview
from docparse.batch.run import BatchRequest, run_batch
from docparse.batch.settings import Settings
from tests.batch.reports import files_of, folder_of, report
from tests.batch.summaries import MAKER, MadeReport, manifest_of

if TYPE_CHECKING:
    from pathlib import Path


def batch(source: Path, out: Path, **changes: object) -> None:
    request = {"inputs": (str(source),), "out": out, "workers": 0} | changes
    run_batch(BatchRequest(**request))  # type: ignore[arg-type]


def test_figures_are_those_of_the_results(tmp_path: Path) -> None:
    source, out = folder_of(tmp_path / "in", 3), tmp_path / "out"
    (source / "bad.txt").write_bytes(b"%PDF-1.7\0")
    (source / "same.txt").write_text(report(1), encoding="utf-8")
    batch(source, out, settings=Settings(checks="failed"))
    found = read_overview(out / "manifest.sqlite")
    trees = [json.loads(data) for data in files_of(out).values()]
    statuses = [cell["status"] for tree in trees for row in tree["tables"][0]["rows"] for cell in row["cells"].values()]
    assert found.outcomes == {"done": 3, "duplicate": 1, "failed": 1}
    assert (found.reports, found.incomplete) == (len(trees), 0) == (3, 0)
    assert found.statuses["verified"] >= statuses.count("verified") > 0
    assert found.kinds == {tree["document_kind"]: 3 for tree in trees}
    assert found.years == {"2031": 3}
    assert (found.checks["source"], found.checks["unresolved"]) == (0, 0)
    assert found.checks["holds"] > 0
    codes = {diagnostic["code"] for tree in trees for diagnostic in tree["diagnostics"]}
    assert {code for code, _, _ in found.diagnostics} == codes
    assert [(each.error, each.documents, each.place) for each in found.failures] == [("BinaryInputError", 1, "bad.txt")]


def test_checks_by_outcome_are_those_of_the_results(tmp_path: Path) -> None:
    source, out = folder_of(tmp_path / "in", 2), tmp_path / "out"
    batch(source, out)
    outcomes = [check["outcome"] for data in files_of(out).values() for check in json.loads(data)["checks"]]
    found = read_overview(out / "manifest.sqlite").checks
    assert (found["holds"], found["not_tested"]) == (outcomes.count("holds"), outcomes.count("not_tested"))


def test_what_is_done_again_is_counted_once(tmp_path: Path) -> None:
    source, out = folder_of(tmp_path / "in", 2), tmp_path / "out"
    batch(source, out)
    before = read_overview(out / "manifest.sqlite")
    (source / "r000.txt").write_text(report(5, year=2032), encoding="utf-8")
    batch(source, out, mode="resume")
    batch(source, out, mode="stale", settings=Settings(view="plain"))
    after = read_overview(out / "manifest.sqlite")
    assert (before.years, after.years) == ({"2031": 2}, {"2031": 1, "2032": 1})
    assert sum(after.checks.values()) == sum(before.checks.values())
    assert after.diagnostics == before.diagnostics


def test_empty_batch_has_figures_too(tmp_path: Path) -> None:
    with manifest_of(tmp_path / "out") as manifest:
        found = overview_of(manifest.connection)
    assert (found.reports, found.years, found.doubtful, found.slow, found.failures) == (0, {}, (), (), ())
    assert set(found.statuses.values()) == set(found.checks.values()) == {0}


def test_contradictions_and_conflicts_come_before_what_is_inferred(tmp_path: Path) -> None:
    made = {
        "sure": {"verified": 9},
        "half": {"verified": 5, "inferred": 5},
        "mostly": {"verified": 1, "inferred": 9},
        "conflict": {"verified": 99, "conflicting": 1},
        "contradiction": {"verified": 99, "contradictions": 1, "conflicting": 1, "failed": 1},
    }
    with manifest_of(tmp_path / "out") as manifest:
        for name, figures in made.items():
            summary = MadeReport().summary._replace(**figures)
            outcome = Outcome("done", (Result(1, 0, b"{}", summary),), seconds=len(name))
            manifest.record(manifest.add(name, {}), outcome, MAKER)
        found = overview_of(manifest.connection)
    assert [each.place for each in found.doubtful] == ["contradiction", "conflict", "mostly", "half"]
    assert [each.place for each in found.slow][:2] == ["contradiction", "conflict"]


def test_failures_of_one_kind_are_one_line(tmp_path: Path) -> None:
    with manifest_of(tmp_path / "out") as manifest:
        for number in range(3):
            outcome = Outcome("failed", error="bug", message=f"ValueError: {number}")
            manifest.record(manifest.add(f"{number}.txt", {}), outcome, MAKER)
        manifest.record(manifest.add("slow.txt", {}), Outcome("timeout", error="LimitError", message="120 s"), MAKER)
        found = overview_of(manifest.connection).failures
    assert [tuple(each) for each in found] == [
        ("failed", "bug", 3, "0.txt", "ValueError: 0"),
        ("timeout", "LimitError", 1, "slow.txt", "120 s"),
    ]


def test_many_results_take_seconds(tmp_path: Path) -> None:
    summary = MadeReport().summary._replace(inferred=3, verified=9, diagnostics=(("decoding.unread-line", 2),))
    with manifest_of(tmp_path / "out") as manifest:
        for number in range(5000):
            outcome = Outcome("done", (Result(1, 0, b"{}", summary),), seconds=0.1)
            manifest.record(manifest.add(f"{number}.txt", {}), outcome, MAKER)
        started = time.process_time()
        found = overview_of(manifest.connection)
    assert time.process_time() - started < 1
    assert (found.statuses["inferred"], len(found.doubtful), len(found.slow)) == (15000, LONGEST, LONGEST)
    assert found.diagnostics == (("decoding.unread-line", 10000, 5000),)


def test_manifest_is_only_read(tmp_path: Path) -> None:
    source, out = folder_of(tmp_path / "in", 1), tmp_path / "out"
    batch(source, out)
    path = out / "manifest.sqlite"
    path.chmod(0o444)
    with closing(path.open("rb")) as stream:
        before = stream.read()
    assert read_overview(path).reports == 1
    assert path.read_bytes() == before
