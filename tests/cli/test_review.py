"""``docparse review``: from a text, or from a result with its text, to one page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import REPORT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]


@pytest.fixture
def result(run: Run, report_file: Path) -> Path:
    """What convert makes of the report."""
    run("convert", report_file, "-o", "tea.json", "--quiet")
    return report_file.with_suffix(".json")


def data_of(page: str) -> Any:
    """The data block of a page."""
    (block,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(block)


def test_page_of_a_text_is_written_where_asked(run: Run, report_file: Path) -> None:
    outcome = run("review", report_file, "-o", "tea.html")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    data = data_of(report_file.with_suffix(".html").read_text(encoding="utf-8"))
    assert data["source"]["text"] == REPORT
    assert data["source"]["name"] == "tea.txt"


def test_page_goes_to_standard_output_where_no_file_is_named(run: Run, report_file: Path) -> None:
    assert run("review", report_file).out.startswith("<!DOCTYPE html>")


def test_page_of_a_result_is_that_of_its_text(run: Run, report_file: Path, result: Path) -> None:
    assert run("review", result, "--source", report_file).out == run("review", report_file).out


def test_result_without_its_text_is_wrong_usage(run: Run, result: Path) -> None:
    outcome = run("review", result)
    assert outcome.code == 2
    assert outcome.complaints == [
        f"docparse: {result}: a result holds no text; name the text that it was made from with --source"
    ]


def test_result_with_another_text_is_refused(run: Run, report_file: Path, result: Path) -> None:
    report_file.write_text(REPORT.replace("60.05", "60.06"), encoding="utf-8")
    outcome = run("review", result, "--source", report_file, "-o", "tea.html")
    assert (outcome.code, "not the text that the result was made from" in outcome.err) == (1, True)
    assert not report_file.with_suffix(".html").exists()


def test_text_beside_a_text_is_wrong_usage(run: Run, report_file: Path) -> None:
    outcome = run("review", report_file, "--source", report_file)
    assert (outcome.code, "--source goes with a result" in outcome.err) == (2, True)


def test_result_of_several_reports_is_refused(run: Run, report_file: Path) -> None:
    run("convert", report_file, report_file, "--jsonl", "-o", "all.jsonl", "--quiet")
    line = (report_file.parent / "all.jsonl").read_text(encoding="utf-8").splitlines()[0]
    (report_file.parent / "all.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    outcome = run("review", "all.jsonl", "--source", report_file)
    assert (outcome.code, "several results; a page shows one" in outcome.err) == (1, True)


def test_plain_result_is_refused(run: Run, report_file: Path) -> None:
    run("convert", report_file, "--plain", "-o", "tea.json", "--quiet")
    outcome = run("review", "tea.json", "--source", report_file)
    assert (outcome.code, "the whole result is needed" in outcome.err) == (1, True)


def test_page_that_exists_is_replaced_only_when_asked(run: Run, report_file: Path) -> None:
    page = report_file.with_suffix(".html")
    page.write_text("mine", encoding="utf-8")
    assert run("review", report_file, "-o", page).code == 1
    assert page.read_text(encoding="utf-8") == "mine"
    assert run("review", report_file, "-o", page, "--overwrite").code == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_page_never_replaces_its_input(run: Run, report_file: Path) -> None:
    outcome = run("review", report_file, "-o", report_file, "--overwrite")
    assert (outcome.code, report_file.read_text(encoding="utf-8")) == (1, REPORT)


def test_page_speaks_the_language_of_the_command(run: Run, report_file: Path) -> None:
    assert '<html lang="zh-CN">' in run("--lang", "zh", "review", report_file).out


def test_missing_file_is_one_line(run: Run) -> None:
    outcome = run("review", "nowhere.txt", "-o", "page.html")
    assert (outcome.code, len(outcome.err.splitlines())) == (1, 1)
