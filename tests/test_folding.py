"""Two prints of the same words fold to the same form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("因公出国（境）费", "因公出国 (境) 费"),
        ("“三公”经费", "三公经费"),
        ("收 入　合\n计", "收入合计"),
        ("其中：教育收费", "其中:教育收费"),
        ("类、款、项", "类,款,项"),
        ("对外投资／有价证券", "对外投资/有价证券"),
    ],
)
def test_prints_of_the_same_words_compare_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("收入", "支出"), ("3.灯塔", "8.灯塔"), ("总计", "合计")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=["Nd", "Lo"])))
def test_no_digit_and_no_word_is_dropped(text: str) -> None:
    assert fold(text) == text
