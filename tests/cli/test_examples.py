"""The examples that end the help of each command: they are command lines that work, the same in both languages."""

from __future__ import annotations

import io
import shlex
import sys
from typing import TYPE_CHECKING

import pytest
import typer

from docparse.cli import app
from docparse.cli.app import COMMANDS
from docparse.cli.examples import EXAMPLES
from docparse.cli.messages import Messages, more_sentences, take_language
from tests.cli.conftest import REPORT
from tests.cli.test_lint import FORM

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

LINES = [(name, example.line) for name, examples in EXAMPLES.items() for example in examples]
LANGUAGES = ["en", "zh"]
# What ends a command in a shell: a pipe, or a file that takes the output.
END = {"|", ">", ">>"}

# What an example names that another command line makes.
MADE_BEFORE = {
    "report.json": "docparse convert report.txt -o report.json",
    "json/": "docparse convert reports/ -o json/",
    "reports.jsonl": "docparse convert reports/ --jsonl -o reports.jsonl",
    "2022.json": "docparse convert report.txt -o 2022.json",
    "2023.json": "docparse convert report.txt -o 2023.json",
    "before.json": "docparse convert report.txt -o before.json",
    "after.json": "docparse convert report.txt -o after.json",
    "--resume": "docparse batch reports/ --out out/ --workers 0",
}


def command_lines(line: str) -> list[list[str]]:
    """The arguments of each ``docparse`` in a line."""
    words = shlex.split(line, comments=True)
    starts = [place for place, word in enumerate(words) if word == "docparse"]
    ends = [next((at for at in range(start, len(words)) if words[at] in END), len(words)) for start in starts]
    return [words[start + 1 : end] for start, end in zip(starts, ends, strict=True)]


def printed_examples(run: Run, name: str, language: str) -> list[str]:
    """The lines of a command's help below the heading of the examples."""
    text = run(name, "--help", "--lang", language).out
    heading = Messages(language).text("example.title")  # type: ignore[arg-type]
    return text[text.index(f"\n{heading}\n") :].splitlines()[2:]


@pytest.fixture
def files(tmp_path: Path) -> None:
    """The texts and the form that the examples name."""
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "list.txt").write_text("report.txt\n", encoding="utf-8")
    for folder, file, text in [("reports", "tea.txt", REPORT), ("forms", "harvest.toml", FORM)]:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text(text, encoding="utf-8")


def test_every_command_has_two_to_four_examples() -> None:
    assert tuple(EXAMPLES) == COMMANDS
    assert all(2 <= len(examples) <= 4 for examples in EXAMPLES.values())


@pytest.mark.parametrize(("name", "line"), LINES)
def test_example_shows_the_command_whose_help_it_ends(name: str, line: str) -> None:
    assert name in [words[0] for words in command_lines(line)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "line"), LINES)
def test_options_and_arguments_of_an_example_exist(name: str, line: str, language: str) -> None:
    commands = typer.main.get_command(app.build(Messages(language))).commands  # type: ignore[arg-type, attr-defined]
    for words in command_lines(line):
        _, (command, *arguments) = take_language(words)
        assert set(commands[command].make_context(command, arguments).params) == {
            parameter.name for parameter in commands[command].params if parameter.name != "help"
        }


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("line", [line for _, line in LINES])
def test_example_does_what_it_shows(run: Run, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def give(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    for needed, before in MADE_BEFORE.items():
        if needed in line and before not in line:
            run(*before.split()[1:])
    give(REPORT)
    for words in command_lines(line):
        one_process = ["--workers", "0"] if words[0] == "batch" else []
        outcome = run(*words, *one_process)
        assert (outcome.code, outcome.complaints) == (0, [])
        give(outcome.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_prints_each_example_on_a_line_of_its_own(run: Run, name: str) -> None:
    printed = printed_examples(run, name, "en")
    assert [line for line in printed if line and not line.startswith("  # ")] == [
        f"  {example.line}" for example in EXAMPLES[name]
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_both_languages_show_the_same_lines(run: Run, name: str) -> None:
    english, chinese = (printed_examples(run, name, language) for language in LANGUAGES)
    told = [line for line in english if line.startswith("  # ")]
    assert [line for line in english if line not in told] == [line for line in chinese if not line.startswith("  # ")]
    assert len(told) == len(EXAMPLES[name])


def test_every_sentence_of_an_example_is_used() -> None:
    used = {example.key for examples in EXAMPLES.values() for example in examples}
    assert {key for key in more_sentences() if key.startswith("example.")} == used | {"example.title"}
