"""Which cells of an indicator body are only the most likely reading, beside those that another way nearly reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.evaluating.costs import CLOSE
from docparse.evaluating.levels import holds_levels
from docparse.lexicons.indicator_cues import load_indicator_cues
from docparse.lexicons.indicator_patterns import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.evaluating.evidence import Evidence
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.search import Segment

_LEVELS = ("level1", "level2")
_POINTS = ("weight", "score")
_NAME = "level3"
# What may be words: a name, what was aimed at and what was reached.
_WORDS = (_NAME, "target", "actual")
_MOSTLY = 0.5
# Text behind a score may be a level as long as that, if nothing ends a sentence in it.
_LONGEST_LEVEL = 12
_SENTENCE = "，。；：,;:"
# What compares, before a number.
_SIGNS = frozenset("≥≤><=＞＜＝")

Row = tuple["Segment", ...]


def close(segments: Sequence[Segment]) -> frozenset[int]:
    """The first fragments of the cells that another way nearly reaches."""
    return frozenset(segment.start for segment in segments if segment.margin < CLOSE)


def overfull(segments: Sequence[Segment], fragments: Sequence[Fragment]) -> frozenset[int]:
    """The first fragments of the cells of rows whose name holds the levels of others: whose it is, nobody can tell."""
    found: set[int] = set()
    for row in _rows(segments):
        names = (segment for segment in row if segment.field == _NAME)
        texts = ("".join(piece.text for piece in fragments[name.start : name.end]) for name in names)
        if any(holds_levels("".join(text.split())) for text in texts):
            found.update(segment.start for segment in row)
    return frozenset(found)


def doubted(segments: Sequence[Segment], evidence: Evidence, *, bordered: bool) -> frozenset[int]:
    """The first fragments of the cells that are only the most likely reading.

    Beside those that another way to the same cell nearly reaches: levels that no lexicon knows and that stand but
    once; a short text behind a full score, which may be such a level; the points of a row that prints a weight or a
    score and not both; and all of a row a text of which holds what should stand elsewhere: whoever reads it so has not
    seen where its cells end.

    Args:
        segments: The cells of a body.
        evidence: That of its fragments.
        bordered: Tabs hold the cells apart.
    """
    found = set(close(segments))
    both = {segment.field for segment in segments} >= set(_POINTS)
    rows = () if bordered else tuple(_rows(segments))
    paired = _are_paired(rows)
    for row in rows:
        found.update(_guessed(row, evidence))
        found.update(_shifted(row, evidence, pointed=both))
        found.update(_late(row, evidence))
        if any(_holds_torn_level(segment, evidence) for segment in row):
            found.update(segment.start for segment in row if segment.field not in _POINTS)
        if _lacks_level(row, evidence, paired=paired) or any(_is_strange(segment, evidence) for segment in row):
            found.update(segment.start for segment in row)
        points = [segment for segment in row if segment.field in _POINTS]
        if len(points) == 1 and both:
            found.add(points[0].start)
    return frozenset(found)


def is_no_row(name: str, target: str, actual: str) -> bool:
    """Whether what stands in a row cannot be one: a quantity with a sign for its name, or a name that says nothing.

    Then what is printed is no row of indicators (totals, texts below them), or its cells stand a column too late.
    """
    if name[:1] in _SIGNS and any(map(str.isdecimal, name)):
        return True
    return not target and not actual and (not name or name in load_indicator_cues().nothing)


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


def _shifted(row: Row, evidence: Evidence, *, pointed: bool) -> Iterator[int]:
    """The first fragments of a name and of values in words, one of which may hold the next one as well.

    Then the cells before it may each end one piece too late or too early. Where no points end a row, nothing tells.
    """
    words = [each for each in row if each.field in _WORDS and evidence.traits[each.start].kind == "text"]
    several = [segment for segment in words if segment.field != _NAME and segment.end > segment.start + 1]
    if any(segment.margin < CLOSE or not pointed for segment in several):
        yield from (each.start for each in words)


def _late(row: Row, evidence: Evidence) -> Iterator[int]:
    """The first fragments of a name that ends with what targets begin with, and of what then is a sentence.

    ``使用效益 提高 | 有效提高 | 下年度将加强监控。``: the target may stand in the name, each other cell one too early.
    """
    cells = {segment.field: segment for segment in row}
    name, actual = cells.get(_NAME), cells.get("actual")
    if name is None or actual is None or name.end == name.start + 1 or "deviation" in cells:
        return
    target_in_name = evidence.bare[name.end - 1].startswith(load_indicator_cues().values)
    if target_in_name and evidence.traits[actual.end - 1].ends:
        yield from (segment.start for segment in row if segment.field in _WORDS)


def _lacks_level(row: Row, evidence: Evidence, *, paired: bool) -> bool:
    """Whether a level may stand in a row unseen, as its name: a level 2 that no lexicon knows.

    The row begins with a level 1 and no level 2 behind it, where both are ``paired`` otherwise, or with a level 2 that
    is known as a level 1 only.
    """
    first = row[0]
    if first.field == _LEVELS[0]:
        return paired and row[1:2] != () and row[1].field != _LEVELS[1]
    words = evidence.levels[first.start]
    return first.field == _LEVELS[1] and bool(words) and all(word.level1 == 0 < word.level2 for word in words)


def _are_paired(rows: Sequence[Row]) -> bool:
    """Whether a level 2 mostly stands behind a level 1."""
    behind = [row[1].field == _LEVELS[1] for row in rows if row[0].field == _LEVELS[0] and row[1:]]
    return sum(behind) > _MOSTLY * len(behind)


def _is_strange(segment: Segment, evidence: Evidence) -> bool:
    """Whether a name goes on behind a full stop, or another text holds a level word that is printed whole."""
    if segment.field in (*_LEVELS, *_POINTS):
        return False
    name = segment.field == _NAME
    if name and any(each.ends for each in evidence.traits[segment.start : segment.end - 1]):
        return True
    inside = evidence.levels[segment.start + name : segment.end]
    return any(word.known and word.whole for words in inside for word in words)


def _holds_torn_level(segment: Segment, evidence: Evidence) -> bool:
    """Whether a reason, or another text behind a name, holds a word in pieces that says that it is a level."""
    if segment.field in (*_LEVELS, *_POINTS, _NAME):
        return False
    return any(
        word.end > index + 1
        and 0 in (word.level1, word.level2)
        and "".join(evidence.bare[index : word.end]).endswith(SUFFIX)
        for index in range(segment.start, segment.end)
        for word in evidence.levels[index]
    )


def _is_unknown(index: int, evidence: Evidence) -> bool:
    words = evidence.levels[index]
    return bool(words) and not any(word.known for word in words) and evidence.bare.count(evidence.bare[index]) == 1
