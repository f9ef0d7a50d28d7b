"""How wide the columns of the indicators are, seen from where their text is wrapped."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.evidence import Evidence
    from docparse.evaluating.search import Segment

# Columns whose lines are long enough to tell.
_COLUMNS = frozenset(("level3", "target", "actual", "deviation", "basis"))
# Forms have one template where the names of so many of them, and so large a part, are wrapped at nearly one width.
_FEWEST_FORMS = 3
_AGREEING = 0.8
_NEARLY = 1.0
_FEWEST_LINES = 2
_FEWEST_NAMES = 3
_FEWEST_REASONS = 2
_SENTENCE = 8
# What begins a target that compares.
COMPARES = frozenset(("quantity", "operator"))


class Widths(NamedTuple):
    """Widths in wide characters.

    Attributes:
        room: Column → how wide a line of it at least can be.
        widest: Column → how wide a line of it at most is.
    """

    room: Mapping[str, float]
    widest: Mapping[str, float]


UNKNOWN = Widths({}, {})


def shared_widths(forms: Sequence[tuple[Evidence, Sequence[Segment]]]) -> Widths:
    """The widths that the columns of several forms have in common; nothing where each has widths of its own."""
    seen = [_wrapped_lines(evidence, segments) for evidence, segments in forms]
    if not _agree([lines["level3"] for lines in seen if "level3" in lines]):
        return UNKNOWN
    room: dict[str, float] = {}
    widest: dict[str, float] = {}
    for column in sorted(_COLUMNS):
        widths = [lines[column] for lines in seen if column in lines]
        if _agree(widths):
            usual = median(widths)
            room[column] = usual
            widest[column] = max(width for width in widths if abs(width - usual) <= _NEARLY)
    return Widths(room, widest)


def seen_room(evidence: Evidence) -> dict[str, float]:
    """Column → how wide its lines in one form can be, at least, as far as that shows before anything is read.

    The text before what compares is the end of a name; a sentence behind a score that goes on in the next line fills
    the line of what explains a deviation. One line that is wider than all others does not count.
    """
    traits = evidence.traits
    names: list[float] = []
    reasons: list[float] = []
    for index in range(1, len(traits) - 1):
        each, behind = traits[index], traits[index + 1].kind
        if each.kind != "text":
            continue
        after = traits[index + 2].kind if index + 2 < len(traits) else "text"
        if behind in COMPARES or (behind == "number" and after in COMPARES):
            names.append(each.width)
        elif behind == "text" and traits[index - 1].kind == "number" and each.width >= _SENTENCE:
            reasons.append(each.width)
    rooms = {"level3": (names, _FEWEST_NAMES), "deviation": (reasons, _FEWEST_REASONS)}
    return {column: sorted(widths)[-2] for column, (widths, fewest) in rooms.items() if len(widths) >= fewest}


def _agree(widths: Sequence[float]) -> bool:
    if len(widths) < _FEWEST_FORMS:
        return False
    usual = median(widths)
    return sum(abs(width - usual) <= _NEARLY for width in widths) >= _AGREEING * len(widths)


def _wrapped_lines(evidence: Evidence, segments: Sequence[Segment]) -> dict[str, float]:
    """Column → width of its widest line that is wrapped; one line much wider than all others does not count."""
    lines: dict[str, list[float]] = {}
    for segment in segments:
        if segment.field in _COLUMNS:
            starts = [index for index in range(segment.start, segment.end) if evidence.line_end[index]]
            if starts and starts[0] != segment.start:
                starts.insert(0, segment.start)
            lines.setdefault(segment.field, []).extend(evidence.head[index] for index in starts[:-1])
    return {column: _widest(widths) for column, widths in lines.items() if len(widths) >= _FEWEST_LINES}


def _widest(widths: Sequence[float]) -> float:
    first, second = sorted(widths, reverse=True)[:2]
    return second if len(widths) > _FEWEST_LINES and first - second > _NEARLY else first
