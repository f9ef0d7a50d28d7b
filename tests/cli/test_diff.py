"""``docparse diff``: two results or texts in, what changed out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import REPORT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

NEXT_YEAR = REPORT.replace("2031", "2032").replace("13.10", "14.10").replace("73.15", "74.15")


@pytest.fixture
def next_year(tmp_path: Path) -> Path:
    file = tmp_path / "next.txt"
    file.write_text(NEXT_YEAR, encoding="utf-8")
    return file


@pytest.fixture
def result(run: Run, report_file: Path) -> Path:
    run("convert", report_file, "-o", "tea.json", "--quiet")
    return report_file.with_suffix(".json")


def test_one_line_where_nothing_changed(run: Run, report_file: Path, result: Path) -> None:
    outcome = run("diff", result, report_file, "--fail-on", "changed")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "Two readings of one text (青石县茶园管理所 2031): nothing changed\n"


def test_years_are_shown_by_table_with_change_and_rate(run: Run, report_file: Path, next_year: Path) -> None:
    outcome = run("diff", report_file, next_year)
    assert outcome.code == 0
    first, *lines = outcome.out.splitlines()
    assert first.startswith("Two years (青石县茶园管理所 2031 → 青石县茶园管理所 2032)")
    assert ["合计", "·", "项目支出", "131,000.00", "141,000.00", "+10,000.00", "7.63%", "verified"] in [
        line.split() for line in lines
    ]


def test_values_that_only_moved_are_counted(run: Run, result: Path) -> None:
    tree = json.loads(result.read_text(encoding="utf-8"))
    for row in tree["tables"][0]["rows"]:
        row["cells"]["total"]["spans"] = [[0, 5]]
    result.with_name("moved.json").write_text(json.dumps(tree), encoding="utf-8")
    outcome = run("diff", result, "moved.json")
    assert "3 taken from another place of the text, with the same value" in outcome.out
    assert run("diff", result, "moved.json", "--fail-on", "values").code == 0
    assert run("diff", result, "moved.json", "--fail-on", "changed").code == 3


@pytest.mark.parametrize("what", ["changed", "values"])
def test_finding_turns_the_exit_code(run: Run, report_file: Path, next_year: Path, what: str) -> None:
    outcome = run("diff", report_file, next_year, "--fail-on", what)
    assert (outcome.code, len(outcome.complaints)) == (3, 1)


def test_unrelated_documents_are_said_to_be_so(run: Run, report_file: Path, next_year: Path) -> None:
    next_year.write_text(NEXT_YEAR.replace("青石县茶园管理所", "云岭县灯塔管理处"), encoding="utf-8")
    outcome = run("diff", report_file, next_year, "--fail-on", "values")
    assert (outcome.code, len(outcome.out.splitlines())) == (3, 1)
    assert "Different departments" in outcome.out
    assert "项目支出" in run("diff", report_file, next_year, "--as", "accounts").out


def test_machines_read_json(run: Run, report_file: Path, next_year: Path) -> None:
    tree = run("diff", report_file, next_year, "--json").report
    assert (tree["relation"], tree["files"]) == ("years", [str(report_file), str(next_year)])
    assert tree["changes"]["cells"][0]["rate"] == "1.37"


def test_one_of_several_results_is_named(run: Run, report_file: Path, next_year: Path) -> None:
    run("convert", report_file, next_year, "--jsonl", "-o", "all.jsonl", "--quiet")
    assert run("diff", "all.jsonl#tea.txt", report_file, "--fail-on", "changed").code == 0
    assert run("diff", "all.jsonl#2", next_year, "--fail-on", "changed").code == 0
    outcome = run("diff", "all.jsonl", report_file)
    assert (outcome.code, "name one of them" in outcome.err) == (1, True)
    outcome = run("diff", "all.jsonl#other.txt", report_file)
    assert (outcome.code, "no such result" in outcome.err) == (1, True)


def test_results_of_a_batch_are_read_as_they_are(run: Run, report_file: Path) -> None:
    run("batch", report_file, "--out", "out", "--zstd", "--workers", "0", "--quiet")
    assert run("diff", "out/reports/tea.txt.json.zst", report_file, "--fail-on", "changed").code == 0


def test_hostile_names_are_shown_as_text(run: Run, report_file: Path, next_year: Path) -> None:
    next_year.write_text(NEXT_YEAR.replace("事业运行", "事业\x1b[31m运行\u202e"), encoding="utf-8")
    outcome = run("diff", report_file, next_year)
    assert "\x1b" not in outcome.out
    assert "\u202e" not in outcome.out


def test_view_that_says_too_little_is_refused(run: Run, report_file: Path) -> None:
    run("convert", report_file, "--plain", "-o", "tea.json", "--quiet")
    outcome = run("diff", "tea.json", report_file)
    assert (outcome.code, len(outcome.complaints)) == (1, 1)


@pytest.mark.parametrize("line", [("--as", "words"), ("--fail-on", "source")], ids=["way", "finding"])
def test_wrong_usage(run: Run, report_file: Path, line: tuple[str, str]) -> None:
    outcome = run("diff", report_file, report_file, *line)
    assert (outcome.code, len(outcome.err.splitlines())) == (2, 1)


def test_missing_file_is_one_line(run: Run, report_file: Path) -> None:
    outcome = run("diff", report_file, "nowhere.json")
    assert (outcome.code, len(outcome.err.splitlines())) == (1, 1)
    assert run("diff", "-", "-").code == 2


def test_language(run: Run, report_file: Path) -> None:
    assert "没有变化" in run("diff", report_file, report_file, "--lang", "zh").out
