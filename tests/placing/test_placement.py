"""Where the values of short rows stand: by sums first, by the pattern of blanks only where sums leave a choice."""

from __future__ import annotations

from docparse.placing.placement import RowValues, place
from tests.build import SUM_OF_TWO, grid, row

NATURE = grid(3, SUM_OF_TWO)


def columns(*rows: RowValues) -> list[tuple[int, ...]]:
    return [placed.columns for placed in place(rows, NATURE)]


def test_full_row_is_settled_by_the_print() -> None:
    (placed,) = place([row(30, 20, 10)], NATURE)
    assert placed.settled
    assert placed.others == ((), (), ())


def test_printed_blank_settles_a_row_like_a_value() -> None:
    (placed,) = place([row(30, None, 30)], NATURE)
    assert placed.settled
    assert placed.columns == (0, 1, 2)


def test_row_without_values_is_settled() -> None:
    (placed,) = place([row()], NATURE)
    assert placed.settled


def test_short_row_is_never_settled_by_the_print() -> None:
    (placed,) = place([row(30, 30)], NATURE)
    assert not placed.settled


def test_code_hierarchy_tells_where_a_part_stands() -> None:
    assert columns(
        row(50, 30, 20, total=True),
        row(50, 30, 20, code="205"),
        row(30, 30, code="20501"),
        row(20, 20, code="20502"),
    )[2:] == [(0, 1), (0, 2)]


def test_hierarchy_works_from_the_children_upwards_too() -> None:
    placed = columns(row(30, 30, code="20501"), row(10, None, 10, code="2050101"), row(20, None, 20, code="2050102"))
    assert placed[0] == (0, 2)


def test_choice_that_sums_leave_is_guessed_with_its_alternatives() -> None:
    (placed,) = place([row(30, 30)], NATURE)
    assert placed.count == 2
    assert placed.others[1] == tuple({1, 2} - {placed.columns[1]})


def test_value_that_every_layout_puts_in_one_column_has_no_place_by_identities_elsewhere() -> None:
    placed = place([row(30, 30, code="20501"), row(30, None, 30, code="2050101")], NATURE)
    assert placed[0].columns == (0, 2)


def test_pattern_of_the_other_rows_decides_a_tie() -> None:
    usual = [row(10 + number, None, 10 + number) for number in range(6)]
    assert columns(*usual, row(30, 30))[-1] == (0, 2)


def test_rarely_used_column_loses_a_tie() -> None:
    (placed,) = place([row(30, 30)], grid(3, SUM_OF_TWO, rare=(1,)))
    assert placed.columns == (0, 2)


def test_zeros_take_the_columns_in_which_zeros_are_usually_printed() -> None:
    wide = grid(4, SUM_OF_TWO)
    usual = [row(10, 10, 0, None), row(12, 12, 0, None), row(14, 14, 0, None)]
    assert place([*usual, row(30, 30, 0)], wide)[-1].columns == (0, 1, 2)


def test_row_that_no_layout_satisfies_is_kept_in_printed_order_and_counted_as_none() -> None:
    (placed,) = place([row(30, 20)], NATURE)
    assert placed.count == 0
    assert sorted(placed.columns) == list(placed.columns)


def test_columns_of_a_row_are_distinct_and_in_printed_order() -> None:
    rows = [row(30, 30, total=True), row(0, 0), row(5, 5, code="205"), row(25, 25, code="208"), row(7)]
    for placed in place(rows, NATURE):
        assert list(placed.columns) == sorted(set(placed.columns))


def test_alternatives_leave_out_the_chosen_column() -> None:
    rows = [row(30, 30), row(0), row(30, 20), row(5, 5, 0)]
    for placed in place(rows, grid(5, SUM_OF_TWO)):
        assert all(column not in others for column, others in zip(placed.columns, placed.others, strict=True))


def test_narrowest_total_is_the_one_that_a_part_belongs_to() -> None:
    wide = grid(5, ((0, 1), (1, -1), (2, -1), (3, -1)), ((1, 1), (2, -1), (3, -1)))
    assert wide.totals() == (None, 0, 1, 1, None)


def test_row_that_no_layout_satisfies_tells_its_family_nothing() -> None:
    """The total of 20501 and of 20502 changed places with a part: what stands where in them is anybody's guess."""
    rows = (row(50, 50, total=True), row(50, 50, code="205"), row(20, 30, code="20501"), row(30, 20, code="20502"))
    assert [placed.count for placed in place(rows, NATURE)] == [2, 2, 0, 0]
    assert not any(any(placed.sure[1:]) for placed in place(rows, NATURE)[:2])
