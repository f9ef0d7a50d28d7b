"""The cheapest reading of a row's atoms as the fields that its form expects."""

from __future__ import annotations

import pytest

from docparse.decoding.fields import Group, read_fields

CODED = (Group(("code", "name"), 3),)
TWO_SIDES = (Group(("name", "line_number"), 1, "income"), Group(("name", "line_number"), 1, "expenditure"))
THREE_GROUPS = (Group(("code", "name"), 1),) * 3


def fields(groups: tuple[Group, ...], kinds: str) -> list[tuple[object, ...]]:
    """Code, name, line number and values of each group by the indices of their atoms."""
    return [(each.code, each.name, each.line_number, each.values) for each in read_fields(groups, kinds).groups]


@pytest.mark.parametrize(
    ("kinds", "read"),
    [
        ("CTVVV", (0, (1,), None, (2, 3, 4))),
        ("CTVV", (0, (1,), None, (2, 3))),
        ("TVVV", (None, (0,), None, (1, 2, 3))),
        ("CTTVV", (0, (1, 2), None, (3, 4))),
        ("CVVV", (0, (), None, (1, 2, 3))),
        ("CT", (0, (1,), None, ())),
        ("CTVBV", (0, (1,), None, (2, 3, 4))),
        ("BTVVB", (None, (1,), None, (2, 3, 4))),
        ("CTVDD", (0, (1,), None, (2, 3, 4))),
        ("CTZZI", (0, (1,), None, (2, 3, 4))),
        ("CTCVV", (0, (1,), None, (2, 3, 4))),
        ("VVV", (None, (), None, (0, 1, 2))),
    ],
)
def test_row_of_a_coded_table(kinds: str, read: tuple[object, ...]) -> None:
    assert fields(CODED, kinds) == [read]


@pytest.mark.parametrize(
    ("kinds", "income", "expenditure"),
    [
        ("TaVTbV", (None, (0,), 1, (2,)), (None, (3,), 4, (5,))),
        ("TaTb", (None, (0,), 1, ()), (None, (2,), 3, ())),
        ("TaTbV", (None, (0,), 1, ()), (None, (2,), 3, (4,))),
        ("TaVTb", (None, (0,), 1, (2,)), (None, (3,), 4, ())),
        ("TaVb", (None, (0,), 1, (2,)), (None, (), 3, ())),
        ("TbV", (None, (), None, ()), (None, (0,), 1, (2,))),
        ("TaBTbV", (None, (0,), 1, (2,)), (None, (3,), 4, (5,))),
    ],
)
def test_row_of_a_table_with_two_sides(kinds: str, income: tuple[object, ...], expenditure: tuple[object, ...]) -> None:
    assert fields(TWO_SIDES, kinds) == [income, expenditure]


@pytest.mark.parametrize(
    ("kinds", "codes", "values"),
    [
        ("CTVCTVCTV", [0, 3, 6], [(2,), (5,), (8,)]),
        ("CTVCTV", [0, 3], [(2,), (5,)]),
        ("CTCTVCT", [0, 2, 5], [(), (4,), ()]),
        ("TBVTBV", [None, None], [(2,), (5,)]),
    ],
)
def test_row_of_groups_side_by_side(kinds: str, codes: list[object], values: list[tuple[int, ...]]) -> None:
    read = [group for group in read_fields(THREE_GROUPS, kinds).groups if not group.blank]
    assert [each.code for each in read] == codes
    assert [each.values for each in read] == values


def test_value_beyond_the_columns_is_left_over() -> None:
    assert read_fields(CODED, "CTVVVV").left_over == (5,)


def test_row_without_a_fitting_atom_is_blank() -> None:
    reading = read_fields((Group(("code",), 1),), "TT")
    assert all(group.blank for group in reading.groups)
    assert reading.left_over == (0, 1)


def test_more_left_over_costs_more() -> None:
    assert read_fields(CODED, "CTVVV").cost < read_fields(CODED, "CTVV").cost < read_fields(CODED, "CTVVVV").cost
