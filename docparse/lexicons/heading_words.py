"""The words of headings, from ``heading_words.tsv``: what titles end with, and what sentences begin with."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from docparse.errors import GrammarError

FILE = Path(__file__).with_name("heading_words.tsv")


class HeadingWords(NamedTuple):
    """The words of headings; each field is a kind of the file, whose head says what it means."""

    closing: tuple[str, ...]
    ending: tuple[str, ...]
    opening: tuple[str, ...]
    prompt: tuple[str, ...]
    glossary: tuple[str, ...]
    contents: tuple[str, ...]
    table: tuple[str, ...]
    signal: tuple[str, ...]
    predicate: tuple[str, ...]
    leading: tuple[str, ...]
    nothing: tuple[str, ...]
    duties: tuple[str, ...]
    duty: tuple[str, ...]


@cache
def load_heading_words() -> HeadingWords:
    """The words that come with docparse.

    Raises:
        GrammarError: a line has an unknown kind or no word.
    """
    return read_heading_words(FILE.read_text(encoding="utf-8"), file=FILE.name)


def read_heading_words(text: str, *, file: str) -> HeadingWords:
    """The words of a file of that format.

    Raises:
        GrammarError: a line has an unknown kind or no word.
    """
    found: dict[str, list[str]] = {kind: [] for kind in HeadingWords._fields}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        kind, _, words = line.partition("\t")
        if kind not in found or not all(words.split("|")):
            raise GrammarError(file=file, line=number, message=f"{line!r} is no entry: kind, words parted by |")
        found[kind] += words.split("|")
    return HeadingWords(*(tuple(found[kind]) for kind in HeadingWords._fields))
