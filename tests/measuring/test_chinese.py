"""The Chinese README has the figures of the English one, under Chinese headings."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.chinese import carried, in_language

ROOT = Path(__file__).parents[2]
ENGLISH, CHINESE = (ROOT / name for name in ("README.md", "README.zh-CN.md"))
HAN = re.compile("[\u4e00-\u9fff]")


def test_both_readmes_show_the_same_figures() -> None:
    """Mended by ``python -m benchmarks.chinese``."""
    page = CHINESE.read_text(encoding="utf-8")
    assert carried(page, ENGLISH.read_text(encoding="utf-8")) == page


def test_every_heading_is_chinese_but_names_of_fields() -> None:
    lines = CHINESE.read_text(encoding="utf-8").partition("<!-- accuracy:begin -->")[2].splitlines()
    heads = [line for line, below in pairwise(lines) if below.startswith("| ---")]
    assert heads
    headings = {cell for line in heads for cell in line.strip("| ").split(" | ")}
    fields = re.compile("name|subject|measure|direction|baseline|qualifier|period|section|about|[a-z]+_[a-z]+")
    assert [cell for cell in headings if not HAN.search(cell) and not fields.fullmatch(cell)] == []


@pytest.mark.parametrize(
    ("cell", "chinese"),
    [
        ("unseen: cells F1", "未见：单元格 F1"),
        ("generated: 2 departments in 9 texts", "生成：2 个部门，9 份文本"),
        ("12 of 13", "12 / 13"),
        ("0.9996 of 42 (0.9933 to 0.9982)", "0.9996（共 42）（0.9933 至 0.9982）"),
        ("0.4 (≤ 1.2), 33.5%, n 577", "0.4（≤ 1.2），33.5%，n 577"),
        ("wrong column 2, misread 6", "栏错 2，数读错 6"),
        ("- a/b.tsv, line 7: 合计 / total: is blank, read 3.1: omitted, inferred",
         "- a/b.tsv，第 7 行: 合计 / total: 应为空格，读作 3.1: 漏读，inferred"),
        ("dept-11", "dept-11"),
    ],
)  # fmt: skip
def test_cells_keep_their_figures(cell: str, chinese: str) -> None:
    assert in_language(cell, "zh") == chinese
    assert in_language(cell, "en") == cell


def test_words_without_chinese_are_refused() -> None:
    with pytest.raises(ValueError, match="does not say how this reads in Chinese: harbour dues"):
        in_language("| harbour dues |", "zh")


def test_tables_go_between_the_markers() -> None:
    english = "a\n<!-- x:begin -->\n\n| all |\n| --- |\n\n<!-- x:end -->\n"
    page = "前\n<!-- x:begin -->\n旧\n<!-- x:end -->\n后\n"
    assert carried(page, english) == "前\n<!-- x:begin -->\n\n| 合计 |\n| --- |\n\n<!-- x:end -->\n后\n"
    with pytest.raises(ValueError, match="substring not found"):
        carried("前", english)
