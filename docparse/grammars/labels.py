"""The header labels of a form, folded and counted once, for matching them against header after header."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold

if TYPE_CHECKING:
    from docparse.grammars.model import ColumnForm, Form, VariantForm

Path = tuple[str, ...]


class Label(NamedTuple):
    """A folded label with how often it holds each character."""

    text: str
    counts: tuple[tuple[str, int], ...]


class PathLabels(NamedTuple):
    """One path of a column: its labels from top to bottom, what identifies each of its levels, and all in one text."""

    path: Path
    labels: tuple[Label, ...]
    nodes: tuple[tuple[str | None, Path], ...]
    whole: str


class ColumnLabels(NamedTuple):
    """A column with its paths; ``groups`` are the label groups that it may stand under."""

    column: ColumnForm
    paths: tuple[PathLabels, ...]
    groups: frozenset[Path]


class VariantLabels(NamedTuple):
    """All columns of a form as a variant would print them, in printed order, and which of them (by index) it prints."""

    columns: tuple[ColumnLabels, ...]
    chosen: frozenset[int]


class FormLabels(NamedTuple):
    """All labels of a form; ``characters`` are all that a header may hold, ``leaves`` the labels of single columns."""

    form: Form
    columns: tuple[ColumnLabels, ...]
    stub: tuple[Label, ...]
    variants: tuple[VariantLabels, ...]
    characters: frozenset[str]
    titles: tuple[str, ...]
    leaves: frozenset[str]
    stub_texts: frozenset[str]


@cache
def labels_of(form: Form) -> FormLabels:
    """The labels of a form."""
    columns = tuple(_column(column) for column in form.columns)
    stub = tuple(
        _label(text)
        for text in sorted({fold(label) for label in form.stub_labels}, key=lambda text: (-len(text), text))
    )
    variants = tuple(_variant(variant, columns) for variant in form.variants)
    texts = [label.text for column in columns for path in column.paths for label in path.labels]
    characters = frozenset("".join([*texts, *(label.text for label in stub)]))
    leaves = frozenset(path.labels[-1].text for column in columns for path in column.paths)
    titles = tuple(fold(title) for title in form.titles)
    stub_texts = frozenset(label.text for label in stub)
    return FormLabels(form, columns, stub, variants, characters, titles, leaves, stub_texts)


def _variant(variant: VariantForm, columns: tuple[ColumnLabels, ...]) -> VariantLabels:
    if variant.turned:
        place = {key: index for index, key in enumerate(variant.columns)}
        ordered = sorted(columns, key=lambda each: place.get(each.column.key, len(place)))
        columns = tuple(_column(each.column, turned=True) for each in ordered)
    chosen = frozenset(index for index, each in enumerate(columns) if each.column.key in variant.columns)
    return VariantLabels(columns, chosen)


def _column(column: ColumnForm, *, turned: bool = False) -> ColumnLabels:
    printed = [(*path[1:], path[0]) if turned else path for path in column.paths]
    paths = tuple(
        PathLabels(
            path,
            tuple(_label(fold(label)) for label in path),
            tuple((column.side, path[:depth]) for depth in range(1, len(path) + 1)),
            fold("".join(path)),
        )
        for path in printed
    )
    groups = frozenset(path[:depth] for path in printed for depth in range(1, len(path)))
    return ColumnLabels(column, paths, groups)


@cache
def _label(text: str) -> Label:
    return Label(text, tuple(sorted(Counter(text).items())))
