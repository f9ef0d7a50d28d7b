"""Sums found out from figures: which are believed, and what they prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docparse
from docparse.undeclared.arithmetic import Sheet, Sum, find_sums
from tests.build import text
from tests.undeclared.test_tables import SPACED

if TYPE_CHECKING:
    from collections.abc import Sequence

# Amounts as whole numbers; the sheet counts in half units.
ROWS = ((5000, 3000, 2000), (70100, 50050, 20050), (9900, 9000, 900), (123456, 100000, 23456))


def sheet(rows: Sequence[Sequence[int | None]], totals: tuple[int, ...] = ()) -> Sheet:
    figures = tuple(tuple(None if each is None else 2 * each for each in row) for row in rows)
    return Sheet(figures, totals, tuple(range(len(rows))))


def columns(rows: Sequence[Sequence[int | None]]) -> tuple[Sum, ...]:
    return find_sums(sheet(rows), range(len(rows[0]))).columns


def test_column_that_is_the_sum_of_others_in_all_rows_is_found() -> None:
    assert columns(ROWS) == (Sum(0, (1, 2)),)


def test_one_row_that_does_not_add_up_is_enough_to_doubt() -> None:
    assert columns((*ROWS, (100, 60, 41 + 5))) == ()


def test_two_rows_are_too_few() -> None:
    assert columns(ROWS[:2]) == ()


def test_same_row_again_is_no_further_witness() -> None:
    assert columns((ROWS[0], ROWS[1], ROWS[1], ROWS[1])) == ()


def test_part_without_amounts_says_nothing() -> None:
    assert columns([(whole, whole, 0) for whole, *_ in ROWS]) == ()


def test_small_counts_add_up_by_accident_too_easily() -> None:
    assert columns(((3, 1, 2), (5, 2, 3), (4, 3, 1))) == ()


def test_difference_is_a_sum_read_the_other_way_round() -> None:
    assert columns([(before, before + more, more) for before, more in ((5000, -300), (7000, 1250), (900, 45))]) == (
        Sum(1, (0, 2)),
    )


def test_row_named_as_total_is_the_sum_of_the_items() -> None:
    rows = (*((b, c) for _, b, c in ROWS), (sum(b for _, b, _ in ROWS), sum(c for _, _, c in ROWS)))
    assert find_sums(sheet(rows, totals=(4,)), (0, 1)).rows == (Sum(4, (0, 1, 2, 3)),)


def test_total_that_fails_in_one_column_is_not_used() -> None:
    rows = (*((b, c) for _, b, c in ROWS), (sum(b for _, b, _ in ROWS), 17))
    assert find_sums(sheet(rows, totals=(4,)), (0, 1)).rows == ()


def test_row_that_nothing_names_is_a_total_only_if_several_columns_say_so() -> None:
    parts = ((1234500, 900100, 43210), (777700, 65432100, 98765))
    whole = tuple(map(sum, zip(*parts, strict=True)))
    assert find_sums(sheet((whole, *parts)), (0, 1, 2)).rows == (Sum(0, (1, 2)),)
    assert find_sums(sheet([row[:1] for row in (whole, *parts)]), (0,)).rows == ()


def test_sums_that_are_borne_out_prove_the_figures_in_them() -> None:
    report = docparse.parse(text(SPACED))
    (table,) = report.tables
    assert {cell.status for row in table.rows for cell in row.cells.values() if cell} == {"verified"}
    assert {check.kind for check in report.checks} == {"row_sum", "column_total"}
    assert all(check.outcome == "holds" for check in report.checks)


def test_table_with_a_wrong_figure_proves_and_accuses_nothing_by_the_sum_that_it_breaks() -> None:
    report = docparse.parse(text(SPACED).replace("40.10", "41.10"))
    (table,) = report.tables
    assert {cell.status for row in table.rows for cell in row.cells.values() if cell} == {"read"}
    assert report.checks == ()


def test_percentages_are_not_added_up() -> None:
    report = docparse.parse(
        "项目 甲率 乙率 丙率\n灯器 50.10% 20.05% 30.05%\n电池 81.20% 40.60% 40.60%\n艇 9.90% 4.40% 5.50%\n"
    )
    assert report.checks == ()
