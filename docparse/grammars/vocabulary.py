"""What the forms print, turned round: from a printed title or label to the forms that own it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.grammars.load import load_forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docparse.grammars.model import Form


class Vocabulary(NamedTuple):
    """Folded titles and header labels of all forms.

    ``labels`` holds every header word that any form prints, stub labels included.
    """

    forms: Mapping[str, Form]
    titles: Mapping[str, str]
    labels: frozenset[str]


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary of the forms that come with docparse."""
    return vocabulary_of(load_forms())


def vocabulary_of(forms: tuple[Form, ...]) -> Vocabulary:
    """The vocabulary of the given forms."""
    titles = {fold(title): form.kind for form in forms for title in form.titles}
    labels = {fold(label) for form in forms for label in form.stub_labels}
    for form in forms:
        labels.update(fold(label) for column in form.columns for path in column.paths for label in path)
    return Vocabulary({form.kind: form for form in forms}, titles, frozenset(labels))
