"""``docparse new-form``: a skeleton that is sound once it is filled in, and says so until then."""

from __future__ import annotations

import re
import tomllib
from string import ascii_lowercase
from typing import TYPE_CHECKING

import pytest

from docparse.cli.messages import Messages
from docparse.cli.new_form import skeleton
from docparse.grammars.authoring import read_form
from docparse.grammars.load import load_forms
from tests.cli.conftest import REPORT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docparse.grammars.model import Form
    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

KIND = "tea:harvest"
LANGUAGES = [Messages("en"), Messages("zh")]
FORMS = load_forms()
PLACEHOLDER = re.compile("〈[^〈〉]*〉")


def filled(text: str) -> str:
    """The skeleton with a made-up word in each place; a key gets letters, everything else Chinese."""
    words = dict.fromkeys(PLACEHOLDER.findall(text))
    for number, placeholder in enumerate(words):
        word = f"part_{ascii_lowercase[number]}" if "_part" in placeholder else f"采茶{number}"
        text = text.replace(placeholder, word)
    return text


@pytest.mark.parametrize("messages", LANGUAGES, ids=lambda messages: messages.language)
def test_skeleton_of_an_own_kind_is_clean_once_filled_in(run: Run, tmp_path: Path, messages: Messages) -> None:
    file = tmp_path / "harvest.toml"
    file.write_text(filled(run("new-form", KIND, "--lang", messages.language).out), encoding="utf-8")
    assert run("lint", file).out == "1 form files: errors 0, warnings 0, notes 0\n"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_skeleton_of_a_known_kind_has_no_errors_once_filled_in(run: Run, tmp_path: Path, form: Form) -> None:
    file = tmp_path / f"{form.kind}.toml"
    file.write_text(filled(run("new-form", form.kind).out), encoding="utf-8")
    outcome = run("lint", file)
    assert (outcome.code, " warnings 0," in outcome.out) == (0, True), outcome.out


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_skeleton_of_a_known_kind_keeps_its_columns_and_arithmetic(form: Form) -> None:
    text = skeleton(form.kind, known=form, file="x.toml", messages=Messages("en"))
    read = read_form(filled(text), file="x.toml")
    kept = ("kind", "rows", "groups", "columns", "stub_labels", "identities", "sums", "items", "funding")
    assert [getattr(read, name) for name in kept] == [getattr(form, name) for name in kept]


def test_unfilled_skeleton_is_an_error_on_each_open_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "harvest.toml"
    text = run("new-form", KIND).out
    file.write_text(text, encoding="utf-8")
    open_lines = [
        number for number, line in enumerate(text.splitlines(), start=1) if "〈" in line and not line.startswith("#")
    ]
    found = [int(line) for line in re.findall(r":(\d+): error: still to be filled in", run("lint", file).out)]
    assert found == open_lines != []


def test_languages_differ_in_comments_and_open_places_only() -> None:
    english, chinese = (skeleton(KIND, known=None, file="x.toml", messages=messages) for messages in LANGUAGES)
    trees = [tomllib.loads(PLACEHOLDER.sub("〈〉", text)) for text in (english, chinese)]
    assert english != chinese
    assert trees[0] == trees[1]


@pytest.mark.parametrize("messages", LANGUAGES, ids=lambda messages: messages.language)
def test_skeleton_of_an_own_kind_says_what_to_run_and_speaks_of_the_users_folder_alone(messages: Messages) -> None:
    text = skeleton(KIND, known=None, file="own forms/harvest.toml", messages=messages)
    assert "docparse lint 'own forms/harvest.toml'\n" in text
    assert "--grammars 'own forms'\n" in text
    assert not re.search("tests/|docparse/|docs/", text)


def test_steps_of_an_own_kind_can_be_run_as_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    assert run("new-form", KIND, "--out", "forms/harvest.toml").code == 0
    file = tmp_path / "forms" / "harvest.toml"
    file.write_text(filled(file.read_text(encoding="utf-8")), encoding="utf-8")
    steps = re.findall(r"^#   \d\. docparse (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert [step.split()[0] for step in steps] == ["lint", "check"]
    assert [run(*step.replace("REPORT", "report.txt").split()).code for step in steps] == [0, 0]


def test_skeleton_of_a_known_kind_says_which_cases_to_add(run: Run) -> None:
    text = run("new-form", "expenditure").out
    assert "tests/cases/expenditure/tabbed-blank-cells.txt and .json" in text
    assert "docparse lint expenditure.toml" in text
    assert "docparse/grammars/accounts/expenditure.toml already" in text


def test_new_file_is_written_and_said(run: Run, tmp_path: Path) -> None:
    outcome = run("new-form", KIND, "--out", "a harvest.toml")
    assert (outcome.code, outcome.out) == (0, "")
    assert tomllib.loads((tmp_path / "a harvest.toml").read_text(encoding="utf-8"))["kind"] == KIND
    assert outcome.err == (
        "'a harvest.toml' was written: fill in what stands in 〈 〉, run docparse lint 'a harvest.toml',"
        " then docparse check REPORT --grammars .\n"
    )


def test_new_file_of_a_known_kind_is_written_and_its_cases_are_named(run: Run) -> None:
    outcome = run("new-form", "income", "--out", "income.toml")
    assert outcome.code == 0
    assert "run docparse lint income.toml, then add cases under tests/cases/income" in outcome.err


def test_existing_file_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "harvest.toml").write_text("precious", encoding="utf-8")
    outcome = run("new-form", KIND, "--out", "harvest.toml")
    assert (outcome.code, outcome.complaints) == (
        1,
        ["docparse: harvest.toml: exists already and was left as it is; name another file"],
    )
    assert (tmp_path / "harvest.toml").read_text(encoding="utf-8") == "precious"


def test_file_in_a_missing_folder_fails_in_one_line(run: Run) -> None:
    outcome = run("new-form", KIND, "--out", "nowhere/harvest.toml")
    assert (outcome.code, outcome.err) == (1, "docparse: nowhere/harvest.toml: no such file or folder\n")


def test_known_kind_points_at_its_form(run: Run) -> None:
    outcome = run("new-form", "expenditure")
    assert (
        "there is a form of the kind expenditure already (docparse/grammars/accounts/expenditure.toml)" in outcome.err
    )


@pytest.mark.parametrize("kind", ["expendture", "generic", "tea:", "tea harvest", ""])
def test_kind_that_no_form_can_have_is_a_usage_error(run: Run, kind: str) -> None:
    outcome = run("new-form", kind)
    assert (outcome.code, outcome.out) == (2, "")
    assert len(outcome.complaints) == 1


def test_misspelt_kind_names_the_nearest(run: Run) -> None:
    assert run("new-form", "expendture").err.endswith("not 'expendture' (did you mean expenditure?)\n")


def test_kind_is_needed(run: Run) -> None:
    assert run("new-form").err == "docparse: KIND is missing; see docparse --help\n"
