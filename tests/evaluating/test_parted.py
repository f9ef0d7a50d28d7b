"""Blanks that an office program sets between Chinese characters and digits part no cells."""

from __future__ import annotations

import pytest

from docparse.evaluating.fragments import Fragment, Gap
from docparse.evaluating.glue import cut_glued, join_parted


def fragments(text: str, gap: Gap = "space") -> tuple[Fragment, ...]:
    found: list[Fragment] = []
    at = 0
    for piece in text.split():
        at = text.index(piece, at)
        found.append(Fragment(piece, at, at + len(piece), gap if found else "first", 0, 0, at))
        at += len(piece)
    return tuple(found)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("部门目标实现 指标 1：免费开放场馆 =16 个", ["部门目标实现", "指标1：免费开放场馆", "=16", "个"]),
        ("指标 2：完成时限 2031 年 6 月 30 日前 5", ["指标2：完成时限", "2031年6月30日前", "5"]),
        ("达到得 5.00 分，未达到的不得分。 ≤7 套", ["达到得", "5.00分，未达到的不得分。", "≤7", "套"]),
        ("2031 年度 2031 年底前", ["2031", "年度", "2031年底前"]),
        ("数量指标 1 2：3", ["数量指标", "1", "2：3"]),
    ],
)
def test_only_numbers_and_dates_are_joined(line: str, cells: list[str]) -> None:
    joined = join_parted(fragments(line))
    assert [each.text for each in joined] == cells
    for each in joined:
        assert line[each.start : each.end].replace(" ", "") == each.text


@pytest.mark.parametrize("gap", ["wide", "tab", "line"])
def test_what_may_be_a_border_joins_nothing(gap: Gap) -> None:
    apart = fragments("指标 1：免费开放场馆", gap)
    assert join_parted(apart) == apart


def test_joined_fragment_is_not_cut_at_places_that_its_text_does_not_tell() -> None:
    joined = join_parted(fragments("指标 1：还款率≥95%"))
    assert cut_glued(joined, natures=False) == (joined, frozenset())
