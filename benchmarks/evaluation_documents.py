"""Documents whose evaluation forms are labelled, and their scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.documents import Document, find_documents
from benchmarks.evaluation_labels import LabelForm, read_forms
from benchmarks.evaluation_scoring import EvaluationScore, score_evaluations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmarks.results import Result, Tree


class FormDocument(NamedTuple):
    """A document with the labels of its evaluation forms."""

    document: Document
    forms: tuple[LabelForm, ...]

    @property
    def name(self) -> str:
        """The name of the document."""
        return self.document.name


def find_form_documents(folder: Path) -> list[FormDocument]:
    """The documents of a folder whose forms are labelled, by name."""
    found = (FormDocument(each, read_forms(each.folder)) for each in find_documents(folder, labelled=False))
    return [each for each in found if each.forms]


def read_unlabelled(folder: Path) -> dict[str, int]:
    """How many forms docparse reads in each document of a folder in which nobody labelled one."""
    import docparse

    documents = find_documents(folder, labelled=False)
    return {
        each.name: len(docparse.parse_file(each.source).evaluations)
        for each in documents
        if not read_forms(each.folder)
    }


def score_documents(documents: Sequence[FormDocument], results: Mapping[str, Result] | None) -> list[EvaluationScore]:
    """Scores documents.

    Args:
        documents: with their labels.
        results: by the digest of their sources; a document without one is one whose forms were missed. None: docparse
            reads the documents now.
    """
    return [
        score_evaluations(each.name, each.document.text(), _tree_of(each.document, results), each.forms)
        for each in documents
    ]


def _tree_of(document: Document, results: Mapping[str, Result] | None) -> Tree:
    if results is None:
        import docparse

        return docparse.parse_file(document.source).to_dict()
    result = results.get(document.sha256)
    return {"evaluations": [], "diagnostics": []} if result is None else result.tree
