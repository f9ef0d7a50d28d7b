from __future__ import annotations

from docparse.evaluating.heights import on_page
from docparse.evaluating.interlaced import Word
from docparse.evaluating.sharing import share_rows
from tests.evaluating.reading import fragments


def test_rows_are_as_high_as_their_tallest_cell_and_its_space() -> None:
    lines = fragments("修缮灯塔 未达\n标\n巡检航标 无")
    rows = [((lines[0],), (lines[1], lines[2])), ((lines[3],), (lines[4],))]
    extents, _ = on_page(rows, [0, 0], [], 0.5)
    assert [(each.top, each.bottom) for each in extents] == [(0.0, 2.5), (2.5, 4.0)]


def test_level_word_stands_in_the_middle_of_high_and_low_rows() -> None:
    """The first row has four lines, those below it one each: the word of all three is printed below its middle."""
    lines = fragments("修缮灯塔 因汛期\n降雨偏多\n有效天数\n产出指标\n减少\n巡检航标 无\n培训 无\n效益指标 航行 无")
    first, second, third, fourth = lines[:1], lines[6:7], lines[8:9], lines[11:12]
    reasons = (lines[1], lines[2], lines[3], lines[5])
    rows = [(first, reasons), (second,), (third,), (fourth,)]
    words = [Word("产出指标", [lines[4]], 3, 3), Word("效益指标", [lines[10]], 7, 7)]
    extents, placed = on_page(rows, [0, 0, 0, 0], words, 0.5)
    shared = share_rows(extents, placed)
    assert {row: word.text for row, word in shared.first.items()} == {0: "产出指标", 3: "效益指标"}
