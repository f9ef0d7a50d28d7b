"""Whether a short row would stand as it does before a slip of its text."""

from __future__ import annotations

import pytest

from docparse.placing.placement import Grid, RowValues, place
from docparse.placing.search import Identity, search_row
from docparse.placing.slips import leans_on_zero, steady
from tests.build import SUM_OF_TWO

# 合计 = a + b, b = c + d, over the columns 合计, a, b, c, d.
NESTED: tuple[Identity, ...] = (((0, 1), (1, -1), (2, -1)), ((2, 1), (3, -1), (4, -1)))
# Two sums side by side, their columns in turn: x = a + b, y = c + d, printed x y a c b d.
PAIRS: tuple[Identity, ...] = (((0, 1), (2, -1), (4, -1)), ((1, 1), (3, -1), (5, -1)))


def steadiness(values: tuple[int, ...], width: int, identities: tuple[Identity, ...]) -> tuple[bool, ...]:
    grid = Grid(width, identities, (False,) * width)
    layouts = [layout.columns for layout in search_row(values, width, identities).layouts]
    return steady(values, layouts[0], grid, layouts)


def test_row_that_balances_in_one_way_before_any_slip_is_steady() -> None:
    assert steadiness((1400, 1000, 400), 3, (SUM_OF_TWO,)) == (True, True, True)


def test_addends_that_may_have_changed_places_are_steady() -> None:
    assert steadiness((1400, 600, 800, 500, 300), 5, NESTED) == (True,) * 5


def test_parts_are_not_steady_where_a_total_that_repeats_may_have_been_lost() -> None:
    # 合计 14 = a 6 + b 8, 8 = d 8; but with 合计 14 = b 14 before, 6 and 8 are c and d, and the last 8 is left over.
    assert steadiness((1400, 600, 800, 800), 5, NESTED) == (True,) * 4
    # With a column that no sum claims the last 8 fits.
    assert steadiness((1400, 600, 800, 800), 6, NESTED) == (True, False, False, False)


def test_neighbours_that_fit_elsewhere_when_they_change_places_are_not_steady() -> None:
    # x 18 = b 18 and y 14 = c 14; with the last two in their turn it is a and c, or b and d.
    assert steadiness((1800, 1400, 1400, 1800), 6, PAIRS) == (False,) * 4


def test_zero_is_never_steady() -> None:
    (row,) = place([RowValues((14, 10, 4, 0), None, True)], Grid(5, (SUM_OF_TWO,), (False,) * 5))
    assert row.steady is not None
    assert not row.steady[3]


def test_row_that_other_rows_vouch_for_is_not_asked() -> None:
    grid = Grid(4, (SUM_OF_TWO,), (False,) * 4)
    rows = [RowValues((14, 10, 4), None, True), RowValues((14, 10, 4), "201", False)]
    assert [row.steady for row in place(rows, grid)] == [None, None]
    assert place(rows[:1], grid)[0].steady is not None


# 合计 = a + b + c, over the columns 合计, a, b, c.
SUM_OF_THREE: tuple[Identity, ...] = (((0, 1), (1, -1), (2, -1), (3, -1)),)


@pytest.mark.parametrize(
    ("values", "leans"),
    [
        # Without the zero 6 and 8 may as well be a and c, or b and c.
        ((1400, 600, 800, 0), True),
        ((1400, 0, 600, 800), True),
        # Without any of the zeros two are left, and 14 still fits several columns.
        ((1400, 0, 1400, 0), True),
        ((1400, 600, 500, 300), False),
        ((0, 0, 0, 0), False),
    ],
)
def test_full_row_leans_on_a_zero_without_which_its_figures_would_fit_elsewhere(
    values: tuple[int, ...], *, leans: bool
) -> None:
    assert leans_on_zero(values, Grid(4, SUM_OF_THREE, (False,) * 4)) is leans


def test_full_row_does_not_lean_on_a_zero_without_which_its_figures_fit_nowhere_else() -> None:
    assert not leans_on_zero((1400, 600, 800, 0), Grid(4, (SUM_OF_TWO,), (False,) * 4))
