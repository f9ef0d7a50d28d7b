"""How the names of places end and what only looks so, from ``place_words.tsv``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docparse.errors import GrammarError
from docparse.lexicons.load import records_of

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).with_name("place_words.tsv")


class Ending(NamedTuple):
    """How places of a rank end: 1 province, 2 prefecture, 3 county; ``least`` is the shortest name before it."""

    rank: int
    least: int


class PlaceWords(NamedTuple):
    """The lexicon; ``words`` only look like places, ``before`` leads to one, ``body`` never stands in one.

    ``alone`` are no place by themselves and end the names of places; ``behind`` tells that a place ends at its first
    character although one of the ``words`` seems to begin there.
    """

    endings: Mapping[str, Ending]
    words: tuple[str, ...]
    before: tuple[str, ...]
    body: tuple[str, ...]
    alone: tuple[str, ...]
    behind: tuple[str, ...]


@cache
def load_place_words() -> PlaceWords:
    """The lexicon that comes with docparse.

    Raises:
        GrammarError: a line is of no known kind, or an ending has no rank and length.
    """
    endings: dict[str, Ending] = {}
    lists: dict[str, tuple[str, ...]] = {"word": (), "before": (), "body": (), "alone": (), "behind": ()}
    for number, (kind, word, *rest) in records_of(FILE, file=FILE.name):
        if kind == "ending" and len(rest) == 2 and all(each.isdecimal() for each in rest):
            endings[word] = Ending(int(rest[0]), int(rest[1]))
        elif kind in lists:
            lists[kind] = tuple(word.split("|"))
        else:
            raise GrammarError(FILE.name, number, f"a line is an ending with rank and length, or {', '.join(lists)}")
    before = tuple(sorted(lists["before"], key=len, reverse=True))
    return PlaceWords(endings, lists["word"], before, lists["body"], lists["alone"], lists["behind"])
