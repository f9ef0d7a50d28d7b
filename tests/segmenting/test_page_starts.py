"""Pages of text that lost its form feeds."""

from __future__ import annotations

from docparse.segmenting.lines import split_lines
from docparse.segmenting.page_starts import with_page_starts

TEXT = "收入决算表\n项目\n205\n12.00\n- 3 -\n8.00\n- 4 -\n项目\n206\n支出决算表\n项目\n"


def begun(text: str, *titles: int) -> list[str]:
    """The lines with which pages begin."""
    lines = split_lines(text)
    return [line.text[1:] for line in with_page_starts(lines, titles) if line.text.startswith("\f")]


def test_titles_and_lines_behind_page_numbers_begin_pages() -> None:
    assert begun(TEXT, 0, 9) == ["项目", "支出决算表"]


def test_places_in_the_text_stay_as_they_are() -> None:
    lines = with_page_starts(split_lines(TEXT), [9])
    assert [TEXT[line.start : line.end].strip() for line in lines] == TEXT.strip().split("\n")


def test_text_with_form_feeds_is_left_alone() -> None:
    lines = split_lines("收入决算表\n项目\n\f支出决算表\n项目\n")
    assert with_page_starts(lines, [0, 2]) is lines
