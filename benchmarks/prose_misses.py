"""The list of what is wrong with the prose, with lines of the source, for whoever goes and looks."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.misses import Miss
from docparse.schema.locating import SourceLines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.prose_judging import FactJudgement
    from benchmarks.prose_scoring import ProseScore

# Longer texts are shown by their beginning.
_SHOWN = 40
# Fields that a mistake of the figure as a whole already tells.
_OF_MISTAKES = frozenset({"name", "subject", "measure"})


def list_misses(score: ProseScore, text: str) -> list[Miss]:
    """Everything that is wrong with the prose of a document: figures, headings, ties, contradictions, fields.

    The amount of a wrong tie or a false accusation is 3, of a contradiction that is missed 2, of a figure or heading 1,
    of a wrong field 0.5, so that they come in this order.
    """
    lines = SourceLines(text)
    found = [miss for one in score.facts for miss in _of_fact(score.document, one, lines)]
    return [*found, *_of_sections(score, lines), *_of_checks(score, lines)]


def _of_fact(document: str, one: FactJudgement, lines: SourceLines) -> Iterator[Miss]:
    label, read = one.label, one.read
    place = str(label.line) if label is not None else _line(lines, None if read is None else read.at)
    name = "facts" if label is None else label.id
    if one.mistake:
        yield Miss(document, name, place, _what(one), one.mistake, one.silent, Decimal(1))
    for each in one.fields:
        if not each.right and not (one.mistake and each.name in _OF_MISTAKES):
            what = f"{_said(one)}: {each.name} is {each.wanted or 'blank'}, read {each.read or 'blank'}"
            yield Miss(document, name, place, what, f"wrong {each.name}", silent=False, amount=Decimal("0.5"))


def _what(one: FactJudgement) -> str:
    read = one.read
    if read is None:
        return f"{_said(one)}: missed"
    claim = " ".join(_short(read.fields[name]) for name in ("name", "subject", "measure", "value", "unit"))
    return f"{_said(one)}, read {claim}: {one.mistake}, {read.status}"


def _said(one: FactJudgement) -> str:
    if one.label is None:
        return "not labelled"
    return "is " + " ".join(_short(one.label.text(name)) for name in ("name", "subject", "measure", "value", "unit"))


def _of_sections(score: ProseScore, lines: SourceLines) -> Iterator[Miss]:
    for label in score.missing:
        what = f"heading missed: {label.number} {_short(label.title)}"
        yield _miss(score, label.id, str(label.line), what)
    for read in score.spurious:
        yield _miss(score, "sections", _line(lines, read.at), f"no such heading: {read.number} {_short(read.title)}")
    for label, level in score.misplaced:
        what = f"heading {label.number} {_short(label.title)}: level is {label.level.value}, read {level}"
        yield _miss(score, label.id, str(label.line), what)


def _of_checks(score: ProseScore, lines: SourceLines) -> Iterator[Miss]:
    label_of = {one.read.id: one for one in score.facts if one.read is not None}
    places = {one.label.id: one.label for one in score.facts if one.label is not None}
    for name in score.linked.wanted:
        if name not in score.linked.found:
            label = places[name]
            what = f"{_short(label.text('name'))} {label.text('value')}: no tie to {label.text('counterpart')}"
            yield _miss(score, name, str(label.line), what)
    for sort, ties in (("wrong", score.linked.wrong), ("beyond the labels", score.linked.beyond)):
        for tie in ties:
            one = label_of.get(tie.fact_id)
            at = None if one is None or one.read is None else one.read.at
            name = "facts" if one is None or one.label is None else one.label.id
            what = f"tie {sort}: {tie.pointer}: {tie.statement}"
            yield _miss(score, name, _line(lines, at), what, amount=3 if sort == "wrong" else 0)
    for missed in score.accused.missed:
        yield _miss(score, "checks", "", f"contradiction not found: {missed}", amount=2)
    for statement in score.accused.false:
        yield _miss(score, "checks", "", f"false accusation: {statement}", amount=3)


def _miss(score: ProseScore, name: str, place: str, what: str, amount: int = 1) -> Miss:
    return Miss(score.document, name, place, what, mistake="", silent=False, amount=Decimal(amount))


def _line(lines: SourceLines, at: int | None) -> str:
    return "" if at is None else str(lines.locate((at, at)).line)


def _short(value: str) -> str:
    return (value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…") or "–"
