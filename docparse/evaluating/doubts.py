"""Which cells of an indicator body are only the most likely reading, beside those that another way nearly reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.evaluating.costs import CLOSE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.evaluating.evidence import Evidence
    from docparse.evaluating.search import Segment

_LEVELS = ("level1", "level2")
_POINTS = ("weight", "score")
# Text behind a score may be a level as long as that, if nothing ends a sentence in it.
_LONGEST_LEVEL = 12
_SENTENCE = "，。；：,;:"

Row = tuple["Segment", ...]


def close(segments: Sequence[Segment]) -> frozenset[int]:
    """The first fragments of the cells that another way nearly reaches."""
    return frozenset(segment.start for segment in segments if segment.margin < CLOSE)


def doubted(segments: Sequence[Segment], evidence: Evidence, *, bordered: bool) -> frozenset[int]:
    """The first fragments of the cells that are only the most likely reading.

    Beside those that another way to the same cell nearly reaches: levels that no lexicon knows and that stand but
    once; a short text behind a full score, which may be such a level; and the points of a row that prints a weight or
    a score and not both.

    Args:
        segments: The cells of a body.
        evidence: That of its fragments.
        bordered: Tabs hold the cells apart.
    """
    found = set(close(segments))
    both = {segment.field for segment in segments} >= set(_POINTS)
    for row in () if bordered else _rows(segments):
        found.update(_guessed(row, evidence))
        points = [segment for segment in row if segment.field in _POINTS]
        if len(points) == 1 and both:
            found.add(points[0].start)
    return frozenset(found)


def _rows(segments: Sequence[Segment]) -> Iterator[Row]:
    row: list[Segment] = []
    for segment in segments:
        if segment.begins and row:
            yield tuple(row)
            row = []
        row.append(segment)
    if row:
        yield tuple(row)


def _guessed(row: Row, evidence: Evidence) -> Iterator[int]:
    """The first fragments of what may be a level as well as not."""
    cells = {segment.field: segment for segment in row}
    for segment in row:
        if segment.field in _LEVELS and segment.end == segment.start + 1 and _is_unknown(segment.start, evidence):
            yield segment.start
    reason, weight, score = (cells.get(column) for column in ("deviation", "weight", "score"))
    if reason is None or weight is None or score is None or reason.start != score.end:
        return
    full = evidence.traits[weight.start].number == evidence.traits[score.start].number is not None
    last = evidence.bare[reason.end - 1]
    kind = evidence.traits[reason.end - 1].kind
    short = len(last) <= _LONGEST_LEVEL and kind == "text" and not any(mark in last for mark in _SENTENCE)
    if full and short and evidence.bare.count(last) == 1:
        yield reason.start


def _is_unknown(index: int, evidence: Evidence) -> bool:
    words = evidence.levels[index]
    return bool(words) and not any(word.known for word in words) and evidence.bare.count(evidence.bare[index]) == 1
