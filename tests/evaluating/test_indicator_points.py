from __future__ import annotations

import pytest

from docparse.evaluating.points import Totals, add_up

ROWS = [("50", "48"), ("40", "40")]


@pytest.mark.parametrize(
    "totals",
    [
        Totals("90", "88"),
        Totals("100", "98", "10", "10"),
        Totals("100", "97.5", "10", "9.5"),
        Totals(None, None),
        Totals("90.00", "88.00"),
    ],
)
def test_points_add_up_with_the_funds_or_without_them(totals: Totals) -> None:
    assert add_up(ROWS, totals)


@pytest.mark.parametrize("totals", [Totals("100", "98"), Totals("90", "87"), Totals("100", "98", "5", "10")])
def test_points_that_differ_from_the_totals_do_not_add_up(totals: Totals) -> None:
    assert not add_up(ROWS, totals)


def test_marks_and_blanks_count_nothing() -> None:
    assert add_up([("100", "98"), ("—", "-"), ("", "")], Totals("100", "98"))


def test_decimals_are_added_exactly() -> None:
    assert add_up([("6.25", "6.25")] * 16, Totals("100", "100"))


def test_text_among_the_points_never_adds_up() -> None:
    assert not add_up([("100", "优")], Totals("100", None))
