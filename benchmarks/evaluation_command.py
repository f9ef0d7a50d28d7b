"""``python -m benchmarks evaluations``: labels of evaluation forms against docparse, or against results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import evaluation_readme, regression, unseen
from benchmarks.chinese import add_language, in_language
from benchmarks.documents import CORPUS, extractor_of, read_manifest, read_name
from benchmarks.evaluation_documents import find_form_documents, read_unlabelled, score_documents
from benchmarks.evaluation_publishing import json_of, list_misses, text_of
from benchmarks.evaluation_regression import baseline_of
from benchmarks.misses import worst
from benchmarks.results import read_results

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from benchmarks.evaluation_scoring import EvaluationScore


def add_evaluations(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments of the command and what it runs."""
    parser.add_argument(
        "folder", nargs="?", type=Path, default=CORPUS, help="documents with source.txt and evaluations/"
    )
    parser.add_argument("--results", type=Path, help="score these results of docparse convert; parse nothing")
    parser.add_argument("--worst", type=int, default=20, metavar="N", help="list so many misses (default 20)")
    parser.add_argument("--pool", action="store_true", help="add up generated documents by their extractor")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    parser.add_argument("--markdown", action="store_true", help="print the tables of the README instead")
    add_language(parser)
    parser.add_argument("--store", action="store_true", help="make this run the baseline of later ones")
    parser.set_defaults(run=run_evaluations)


def run_evaluations(given: argparse.Namespace) -> None:
    """Scores every document of a folder whose forms are labelled."""
    documents = find_form_documents(given.folder)
    if not documents:
        raise SystemExit(f"no labels of evaluation forms under {given.folder}")  # noqa: TRY003
    results = None if given.results is None else read_results(given.results)
    scores = score_documents(documents, results)
    if given.markdown:
        print(in_language(markdown(given.folder, scores), given.lang))
    else:
        shown = [(each, score) for each, score in zip(documents, scores, strict=True) if not _held_out(each.name)]
        misses = worst(miss for each, score in shown for miss in list_misses(score, each.document.text()))
        print(text_of(scores, misses, worst=given.worst, group=extractor_of if given.pool else str))
        if len(shown) < len(scores):
            print(f"\n{len(scores) - len(shown)} documents are held out: their misses are not listed")
        if given.json is not None:
            regression.write_json(given.json, json_of(scores, misses))
        if results is None:
            for name, read in read_unlabelled(given.folder).items():
                print(f"without labels: {name}, evaluation forms read: {read}")
    if given.store:
        regression.store({"evaluations": baseline_of(documents, scores)})


def _held_out(name: str) -> bool:
    rendered = read_name(name)
    return rendered is not None and rendered.seed in unseen.held_out_seeds()


def markdown(folder: Path, scores: Sequence[EvaluationScore]) -> str:
    """The tables of the README."""
    key = "evaluations_agreement"
    agreement = {name: entry[key] for name, entry in read_manifest(folder).items() if key in entry}
    return evaluation_readme.block(scores, agreement, unseen.read_stored())
