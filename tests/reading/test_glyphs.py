import unicodedata

import pytest

from docparse.errors import GrammarError
from docparse.reading.glyphs import GLYPHS_FILE, equivalents, load_glyphs

GLYPHS = load_glyphs(GLYPHS_FILE)


def test_every_kangxi_radical_has_a_meaning():
    assert {chr(code) for code in range(0x2F00, 0x2FD6)} <= GLYPHS.keys()


def test_table_agrees_with_unicode_where_unicode_has_an_opinion():
    folded = {glyph: unicodedata.normalize("NFKC", glyph) for glyph in GLYPHS}
    others = {glyph: meant for glyph, meant in folded.items() if meant not in (glyph, GLYPHS[glyph])}
    assert others.keys() <= set("≧≦⩾⩽⼾")


def test_radical_that_mainland_fonts_draw_a_simplified_character_with_means_that():
    assert GLYPHS["⼾"] == "户"


def test_common_characters_mean_themselves():
    assert equivalents(set("合计1,2。（）“”\t\n\f\r")) == {}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("⻔门\tU+2ED4 U+95E8", "expected glyph"),
        ("⻔\t门\tU+2ED5 U+95E8", "expected glyph"),
        ("⻔\t门\tU+2ED4 U+95E8\n⻔\t门\tU+2ED4 U+95E8", "stands twice"),
        ("⻔\t门\tU+2ED4 U+95E8\n门\t日\tU+95E8 U+65E5", "glyph of the table itself"),
    ],
)
def test_malformed_table_is_refused_with_its_place(tmp_path, line, problem):
    path = tmp_path / "glyphs.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(GrammarError, match=problem) as caught:
        load_glyphs(path)
    assert caught.value.file == str(path)
