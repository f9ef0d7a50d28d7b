"""What stands below the indicators: totals of points, grade, conclusion, other matters, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.funds import kind_of
from docparse.evaluating.heads import printed_label
from docparse.evaluating.labels import cut_fragment
from docparse.evaluating.passages import passage_of
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import Tree
    from docparse.evaluating.blocks import Field
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.passages import FormCells


class Tail(NamedTuple):
    """What stands below the indicators.

    Attributes:
        fields: Cells by their key in the contract.
        extra: Cells of fields and notes, by their printed label.
    """

    fields: dict[str, Tree | None]
    extra: dict[str, Tree | None]


KEYS = ("weight_total", "score_total", "grade", "conclusion", "other_notes", "contact")
_LONGEST_GRADE = 8
# 100分: a number with its unit.
_POINTS = re.compile(r"(?P<number>\d{1,4}(?:\.\d{1,4})?)(?P<rest>\D.{0,20})")
_POINTS_MATCHES = ("100p", "94.64 points")
_POINTS_MISSES = ("100", "A")
_BRACKETS = re.compile(r"[（(](?P<label>[^（()）]{1,12})[)）]")
_BRACKETS_MATCHES = ("（grade）A",)
_BRACKETS_MISSES = ("A", "（）")


def read_tail(fields: Sequence[Field], cells: FormCells) -> Tail:
    """The fields below the indicators of a form."""
    tail = Tail(dict.fromkeys(KEYS), {})
    for field in fields:
        cells.label(field.label)
        if field.key == "total":
            _read_total(field.value, cells, tail)
        elif field.key in KEYS and tail.fields[field.key] is None:
            tail.fields[field.key] = cells.words(field.value)
        elif field.key:
            tail.extra[printed_label(field.label)] = cells.words(field.value)
    return tail


def _read_total(value: Sequence[Fragment], cells: FormCells, tail: Tail) -> None:
    """The totals of weights and scores, and the grade behind them."""
    numbers: list[Fragment] = []
    words: list[Fragment] = []
    for fragment in value:
        points = _POINTS.fullmatch(fragment.text)
        if kind_of(fragment.text) and not words:
            numbers.append(fragment)
        elif points and not words and fold(points["rest"]) in load_evaluations().words("words", "after_score"):
            number, unit = cut_fragment(fragment, len(points["number"]))
            numbers.append(number)
            words.append(unit)
        else:
            words.append(fragment)
    keys = ("weight_total", "score_total") if len(numbers) > 1 else ("score_total",)
    for key, number in zip(keys, numbers, strict=False):
        if tail.fields[key] is None:
            tail.fields[key] = cells.number(number)
    _read_grade(words, cells, tail)


def _read_grade(words: Sequence[Fragment], cells: FormCells, tail: Tail) -> None:
    """The grade among the words behind the totals, its label and the unit of the points cut off."""
    vocabulary = load_evaluations()
    units = vocabulary.words("words", "after_score")
    passage = passage_of([word for word in words if fold(word.text) not in units])
    cells.label(word for word in words if fold(word.text) in units)
    start = 0
    label = _BRACKETS.match(passage.text)
    if label and fold(label["label"]) in vocabulary.words("tail", "grade"):
        start = label.end()
        cells.furniture += passage.ranges(0, start)
    while passage.text[start : start + 1] in (":", "："):
        start += 1
    rest = passage.text[start:]
    is_grade = 0 < len(rest) <= _LONGEST_GRADE and (start > 0 or fold(rest) in vocabulary.words("words", "grade"))
    if is_grade and tail.fields["grade"] is None:
        tail.fields["grade"] = cells.text(passage.ranges(start, len(passage.text)))
