"""Indicators of any text: nothing raises, nothing is read twice, nothing is lost."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.evaluating.fragments import Fragment, Gap
from docparse.evaluating.indicators import IndicatorReading, read_indicators
from docparse.evaluating.quantities import split_quantity
from tests.evaluating.indicator_reading import HEADER, IN_PARTS, parts

WORDS = (
    *(
        "产出指标",
        "数量指标",
        "产出指",
        "标",
        "指标",
        "社会效益",
        "服务对象满意度",
        "加固水库",
        "工程完工时间",
        "明显增强",
    ),
    *(
        "≥",
        "≥90%",
        "=100%",
        "3座",
        "万元",
        "12.5",
        "100",
        "10",
        "0",
        "—",
        "定性",
        "（50分）",
        "2031年",
        "6月底前",
        "已完成",
    ),
    *("汛期降雨偏多，", "工期延误。", "（", "）", "数量指标加固水库≥3座", "，"),
)
GAPS: tuple[Gap, ...] = ("space", "wide", "tab", "line", "blank", "page")

pieces = st.lists(
    st.tuples(st.sampled_from(WORDS) | st.text(min_size=1, max_size=6), st.sampled_from(GAPS)), max_size=60
)


def body(found: list[tuple[str, Gap]], start: int) -> tuple[Fragment, ...]:
    """Fragments with the given texts and gaps before them."""
    made: list[Fragment] = []
    line = 100
    for text, gap in found:
        bare = "".join(text.split()) or "甲"
        line += gap in ("line", "blank", "page")
        made.append(Fragment(bare, start, start + len(bare), gap, line, int(gap == "tab")))
        start += len(bare) + 1
    return tuple(made)


def read(found: list[tuple[str, Gap]], header: str) -> tuple[tuple[Fragment, ...], IndicatorReading]:
    labels, _ = parts(header, "")
    given_body = body(found, labels[-1].end + 1)
    return given_body, read_indicators(labels, given_body)


@settings(max_examples=150)
@given(pieces, st.sampled_from((HEADER, IN_PARTS)))
def test_every_character_is_in_one_cell_or_given_back(found: list[tuple[str, Gap]], header: str) -> None:
    printed, reading = read(found, header)
    own = [
        fragment
        for row in reading.rows
        for column, cell in row.cells.items()
        if column not in ("level1", "level2")
        for fragment in cell.fragments
    ]
    levels = {
        fragment
        for row in reading.rows
        for key in ("level1", "level2")
        if key in row.cells
        for fragment in row.cells[key].fragments
    }
    places = [place for fragment in (*own, *levels, *reading.unused) for place in range(fragment.start, fragment.end)]
    expected = [place for fragment in printed for place in range(fragment.start, fragment.end)]
    assert sorted(places) == expected


@settings(max_examples=100)
@given(pieces)
def test_weights_and_scores_are_numbers_or_marks(found: list[tuple[str, Gap]]) -> None:
    _, reading = read(found, HEADER)
    for row in reading.rows:
        for key in ("weight", "score"):
            if key in row.cells:
                (fragment,) = row.cells[key].fragments
                assert fragment.text[0].isdecimal() or not fragment.text[0].isalnum()


@given(st.text(max_size=80))
def test_quantity_of_any_text_has_a_decimal_value_or_none(text: str) -> None:
    value = split_quantity(text).value
    assert value is None or float(value) >= 0


def test_time_grows_with_the_text() -> None:
    row = [("加固水库", "line"), ("≥3座", "space"), ("3座", "space"), ("10", "space"), ("10", "space")]
    # The least of three: what other tests left behind may be collected in the midst of one.
    few, many = (min(seconds(row * count) for _ in range(3)) for count in (200, 1600))
    assert many < 8 * 4 * few


def seconds(cells: list[tuple[str, str]]) -> float:
    start = time.process_time()
    read(cells, HEADER)  # type: ignore[arg-type]
    return time.process_time() - start
