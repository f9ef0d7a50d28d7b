"""``--grammars`` on the command line, and ``lint`` for lexicons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docparse.cli import main
from tests.build import text
from tests.test_knowledge import TABLE, oil

COMMANDS = (
    ("convert", "report.txt"),
    ("check", "report.txt"),
    ("inspect", "report.txt"),
    ("explain", "report.txt", "lighthouse:oil"),
)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(text(TABLE), encoding="utf-8")
    (tmp_path / "forms" / "lexicons").mkdir(parents=True)
    (tmp_path / "forms" / "oil.toml").write_text(text(oil()), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> int:
    return main(["--lang", "en", *arguments])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_command_that_parses_takes_grammars(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*command, "--grammars", "forms") == 0
    out = capsys.readouterr().out
    assert "lighthouse:oil" in out or "1 tables" in out


def test_grammars_may_be_given_with_an_equals_sign_and_several_times(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", "report.txt", "--grammars=forms", "--plain") == 0
    assert json.loads(capsys.readouterr().out)["tables"][0]["kind"] == "lighthouse:oil"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_form_that_is_wrong_is_told_once_with_its_line(
    command: tuple[str, ...], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "forms" / "oil.toml").write_text(text(oil()).replace("titles", "title"), encoding="utf-8")
    assert run(*command, "--grammars", "forms") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("docparse: forms/oil.toml:2: ")


def test_folder_that_is_missing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", "report.txt", "--grammars", "nowhere") == 2
    assert "'nowhere'" in capsys.readouterr().err


def test_lint_looks_at_lexicons_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "forms" / "lexicons" / "row_keys.tsv").write_text("oil.east\t东岸\nOil\t西岸\n", encoding="utf-8")
    assert run("lint", "forms") == 1
    assert "forms/lexicons/row_keys.tsv:2: error: " in capsys.readouterr().out


def test_lint_knows_the_keys_that_lexicons_beside_the_forms_add(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sums = '\n[[sums]]\nid = "oil.items"\ntotal = "total"\nparts = ["oil.east", "oil.west"]\n'
    (place / "forms" / "oil.toml").write_text(text(oil()) + sums, encoding="utf-8")
    assert run("lint", "forms") == 1
    (place / "forms" / "lexicons" / "row_keys.tsv").write_text("oil.east\t东岸\noil.west\t西岸\n", encoding="utf-8")
    assert run("lint", "forms") == 0
    capsys.readouterr()
