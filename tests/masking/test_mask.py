"""A masked text: layout and words of forms stay, nothing that tells whose text it is."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import docparse
from docparse.masking import mask
from docparse.masking.words import load_words
from docparse.renderings import RENDERINGS
from tests.cli.conftest import REPORT

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
CORPUS = sorted((ROOT / "corpus").glob("001/source.txt"))
# Snippets in which digits themselves say what belongs together (parts of codes, one cell a line, wraps around values,
# line numbers that count on, years), or names that a mask hides (whose department a title is about, glued words).
TOLD_BY_WHAT_IS_HIDDEN = (
    *("split-codes", "one-cell-a-line", "wrapped-around", "no-rows", "tabbed-blank-cells"),
    *("hidden-a-cell-a-line", "spaced-expenditure-by-nature-as-well", "line-number-lost", "earlier-year"),
    *("unit-among-rows", "label-a-line-of-no-form", "glued-without-line-numbers"),
)
SHAPED = [
    path for path in sorted(CASES.glob("*/*.txt")) if not any(what in path.stem for what in TOLD_BY_WHAT_IS_HIDDEN)
]
# Characters that stand in no word that may be shown.
RARE = "骉淼鑫垚焱犇羴猋麤毳掱尛嫑甭烎炛"


def shape(text: str) -> list[tuple[str, int, int]]:
    """The tables of a text by kind, number of columns and number of rows."""
    return [(table.kind, len(table.columns), len(table.rows)) for table in docparse.parse(text).tables]


def test_figures_and_names_are_masked_and_words_of_forms_are_not() -> None:
    assert mask("部门：云溪县档案馆\t单位：万元\t-1,234.50\t12%") == "部门：某某某某某某\t单位：万元\t-9,999.99\t99%"


@pytest.mark.parametrize(
    ("printed", "masked"),
    [
        ("云溪县茶叶局收入决算表", "某某某某某某收入决算表"),
        ("张三", "某某"),
        ("国家安全局", "某某某某某"),
        ("云溪县市场监督管理局", "某某某某某某某某某某"),
        ("云溪县委宣传部", "某某某某某某某"),
        ("云溪县人力资源和社会保障局", "某某某某某某某某某某某某某"),
        ("云溪县档案馆", "某某某某某某"),
        ("2012604 档案馆", "9999999 档案馆"),
        ("zhang.san@example.cn", "xxxxx.xxx@xxxxxxx.xx"),
        ("１２３．４５ ＡＢ", "９９９．９９ ｘｘ"),
        ("①②Ⅻ½", "9999"),
        ("Ωжé", "xxx"),
        ("\ue123\U000e0041", "xx"),
        ("一、一般公共服务支出 31", "一、一般公共服务支出 99"),
        ("第三部分", "第三部分"),
        ("2031年度", "9999年度"),
    ],
)
def test_mask(printed: str, masked: str) -> None:
    assert mask(printed) == masked


@pytest.mark.parametrize("label", ["合 计", "收  入", "一般公共预算财\n政拨款", "因公出国\n（境）费"])
def test_words_are_known_across_blanks_and_line_ends(label: str) -> None:
    assert mask(label) == label


def test_pieces_of_words_are_shown_where_a_wrapped_header_left_them_alone() -> None:
    assert mask("一般公共预  政府性基金\n算财政拨款  预算财政拨") == "一般公共预  政府性基金\n算财政拨款  预算财政拨"


def test_numbers_that_only_count_are_shown() -> None:
    assert mask("栏次\t1\t2\t3") == "栏次\t1\t2\t3"
    assert mask("云溪\t1\t2\t3") == "某某\t9\t9\t9"
    lines = "".join(f"{number}\t7.{number}\n" for number in range(1, 31))
    assert [line.split("\t")[0] for line in mask(lines).splitlines()] == [str(number) for number in range(1, 31)]
    assert mask(lines).splitlines()[6] == "7\t9.9"


def test_tags_stay_and_their_attributes_do_not() -> None:
    assert mask('<td class="li">云溪&nbsp;</td><li4 x>') == '<td xxxxx="xx">某某&nbsp;</td><xx9 x>'


@given(st.text())
def test_length_lines_and_widths_stay(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert [character if character.isspace() else "." for character in masked] == [
        character if character.isspace() else "." for character in text
    ]
    assert mask(masked) == masked


@given(st.text(st.characters(exclude_characters="\n")))
def test_no_digit_and_no_letter_survives(text: str) -> None:
    words = load_words()
    shown = {character for word in words.whole for character in word} | words.beside_digits
    shown |= set("".join((words.numerals, *words.numbered, words.mask, "9９xｘ")))
    for character, hidden in zip(text, mask(text), strict=True):
        assert not hidden.isalnum() or hidden in shown, (character, hidden)


@given(st.text(RARE, min_size=1, max_size=4), st.integers(0, len(REPORT)))
def test_name_that_is_put_in_anywhere_does_not_survive(name: str, place: int) -> None:
    assert not set(mask(REPORT[:place] + name + REPORT[place:])) & set(RARE)


@given(st.integers(100, 10**9).filter(lambda number: set(str(number)) != {"9"}), st.integers(0, len(REPORT)))
def test_figure_that_is_put_in_anywhere_does_not_survive(number: int, place: int) -> None:
    text = REPORT[:place] + str(number) + REPORT[place:]
    ruler = next(line for line in REPORT.splitlines() if line.startswith("栏次"))
    lines = [line for line in mask(text).splitlines() if line != ruler]
    assert {character for line in lines for character in line if character.isdecimal()} <= {"9"}


@pytest.mark.parametrize("path", SHAPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_masked_snippet_has_the_same_tables(path: Path) -> None:
    text = docparse.read_text(path)
    assert shape(mask(text)) == shape(text)


def test_masked_report_has_the_same_tables() -> None:
    assert shape(mask(REPORT)) == shape(REPORT) != []


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.parent.name)
def test_masked_document_has_the_same_tables(path: Path) -> None:
    text = docparse.read_text(path)
    assert shape(mask(text)) == shape(text) != []


def test_width_of_every_character_stays() -> None:
    text = "云Ａ１①，a1. ｶé"
    width = {True: 2, False: 1}
    for character, hidden in zip(text, mask(text), strict=True):
        if unicodedata.east_asian_width(character) != "A":
            wide = [width[unicodedata.east_asian_width(each) in "WF"] for each in (character, hidden)]
            assert wide[0] == wide[1], (character, hidden)


def test_most_snippets_are_held_to_it_and_all_renderings() -> None:
    assert len(SHAPED) > 0.75 * len(list(CASES.glob("*/*.txt")))
    named = {path.stem.split("-")[0] for path in CASES.glob("*/*.txt")}
    assert {path.stem.split("-")[0] for path in SHAPED} == named <= {rendering.NAME for rendering in RENDERINGS}
