"""Cells point at the characters as printed and read them as they stand there."""

from __future__ import annotations

import pytest

from docparse.assembling.cells import tidy
from docparse.renderings import atoms_on
from docparse.segmenting.lines import split_lines
from tests.build import Tree, cells, text


def amounts(printed: str) -> list[Tree | None]:
    """The amount Cells of all atoms of the first line."""
    maker = cells(printed)
    (line,) = split_lines(maker.normal.text)
    return [maker.amount(atom) for atom in atoms_on(line)[1]]


def only_amount(printed: str) -> Tree:
    (found,) = amounts(printed)
    assert found is not None
    return found


def test_amount_is_read_with_its_characters() -> None:
    assert only_amount("1,200.50") == {"value": "1200.50", "raw": "1,200.50", "spans": ((0, 8),), "status": "read"}


def test_mark_for_no_value_keeps_its_characters() -> None:
    assert only_amount("——") == {"value": None, "raw": "——", "spans": ((0, 2),), "status": "not_applicable"}


def test_words_are_no_amount() -> None:
    assert amounts("灯塔") == [None]


def test_raw_of_full_width_digits_is_as_printed() -> None:
    found = only_amount("１，２００．５０")
    assert (found["value"], found["raw"]) == ("1200.50", "１，２００．５０")


def test_amount_with_a_misread_digit_says_that_it_was_mended() -> None:
    found = only_amount("1O.50")
    assert (found["value"], found["raw"], found["repaired"]) == ("10.50", "1O.50", True)


def test_amount_with_a_space_inside_is_mended_over_all_its_characters() -> None:
    found = amounts("12, 345,678.90")[0]
    assert found is not None
    assert (found["value"], found["raw"], found["repaired"]) == ("12345678.90", "12, 345,678.90", True)


def test_amount_that_is_printed_well_is_not_called_mended() -> None:
    assert "repaired" not in only_amount("12.50")


def test_text_of_several_ranges_has_several_spans() -> None:
    printed = "机关养老 12.00\n保险缴费"
    found = cells(printed).text([(0, 4), (11, 15)])
    assert found is not None
    assert (found["value"], found["raw"], found["spans"]) == (
        "机关养老保险缴费",
        "机关养老保险缴费",
        ((0, 4), (11, 15)),
    )


def test_text_of_an_empty_range_is_no_cell() -> None:
    assert cells("灯塔").text([(1, 1)]) is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("灯 塔\n修缮", "灯塔修缮"),
        ("GPS 定位 A 座", "GPS定位A座"),
        ("light house", "light house"),
        ("  合　计  ", "合计"),
        ("维修（护） 费", "维修（护）费"),
    ],
)
def test_wraps_are_undone_between_chinese_words_only(printed: str, value: str) -> None:
    assert tidy(printed) == value


def test_raw_is_what_stands_at_the_spans() -> None:
    printed = "灯塔 1,200.50 — １.５０"
    source = text(printed)
    for found in amounts(printed):
        if found is not None:
            assert found["raw"] == "".join(source[start:end] for start, end in found["spans"])
