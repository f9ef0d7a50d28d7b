"""The text itself: every character is shown, or another of the same width stands in its place.

What may be shown is listed; whatever nobody thought of is hidden.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from docparse.masking.counting import column_numbers, line_numbers
from docparse.masking.words import is_han, load_words
from docparse.patterns import pattern
from docparse.reading.markup import BREAKING_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.masking.words import Words
    from docparse.spans import Span

# Tags without which a page would be another text; their attributes are data.
_TAGS = BREAKING_TAGS | frozenset(
    ("table", "thead", "tbody", "tfoot", "caption", "tr", "td", "th", "b", "strong", "span", "font", "script", "style")
)
_TAG_NAME = pattern(r"</?([A-Za-z][A-Za-z0-9]{0,15})(?=[\s/>])")
_TAG_NAME_MATCHES = ("<td>", "</TR>", '<table border="0">')
_TAG_NAME_MISSES = ("<5", "< td>", "<td")
_ENTITY = pattern(r"&(?:nbsp|amp|lt|gt|quot|ensp|emsp);")
_ENTITY_MATCHES = ("&nbsp;",)
_ENTITY_MISSES = ("&#65;", "&name;")
# What may stand inside a label without parting it.
_WITHIN = frozenset('()（）[]【】、/·:：-—“”"')
# What follows the number of a heading; what stands before a unit by itself, at most so many characters before it.
_NUMBERING = tuple("、.．，)）")
_OPENING = tuple(":：(（")
_NEAR = 4
# Characters without width that an extractor leaves behind.
_WITHOUT_WIDTH = frozenset("\u200b\u200c\u200d\ufeff\u00ad")
_SIGNS = ("P", "S")


class _Stretch(NamedTuple):
    """Characters of Han that may belong to one word, and where each of them stands."""

    text: str
    places: Sequence[int]


def mask(text: str) -> str:
    """The text with its data masked; as long as before, with the same line ends, blanks, signs and widths.

    Every digit becomes 9, but for numbers that only count columns or lines; every Latin letter x; every character of
    Han the mask character, but for words that forms print and for names of the standard classifications that stand
    alone. The time is linear in the length.

    >>> mask("云溪县档案馆2031年度收入决算表 -1,234.50")
    '某某某某某某9999年度收入决算表 -9,999.99'
    """
    words = load_words()
    shown = _shown(text, words)
    return "".join(
        character if shown[place] else _masked(character, words.mask) for place, character in enumerate(text)
    )


def _shown(text: str, words: Words) -> bytearray:
    """For each character whether it belongs to something that may be shown."""
    shown = bytearray(len(text))
    for start, end in (*_markup(text), *_numbers(text, words), *column_numbers(text, words.ruler), *line_numbers(text)):
        shown[start:end] = b"\1" * (end - start)
    fixed = bytes(shown)
    for stretch in _stretches(text, fixed, across_blanks=True):
        for start, end in _words_in(stretch.text, words):
            for place in stretch.places[start:end]:
                shown[place] = 1
    for stretch in _stretches(text, fixed, across_blanks=False):
        if _is_whole(stretch.text, words):
            for place in stretch.places:
                shown[place] = 1
    for place in _singles(text, words):
        shown[place] = 1
    return shown


def _markup(text: str) -> Iterator[Span]:
    """Names of tags and entities, without which a page would be another text."""
    yield from (found.span(1) for found in _TAG_NAME.finditer(text) if found[1].lower() in _TAGS)
    yield from (found.span() for found in _ENTITY.finditer(text))


def _numbers(text: str, words: Words) -> Iterator[Span]:
    """Numbers of headings in Han."""
    before, after = words.numbered
    yield from (found.span() for found in re.finditer(before + words.number + after, text))
    for found in re.finditer(words.number, text):
        start, end = found.span()
        if text[end : end + 1] in _NUMBERING and not is_han(text[start - 1 : start] or " "):
            yield start, end


def _singles(text: str, words: Words) -> Iterator[int]:
    """Single characters beside digits, or by themselves behind a colon or bracket."""
    for found in re.finditer(f"[{''.join(sorted(words.beside_digits))}]", text):
        start, end = found.span()
        left, right = text[max(0, start - _NEAR) : start].rstrip()[-1:], text[end : end + 1]
        if left.isdecimal() or right.isdecimal() or (left in _OPENING and not is_han(right or " ")):
            yield start


def _stretches(text: str, fixed: bytes, *, across_blanks: bool) -> Iterator[_Stretch]:
    """Runs of Han: signs within labels do not part them, digits, letters and what is shown already do.

    Args:
        text: The text.
        fixed: Where not to look.
        across_blanks: Whether white space does not part them either: words are broken into lines and spaced out.
    """
    places: list[int] = []
    for place, character in enumerate(text):
        if is_han(character) and not fixed[place]:
            places.append(place)
        elif places and not (character in _WITHIN or (across_blanks and character.isspace())):
            yield _Stretch("".join(text[at] for at in places), places)
            places = []
    if places:
        yield _Stretch("".join(text[at] for at in places), places)


def _words_in(text: str, words: Words) -> Iterator[Span]:
    """The longest word of the forms that begins at each character."""
    for start in range(len(text) - 1):
        for end in range(min(len(text), start + words.longest), start + 1, -1):
            if text[start:end] in words.of_forms:
                yield start, end
                break


def _is_whole(text: str, words: Words) -> bool:
    """Whether a run is nothing but words, the first and the last of which may be broken off."""
    size = len(text)
    if size > 2 and text in words.pieces:
        return True
    reached = bytearray(size + 1)
    reached[0] = 1
    for start in range(size):
        if not reached[start]:
            continue
        for end in range(start + 2, min(size, start + words.longest) + 1):
            piece = text[start:end]
            known = piece in words.whole
            broken = (start == 0 and piece in words.endings) or (end == size and piece in words.beginnings)
            reached[end] |= known or broken
    return bool(reached[size])


def _masked(character: str, han: str) -> str:
    """What stands in the place of a character that is not shown by itself."""
    if "0" <= character <= "9":
        return "9"
    if character.isspace() or character in _WITHOUT_WIDTH:
        return character
    wide = unicodedata.east_asian_width(character) in "WF"
    plain = unicodedata.normalize("NFKC", character)
    if unicodedata.category(character).startswith(_SIGNS) and not any(each.isalnum() for each in plain):
        return character
    if any(each.isnumeric() for each in character + plain) and not is_han(character):
        return "\uff19" if wide else "9"
    if is_han(character) or (wide and not plain.isascii()):
        return han
    return "\uff58" if wide else "x"
