from __future__ import annotations

import pytest

from docparse.errors import GrammarError
from docparse.lexicons.indicator_words import load_indicator_words, read_indicator_words


def test_words_are_read_by_kind() -> None:
    words = read_indicator_words("# 注\noperator\t至少\t≥\nunit\t座\nlevel\t防洪效益\t效益|成本\n", file="x.tsv")
    assert words.operators == {"至少": "≥"}
    assert words.units == {"座"}
    assert words.levels == {"防洪效益": ("效益", "成本")}


@pytest.mark.parametrize("line", ["colour\t红", "unit\t", "operator\t至少", "level\t数量"])
def test_line_that_is_no_entry_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(GrammarError) as refused:
        read_indicator_words(f"unit\t座\n{line}\n", file="x.tsv")
    assert (refused.value.file, refused.value.line) == ("x.tsv", 2)


def test_operators_mean_one_of_five_signs() -> None:
    assert set(load_indicator_words().operators.values()) == set("≥≤><=")
