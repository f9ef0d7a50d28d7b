"""A form as far as its file makes sense: what is of the wrong type is left out, what breaks a rule stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docparse.folding import fold
from docparse.grammars.authoring import Places, places_of
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.grammars.authoring import FormFile

# What a skeleton leaves for its author to fill in.
PLACEHOLDER = pattern("[〈〉]")
PLACEHOLDER_MATCHES = ("〈title〉",)
PLACEHOLDER_MISSES = ("《title》", "<title>")
# The lists of names in the sections that have an id or a key, in the order in which they are looked at.
_MEMBERS = {
    "variants": ("columns",),
    "identities": ("total", "parts", "left", "right"),
    "sums": ("total", "parts", "left", "right"),
    "items": ("key",),
}
_ENGLISH = {"columns": ("key", "measure", "funding"), "items": ("measure", "funding"), "": ("funding",)}


class ColumnDraft(NamedTuple):
    """One entry of ``columns``, counted from 0; ``has_paths`` says that it has a list of paths, of whatever length."""

    entry: int
    key: str
    side: str
    paths: tuple[tuple[str, ...], ...]
    has_paths: bool


class ListDraft(NamedTuple):
    """One entry that names columns or rows: a variant, identity, sum or item, with its names by key."""

    section: str
    entry: int
    id: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def members(self) -> tuple[str, ...]:
        """All names in their order."""
        return tuple(name for _, names in self.parts for name in names)

    def key_of(self, member: str) -> str:
        """The key under which a name stands first."""
        return next(key for key, names in self.parts if member in names)


class Draft(NamedTuple):
    """A form file with what can be said of it."""

    source: FormFile
    places: Places
    kind: str
    rows: str
    titles: tuple[str, ...]
    stub_labels: tuple[str, ...]
    columns: tuple[ColumnDraft, ...]

    def entries(self, section: str) -> list[dict[str, Any]]:
        """The entries of a section that are tables."""
        return _tables(self.source.tree.get(section))

    def lists(self, section: str) -> list[ListDraft]:
        """The entries of a section that names columns or rows."""
        named = []
        for index, entry in enumerate(self.entries(section)):
            parts = tuple((key, _names(entry[key])) for key in _MEMBERS[section] if key in entry)
            named.append(ListDraft(section, index, _text(entry.get("id")), parts))
        return named

    def at(self, location: Sequence[int | str]) -> str:
        """What stands at a location, as text; empty where nothing does."""
        node: Any = self.source.tree
        for part in location:
            try:
                node = node[part]
            except (KeyError, IndexError, TypeError):
                return ""
        return str(node)

    def labels(self) -> Iterator[tuple[str, int | None]]:
        """Everything that is printed, with its line."""
        for key, labels in (("titles", self.titles), ("stub_labels", self.stub_labels)):
            for label in labels:
                yield label, self.places.line(key=key, word=label)
        for column in self.columns:
            for label in dict.fromkeys(label for path in column.paths for label in path):
                yield label, self.places.line("columns", column.entry, key="paths", word=label)

    def words(self) -> Iterator[tuple[str, int | None]]:
        """The English words of keys and coordinates: what stands between their dots, with its line."""
        for section, keys in _ENGLISH.items():
            entries = self.entries(section) if section else [dict(self.source.tree)]
            for index, entry in enumerate(entries):
                for key in keys:
                    for word in _text(entry.get(key)).split("."):
                        if word:
                            yield word, self.places.line(section, index, key=key)

    def paths_of(self, key: str) -> set[tuple[str, ...]]:
        """The folded paths of the columns of that key."""
        return {
            tuple(fold(label) for label in path)
            for column in self.columns
            if column.key == key
            for path in column.paths
        }


def draft_of(source: FormFile) -> Draft:
    """The draft of a form file."""
    tree = source.tree
    columns = tuple(_column(index, entry) for index, entry in enumerate(_tables(tree.get("columns"))))
    texts = {key: _names(tree.get(key)) for key in ("titles", "stub_labels")}
    return Draft(
        source, places_of(source.text), _text(tree.get("kind")), _text(tree.get("rows")), **texts, columns=columns
    )


def _column(index: int, entry: dict[str, Any]) -> ColumnDraft:
    paths = entry.get("paths")
    listed = paths if isinstance(paths, list) else []
    return ColumnDraft(
        index,
        _text(entry.get("key")),
        _text(entry.get("side")),
        tuple(_names(path) for path in listed if isinstance(path, list)),
        isinstance(paths, list),
    )


def _tables(node: object) -> list[dict[str, Any]]:
    return [entry for entry in node if isinstance(entry, dict)] if isinstance(node, list) else []


def _names(node: object) -> tuple[str, ...]:
    """The texts of a list, or the one text."""
    if isinstance(node, str):
        return (node,)
    return tuple(name for name in node if isinstance(name, str)) if isinstance(node, list) else ()


def _text(node: object) -> str:
    return node if isinstance(node, str) else ""
