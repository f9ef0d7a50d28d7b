"""The words of headings are read from their file, and a line that is none is refused."""

from __future__ import annotations

import pytest

from docparse.errors import GrammarError
from docparse.lexicons.heading_words import HeadingWords, load_heading_words, read_heading_words


def test_each_kind_has_words() -> None:
    assert all(load_heading_words())


def test_lines_of_one_kind_add_up_in_their_order() -> None:
    words = read_heading_words("# 说明\nduty\t负责|承担\nduty\t指导\n", file="words.tsv")
    assert words == HeadingWords(*((),) * (len(HeadingWords._fields) - 1), ("负责", "承担", "指导"))


@pytest.mark.parametrize("line", ["duty", "duty\t", "duty\t负责|", "verb\t负责"])
def test_line_that_is_no_entry_is_refused(line: str) -> None:
    with pytest.raises(GrammarError, match=r"words\.tsv"):
        read_heading_words(f"duty\t承担\n{line}\n", file="words.tsv")
