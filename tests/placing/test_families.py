"""Layouts of a family are removed only where no layout of the whole family contains them."""

from __future__ import annotations

from docparse.placing.families import narrow_family

BASIC, PROJECT = (0, 1), (0, 2)


def test_layout_that_fits_the_parent_is_kept() -> None:
    options = {0: [(0, 1, 2)], 1: [BASIC, PROJECT], 2: [BASIC, PROJECT]}
    changed = narrow_family((0, (1, 2)), options, [(60, 40, 20), (40, 40), (20, 20)], 3)
    assert (options[1], options[2], changed) == ([BASIC], [PROJECT], {1, 2})


def test_parent_is_narrowed_by_its_children() -> None:
    options = {0: [BASIC, PROJECT], 1: [PROJECT]}
    assert narrow_family((0, (1,)), options, [(40, 40), (40, 40)], 3) == {0}
    assert options[0] == [PROJECT]


def test_layouts_that_can_be_exchanged_are_all_kept() -> None:
    options = {0: [(0, 1, 2)], 1: [BASIC, PROJECT], 2: [BASIC, PROJECT]}
    assert narrow_family((0, (1, 2)), options, [(80, 40, 40), (40, 40), (40, 40)], 3) == set()


def test_family_that_does_not_add_up_is_left_as_it_is() -> None:
    options = {0: [(0, 1, 2)], 1: [BASIC, PROJECT]}
    assert narrow_family((0, (1,)), options, [(60, 40, 20), (900, 900)], 3) is None
    assert options[1] == [BASIC, PROJECT]


def test_negative_amount_does_not_hide_a_layout() -> None:
    options = {0: [BASIC], 1: [BASIC, PROJECT], 2: [BASIC, PROJECT]}
    narrow_family((0, (1, 2)), options, [(20, 20), (60, 60), (-40, -40)], 3)
    assert (options[1], options[2]) == ([BASIC], [BASIC])


def test_rounding_of_each_child_is_allowed_for() -> None:
    options = {0: [(0, 1, 2)], 1: [BASIC, PROJECT], 2: [BASIC, PROJECT]}
    narrow_family((0, (1, 2)), options, [(62, 42, 20), (40, 40), (20, 20)], 3)
    assert (options[1], options[2]) == ([BASIC], [PROJECT])
