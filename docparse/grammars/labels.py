"""The header labels of a form, folded and counted once, for matching them against header after header."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold

if TYPE_CHECKING:
    from docparse.grammars.model import ColumnForm, Form

Path = tuple[str, ...]


class Label(NamedTuple):
    """A folded label with how often it holds each character."""

    text: str
    counts: tuple[tuple[str, int], ...]


class PathLabels(NamedTuple):
    """One path of a column: its labels from top to bottom, and what identifies each of its levels."""

    path: Path
    labels: tuple[Label, ...]
    nodes: tuple[tuple[str | None, Path], ...]


class ColumnLabels(NamedTuple):
    """A column with its paths; ``groups`` are the label groups that it may stand under."""

    column: ColumnForm
    paths: tuple[PathLabels, ...]
    groups: frozenset[Path]


class FormLabels(NamedTuple):
    """All labels of a form; ``variants`` are sets of column indices, ``characters`` all that a header may hold."""

    form: Form
    columns: tuple[ColumnLabels, ...]
    stub: tuple[Label, ...]
    variants: tuple[frozenset[int], ...]
    characters: frozenset[str]
    titles: tuple[str, ...]


@cache
def labels_of(form: Form) -> FormLabels:
    """The labels of a form."""
    columns = tuple(_column(column) for column in form.columns)
    stub = tuple(
        _label(text)
        for text in sorted({fold(label) for label in form.stub_labels}, key=lambda text: (-len(text), text))
    )
    variants = tuple(
        frozenset(index for index, column in enumerate(form.columns) if column.key in variant.columns)
        for variant in form.variants
    )
    texts = [label.text for column in columns for path in column.paths for label in path.labels]
    characters = frozenset("".join([*texts, *(label.text for label in stub)]))
    return FormLabels(form, columns, stub, variants, characters, tuple(fold(title) for title in form.titles))


def _column(column: ColumnForm) -> ColumnLabels:
    paths = tuple(
        PathLabels(
            path,
            tuple(_label(fold(label)) for label in path),
            tuple((column.side, path[:depth]) for depth in range(1, len(path) + 1)),
        )
        for path in column.paths
    )
    groups = frozenset(path[:depth] for path in column.paths for depth in range(1, len(path)))
    return ColumnLabels(column, paths, groups)


def _label(text: str) -> Label:
    return Label(text, tuple(sorted(Counter(text).items())))
