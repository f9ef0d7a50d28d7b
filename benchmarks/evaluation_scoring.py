"""Counts of what is right in evaluation forms: per form, to be added up by report, by variant or over everything.

A form is found if a form of the result shares more than half of the characters of the smaller of the two, one with one.
Fields are counted by family (``benchmarks.evaluation_families``): those that label or result do not leave blank, so
that what is invented counts as much as what is missing, and blanks in both count nothing. Rows of indicators are
counted by the text of their level 3, the greatest number of pairs in the order of both. A form is whole if it is found
and all its fields are right; notes and fields without a key are counted apart, by whether ``extra`` holds their text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.evaluation_alignment import fold, pair_forms
from benchmarks.evaluation_families import REMARKS, TEXTS
from benchmarks.evaluation_identities import covered_fields
from benchmarks.evaluation_judging import FieldJudgement, judge_form
from benchmarks.evaluation_results import read_evaluations, unclaimed_spans
from benchmarks.results import wrong_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from benchmarks.evaluation_identities import FieldKey
    from benchmarks.evaluation_labels import LabelForm
    from benchmarks.evaluation_results import ReadForm
    from benchmarks.results import Tree

# The variant of what nobody labelled.
UNLABELLED = "(not labelled)"


class Evidence(NamedTuple):
    """Fields of one sort: what they hold (``QUANTITIES``), status, whether an identity covers them, whether right."""

    quantity: str
    status: str
    covered: bool
    right: bool


@dataclass(slots=True)
class FormTally:
    """Counts that add up.

    Attributes:
        counts: by name: each family, and "<family> right"; forms, rows, characters and the rest likewise.
        mistakes: wrong fields by mistake.
        similarity: of the families of texts, the sum of the similarities.
        evidence: weights, scores, funds and tasks by what is claimed of them; ``missing`` are labelled ones unread.
    """

    counts: Counter[str] = field(default_factory=Counter)
    mistakes: Counter[str] = field(default_factory=Counter)
    similarity: dict[str, float] = field(default_factory=dict)
    evidence: Counter[Evidence] = field(default_factory=Counter)

    def add(self, other: FormTally) -> None:
        """Adds another tally to this one."""
        self.counts.update(other.counts)
        self.mistakes.update(other.mistakes)
        self.evidence.update(other.evidence)
        for family, amount in other.similarity.items():
            self.similarity[family] = self.similarity.get(family, 0.0) + amount

    def share(self, part: str, *wholes: str, times: int = 1) -> float | None:
        """``times`` × part / the sum of ``wholes``; None where nothing was counted."""
        whole = sum(self.counts[name] for name in wholes)
        return times * self.counts[part] / whole if whole else None

    def right(self, *families: str) -> float | None:
        """The share of the fields of some families that are right."""
        fields = sum(self.counts[family] for family in families)
        return sum(self.counts[f"{family} right"] for family in families) / fields if fields else None

    def likeness(self, family: str) -> float | None:
        """The mean similarity of a family of texts."""
        return self.similarity.get(family, 0.0) / self.counts[family] if self.counts[family] else None

    @classmethod
    def from_json(cls, tree: Mapping[str, Any]) -> FormTally:
        """The tally that ``as_json`` wrote."""
        evidence = Counter({Evidence(*key): count for *key, count in tree["evidence"]})
        return cls(Counter(tree["counts"]), Counter(tree["mistakes"]), dict(tree["similarity"]), evidence)

    def as_json(self) -> dict[str, Any]:
        """The counts as a tree for JSON, in a fixed order."""
        return {
            "counts": dict(sorted(self.counts.items())),
            "mistakes": dict(sorted(self.mistakes.items())),
            "similarity": {family: round(amount, 4) for family, amount in sorted(self.similarity.items())},
            "evidence": [[*evidence, count] for evidence, count in sorted(self.evidence.items())],
        }


class FormScore(NamedTuple):
    """One labelled form, or one that was read and has no label.

    Attributes:
        form: label file, or the id that the result gives.
        variant: as the label says.
        lines: first and last line in the source; None for a form without a label.
        at: offset of a form without a label; None otherwise.
        faulty: its fields that are wrong.
        misses: what is wrong with it as a whole.
    """

    form: str
    variant: str
    lines: tuple[int, int] | None
    at: int | None
    tally: FormTally
    faulty: tuple[FieldJudgement, ...]
    misses: tuple[str, ...]


class EvaluationScore(NamedTuple):
    """One document: its forms, and ``tally`` for what belongs to no single form."""

    document: str
    forms: tuple[FormScore, ...]
    tally: FormTally

    @property
    def total(self) -> FormTally:
        """Everything that was counted in the document."""
        return total([self.tally, *(form.tally for form in self.forms)])


def total(tallies: Iterable[FormTally]) -> FormTally:
    """The sum of some tallies."""
    result = FormTally()
    for tally in tallies:
        result.add(tally)
    return result


def grouped(forms: Iterable[FormScore], name: Callable[[FormScore], str]) -> dict[str, FormTally]:
    """Sums over the forms that ``name`` calls alike, in order of the names."""
    groups: dict[str, FormTally] = {}
    for form in forms:
        groups.setdefault(name(form), FormTally()).add(form.tally)
    return dict(sorted(groups.items()))


def score_evaluations(document: str, text: str, tree: Tree, labels: Sequence[LabelForm]) -> EvaluationScore:
    """Holds the forms of a report against the labels of a document.

    Args:
        document: its name, for lists.
        text: the decoded source.
        tree: the full JSON tree of the report.
        labels: the labelled forms.

    Raises:
        ValueError: the tree is no full report.
    """
    read = read_evaluations(tree)
    regions = _regions(text, labels)
    covered = covered_fields(labels)
    marks = _mark_characters(text, read, unclaimed_spans(tree))
    pairing = pair_forms([[region] for region in regions], [form.spans for form in read])
    scores = []
    for label, region, at in zip(labels, regions, pairing.pairs, strict=True):
        score = _score_form(label, None if at is None else read[at], covered[label.file])
        _count_characters(score.tally, text, marks, region)
        scores.append(score)
    scores += [_score_extra(read[at]) for at in pairing.extra]
    cells, wrong = wrong_spans({"evaluations": tree["evaluations"]}, text)
    whole = all(score.tally.counts["forms whole"] for score in scores)
    counts = Counter({"reports": 1, "reports whole": int(whole), "spans": cells, "spans wrong": len(wrong)})
    return EvaluationScore(document, tuple(scores), FormTally(counts))


def _regions(text: str, labels: Sequence[LabelForm]) -> list[tuple[int, int]]:
    """The characters of each labelled form, from its first line to the end of its last."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    last = len(starts) - 1
    return [(starts[min(form.lines[0] - 1, last)], starts[min(form.lines[1], last)]) for form in labels]


_IN_FORM, _IN_CELL, _UNCLAIMED = 1, 2, 4


def _mark_characters(text: str, forms: Sequence[ReadForm], unclaimed: Iterable[tuple[int, int]]) -> bytearray:
    """What a result makes of each character of the source."""
    marks = bytearray(len(text))
    spans = [(span, _IN_FORM) for form in forms for span in form.spans]
    spans += [(span, _IN_CELL) for form in forms for span in form.cells]
    spans += [(span, _UNCLAIMED) for span in unclaimed]
    for (start, end), mark in spans:
        for at in range(start, min(end, len(text))):
            marks[at] |= mark
    return marks


def _count_characters(tally: FormTally, text: str, marks: bytearray, region: tuple[int, int]) -> None:
    """Printed characters of a labelled form: all, those inside a form that was read, in a Cell, and unclaimed ones."""
    printed = [marks[at] for at in range(region[0], min(region[1], len(text))) if not text[at].isspace()]
    inside = [mark for mark in printed if mark & _IN_FORM]
    unclaimed = sum(mark & _UNCLAIMED != 0 for mark in inside)
    tally.counts.update(
        {
            "characters": len(printed),
            "characters in cells": sum(mark & _IN_CELL != 0 for mark in printed),
            "characters unclaimed": unclaimed,
            "characters accounted": len(inside) - unclaimed,
        }
    )


def _score_form(label: LabelForm, form: ReadForm | None, covered: Collection[FieldKey]) -> FormScore:
    fields = judge_form(label, form)
    tally = _count_fields(fields, covered)
    faulty = tuple(one for one in fields if not one.right)
    found = form is not None
    tally.counts.update({"forms": 1, "forms found": int(found), "forms whole": int(found and not faulty)})
    tally.counts["rows"] = len(label.rows["indicator"])
    if form is not None:
        tally.counts["rows read"] = len(form.rows["indicator"])
        wrong = {one.field.row for one in faulty if one.family == "indicator names"}
        paired = {one.field.row for one in fields if one.field.block == "indicator" and one.field.paired}
        tally.counts["rows right"] = len(paired - wrong)
    missing = [text for text in label.remarks if form is None or fold(text) not in form.remarks]
    tally.counts.update({REMARKS: len(label.remarks), f"{REMARKS} right": len(label.remarks) - len(missing)})
    misses = [f"note or field without a key not in extra: {text}" for text in missing] if found else ["form missed"]
    return FormScore(label.file, label.variant, label.lines, None, tally, faulty, tuple(misses))


def _score_extra(form: ReadForm) -> FormScore:
    fields = judge_form(None, form)
    tally = _count_fields(fields, frozenset())
    tally.counts.update({"forms spurious": 1, "rows read": len(form.rows["indicator"])})
    at = form.spans[0][0] if form.spans else None
    return FormScore(form.id, UNLABELLED, None, at, tally, tuple(fields), ("form not labelled",))


def _count_fields(fields: Iterable[FieldJudgement], covered: Collection[FieldKey]) -> FormTally:
    tally = FormTally()
    for one in fields:
        for name in (one.family, "fields"):
            tally.counts[name] += 1
            tally.counts[f"{name} right"] += one.right
        tally.counts["silent"] += one.silent
        tally.counts["tied"] += one.tied
        tally.counts["tied right"] += one.tied and one.right
        if not one.right:
            tally.mistakes[one.mistake] += 1
        if one.family in TEXTS:
            likeness = 1.0 if one.right else one.similarity
            tally.similarity[one.family] = tally.similarity.get(one.family, 0.0) + likeness
        if one.quantity is not None:
            key = (one.field.block, one.field.row, one.field.name)
            tally.evidence[Evidence(one.quantity, one.status, key in covered, one.right)] += 1
    return tally
