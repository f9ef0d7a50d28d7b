from __future__ import annotations

import pytest

from docparse.errors import GrammarError
from docparse.grammars.evaluation_files import read_evaluation_form
from docparse.grammars.evaluations import load_evaluations, vocabulary_of

FORM = 'kind = "project"\ntitles = ["甲表"]\n'


def test_shipped_forms_can_be_read() -> None:
    assert {form.kind for form in load_evaluations().forms} == {"project", "department"}


def test_label_may_have_a_place_in_several_sections() -> None:
    form = read_evaluation_form(
        f'{FORM}[funds]\nscore = ["得分"]\n[indicators]\nscore = ["得分"]\n', file="a.toml", name="a"
    )
    assert vocabulary_of([form]).labels["得分"] == (("funds", "score"), ("indicators", "score"))


def test_words_of_a_section_can_be_had_by_key() -> None:
    form = read_evaluation_form(f'{FORM}[goals]\nyear = ["财年"]\nexpected = ["目标"]\n', file="a.toml", name="a")
    assert vocabulary_of([form]).words("goals", "year") == {"财年": "year"}


def test_labels_are_compared_without_white_space_and_width() -> None:
    form = read_evaluation_form(f'{FORM}[head]\ndepartment = ["部门（单位） 名称"]\n', file="a.toml", name="a")
    assert list(vocabulary_of([form]).labels) == ["部门(单位)名称"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kind = ", "not TOML: Invalid value"),
        ('titles = ["甲表"]', "needs a kind"),
        ('kind = "table"\ntitles = []', "needs a kind"),
        (f"{FORM}[heads]\n", "section 'heads'"),
        (f"{FORM}[head]\nname = []\n", "'name' in 'head'"),
        (f'{FORM}[head]\ndepartment = "甲"\n', "no list of labels"),
        (f'{FORM}[head]\ndepartment = [" "]\n', "no list of labels"),
    ],
)
def test_faulty_file_is_refused(text: str, reason: str) -> None:
    with pytest.raises(GrammarError, match=reason):
        read_evaluation_form(text, file="a.toml", name="a")
