"""The knowledge of the language of the prose: every pattern finds its example, every shape its own."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from docparse.errors import GrammarError
from docparse.grammars import narrative as grammar
from docparse.grammars.narrative import Cue, even, load_narrative, read_shapes
from docparse.lexicons.load import load_lexicon
from docparse.lexicons.subjects import UNKEYED, load_subjects
from docparse.narrative.cues import find_cues
from docparse.narrative.language import pieces_of
from docparse.narrative.pieces import cut_pieces, weigh
from docparse.segmenting.language import frequencies, label_tokenizer

if TYPE_CHECKING:
    from pathlib import Path

CUES = load_narrative().cues
SHAPES = read_shapes(tomllib.loads((grammar.NARRATIVE / "shapes.toml").read_text(encoding="utf-8")))[0]


def pattern_of(cue: Cue) -> str:
    return " ".join("|".join(names) + "?" * optional for names, optional in cue.pattern)


@pytest.mark.parametrize("at", range(len(CUES)), ids=[f"{cue.means}-{pattern_of(cue)}" for cue in CUES])
def test_a_cue_is_found_in_its_example(at: int) -> None:
    assert CUES[at] in {found.cue for found in find_cues(pieces_of(even(CUES[at].example)))}


@pytest.mark.parametrize(
    ("shape", "line"), [(shape, line) for shape in SHAPES for line in shape.matches], ids=lambda part: str(part)[:40]
)
def test_a_shape_takes_what_it_is(shape: grammar.Shape, line: str) -> None:
    inside = re.compile(shape.pattern).finditer(f"{line}以内在{line}街道,{line}企业")
    alone = re.compile(shape.pattern).fullmatch(line)

    assert alone or line in {found[0] for found in inside}


@pytest.mark.parametrize(
    ("shape", "line"), [(shape, line) for shape in SHAPES for line in shape.misses], ids=lambda part: str(part)[:40]
)
def test_a_shape_refuses_what_it_is_not(shape: grammar.Shape, line: str) -> None:
    assert not re.compile(shape.pattern).fullmatch(line)


def test_a_word_stands_in_one_class_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in grammar.NARRATIVE.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    words = (tmp_path / "words.toml").read_text(encoding="utf-8").replace("up = [", 'up = ["下降",', 1)
    (tmp_path / "words.toml").write_text(words, encoding="utf-8")
    monkeypatch.setattr(grammar, "NARRATIVE", tmp_path)

    with pytest.raises(GrammarError, match="stands in up and in down"):
        load_narrative.__wrapped__()


def test_a_cue_that_says_something_unknown_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in grammar.NARRATIVE.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "cues.toml").write_text('[[cue]]\nmeans = "guess"\npattern = "up FIGURE"\nexample = ""\n', "utf-8")
    monkeypatch.setattr(grammar, "NARRATIVE", tmp_path)

    with pytest.raises(GrammarError, match="unknown word in the cue 'up FIGURE'"):
        load_narrative.__wrapped__()


def test_every_class_of_a_pattern_has_words() -> None:
    classes = set(load_narrative().words.values())
    kinds = {"MONEY", "PERCENT", "COUNT", "FIGURE", "YEAR", "YEAR_END", "SUBJECT", "GAP"}
    named = {name for cue in CUES for names, _ in cue.pattern for name in names}

    assert named <= classes | kinds


def test_every_role_names_classes_that_have_words() -> None:
    classes = set(load_narrative().words.values())

    assert set().union(*load_narrative().roles.values()) <= classes


def test_every_key_of_a_subject_is_one_of_the_vocabulary_or_says_that_it_is_none() -> None:
    known = set(load_lexicon().items.values())
    keys = {key for readings in load_subjects().names.values() for reading in readings for key in reading.keys}

    assert {key for key in keys if not key.startswith(UNKEYED)} <= known


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (("教育", "普通教育", "小学教育"), "2050202"),
        (("卫生健康", "行政事业单位医疗", "公务员医疗补助"), "2101103"),
        (("社会保障和就业", "其他社会保障和就业", "其他社会保障和就业"), "2089999"),
    ],
)
def test_a_path_of_class_section_and_item_has_its_code(path: tuple[str, ...], code: str) -> None:
    assert load_subjects().items[path] == code


def test_every_section_and_item_of_the_classification_stands_below_a_class() -> None:
    codes = set(load_subjects().items.values())

    assert {code for code in codes if len(code) > 3 and code[:-2] not in codes} == set()


def test_one_name_is_two_subjects_by_its_unit() -> None:
    subjects = load_subjects()

    assert subjects.keys("国内公务接待", "批次") == ("count.reception_batches",)
    assert subjects.keys("国内公务接待", "人次") == ("count.reception_persons",)


def test_a_name_of_the_lexicon_is_one_piece_whatever_marks_it_holds() -> None:
    pieces = pieces_of(even("我单位无因公出国（境）费，“三公”经费支出为零"))

    assert {"因公出国(境)费", '"三公"经费支出'} <= {piece.text for piece in pieces}


def test_pieces_joined_are_the_text() -> None:
    text = even("根据云溪财教〔2031〕5号，2031年3月购置2辆公务用车（含税），比上年增加1.50万元，增长3%。")

    assert "".join(piece.text for piece in pieces_of(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "完成年初预算的",
        "上年结转和结余",
        "支出决算数大于年初预算数的主要原因是",
        "某某某",
        "支",
        "",
    ],
)
def test_words_are_cut_as_jieba_cuts_them(text: str) -> None:
    words = frozenset(load_narrative().words)
    expected = label_tokenizer(words).cut(text, HMM=False)

    pieces = cut_pieces(text, weigh(frequencies(words)))

    known = {(piece.start, piece.text) for piece in pieces if piece.kind == "WORD"}
    at = 0
    for word in expected:
        assert word not in words or (at, word) in known
        at += len(word)


@pytest.mark.parametrize(
    ("shape", "line"),
    [(shape, line) for shape in SHAPES if shape.needs for line in shape.matches],
    ids=lambda part: str(part)[:40],
)
def test_what_a_shape_needs_stands_in_it(shape: grammar.Shape, line: str) -> None:
    assert shape.needs is not None
    assert re.search(shape.needs, line)


def test_shapes_that_need_something_stand_before_the_others() -> None:
    usual = [shape.needs is None for shape in SHAPES]

    assert usual == sorted(usual)


def test_rare_shapes_stand_among_the_usual_ones_in_the_order_of_the_text() -> None:
    text = even("2031年根据云财〔2031〕5号和教〔2030〕12号，购置2辆公务用车。")

    found = [each[0] for each in load_narrative().shapes_in(text)]

    assert found == ["2031年", "根据云财〔2031〕5号", "和教〔2030〕12号", "2辆"]
