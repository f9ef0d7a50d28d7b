"""The table of the prose that the README shows: a fresh run on the samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.prose_judging import FIELDS
from benchmarks.prose_publishing import contradictions, verified_wrong
from benchmarks.prose_scoring import total
from benchmarks.publishing import share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.prose_scoring import ProseScore, ProseTally

BEGIN, END = "<!-- prose:begin -->", "<!-- prose:end -->"
_HEAD = (
    "headings P / R",
    "levels",
    "figures found",
    "precision",
    "with subject and measure (names alike)",
    "projects with document number",
    "linked to tables",
    "wrong links",
    "contradictions found, false",
    "verified and wrong",
    "silent",
)


def block(scores: Sequence[ProseScore], agreement: Mapping[str, str]) -> str:
    """What stands between the markers; "" where nobody has labelled any prose.

    Args:
        scores: docparse on the sample reports whose prose is labelled.
        agreement: of each report, "fields that both blind readings had alike/all fields".
    """
    if not scores:
        return ""
    everything = total(score.tally for score in scores)
    rows: list[Sequence[str]] = [("sample report", *_HEAD, "two readings alike")]
    for score in scores:
        alike = agreement.get(score.document, "–").replace("/", " / ")
        rows.append((score.document, *_figures(score.tally), alike))
    rows.append(("all", *_figures(everything), "–"))
    fields: list[Sequence[str]] = [("field of the figures found, filled in label or result", *FIELDS)]
    fields.append(("right", *(_of(everything, name) for name in FIELDS)))
    return f"{_table(rows)}\n\n{_table(fields)}"


def shown(readme: str) -> str:
    """The block that a README holds; "" where it has no markers.

    Raises:
        ValueError: only one of the markers is there.
    """
    if BEGIN not in readme and END not in readme:
        return ""
    return readme[readme.index(BEGIN) + len(BEGIN) : readme.index(END)].strip("\n")


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body))


def _figures(tally: ProseTally) -> tuple[str, ...]:
    counts = tally.counts
    precision, recall, found, read, right, alike = (
        share(tally.share(*pair))
        for pair in (
            ("sections right", "sections read"),
            ("sections right", "sections"),
            ("facts found", "facts"),
            ("facts found", "facts read"),
            ("facts right", "facts"),
            ("facts alike", "facts"),
        )
    )
    return (
        f"{precision} / {recall} of {counts['sections']}",
        f"{counts['levels right']} / {counts['levels']}",
        f"{found} of {counts['facts']}",
        read,
        f"{right} ({alike})",
        _part(tally, "items right", "items"),
        _part(tally, "links found", "links"),
        str(counts["ties wrong"]),
        f"{contradictions(tally).replace('/', ' of ')}, {counts['accusations false']}",
        str(verified_wrong(tally)),
        str(counts["silent"]),
    )


def _part(tally: ProseTally, part: str, whole: str) -> str:
    return f"{tally.counts[part]} of {tally.counts[whole]}" if tally.counts[whole] else "–"


def _of(tally: ProseTally, name: str) -> str:
    return f"{share(tally.right(name))} of {tally.fields[name]}" if tally.fields[name] else "–"
