"""Links between tables, and between prose and tables, that coordinates do not give (``links.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docparse.errors import GrammarError

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS = ("funds", "totals", "names", "loosely", "sides", "columns")
LINKS = Path(__file__).with_name("links.toml")


class Links(NamedTuple):
    """What links say.

    Attributes:
        items: Item of the “三公” forms → the codes of the economic classification that it consists of.
        funds: Words for money → fund of the coordinates.
        totals: What is left of a name without the words for its money → subject.
        measures: Subject → measure and fund of the coordinates, where it is not itself the measure.
        names: Name → subject, of subjects without a canonical key.
        loosely: Subject → the one that the prose may mean by it as well.
        sides: Word of a title → what the classes below it are an amount of.
        columns: Word of a name → the column of a department's form for it.
    """

    items: Mapping[str, tuple[str, ...]]
    funds: Mapping[str, str]
    totals: Mapping[str, str]
    measures: Mapping[str, tuple[str, str]]
    names: Mapping[str, str]
    loosely: Mapping[str, str]
    sides: Mapping[str, str]
    columns: Mapping[str, str]

    def fund_in(self, words: str) -> tuple[str, str] | None:
        """The longest name of a fund that words hold, and the fund."""
        found = [name for name in self.funds if name in words]
        if not found:
            return None
        name = max(found, key=len)
        return name, self.funds[name]


@cache
def load_links() -> Links:
    """The links that come with docparse.

    Raises:
        GrammarError: the file is not TOML, or an entry has not the form of its section.
    """
    return read_links(LINKS.read_text(encoding="utf-8"), file=LINKS.name)


def read_links(text: str, *, file: str) -> Links:
    """The links of a file of that format.

    Raises:
        GrammarError: the file is not TOML, or an entry has not the form of its section.
    """
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GrammarError(file, None, str(error)) from error
    for section, length in (("items", None), ("measures", 2)):
        for key, words in tree.get(section, {}).items():
            if not _is_list(words) or (length is not None and len(words) != length):
                raise GrammarError(file, None, f"{section}: {key!r} wants a list of {length or 'some'} words")
    for section in _WORDS:
        for key, word in tree.get(section, {}).items():
            if not isinstance(word, str):
                raise GrammarError(file, None, f"{section}: {key!r} wants a word")
    return Links(
        items={key: tuple(codes) for key, codes in tree.get("items", {}).items()},
        measures={key: (measure, fund) for key, (measure, fund) in tree.get("measures", {}).items()},
        **{section: tree.get(section, {}) for section in _WORDS},
    )


def _is_list(words: object) -> bool:
    return isinstance(words, list) and bool(words) and all(isinstance(word, str) for word in words)
