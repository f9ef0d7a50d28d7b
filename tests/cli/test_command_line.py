"""How command lines are read: the quick reading and typer agree, and mistakes get one line in the right language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.cli import app, convert
from docparse.cli.app import COMMANDS
from docparse.cli.complaints import CommandError
from docparse.cli.messages import CATALOGUE, Messages, choose_language, take_language
from docparse.cli.request import FAIL_ON, FLAGS, VALUES, ConvertRequest, read_plainly

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

ENGLISH = Messages("en")
WORDS = [
    *FLAGS,
    *VALUES,
    *FAIL_ON,
    "tea.txt",
    "-",
    "--",
    "",
    "-x",
    "-qo",
    "-ox",
    "--plai",
    "--help=1",
    "a b",
    "青石.txt",
]
WORDS += [f"{name}=utf-8" for name in (*VALUES, *FLAGS)] + ["--fail-on=unread", "--encoding="]


def read_by_typer(arguments: list[str]) -> ConvertRequest | str:
    """The request that typer makes of a command line, or the complaint that it ends with."""
    requests: list[ConvertRequest] = []

    def keep(request: ConvertRequest, *, messages: Messages) -> int:
        requests.append(request)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(convert, "convert", keep)
        try:
            app.run(arguments, messages=ENGLISH)
        except CommandError as complaint:
            return complaint.key
    return requests[0]


@given(st.lists(st.sampled_from(WORDS), max_size=6))
@settings(max_examples=300)
def test_quick_reading_agrees_with_typer_or_declines(words: list[str]) -> None:
    arguments = ["convert", *words]
    request = read_plainly(arguments)
    assert request is None or request == read_by_typer(arguments)


@pytest.mark.parametrize(
    "line",
    [
        "convert tea.txt",
        "convert - --plain",
        "convert a.txt b.txt -o out --overwrite -q",
        "convert a.txt --jsonl --compact --no-spans --encoding gbk --document-kind=budget --fail-on unread --output -",
    ],
)
def test_usual_command_lines_are_read_without_typer(line: str) -> None:
    assert read_plainly(line.split()) is not None


@pytest.mark.parametrize(
    "line", ["", "forms", "convert", "convert --help", "convert a -ob", "convert a --pl", "convert a -o"]
)
def test_unusual_command_lines_are_left_to_typer(line: str) -> None:
    assert read_plainly(line.split()) is None


def test_quick_reading_knows_every_option_of_typer() -> None:
    command = typer.main.get_command(app.build(ENGLISH)).commands["convert"]  # type: ignore[attr-defined]
    options = {name for parameter in command.params for name in parameter.opts if name.startswith("-")}
    assert options - {"--help"} == {*FLAGS, *VALUES}


# Mistakes


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("convert", "FILE|DIR|GLOB|- is missing; see docparse --help"),
        ("convert a --plian", "there is no option --plian; did you mean --plain?"),
        ("convert a --xyzzy", "there is no option --xyzzy; see docparse --help"),
        ("convert a -o", "the option -o takes a value"),
        ("convert a --plain=yes", "the option --plain takes no value"),
        ("convert a --fail-on doubt", f"--fail-on takes one of {', '.join(FAIL_ON)}, not 'doubt'"),
        ("convret a", f"there is no command convret; the commands are {', '.join(app.COMMANDS)}"),
        ("inspect", "FILE|- is missing; see docparse --help"),
        ("--lang tlh convert a", "--lang takes zh or en, not 'tlh'"),
    ],
)
def test_mistake_gets_one_line_and_the_exit_code_two(run: Run, line: str, sentence: str) -> None:
    outcome = run(*line.split())
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"docparse: {sentence}\n")


def test_help_tells_the_exit_codes(run: Run) -> None:
    text = " ".join(run("convert", "--help").out.split())
    assert "0 fine, 1 some inputs failed (the others were converted), 2 wrong usage, 3 what --fail-on names" in text


def test_no_arguments_give_help(run: Run) -> None:
    outcome = run()
    assert (outcome.code, "convert" in outcome.out) == (0, True)


# Language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C", "LC_MESSAGES": "zh_TW"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_SG"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
    ],
)
def test_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert choose_language(environment) == language


@pytest.mark.parametrize("line", ["--lang zh convert a", "convert --lang zh a", "convert a --lang=zh"])
def test_language_may_stand_anywhere(line: str) -> None:
    assert take_language(line.split()) == ("zh", ["convert", "a"])


def test_what_follows_two_dashes_is_no_language() -> None:
    assert take_language(["convert", "--", "--lang", "zh"]) == (None, ["convert", "--", "--lang", "zh"])


def test_messages_are_chinese_where_asked(run: Run) -> None:
    assert run("convert", "nowhere.txt", "--lang", "zh").err == "docparse: nowhere.txt：没有这个文件或文件夹\n"


def test_help_is_chinese_where_asked(run: Run) -> None:
    assert "退出码" in run("--lang", "zh", "--help").out


def test_lang_wins_over_the_locale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "no such file" in run("convert", "nowhere.txt", "--lang", "en").err


@pytest.mark.parametrize("key", CATALOGUE)
def test_both_languages_name_the_same_fields(key: str) -> None:
    english, chinese = (sorted(re.findall(r"\{(\w+)[^}]*\}", sentence)) for sentence in CATALOGUE[key])
    assert english == chinese


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/scale.md", "docs/diff.md"])
def test_pages_name_only_commands_and_options_that_there_are(run: Run, page: str) -> None:
    text = (Path(__file__).parents[2] / page).read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"^```[a-z]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    lines = re.findall(r"^(?:cat \S+ \| )?docparse ([a-z-]+)([^#\n]*)", blocks, re.MULTILINE)
    assert lines
    for command, rest in lines:
        assert command in COMMANDS
        known = run(command, "--help").out
        assert [option for option in re.findall(r"(?<!\S)--[a-z-]+", rest) if option not in known] == []
