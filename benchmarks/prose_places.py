"""Where the labelled figures stand in the source: label and result have no other name for a figure in common."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.prose_labels import LabelFact

Range = tuple[int, int]
# A quote that wraps runs on for so many printed lines at most, blank ones between them not counted.
_WRAPS = 3


def places_of(text: str, facts: Sequence[LabelFact]) -> list[tuple[Range, ...]]:
    """Of each labelled figure the ranges of characters in which it may stand; none where the line does not print it.

    As many equal figures on a line as labels of them answer each other in their order. Where they are more or fewer
    (one figure said of two subjects, an enumerator that looks like a figure), each label may stand at any of them.

    Args:
        text: the decoded source.
        facts: the labels of one document in their order.
    """
    starts = line_starts(text)
    same: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at, fact in enumerate(facts):
        same[fact.line, "".join(fact.text("quote").split())].append(at)
    places: list[tuple[Range, ...]] = [()] * len(facts)
    for (line, quote), group in same.items():
        found = _occurrences(text, starts, line, quote)
        in_order = len(found) == len(group)
        for number, at in enumerate(group):
            places[at] = (found[number],) if in_order else found
    return places


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins; one more for the end of the text."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _occurrences(text: str, starts: Sequence[int], line: int, quote: str) -> tuple[Range, ...]:
    """Where a quote begins on a line, white space left aside; digits of a longer number are no quote of their own."""
    if line >= len(starts):
        return ()
    end = starts[line] - 1
    printed = [at for at in range(starts[line - 1], min(end, len(text))) if not text[at].isspace()]
    own, wraps, at = len(printed), 0, end
    while wraps < _WRAPS and at < len(text) and len(printed) < own + len(quote):
        if text[at] == "\n":
            wraps += text[at - 1] != "\n"
        elif not text[at].isspace():
            printed.append(at)
        at += 1
    dense = "".join(text[at] for at in printed)
    found = (match.start() for match in _pattern(quote).finditer(dense))
    return tuple((printed[at], printed[at + len(quote) - 1] + 1) for at in found if at < own)


def _pattern(quote: str) -> re.Pattern[str]:
    escaped = re.escape(quote)
    if quote[:1].isdigit():
        escaped = rf"(?<!\d)(?<!\d[.,，]){escaped}(?![.]?\d)"
    return re.compile(escaped)
