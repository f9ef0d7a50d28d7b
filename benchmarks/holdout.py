"""``python -m benchmarks holdout``: each report read by a docparse that never saw it.

Every variant, label and word whose only source is the report is taken away before docparse reads it; the figures stand
beside those with all knowledge. Reports that are held out together, such as those of one province, count as one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import regression
from benchmarks.documents import CORPUS, find_documents
from benchmarks.evaluation_documents import FormDocument
from benchmarks.evaluation_labels import read_forms
from benchmarks.evaluation_publishing import figures_of, forms_found, list_misses, rows_found
from benchmarks.evaluation_scoring import score_evaluations
from benchmarks.holdout_knowledge import read_knowledge
from benchmarks.holdout_provenance import printed_by, removal_of
from benchmarks.holdout_running import parse_without
from benchmarks.misses import worst
from benchmarks.publishing import aligned, share

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from benchmarks.evaluation_scoring import EvaluationScore, FormTally
    from benchmarks.holdout_knowledge import Entry, Knowledge, Removal
    from benchmarks.results import Tree

_HEAD = ("forms", "names", "header", "funds", "rows P", "R", "cells", "texts", "like", "totals", "silent", "removed")


class HeldOut(NamedTuple):
    """One report: its figures with all knowledge and without what came from it, and what that was.

    Attributes:
        known: scored with all knowledge.
        unseen: scored without.
        removal: what was taken away.
        lost: the entries of which nothing was left; those of whole variants among them.
    """

    document: FormDocument
    known: EvaluationScore
    unseen: EvaluationScore
    removal: Removal
    lost: frozenset[Entry]


def add_holdout(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments of the command and what it runs."""
    parser.add_argument(
        "folder", nargs="?", type=Path, default=CORPUS, help="documents with source.txt and evaluations/"
    )
    parser.add_argument(
        "--together", action="append", default=[], metavar="A,B", help="hold these reports out together; repeatable"
    )
    parser.add_argument("--list", action="store_true", help="list what was taken away")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list so many misses of each report")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write figures, misses and removals as JSON too")
    parser.set_defaults(run=run_holdout)


def run_holdout(given: argparse.Namespace) -> None:
    """Holds out every document of a folder whose forms are labelled."""
    found = hold_out(given.folder, [frozenset(names.split(",")) for names in given.together])
    if not found:
        raise SystemExit(f"no labels of evaluation forms under {given.folder}")  # noqa: TRY003
    print(text_of(found))
    for each in found if given.list else ():
        print(f"\n{each.document.name}: taken away\n" + "\n".join(_listed(each)))
    for each in found if given.worst else ():
        misses = worst(list_misses(each.unseen, each.document.document.text()))
        print(f"\n{each.document.name}: worst of {len(misses)} misses")
        print("\n".join(f"  {'silent ' if miss.silent else ''}{miss}" for miss in misses[: given.worst]))
    if given.json is not None:
        regression.write_json(given.json, {each.document.name: _tree(each) for each in found})


def hold_out(folder: Path, together: Sequence[frozenset[str]] = ()) -> list[HeldOut]:
    """Each document with labels of forms, read with all knowledge and without what came from it.

    Args:
        folder: all samples; those without labelled forms are sources of words too.
        together: names of documents that are held out with each other.
    """
    everything = [FormDocument(each, read_forms(each.folder)) for each in find_documents(folder, labelled=False)]
    trees = {each.name: _read(each) for each in everything}
    reports = [
        printed_by(each.name, each.document.text(), each.forms, _variants(trees[each.name])) for each in everything
    ]
    knowledge = read_knowledge()
    found = []
    for each in filter(lambda one: one.forms, everything):
        held = next((names for names in together if each.name in names), frozenset({each.name}))
        removal = removal_of(held, reports, knowledge)
        found.append(_held_out(each, trees[each.name], removal, knowledge))
    return found


def _read(document: FormDocument) -> Tree:
    import docparse

    return docparse.parse_file(document.document.source).to_dict()


def _variants(tree: Tree) -> set[str]:
    return {form["grammar"]["form"] for form in tree["evaluations"]} - {None}


def _held_out(document: FormDocument, known: Tree, removal: Removal, knowledge: Knowledge) -> HeldOut:
    """Scores both readings.

    Raises:
        RuntimeError: docparse was run with knowledge that ought to be away.
    """
    unseen = parse_without(removal, document.document.source)
    lost = knowledge.lost(removal)
    if lost and unseen["producer"]["knowledge"] == known["producer"]["knowledge"]:
        message = f"{document.name}: read with all knowledge"
        raise RuntimeError(message)
    text = document.document.text()
    scores = [score_evaluations(document.name, text, tree, document.forms) for tree in (known, unseen)]
    return HeldOut(document, scores[0], scores[1], removal, lost)


def text_of(found: Sequence[HeldOut]) -> str:
    """The figures, two lines a report."""
    rows: list[Sequence[str]] = [("by report", *_HEAD)]
    for each in found:
        removed = f"{len(each.lost)} words, {len(each.removal.variants)} variants"
        rows += [
            (each.document.name, *_figures(each.known.total), "-"),
            (f"{each.document.name} held out", *_figures(each.unseen.total), removed),
        ]
    return aligned(rows)


def _figures(tally: FormTally) -> tuple[str, ...]:
    precision, recall, _ = rows_found(tally)
    return (
        forms_found(tally),
        *(share(tally.right(family)) for family in ("project names", "header", "funds")),
        share(precision),
        share(recall),
        share(tally.right("indicator cells")),
        share(tally.right("texts")),
        share(tally.likeness("texts")),
        share(tally.right("totals")),
        str(tally.counts["silent"]),
    )


def _listed(each: HeldOut) -> list[str]:
    return [
        *(f"  variant {name}" for name in sorted(each.removal.variants)),
        *(f"  {entry}" for entry in sorted(each.lost)),
    ]


def _tree(each: HeldOut) -> Tree:
    misses = worst(list_misses(each.unseen, each.document.document.text()))
    return {
        "known": figures_of(each.known.total),
        "held out": figures_of(each.unseen.total),
        "removed": {"variants": sorted(each.removal.variants), "words": [str(entry) for entry in sorted(each.lost)]},
        "misses": [miss.as_json() for miss in misses],
    }
