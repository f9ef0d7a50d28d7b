"""The figures of the prose, as text for a person and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.calibration import STATUSES, Rate
from benchmarks.prose_accusations import SORTS
from benchmarks.prose_judging import FIELDS, MISTAKES
from benchmarks.prose_scoring import Claims, total
from benchmarks.publishing import aligned, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.misses import Miss
    from benchmarks.prose_scoring import ProseScore, ProseTally

_HEAD = ("sections P", "R", "level", "facts", "read", "found", "precision", "right", "alike", "names", "silent")
_HEAD_OF_LINKS = ("found", "recall", "ties", "beyond", "wrong", "contradictions", "noticed", "false", "items", "named")


def text_of(scores: Sequence[ProseScore], misses: Sequence[Miss], *, worst: int) -> str:
    """Everything that was measured, for a person.

    Args:
        scores: one a document.
        misses: all of them, worst first.
        worst: how many of them to list.
    """
    everything = total(score.tally for score in scores)
    groups = {**{score.document: score.tally for score in scores}, "all": everything}
    parts = [_figures(groups), _fields(groups), _links(groups), _sentences(everything), _worst(misses, worst)]
    return "\n\n".join(part for part in parts if part)


def json_of(scores: Sequence[ProseScore], misses: Sequence[Miss]) -> dict[str, Any]:
    """The same as a tree for JSON."""
    return {
        "documents": {score.document: figures_of(score.tally) for score in scores},
        "all": figures_of(total(score.tally for score in scores)),
        "misses": [miss.as_json() for miss in misses],
    }


def figures_of(tally: ProseTally) -> dict[str, Any]:
    """Counts and the measures made of them."""
    measures = {
        "sections precision": tally.share("sections right", "sections read"),
        "sections recall": tally.share("sections right", "sections"),
        "levels right": tally.share("levels right", "levels"),
        "facts found": tally.share("facts found", "facts"),
        "facts precision": tally.share("facts found", "facts read"),
        "subject and measure": tally.share("facts right", "facts"),
        "subject and measure, names alike": tally.share("facts alike", "facts"),
        "name similarity": name_similarity(tally),
        **{f"{name} right": tally.right(name) for name in FIELDS},
        "items right": tally.share("items right", "items"),
        "links found": tally.share("links found", "links"),
    }
    return {**tally.as_json(), "measures": {name: value for name, value in measures.items() if value is not None}}


def name_similarity(tally: ProseTally) -> float | None:
    """The mean similarity of the names of the figures that were found."""
    return tally.similarity / tally.counts["facts found"] if tally.counts["facts found"] else None


def contradictions(tally: ProseTally, what: str = "found") -> str:
    """Such as "2/3": found (or noticed) of those labelled, of all sorts."""
    found = sum(tally.counts[f"contradictions {sort} {what}"] for sort in SORTS)
    return f"{found}/{sum(tally.counts[f'contradictions {sort}'] for sort in SORTS)}"


def verified_wrong(tally: ProseTally) -> int:
    """Figures that are called ``verified`` and are not right; there must be none."""
    return tally.claims[Claims("verified", right=False)]


def _figures(groups: Mapping[str, ProseTally]) -> str:
    rows: list[Sequence[str]] = [("prose", *_HEAD)]
    for name, tally in groups.items():
        pairs = (
            *(("sections right", "sections read"), ("sections right", "sections"), ("levels right", "levels")),
            *(("facts found", "facts"), ("facts found", "facts read")),
            *(("facts right", "facts"), ("facts alike", "facts")),
        )
        shares = [share(tally.share(*pair)) for pair in pairs]
        counts = [str(tally.counts[each]) for each in ("facts", "facts read")]
        rows.append(
            (name, *shares[:3], *counts, *shares[3:], share(name_similarity(tally)), str(tally.counts["silent"]))
        )
    return aligned(rows)


def _fields(groups: Mapping[str, ProseTally]) -> str:
    rows: list[Sequence[str]] = [("fields right", *FIELDS)]
    for name, tally in groups.items():
        rows.append((name, *(f"{tally.fields[f'{each} right']}/{tally.fields[each]}" for each in FIELDS)))
    return aligned(rows)


def _links(groups: Mapping[str, ProseTally]) -> str:
    rows: list[Sequence[str]] = [("links", *_HEAD_OF_LINKS)]
    for name, tally in groups.items():
        counts = tally.counts
        rows.append(
            (
                name,
                f"{counts['links found']}/{counts['links']}",
                share(tally.share("links found", "links")),
                *(str(counts[each]) for each in ("ties", "ties beyond", "ties wrong")),
                contradictions(tally),
                contradictions(tally, "noticed"),
                str(counts["accusations false"]),
                f"{counts['items right']}/{counts['items']}",
                f"{counts['items named right']}/{counts['items']}",
            )
        )
    return aligned(rows)


def _sentences(tally: ProseTally) -> str:
    counts = tally.counts
    sorts = "; ".join(
        f"{sort} {counts[f'contradictions {sort} found']}/{counts[f'contradictions {sort}']}" for sort in SORTS
    )
    return "\n".join(
        (
            "figures not right: " + ", ".join(f"{name} {tally.mistakes[name]}" for name in MISTAKES),
            "of these silent: " + ", ".join(f"{name} {tally.silent[name]}" for name in MISTAKES if tally.silent[name]),
            "by status: " + ("; ".join(_rates(tally)) or "none"),
            f"verified and wrong: {verified_wrong(tally)}",
            f"contradictions found, by what the prose is contradicted by: {sorts}",
            f"figures whose counterparts are only text: {counts['links to text']}",
            f"values whose spans do not hold their text: {counts['spans wrong']}/{counts['spans']}",
            f"headings whose spans do not hold their text: {counts['headings wrong']}/{counts['headings']}",
        )
    )


def _rates(tally: ProseTally) -> Iterator[str]:
    found = {claim.status for claim in tally.claims}
    for status in [*(name for name in STATUSES if name in found), *sorted(found.difference(STATUSES))]:
        right, wrong = (tally.claims[Claims(status, right=each)] for each in (True, False))
        rate = Rate(right + wrong, wrong)
        yield f"{status} {rate.n}, wrong {rate.wrong} (rate at most {rate.at_most:.4f})"


def _worst(misses: Sequence[Miss], count: int) -> str:
    if not count or not misses:
        return ""
    shown = [f"  {'silent ' if miss.silent else ''}{miss}" for miss in misses[:count]]
    return "\n".join([f"worst of {len(misses)} misses:", *shown])
