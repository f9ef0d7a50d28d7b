"""Completion by the shell: a script for each shell, and answers that name commands, options and values."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docparse.cli.app import COMMANDS, EXPORTS, SHELLS
from docparse.cli.batch_command import CHECKS, ENGINES, FORMATS
from docparse.cli.commands import KINDS
from docparse.cli.diff_command import FAIL_ON as DIFFERENCES
from docparse.cli.diff_command import WAYS
from docparse.cli.export_targets import FORMATS as TARGETS
from docparse.cli.request import FAIL_ON
from tests.cli.test_process import HEAVY, STARTED, environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

# Lines that end where Tab is pressed, and the words that are offered there.
OFFERED = {
    "docparse con": ("convert",),
    "docparse ": COMMANDS,
    "docparse convert --pl": ("--plain",),
    "docparse convert --he": ("--help",),
    "docparse --lang zh che": ("check",),
    "docparse --lang ": ("zh", "en"),
    "docparse convert tea.txt --fail-on ": FAIL_ON,
    "docparse convert --document-kind p": ("performance_report",),
    "docparse inspect --document-kind ": KINDS,
    "docparse check tea.txt --only ": ("failed",),
    "docparse batch --format ": FORMATS,
    "docparse batch --checks ": CHECKS,
    "docparse batch --engine ": ENGINES,
    "docparse diff a.json b.json --as ": WAYS,
    "docparse diff a.json b.json --fail-on ": DIFFERENCES,
    "docparse export json/ --to ": EXPORTS,
    "docparse completion ": SHELLS,
    "docparse convert te": (),
}


def asked(shell: str, line: str) -> dict[str, str]:
    """The environment in which the script of a shell starts docparse."""
    words = line.split(" ")
    given = {"_DOCPARSE_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        return given | {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    return given | {
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
    }


@pytest.fixture
def complete(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """What docparse answers to a shell."""

    def ask(shell: str, line: str) -> str:
        for name, value in asked(shell, line).items():
            monkeypatch.setenv(name, value)
        outcome = run()
        assert (outcome.code, outcome.err) == (0, "")
        return outcome.out

    return ask


@pytest.mark.parametrize("line", OFFERED)
def test_words_that_fit_are_offered(complete: Callable[[str, str], str], line: str) -> None:
    assert tuple(complete("bash", line).split()) == OFFERED[line]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_the_command(complete: Callable[[str, str], str], shell: str) -> None:
    assert "convert" in complete(shell, "docparse con")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("line", ["docparse ", "docparse convert --"])
def test_answer_is_the_same_in_every_language(
    complete: Callable[[str, str], str], monkeypatch: pytest.MonkeyPatch, shell: str, line: str
) -> None:
    english = complete(shell, line)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert complete(shell, line) == english != ""


def test_answer_loads_neither_rich_nor_the_parser() -> None:
    code = "import sys; from docparse.cli import main; main([]); print(*sys.modules, file=sys.stderr)"
    told = environment(**asked("zsh", "docparse convert --"))
    done = subprocess.run([sys.executable, "-c", code], env=told, capture_output=True, timeout=60, check=True)
    assert "--plain" in done.stdout.decode()
    assert not set(done.stderr.decode().split()) & {*HEAVY - {"typer", "click"}, STARTED}


def test_formats_of_export_are_all_offered() -> None:
    assert tuple(TARGETS) == EXPORTS


# Scripts


@pytest.mark.parametrize("shell", SHELLS)
def test_script_of_every_shell_asks_docparse(run: Run, shell: str) -> None:
    outcome = run("completion", shell)
    assert (outcome.code, outcome.err) == (0, "")
    assert f"_DOCPARSE_COMPLETE=complete_{shell}" in outcome.out.replace("$Env:", "").replace(' = "', "=")


@pytest.mark.parametrize("shell", SHELLS)
def test_script_is_the_same_in_every_language(run: Run, shell: str) -> None:
    assert run("completion", shell, "--lang", "zh").out == run("completion", shell, "--lang", "en").out


def test_unknown_shell_gets_one_line(run: Run) -> None:
    outcome = run("completion", "tcsh")
    assert (outcome.code, outcome.err) == (2, "docparse: SHELL is one of bash, zsh, fish, powershell, not 'tcsh'\n")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize("line", ["docparse con", "docparse convert --pl", "docparse export json/ --to f"])
def test_bash_completes_with_the_script(run: Run, tmp_path: Path, line: str) -> None:
    (tmp_path / "docparse").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m docparse "$@"\n', encoding="utf-8")
    (tmp_path / "docparse").chmod(0o755)
    press_tab = 'read -ra COMP_WORDS <<< "$1"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); '
    press_tab += "function=$(complete -p docparse); function=${function#*-F }; ${function%% *} docparse; "
    script = f"{run('completion', 'bash').out}\n{press_tab} printf '%s\\n' \"${{COMPREPLY[@]}}\""
    told = environment(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run(["bash", "--norc", "-c", script, "bash", line], env=told, capture_output=True, timeout=60)
    assert tuple(done.stdout.decode().split()) == {**OFFERED, "docparse export json/ --to f": (EXPORTS[-1],)}[line]
