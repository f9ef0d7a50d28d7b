"""What names and values of indicators look like."""

from __future__ import annotations

import pytest

from docparse.errors import GrammarError
from docparse.lexicons.indicator_cues import load_indicator_cues, read_indicator_cues


def test_cue_names_the_levels_it_speaks_for() -> None:
    cues = read_indicator_cues("# words\ncue\t知晓率\t社会效益|经济效益\n", file="made-up")
    assert cues.levels == {"知晓率": ("社会效益", "经济效益")}


@pytest.mark.parametrize("line", ["cue\t知晓率", "ending\t率\t数量", "colour\t红", "value\t"])
def test_line_that_is_no_entry_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(GrammarError, match="made-up:2"):
        read_indicator_cues(f"ending\t数\n{line}\n", file="made-up")


def test_words_that_come_with_docparse_are_of_all_kinds() -> None:
    assert all(load_indicator_cues())
