"""Goals that are not two texts below two labels: each text behind its own label, or a rate printed behind both texts.

Where a label stands behind the text of the one before it, the labels part the texts. In aligned print, where the lines
of both texts stand beside each other, the column of the second label does.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.funds import kind_of
from docparse.evaluating.labels import alike, find_labels, labels_of
from docparse.folding import fold
from docparse.grammars.evaluations import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.blocks import FormBlocks
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.labels import Hit

Texts = tuple["Fragment", ...]

# What stands between two labels is a text, and no piece of a label, from so many characters on.
_SHORTEST_TEXT = 8
# Behind the two texts: the columns that tabs count.
_TWO_TEXTS = 2
_LINE_GAPS = frozenset(("first", "line", "blank", "page"))


class Rated(NamedTuple):
    """The body of goals without what stands in a third column.

    Attributes:
        label: The label of that column, folded; empty where there is none.
        cell: What stands in it.
        sure: Nothing else may stand in it.
    """

    body: Texts
    label: str = ""
    cell: Texts = ()
    sure: bool = True


class Beside(NamedTuple):
    """The texts of goals behind their labels; not sure where a line holds pieces of both."""

    expected: Texts
    actual: Texts
    sure: bool


def with_goal_below_funds(blocks: FormBlocks) -> FormBlocks:
    """The blocks of a form whose goal is one text behind the label at its side, below the rows of the funds."""
    labels = words_of("goals", "block")
    body = blocks.funds_body if not blocks.goals_body else ()
    for at, (label, text) in enumerate(pairwise(body)):
        beside = at > 0 and label.gap in _LINE_GAPS and text.line == label.line
        if beside and fold(label.text) in labels and len(text.text) >= _SHORTEST_TEXT and kind_of(text.text) is None:
            return replace(blocks, funds_body=body[:at], goals_header=(label,), goals_body=body[at + 1 :])
    return blocks


def text_behind_label(fragments: Sequence[Fragment], hits: Sequence[Hit], index: int) -> int | None:
    """The order of the label of what was expected, where its text stands between it and the label of what was reached.

    Args:
        fragments: Those of the form.
        hits: Its labels.
        index: The order of the label with which the goals may begin: that at their side, or the first one.
    """
    while index < len(hits) and hits[index].key("goals") == "block":
        index += 1
    if index + 1 >= len(hits):
        return None
    first, second = hits[index], hits[index + 1]
    if first.key("goals") != "expected" or second.key("goals") != "actual":
        return None
    between = fragments[first.end : second.first]
    length = sum(len(each.text) for each in between if not _is_piece(each))
    behind = fragments[second.end] if second.end < len(fragments) else None
    if length < _SHORTEST_TEXT or behind is None or (index + 2 < len(hits) and hits[index + 2].first == second.end):
        return None
    return index


def _is_piece(fragment: Fragment) -> bool:
    text = fold(fragment.text)
    return any(text in label for label in words_of("goals"))


def labels_out(header: Sequence[Fragment], body: Sequence[Fragment]) -> tuple[Texts, Texts]:
    """The header and the body of goals, a label between the texts of the body moved to the header."""
    if any(hit.key("goals") == "actual" for hit in labels_of(alike(header))):
        return tuple(header), tuple(body)
    cut, hits = find_labels(body)
    label = next((hit for hit in hits if hit.key("goals") == "actual" and hit.first), None)
    if label is None:
        return tuple(header), tuple(body)
    return (*header, *cut[label.first : label.end]), (*cut[: label.first], *cut[label.end :])


def texts_beside(header: Sequence[Fragment], body: Sequence[Fragment]) -> Beside | None:
    """The two texts where the label of the second stands behind the first; None where the labels stand before both."""
    hits = labels_of(alike(header))
    label = next((header[hit.first] for hit in hits if hit.key("goals") == "actual"), None)
    before = next((header[hit.first] for hit in hits if hit.key("goals") == "expected"), None)
    if label is None or before is None or not body or not before.start < body[0].start < label.start:
        return None
    lines = [each.line for each in body]
    if any(each.gap == "wide" and each.line == label.line and each.start > label.start for each in body):
        sides: tuple[list[Fragment], list[Fragment]] = ([], [])
        for each in body:
            sides[each.column >= label.column].append(each)
        return Beside(tuple(sides[0]), tuple(sides[1]), sure=True)
    first = tuple(each for each in body if each.start < label.start)
    second = body[len(first) :]
    shared = label.line in lines[: len(first)] and any(each.line > label.line for each in second)
    return Beside(first, tuple(second), sure=not shared or any(each.gap == "tab" for each in body))


def rate_behind(header: Sequence[Fragment], body: Sequence[Fragment]) -> Rated:
    """The body without the rate that stands behind the texts, where the header has a label for one."""
    hits = labels_of(alike(header))
    label = next((hit.label for hit in hits if hit.key("goals") == "extra"), "")
    if not label or not body:
        return Rated(tuple(body))
    ends = [index for index in range(len(body)) if index + 1 == len(body) or body[index + 1].gap in _LINE_GAPS]
    found = [index for index in ends if kind_of(body[index].text) == "percent"] or _behind_tabs(body)
    if not found:
        return Rated(tuple(body), label, sure=False)
    rest = tuple(each for index, each in enumerate(body) if index != found[-1])
    return Rated(rest, label, (body[found[-1]],), sure=len(found) == 1)


def _behind_tabs(body: Sequence[Fragment]) -> list[int]:
    """The fragments that tabs put behind two texts."""
    found, column = [], 0
    for index, each in enumerate(body):
        column = column + each.tabs if each.gap == "tab" else column if each.gap not in _LINE_GAPS else 0
        if column >= _TWO_TEXTS:
            found.append(index)
    return found
