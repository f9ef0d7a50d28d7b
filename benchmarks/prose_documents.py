"""Documents whose prose is labelled, and their scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.documents import Document, find_documents
from benchmarks.evaluation_labels import read_forms
from benchmarks.labels import read_tables
from benchmarks.prose_labels import Prose, read_prose
from benchmarks.prose_references import Labelled
from benchmarks.prose_scoring import ProseScore, score_prose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmarks.results import Result, Tree


class ProseDocument(NamedTuple):
    """A document with the labels of its prose, and of the tables and forms that the prose is held against."""

    document: Document
    prose: Prose
    labelled: Labelled

    @property
    def name(self) -> str:
        """The name of the document."""
        return self.document.name


def find_prose_documents(folders: Sequence[Path]) -> list[ProseDocument]:
    """The documents under some folders whose prose is labelled, by name in the order of the folders.

    Args:
        folders: each holds one folder a document, or is the folder of a document.
    """
    return [each for folder in folders for document in _documents(folder) if (each := labels_of(document)) is not None]


def labels_of(document: Document) -> ProseDocument | None:
    """A document with its labels; None where nobody labelled its prose."""
    prose = read_prose(document.folder)
    return None if prose is None else ProseDocument(document, prose, labelled_of(document.folder))


def labelled_of(folder: Path) -> Labelled:
    """The labelled tables and forms of a document."""
    return Labelled(read_tables(folder), read_forms(folder))


def _documents(folder: Path) -> list[Document]:
    if (folder / "source.txt").exists():
        return [Document(folder.name, folder, read_tables(folder))]
    return find_documents(folder, labelled=False)


def score_documents(documents: Sequence[ProseDocument], results: Mapping[str, Result] | None) -> list[ProseScore]:
    """Scores documents.

    Args:
        documents: with their labels.
        results: by the digest of their sources; a document without one is one whose prose was missed. None: docparse
            reads the documents now.
    """
    return [
        score_prose(each.name, each.document.text(), _tree_of(each.document, results), each.prose, each.labelled)
        for each in documents
    ]


def _tree_of(document: Document, results: Mapping[str, Result] | None) -> Tree:
    if results is None:
        import docparse

        return docparse.parse_file(document.source).to_dict()
    result = results.get(document.sha256)
    if result is not None:
        return result.tree
    nothing: Tree = {"sections": [], "facts": [], "tables": [], "evaluations": [], "checks": []}
    return {"source": {"sha256": document.sha256}, **nothing}
