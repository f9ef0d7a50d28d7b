"""The outline of the prose: numbered short lines, and nothing that is the beginning of a sentence."""

from __future__ import annotations

import pytest

import docparse


def outline(text: str) -> list[tuple[int, str | None, str]]:
    return [(section.level, section.number, section.title) for section in docparse.parse(text).sections]


def test_parts_chapters_and_sections_have_their_depth() -> None:
    text = "第一部分 单位概况\n一、主要职能\n（一）渔港管理\n略。\n第二部分 决算情况说明\n一、收入决算情况说明\n略。\n"
    assert outline(text) == [
        (1, "第一部分", "单位概况"),
        (2, "一、", "主要职能"),
        (3, "（一）", "渔港管理"),
        (1, "第二部分", "决算情况说明"),
        (2, "一、", "收入决算情况说明"),
    ]


def test_depth_counts_from_the_highest_heading_in_use() -> None:
    assert outline("一、基本情况\n略。\n（一）概况\n略。\n") == [(1, "一、", "基本情况"), (2, "（一）", "概况")]


def test_title_of_a_part_may_stand_on_the_line_below() -> None:
    assert outline("第三部分\n决算情况说明\n一、收入决算情况说明\n略。\n")[0] == (1, "第三部分", "决算情况说明")


@pytest.mark.parametrize(
    "line",
    [
        "一、负责渔港的规划，组织实施。",
        "（二）本年支出12.50万元",
        "三、情况如下：",
        "1.基本支出",
        "一般公共预算财政拨款",
    ],
)
def test_sentence_or_item_is_no_heading(line: str) -> None:
    assert outline(f"说明\n{line}\n略。\n") == []


def test_line_as_full_as_its_neighbours_is_the_beginning_of_a_paragraph() -> None:
    text = "（一）统筹全市渔港和避风锚地的规划建设工作\n并指导监督各县渔政执法机构开展日常巡查检查\n和宣传教育工作。\n"
    assert outline(text) == []


def test_contents_page_gives_no_headings() -> None:
    text = "目 录\n第一部分 单位概况\n一、主要职能\n第二部分 决算情况说明\n第一部分\n单位概况\n一、主要职能\n略。\n"
    assert outline(text) == [(1, "第一部分", "单位概况"), (2, "一、", "主要职能")]


def test_heading_points_at_its_characters() -> None:
    text = "一、 主要 职能\n略。\n"
    (section,) = docparse.parse(text).sections
    assert section.title == "主要职能"
    assert "".join(text[start:end] for start, end in section.spans) == "一、主要 职能"
