"""Families of rows by their codes."""

from __future__ import annotations

from docparse.placing.hierarchy import families


def test_code_belongs_to_its_prefix() -> None:
    assert families(["205", "20501", "20502", "2050201"], total=None) == ((0, (1, 2)), (2, (3,)))


def test_classes_belong_to_the_total_row() -> None:
    assert families([None, "205", "208"], total=0) == ((0, (1, 2)),)


def test_code_without_its_printed_parent_belongs_to_the_next_printed_level() -> None:
    assert families([None, "2050101", "2050102"], total=0) == ((0, (1, 2)),)


def test_code_under_a_doubled_code_belongs_to_no_family() -> None:
    assert families([None, "205", "20501", "20501", "2050101"], total=0) == ((0, (1,)), (1, (2, 3)))


def test_parent_that_is_printed_twice_has_no_family() -> None:
    assert families(["20501", "2050101", "20501"], total=None) == ()


def test_economic_codes_have_families_too() -> None:
    assert families(["301", "30101", "30102", "302", "30201"], total=None) == ((0, (1, 2)), (3, (4,)))


def test_rows_without_codes_have_no_family() -> None:
    assert families([None, None], total=0) == ()
