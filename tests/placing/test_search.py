"""All ways to lay the values of a row into its columns so that its identities hold."""

from __future__ import annotations

from docparse.placing.search import search_row, zero_runs
from tests.build import SUM_OF_TWO


def layouts(values: tuple[int, ...], width: int) -> list[tuple[int, ...]]:
    return [layout.columns for layout in search_row(values, width, (SUM_OF_TWO,)).layouts]


def test_full_row_has_one_layout() -> None:
    assert layouts((30, 20, 10), 3) == [(0, 1, 2)]


def test_total_and_one_part_have_two() -> None:
    assert layouts((30, 30), 3) == [(0, 1), (0, 2)]


def test_row_that_no_layout_satisfies_has_none() -> None:
    assert layouts((30, 20), 3) == []


def test_identity_over_printed_terms_holds_within_half_a_unit_each() -> None:
    assert layouts((30, 20, 13), 3) == [(0, 1, 2)]
    assert layouts((30, 20, 14), 3) == []


def test_zeros_are_told_apart_by_their_columns() -> None:
    assert search_row((30, 30, 0), 4, (SUM_OF_TWO,)).count == 3


def test_row_of_zeros_has_every_choice_of_columns() -> None:
    assert search_row((0, 0), 4, (SUM_OF_TWO,)).count == 6


def test_without_identities_every_order_preserving_layout_counts() -> None:
    assert search_row((5, 7), 4, ()).count == 6


def test_row_without_values_has_the_one_empty_layout() -> None:
    assert search_row((), 3, (SUM_OF_TWO,)).count == 1


def test_search_that_runs_out_of_steps_says_so() -> None:
    found = search_row((1,) * 8, 16, (), most_steps=50)
    assert not found.complete
    assert found.steps <= 51


def test_zeros_are_counted_around_the_figures() -> None:
    assert zero_runs((0, 0, 5, 0, 7)) == (2, 1, 0)


def test_sum_that_the_figures_left_cannot_make_whole_is_not_tried_further() -> None:
    total_of_many = ((0, 1), *((column, -1) for column in range(1, 16)))
    found = search_row((1000, 1, 2, 3, 4, 5, 6), 16, (total_of_many,))
    assert found.layouts == ()
    assert found.steps < 20


def test_negative_figure_may_make_a_sum_whole_that_was_passed() -> None:
    assert layouts((30, 40, -10), 3) == [(0, 1, 2)]
