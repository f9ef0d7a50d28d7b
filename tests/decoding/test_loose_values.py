"""Amounts in order, but apart from their rows. All content is made up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docparse.decoding.loose_values import Loose, Slot, share_loose

# Two classes of two and three items.
FAMILIES = ((0, (1, 2)), (3, (4, 5, 6)))
SLOTS = tuple(Slot(row, page=0) for row in range(7))


def share(
    amounts: list[int], *, known: dict[int, int] | None = None, slots: tuple[Slot, ...] = SLOTS
) -> dict[int, int]:
    """For rows their amounts."""
    values = [Loose(amount, page=0) for amount in amounts]
    found = share_loose(values, slots, FAMILIES, known or {})
    return {row: amounts[index] for row, index in found.items()}


def test_where_all_are_printed_they_stand_in_order() -> None:
    assert list(share([50, 20, 30, 90, 20, 30, 40]).values()).__len__() == 7
    assert share([50, 20, 30, 90, 20, 30, 40]) == dict(enumerate([50, 20, 30, 90, 20, 30, 40]))


def test_sums_tell_what_is_blank() -> None:
    assert share([900, 400, 500], known={0: 50, 1: 20, 2: 30}, slots=SLOTS[3:])[3] == 900
    found = share([900, 200, 300, 400], known={0: 50, 1: 50}, slots=(SLOTS[2], *SLOTS[3:]))
    assert found == {3: 900, 4: 200, 5: 300, 6: 400}


def test_a_row_named_right_before_an_amount_takes_it() -> None:
    slots = (*SLOTS[:5], Slot(5, page=0, near=1), SLOTS[6])
    assert share([700, 700], known={0: 50, 1: 20, 2: 30}, slots=slots[3:]) == {3: 700, 5: 700}


def test_amounts_of_another_page_are_left() -> None:
    values = [Loose(40, page=0), Loose(40, page=1)]
    slots = (Slot(0, page=1), Slot(1, page=1))
    assert share_loose(values, slots, ((0, (1, 2)),), {}) in ({0: 1}, {1: 1})


@given(st.lists(st.integers(0, 500), max_size=9))
def test_rows_take_amounts_in_order_and_each_once(amounts: list[int]) -> None:
    values = [Loose(amount, page=0) for amount in amounts]
    found = share_loose(values, SLOTS, FAMILIES, {})
    indexes = [found[row] for row in sorted(found)]
    assert indexes == sorted(set(indexes))
