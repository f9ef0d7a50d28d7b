"""Pages that print all cells in rectangles of columns and rows. All content is made up."""

from __future__ import annotations

from docparse.decoding.rectangles import Page, lay_out

# Total, basic, project and other amounts: the total, a class, and the items below it.
ROWS = (
    (9000, 5000, 3000, 1000),
    (9000, 5000, 3000, 1000),
    (4100, 4100, 0, 0),
    (1900, 900, 0, 1000),
    (3000, 0, 3000, 0),
)
SUMS = (((0, 1), (1, -1), (2, -1), (3, -1)),)
FAMILIES = ((0, (1,)), (1, (2, 3, 4)))
PAGE = Page(5, 4, SUMS, FAMILIES)

Rectangle = tuple[int, int, int, int]


def printed(*rectangles: Rectangle) -> list[int]:
    """The amounts of these rectangles (first and last row, first and last column, counted from 0), row by row."""
    return [
        ROWS[row][column]
        for top, bottom, left, right in rectangles
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]


def told(amounts: list[int], page: Page = PAGE) -> list[tuple[int, ...]]:
    return [tuple(amounts[at] for at in row) for row in lay_out(amounts, page) or ()]


def test_rectangles_of_some_columns_and_rows_are_put_together() -> None:
    assert told(printed((0, 1, 0, 2), (2, 4, 0, 0), (2, 4, 1, 2), (0, 4, 3, 3))) == list(ROWS)


def test_a_column_may_be_printed_in_parts_before_another_one() -> None:
    assert told(printed((0, 4, 0, 0), (0, 2, 1, 1), (3, 4, 1, 1), (0, 4, 2, 3))) == list(ROWS)


def test_each_value_has_one_cell() -> None:
    laid = lay_out(printed((0, 4, 0, 3)), PAGE)
    assert laid is not None
    assert sorted(at for row in laid for at in row) == list(range(20))


def test_page_with_blanks_and_page_without_sums_are_left() -> None:
    amounts = printed((0, 4, 0, 3))
    assert lay_out(amounts[:-1], PAGE) is None
    assert lay_out(amounts, PAGE._replace(identities=())) is None


def test_row_of_another_page_lacks_and_breaks_no_sum() -> None:
    """The fourth item stands on the next page: what adds up to more than the class is wrong, less is not."""
    page = PAGE._replace(height=4, families=((0, (1,)), (1, (2, 3, None))))
    amounts = printed((0, 3, 0, 1), (0, 3, 2, 2), (0, 3, 3, 3))
    assert told(amounts, page) == list(ROWS[:4])
