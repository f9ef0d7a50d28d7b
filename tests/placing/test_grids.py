"""Which choice of columns the rows of a table add up in: that of the labels, unless they deny it."""

from __future__ import annotations

from docparse.placing.grids import best_grid
from tests.build import SUM_OF_TWO, grid, row

# The last of three columns is the sum of the others, and the first is.
LAST, FIRST = grid(3, ((2, 1), (0, -1), (1, -1))), grid(3, SUM_OF_TWO)
ROWS = [row(total, total - 3, 3).values for total in range(10, 20)]


def test_columns_of_the_labels_stay_where_their_sums_hold() -> None:
    assert best_grid(ROWS, [FIRST, LAST]) == 0


def test_columns_in_which_all_rows_add_up_are_preferred_to_those_in_which_they_do_not() -> None:
    assert best_grid(ROWS, [LAST, FIRST]) == 1


def test_few_rows_say_nothing() -> None:
    assert best_grid(ROWS[:3], [LAST, FIRST]) == 0


def test_columns_of_the_labels_stay_where_the_rows_add_up_in_none() -> None:
    odd = [row(total, total - 3, 1).values for total in range(10, 20)]
    assert best_grid(odd, [LAST, FIRST]) == 0


def test_rows_of_zeros_say_nothing() -> None:
    assert best_grid([row(0, 0, 0).values] * 10, [LAST, FIRST]) == 0
