"""Two readings of one document, held against each other."""

from __future__ import annotations

import dataclasses

import pytest

from benchmarks.agreement import Agreement, compare_readings
from tests.measuring.tables import label

ROW = "214 交通运输支出"


def compare(one: str, other: str) -> Agreement:
    return compare_readings([label(one)], [label(other)])


def test_equal_readings_agree_in_everything() -> None:
    found = compare(f"{ROW} 7.00 5.00? ?", f"{ROW} 7.00 5.00? ?")
    assert found.equal == found.either
    assert found.differences == ()


@pytest.mark.parametrize(
    ("other", "equal"),
    [
        (f"{ROW} 7.00 5.80 _", 2),
        (f"{ROW} 7.00 _ _", 2),
        (f"{ROW} 7.00 5.00 0.00", 2),
        (f"{ROW} 7.00 5.00? ?", 1),
    ],
)
def test_cell_differs_in_its_value_its_blank_and_its_mark(other: str, equal: int) -> None:
    found = compare(f"{ROW} 7.00 5.00 _", other)
    assert (found.equal["cells"], found.either["cells"]) == (equal, 3)
    assert len(found.differences) == 3 - equal


def test_mark_that_leaves_other_columns_open_differs() -> None:
    found = compare(f"{ROW} ? 5.00? 2.00", f"{ROW} ? 5.00? ?")
    assert found.equal["cells"] == 0


def test_letter_of_a_tie_is_only_a_name() -> None:
    assert compare(f"{ROW} 7.00 5.00?a ?a", f"{ROW} 7.00 5.00?c ?c").differences == ()


def test_blank_in_both_is_a_cell_and_no_value() -> None:
    found = compare(f"{ROW} 7.00 5.00 _", f"{ROW} 7.00 5.80 _")
    assert (found.rate("cells"), found.rate("values")) == (2 / 3, 1 / 2)


def test_row_that_one_reader_has_counts_with_all_its_cells_and_is_listed_once() -> None:
    found = compare_readings([label(f"{ROW} 7.00 5.00 _", "213 农林水支出 1.00 1.00 _")], [label(f"{ROW} 7.00 5.00 _")])
    assert (found.equal["rows"], found.either["rows"]) == (1, 2)
    assert (found.equal["cells"], found.either["cells"]) == (3, 6)
    assert len(found.differences) == 1


def test_neither_reading_is_the_better_one() -> None:
    one, other = [label(f"{ROW} 7.00 5.00 _", "213 农林 1.00 _ _")], [label(f"{ROW} 7.00 _ 5.00", "212 城乡 2.00 _ _")]
    there, back = compare_readings(one, other), compare_readings(other, one)
    assert (there.equal, there.either) == (back.equal, back.either)


def test_name_that_differs_is_a_row_that_differs() -> None:
    found = compare(f"{ROW} 7.00 5.00 _", "214 交通 7.00 5.00 _")
    assert (found.rate("rows"), found.rate("cells")) == (0, 1)


def test_fact_and_column_that_differ_are_counted() -> None:
    one = label(f"{ROW} 7.00 5.00 _")
    other = dataclasses.replace(one, facts={**one.facts, "unit": "元"})
    assert compare_readings([one], [other]).rate("facts") == 5 / 6
    columns = (*one.columns[:2], dataclasses.replace(one.columns[2], path="经营支出"))
    found = compare_readings([one], [dataclasses.replace(one, columns=columns)])
    assert (found.equal["columns"], found.either["columns"]) == (2, 4)


def test_table_that_one_reader_has_counts_with_all_it_holds() -> None:
    found = compare_readings([label(f"{ROW} 7.00 5.00 _")], [])
    assert (found.either["tables"], found.either["rows"], found.either["values"]) == (1, 1, 2)
    assert sum(found.equal.values()) == 0
