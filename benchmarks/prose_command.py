"""``python -m benchmarks prose``: labels of figures and headings against docparse, or against results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import prose_readme, regression
from benchmarks.chinese import add_language, in_language
from benchmarks.documents import CORPUS, read_manifest
from benchmarks.misses import worst
from benchmarks.prose_documents import find_prose_documents, score_documents
from benchmarks.prose_misses import list_misses
from benchmarks.prose_publishing import json_of, text_of
from benchmarks.prose_regression import baseline_of
from benchmarks.results import read_results

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from benchmarks.prose_scoring import ProseScore


def add_prose(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments of the command and what it runs."""
    parser.add_argument(
        "folder", nargs="*", type=Path, default=[CORPUS], help="documents with source.txt, facts.tsv and sections.tsv"
    )
    parser.add_argument("--results", type=Path, help="score these results of docparse convert; parse nothing")
    parser.add_argument("--worst", type=int, default=20, metavar="N", help="list so many misses (default 20)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    parser.add_argument("--markdown", action="store_true", help="print the tables of the README instead")
    add_language(parser)
    parser.add_argument("--store", action="store_true", help="make this run the baseline of later ones")
    parser.set_defaults(run=run_prose)


def run_prose(given: argparse.Namespace) -> None:
    """Scores every document of some folders whose prose is labelled."""
    documents = find_prose_documents(given.folder)
    if not documents:
        raise SystemExit(f"no labels of prose under {', '.join(map(str, given.folder))}")  # noqa: TRY003
    scores = score_documents(documents, None if given.results is None else read_results(given.results))
    if given.markdown:
        print(in_language(markdown(given.folder, scores), given.lang))
    else:
        texts = (each.document.text() for each in documents)
        misses = worst(miss for score, text in zip(scores, texts, strict=True) for miss in list_misses(score, text))
        print(text_of(scores, misses, worst=given.worst))
        if given.json is not None:
            regression.write_json(given.json, json_of(scores, misses))
    if given.store:
        regression.store({"prose": baseline_of(documents, scores)})


def markdown(folders: Sequence[Path], scores: Sequence[ProseScore]) -> str:
    """The tables of the README."""
    entries = (item for folder in folders for item in read_manifest(folder).items())
    return prose_readme.block(
        scores, {name: entry["facts_agreement"] for name, entry in entries if "facts_agreement" in entry}
    )
