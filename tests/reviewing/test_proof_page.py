"""The proof of one value as a page: what stands in it is text, and the characters of the source are marked."""

from __future__ import annotations

import re
from typing import NamedTuple

from docparse.reviewing.proof_page import MarkedLine, proof_page


class Told(NamedTuple):
    title: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numeric: frozenset[int] = frozenset()


def page(*parts: Told, lines: tuple[MarkedLine, ...] = ()) -> str:
    """The body of a page with these parts."""
    text = proof_page(parts, lines, title="浮标.txt", source_title="source", language="en")
    return text[text.index("<main>") :]


def test_list_of_facts_is_a_table_with_a_header_for_each_row() -> None:
    assert '<tr><th scope="row">status</th><td>read</td></tr>' in page(Told("cell", (), (("status", "read"),)))


def test_columns_of_figures_are_aligned_to_the_right() -> None:
    text = page(Told("counts", ("kind", "holds"), (("sum", "12"),), frozenset({1})))
    assert '<th scope="col" class="number">holds</th>' in text
    assert '<td class="number">12</td>' in text


def test_single_sentences_are_paragraphs() -> None:
    assert "<h2>why</h2><p>the layout tells</p>" in page(Told("why", (), (("the layout tells",),)))


def test_characters_of_the_source_are_marked_in_their_line() -> None:
    line = MarkedLine(12, "灯塔\t12.50 2.50", ((3, 8),))
    text = page(Told("source", (), (("12", "灯塔"), ("", "^^"))), lines=(line,))
    assert '<th scope="row" class="number">12</th><td lang="zh-CN">灯塔\t<mark>12.50</mark> 2.50</td>' in text
    assert "^^" not in text


def test_overlapping_marks_lose_no_character() -> None:
    text = page(Told("source", (), (("1", ""),)), lines=(MarkedLine(1, "abcdef", ((0, 3), (2, 4))),))
    assert "<mark>abc</mark><mark>d</mark>ef" in text


def test_markup_and_unseen_characters_are_shown() -> None:
    text = page(Told("<b>", (), (("<script>alert(1)</script>", "a\u202eb & {{style}}"),)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "a\\u202eb &amp; {{style}}" in text


def test_nothing_runs_on_the_page() -> None:
    text = proof_page([], [], title="浮标.txt", source_title="source", language="zh")
    assert "<script" not in text
    assert re.search(r"content=\"default-src 'none'; script-src 'none'; style-src 'sha256-", text)
    assert '<html lang="zh-CN">' in text
