"""The lines of a form around its indicators where white space is lost: labels with their values, funds, totals."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.amounts import is_mark
from docparse.evaluating.funds import bare_source
from docparse.evaluating.glued_headers import begins_tail, labels_within
from docparse.evaluating.glued_row import read_row
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.lexicons.indicator_patterns import GLUED_POINTS, ITEM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.glued_row import Range

# Sections of whose labels a line may be made.
_SECTIONS = ("funds", "goals", "tasks")
_FEWEST_LABELS = 2
# A shorter label of the head may be a word of a value.
_SHORTEST_LABEL = 4
_LONGEST_LABEL = 24
_LONGEST_LINE = 120
# Columns of the funds before any header says more.
_FUNDS = ("initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")
_BESIDE = ("block", "source")
_POINTS = ("weight", "score")
# What opens a name, and is left out of labels where these are compared.
_QUOTES = '“‘"《'
# What ends an item of a goal.
_ENDS = "。；;."


class GluedHeads:
    """Cuts the lines of forms one after the other; the header of the funds tells what stands in their rows."""

    def __init__(self) -> None:
        self._funds: tuple[str, ...] = _FUNDS
        self._below = False
        self._announced = False

    def pass_rows(self) -> None:
        """Says that the rows of the indicators end: what follows are totals, until funds are announced again."""
        self._below = True

    def cells(self, text: str) -> list[Range]:
        """The cells of a line without white space; none for a line that is one cell, or that holds white space."""
        if self._below and (told := cut_total(text) or _told(text)):
            return told
        if not text or len(text) > _LONGEST_LINE or any(letter.isspace() for letter in text) or "|" in text:
            return []
        first = _label_end(text, 0)
        for section in _SECTIONS:
            for start in {0, first}:
                labels = labels_within(text[start:], section)
                if len(labels) >= _FEWEST_LABELS:
                    self._announced = section == "goals"
                    if section == "funds":
                        self._funds, self._below = _keys(text[start:], labels), False
                    return [*([(0, start)] if start else []), *((start + one, start + end) for one, end in labels)]
        return self._row(text) or cut_total(text) or _labelled(text)

    def goals(self, text: str) -> list[Range]:
        """The cells of a line of sentences: what was planned and reached, below a header that announces both."""
        announced, self._announced = self._announced, False
        return (cut_goals(text) if announced else []) or [(0, len(text))]

    def _row(self, text: str) -> list[Range]:
        """A source of the funds with its amounts."""
        end = _source(text)
        ways = read_row(text[end:], self._funds) if end else ()
        return [(0, end), *((end + start, end + stop) for start, stop in ways[0].cells if start < stop)] if ways else []


def cut_total(text: str) -> list[Range]:
    """A label below the indicators and the points behind it; none for any other text."""
    end = begins_tail(text)
    if end and GLUED_POINTS.fullmatch(text, end):
        return [(0, end), (end, len(text))]
    ways = read_row(text[end:], _POINTS) if end and text[end : end + 1].isdecimal() else ()
    return [(0, end), *((end + start, end + stop) for start, stop in ways[0].cells if start < stop)] if ways else []


def _told(text: str) -> list[Range]:
    """A label below the indicators and what it tells: 评价结论 and a text."""
    end = begins_tail(text)
    return [(0, end), (end, len(text))] if end and len(text) > end and text[end].isalnum() else []


def cut_goals(text: str) -> list[Range]:
    """What was planned and what was reached, where numbers of items begin anew once or two sentences are all.

    >>> text = "1.培训2期；2.修缮1处。1.已培训2期；2.已修缮。"
    >>> [text[slice(*cell)] for cell in cut_goals(text)]
    ['1.培训2期；2.修缮1处。', '1.已培训2期；2.已修缮。']
    """
    one, end, other = text.partition(_ENDS[0])
    if other and other.find(end) == len(other) - 1:
        return [(0, len(one) + 1), (len(one) + 1, len(text))]
    items = [found for found in ITEM.finditer(text) if not found.start() or text[found.start() - 1] in _ENDS]
    anew = [one.start() for before, one in pairwise(items) if int(one[1]) <= int(before[1])]
    if not items or items[0].start() or len(anew) != 1 or text[anew[0] :].partition(items[0][0])[0]:
        return []
    return [(0, anew[0]), (anew[0], len(text))]


def _keys(text: str, labels: Sequence[Range]) -> tuple[str, ...]:
    words = load_evaluations().words("funds")
    keys = [words.get(fold(text[start:end])) or "block" for start, end in labels]
    return tuple(dict.fromkeys(key for key in keys if key not in _BESIDE)) or _FUNDS


def _source(text: str) -> int:
    """The length of the name of a source with which a text begins, a number or a mark behind it; else 0."""
    known = load_evaluations().words("sources")
    end = next((at for at, letter in enumerate(text) if letter.isdecimal() or is_mark(letter)), 0)
    return end if end and bare_source(text[:end]) in known else 0


def _labelled(text: str) -> list[Range]:
    """Labels of the head with the values behind them."""
    places: list[int] = []
    at = 0
    while at < len(text):
        end = _label_end(text, at)
        if end:
            places += [at, end]
        elif not places:
            return []
        at = end or at + 1
    places = sorted({*places, len(text)})
    return list(pairwise(places))


def _label_end(text: str, at: int) -> int:
    """Where the longest label of the head ends that begins at a place; else 0."""
    if text[at : at + 1] not in _firsts():
        return 0
    words = load_evaluations().words("head")
    ends = range(min(len(text), at + _LONGEST_LABEL), at + _SHORTEST_LABEL - 1, -1)
    end = next((end for end in ends if text[end - 1] not in _QUOTES and fold(text[at:end]) in words), 0)
    return end + (text[end : end + 1] in (":", "：")) if end else 0


@remembered()
def _firsts() -> frozenset[str]:
    return frozenset(word[0] for word in load_evaluations().words("head"))
