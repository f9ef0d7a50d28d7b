"""The label format: what a file says, which files are refused, and what a tie leaves open."""

from __future__ import annotations

import pytest

from benchmarks.labels import admissible, parse_table
from tests.measuring.tables import HEAD, KEYS, label


def test_blank_and_printed_zero_are_two_things() -> None:
    (row,) = label("214 交通运输支出 7.00 0.00 _").rows
    assert row.values == {"total": "7.00", "basic": "0.00", "project": ""}


def test_mark_is_taken_off_the_value_and_its_letter_kept() -> None:
    (row,) = label("214 交通运输支出 7.00 5.00?b ?b").rows
    assert row.values == {"total": "7.00", "basic": "5.00", "project": ""}
    assert row.open_columns == {"basic": "b", "project": "b"}


def test_mark_without_letter_is_a_tie_of_its_own() -> None:
    (row,) = label("214 交通运输支出 7.00 5.00? ?").rows
    assert row.open_columns == {"basic": "", "project": ""}


@pytest.mark.parametrize(
    ("values", "sets"),
    [
        ("5.00? ? _", {"": [("5.00", {"total", "basic"})]}),
        ("5.00? ? ?", {"": [("5.00", {"total", "basic", "project"})]}),
        ("5.00? ? 2.00?", {"": [("5.00", {"total", "basic"}), ("2.00", {"basic", "project"})]}),
        ("0? 0? ?", {"": [("0", {"total", "basic"}), ("0", {"basic", "project"})]}),
        ("7.00 5.00 2.00", {}),
    ],
)
def test_values_of_a_tie_keep_their_order_among_its_columns(
    values: str, sets: dict[str, list[tuple[str, set[str]]]]
) -> None:
    (row,) = label(f"214 交通运输支出 {values}").rows
    found = admissible(row, KEYS)
    assert {letter: [(value, set(may)) for value, may in tie.values] for letter, tie in found.items()} == sets


def test_letters_keep_the_ties_of_a_row_apart() -> None:
    text = HEAD + "@column\tother\t其他\t4\t\n@row\t\t\t214\t交通运输支出\t5.00?a\t2.00?b\t?a\t?b\n"
    (row,) = parse_table(text, file="x.tsv").rows
    ties = admissible(row, (*KEYS, "other"))
    assert {letter: tie.columns for letter, tie in ties.items()} == {"a": ("total", "project"), "b": ("basic", "other")}


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("@row\t\t\t214\t交通运输支出\t5.00\t2.00\n", r"x\.tsv:12: 2 values for 3 columns"),
        ("@row\t\t\t214\t交通运输支出\t5.00?\t2.00?\t1.00?\n", "needs a value and a blank"),
        ("@row\t\t\t214\t交通运输支出\t5.00\t?\t?\n", "needs a value and a blank"),
        ("@rows\t\t\t214\n", r"x\.tsv:12: neither a fact"),
    ],
)
def test_torn_label_is_refused_with_its_line(lines: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_table(HEAD + lines, file="x.tsv")
