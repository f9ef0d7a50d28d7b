"""What of a text may be shown: the words that forms print, and the names of the standard classifications."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import docparse.grammars
import docparse.lexicons
from docparse.lexicons.heading_words import load_heading_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_GRAMMARS = Path(docparse.grammars.__path__[0])
_LEXICONS = Path(docparse.lexicons.__path__[0])
# Words of the forms: titles, labels, items, units, headings.
_OF_FORMS = ("row_keys.tsv", "units.tsv", "scope_words.tsv", "subjects.tsv")
# Words that say what a heading is; those that say what a department does are names of departments as well.
_OF_HEADINGS = ("closing", "ending", "contents", "table", "glossary", "duties", "nothing")
# Names that say more than that there is a form, and are the same for everybody.
_STANDARD = ("economic_codes.tsv", "function_codes.tsv", "functional_classes.tsv")
# Parts of words: of two characters only those that a header is broken into.
_SHORTEST_PIECE = 2
_SHORTEST_NAME_PIECE = 3


class Words(NamedTuple):
    """The words that may be shown, in characters of Han only, each of two characters or more.

    Attributes:
        of_forms: Shown wherever they stand.
        whole: These and the standard names: shown where nothing else stands beside them.
        beginnings: What words begin with; shown at the end of what is whole, where a line broke.
        endings: What words end with; shown at the beginning of what is whole.
        pieces: All words one after the other, with line ends between, for what is broken at both ends.
        longest: Characters of the longest word.
        beside_digits: Single characters that are shown beside digits.
        numerals: Digits of numbered headings.
        numbered: What stands around such a number.
        ruler: The word before the numbers of columns.
        mask: What stands in the place of a character that is not shown.
    """

    of_forms: frozenset[str]
    whole: frozenset[str]
    beginnings: frozenset[str]
    endings: frozenset[str]
    pieces: str
    longest: int
    beside_digits: frozenset[str]
    numerals: str
    numbered: tuple[str, str]
    ruler: str
    mask: str

    @property
    def number(self) -> str:
        """The pattern of a number of a heading."""
        return f"[{self.numerals}]{{1,3}}"


def is_han(character: str) -> bool:
    """Whether a character is one of Han.

    >>> is_han("决"), is_han("、"), is_han("A")
    (True, False, False)
    """
    number = ord(character)
    return 0x3400 <= number <= 0x9FFF or 0xF900 <= number <= 0xFAFF or 0x20000 <= number <= 0x3FFFF


@cache
def load_words() -> Words:
    """The words that come with docparse; forms of a user's own are not among them."""
    chosen = tomllib.loads((_LEXICONS / "form_words.toml").read_text(encoding="utf-8"))
    forms = [*chosen["words"], *(word for file in _OF_FORMS for word in _of_lexicon(file))]
    forms += [word for kind in _OF_HEADINGS for word in getattr(load_heading_words(), kind)]
    for path in sorted(path for folder in ("accounts", "evaluation") for path in (_GRAMMARS / folder).glob("*.toml")):
        forms += _strings(tomllib.loads(path.read_text(encoding="utf-8")))
    standard = [word for file in _STANDARD for word in _of_lexicon(file)]
    of_forms, names = _in_han(forms), _in_han(standard)
    whole = of_forms | names
    return Words(
        of_forms=of_forms,
        whole=whole,
        beginnings=frozenset(piece for word in whole for piece in _cut(word, word in of_forms, from_left=True)),
        endings=frozenset(piece for word in whole for piece in _cut(word, word in of_forms, from_left=False)),
        pieces="\n".join(sorted(whole)),
        longest=max(map(len, whole)),
        beside_digits=frozenset(chosen["beside_digits"]),
        numerals=chosen["numerals"],
        numbered=(chosen["numbered"][0], chosen["numbered"][1]),
        ruler=chosen["ruler"],
        mask=chosen["mask"],
    )


def _of_lexicon(name: str) -> Iterator[str]:
    """The words of a table of the lexicons: every field, alternatives apart."""
    for line in (_LEXICONS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield from (word for field in line.split("\t") for word in field.split("|"))


def _strings(node: object) -> Iterator[str]:
    """Every string below, keys left out."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for each in node.values():
            yield from _strings(each)
    elif isinstance(node, list):
        for each in node:
            yield from _strings(each)


def _in_han(words: Iterable[str]) -> frozenset[str]:
    bare = ("".join(filter(is_han, word)) for word in words)
    return frozenset(word for word in bare if len(word) > 1)


def _cut(word: str, of_forms: bool, *, from_left: bool) -> Iterator[str]:
    shortest = _SHORTEST_PIECE if of_forms else _SHORTEST_NAME_PIECE
    for size in range(shortest, len(word)):
        yield word[:size] if from_left else word[-size:]
