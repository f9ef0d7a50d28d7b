from __future__ import annotations

import pytest

from docparse.evaluating.quantities import Quantity, is_unit, join_quantity, read_operator, split_quantity


@pytest.mark.parametrize(
    ("printed", "operator", "value", "unit"),
    [
        ("≥95%", "≥", "95", "%"),
        ("=28 人", "=", "28", "人"),
        ("≤ 0.75 元/页", "≤", "0.75", "元/页"),
        (">=1,250人次", "≥", "1250", "人次"),
        ("<=13.20 万人次", "≤", "13.20", "万人次"),
        ("98", None, "98", ""),
        ("3班、次/年", None, "3", "班、次/年"),
        ("12人（户）", None, "12", "人（户）"),
        ("≥1600个以上", "≥", "1600", "个"),
        ("≥≥95%", "≥", "95", "%"),
        ("≥95%%", "≥", "95", "%"),
        ("不低于90%", "≥", "90", "%"),
        ("大于等于 3 场", "≥", "3", "场"),
        ("=97认", "=", "97", "认"),
    ],
)
def test_quantity_has_operator_value_and_unit(printed: str, operator: str | None, value: str, unit: str) -> None:
    assert split_quantity(printed) == Quantity(operator, value, unit)


@pytest.mark.parametrize(
    "printed",
    [
        "明显提升",
        "2031年底前",
        "5月30日前",
        "2031年12月31日",
        "16-24岁",
        "第三季度",
        "开展1次培训",
        "制作材料18余万份",
        "",
    ],
)
def test_words_dates_and_ranges_have_no_value(printed: str) -> None:
    assert split_quantity(printed) == Quantity(None, None, None)


def test_operator_before_a_date_is_kept() -> None:
    assert split_quantity("=2031年 10月31日前") == Quantity("=", None, None)


def test_quantity_behind_words_does_not_count() -> None:
    assert split_quantity("水库蓄水安全率>98%") == Quantity(None, None, None)


def test_number_behind_another_one_in_words_does_not_count() -> None:
    assert split_quantity("3座水库中完成2座") == Quantity(None, None, None)


def test_very_long_text_is_a_story_whatever_it_ends_with() -> None:
    assert split_quantity("加固水库" * 200 + "98%") == Quantity(None, None, None)


def test_unit_cell_says_the_unit() -> None:
    assert join_quantity("≥", "1600个以上", "座") == Quantity("≥", "1600", "座")


def test_worded_target_keeps_the_operator_and_unit_of_their_cells() -> None:
    assert join_quantity("=", "及时", "%") == Quantity("=", None, "%")


def test_operator_that_is_printed_with_the_value_counts_where_the_operator_cell_holds_words() -> None:
    assert join_quantity("定量", "≥90%", "") == Quantity("≥", "90", "%")


@pytest.mark.parametrize(("printed", "sign"), [(">=", "≥"), ("=<", "≤"), ("不超过", "≤"), ("定性", None)])
def test_operator_is_read_from_signs_and_words(printed: str, sign: str | None) -> None:
    assert read_operator(printed) == sign


@pytest.mark.parametrize("unit", ["人", "万人次", "元/人·天", "次/季度", "%", "个百分点", "台/套"])
def test_units_may_be_scaled_and_joined(unit: str) -> None:
    assert is_unit(unit)


@pytest.mark.parametrize("words", ["及时", "底前", "", "人才", "/"])
def test_other_words_are_no_units(words: str) -> None:
    assert not is_unit(words)


def test_unit_that_nobody_knows_is_one_where_another_cell_of_the_row_has_it() -> None:
    assert split_quantity("28扇") == Quantity(None, None, None)
    assert split_quantity("28扇", "扇") == Quantity(None, "28", "扇")


def test_words_behind_a_number_are_no_unit_because_another_cell_has_one() -> None:
    assert split_quantity("28扇门", "扇") == Quantity(None, None, None)
