"""``docparse lint``: a line for each finding, and exit codes that a script can use."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docparse.cli import lint
from docparse.cli.messages import CATALOGUE, more_sentences
from docparse.grammars.linting.findings import SEVERITIES
from docparse.grammars.load import load_forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

ROOT = Path(__file__).parents[2]
FORM = """\
kind = "tea:harvest"
titles = ["采茶情况表"]
rows = "function_code"
stub_labels = ["科目编码", "科目名称"]

[[groups]]
stub = ["code", "name"]

[[columns]]
key = "total"
paths = [["采茶合计"]]

[[variants]]
id = "hills"
columns = ["total"]
"""


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder with one sound form file, in the working folder."""
    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "harvest.toml").write_text(FORM, encoding="utf-8")
    return folder


def rewrite(folder: Path, old: str, new: str) -> None:
    assert old in FORM
    (folder / "harvest.toml").write_text(FORM.replace(old, new), encoding="utf-8")


def test_shipped_forms_are_without_errors(run: Run) -> None:
    outcome = run("lint")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[-1].startswith(f"{len(load_forms())} form files: errors 0, warnings 0, ")


def test_sound_folder_is_clean(run: Run, forms: Path) -> None:
    assert run("lint", "forms") == run("lint", "forms/")
    assert run("lint", forms).out == "1 form files: errors 0, warnings 0, notes 0\n"


def test_error_has_file_line_nearest_spelling_and_code(run: Run, forms: Path) -> None:
    rewrite(forms, "stub_labels", "stub_lables")
    outcome = run("lint", "forms")
    assert outcome.code == 1
    assert outcome.out.splitlines()[0] == (
        "forms/harvest.toml:4: error: no form has the key stub_lables (did you mean stub_labels?): "
        "correct it, or take it out [unknown-key]"
    )


def test_warnings_alone_are_no_failure(run: Run, forms: Path) -> None:
    rewrite(forms, "采茶合计", "采茶 合计")
    outcome = run("lint", "forms")
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "forms/harvest.toml:11: warning: white space in the label '采茶 合计' has no effect: "
        "write 采茶合计 [label-blanks]",
        "1 form files: errors 0, warnings 1, notes 0",
    ]


def test_evaluation_forms_of_a_folder_are_looked_at(run: Run, forms: Path) -> None:
    (forms / "evaluations").mkdir()
    form = forms / "evaluations" / "keeper.toml"
    form.write_text('kind = "project"\ntitles = []\n[head]\nproject_name = ["养护事项"]\n', encoding="utf-8")
    assert run("lint", "forms").out == "2 form files: errors 0, warnings 0, notes 0\n"
    form.write_text('kind = "project"\ntitles = []\n[head]\nprojct_name = ["养护事项"]\n', encoding="utf-8")
    outcome = run("lint", "forms")
    assert outcome.code == 1
    assert outcome.out.splitlines()[0] == (
        "forms/evaluations/keeper.toml:4: error: the form is refused: "
        "no evaluation form has 'projct_name' in 'head' (did you mean 'project_name'?) [refused]"
    )


def test_one_file_can_be_named(run: Run, forms: Path) -> None:
    assert run("lint", forms / "harvest.toml").out == "1 form files: errors 0, warnings 0, notes 0\n"


def test_title_of_a_shipped_form_is_refused(run: Run, forms: Path) -> None:
    rewrite(forms, "采茶情况表", "支出决算表")
    outcome = run("lint", "forms")
    assert outcome.code == 1
    assert re.search(r"^forms/harvest\.toml:2: error: \S*expenditure\.toml claims the title 支出决算表", outcome.out)


def test_form_of_a_shipped_kind_stands_in_for_it(run: Run, forms: Path) -> None:
    rewrite(forms, 'kind = "tea:harvest"\ntitles = ["采茶情况表"]', 'kind = "expenditure"\ntitles = ["支出决算表"]')
    (forms / "harvest.toml").rename(forms / "expenditure.toml")
    assert run("lint", "forms").out == "1 form files: errors 0, warnings 0, notes 0\n"


def test_label_that_reading_changes_is_refused_as_it_is_read(run: Run, forms: Path) -> None:
    rewrite(forms, "采茶合计", "采⽊合计")
    assert "text is read as 采木合计" in run("lint", "forms").out


def test_worked_form_of_the_contributors_page_is_clean(run: Run, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "contributing" / "form.md").read_text(encoding="utf-8")
    text = page.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "government_procurement.toml").write_text(text, encoding="utf-8")
    outcome = run("lint", "government_procurement.toml")
    assert (outcome.code, outcome.out) == (0, "1 form files: errors 0, warnings 0, notes 0\n")


def test_file_that_is_not_utf_8_is_said_and_the_others_are_checked(run: Run, forms: Path) -> None:
    (forms / "other.toml").write_bytes(FORM.encode("gb18030"))
    outcome = run("lint", "forms")
    assert (outcome.code, outcome.out.splitlines()[0]) == (
        1,
        "forms/other.toml: error: the file is not UTF-8; save it as UTF-8 [not-utf-8]",
    )


def test_byte_order_mark_does_no_harm(run: Run, forms: Path) -> None:
    (forms / "harvest.toml").write_text(FORM, encoding="utf-8-sig")
    assert run("lint", "forms").code == 0


def test_missing_folder_fails_in_one_line(run: Run) -> None:
    outcome = run("lint", "nowhere")
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "docparse: nowhere: no such file or folder\n")


def test_folder_without_forms_fails_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    outcome = run("lint", "empty")
    assert (outcome.code, outcome.complaints) == (1, ["docparse: empty: no form files (.toml) in this folder"])


def test_stale_compiled_forms_are_an_error(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lint, "COMPILED", tmp_path / "forms.json")
    outcome = run("lint")
    assert outcome.code == 1
    assert "forms.json: error: the compiled forms are not what the form files say: run python -m" in outcome.out


def test_findings_are_chinese_where_asked(run: Run, forms: Path) -> None:
    rewrite(forms, 'rows = "function_code"', 'rows = "funtion_code"')
    first, last = run("lint", "forms", "--lang", "zh").out.splitlines()
    assert first.startswith("forms/harvest.toml:3: 错误: rows 的值是 'funtion_code'（是否想写 function_code？）")
    assert last == "1 个表样文件：错误 1，警告 0，提示 0"


def test_control_characters_of_a_file_do_not_reach_the_screen(run: Run, forms: Path) -> None:
    rewrite(forms, '["采茶情况表"]', '["采茶\\u001b[31m"]')
    assert "\x1b" not in run("lint", "forms").out


def test_plain_conversion_loads_nothing_of_the_commands_for_authors(report_file: Path) -> None:
    line = ["convert", str(report_file), "-o", "tea.json", "--quiet"]
    code = f"import sys; from docparse.cli import main; main({line!r}); print(*sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True)
    loaded = set(done.stdout.decode().split())
    assert "docparse.cli.convert" in loaded
    assert loaded & {f"docparse.cli.{name}" for name in ("app", "explain", "explanation", "lint", "new_form")} == set()
    assert loaded & {"docparse.grammars.authoring", "docparse.grammars.linting", "typer"} == set()


@pytest.mark.parametrize("code", SEVERITIES)
def test_every_code_has_a_sentence(code: str) -> None:
    assert f"lint.{code}" in more_sentences()


@pytest.mark.parametrize("key", more_sentences())
def test_both_languages_name_the_same_fields(key: str) -> None:
    english, chinese = (set(re.findall(r"\{(\w+)[^}]*\}", sentence)) for sentence in more_sentences()[key])
    assert english == chinese


def test_no_sentence_stands_in_both_catalogues() -> None:
    assert set(CATALOGUE) & set(more_sentences()) == set()
