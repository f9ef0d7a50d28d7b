"""Figures over generated documents, which take too long to make for every run and so are stored."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.accuracy import PROGRAMS, score_program, score_results
from benchmarks.documents import Rendered, read_name
from benchmarks.evaluation_documents import FormDocument, score_documents
from benchmarks.evaluation_labels import read_forms
from benchmarks.evaluation_scoring import FormTally
from benchmarks.evaluation_scoring import total as form_total
from benchmarks.misses import Miss, list_misses, worst
from benchmarks.publishing import interval_measures
from benchmarks.regression import engine_fingerprint
from benchmarks.results import read_tree
from benchmarks.scoring import Tally, total
from benchmarks.synthesis.making import seeds_of
from benchmarks.uncertainty import interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.documents import Document

UNSEEN = Path(__file__).parent / "measured" / "unseen.json"
# The set that may be looked into, and the one that is looked at by its score only.
GENERATED, HELD_OUT = "generated", "unseen"
_FAILURES = 3
# Of evaluation forms, what is added up over all extractors.
_ALL = "all"


def held_out_seeds() -> frozenset[int]:
    """The seeds of documents that are looked at by their score only: no list of their errors."""
    return frozenset(seeds_of("held-out"))


@dataclass(slots=True)
class _Slice:
    """What is added up for one of the two sets."""

    documents: int = 0
    departments: dict[int, Tally] = field(default_factory=dict)
    extractors: dict[str, dict[int, Tally]] = field(default_factory=dict)
    programs: dict[str, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    forms: dict[str, dict[int, FormTally]] = field(default_factory=dict)

    def add(self, rendered: Rendered, tally: Tally) -> None:
        self.documents += 1
        for group in (self.departments, self.extractors.setdefault(rendered.extractor, {})):
            group.setdefault(rendered.seed, Tally()).add(tally)

    def add_forms(self, rendered: Rendered, tally: FormTally) -> None:
        for name in (_ALL, rendered.extractor):
            self.forms.setdefault(name, {}).setdefault(rendered.seed, FormTally()).add(tally)

    def as_json(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            "seeds": sorted(self.departments),
            "all": _figures(self.departments),
            "extractors": {name: _figures(seeds) for name, seeds in sorted(self.extractors.items())},
            "programs": {name: tally.as_json() for name, tally in self.programs.items()},
            "evaluations": {name: _form_figures(seeds) for name, seeds in sorted(self.forms.items())},
            "failures": [miss.as_json() | {"sentence": str(miss)} for miss in _one_a_table(worst(self.misses))],
        }


def measure(documents: Iterable[Document], *, date: str, progress: Callable[[str], None] = print) -> dict[str, Any]:
    """Scores docparse and the baselines over generated documents.

    Args:
        documents: those of a folder that ``python -m benchmarks.synthesis`` wrote; others are left out.
        date: when this is.
        progress: is told the name of each document before it is read.

    Returns:
        Date, engine, and both sets, each with its tables and its evaluation forms; misses of tables are listed for the
        set that may be looked into only.
    """
    import docparse

    slices = {GENERATED: _Slice(), HELD_OUT: _Slice()}
    held_out = held_out_seeds()
    for document in documents:
        rendered = read_name(document.name)
        if rendered is None:
            continue
        progress(document.name)
        part = slices[HELD_OUT if rendered.seed in held_out else GENERATED]
        results = {document.sha256: read_tree(docparse.parse_file(document.source).to_dict())}
        (score,) = score_results([document], results)
        part.add(rendered, score.total)
        forms = read_forms(document.folder)
        for read in score_documents([FormDocument(document, forms)] if forms else [], results):
            part.add_forms(rendered, read.total)
        if rendered.seed not in held_out:
            part.misses = worst([*part.misses, *list_misses(score, document.text())])[:200]
        for name in PROGRAMS:
            (other,) = score_program(name, [document])
            part.programs.setdefault(name, Tally()).add(other.total)
    return {
        "date": date,
        "engine": engine_fingerprint(),
        "sets": {name: part.as_json() for name, part in slices.items() if part.documents},
    }


def _figures(seeds: dict[int, Tally]) -> dict[str, Any]:
    return {**total(seeds.values()).as_json(), "intervals": interval_measures(list(seeds.values()))}


def _form_figures(seeds: dict[int, FormTally]) -> dict[str, Any]:
    """The counts of evaluation forms, and how far the share of right cells of indicators may be off."""
    name = "indicator cells"
    parts = [(float(tally.counts[f"{name} right"]), float(tally.counts[name])) for tally in seeds.values()]
    limits = interval(parts)
    return {**form_total(seeds.values()).as_json(), "intervals": {} if limits is None else {name: limits}}


def _one_a_table(misses: Iterable[Miss]) -> list[Miss]:
    """The worst of each kind of table and mistake, so that three examples show three things."""
    shown: dict[tuple[str, str], Miss] = {}
    for miss in misses:
        shown.setdefault((miss.table, miss.mistake), miss)
    return list(shown.values())[:_FAILURES]


def read_stored(path: Path = UNSEEN) -> dict[str, Any] | None:
    """The stored figures; None before any were stored."""
    if not path.exists():
        return None
    tree: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tree
