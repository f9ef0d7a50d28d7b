"""The figures of a run: by kind, by rendering, and the mutants that nobody noticed or that left a wrong value."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmarks.mutations.running import Outcome, Run

# Mutants; those with a wrong value still called verified, undisputed and disputed; the same among unobservable ones;
# what was not lost at all; what is blamed on the source; what should have been noticed, and was.
FIGURES = (
    "mutants",
    "wrong",
    "wrong, disputed",
    "wrong, unobs.",
    "unobservable",
    "healed",
    "accused",
    "to notice",
    "noticed",
)


def figures_of(outcomes: Iterable[Outcome]) -> Counter[str]:
    """What is counted, over some outcomes."""
    counts: Counter[str] = Counter(dict.fromkeys(FIGURES, 0))
    for outcome in outcomes:
        verdict = outcome.verdict
        counts["mutants"] += 1
        counts["unobservable"] += not verdict.observable
        counts["healed"] += verdict.healed
        counts["accused"] += verdict.accused
        counts["to notice"] += verdict.counts
        counts["noticed"] += verdict.counts and bool(verdict.noticed)
        if verdict.wrong:
            counts[_sort(outcome)] += 1
    return counts


def _sort(outcome: Outcome) -> str:
    """A change that arithmetic cannot see excuses what is wrong in its own place, nothing elsewhere."""
    found = outcome.verdict.wrong
    if not outcome.verdict.observable and all(one.touched for one in found):
        return "wrong, unobs."
    return "wrong, disputed" if all(one.disputed for one in found) else "wrong"


def wrong(run: Run, sort: str = "wrong") -> list[Outcome]:
    """Mutants with a wrong value that is still called verified: undisputed ones, or those counted as ``sort``."""
    return [each for each in run.outcomes if each.verdict.wrong and _sort(each) == sort]


def unnoticed(run: Run) -> list[Outcome]:
    """Mutants that should have been noticed and were not."""
    return [each for each in run.outcomes if each.verdict.counts and not each.verdict.noticed]


def tables_of(run: Run) -> dict[str, dict[str, Counter[str]]]:
    """The figures of all outcomes, of each kind, and of each rendering."""
    groups: dict[str, Callable[[Outcome], str]] = {
        "all": lambda _: "all",
        "kind": lambda outcome: outcome.kind,
        "rendering": lambda outcome: outcome.rendering,
    }
    return {name: _grouped(run.outcomes, key) for name, key in groups.items()}


def _grouped(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, Counter[str]]:
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[key(outcome)].append(outcome)
    return {name: figures_of(members) for name, members in sorted(groups.items())}


def text_of(run: Run, *, shown: int = 10) -> str:
    """The figures for a person, and some of mutants that failed."""
    lines: list[str] = []
    for name, groups in tables_of(run).items():
        lines.append(f"{name:<18}" + "".join(f"{figure:>17}" for figure in FIGURES) + f"{'rate':>9}")
        lines += [_line(group, counts) for group, counts in groups.items()] + [""]
    for title, found in (("wrong and still verified", wrong(run)), ("not noticed", unnoticed(run))):
        lines.append(f"{title}: {len(found)}")
        lines += [part for outcome in found[:shown] for part in _story(outcome)]
    return "\n".join(lines)


def _line(name: str, counts: Counter[str]) -> str:
    rate = f"{counts['noticed'] / counts['to notice']:.4f}" if counts["to notice"] else "-"
    return f"{name:<18}" + "".join(f"{counts[figure]:>17}" for figure in FIGURES) + f"{rate:>9}"


def _story(outcome: Outcome) -> Iterator[str]:
    yield f"  {outcome.document} #{outcome.number}, {outcome.kind}: {outcome.cell}: {outcome.what}"
    yield f"    {outcome.before.strip()!r} -> {outcome.after.strip()!r}"
    for one in outcome.verdict.wrong:
        yield f"    {one.place}: is {one.label!r}, read {one.read!r}" + (", disputed" if one.disputed else "")
    yield f"    {'; '.join(outcome.verdict.said[:4])}"


def json_of(run: Run) -> dict[str, Any]:
    """The figures as a tree for JSON, with every mutant that failed."""
    return {
        "seed": run.seed,
        "figures": {
            name: {group: dict(counts) for group, counts in groups.items()} for name, groups in tables_of(run).items()
        },
        "wrong": [asdict(outcome) for outcome in wrong(run)],
        "disputed": [asdict(outcome) for outcome in wrong(run, "wrong, disputed")],
        "unobservable": [asdict(outcome) for outcome in wrong(run, "wrong, unobs.")],
        "unnoticed": [asdict(outcome) for outcome in unnoticed(run)],
    }
