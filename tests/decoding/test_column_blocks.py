"""Values that were printed column after column go back to their rows where sums leave one way only."""

from __future__ import annotations

import pytest

from docparse.decoding.column_blocks import Lines, deal

# A total and two parts: 0 = 1 + 2.
TOTAL = (((0, 1), (1, -1), (2, -1)),)
ROWS = [(0, 0, 0), (700, 500, 200), (300, 300, 0), (1000, 800, 200)]
LINES = Lines(4, (0, 1, 2), 3)


def printed(*blocks: tuple[int, ...], rows: list[tuple[int, ...]] = ROWS) -> list[int]:
    """The amounts of the rows, block of columns after block of columns."""
    return [row[column] for block in blocks for row in rows for column in block]


def read(amounts: list[int], lines: Lines = LINES) -> list[tuple[int, ...]] | None:
    places = deal(amounts, lines, 3, TOTAL)
    return [tuple(amounts[place] for place in row) for row in places] if places else None


@pytest.mark.parametrize("blocks", [((0, 1, 2),), ((0,), (1,), (2,)), ((0, 1), (2,)), ((0,), (1, 2))])
def test_columns_are_found_however_they_were_cut_into_blocks(blocks: tuple[tuple[int, ...], ...]) -> None:
    assert read(printed(*blocks)) == ROWS


def test_last_rows_may_stand_apart() -> None:
    assert read(printed((0, 1), (2,), rows=ROWS[:3]) + list(ROWS[3])) == ROWS


def test_blocks_that_lack_a_value_are_left() -> None:
    assert read(printed((0,), (1,), (2,))[1:]) is None


def test_blocks_that_do_not_add_up_are_left() -> None:
    amounts = printed((0,), (1,), (2,))
    amounts[1] += 100
    assert read(amounts) is None


def test_total_of_the_rows_decides_where_the_rows_alone_do_not() -> None:
    rows = [(200, 100, 100), (200, 100, 100), (400, 200, 200)]
    assert read(printed((0,), (1,), (2,), rows=rows), Lines(3, (0, 1), 2)) == rows


def test_zeros_alone_say_nothing() -> None:
    assert read([0] * 12) is None
