"""Things in order are shared out over rows in order at the least cost."""

from __future__ import annotations

from itertools import combinations_with_replacement, pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from docparse.decoding.sharing import share_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NONE, SPARE = 2.0, 1.0


def share(owners: Sequence[int], rows: int) -> list[list[int]]:
    """Shares things out that cost nothing in the row that owns them and 5 in another one."""

    def costs(row: int, at: int) -> Iterator[float]:
        for end in range(at + 1, min(at + 3, len(owners)) + 1):
            yield 5.0 * sum(owner != row for owner in owners[at:end])

    return [list(own) for own in share_out(rows, len(owners), costs, none=NONE, spare=SPARE)]


def test_each_row_gets_its_own() -> None:
    assert share([0, 0, 1, 2, 2, 2], 3) == [[0, 1], [2], [3, 4, 5]]


def test_row_may_stay_without() -> None:
    assert share([0, 2], 3) == [[0], [], [1]]


def test_what_no_row_wants_is_left_over() -> None:
    assert share([0, 9, 1, 9], 2) == [[0], [2]]


def test_more_than_a_row_may_take_is_left_over() -> None:
    assert sum(map(len, share([0, 0, 0, 0], 1))) == 3


def test_nothing_to_share_leaves_all_rows_without() -> None:
    assert share([], 2) == [[], []]


@given(st.lists(st.lists(st.floats(0, 4), min_size=4, max_size=4), min_size=1, max_size=3), st.integers(0, 4))
def test_no_other_way_is_cheaper(prices: list[list[float]], size: int) -> None:
    def costs(row: int, at: int) -> Iterator[float]:
        total = 0.0
        for end in range(at, min(at + 2, size)):
            total += prices[row][end]
            yield total

    def total(shares: Sequence[range]) -> float:
        paid = sum(sum(prices[row][at] for at in own) if own else NONE for row, own in enumerate(shares))
        return paid + SPARE * (size - sum(map(len, shares)))

    found = share_out(len(prices), size, costs, none=NONE, spare=SPARE)
    assert all(one.stop <= other.start for one, other in pairwise([own for own in found if own]))
    assert total(found) <= min(map(total, ways(len(prices), size))) + 1e-9


def ways(rows: int, size: int) -> Iterator[list[range]]:
    """Every way to give each row at most two that follow each other."""
    for ends in combinations_with_replacement(range(size + 1), 2 * rows):
        shares = [range(ends[2 * row], ends[2 * row + 1]) for row in range(rows)]
        if all(len(own) <= 2 for own in shares):
            yield shares
