"""What a row may hold so that its sums hold. All numbers are made up."""

from __future__ import annotations

from collections import Counter

from docparse.assembling.row_options import LIKELY, Hint, RowClues, RowSearch
from docparse.placing.placement import Grid

# opening, income, expenditure, basic, project, closing.
GRID = Grid(6, (((2, 1), (3, -1), (4, -1)), ((0, 1), (1, 1), (2, -1), (5, -1))), (False,) * 6)
EMPTY = (0,) * 6


def search(*printed: int) -> RowSearch:
    counts = Counter(printed)
    amounts = sorted(counts, reverse=True)
    return RowSearch(
        GRID,
        lambda amount, _: (amount, counts[amount]) if amount in counts else None,
        first=(),
        amounts=amounts,
    )


def clues(*own: int, **hints: int) -> RowClues:
    return RowClues(EMPTY, Counter(own), {int(at[1:]): Hint(amount, 0, LIKELY) for at, amount in hints.items()})


def test_balance_and_split_tell_the_columns_of_all_amounts() -> None:
    own = (100, 300, 340, 140, 200, 60)
    best = search(*own).options(clues(*own))[0]
    assert best.amounts in {(100, 300, 340, 140, 200, 60), (100, 300, 340, 200, 140, 60)}


def test_what_another_table_prints_tells_two_columns_apart() -> None:
    own = (340, 340, 340)
    assert search(*own).options(clues(*own, c4=340))[0].amounts == (0, 340, 340, 0, 340, 0)
    assert search(*own).options(clues(*own, c3=340))[0].amounts == (0, 340, 340, 340, 0, 0)


def test_an_amount_is_used_as_often_as_it_is_printed() -> None:
    found = search(340, 340).options(clues(340, 340))
    assert all(option.amounts.count(340) <= 2 for option in found)
    assert (0, 340, 340, 0, 340, 0) not in [option.amounts for option in found]


def test_all_sums_of_each_option_hold() -> None:
    own = (100, 300, 340, 140, 200, 60)
    found = search(*own)
    options = found.options(clues(*own))
    assert options
    assert {found.broken(option.amounts) for option in options} == {0}
    assert found.broken((100, 300, 340, 140, 140, 60)) == 1


def test_dear_amounts_are_left_where_they_are_cheap() -> None:
    own = (340, 340, 340)
    found = search(*own)
    found.prices[340] = 2.0
    assert found.options(clues(*own))[0].amounts == EMPTY
