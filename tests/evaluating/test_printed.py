"""What stands in the cells of an aligned line."""

from __future__ import annotations

import pytest

from docparse.evaluating.printed import printed_lines
from docparse.segmenting.lines import split_lines


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("观星次数  ≥150万次 161.3万次  30", ["观星次数", "≥150万次", "161.3万次", "30"]),
        ("完成时间  2031年6月 2031年7月底前  15", ["完成时间", "2031年6月", "2031年7月底前", "15"]),
        ("修缮面积  12.00 8.00", ["修缮面积", "12.00", "8.00"]),
        ("共有 3个 台站  20", ["共有 3个 台站", "20"]),
        ("台站 3个 5人  20", ["台站 3个 5人", "20"]),
    ],
    ids=["measures in one unit", "months", "numbers", "words", "other units"],
)
def test_no_cell_holds_two_numbers_or_two_measures_in_one_unit(text: str, cells: list[str]) -> None:
    (line,) = printed_lines(split_lines(text), text)
    assert [piece.text for piece in line.pieces] == cells
