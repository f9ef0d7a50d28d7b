"""Whatever stands in a text: its normalised form leads back to it, is stable, and has the same digits."""

import re
import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docparse.reading import SourceText, normalise
from docparse.reading.glyphs import equivalents

NUMBERS = st.sampled_from(("0", "7", "12", "936", "408.25", "1,234", "２", "①", "²", "2023年"))
DAMAGED = st.sampled_from(
    (" 31, 408.5", "31 ,408", " 7，310", " 31, 408, 275. 16", "408 .50", "12。50", " 7,<b> 310</b>")
)
SEPARATORS = st.sampled_from(
    (",", "，", ".", "。", " ", "  ", "\t", "\n", "\r", "\r\n", "\u3000", "-", "－", "、", ">")
)
WORDS = st.sampled_from(
    ("支出", "⽀出", "合 计", "甲", "A", "Ｂ", "\uf914", "\u200b", "\x00", "\xad", "\ufe0f", "\ue123", "%")
)
MARKUP = st.sampled_from(
    ("<p>", "</p>", "<br/>", "<b>", "</b>", "<td>", "</td>", "<font a>", "**", "$", r"$\geq ", r"\%$", "{", "}", "\\le")
)
TABLES = st.sampled_from(
    (
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<td rowspan=2>",
        '<td colspan="3">',
        "<caption>",
        "| ",
        "|  ",
    )
)
ESCAPES = st.sampled_from(("&nbsp;", "&lt;", "&gt;", "&amp;", "&ge;"))
NESTED = st.sampled_from(
    ("<<b>p>", "&amp;lt;", "&lt;p&gt;", "*<b>*甲*</b>*", "$1<b>$</b>", "<scr<b>ipt>", "31<br>, 408")
)
LOOSE_SIGNS = st.sampled_from(
    ("<", "&", "b>", "amp;", "lt;", "<!--", "-->", "<script>", "</script>", "*", "\\", "<html>")
)
PLAIN = st.text(max_size=4).filter(lambda text: not set(text) & set("<&"))


def texts(*pieces):
    return st.lists(st.one_of(*pieces), max_size=25).map("".join)


PRINTED = texts(NUMBERS, DAMAGED, SEPARATORS, WORDS, MARKUP, TABLES, PLAIN)
ANYTHING = texts(NUMBERS, DAMAGED, NESTED, TABLES, SEPARATORS, WORDS, MARKUP, ESCAPES, LOOSE_SIGNS, st.text(max_size=4))


def normal(text):
    return normalise(SourceText(text, sha256="", encoding="str"))


def digits(text):
    without_spans = re.sub("(?:row|col)span=[^ <>]*", "", text)
    return [character for character in unicodedata.normalize("NFKC", without_spans) if character.isdigit()]


def can_stand_for(printed, character):
    """Whether one normalised character may come from these source characters."""
    if len(printed) > 1:
        return printed[0] in "<&\\"
    return printed == character or equivalents({printed}).get(printed) == character or (printed, character) in {
        ("\r", "\n"), ("，", ","), ("。", "."), ("$", " ")
    }  # fmt: skip


@given(ANYTHING)
@example("&amp;<scr<b>ipt>amp;")
def test_each_character_leads_back_to_what_it_was_printed_as(text):
    result = normal(text)
    for place, character in enumerate(result.text):
        printed = "".join(text[low:high] for low, high in result.spans(place, place + 1))
        # What stands between the cells of a table gives way to pipes and line ends.
        is_border = character in "|\n" and "<table>" in text
        assert is_border or can_stand_for(printed, character), (character, printed)


@given(ANYTHING)
def test_places_lead_back_in_order_and_never_twice(text):
    result = normal(text)
    spans = [span for place in range(len(result.text)) for span in result.spans(place, place + 1)]
    assert all(low < high for low, high in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(ANYTHING, st.integers(0, 40), st.integers(0, 40))
def test_span_of_a_range_holds_the_spans_of_its_characters(text, start, length):
    result = normal(text)
    end = min(start + length, len(result.text))
    whole = {at for low, high in result.spans(start, end) for at in range(low, high)}
    parts = {at for i in range(start, end) for low, high in result.spans(i, i + 1) for at in range(low, high)}
    assert parts <= whole


@given(ANYTHING)
def test_normalising_twice_changes_nothing(text):
    once = normal(text)
    assert normal(once.text).text == once.text


@given(PRINTED)
def test_no_printed_digit_is_lost_or_invented(text):
    assert digits(normal(text).text) == digits(text)


@given(ANYTHING)
def test_blank_space_is_of_four_kinds_only(text):
    assert {character for character in normal(text).text if character.isspace()} <= set(" \t\n\f\x1f")


MARKUP_STARTS = [
    "<table>",
    "<table><tr><td>",
    "<td rowspan=9 colspan=9>",
    "| ",
    "|  ",
    "<",
    "<b ",
    "<b>",
    "<b",
    "</",
    "<!--",
    "<script>",
    "&",
    "&lt;",
    "&amp;",
    "$",
    "$1",
    "**",
    "**a",
    "*",
]
NUMBER_STARTS = ["\\", "$\\geq ", "1, ", "1 ,", "1,", "1，", "1。", "1 ", " ", "\r", "\r\n", "\x00", "123, "]


@pytest.mark.parametrize("piece", MARKUP_STARTS + NUMBER_STARTS)
def test_repeated_pieces_take_no_more_than_linear_time(piece):
    started = time.process_time()
    normal(piece * (400_000 // len(piece)))
    assert time.process_time() - started < 5
