"""The figures of a run by group, kind and level, and what went wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.publishing import MEASURES
from benchmarks.regression import engine_fingerprint
from benchmarks.scoring import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.noise.running import Run
    from benchmarks.noise.verdicts import Outcome

# All kinds together.
ALL = "all"


@dataclass(slots=True)
class Figures:
    """What was counted over some texts.

    Attributes:
        tally: of their tables.
        counts: texts, crashes, changes, touched cells, values verified, and wrong ones among them.
        seconds: of the processor, for reading.
    """

    tally: Tally = field(default_factory=Tally)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, outcome: Outcome) -> None:
        """Adds one text."""
        self.tally.add(outcome.tally)
        self.counts.update(outcome.counts)
        self.counts["texts"] += 1
        self.counts["crashes"] += bool(outcome.crash)
        self.counts["verified"] += sum(n for claim, n in outcome.tally.claims.items() if claim.status == "verified")
        self.counts["verified and wrong"] += len(outcome.wrong)
        self.counts["of these disputed"] += sum(one.disputed for one in outcome.wrong)
        self.seconds += outcome.seconds

    def measures(self) -> dict[str, float]:
        """Shares and rates; those of nothing are left out."""
        counts = self.tally.counts
        found = {
            "rows F1": MEASURES["rows F1"].of(self.tally),
            "cells F1": MEASURES["cells F1"].of(self.tally),
            "silent": _share(counts["silent"], counts["cells"], times=10_000),
            "untouched silent": _share(counts["silent"] - self.counts["touched silent"], counts["cells"], times=10_000),
            "verified coverage": _share(counts["covered verified"], counts["covered"]),
            "touched right": _share(
                self.counts["touched as labelled"] + self.counts["touched as printed"], self.counts["touched"]
            ),
            "milliseconds": _share(1000 * self.seconds, self.counts["texts"]),
        }
        return {name: value for name, value in found.items() if value is not None}

    def as_json(self) -> dict[str, Any]:
        """Counts and measures as a tree for JSON."""
        counts = self.tally.counts
        kept = ("cells", "cells right", "rows", "rows right", "silent", "missing", "covered", "covered verified")
        return {
            "counts": {
                **{name: self.counts[name] for name in sorted(self.counts)},
                **{name: counts[name] for name in kept},
            },
            "measures": {name: round(value, 6) for name, value in self.measures().items() if name != "milliseconds"},
            "milliseconds": round(1000 * self.seconds / max(self.counts["texts"], 1), 1),
        }


def _share(part: float, whole: float, *, times: int = 1) -> float | None:
    return times * part / whole if whole else None


def table_of(run: Run) -> dict[str, dict[str, dict[float, Figures]]]:
    """The figures by group, kind (``ALL`` last) and level."""
    found: dict[str, dict[str, dict[float, Figures]]] = {}
    for group in dict.fromkeys(outcome.group for outcome in run.outcomes):
        kinds = found[group] = {}
        for kind in (*run.plan.kinds, ALL):
            kinds[kind] = {level: Figures() for level in run.plan.levels}
        for outcome in run.outcomes:
            if outcome.group == group:
                kinds[outcome.kind][outcome.level].add(outcome)
                kinds[ALL][outcome.level].add(outcome)
    return found


def json_of(run: Run) -> dict[str, Any]:
    """The figures as a tree for JSON, with every crash and every value that is verified and wrong."""
    return {
        "engine": engine_fingerprint(),
        "seed": run.plan.seed,
        "kinds": list(run.plan.kinds),
        "levels": list(run.plan.levels),
        "documents": _documents(run),
        "figures": {
            group: {
                kind: {str(level): figures.as_json() for level, figures in levels.items()}
                for kind, levels in kinds.items()
            }
            for group, kinds in table_of(run).items()
        },
        "wrong": [_story(outcome) | {"values": [asdict(one) for one in outcome.wrong]} for outcome in wrong(run)],
        "crashes": [_story(outcome) | {"raised": outcome.crash} for outcome in crashes(run)],
    }


def _documents(run: Run) -> dict[str, list[str]]:
    names: dict[str, set[str]] = {}
    for outcome in run.outcomes:
        names.setdefault(outcome.group, set()).add(outcome.document)
    return {group: sorted(found) for group, found in names.items()}


def _story(outcome: Outcome) -> dict[str, Any]:
    return {name: getattr(outcome, name) for name in ("document", "kind", "level", "number")}


def wrong(run: Run) -> list[Outcome]:
    """The texts with a value that is verified and wrong."""
    return [outcome for outcome in run.outcomes if outcome.wrong]


def crashes(run: Run) -> list[Outcome]:
    """The texts that were not read to the end."""
    return [outcome for outcome in run.outcomes if outcome.crash]


_COLUMNS = (
    ("rows F1", "{:.4f}"),
    ("cells F1", "{:.4f}"),
    ("silent", "{:.1f}"),
    ("untouched silent", "{:.1f}"),
    ("verified coverage", "{:.4f}"),
    ("touched right", "{:.4f}"),
    ("milliseconds", "{:.0f}"),
)
_COUNTED = ("texts", "changes", "touched", "verified", "verified and wrong", "misnamed", "crashes")


def text_of(run: Run, *, shown: int = 10) -> str:
    """The figures for a person, and some of what went wrong."""
    lines = []
    for group, kinds in table_of(run).items():
        names = (*_COUNTED, *(name for name, _ in _COLUMNS))
        lines.append(f"{group:<28}{'level':>7}" + "".join(f"{name:>19}" for name in names))
        for kind, levels in kinds.items():
            lines += [_line(kind, level, figures) for level, figures in levels.items()]
        lines.append("")
    lines.append(f"verified and wrong: {sum(len(each.wrong) for each in wrong(run))}, in {len(wrong(run))} texts")
    lines += [line for outcome in wrong(run)[:shown] for line in _tell(outcome)]
    lines.append(f"crashes: {len(crashes(run))}")
    lines += [line for outcome in crashes(run)[:shown] for line in _tell(outcome)]
    return "\n".join(lines)


def _line(kind: str, level: float, figures: Figures) -> str:
    measures = figures.measures()
    parts = [f"{figures.counts[name]:>19}" for name in _COUNTED]
    parts += [f"{form.format(measures[name]) if name in measures else '-':>19}" for name, form in _COLUMNS]
    return f"{kind:<28}{level:>7}" + "".join(parts)


def _tell(outcome: Outcome) -> Iterator[str]:
    yield f"  {outcome.document} #{outcome.number}, {outcome.kind} at {outcome.level} {outcome.crash}".rstrip()
    for one in outcome.wrong:
        marks = "".join(f", {word}" for word, is_so in (("touched", one.touched), ("disputed", one.disputed)) if is_so)
        yield f"    {one.place}: is {one.label!r}, read {one.read!r}{marks}"
