"""What docparse knows of evaluation forms, word by word, and the same files without some of the words.

The knowledge is data: the variants in ``grammars/evaluation/`` and the words of indicator rows. Words of code, such as
the marks of headings, are no entries.
"""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from docparse.grammars.evaluations import EVALUATIONS
from docparse.lexicons.indicator_words import FILE as WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PACKAGE = EVALUATIONS.parents[1]
_VARIANTS, _WORDS = EVALUATIONS.relative_to(PACKAGE), WORDS.relative_to(PACKAGE)
TITLES = "titles"
# The variants that are no province's own.
NATIONAL = frozenset({"project", "department"})


class Entry(NamedTuple):
    """A word with its place: the kind of a line of the lexicon; section and key of a form file, or ``titles``."""

    place: str
    word: str

    def __str__(self) -> str:
        """Place and word."""
        return f"{self.place} {self.word}"


class Removal(NamedTuple):
    """What is taken away: whole variants by name, and words wherever they stand."""

    variants: frozenset[str]
    entries: frozenset[Entry]


class Knowledge(NamedTuple):
    """The entries of each variant, and those of the lexicon."""

    variants: Mapping[str, frozenset[Entry]]
    words: frozenset[Entry]

    @property
    def entries(self) -> frozenset[Entry]:
        """All entries."""
        return self.words.union(*self.variants.values())

    def own(self, variant: str) -> frozenset[Entry]:
        """The entries that no other variant has."""
        others = (entries for name, entries in self.variants.items() if name != variant)
        return self.variants[variant].difference(*others)

    def lost(self, removal: Removal) -> frozenset[Entry]:
        """The entries of which nothing is left."""
        kept = [entries for name, entries in self.variants.items() if name not in removal.variants]
        return self.entries - (self.words.union(*kept) - removal.entries)


def read_knowledge(package: Path = PACKAGE) -> Knowledge:
    """The entries of a copy of the package."""
    trees = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in _files(package)}
    variants = {name: frozenset(entry for entry, _ in _entries(tree)) for name, tree in trees.items()}
    lines = (package / _WORDS).read_text(encoding="utf-8").splitlines()
    return Knowledge(variants, frozenset(entry for line in lines if (entry := _word(line)) is not None))


def _files(package: Path) -> list[Path]:
    return sorted((package / _VARIANTS).glob("*.toml"))


def _entries(tree: Mapping[str, Any]) -> Iterator[tuple[Entry, list[str]]]:
    """The entries of a form file, each with the list that it stands in."""
    for word in tree[TITLES]:
        yield Entry(TITLES, word), tree[TITLES]
    for section, keys in tree.items():
        if isinstance(keys, dict):
            for key, words in keys.items():
                yield from ((Entry(f"{section}.{key}", word), words) for word in words)


def _word(line: str) -> Entry | None:
    """The entry of a line of the lexicon; None for a comment."""
    if not line or line.startswith("#"):
        return None
    kind, word, *_ = line.split("\t")
    return Entry(kind, word)


def remove(removal: Removal, package: Path) -> None:
    """Takes words and variants out of the files of a copy of the package.

    Raises:
        ValueError: the package is docparse itself.
    """
    if package.resolve() == PACKAGE.resolve():
        message = "only a copy of the package may lose knowledge"
        raise ValueError(message)
    for path in _files(package):
        if path.stem in removal.variants:
            path.unlink()
        else:
            path.write_text(_variant_without(path.read_text(encoding="utf-8"), removal.entries), encoding="utf-8")
    lines = (package / _WORDS).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if _word(line.rstrip("\n")) not in removal.entries]
    (package / _WORDS).write_text("".join(kept), encoding="utf-8")


def _variant_without(text: str, removed: frozenset[Entry]) -> str:
    """The text of a form file without some words, which costs its comments; the same text where it holds none."""
    tree = tomllib.loads(text)
    away = [(entry, words) for entry, words in _entries(tree) if entry in removed]
    if not away:
        return text
    for entry, words in away:
        words.remove(entry.word)
    sections = {name: keys for name, keys in tree.items() if isinstance(keys, dict)}
    lines = [_line(key, value) for key, value in tree.items() if key not in sections]
    for name, keys in sections.items():
        lines += ["", f"[{name}]", *(_line(key, words) for key, words in keys.items())]
    return "\n".join(lines) + "\n"


def _line(key: str, value: Any) -> str:
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"
