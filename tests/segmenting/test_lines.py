"""Lines of the normalised text, and the row that numbers the columns."""

from __future__ import annotations

import pytest

from docparse.segmenting.lines import column_numbers, split_lines


def test_line_knows_where_it_stands() -> None:
    text = "灯塔\n\n  \n浮标 1.00\n"
    assert [text[line.start : line.end] for line in split_lines(text)] == ["灯塔", "浮标 1.00"]


def test_lines_are_numbered_over_all_lines_blank_ones_too() -> None:
    assert [line.number for line in split_lines("灯塔\n\n \n浮标")] == [0, 3]


def test_text_without_lines_has_none() -> None:
    assert split_lines(" \n\t\n") == ()


@pytest.mark.parametrize(
    "text", ["栏次 1 2 3", "栏 次 1 2 3", "1 2 3", "\t栏次\t1\t2\t3", "| 栏次 |  | 1 | 2 | 3 |", "栏次 1 栏次 2 3"]
)
def test_row_of_column_numbers_is_recognised(text: str) -> None:
    assert column_numbers(text) == (1, 2, 3)


@pytest.mark.parametrize("text", ["栏次", "1 教育支出 2", "205 10.00", "合计 1 2 3", "1.00 2.00"])
def test_other_rows_number_no_columns(text: str) -> None:
    assert column_numbers(text) == ()


@pytest.mark.parametrize(
    "text",
    ["栏次1 2 3 4 5 6", "栏次 1 2 34 5 6", "1 23 4 5 6", "栏次 1 2 3 456", "栏 次 l 2 3 4 5 6", "栏次1 2 栏次3 4 5 6"],
)
def test_column_numbers_that_lost_a_blank_or_became_letters_still_count(text: str) -> None:
    assert column_numbers(text) == (1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize("text", ["123", "123 4", "12 3 5", "合计 12 34 5", "1234567", "栏次 1 2 345 7"])
def test_digits_that_do_not_count_up_number_no_columns(text: str) -> None:
    assert column_numbers(text) != tuple(range(1, len(column_numbers(text)) + 1)) or column_numbers(text) == ()
