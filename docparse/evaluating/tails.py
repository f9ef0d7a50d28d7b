"""What stands below the indicators: totals of points, grade, conclusion, other matters, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.funds import kind_of
from docparse.evaluating.heads import add_extra, printed_label
from docparse.evaluating.labels import cut_fragment
from docparse.evaluating.passages import passage_of
from docparse.folding import fold
from docparse.grammars.evaluations import words_of
from docparse.patterns import pattern

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
_TOTALS = ("weight_total", "score_total")
_LONGEST_GRADE = 8
_LINE_GAPS = frozenset(("line", "blank", "page"))
# A label that is a whole word, in which a remark begins.
_SHORT_LABEL = 2
# 100分: a number with its unit.
_POINTS = pattern(r"(?P<number>\d{1,4}(?:\.\d{1,4})?)(?P<rest>\D.{0,20})")
_POINTS_MATCHES = ("100p", "94.64 points")
_POINTS_MISSES = ("100", "A")
_BRACKETS = pattern(r"[（(](?P<label>[^（()）]{1,12})[)）]")
_BRACKETS_MATCHES = ("（grade）A",)
_BRACKETS_MISSES = ("A", "（）")


def read_tail(fields: Sequence[Field], cells: FormCells) -> Tail:
    """The fields below the indicators of a form."""
    tail = Tail(dict.fromkeys(KEYS), {})
    for field in fields:
        if _is_note(field):
            add_extra(tail.extra, printed_label(field.label), _note(field, cells))
            continue
        cells.label(field.label)
        value = _without_what_follows(field)
        if field.key == "total":
            _read_total(value, cells, tail)
        elif field.key in KEYS and tail.fields[field.key] is None:
            tail.fields[field.key] = cells.words(value)
        elif field.key:
            add_extra(tail.extra, printed_label(field.label), cells.words(value))
    return tail


def _is_note(field: Field) -> bool:
    """Whether a field is a remark under the form: by its name, or a short label with a colon before its text."""
    if field.key == "notes":
        return True
    if field.key != "other_notes" or not field.value or not field.label:
        return False
    label = printed_label(field.label)
    called = field.label[-1].text.endswith((":", "：")) and field.value[0].gap == "space"
    nothing = words_of("words", "nothing")
    return called and len(label) <= _SHORT_LABEL and fold(field.value[0].text).rstrip("。") not in nothing


def _note(field: Field, cells: FormCells) -> Tree | None:
    """The Cell of a remark: with its label where both stand on one line, as remarks are printed."""
    if field.value and field.label and field.value[0].line == field.label[-1].line and field.value[0].gap == "space":
        return cells.words((*field.label, *field.value))
    cells.label(field.label)
    return cells.words(field.value)


def _without_what_follows(field: Field) -> tuple[Fragment, ...]:
    """The value of a field without a paragraph that stands below the form: it belongs to no cell of it.

    Below a form with borders it has none; and a cell that says that there is nothing says nothing else.
    """
    value = field.value
    nothing = words_of("words", "nothing")
    is_nothing = len(value) > 1 and fold(value[0].text).rstrip("。") in nothing
    bordered = bool(field.label) and field.label[0].tabs > 0
    for index, fragment in enumerate(value):
        if index and fragment.gap in _LINE_GAPS and (is_nothing or (bordered and not fragment.tabs)):
            return value[:index]
    return value


def _read_total(value: Sequence[Fragment], cells: FormCells, tail: Tail) -> None:
    """The totals of weights and scores, and the grade behind them."""
    numbers: list[Fragment] = []
    words: list[Fragment] = []
    for fragment in value:
        points = _POINTS.fullmatch(fragment.text)
        if kind_of(fragment.text) and not words:
            numbers.append(fragment)
        elif points and not words and fold(points["rest"]) in words_of("words", "after_score"):
            number, unit = cut_fragment(fragment, len(points["number"]))
            numbers.append(number)
            words.append(unit)
        else:
            words.append(fragment)
    if len(numbers) > len(_TOTALS) and len({number.text for number in numbers[:-1]}) == 1:
        # Weights are printed at each level: their totals are the same.
        cells.label(numbers[1:-1])
        numbers = [numbers[0], numbers[-1]]
    keys = _TOTALS if len(numbers) > 1 else _TOTALS[1:]
    for key, number in zip(keys, numbers, strict=False):
        if tail.fields[key] is None:
            tail.fields[key] = cells.number(number)
    _read_grade(words, cells, tail)


def _read_grade(words: Sequence[Fragment], cells: FormCells, tail: Tail) -> None:
    """The grade among the words behind the totals, its label and the unit of the points cut off."""
    units = words_of("words", "after_score")
    passage = passage_of([word for word in words if fold(word.text) not in units])
    cells.label(word for word in words if fold(word.text) in units)
    start = 0
    label = _BRACKETS.match(passage.text)
    if label and label.end() < len(passage.text) <= label.end() + _LONGEST_GRADE:
        start = label.end()
        cells.furniture += passage.ranges(0, start)
    while passage.text[start : start + 1] in (":", "："):
        start += 1
    rest = passage.text[start:]
    is_grade = 0 < len(rest) <= _LONGEST_GRADE and (start > 0 or fold(rest) in words_of("words", "grade"))
    if is_grade and tail.fields["grade"] is None:
        tail.fields["grade"] = cells.text(passage.ranges(start, len(passage.text)))
