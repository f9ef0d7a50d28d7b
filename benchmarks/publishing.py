"""The figures of one program over some documents, as text for a person and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.calibration import Calibration, Rate, calibrate
from benchmarks.documents import department_of
from benchmarks.judging import MISTAKES
from benchmarks.scoring import Tally, grouped, total
from benchmarks.uncertainty import FEWEST_DOCUMENTS, interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.misses import Miss
    from benchmarks.scoring import DocumentScore, TableScore


@dataclass(frozen=True, slots=True)
class Measure:
    """A ratio of counts, so that it can be resampled over documents: ``times`` × part / the sum of ``wholes``."""

    name: str
    part: str
    wholes: tuple[str, ...]
    times: int = 1

    def fraction(self, tally: Tally) -> tuple[int, int]:
        """Numerator and denominator."""
        return self.times * tally.counts[self.part], sum(tally.counts[whole] for whole in self.wholes)

    def of(self, tally: Tally) -> float | None:
        """The ratio; None where nothing was counted."""
        part, whole = self.fraction(tally)
        return part / whole if whole else None


def _found(what: str, part: str, labelled: str, read: str) -> tuple[Measure, ...]:
    return (
        Measure(f"{what} precision", part, (read,)),
        Measure(f"{what} recall", part, (labelled,)),
        Measure(f"{what} F1", part, (labelled, read), times=2),
    )


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("tables precision", "tables found", ("tables found", "tables too many")),
        Measure("tables recall", "tables found", ("tables labelled",)),
        Measure("tables F1", "tables found", ("tables labelled", "tables found", "tables too many"), times=2),
        *_found("columns", "columns right", "columns", "columns read"),
        *_found("rows", "rows right", "rows", "rows read"),
        *_found("cells", "values right", "values", "values read"),
        Measure("cells right", "cells right", ("cells",)),
        Measure("facts right", "facts right", ("facts",)),
        Measure("rows whole", "rows whole", ("rows",)),
        Measure("tables whole", "tables whole", ("tables labelled",)),
        Measure("reports whole", "reports whole", ("reports",)),
        Measure("silent", "silent", ("cells",)),
        Measure("covered verified", "covered verified", ("covered",)),
    )
}
# What an interval is worth printing for.
_WITH_INTERVAL = ("rows F1", "cells F1", "cells right", "tables whole", "silent")
_FEW = (
    f"fewer than {FEWEST_DOCUMENTS} documents, so no interval: resampling them would say nothing about the next one. "
    "The figures of each report stand above."
)
_HEAD = ("tables", "whole", "columns F1", "rows P", "R", "F1", "whole", "cells P", "R", "F1")
_HEAD_TAIL = ("with blanks", "silent", "missing")


def share(value: float | None) -> str:
    """A share with four decimals, rounded down so that 1 means all; "-" where nothing was counted."""
    return "-" if value is None else f"{int(value * 10000 + 1e-6) / 10000:.4f}"


def text_of(
    scores: Sequence[DocumentScore], misses: Sequence[Miss], *, worst: int, group: Callable[[str], str] = str
) -> str:
    """Everything that was measured, for a person.

    Args:
        scores: one a document.
        misses: all of them, worst first.
        worst: how many of them to list.
        group: documents that it calls alike share a line in the table by report.
    """
    reports: dict[str, Tally] = {}
    for score in scores:
        reports.setdefault(group(score.document), Tally()).add(score.total)
    tables = [table for score in scores for table in score.tables]
    everything = total(score.total for score in scores)
    parts = [
        _figures("by report", dict(sorted(reports.items()))),
        _figures("by form", grouped(tables, lambda table: table.kind)),
        _figures("by rendering", grouped(tables, _rendering)),
        _figures("all", {f"{len(scores)} reports": everything}),
        _intervals(scores),
        _mistakes(everything),
        _calibration(calibrate(everything)),
        _sentences(everything),
        _worst(misses, worst),
    ]
    return "\n\n".join(part for part in parts if part)


def json_of(scores: Sequence[DocumentScore], misses: Iterable[Miss]) -> dict[str, Any]:
    """The same as a tree for JSON."""
    tables = [table for score in scores for table in score.tables]
    everything = total(score.total for score in scores)
    return {
        "reports": {score.document: figures_of(score.total) for score in scores},
        "forms": {name: figures_of(tally) for name, tally in grouped(tables, lambda table: table.kind).items()},
        "renderings": {name: figures_of(tally) for name, tally in grouped(tables, _rendering).items()},
        "all": figures_of(everything),
        "intervals": interval_measures(_apart(scores)),
        "calibration": [_line(line) for line in calibrate(everything)],
        "misses": [miss.as_json() for miss in misses],
    }


def figures_of(tally: Tally) -> dict[str, Any]:
    """Counts and the measures made of them."""
    measures = {name: measure.of(tally) for name, measure in MEASURES.items()}
    return {**tally.as_json(), "measures": {name: value for name, value in measures.items() if value is not None}}


def interval_measures(documents: Sequence[Tally]) -> dict[str, tuple[float, float]]:
    """95 % intervals of the measures that have one.

    Args:
        documents: one tally for each that errs for itself: renderings of one document are added up before.
    """
    found = {name: interval([MEASURES[name].fraction(tally) for tally in documents]) for name in _WITH_INTERVAL}
    return {name: limits for name, limits in found.items() if limits is not None}


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Lines whose columns are as wide as their widest entry; the first column to the left, the rest to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = []
    for first, *rest in rows:
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _rendering(table: TableScore) -> str:
    if table.tally.counts["tables labelled"] and not table.tally.counts["tables found"]:
        return "(missed)"
    return table.rendering or "(none named)"


def _figures(title: str, groups: dict[str, Tally]) -> str:
    names = ("columns F1", "rows precision", "rows recall", "rows F1", "rows whole")
    more = ("cells precision", "cells recall", "cells F1")
    rows: list[Sequence[str]] = [(title, *_HEAD, *_HEAD_TAIL)]
    for group, tally in groups.items():
        counts = tally.counts
        extra = f"+{counts['tables too many']}" if counts["tables too many"] else ""
        rows.append(
            (
                group,
                f"{counts['tables found']}/{counts['tables labelled']}{extra}",
                str(counts["tables whole"]),
                *(share(MEASURES[name].of(tally)) for name in (*names, *more)),
                f"{counts['cells right']}/{counts['cells']}",
                str(counts["silent"]),
                str(counts["missing"]),
            )
        )
    return aligned(rows)


def _intervals(scores: Sequence[DocumentScore]) -> str:
    documents = _apart(scores)
    found = interval_measures(documents)
    if not found:
        return _FEW
    parts = (f"{name} {share(low)} to {share(high)}" for name, (low, high) in found.items())
    return f"95 % of resamples of the {len(documents)} documents: " + "; ".join(parts)


def _apart(scores: Iterable[DocumentScore]) -> list[Tally]:
    """One tally for each document; the renderings of a generated one are one document."""
    groups: dict[str, Tally] = {}
    for score in scores:
        groups.setdefault(department_of(score.document), Tally()).add(score.total)
    return list(groups.values())


def _mistakes(tally: Tally) -> str:
    found = ", ".join(f"{name} {tally.mistakes[name]}" for name in MISTAKES)
    return f"wrong cells: {found}"


def _calibration(lines: Sequence[Calibration]) -> str:
    rows: list[Sequence[str]] = [
        ("by status", "n", "of cells", "wrong", "rate", "at most", "zeros", "wrong", "others", "wrong", "at most")
    ]
    for line in lines:
        every, zeros, others = line.every, line.zeros, line.others
        rows.append(
            (
                line.status,
                str(every.n),
                share(line.coverage),
                str(every.wrong),
                *_rates(every),
                str(zeros.n),
                str(zeros.wrong),
                str(others.n),
                str(others.wrong),
                _rates(others)[1],
            )
        )
    return aligned(rows)


def _rates(rate: Rate) -> tuple[str, str]:
    return f"{rate.rate:.5f}", "-" if rate.at_most is None else f"{rate.at_most:.5f}"


def _sentences(tally: Tally) -> str:
    counts = tally.counts
    lines = [
        f"values whose column nobody can settle: {counts['undeterminable']}, "
        f"doubted as they should be: {counts['undeterminable right']}",
        f"values other than zero that an identity covers: {counts['covered']}, "
        f"verified and right: {counts['covered verified']}",
        f"facts right (title, unit, ...): {counts['facts right']}/{counts['facts']}",
        f"inferred though the layout settles the cell: {counts['settled inferred']}/{counts['settled']}",
        f"reports right as a whole: {counts['reports whole']}/{counts['reports']}",
    ]
    if counts["spans"]:
        lines.append(
            f"cells of the reports whose spans do not hold their text: {counts['spans wrong']}/{counts['spans']}"
        )
    return "\n".join(lines)


def _worst(misses: Sequence[Miss], count: int) -> str:
    if not count or not misses:
        return ""
    shown = [f"  {'silent ' if miss.silent else ''}{miss}" for miss in misses[:count]]
    return "\n".join([f"worst of {len(misses)} misses:", *shown])


def _line(line: Calibration) -> dict[str, Any]:
    rates = {"all": line.every, "zeros": line.zeros, "others": line.others}
    return {
        "status": line.status,
        "coverage": line.coverage,
        **{name: {"n": rate.n, "wrong": rate.wrong, "at_most": rate.at_most} for name, rate in rates.items()},
    }
