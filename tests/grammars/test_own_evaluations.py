"""Evaluation forms of a user's own: what they change, for whom, and what is refused of them."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import docparse
from docparse.errors import GrammarError
from docparse.grammars.evaluation_files import SECTIONS
from docparse.grammars.own_evaluations import problems_in, with_own
from docparse.knowledge import built_in, read_knowledge
from tests.build import text

FORM = """
    kind = "project"
    titles = ["灯塔养护考核评分表"]
    [head]
    project_name = ["养护事项"]
    department = ["管护单位"]
    [funds]
    block = ["养护经费"]
    full_year_budget = ["核定数"]
    executed = ["实用数"]
    execution_rate = ["用款进度"]
    [indicators]
    level1 = ["考核大类"]
    level2 = ["考核小类"]
    level3 = ["看护要点"]
    target = ["应达数"]
    actual = ["实达数"]
    weight = ["满分"]
    score = ["实得"]
    [levels]
    level1 = ["看护成效"]
    level2 = ["亮灯", "巡检"]
"""
PRINTED = """
    灯塔养护考核评分表
    （2031年度）
    养护事项\t东岸灯塔养护\t管护单位\t航标处
    养护经费（万元）\t\t核定数\t实用数\t用款进度
    \t年度资金总额\t12.00\t11.40\t95%
    考核大类\t考核小类\t看护要点\t应达数\t实达数\t满分\t实得
    看护成效\t亮灯\t亮灯天数\t≥360天\t361天\t60\t60
    看护成效\t巡检\t巡检次数\t≥24次\t22次\t30\t27
    总分\t\t\t\t\t90\t87
"""
PACKAGE = Path(docparse.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of grammars with one evaluation form."""
    return write(tmp_path / "forms", FORM)


def write(folder: Path, content: str, name: str = "keeper.toml") -> Path:
    place = folder / "evaluations" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text(content), encoding="utf-8")
    return folder


def problems(folder: Path) -> list[tuple[int | None, str]]:
    (path,) = (folder / "evaluations").iterdir()
    return [(problem.line, problem.message) for problem in problems_in(path)]


def rewritten(folder: Path, old: str, new: str) -> Path:
    assert old in FORM
    return write(folder, FORM.replace(old, new))


def test_form_of_unknown_labels_is_read_by_those_of_the_folder(folder: Path) -> None:
    (form,) = docparse.Parser(grammars=[folder]).parse(text(PRINTED)).evaluations
    assert (form.kind, form.grammar.form) == ("project", "keeper")
    assert form.project_name is not None and form.project_name.value == "东岸灯塔养护"
    rows = [[cell and cell.value for cell in (row.level1, row.level2, row.level3)] for row in form.indicators]
    assert rows == [["看护成效", "亮灯", "亮灯天数"], ["看护成效", "巡检", "巡检次数"]]
    points = [cell for row in form.indicators for cell in (row.weight, row.score) if cell is not None]
    assert [(cell.value, cell.status) for cell in points] == [(each, "verified") for each in ("60", "60", "30", "27")]
    assert [fund.executed and fund.executed.value for fund in form.funds] == ["11.40"]


def test_nobody_else_reads_with_them(folder: Path) -> None:
    own, other = docparse.Parser(grammars=[folder]), docparse.Parser()
    assert [len(parser.parse(text(PRINTED)).evaluations) for parser in (other, own, other, own)] == [0, 1, 0, 1]


def test_threads_with_different_forms_do_not_disturb_each_other(folder: Path, tmp_path: Path) -> None:
    renamed = write(tmp_path / "other", FORM.replace("看护要点", "看守要点"))
    parsers = [docparse.Parser(grammars=[place]) for place in (folder, renamed)] * 8
    texts = [text(PRINTED), text(PRINTED).replace("看护要点", "看守要点")] * 8
    alone = [parser.parse(printed).to_json() for parser, printed in zip(parsers[:2], texts[:2], strict=True)]
    with ThreadPoolExecutor(4) as pool:
        together = pool.map(lambda parser, printed: parser.parse(printed).to_json(), parsers, texts)
    assert list(together) == alone * 8


def test_form_of_a_name_that_docparse_has_takes_its_place(tmp_path: Path) -> None:
    shipped = len(built_in_forms())
    own = with_own([write(tmp_path, FORM, "project_yunnan.toml") / "evaluations" / "project_yunnan.toml"])
    assert own is not None
    forms = {form.id: form for form in own.vocabulary.forms}
    assert len(forms) == shipped
    assert forms["project_yunnan"].titles == ("灯塔养护考核评分表",)


def built_in_forms() -> list[str]:
    return [path.stem for path in (PACKAGE / "grammars" / "evaluation").glob("*.toml")]


def test_folder_without_evaluation_forms_costs_nothing(tmp_path: Path) -> None:
    assert with_own([]) is None
    assert built_in().evaluations is None


def test_fingerprint_changes_with_them(folder: Path) -> None:
    before = read_knowledge([str(folder)]).fingerprint
    rewritten(folder, "实得", "实际得")
    assert read_knowledge([str(folder)]).fingerprint not in (before, built_in().fingerprint)


def test_title_in_any_year_begins_a_form(folder: Path) -> None:
    printed = text(PRINTED).replace("灯塔养护考核评分表\n", "2031年度灯塔养护考核评分表\n")
    (form,) = docparse.Parser(grammars=[folder]).parse(printed).evaluations
    assert form.title is not None and form.title.value == "2031年度灯塔养护考核评分表"


def test_page_lists_all_sections_and_keys() -> None:
    page = (PACKAGE.parent / "docs" / "own-forms.md").read_text(encoding="utf-8")
    for section, keys in SECTIONS.items():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{section}` |")]
        assert set(re.findall(r"`(\w+)`", row)) == {section, *keys}


# ---- what is refused of them


def test_sound_form_is_taken(folder: Path) -> None:
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('kind = "project"', 'kind = "projet"', 1, "write project or department"),
        ('titles = ["灯塔养护考核评分表"]', "", None, "a form needs titles"),
        ("[levels]", "[level]", 19, "did you mean 'levels'?"),
        ('weight = ["满分"]', 'wieght = ["满分"]', 17, "did you mean 'weight'?"),
        ('score = ["实得"]', 'score = "实得"', 18, "no list of labels"),
        ('level3 = ["看护要点"]', 'level3 = ["考核内容"]', 14, "考核内容 already stands for indicators.extra"),
        ('score = ["实得"]', 'score = ["满分"]', 18, "满分 already stands for indicators.weight"),
        ('["灯塔养护考核评分表"]', '["部门整体支出绩效自评表"]', 2, "that of forms of the kind department"),
        ('score = ["实得"]', 'score = ["实得"', 19, "not TOML"),
    ],
)
def test_mistake_is_told_with_its_line(folder: Path, old: str, new: str, line: int | None, message: str) -> None:
    ((found, said),) = problems(rewritten(folder, old, new))
    assert (found, message in said) == (line, True), said
    with pytest.raises(GrammarError, match=r"keeper\.toml"):
        docparse.Parser(grammars=[folder])


def test_file_of_another_sort_is_refused(folder: Path) -> None:
    (folder / "evaluations" / "keeper.toml").rename(folder / "evaluations" / "keeper.txt")
    assert problems(folder) == [(None, "this is no evaluation form; name the file *.toml")]


def test_file_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "evaluations" / "keeper.toml").write_bytes(text(FORM).encode("gb18030"))
    assert problems(folder) == [(None, "the file is not UTF-8; save it as UTF-8")]


def test_two_folders_must_not_call_their_forms_alike(folder: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other", FORM)
    with pytest.raises(GrammarError, match="give one of them another name"):
        docparse.Parser(grammars=[folder, other])
