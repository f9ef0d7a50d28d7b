"""Paragraphs made whole again from printed lines, each character with its place."""

from __future__ import annotations

import pytest

from docparse.narrative.passages import Passage, passages_of
from docparse.reading import NormalText, from_text, normalise
from docparse.segmenting.lines import split_lines

# A page of fourteen characters a line, so that the tests fit on a screen.
WRAPPED = (
    "云溪县水务局承担全县水利工程的规划",
    "和建设，组织实施农村供水保障工程，",
    "监督河道采砂管理，指导防汛抗旱工作",
    "，负责水资源的统一监督管理。",
    "内设机构包括办公室、规划计划股、水",
    "资源管理股和建设管理股，年末在职人",
    "员共计46人。",
)
WHOLE = ["".join(WRAPPED[:4]), "".join(WRAPPED[4:])]


def read(text: str) -> tuple[NormalText, tuple[Passage, ...]]:
    normal = normalise(from_text(text))
    return normal, passages_of(split_lines(normal.text))


def texts(text: str) -> list[str]:
    return [passage.text for passage in read(text)[1]]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n \n\n"], ids=["tight", "spaced", "wide"])
def test_wrapped_lines_become_paragraphs_whatever_stands_between_lines(between: str) -> None:
    assert texts(between.join(WRAPPED)) == WHOLE


def test_blank_line_parts_paragraphs_where_none_stands_inside_of_them() -> None:
    full = "监督河道采砂管理，指导防汛抗旱事务。"
    text = "\n".join([*WRAPPED[:2], full]) + "\n\n" + "\n".join(WRAPPED[4:])
    assert texts(text) == ["".join([*WRAPPED[:2], full]), WHOLE[1]]


def test_set_in_line_begins_a_paragraph_although_the_line_above_is_full() -> None:
    lines = ("　　" + WRAPPED[0], WRAPPED[1], "负责全县水利工程建设的质量与监督。", "　　" + WRAPPED[4], *WRAPPED[5:])
    assert [passage[:4] for passage in texts("\n".join(lines))] == ["云溪县水", "内设机构"]


def test_paragraph_that_a_page_break_cuts_in_two_is_one() -> None:
    text = "（四）统筹建立灌区管理体系。拟订并组织实施\n\n灌区管理的政策和标准。\n\n（五）指导节约用水。\n"
    assert texts(text) == ["（四）统筹建立灌区管理体系。拟订并组织实施灌区管理的政策和标准。", "（五）指导节约用水。"]


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("本年支出12,936,\n788.29元，其中", "本年支出12,936,788.29元，其中"),
        ("本年支出合计，为 12.\n50 万元。", "本年支出合计，为12.50万元。"),
        ("截至 20\n31 年末，共有", "截至2031年末，共有"),
        ("支出，增长 5.20\n%。", "支出，增长5.20%。"),
        ("水 利 工 程，共 3 座。", "水利工程，共3座。"),
        ("采用 VPN  service，", "采用VPN service，"),
        ("采购系统，含 VPN\nservice，", "采购系统，含VPN service，"),
    ],
)
def test_blanks_and_line_ends_vanish_except_between_latin_words(printed: str, whole: str) -> None:
    assert texts(printed) == [whole]


@pytest.mark.parametrize("furniture", ["- 3 -", "第 3 页 共 20 页", "— 3 —"])
def test_page_number_in_mid_sentence_is_taken_out(furniture: str) -> None:
    lines = [*WRAPPED[:2], furniture, *WRAPPED[2:]]
    assert texts("\n".join(lines)) == WHOLE


def test_bare_numbers_are_page_numbers_where_they_rise() -> None:
    lines = [*WRAPPED[:2], "7", *WRAPPED[2:5], "8", *WRAPPED[5:]]
    assert texts("\n".join(lines)) == WHOLE


def test_bare_number_inside_a_sentence_stays() -> None:
    assert texts("全年共计开展检查，\n12\n次。") == ["全年共计开展检查，12次。"]


def test_running_head_beside_page_numbers_is_taken_out() -> None:
    head = "云溪县水务局2031年度部门决算"
    lines = []
    for page in range(3):
        lines += [head, *WRAPPED, f"- {page + 1} -"]
    assert texts("\n".join(lines)) == WHOLE * 3


def test_line_that_comes_often_but_at_no_page_break_stays() -> None:
    text = "无相关支出\n" + "\n".join(WRAPPED) + "\n无相关支出\n" + "\n".join(WRAPPED) + "\n无相关支出\n"
    assert texts(text).count("无相关支出") == 3


@pytest.mark.parametrize("line", ["（详见附件）", "公开03表", "单位：万元", "## 水利", "| 项目 | 金额 |"])
def test_line_that_is_no_running_text_stands_alone(line: str) -> None:
    lines = [*WRAPPED[:4], line, *WRAPPED[4:]]
    assert texts("\n".join(lines)) == [
        WHOLE[0],
        line.replace("| ", "|").replace(" |", "|").replace("## ", "##"),
        WHOLE[1],
    ]


def test_numbered_lines_begin_passages_of_their_own() -> None:
    text = "1.堤防加固，投资\n12.50万元；\n2.河道清淤，投资\n3.20万元。"
    assert texts(text) == ["1.堤防加固，投资12.50万元；", "2.河道清淤，投资3.20万元。"]


def test_item_at_the_beginning_of_a_line_stays_in_its_sentence() -> None:
    lines = (
        "主要成效有以下方面：1.新建泵站五座；",
        "2.加固堤防三十公里，清淤河道十二条；",
        "3.改造灌区四处，新增灌溉面积两万亩。",
        "全年水利投资保持增长，群众用水得到保",
        "障，工程质量全部合格。",
    )
    assert texts("\n".join(lines)) == ["".join(lines)]


def test_heading_on_a_full_line_does_not_swallow_the_sentence_below() -> None:
    heading = "三、一般公共预算财政拨款支出情况"
    text = "\n".join([*WRAPPED, heading, "2031年度一般公共预算财政拨款支出共", "计120.50万元，比上年有所增加。"])
    assert texts(text)[2:] == [heading, "2031年度一般公共预算财政拨款支出共计120.50万元，比上年有所增加。"]


def test_heading_that_is_wrapped_is_one_passage() -> None:
    text = "\n".join([*WRAPPED, "三、财政拨款“三公”经费支出决算情", "况说明", *WRAPPED])
    assert texts(text)[2] == "三、财政拨款“三公”经费支出决算情况说明"


def test_line_numbers_are_those_of_the_first_and_last_line() -> None:
    _, (first, second) = read("\n".join(WRAPPED))
    assert (first.line, first.last_line, second.line, second.last_line) == (0, 3, 4, 6)


def test_ranges_hold_one_range_a_line_and_the_blanks_inside() -> None:
    normal, (passage,) = read("本年 支出，为 12.\n50 万元。")
    start = passage.text.index("支出")
    ranges = passage.ranges(start, passage.text.index("。"))
    assert [normal.text[low:high] for low, high in ranges] == ["支出，为 12.", "50 万元"]


def test_empty_range_has_no_place() -> None:
    _, (passage,) = read("本年支出。")
    assert passage.ranges(2, 2) == ()


def test_no_lines_give_no_passages() -> None:
    assert passages_of(()) == ()


def test_row_of_figures_between_borders_is_no_passage() -> None:
    printed = "公务接待情况如下。\n合计 | 12.00 | 9.00 | -3.00 | -25% |\n说明 | 2031年按规定接待。 |\n"
    assert texts(printed) == ["公务接待情况如下。", "说明| 2031年按规定接待。|"]
