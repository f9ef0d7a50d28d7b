"""``--fail-on``: what turns the exit code into 3, so that a pipeline can stop."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from docparse.cli.request import FAIL_ON
from docparse.tally import count
from tests.cli.test_check import CONTRADICTION, UNDECIDED
from tests.schema.build import changed, check, report_tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]


@pytest.fixture
def files(tmp_path: Path, report_file: Path) -> Path:
    """A folder with one report that contradicts itself, one with a failure of an undecided cause, and a sound one."""
    for name, text in (("contradiction.txt", CONTRADICTION), ("undecided.txt", UNDECIDED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", ["convert", "check"])
@pytest.mark.parametrize(
    ("name", "finding", "code"),
    [
        ("contradiction.txt", "source", 3),
        ("contradiction.txt", "failed", 3),
        ("undecided.txt", "source", 0),
        ("undecided.txt", "failed", 3),
        ("undecided.txt", "conflicting", 3),
        ("tea.txt", "source", 0),
        ("tea.txt", "failed", 0),
    ],
)
def test_exit_code_is_three_where_the_finding_is_there(
    run: Run, files: Path, command: str, name: str, finding: str, code: int
) -> None:
    assert run(command, files / name, "--fail-on", finding).code == code


@pytest.mark.parametrize("name", ["contradiction.txt", "undecided.txt"])
@pytest.mark.parametrize("command", ["convert", "check"])
def test_without_the_option_failures_do_not_fail_the_command(run: Run, files: Path, command: str, name: str) -> None:
    assert run(command, files / name).code == 0


def test_finding_is_told_with_its_file_and_number(run: Run, files: Path) -> None:
    outcome = run("convert", files / "undecided.txt", "--fail-on", "source", "--fail-on", "failed")
    assert outcome.complaints == [f"docparse: {files / 'undecided.txt'}: checks that fail: 2"]


def test_contradiction_is_told_in_chinese_where_asked(run: Run, files: Path) -> None:
    outcome = run("check", files / "contradiction.txt", "--fail-on", "source", "--lang", "zh")
    assert outcome.complaints == [f"docparse: {files / 'contradiction.txt'}：1 项勾稽表明原文自相矛盾"]


def test_converting_writes_its_results_first(run: Run, files: Path) -> None:
    outcome = run("convert", files / "contradiction.txt", files / "tea.txt", "-o", "made/", "--fail-on", "source", "-q")
    assert outcome.code == 3
    assert sorted(path.name for path in (files / "made").iterdir()) == ["contradiction.json", "tea.json"]


def test_checking_shows_everything_first(run: Run, files: Path) -> None:
    outcome = run("check", files / "contradiction.txt", files / "tea.txt", "--json", "--fail-on", "source")
    assert (outcome.code, len(json.loads(outcome.out)["reports"])) == (3, 2)


def test_result_is_held_against_the_option_too(run: Run, files: Path) -> None:
    run("convert", files / "contradiction.txt", "-o", "result.json", "-q")
    assert run("check", "result.json", "--fail-on", "source").code == 3


@pytest.mark.parametrize("command", ["convert", "check"])
def test_input_that_fails_counts_more_than_a_finding(run: Run, files: Path, command: str) -> None:
    to = ["-o", "made/", "-q"] if command == "convert" else []
    assert run(command, files / "contradiction.txt", "nowhere.txt", "--fail-on", "source", *to).code == 1


@pytest.mark.parametrize("command", ["convert", "check"])
def test_unknown_finding_is_a_mistake(run: Run, files: Path, command: str) -> None:
    outcome = run(command, files / "tea.txt", "--fail-on", "contradiction")
    assert (outcome.code, outcome.out) == (2, "")


@pytest.mark.parametrize("command", ["convert", "check"])
def test_help_tells_what_can_be_named_and_the_exit_code(run: Run, command: str) -> None:
    text = run(command, "--help").out
    assert all(finding in text for finding in FAIL_ON)
    assert "3 what --fail-on names was found" in " ".join(text.split())


@pytest.mark.parametrize(
    ("outcome", "cause", "failed", "source"),
    [("holds", None, 0, 0), ("fails", "unresolved", 1, 0), ("fails", "source", 1, 1)],
)
def test_checks_are_counted_by_outcome_and_cause(outcome: str, cause: str | None, failed: int, source: int) -> None:
    tally = count(changed(report_tree(), "/checks", [check(outcome=outcome, cause=cause)]))
    assert (tally.found("failed"), tally.found("source")) == (failed, source)
