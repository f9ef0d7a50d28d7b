from __future__ import annotations

import pytest

from docparse.evaluating.fragments import fragments_of
from docparse.segmenting.evaluations import EvaluationRegion
from tests.build import lines
from tests.evaluating.reading import fragments, words


def test_blanks_part_fragments_where_nothing_stronger_does() -> None:
    assert words(fragments("年度资金总额 10.00 8.00")) == ["年度资金总额", "10.00", "8.00"]


def test_tabs_part_cells_and_keep_the_blanks_inside_them() -> None:
    assert words(fragments("年度 总体 目标⇥预期目标\n总 分⇥⇥90")) == ["年度 总体 目标", "预期目标", "总 分", "90"]


def test_pipes_part_cells_like_tabs() -> None:
    found = fragments("| 总 分 | | 90 |\n| 得 分 | | 88 |")
    assert [(each.text, each.tabs) for each in found] == [("总 分", 1), ("90", 2), ("得 分", 1), ("88", 2)]


def test_tabs_before_a_fragment_are_counted() -> None:
    found = fragments("总分⇥⇥⇥90⇥87")
    assert [each.tabs for each in found] == [0, 3, 1]


@pytest.mark.parametrize(
    ("printed", "gap"),
    [
        ("甲 乙", "space"),
        ("甲   乙", "wide"),
        ("甲⇥乙", "tab"),
        ("甲\n乙", "line"),
        ("甲\n\n乙", "blank"),
        ("甲\n\f乙", "page"),
        ("甲\n- 3 -\n乙", "page"),
    ],
)
def test_gap_says_what_stands_before_a_fragment(printed: str, gap: str) -> None:
    assert [each.gap for each in fragments(printed)] == ["first", gap]


def test_line_that_hangs_below_another_begins_a_page_where_lines_stand_apart() -> None:
    found = fragments("甲\n\n乙\n\n丙\n\n丁\n 戊")
    assert found[-1].gap == "page"


def test_number_far_from_the_lines_around_it_is_a_page_number() -> None:
    kept, furniture = fragments_of(EvaluationRegion("project", lines("甲\n\n\n\n62\n\n乙"), 0))
    assert (words(kept), [line.text for line in furniture]) == (["甲", "乙"], ["62"])


def test_number_on_a_line_of_its_own_between_cells_is_a_cell() -> None:
    assert words(fragments("数量\n\n10\n\n10\n\n质量")) == ["数量", "10", "10", "质量"]


def test_rule_is_furniture() -> None:
    assert words(fragments("甲⇥乙\n-------⇥---\n丙⇥丁")) == ["甲", "乙", "丙", "丁"]


def test_places_lead_to_the_characters() -> None:
    printed = lines("总分  100 分\n优")
    text = "总分  100 分\n优\n"
    kept, _ = fragments_of(EvaluationRegion("project", printed, 0))
    assert [text[each.start : each.end] for each in kept] == words(kept)
