"""The table of evaluation forms that the README shows: a fresh run on the samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.evaluation_calibration import proofs, verified_wrong
from benchmarks.evaluation_publishing import forms_found, rows_found
from benchmarks.evaluation_scoring import FormTally, grouped, total
from benchmarks.publishing import share
from benchmarks.readme import EXTRACTORS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.evaluation_scoring import EvaluationScore

BEGIN, END = "<!-- evaluations:begin -->", "<!-- evaluations:end -->"
_HEAD = (
    "forms found",
    "project names",
    "header and funds",
    "indicator rows P / R",
    "indicator cells",
    "texts: exact / similarity",
    "totals",
    "covered numbers verified",
    "verified and wrong",
    "characters accounted for",
    "whole forms",
    "silent",
)


def block(
    scores: Sequence[EvaluationScore], agreement: Mapping[str, str], unseen: Mapping[str, Any] | None = None
) -> str:
    """What stands between the markers; "" where nobody has labelled a form.

    Args:
        scores: docparse on the sample reports that have labels of forms.
        agreement: of each report, "fields that both blind readings had alike/all fields".
        unseen: what ``benchmarks.unseen.measure`` gave; None leaves generated reports out.
    """
    if not scores:
        return ""
    reports: list[Sequence[str]] = [("sample report", *_HEAD, "two readings alike")]
    for score in scores:
        alike = agreement.get(score.document, "–").replace("/", " / ")
        reports.append((score.document, *_figures(score.total), alike))
    reports.append(("all", *_figures(total(score.total for score in scores)), "–"))
    variants: list[Sequence[str]] = [("layout", *_HEAD)]
    forms = [form for score in scores for form in score.forms]
    variants += [(name, *_figures(tally)) for name, tally in grouped(forms, lambda form: form.variant).items()]
    return "\n\n".join(filter(None, (_table(reports), _table(variants), generated(unseen))))


def generated(unseen: Mapping[str, Any] | None) -> str:
    """The forms of generated reports, by the extractor of their text; "" where none were measured."""
    rows: list[Sequence[str]] = [("generated reports", *_HEAD)]
    for name, part in (unseen or {"sets": {}})["sets"].items():
        for extractor, tree in part.get("evaluations", {}).items():
            figures = list(_figures(FormTally.from_json(tree)))
            for limits in filter(None, [tree["intervals"].get("indicator cells")]):
                figures[_HEAD.index("indicator cells")] += f" ({share(limits[0])} to {share(limits[1])})"
            rows.append((f"{name}: {EXTRACTORS.get(extractor, extractor)}", *figures))
    return _table(rows) if len(rows) > 1 else ""


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


def _figures(tally: FormTally) -> tuple[str, ...]:
    counts = tally.counts
    precision, recall, _ = rows_found(tally)
    found = proofs(tally)
    covered, verified = sum(proof.covered for proof in found), sum(proof.verified for proof in found)
    return (
        forms_found(tally).replace("/", " of ").replace("+", ", spurious "),
        f"{counts['project names right']} / {counts['project names']}",
        _part(tally, "header", "funds"),
        f"{share(precision)} / {share(recall)}",
        _part(tally, "indicator cells"),
        f"{share(tally.right('texts'))} / {share(tally.likeness('texts'))}",
        _part(tally, "totals"),
        f"{share(verified / covered)} of {covered}" if covered else "–",
        str(verified_wrong(tally)),
        share(tally.share("characters accounted", "characters")),
        f"{counts['forms whole']} of {counts['forms']}",
        str(counts["silent"]),
    )


def _part(tally: FormTally, *families: str) -> str:
    fields = sum(tally.counts[family] for family in families)
    return f"{share(tally.right(*families))} of {fields}" if fields else "–"
