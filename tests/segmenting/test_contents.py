"""Where a table of contents ends and the text begins."""

from __future__ import annotations

import pytest

from docparse.segmenting.contents import contents_end
from tests.build import lines

BODY = """
    第一部分 渔港概况
    一、主要职能
    管理全县渔港和灯塔。
    """


def end(printed: str) -> int:
    return contents_end(lines(printed))


@pytest.mark.parametrize(
    ("entries", "count"),
    [
        ("第一部分 渔港概况\n    一、主要职能\n    第二部分 决算情况说明", 3),
        ("第一部分 渔港概况 ..... 1\n    一、主要职能 ..... 1\n    第二部分 决算情况说明 ..... 2", 3),
        ("第一部分 渔港概况\t1\n    一、主要职能\t1\n    第二部分 云岭县渔港决算情\n    况说明\t2", 4),
    ],
)
def test_entries_end_where_the_first_one_comes_again(entries: str, count: int) -> None:
    assert end(f"\n    目 录\n    {entries}{BODY}") == 1 + count


def test_lines_above_the_heading_belong_to_it() -> None:
    assert end(f"\n    云岭县渔港管理处2031年度部门决算\n    目录\n    第一部分 渔港概况\n    一、主要职能{BODY}") == 4


def test_entries_with_page_numbers_end_with_the_last_of_them() -> None:
    text = """
        目录
        一、渔港概况.......1
        二、决算说明.......2
        部门概况
        管理全县渔港和灯塔。
        """
    assert end(text) == 3


def test_entries_without_a_heading_are_recognised_by_their_page_numbers() -> None:
    text = """
        一、渔港概况.......1
        二、决算说明.......2
        三、名词解释.......3
        管理全县渔港和灯塔。
        """
    assert end(text) == 3


@pytest.mark.parametrize(
    "text",
    [
        "一、渔港概况\n管理全县渔港和灯塔。\n二、灯塔概况\n全年未熄灭。\n",
        "一、渔港\n二、灯塔\n三、锚地\n全县共有三处。\n",
        "灯塔今年没有熄灭。",
    ],
)
def test_headings_of_a_text_are_no_contents(text: str) -> None:
    assert end(text) == 0
