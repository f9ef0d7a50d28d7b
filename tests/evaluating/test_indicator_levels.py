from __future__ import annotations

import pytest

from docparse.evaluating.levels import LevelWord, find_level_words, level_name, level_weight, spelling
from docparse.evaluating.spanning import go_together, spread_levels
from tests.evaluating.reading import fragments


def level_words(printed: str, seen: frozenset[str] = frozenset()) -> list[tuple[LevelWord, ...]]:
    found = fragments(printed)
    return find_level_words(found, [True] * len(found), seen)


def known_words(printed: str) -> list[str]:
    found = fragments(printed)
    return [
        "".join(each.text for each in found[index : word.end])
        for index, words in enumerate(level_words(printed))
        for word in words
        if word.known
    ]


def test_word_in_pieces_is_spelt_together() -> None:
    assert "服务对象满意度指标" in known_words("服务对象满\n意度指\n标")


def test_levels_of_the_budget_of_a_department_are_known() -> None:
    assert known_words("预算管理\n部门目\n标实现") == ["预算管理", "部门目标实现"]


def test_tail_belongs_to_its_word() -> None:
    assert "服务对象满意度指标等" in known_words("服务对象满意度\n指标等")


def test_weight_belongs_to_its_word() -> None:
    assert "产出指标（50分）" in known_words("产出指标\n（50分）")


def test_tab_ends_a_word() -> None:
    assert "数量指标" not in known_words("数量⇥指标")


@pytest.mark.parametrize(
    ("printed", "name", "weight"), [("效益指标（30分）", "效益指标", "30"), ("效益指标", "效益指标", None)]
)
def test_weight_of_a_level_is_no_part_of_its_name(printed: str, name: str, weight: str | None) -> None:
    assert (level_name(printed), level_weight(printed)) == (name, weight)


def test_word_of_both_levels_with_a_weight_is_rather_level1() -> None:
    ((plain,), (weighed,)) = level_words("满意度指标")[0:1] + level_words("满意度指标（10分）")[0:1]
    assert (plain.level1, plain.level2) == (0, 0)
    assert weighed.level1 == 0 < weighed.level2


def test_misspelt_word_is_like_the_known_one() -> None:
    (word,) = level_words("产出指表")[0]
    assert not word.known
    assert word.level1 < 3


def test_text_with_figures_is_no_level() -> None:
    assert level_words("3座水库")[0] == ()


def test_unknown_text_before_another_may_be_a_level_and_rather_where_it_is_so_again_and_again() -> None:
    (once,) = level_words("河湖管护\n巡查河道")[0]
    (often,) = level_words("河湖管护\n巡查河道", frozenset({"河湖管护"}))[0]
    assert not once.known
    assert often.level2 < once.level2


def test_unknown_text_with_nothing_behind_it_is_no_level() -> None:
    assert level_words("河湖管护\n巡查河道")[1] == ()


def test_half_a_word_is_begun_and_not_whole() -> None:
    assert spelling("可持续影") == (True, False)


def sources(level1: list[str | None], level2: list[str | None]) -> tuple[list[int | None], list[int | None]]:
    first, second = spread_levels(level1, level2)
    return [each.source for each in first], [each.source for each in second]


def test_levels_go_on_down() -> None:
    found = sources(["产出指标", None, "效益指标"], ["数量指标", None, "社会效益指标"])
    assert found == ([0, 0, 2], [0, 0, 2])


def test_level1_that_is_printed_below_stands_for_the_rows_above_that_go_with_it() -> None:
    found, _ = sources([None, "产出指标", None], ["数量指标", "质量指标", "时效指标"])
    assert found == [1, 1, 1]


def test_level1_that_does_not_go_with_the_row_is_not_filled_up() -> None:
    found, _ = sources([None, "效益指标"], ["质量指标", "社会效益指标"])
    assert found == [None, 1]


def test_level1_below_is_preferred_where_only_it_goes_with_the_row() -> None:
    found, _ = sources(["产出指标", None, "效益指标"], ["数量指标", "社会效益指标", "生态效益指标"])
    assert found == [0, 2, 2]


def test_filled_up_level_is_not_sure() -> None:
    first, _ = spread_levels([None, "产出指标"], ["数量指标", None])
    assert [each.sure for each in first] == [False, True]


def test_level2_does_not_go_on_into_another_level1() -> None:
    _, found = sources(["产出指标", "效益指标"], ["数量指标", None])
    assert found == [0, None]


@pytest.mark.parametrize(
    ("level1", "level2", "fits"),
    [("成本指标", "经济成本指标", True), ("社会效应", "社会效益", True), ("效益指标", "质量指标", False)],
)
def test_levels_go_together_by_their_kind(level1: str, level2: str, fits: bool) -> None:
    assert go_together(level1, level2) is fits


def test_level2_of_unknown_kind_goes_with_any_level1() -> None:
    assert go_together("履职效能", "治水成效")


def test_level_is_not_sure_below_a_name_that_may_hold_one() -> None:
    _, second = spread_levels(["产出", None, None, None], ["数量", None, None, "质量"], [False, True, False, False])
    assert [each.sure for each in second] == [True, False, False, True]
