"""Each wrong cell is exactly one of the mistakes, and what is claimed without a doubt is a silent one."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.judging import MISTAKES, Judgement, judge_extra, judge_table, values_doubted
from benchmarks.labels import LabelTable
from tests.measuring.tables import label, read

ROW = "214 交通运输支出"


def judged(labels: LabelTable, *rows: str) -> dict[str, Judgement]:
    """The cells that are wrong, by row and column."""
    return {
        f"{cell.row_name.split()[0]} {cell.column}": cell for cell in judge_table(labels, read(*rows)) if not cell.right
    }


def mistakes(labels: LabelTable, *rows: str) -> dict[str, str]:
    return {name: cell.mistake for name, cell in judged(labels, *rows).items()}


def test_cells_as_labelled_are_right() -> None:
    assert mistakes(label(f"{ROW} 7.00 5.00 _"), f"{ROW} 7.00 5.00 _") == {}


def test_mark_for_no_value_is_right_where_the_label_has_it() -> None:
    assert mistakes(label(f"{ROW} 7.00 — _"), f"{ROW} 7.00 — _") == {}


@pytest.mark.parametrize(
    ("labelled", "claimed", "expected"),
    [
        ("7.00 5.00 _", "7.00 _ 5.00", {"basic": "wrong column", "project": "wrong column"}),
        ("7.00 5.00 2.00", "7.00 2.00 5.00", {"basic": "wrong column", "project": "wrong column"}),
        ("7.00 5.00 2.00", "7.00 5.80 2.00", {"basic": "misread"}),
        ("7.00 5.00 2.00", "7.00 _ 2.00", {"basic": "omitted"}),
        ("7.00 5.00 _", "7.00 5.00 2.00", {"project": "invented"}),
        ("7.00 5.00 _", "7.00 5.00 0.00", {"project": "invented"}),
        ("7.00 5.00 0.00", "7.00 5.00 _", {"project": "omitted"}),
        ("7.00 5.00 0.00", "7.00 5.00 0", {"project": "misread"}),
        ("7.00 5.00 5.00", "7.00 5.00 _", {"project": "omitted"}),
        ("7.00 7.00 _", "7.00 7.00 7.00", {"project": "invented"}),
        ("7.00 — _", "7.00 _ —", {"basic": "wrong column", "project": "wrong column"}),
    ],
)
def test_wrong_cell_of_a_row_has_one_name(labelled: str, claimed: str, expected: dict[str, str]) -> None:
    found = mistakes(label(f"{ROW} {labelled}"), f"{ROW} {claimed}")
    assert {name.split()[1]: mistake for name, mistake in found.items()} == expected
    assert set(found.values()) <= set(MISTAKES)


def test_value_of_the_row_below_is_in_the_wrong_row() -> None:
    labels = label(f"{ROW} 7.00 5.00 _", "213 农林水支出 3.00 _ 3.00")
    found = mistakes(labels, f"{ROW} 7.00 5.00 3.00", "213 农林水支出 3.00 _ _")
    assert found == {"214 project": "wrong row", "213 project": "wrong row"}


@pytest.mark.parametrize("value", ["0.00", "—"])
def test_zero_or_mark_of_another_row_is_no_sign_of_a_wrong_row(value: str) -> None:
    labels = label(f"{ROW} 7.00 5.00 _", f"213 农林水支出 3.00 _ {value}")
    found = mistakes(labels, f"{ROW} 7.00 5.00 {value}", "213 农林水支出 3.00 _ _")
    assert found == {"214 project": "invented", "213 project": "omitted"}


def test_own_row_is_searched_before_other_rows() -> None:
    labels = label(f"{ROW} 5.00 3.00 _", "213 农林水支出 3.00 _ 3.00")
    found = mistakes(labels, f"{ROW} 5.00 _ 3.00", "213 农林水支出 3.00 _ _")
    assert found["214 project"] == "wrong column"


def test_values_of_a_row_that_was_given_another_name_are_in_the_wrong_row() -> None:
    found = mistakes(label("_ 小计 7.00 5.00 _"), "_ 合计 7.00 5.00 _")
    assert set(found.values()) == {"wrong row", "omitted"}
    assert found["合计 total"] == found["小计 total"] == "wrong row"
    # The blank of a row that is not in the result.
    assert found["小计 project"] == "omitted"


def test_every_cell_of_a_missed_table_is_missed_with_it() -> None:
    cells = judge_table(label(f"{ROW} 7.00 5.00 _"), None)
    assert Counter(cell.mistake for cell in cells) == {"table missed": 3}
    assert not any(cell.silent for cell in cells)


def test_values_of_a_table_that_nobody_labelled_are_invented_and_its_blanks_are_nothing() -> None:
    cells = judge_extra(read(f"{ROW} 7.00 _ 7.00"))
    assert [cell.mistake for cell in cells] == ["invented", "invented"]
    assert all(cell.silent for cell in cells)


@pytest.mark.parametrize(
    ("claimed", "silent"),
    [
        ("7.00 4.00 2.00", True),
        ("7.00 4.00!verified 2.00", True),
        ("7.00 4.00!inferred 2.00", False),
        ("7.00 4.00!conflicting 2.00", False),
        ("7.00 _ 2.00", True),
        ("7.00 _? 2.00", False),
        ("7.00 — 2.00", True),
    ],
)
def test_wrong_claim_without_a_doubt_is_silent(claimed: str, silent: bool) -> None:
    (cell,) = judged(label(f"{ROW} 7.00 5.00 2.00"), f"{ROW} {claimed}").values()
    assert cell.silent is silent


def test_cell_that_is_not_in_the_result_is_wrong_and_not_silent() -> None:
    cells = judge_table(label(f"{ROW} 7.00 5.00 _"), read())
    assert {(cell.status, cell.mistake, cell.silent) for cell in cells} == {("missing", "omitted", False)}


def test_wrong_cell_stands_where_its_row_does_if_it_has_no_place_of_its_own() -> None:
    cells = judge_table(label(f"{ROW} 7.00 5.00 _"), read(f"{ROW} 7.00 _ _", at=40))
    assert [cell.at for cell in cells] == [40, 40, 40]


TIED = label(f"{ROW} 7.00 5.00? ?")


@pytest.mark.parametrize(
    "claimed",
    [
        "7.00 5.00!inferred!project _?",
        "7.00 _? 5.00!inferred!basic",
        "7.00 5.00!inferred!project,none _?",
        "7.00 _? _?",
    ],
)
def test_value_nobody_can_settle_is_right_if_all_its_columns_are_named(claimed: str) -> None:
    cells = judge_table(TIED, read(f"{ROW} {claimed}"))
    assert all(cell.right for cell in cells)
    assert values_doubted(TIED, cells) == (1, 1)


@pytest.mark.parametrize(
    ("claimed", "wrong", "silent"),
    [
        ("7.00 5.00 _", {"basic": "wrong column", "project": "wrong column"}, True),
        ("7.00 _ 5.00", {"basic": "wrong column", "project": "wrong column"}, True),
        ("7.00 5.00!verified _?", {"basic": "wrong column"}, True),
        ("7.00 5.00!inferred!project _", {"project": "wrong column"}, True),
        ("7.00 5.00!inferred _?", {"basic": "wrong column"}, False),
        ("7.00 5.00!inferred!total,project _?", {"basic": "wrong column"}, False),
        ("7.00 5.80!inferred!project _?", {"basic": "misread"}, False),
        ("7.00 _ _", {"basic": "omitted", "project": "omitted"}, True),
    ],
)
def test_claim_of_what_nobody_can_settle_is_an_error(claimed: str, wrong: dict[str, str], silent: bool) -> None:
    cells = judge_table(TIED, read(f"{ROW} {claimed}"))
    faulty = [cell for cell in cells if not cell.right]
    assert {cell.column: cell.mistake for cell in faulty} == wrong
    assert any(cell.silent for cell in faulty) is silent


def test_two_values_of_a_tie_are_met_in_their_order() -> None:
    tied = label(f"{ROW} 0? ? 0?")
    right = judge_table(tied, read(f"{ROW} 0!inferred!basic 0!inferred!project _?"))
    swapped = judge_table(tied, read(f"{ROW} 0!inferred!basic,project 0!inferred!project _?"))
    assert values_doubted(tied, right) == (2, 2)
    assert values_doubted(tied, swapped) == (2, 1)


def test_ties_of_a_row_are_judged_apart() -> None:
    tied = label(f"{ROW} 7.00 5.00? ?", "213 农林水支出 3.00 3.00? ?")
    cells = judge_table(tied, read(f"{ROW} 7.00 5.00!inferred!project _?", "213 农林水支出 3.00 3.00 _"))
    assert values_doubted(tied, cells) == (2, 1)
