"""The accuracy tables of the README: a fresh run on the samples, and the stored figures of generated reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.calibration import STATUSES, Rate, calibrate, claimed
from benchmarks.judging import MISTAKES
from benchmarks.publishing import MEASURES, share
from benchmarks.scoring import Tally, grouped, total
from benchmarks.uncertainty import FEWEST_DOCUMENTS
from benchmarks.unseen import GENERATED, HELD_OUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.scoring import DocumentScore

BEGIN, END = "<!-- accuracy:begin -->", "<!-- accuracy:end -->"
_SAMPLES = "sample"
# How extractors are called.
EXTRACTORS = {
    "piped": "Markdown pipes",
    "tabbed": "tab-separated",
    "spaced": "single-spaced",
    "layout": "`pdftotext -layout`",
    "raw": "`pdftotext -raw`",
    "pdftotext": "plain `pdftotext`",
    "pymupdf": "PyMuPDF",
    "flowed": "tables on one line",
    "saved": "text saved by LibreOffice",
}
_NAMES = {
    "not_applicable": "`not_applicable` (a mark for no value)",
    "blank": "blank",
    "unsettled": "blank listed in `unsettled`",
    "missing": "*cells of rows and tables not read*",
}
_WITH_ZEROS = frozenset({"verified", "read", "inferred", "conflicting"})


@dataclass(frozen=True, slots=True)
class Measured:
    """One set of reports: what docparse claims, and what the other programs do."""

    name: str
    documents: str
    docparse: Tally
    programs: Mapping[str, Tally]


def block(
    samples: Sequence[DocumentScore],
    programs: Mapping[str, Sequence[DocumentScore]],
    unseen: Mapping[str, Any] | None,
    *,
    agreement: Mapping[str, str],
) -> str:
    """What stands between the markers.

    Args:
        samples: docparse on the sample reports.
        programs: the other programs on them, by their names.
        unseen: what ``benchmarks.unseen.measure`` gave; None leaves generated reports out.
        agreement: of the sample reports, "cells that both blind readings had alike/all cells".
    """
    others = {name: total(score.total for score in scores) for name, scores in programs.items()}
    sets = [Measured(_SAMPLES, f"{len(samples)} reports", total(score.total for score in samples), others)]
    stored = unseen["sets"] if unseen is not None else {}
    for name in (GENERATED, HELD_OUT):
        if name in stored:
            sets.append(_stored(name, stored[name]))
    parts = [_reports(samples, agreement), _statuses(sets), _extractors(stored), _failures(stored)]
    return "\n\n".join(part for part in parts if part)


def between_markers(page: str, *, begin: str = BEGIN, end: str = END) -> str:
    """The block that a page holds.

    Raises:
        ValueError: a marker is missing.
    """
    return page[page.index(begin) + len(begin) : page.index(end)].strip("\n")


def _stored(name: str, tree: Mapping[str, Any]) -> Measured:
    programs = {program: Tally.from_json(counts) for program, counts in tree["programs"].items()}
    documents = f"{len(tree['seeds'])} departments in {tree['documents']} texts"
    return Measured(name, documents, Tally.from_json(tree["all"]), programs)


def _table(rows: Iterable[Sequence[str]]) -> str:
    head, *body = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body))


def _reports(samples: Sequence[DocumentScore], agreement: Mapping[str, str]) -> str:
    rows: list[Sequence[str]] = [
        (
            "sample report",
            "tables",
            "columns",
            "rows, full names",
            "cells F1",
            "cells with blanks",
            "whole tables",
            "nobody can settle: doubted",
            "silent",
            "two readings alike",
        )
    ]
    for score in samples:
        tally = score.total
        counts = tally.counts
        renderings = grouped(score.tables, lambda table: table.rendering)
        main = max(renderings, key=lambda name: renderings[name].counts["cells"], default="")
        rows.append(
            (
                f"{score.document} ({main})",
                f"{counts['tables found']} of {counts['tables labelled']}",
                f"{counts['columns right']} / {counts['columns']}",
                f"{counts['rows right']} / {counts['rows']}",
                share(MEASURES["cells F1"].of(tally)),
                f"{counts['cells right']} / {counts['cells']}",
                f"{counts['tables whole']} of {counts['tables labelled']}",
                f"{counts['undeterminable right']} of {counts['undeterminable']}",
                str(counts["silent"]),
                agreement.get(score.document, "–").replace("/", " / "),
            )
        )
    few = f"{len(samples)} reports are too few for an interval over documents; each stands for itself."
    return _table(rows) + (f"\n\n{few}" if len(samples) < FEWEST_DOCUMENTS else "")


def _statuses(sets: Sequence[Measured]) -> str:
    rows: list[Sequence[str]] = [("wrong per 10,000 claims", *(f"{each.name}: {each.documents}" for each in sets))]
    lines = [_lines(each.docparse) for each in sets]
    for name in _order(lines):
        rows.append((name, *(line.get(name, "–") for line in lines)))
    for name in dict.fromkeys(program for each in sets for program in each.programs):
        tallies = [each.programs.get(name) for each in sets]
        rows.append((f"*{name}*: all", *("–" if tally is None else _all(tally) for tally in tallies)))
    for name, of in (("wrong cells of docparse", _mistakes), ("values but zeros that an identity covers", _covered)):
        rows.append((name, *(of(each.docparse) for each in sets)))
    rows.append(("spans that do not hold their text", *(_spans(each.docparse) for each in sets)))
    return _table(rows)


def _mistakes(tally: Tally) -> str:
    return ", ".join(f"{name} {tally.mistakes[name]}" for name in MISTAKES if tally.mistakes[name]) or "none"


def _covered(tally: Tally) -> str:
    verified, covered = tally.counts["covered verified"], tally.counts["covered"]
    return f"`verified` and right: {share(verified / covered)} of {covered}" if covered else "–"


def _spans(tally: Tally) -> str:
    return f"{tally.counts['spans wrong']} of {tally.counts['spans']} cells"


def _lines(tally: Tally) -> dict[str, str]:
    """The lines of docparse's own claims by their names; values other than zero before zeros."""
    labelled = tally.counts["cells"]
    found = {}
    for line in calibrate(tally):
        name = _NAMES.get(line.status, f"`{line.status}`")
        if line.status in _WITH_ZEROS:
            found[name] = _rate(line.others, labelled)
            found[f"{name}, zeros"] = _rate(line.zeros, labelled)
        else:
            found[name] = _rate(line.every, labelled)
    found["**docparse: all**"] = _all(tally)
    return found


def _order(lines: Sequence[Mapping[str, str]]) -> list[str]:
    names = [_NAMES.get(status, f"`{status}`") for status in STATUSES]
    order = [part for name in names for part in (name, f"{name}, zeros")]
    found = dict.fromkeys(name for line in lines for name in line)
    return sorted(found, key=lambda name: order.index(name) if name in order else len(order))


def _all(tally: Tally) -> str:
    f1 = share(MEASURES["cells F1"].of(tally))
    return f"{_rate(claimed(tally), tally.counts['cells'])}; cells F1 {f1}; silent {tally.counts['silent']}"


def _rate(rate: Rate, labelled: int) -> str:
    if rate.at_most is None:
        return "–"
    coverage = rate.n / labelled if labelled else 0.0
    return f"{10000 * rate.rate:.1f} (≤ {10000 * rate.at_most:.1f}), {coverage:.1%}, n {rate.n}"


def _extractors(stored: Mapping[str, Any]) -> str:
    if not stored:
        return ""
    names = dict.fromkeys(name for each in stored.values() for name in each["extractors"])
    head = [f"{name}: {what}" for name in stored for what in ("rows F1", "cells F1", "silent per 10,000")]
    rows: list[Sequence[str]] = [("extractor", *head)]
    for extractor in sorted(names, key=lambda name: (list(EXTRACTORS).index(name) if name in EXTRACTORS else 99, name)):
        cells = [part for each in stored.values() for part in _figures(each["extractors"].get(extractor))]
        rows.append((EXTRACTORS.get(extractor, extractor), *cells))
    return _table(rows)


def _figures(tree: Mapping[str, Any] | None) -> tuple[str, str, str]:
    if tree is None:
        return ("–", "–", "–")
    tally = Tally.from_json(dict(tree))
    limits = tree["intervals"].get("cells F1")
    interval = f" ({share(limits[0])} to {share(limits[1])})" if limits else ""
    silent = MEASURES["silent"].of(tally) or 0.0
    rows, cells = (share(MEASURES[name].of(tally)) for name in ("rows F1", "cells F1"))
    return rows, cells + interval, f"{10000 * silent:.1f}"


def _failures(stored: Mapping[str, Any]) -> str:
    found = [miss["sentence"] for each in stored.values() for miss in each["failures"]]
    return "\n".join(f"- {sentence}" for sentence in found)
