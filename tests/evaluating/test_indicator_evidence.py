from __future__ import annotations

import pytest

from docparse.evaluating.evidence import Evidence, gather_evidence
from docparse.evaluating.traits import trait
from docparse.evaluating.wraps import build_corpus
from tests.evaluating.reading import fragments


def evidence(printed: str, *, natures: bool = False) -> Evidence:
    found = fragments(printed)
    return gather_evidence(found, build_corpus([found], [True]), natures=natures)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("12.50", "number"),
        ("≥95%", "quantity"),
        ("95%", "measure"),
        ("90%-95%", "measure"),
        ("16-24岁青年", "text"),
        ("3万人次", "measure"),
        ("≥", "operator"),
        ("—", "mark"),
        ("万元", "unit"),
        ("定性指标", "nature"),
        ("加固水库", "text"),
        ("2031年底前", "text"),
    ],
)
def test_fragment_is_known_by_its_characters(printed: str, kind: str) -> None:
    assert trait(printed).kind == kind


@pytest.mark.parametrize(("printed", "number"), [("10", 10.0), ("6.25分", 6.25), ("101", None), ("95%", None)])
def test_points_are_numbers_up_to_a_hundred(printed: str, number: float | None) -> None:
    assert trait(printed).number == number


def test_width_counts_latin_characters_half() -> None:
    assert (trait("水库A1").width, trait("水库").width) == (3.0, 2.0)


def test_what_is_glued_together_is_cut_where_a_cell_may_end() -> None:
    found = evidence("数量指标加固水库≥3座")
    assert [each.text for each in found.fragments] == ["数量指标", "加固水库", "≥3座"]
    assert found.gaps == ("first", "glue", "glue")


def test_values_that_are_glued_together_are_cut_behind_their_units() -> None:
    assert [each.text for each in evidence("42公里43.5公里10").fragments] == ["42公里", "43.5公里", "10"]


def test_values_glued_to_their_name_are_cut_behind_a_unit_that_stands_twice() -> None:
    found = evidence("巡河艇次≥52艘53艘22.5")
    assert [each.text for each in found.fragments] == ["巡河艇次", "≥52艘", "53艘", "22.5"]


def test_words_that_stand_behind_one_number_each_are_no_units() -> None:
    assert [each.text for each in evidence("按期开工≥5处先12处22").fragments] == ["按期开工", "≥5处先12处22"]


def test_date_is_not_cut() -> None:
    assert len(evidence("2031年7月").fragments) == 1


def test_nature_is_cut_off_only_where_it_has_a_column() -> None:
    assert [len(evidence("定性逐步提高", natures=own).fragments) for own in (True, False)] == [2, 1]


def test_cut_fragments_keep_their_places() -> None:
    found = evidence("数量指标加固水库").fragments
    assert [(each.start, each.end) for each in found] == [(0, 4), (4, 8)]


def test_word_that_stands_whole_elsewhere_speaks_for_a_wrap() -> None:
    found = evidence("小型水库安全运行\n保障小型水\n库安全")
    assert found.inside[2] < found.inside[1]


def test_torn_date_surely_goes_on() -> None:
    assert evidence("2031年6\n月底前").goes_on == ("text", "sure")


def test_comma_cannot_begin_a_cell() -> None:
    found = evidence("加固水库\n，巡查河道\n维护设施")
    assert found.border[1] > found.border[2]


def test_bracket_that_is_open_has_to_be_closed_first() -> None:
    found = evidence("《小型水库\n运行\n管护办法》\n水库")
    assert found.border[2] > found.border[3]


def test_line_that_ends_a_sentence_of_the_line_above_begins_no_cell() -> None:
    begun = "达到目标得10分，基本达到得\n一半分值，未达到不得分。\n显著提升\n"
    assert evidence(begun).border[1] > 0
    assert evidence(begun).border[2] == 0
    assert evidence(begun.replace("得\n", "得。\n")).border[1] == 0
    assert evidence("加固水库\n已按期完成。\n").border[1] == 0
