"""The figures of evaluation forms, as text for a person and as JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benchmarks.evaluation_calibration import calibrate, proofs, verified_wrong
from benchmarks.evaluation_families import FAMILIES, REMARKS, TEXTS
from benchmarks.evaluation_judging import MISTAKES
from benchmarks.evaluation_scoring import FormTally, grouped, total
from benchmarks.misses import Miss
from benchmarks.publishing import aligned, share
from docparse.schema.locating import SourceLines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.calibration import Rate
    from benchmarks.evaluation_judging import FieldJudgement
    from benchmarks.evaluation_scoring import EvaluationScore, FormScore

_HEAD = ("forms", "whole", "names", "header", "funds", "totals", "rows P", "R", "F1")
_HEAD_TAIL = ("cells", "parts", "texts", "like", "others", "like", "tasks", "silent")
# Longer values are shown by their beginning.
_SHOWN = 60


def text_of(
    scores: Sequence[EvaluationScore], misses: Sequence[Miss], *, worst: int, group: Callable[[str], str] = str
) -> str:
    """Everything that was measured, for a person.

    Args:
        scores: one a document.
        misses: all of them, worst first.
        worst: how many of them to list.
        group: of the name of a document, what it is added up by.
    """
    everything = total(score.total for score in scores)
    forms = [form for score in scores for form in score.forms]
    groups: dict[str, FormTally] = {}
    for score in scores:
        groups.setdefault(group(score.document), FormTally()).add(score.total)
    parts = [
        _figures("by report" if len(groups) == len(scores) else "by extractor", groups),
        _figures("by variant", grouped(forms, lambda form: form.variant)),
        _figures("all", {f"{len(scores)} reports": everything}),
        _mistakes(everything),
        _calibration(everything),
        _sentences(everything),
        _worst(misses, worst),
    ]
    return "\n\n".join(part for part in parts if part)


def json_of(scores: Sequence[EvaluationScore], misses: Sequence[Miss]) -> dict[str, Any]:
    """The same as a tree for JSON."""
    forms = [form for score in scores for form in score.forms]
    everything = total(score.total for score in scores)
    return {
        "reports": {score.document: figures_of(score.total) for score in scores},
        "variants": {name: figures_of(tally) for name, tally in grouped(forms, lambda form: form.variant).items()},
        "all": figures_of(everything),
        "calibration": [
            {
                "quantity": line.quantity,
                "status": line.status,
                "covered": _tree(line.covered),
                "others": _tree(line.others),
            }
            for line in calibrate(everything)
        ],
        "misses": [miss.as_json() for miss in misses],
    }


def figures_of(tally: FormTally) -> dict[str, Any]:
    """Counts and the measures made of them."""
    measures = {
        **dict(zip(("rows precision", "rows recall", "rows F1"), rows_found(tally), strict=True)),
        **{f"{family} right": tally.right(family) for family in (*FAMILIES, REMARKS)},
        "funds and header right": tally.right("funds", "header", "project names"),
        **{f"{family} similarity": tally.likeness(family) for family in TEXTS},
        **{f"{proof.quantity} verified where covered": proof.share for proof in proofs(tally)},
        "characters accounted": tally.share("characters accounted", "characters"),
    }
    return {**tally.as_json(), "measures": {name: value for name, value in measures.items() if value is not None}}


def rows_found(tally: FormTally) -> tuple[float | None, float | None, float | None]:
    """Precision, recall and F1 of the rows of indicators, by the text of level 3."""
    return (
        tally.share("rows right", "rows read"),
        tally.share("rows right", "rows"),
        tally.share("rows right", "rows", "rows read", times=2),
    )


def forms_found(tally: FormTally) -> str:
    """Such as "14/15+1": found of those labelled, and those that nobody labelled."""
    counts = tally.counts
    extra = f"+{counts['forms spurious']}" if counts["forms spurious"] else ""
    return f"{counts['forms found']}/{counts['forms']}{extra}"


def list_misses(score: EvaluationScore, text: str) -> list[Miss]:
    """Everything that is wrong with the forms of a document, in their order; of a missed form or row, only that.

    The amount of a number is 1, so that numbers come before words.
    """
    lines = SourceLines(text)
    return [miss for form in score.forms for miss in _of_form(score.document, form, lines)]


def _of_form(document: str, form: FormScore, lines: SourceLines) -> Iterator[Miss]:
    place = "" if form.lines is None else f"{form.lines[0]}-{form.lines[1]}"
    if form.at is not None:
        place = _line(lines, form.at)
    for what in form.misses:
        yield Miss(document, form.form, place, what, mistake="", silent=False, amount=Decimal(0))
    rows: set[tuple[str, int]] = set()
    for one in form.faulty if form.tally.counts["forms found"] else ():
        row = (one.field.block, one.field.row)
        if row in rows:
            continue
        at = place if one.read is None or one.read.at is None else _line(lines, one.read.at)
        amount = Decimal(0 if one.quantity is None else 1)
        what = _what(one)
        if not one.field.paired:
            rows.add(row)
            what, amount = f"{_short(one.field.row_name)}: {one.mistake}", Decimal(0)
        yield Miss(document, form.form, at, what, one.mistake, one.silent, amount)


def _line(lines: SourceLines, at: int) -> str:
    return str(lines.locate((at, at)).line)


def _what(one: FieldJudgement) -> str:
    wanted = f"is {_short(one.wanted)}" if one.wanted else "not labelled"
    tied = " (nobody can settle it)" if one.tied else ""
    read = "blank" if one.read is None else _short(one.read.value)
    name = " / ".join(filter(None, (_short(one.field.row_name), one.field.name)))
    return f"{name}: {wanted}{tied}, read {read}: {one.mistake}, {one.status}"


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN]}… ({len(value)} characters)"


def _figures(title: str, groups: Mapping[str, FormTally]) -> str:
    rows: list[Sequence[str]] = [(title, *_HEAD, *_HEAD_TAIL)]
    for group, tally in groups.items():
        families = ("indicator cells", "indicator parts")
        texts = [share(figure) for family in TEXTS for figure in (tally.right(family), tally.likeness(family))]
        rows.append(
            (
                group,
                forms_found(tally),
                str(tally.counts["forms whole"]),
                *(share(tally.right(family)) for family in ("project names", "header", "funds", "totals")),
                *(share(figure) for figure in rows_found(tally)),
                *(share(tally.right(family)) for family in families),
                *texts,
                share(tally.right("tasks")),
                str(tally.counts["silent"]),
            )
        )
    return aligned(rows)


def _mistakes(tally: FormTally) -> str:
    return "wrong fields: " + ", ".join(f"{name} {tally.mistakes[name]}" for name in MISTAKES)


def _calibration(tally: FormTally) -> str:
    head = ("by quantity and status", "covered", "wrong", "at most", "others", "wrong", "at most")
    rows: list[Sequence[str]] = [head]
    for line in calibrate(tally):
        figures = [
            figure for rate in (line.covered, line.others) for figure in (str(rate.n), str(rate.wrong), _bound(rate))
        ]
        rows.append((f"{line.quantity} {line.status}", *figures))
    return aligned(rows) if len(rows) > 1 else ""


def _bound(rate: Rate) -> str:
    return "-" if rate.at_most is None else f"{rate.at_most:.5f}"


def _tree(rate: Rate) -> dict[str, Any]:
    return {"n": rate.n, "wrong": rate.wrong, "at_most": rate.at_most}


def _sentences(tally: FormTally) -> str:
    counts = tally.counts
    covered = "; ".join(
        f"{proof.quantity} {proof.verified}/{proof.covered} = {share(proof.share)}" for proof in proofs(tally)
    )
    accounted = f"{counts['characters accounted']} = {share(tally.share('characters accounted', 'characters'))}"
    return "\n".join(
        (
            f"numbers other than zero that an identity covers, verified and right: {covered or 'none'}",
            f"verified and wrong: {verified_wrong(tally)}",
            f"values that nobody can settle: {counts['tied']}, read as one that is possible: {counts['tied right']}",
            f"goal years right: {counts['goal years right']}/{counts['goal years']}",
            f"notes and fields without a key, text found in extra: {counts[f'{REMARKS} right']}/{counts[REMARKS]}",
            f"printed characters of the labelled forms: {counts['characters']}, accounted for: {accounted}, "
            f"unclaimed: {counts['characters unclaimed']}, in cells: {counts['characters in cells']}",
            f"cells whose spans do not hold their text: {counts['spans wrong']}/{counts['spans']}",
            f"reports right as a whole: {counts['reports whole']}/{counts['reports']}",
        )
    )


def _worst(misses: Sequence[Miss], count: int) -> str:
    if not count or not misses:
        return ""
    shown = [f"  {'silent ' if miss.silent else ''}{miss}" for miss in misses[:count]]
    return "\n".join([f"worst of {len(misses)} misses:", *shown])
