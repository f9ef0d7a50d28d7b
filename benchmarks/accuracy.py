"""Runs a program over labelled documents and scores what it claims."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from benchmarks.results import read_tree, wrong_spans
from benchmarks.scoring import score_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from benchmarks.documents import Document
    from benchmarks.labels import LabelTable
    from benchmarks.results import ReadTable, Result
    from benchmarks.scoring import DocumentScore
    from docparse.schema import Report

    # Label file, index of the row, column key.
    CellKeys = Collection[tuple[str, int, str]]
    Reader = Callable[[str, Sequence[LabelTable]], Sequence[ReadTable]]

# What docparse is held against: how it is called in tables, and its function in ``benchmarks.baselines``.
PROGRAMS = {
    "whitespace split, position = column": "whitespace_split",
    "the first layout that balances": "first_balancing",
}


def score_report(
    document: str, report: Report, labels: Sequence[LabelTable], *, covered: CellKeys = frozenset()
) -> DocumentScore:
    """Scores a report that was just made; its spans are not looked at, which takes the source."""
    return score_tables(document, read_tree(report.to_dict()).tables, labels, covered=covered)


def score_result(document: Document, result: Result, *, covered: CellKeys = frozenset()) -> DocumentScore:
    """Scores a result of ``docparse convert`` and the spans of all its cells."""
    score = score_tables(document.name, result.tables, document.labels, covered=covered)
    cells, wrong = wrong_spans(result.tree, document.text())
    score.tally.counts.update({"spans": cells, "spans wrong": len(wrong)})
    return score


def score_docparse(documents: Iterable[Document]) -> list[DocumentScore]:
    """Parses documents and scores the reports."""
    import docparse

    return [
        score_result(
            document, read_tree(docparse.parse_file(document.source).to_dict()), covered=_covered(document.labels)
        )
        for document in documents
    ]


def score_results(documents: Iterable[Document], results: Mapping[str, Result]) -> list[DocumentScore]:
    """Scores results by the digest of their sources; a document without a result is one whose tables were missed."""
    scores = []
    for document in documents:
        result = results.get(document.sha256)
        if result is None:
            scores.append(score_tables(document.name, (), document.labels, covered=_covered(document.labels)))
        else:
            scores.append(score_result(document, result, covered=_covered(document.labels)))
    return scores


def score_program(name: str, documents: Iterable[Document]) -> list[DocumentScore]:
    """Scores one of the programs that docparse is held against; they take the text, and help from the labels."""
    read: Reader = getattr(import_module("benchmarks.baselines"), PROGRAMS[name])
    return [
        score_tables(
            document.name, read(document.text(), document.labels), document.labels, covered=_covered(document.labels)
        )
        for document in documents
    ]


def _covered(labels: Sequence[LabelTable]) -> CellKeys:
    from benchmarks.identities import covered

    return covered(labels)
