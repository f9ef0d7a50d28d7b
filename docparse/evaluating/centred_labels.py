"""Labels that stand beside the middle of their text: text by height prints the first lines of the text above them.

The label of a long text stands on the line of its middle, or alone between two lines where they are even in number.
So as many lines of the text are above it as below. They are full, and no sentence ends right above the label: it is by
this that they are told from the text of another field. Here such a label is put before the first line of its text.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.grammars.evaluations import words_of
from docparse.grammars.in_use import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment

_ENDS = tuple("。；;：:！!？?")
_NARROW = frozenset(map(chr, range(0x20, 0x7F)))
# A line of a long text is no shorter, and no narrower than the others by more than this.
_SHORTEST = 15.0
_SLACK = 2.5
# A label has so many lines of its text above it at most.
_MOST = 6
# Text by height is only where so large a part of the lines hold several cells.
_SEVERAL_CELLS = 0.25

Printed = tuple["Fragment", ...]


def before_their_text(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """The fragments of a form, each label that stands beside the middle of a text put before it."""
    labels = _labels()
    begins = [*fragments[:1], *(behind for before, behind in pairwise(fragments) if behind.line != before.line)]
    if not any(fold(fragment.text) in labels for fragment in begins):
        return tuple(fragments)
    lines = [tuple(line) for _, line in groupby(fragments, key=lambda fragment: fragment.line)]
    if any(fragment.gap == "tab" for fragment in fragments) or not _are_by_height(lines):
        return tuple(fragments)
    done = 0
    for at, line in enumerate(lines):
        if fold(line[0].text) not in labels or len(line) > 2 or at <= done:
            continue
        above = _above(lines, at, done)
        if above:
            first = at - above
            lines[first : at + 1] = _moved(lines[first : at + 1])
            done = at + above
    return tuple(fragment for line in lines for fragment in line)


@remembered()
def _labels() -> frozenset[str]:
    """Labels of long texts."""
    head = words_of("head", "responsibilities", "overall_goal")
    return frozenset((*head, *words_of("tail", "conclusion", "other_notes", "extra")))


def _are_by_height(lines: Sequence[Printed]) -> bool:
    return sum(len(line) > 1 for line in lines) >= _SEVERAL_CELLS * len(lines)


def _above(lines: Sequence[Printed], at: int, floor: int) -> int:
    """How many lines above a label are its text; 0 where none is, or nothing shows it."""
    own = _width(lines[at][1]) if len(lines[at]) > 1 else 0.0
    for count in range(min(_MOST, at - floor, len(lines) - 1 - at), 0, -1):
        above, below = lines[at - count : at], lines[at + 1 : at + count + 1]
        if not all(_is_text(line) for line in (*above, *below)) or above[-1][0].text.endswith(_ENDS):
            continue
        # A cell that a page end parts has a middle on each page.
        if any(line[0].gap == "page" for line in (*above[1:], lines[at], *below)):
            continue
        full = max(own, *(_width(line[0]) for line in (*above, *below)))
        if all(_width(line[0]) >= max(full - _SLACK, _SHORTEST) for line in above):
            return count
    return 0


def _is_text(line: Printed) -> bool:
    return len(line) == 1 and fold(line[0].text) not in _labels()


def _moved(lines: Sequence[Printed]) -> list[Printed]:
    """Lines with the label that begins the last of them before the first."""
    label, *rest = lines[-1]
    first, *others = lines[0]
    text = [fragment._replace(gap=label.gap) if not order else fragment for order, fragment in enumerate(rest)]
    return [
        (label._replace(gap=first.gap), first._replace(gap="space"), *others),
        *lines[1:-1],
        *([tuple(text)] if text else []),
    ]


def _width(fragment: Fragment) -> float:
    """How wide a text is printed, a Chinese character being 1 and others half of it."""
    return len(fragment.text) - sum(map(_NARROW.__contains__, fragment.text)) / 2
