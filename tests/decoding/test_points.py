"""Decimal points that were lost behind a thousands separator, and how many decimals a table is used to."""

from __future__ import annotations

import pytest

from docparse.decoding.points import habit, restore_points
from tests.build import atoms, line

ROW = "1,234.56 2,345.67 34.50 0.00 5.25"


def restored(*printed: str) -> list[str]:
    return [atom.text for _, row in restore_points([(line(each), atoms(each)) for each in printed]) for atom in row]


def test_group_of_five_digits_ends_in_two_decimals() -> None:
    assert restored(ROW, ROW, "1,23456 12,345,67890")[-2:] == ["1,234.56", "12,345,678.90"]


def test_mended_amount_knows_that_it_was_put_together() -> None:
    printed = [ROW, ROW, "1,23456"]
    *_, (_, (amount,)) = restore_points([(line(each), atoms(each)) for each in printed])
    assert amount.parts == ((0, 7),)


@pytest.mark.parametrize("number", ["1,234", "123456", "1,2345", "1,234567"])
def test_number_whose_last_group_is_none_of_three_and_the_decimals_stays(number: str) -> None:
    assert restored(ROW, ROW, number)[-1] == number


def test_few_amounts_show_no_habit() -> None:
    assert restored(ROW, "1,23456")[-1] == "1,23456"


@pytest.mark.parametrize(
    ("decimals", "expected"), [([2] * 10, 2), ([2] * 9, 0), ([], 0), ([2] * 20 + [1] * 2, 0), ([2] * 60 + [1], 2)]
)
def test_habit_is_what_nearly_all_amounts_do(decimals: list[int], expected: int) -> None:
    assert habit(decimals) == expected
