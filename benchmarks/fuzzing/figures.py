"""What a run found: for the terminal, as JSON, and as files that show each fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.fuzzing.cases import Case
    from benchmarks.fuzzing.running import Fault, Run


def json_of(run: Run) -> dict[str, Any]:
    """The figures: documents by source, what was refused, faults with the numbers of the documents that show them."""
    return {
        "seed": run.seed,
        "documents": dict(sorted(run.documents.items())),
        "refused": dict(sorted(run.refused.items())),
        "characters": run.characters,
        "processor seconds": round(run.seconds, 1),
        "slowest": {source: {"number": slow[1], "seconds": round(slow[0], 3)} for source, slow in run.slowest.items()},
        "failures": [
            {
                "kind": fault.kind,
                "where": fault.where,
                "count": count,
                "numbers": [example.number for example in run.examples[fault]],
                "detail": run.examples[fault][0].detail,
            }
            for fault, count in sorted(run.counts.items())
        ],
    }


def text_of(run: Run) -> str:
    """The figures for a person."""
    total = sum(run.documents.values())
    parts = ", ".join(f"{source} {count:,}" for source, count in sorted(run.documents.items()))
    refused = ", ".join(f"{error} {count:,}" for error, count in sorted(run.refused.items())) or "none"
    lines = [
        f"{total:,} documents ({parts}), {run.characters:,} characters, seed {run.seed}",
        f"{run.seconds:.0f} s of processor time in parses: {total / max(run.seconds, 1e-9):.0f} documents a second",
        f"refused with a declared error: {refused}",
    ]
    for source, (seconds, number) in sorted(run.slowest.items()):
        lines.append(f"slowest {source}: {seconds:.2f} s, number {number}")
    lines.append(f"faults: {len(run.counts)}, documents that show one: {run.counts.total()}")
    return "\n".join(lines)


def story(seed: int, fault: Fault, count: int, detail: str, case: Case, small: str | bytes) -> str:
    """One fault: how often, what, how to see it again, and the document as a literal to paste into a test."""
    shown = repr(small) if len(small) <= 2_000 else f"{small[:500]!r}  # and so on, {len(small)} characters"
    return (
        f"{fault.kind} at {fault.where}, {count} documents: {detail}\n"
        f"  again: python -m benchmarks fuzz --seed {seed} --first {case.number} --count 1  ({case.source})\n"
        f"  small: {shown}"
    )


def write_case(folder: Path, seed: int, fault: Fault, case: Case, small: str | bytes) -> None:
    """Writes the small document and the whole one, as the bytes that docparse was given."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in (("small", small), ("whole", case.document)):
        data = document if isinstance(document, bytes) else document.encode("utf-8", "surrogatepass")
        (folder / f"{fault.kind}-{seed}-{case.number}-{name}.txt").write_bytes(data)
