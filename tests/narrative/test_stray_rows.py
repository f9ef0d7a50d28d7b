"""Lines outside the tables that look like rows of one are reported."""

from __future__ import annotations

import pytest

import docparse


@pytest.mark.parametrize("printed", ["9.0,1.0", "<td>9.0,1.0", "0.5,2.5</td>", "2010101 行政运行 6.00"])
def test_amounts_that_no_table_takes_are_told_of(printed: str) -> None:
    assert "segmenting.unclaimed-text" in [diagnostic.code for diagnostic in docparse.parse(printed).diagnostics]


@pytest.mark.parametrize("printed", ["培训9.0人，参会1.0人。", "<td>", "9.0"])
def test_text_that_is_no_row_is_not(printed: str) -> None:
    assert "segmenting.unclaimed-text" not in [diagnostic.code for diagnostic in docparse.parse(printed).diagnostics]


def test_count_behind_its_unit_in_brackets_is_a_row_and_no_figure_of_the_prose() -> None:
    report = docparse.parse("甲单位\n出国团组数(个)   0\n接待批次(批)   31\n")
    assert not report.facts
    assert "segmenting.unclaimed-text" in [diagnostic.code for diagnostic in report.diagnostics]
