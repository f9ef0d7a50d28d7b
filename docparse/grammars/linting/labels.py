"""Titles and labels: what no text can ever match, what is written twice, what was typed in two widths."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.grammars.linting.drafts import PLACEHOLDER
from docparse.grammars.linting.findings import Finding, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from docparse.grammars.linting.drafts import Draft

# A title is looked for on lines that end like one; shorter and longer ones are not recognised.
TITLE_END = "表"
TITLE_LENGTH = range(4, 65)
# What the reading of a header leaves out: rules and marks of Markdown.
DROPPED = "|*#"
_WIDTHS = {"(": "（", ")": "）", ":": "：", ";": "；", ",": "，"}
_LAST_ASCII = "\x7f"
_REPLACEMENT = "\ufffd"


def unfindable_titles(draft: Draft) -> Iterator[Finding]:
    """Titles that are not recognised on any line."""
    for title in draft.titles:
        folded = fold(title)
        if not folded or PLACEHOLDER.search(title) or (folded.endswith(TITLE_END) and len(folded) in TITLE_LENGTH):
            continue
        line = draft.places.line(key="titles", word=title)
        bounds = {"least": str(TITLE_LENGTH[0]), "most": str(TITLE_LENGTH[-1])}
        yield find("title-unfindable", draft, line, title=title, end=TITLE_END, **bounds)


def odd_labels(draft: Draft, as_read: Callable[[str], str]) -> Iterator[Finding]:
    """Labels with characters that reading changes or leaves out, or that were not meant to be there."""
    for label, line in draft.labels():
        if not fold(label):
            yield find("label-empty", draft, line, label=label)
            continue
        read = as_read(label)
        if fold(read) != fold(label):
            yield find("label-unreadable", draft, line, label=label, near=read.strip())
        elif any(character in DROPPED for character in label):
            yield find("label-dropped", draft, line, label=label, characters=" ".join(DROPPED))
        elif any(character == _REPLACEMENT or unicodedata.category(character) == "Co" for character in label):
            yield find("label-private", draft, line, label=label)
        elif PLACEHOLDER.search(label):
            continue
        if label != "".join(label.split()) and max(label) > _LAST_ASCII:
            yield find("label-blanks", draft, line, label=label, near="".join(label.split()))
        if set(label) & _WIDTHS.keys() and set(label) & set(_WIDTHS.values()):
            near = "".join(_WIDTHS.get(character, character) for character in label)
            yield find("label-widths", draft, line, label=label, near=near)


def repeated_labels(draft: Draft) -> Iterator[Finding]:
    """Labels that a list holds twice, or that are a column's in one place and none in another.

    What a column is called in some variants may stand above the groups of those that lack it.
    """
    places = draft.places
    for key, labels in (("titles", draft.titles), ("stub_labels", draft.stub_labels)):
        for label in _again(labels):
            yield find("label-repeated", draft, places.line(key=key, word=label), label=label)
    stub = {fold(label) for label in draft.stub_labels}
    variants = [variant.members for variant in draft.lists("variants")]
    for column in draft.columns:
        if any(column.key not in members for members in variants):
            continue
        for path in column.paths:
            if len(path) == 1 and fold(path[0]) in stub:
                line = places.line("columns", column.entry, key="paths", word=path[0])
                yield find("stub-claims-column", draft, line, label=path[0], column=column.key)


def _again(labels: Sequence[str]) -> list[str]:
    """The labels of which an equal one stands before."""
    seen: set[str] = set()
    again = []
    for label in labels:
        if fold(label) in seen:
            again.append(label)
        seen.add(fold(label))
    return again
