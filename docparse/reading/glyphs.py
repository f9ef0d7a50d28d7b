"""Characters that mean another one: the changes that keep the length of a text."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from docparse.errors import GrammarError

GLYPHS_FILE = Path(__file__).parent.parent / "lexicons" / "glyphs.tsv"
_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\x0b\x1c\x1d\x1e\x85\u2028\u2029"
_COMPATIBILITY_IDEOGRAPHS = (("\uf900", "\ufaff"), ("\U0002f800", "\U0002fa1f"))


def equivalents(characters: set[str]) -> dict[str, str]:
    r"""What those of the given characters mean that mean another one; none of the meanings needs changing again.

    Width forms, radicals and operators come from ``lexicons/glyphs.tsv``, ideographs of the compatibility blocks from
    Unicode. Every kind of space means a blank, every line end but ``\r`` a line feed. Tabs and form feeds stay.
    """
    table = _table()
    found = {character: table[character] for character in characters & table.keys()}
    for character in characters:
        if any(low <= character <= high for low, high in _COMPATIBILITY_IDEOGRAPHS):
            meaning = unicodedata.normalize("NFKC", character)
            if len(meaning) == 1 and meaning != character:
                found[character] = meaning
    return found


@cache
def _table() -> Mapping[str, str]:
    table = dict.fromkeys(_SPACES, " ") | dict.fromkeys(_LINE_ENDS, "\n")
    return MappingProxyType(table | load_glyphs(GLYPHS_FILE))


def load_glyphs(path: Path) -> dict[str, str]:
    """Reads a table of glyphs: glyph, meaning and code points a line, parted by tabs.

    Raises:
        GrammarError: A line is malformed, a glyph stands twice, or a meaning is itself a glyph of the table.
    """
    glyphs: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        glyph, meaning, points = (*line.split("\t"), "", "", "")[:3]
        if len(glyph) != 1 or len(meaning) != 1 or points != f"U+{ord(glyph):04X} U+{ord(meaning):04X}":
            raise GrammarError(str(path), number, "expected glyph, meaning and their two code points, parted by tabs")
        if glyph in glyphs:
            raise GrammarError(str(path), number, f"{points[:6]} stands twice")
        glyphs[glyph] = meaning
    for glyph, meaning in glyphs.items():
        if meaning in glyphs:
            raise GrammarError(str(path), None, f"the meaning of U+{ord(glyph):04X} is a glyph of the table itself")
    return glyphs
