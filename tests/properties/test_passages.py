"""Whatever the lines hold: passages keep each character at its place, and take time that grows with the text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.narrative.furniture import without_furniture
from docparse.narrative.outline import find_headings, section_at
from docparse.narrative.passages import passages_of
from docparse.reading import from_text, normalise
from docparse.segmenting.lines import split_lines

PIECES = st.sampled_from(
    (
        *(
            "本年支出",
            "增长",
            "云溪县水务局",
            "12.50",
            "1,204",
            "2031年",
            "万元",
            "%",
            "，",
            "。",
            "；",
            "：",
            "（",
            "）",
        ),
        *(
            "一、",
            "（二）",
            "3.",
            "1.2 ",
            "①",
            "第一部分",
            "情况",
            "说明",
            "VPN",
            "SYB",
            " ",
            "  ",
            "\u3000",
            "\t",
            "\n",
        ),
        *("\n\n", "\f", "- 3 -", "7", "|", "##", "目录", "……3", "其中：", "名词解释", "职责"),
    )
)
STRANGE = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=3)
TEXTS = (
    st.lists(st.one_of(PIECES, STRANGE), max_size=50)
    .map("".join)
    .filter(lambda text: any(character.isalnum() for character in text))
)

# Made-up paragraphs of one sentence or more, all longer than a line.
SUBJECTS = st.sampled_from(("本年收入", "基本支出", "项目支出", "河道清淤", "灌区改造", "培训工作", "防汛物资"))
VERBS = st.sampled_from(
    ("主要用于堤防加固", "比上年有所增加", "按照预算执行到位", "共计安排十二个乡镇", "已经全部完成验收")
)
CLAUSES = st.lists(st.tuples(SUBJECTS, VERBS).map("".join), min_size=5, max_size=12)
PARAGRAPHS = st.lists(CLAUSES.map(lambda clauses: "，".join(clauses) + "。"), min_size=3, max_size=6)
INDENT = "\u3000\u3000"


def lines_of(text):
    normal = normalise(from_text(text))
    return normal, split_lines(normal.text)


def wrapped(paragraph, width):
    """The lines of a paragraph, set in by two characters; a comma never begins a line."""
    lines, line = [], INDENT
    for character in paragraph:
        if len(line) >= width and character not in "，。":
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


@given(TEXTS)
def test_each_character_stands_at_its_place_and_places_rise(text):
    normal, lines = lines_of(text)
    places = []
    for passage in passages_of(lines):
        assert len(passage.text) == len(passage.offsets)
        for character, place in zip(passage.text, passage.offsets, strict=True):
            printed = normal.text[place]
            assert printed == character or (character == " " and printed.isspace())
        places += passage.offsets
    assert all(before < after for before, after in pairwise(places))


@given(TEXTS)
def test_no_character_is_lost_that_is_no_furniture_of_a_page(text):
    _, lines = lines_of(text)
    printed = "".join(line.text for line in without_furniture(lines).lines)
    kept = "".join(passage.text for passage in passages_of(lines))
    assert "".join(kept.split()) == "".join(printed.split())


@given(TEXTS)
def test_ranges_of_a_passage_hold_its_characters(text):
    normal, lines = lines_of(text)
    for passage in passages_of(lines):
        held = "".join(normal.text[low:high] for low, high in passage.ranges(0, len(passage.text)))
        assert "".join(held.split()) == "".join(passage.text.split())


@given(TEXTS)
def test_headings_rise_and_their_places_hold_their_words(text):
    normal, lines = lines_of(text)
    headings = find_headings(passages_of(lines))
    assert all(before.start < after.start for before, after in pairwise(headings))
    for index, heading in enumerate(headings):
        held = "".join(normal.text[low:high] for low, high in (*heading.number, *heading.title))
        assert "".join(held.split()) == "".join((heading.number_text + heading.title_text).split())
        assert section_at(headings, heading.start) == index


@given(TEXTS)
def test_levels_begin_at_one_and_skip_none(text):
    headings = find_headings(passages_of(lines_of(text)[1]))
    levels = [0, *(heading.level for heading in headings)]
    assert all(1 <= after <= before + 1 for before, after in pairwise(levels))


@given(PARAGRAPHS, st.integers(24, 44), st.sampled_from(("\n", "\n\n")))
def test_paragraphs_that_are_set_in_come_back_however_they_were_wrapped(paragraphs, width, between):
    printed = between.join(line for paragraph in paragraphs for line in wrapped(paragraph, width))
    assert [passage.text for passage in passages_of(lines_of(printed)[1])] == paragraphs


REPEATED = (
    *("（三）负责工作。拟订\n", "1.甲：2.乙：", "一、\n", "第一部分\n", "1.1.1.1.", "1、:1、:", "a b ", "一加强。做\n"),
    *(
        "主要职责：\n（一）负责甲。做乙\n",
        "；1.甲。乙。",
        "# a\n## b\n",
        "7\n",
        "名词解释\n一、甲：指\n",
        "情况，主要包括",
    ),
)


@pytest.mark.parametrize("piece", REPEATED)
def test_time_grows_with_the_text_and_no_faster(piece):
    def seconds(characters):
        _, lines = lines_of(piece * (characters // len(piece)))
        begun = time.process_time()
        find_headings(passages_of(lines))
        return time.process_time() - begun

    seconds(2_000)
    short, long = (min(seconds(size) for _ in range(2)) for size in (5_000, 40_000))
    assert long < 8 * 2.5 * short + 0.05
