"""One form by itself: its keys, its kind, its columns, and what variants, identities and sums name."""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.grammars.authoring import BROKEN_RULE, KNOWN_KEYS
from docparse.grammars.linting.drafts import PLACEHOLDER
from docparse.grammars.linting.findings import Finding, find, nearest_of
from docparse.grammars.model import ColumnForm, IdentityForm
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from docparse.grammars.authoring import Refusal
    from docparse.grammars.linting.drafts import ColumnDraft, Draft, ListDraft

# The kind of a form of one place or one plug-in.
OWN_KIND = pattern(r"[A-Za-z0-9_-]+:[A-Za-z0-9_-]+")
OWN_KIND_MATCHES = ("yunxi:procurement",)
OWN_KIND_MISSES = ("expenditure", "yunxi:", "a:b:c", "a:b c")
# Beside row keys, a sum may add up classification codes, and all rows above or below its total.
_CODE = pattern(r"\d{3}|\d{5}|\d{7}")
_CODE_MATCHES = ("301", "30101", "2080505")
_CODE_MISSES = ("30", "3010", "total")
_ROW_GROUPS = frozenset({"items", "below"})
# What pydantic calls a value of the wrong type, and what was expected instead.
_TYPES = {
    "string_type": "text",
    "tuple_type": "list",
    "dataclass_type": "section",
    "bool_type": "flag",
    "bool_parsing": "flag",
}

Owners = dict[tuple[str, tuple[str, ...]], "ColumnDraft"]


def refused_keys(draft: Draft) -> Iterator[Finding]:
    """What the model refuses about keys, types and listed values; a key that is missing because misspelt, once."""
    misspelt: set[tuple[object, ...]] = set()
    for refusal in draft.source.refusals:
        if refusal.sort == "unknown-key":
            key = str(refusal.location[-1])
            near = nearest_of(key, KNOWN_KEYS)
            misspelt.add((*refusal.location[:-1], near))
            yield find("unknown-key", draft, refusal.line, key=key, near=near)
    for refusal in draft.source.refusals:
        if refusal.location not in misspelt:
            yield from _refused(draft, refusal)


def _refused(draft: Draft, refusal: Refusal) -> Iterator[Finding]:
    place = ".".join(str(part) for part in refusal.location)
    if refusal.sort == "toml":
        yield find("not-toml", draft, refusal.line, reason=refusal.reason)
    elif refusal.sort == "missing":
        yield find("missing-key", draft, refusal.line, key=str(refusal.location[-1]))
    elif refusal.sort == "literal_error":
        given, expected = draft.at(refusal.location), ", ".join(refusal.expected)
        near = nearest_of(given, refusal.expected)
        yield find("wrong-value", draft, refusal.line, place=place, value=given, expected=expected, near=near)
    elif refusal.sort in _TYPES:
        yield find("wrong-type", draft, refusal.line, place=place, expected=_TYPES[refusal.sort])


def broken_rules(draft: Draft) -> Iterator[Finding]:
    """What the model refuses and nothing else has found."""
    for refusal in draft.source.refusals:
        if refusal.sort == BROKEN_RULE or refusal.sort not in (
            *_TYPES,
            "missing",
            "literal_error",
            "unknown-key",
            "toml",
        ):
            yield find("refused", draft, refusal.line, reason=refusal.reason)


def unfilled_places(draft: Draft) -> Iterator[Finding]:
    """Lines on which a skeleton waits to be filled in."""
    for number, line in enumerate(draft.places.lines, start=1):
        if PLACEHOLDER.search(line) and not line.lstrip().startswith("#"):
            yield find("placeholder", draft, number, text=line.strip())


def odd_names(draft: Draft, kinds: Collection[str]) -> Iterator[Finding]:
    """A kind that the contract does not name, and a file that is not named after its kind."""
    kind = draft.kind
    if not kind or PLACEHOLDER.search(kind):
        return
    line = draft.places.line(key="kind")
    if kind not in kinds and not OWN_KIND.fullmatch(kind):
        yield find("kind-unknown", draft, line, kind=kind, near=nearest_of(kind, kinds))
    name = kind.rpartition(":")[2]
    if PurePath(draft.source.file).stem not in (kind, name):
        yield find("file-name", draft, line, kind=kind, near=f"{name}.toml")


def odd_columns(draft: Draft) -> Iterator[Finding]:
    """Columns without a proper key or path, and keys and paths that two columns of a side claim."""
    keys: dict[tuple[str, str], ColumnDraft] = {}
    paths: Owners = {}
    for column in draft.columns:
        line = draft.places.line("columns", column.entry, key="key")
        if column.key and not PLACEHOLDER.search(column.key) and not _is_key(column.key):
            yield find("key-malformed", draft, line, key=column.key)
        if column.key and keys.setdefault((column.side, column.key), column) is not column:
            yield find("column-claimed", draft, line, key=column.key)
        if column.has_paths and not (column.paths and all(column.paths)):
            yield find("path-empty", draft, draft.places.line("columns", column.entry, key="paths"), column=column.key)
        for path in filter(None, column.paths):
            yield from _claim(draft, column, path, paths)
    sides = [{str(entry.get("side")) for entry in draft.entries(section)} for section in ("columns", "groups")]
    if all(sides) and sides[0] != sides[1]:
        yield find("sides-differ", draft, draft.places.line("groups"))


def _claim(draft: Draft, column: ColumnDraft, path: tuple[str, ...], owners: Owners) -> Iterator[Finding]:
    """Enters a path among those of its side; a finding where it is entered already."""
    claimed = (column.side, tuple(fold(label) for label in path))
    owner = owners.get(claimed)
    owners.setdefault(claimed, column)
    if owner is None:
        return
    line = draft.places.line("columns", column.entry, key="paths", word=path[-1])
    printed = " / ".join(path)
    if owner is column:
        yield find("label-repeated", draft, line, label=printed)
    else:
        yield find("path-claimed", draft, line, path=printed, column=column.key, owner=owner.key)


def _is_key(key: str) -> bool:
    try:
        ColumnForm(key, (("-",),))
    except ValueError:
        return False
    return True


def odd_lists(draft: Draft) -> Iterator[Finding]:
    """Sections without entries, ids given twice, columns that are named and missing, or named twice."""
    for section in ("titles", "groups", "columns", "variants"):
        if draft.source.tree.get(section) == []:
            yield find("section-empty", draft, draft.places.line(key=section), section=section)
    keys = Counter(column.key for column in draft.columns)
    ids: set[tuple[str, str]] = set()
    for named in chain(draft.lists("variants"), draft.lists("identities")):
        if (named.section, named.id) in ids:
            line = draft.places.line(named.section, named.entry, key="id")
            yield find("id-claimed", draft, line, id=named.id, owner=draft.source.file)
        ids.add((named.section, named.id))
        for key, count in Counter(named.members).items():
            line = draft.places.line(named.section, named.entry, key=named.key_of(key), word=key)
            if key not in keys:
                yield find("column-unknown", draft, line, where=named.id, key=key, near=nearest_of(key, keys))
            elif count > (keys[key] if named.section == "variants" else 1):
                yield find("column-repeated", draft, line, where=named.id, key=key)


def odd_variants(draft: Draft) -> Iterator[Finding]:
    """Variants whose columns stand in another order than the form's, or that list what another one lists.

    A turned variant has an order of its own.
    """
    seen: dict[tuple[bool, tuple[str, ...]], str] = {}
    entries = draft.entries("variants")
    for variant in draft.lists("variants"):
        line = draft.places.line("variants", variant.entry, key="columns")
        turned = entries[variant.entry].get("turned") is True
        places = _places_in_form(draft, variant)
        late = next((before for before, after in pairwise(places) if after < before), None)
        if late is not None and not turned:
            yield find("variant-order", draft, line, where=variant.id, key=draft.columns[late].key)
        twin = seen.setdefault((turned, tuple(sorted(variant.members))), variant.id)
        if twin != variant.id:
            yield find("variant-same", draft, line, where=variant.id, owner=twin)


def _places_in_form(draft: Draft, variant: ListDraft) -> list[int]:
    """Where the columns of a variant stand in the form; a key that two sides have, from the first side on."""
    waiting: dict[str, list[int]] = {}
    for column in reversed(draft.columns):
        waiting.setdefault(column.key, []).append(column.entry)
    return [waiting[key].pop() for key in variant.members if waiting.get(key)]


def odd_identities(draft: Draft) -> Iterator[Finding]:
    """Identities that are neither sum nor balance, or whose columns never stand in one row."""
    sides: dict[str, set[str]] = {}
    for column in draft.columns:
        sides.setdefault(column.key, set()).add(column.side)
    every = {column.side for column in draft.columns}
    for identity in chain(draft.lists("identities"), draft.lists("sums")):
        line = draft.places.line(identity.section, identity.entry, key="id")
        if not _has_shape(identity):
            yield find("identity-shape", draft, line, where=identity.id)
        elif identity.section == "identities" and not set.intersection(
            *(sides.get(key, every) for key in identity.members)
        ):
            yield find("identity-sides", draft, line, where=identity.id)


def repeated_items(draft: Draft) -> Iterator[Finding]:
    """Items of which another one has the key: only one of them would count."""
    seen: set[str] = set()
    for item in draft.lists("items"):
        for key in item.members:
            if key in seen:
                line = draft.places.line(item.section, item.entry, key="key")
                yield find("item-claimed", draft, line, key=key)
            seen.add(key)


def _has_shape(identity: ListDraft) -> bool:
    given = dict(identity.parts)
    total = given.get("total", ())
    sides = {key: given.get(key, ()) for key in ("parts", "left", "right")}
    try:
        IdentityForm(identity.id, total[0] if total else None, **sides)
    except ValueError:
        return False
    return True


def unknown_rows(draft: Draft, row_keys: Collection[str]) -> Iterator[Finding]:
    """Keys in sums and items that no row of any table can have."""
    for named in chain(draft.lists("sums"), draft.lists("items")):
        for key in named.members:
            if key in row_keys or key in _ROW_GROUPS or _CODE.fullmatch(key) or PLACEHOLDER.search(key):
                continue
            line = draft.places.line(named.section, named.entry, key=named.key_of(key), word=key)
            yield find("row-key-unknown", draft, line, key=key, near=nearest_of(key, row_keys))
