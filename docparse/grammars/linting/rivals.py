"""Forms beside each other: what two of them claim, words spelt nearly alike, headers that nothing tells apart."""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import TYPE_CHECKING

from docparse.folding import fold, shared_characters
from docparse.grammars.linting.drafts import PLACEHOLDER
from docparse.grammars.linting.findings import Finding, find

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from docparse.grammars.linting.drafts import Draft, ListDraft

# Of two like headers the title must decide. Where the titles share more of their characters than this, what is left
# between the forms is less than the margin from which on a match counts as tied.
TITLES_ALIKE = 0.96
# Shorter words differ from each other by as little as a slip of the pen.
SHORTEST_WORD = 6
# From here on a word may hold two slips, below only one.
LONG_WORD = 9


def shared_names(drafts: Sequence[Draft], others: Sequence[Draft]) -> Iterator[Finding]:
    """Kinds, titles and ids that two forms claim; told of the later one."""
    owners: dict[tuple[str, str], Draft] = {}
    for draft in (*others, *drafts):
        for code, name, line in _claims(draft):
            owner = owners.setdefault((code, fold(name)), draft)
            if owner is not draft and not PLACEHOLDER.search(name) and draft in drafts:
                yield find(code, draft, line, id=name, owner=owner.source.file)


def _claims(draft: Draft) -> Iterator[tuple[str, str, int | None]]:
    if draft.kind:
        yield "kind-claimed", draft.kind, draft.places.line(key="kind")
    for title in filter(fold, draft.titles):
        yield "title-claimed", title, draft.places.line(key="titles", word=title)
    for named in chain(draft.lists("identities"), draft.lists("sums")):
        if named.id:
            yield "id-claimed", named.id, draft.places.line(named.section, named.entry, key="id")


def near_words(drafts: Sequence[Draft], others: Sequence[Draft], row_keys: Collection[str]) -> Iterator[Finding]:
    """Words of keys that differ by a slip of the pen from a word that other forms or rows use."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    users: dict[str, set[str]] = {word: {""} for key in row_keys for word in key.split(".")}
    for draft in (*drafts, *others):
        for word, _ in draft.words():
            users.setdefault(word, set()).add(draft.source.file)
    for draft in drafts:
        own = {draft.source.file}
        for word, line in draft.words():
            if users[word] != own or len(word) < SHORTEST_WORD or PLACEHOLDER.search(word):
                continue
            known = sorted(other for other, files in users.items() if files - own)
            found = process.extractOne(
                word, known, scorer=OSA.distance, score_cutoff=2 if len(word) >= LONG_WORD else 1
            )
            if found is not None:
                yield find("word-near", draft, line, word=word, near=str(found[0]))


def like_headers(drafts: Sequence[Draft], others: Sequence[Draft]) -> Iterator[Finding]:
    """Pairs of forms that may print the same header over the same sort of rows, so that only the title is left."""
    for one, other in (*combinations(drafts, 2), *product(drafts, others)):
        variants = _same_header(one, other) if one.rows == other.rows and one.kind != other.kind else None
        if variants is None:
            continue
        titles = product(map(fold, one.titles), map(fold, other.titles))
        alike = max((shared_characters(ours, theirs) for ours, theirs in titles), default=0.0)
        code = "forms-tied" if alike > TITLES_ALIKE else "title-decides"
        line = one.places.line("variants", variants[0].entry, key="columns")
        yield find(code, one, line, where=variants[0].id, kind=other.kind, variant=variants[1].id)


def _same_header(one: Draft, other: Draft) -> tuple[ListDraft, ListDraft] | None:
    """Variants of two forms of which every column may be printed under the same labels, in the same order."""
    for ours, theirs in product(one.lists("variants"), other.lists("variants")):
        if len(ours.members) == len(theirs.members) and all(
            one.paths_of(our_key) & other.paths_of(their_key)
            for our_key, their_key in zip(ours.members, theirs.members, strict=True)
        ):
            return ours, theirs
    return None
