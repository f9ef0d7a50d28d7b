"""Whose accounts a report holds by its title and the name of its organisation, from ``scope_words.tsv``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from docparse.lexicons.load import records_of

FILE = Path(__file__).with_name("scope_words.tsv")


@cache
def load_scope_words() -> dict[str, tuple[str, ...]]:
    """The words that come with docparse, by what they say.

    Raises:
        GrammarError: a line has no words.
    """
    return {kind: tuple(words.split("|")) for _, (kind, words, *_) in records_of(FILE, file=FILE.name)}


def scope_of(*texts: str | None) -> str | None:
    """``unit`` or ``consolidated``; None where no text or more than one of them says so.

    >>> scope_of("某某局本级2023年度部门决算"), scope_of("某某局及所属单位决算", None), scope_of("某某局")
    ('unit', 'consolidated', None)
    """
    said = "\n".join(text for text in texts if text)
    found = [kind for kind, words in load_scope_words().items() if any(word in said for word in words)]
    return found[0] if len(found) == 1 else None
