"""``python -m benchmarks extractors``: table extractors on the PDFs of generated documents, docparse on their text."""

from __future__ import annotations

import resource
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from benchmarks.accuracy import score_report
from benchmarks.documents import find_documents
from benchmarks.publishing import MEASURES
from benchmarks.regression import write_json
from benchmarks.scoring import Tally, score_tables
from benchmarks.synthesis.extractors import EXTRACTORS
from benchmarks.synthesis.making import page_file_of
from benchmarks.table_extractors.mapping import map_grids
from benchmarks.table_extractors.programs import PROGRAMS, missing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from benchmarks.documents import Document

Result = TypeVar("Result")

STORED = Path(__file__).parents[1] / "measured" / "extractors.json"
BEGIN, END = "<!-- extractors:begin -->", "<!-- extractors:end -->"
# What the styles of benchmarks.synthesis.pages are.
_PAGES = {
    "wide": "ruled, lying",
    "narrow": "ruled, upright",
    "small": "ruled, broken over small pages",
    "bare": "no rules",
    "mixed": "ruled, upright and lying",
    "turned": "ruled, lying ones turned by /Rotate",
    "sideways": "ruled, lying ones sideways",
    "office": "LibreOffice, upright and lying",
}
_FIGURES = ("cells precision", "cells recall", "cells F1")
_TIMES = ("ms a page", "ms for text")


@dataclass(slots=True)
class Standing:
    """What a program reached.

    Attributes:
        tally: Counts over all documents.
        seconds: Processor seconds for reading the pages, or the text that an extractor had made of them.
        making: Processor seconds for making that text; none for a program that reads the pages.
        pages: How many pages these are.
    """

    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    making: float = 0.0
    pages: int = 0

    def add(self, tally: Tally, seconds: float, pages: int, *, making: float = 0.0) -> None:
        """Adds what it reached on one document."""
        self.tally.add(tally)
        self.seconds += seconds
        self.making += making
        self.pages += pages


# By style of the pages, then by program.
Standings = dict[str, dict[str, Standing]]


def add_extractors(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("folder", type=Path, help="typeset by python -m benchmarks.synthesis, such as wide-layout")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    parser.add_argument("--markdown", action="store_true", help="print the table of docs/benchmarks.md instead")
    parser.set_defaults(run=run_extractors)


def run_extractors(given: argparse.Namespace) -> None:
    """Reads each document with every program and prints the figures."""
    if lacking := missing():
        raise SystemExit(f"not installed: {', '.join(lacking)}")  # noqa: TRY003
    standings = compare(find_documents(given.folder))
    if not standings:
        raise SystemExit("no typeset documents in this folder")  # noqa: TRY003
    tree = tree_of(standings)
    print("\n".join(markdown_of(tree) if given.markdown else text_of(tree)))
    if given.json is not None:
        write_json(given.json, tree)


def compare(documents: Iterable[Document]) -> Standings:
    """The standing of docparse and of every table extractor in each style.

    Texts that several extractors made of one PDF stand apart; a table extractor reads each PDF once.
    """
    standings: defaultdict[str, defaultdict[str, Standing]] = defaultdict(lambda: defaultdict(Standing))
    read: set[Path] = set()
    for document in documents:
        page_file = page_file_of(document.folder)
        if page_file is None:
            continue
        *_, style, text = document.name.split("-")
        pages = _pages(page_file)
        tally, seconds, making = _by_docparse(document, page_file, text)
        standings[style][f"docparse, {text}"].add(tally, seconds, pages, making=making)
        for name, program in PROGRAMS.items() if page_file not in read else ():
            grids, seconds = _timed(partial(program, page_file))
            score = score_tables(document.name, map_grids(grids, document.labels), document.labels)
            standings[style][name].add(score.total, seconds, pages)
        read.add(page_file)
    return {style: dict(found) for style, found in standings.items()}


def _by_docparse(document: Document, page_file: Path, text: str) -> tuple[Tally, float, float]:
    """What docparse reads of a text, its seconds, and those for making the text of the PDF."""
    import docparse

    docparse.parse_file(document.source)  # The first parse of a process loads what all later ones share.
    _, making = _timed(partial(EXTRACTORS[text], page_file))
    report, parsing = _timed(partial(docparse.parse_file, document.source))
    return score_report(document.name, report, document.labels).total, parsing, making


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What some work returns, and its processor seconds, those of the programs that it starts included."""
    start = _seconds()
    result = work()
    return result, _seconds() - start


def _seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _pages(page_file: Path) -> int:
    import pymupdf

    with pymupdf.open(page_file) as pages:  # type: ignore[no-untyped-call]
        return len(pages)


def tree_of(standings: Standings) -> dict[str, Any]:
    """The figures as a tree for JSON: by style and program, with milliseconds of processor time a page.

    Those for making text of the page are apart: they are the same for whatever reads the text.
    """
    return {
        style: {
            name: {figure: MEASURES[figure].of(standing.tally) for figure in _FIGURES}
            | {
                "ms a page": 1000 * standing.seconds / standing.pages,
                "ms for text": 1000 * standing.making / standing.pages,
                "pages": standing.pages,
            }
            for name, standing in sorted(found.items(), key=lambda entry: entry[0])
        }
        for style, found in standings.items()
    }


def text_of(tree: dict[str, Any]) -> Iterator[str]:
    """The figures for a person."""
    yield f"{'style':<8}{'program':<24}" + "".join(f"{figure:>17}" for figure in (*_FIGURES, *_TIMES, "pages"))
    for style, name, figures in _rows(tree):
        values = [f"{figures[figure] or 0:>17.4f}" for figure in _FIGURES]
        values += [f"{figures[time]:>17.1f}" for time in _TIMES]
        yield f"{style:<8}{name:<24}" + "".join(values) + f"{figures['pages']:>17}"


def markdown_of(tree: dict[str, Any]) -> Iterator[str]:
    """The figures as the Markdown table of ``docs/benchmarks.md``."""
    yield "| Pages | Program | Cells precision | Recall | F1 | ms a page | ms for making its text |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for style, name, figures in _rows(tree):
        values = [f"{figures[figure] or 0:.4f}" for figure in _FIGURES]
        times = [f"{figures[time]:.1f}" for time in _TIMES]
        yield f"| {_PAGES.get(style, style)} | {name} | {' | '.join((*values, *times))} |"


def _rows(tree: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for style, found in tree.items():
        for name, figures in found.items():
            yield style, name, figures
