"""Labels that no form knows as printed, told by where they stand and by the characters they share with known ones.

A form of a province nobody has seen has labels of its own at the side of its blocks and below its indicators. They
stand where known labels stand, and most of their characters are those of known labels.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.marks import unit_factors
from docparse.folding import fold, shared_characters
from docparse.grammars.evaluations import like_label, load_evaluations, words_of
from docparse.grammars.in_use import remembered
from docparse.patterns import pattern
from docparse.segmenting.numbering import numbering_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.labels import Hit


class Like(NamedTuple):
    """A label that is none of those known, as the indices of its first fragment and of the one behind its last."""

    first: int
    end: int
    keys: Mapping[str, str]
    label: str


_LINE_GAPS = frozenset(("first", "line", "blank", "page"))
# Blocks that have a header of several labels.
_BLOCKS = ("funds", "goals", "tasks", "indicators")
# No label at the side of a block is longer, or torn over more lines.
_LONGEST_SIDE = 14
_MOST_PIECES = 5
# So alike is a label at the side of a block to a known one; what a unit in brackets adds to that, or its place in the
# line of the header.
_LIKE_SIDE = 0.6
_WITH_UNIT, _IN_LINE = 0.35, 0.6
# So many fragments at the head of a form are looked at for names.
_AT_HEAD = 16
_NAMES = ("project_name", "department", "implementing_unit")
# Labels of one header stand so close together.
_APART = 6
_BRACKETED = pattern(r"\((?:[^():]{1,4}:)?(?P<inside>[^():]{1,6})\)$")
_BRACKETED_MATCHES = ("funds(y)", "funds(unit:y)")
_BRACKETED_MISSES = ("(y)funds", "funds()")


def like_labels(fragments: Sequence[Fragment], folded: Sequence[str]) -> dict[int, tuple[str, dict[str, str]]]:
    """Fragments in the head of a form or below its indicators that are like a label: index → folded label, its keys.

    What stands behind a colon belongs to the label no more.
    """
    words = load_evaluations()
    levels = words.words("levels")
    begins = [index for index, fragment in enumerate(fragments) if fragment.gap in _LINE_GAPS]
    last = next((index for index in reversed(begins) if folded[index] in levels), None)
    if last is None:
        return {}
    found: dict[int, tuple[str, dict[str, str]]] = {}
    for index in begins[: bisect_left(begins, _AT_HEAD)]:
        if like := _like(folded[index], "head", *_NAMES):
            found[index] = like
    for index in begins[bisect_right(begins, last) :]:
        if like := _like(folded[index], "tail"):
            found[index] = like
        elif _heads_notes(fragments, index, folded[index]):
            found[index] = folded[index], {"tail": "notes"}
    return found


def _heads_notes(fragments: Sequence[Fragment], index: int, folded: str) -> bool:
    """Whether a fragment below the indicators stands alone on its line, ends with a colon and heads a list."""
    behind = fragments[index + 1] if index + 1 < len(fragments) else None
    if not folded.endswith(":") or len(folded) > _LONGEST_SIDE or behind is None or behind.gap not in _LINE_GAPS:
        return False
    number = numbering_of(behind.text)
    return number is not None and number.value == 1


def _like(folded: str, section: str, *keys: str) -> tuple[str, dict[str, str]] | None:
    """The label that a folded fragment begins with, if it is like one of a section, and its key."""
    head, colon, _ = folded.partition(":")
    like = like_label(section, head, *keys)
    return None if like is None else (head + colon, {section: like[1]})


def side_labels(fragments: Sequence[Fragment], hits: Sequence[Hit]) -> Iterator[Like]:
    """Labels at the side of a block, directly before the first label of its header, that no form knows."""
    behind = 0
    below_tasks = False
    for order, hit in enumerate(hits):
        before, behind = behind, hit.end
        below_tasks = below_tasks or "tasks" in hit.keys
        section = _header_of(hits, order) if before < hit.first else None
        if section is None:
            continue
        if order and hits[order - 1].has(section) and hit.first - before <= _APART:
            continue  # a label in the midst of the header
        start = _side_start(fragments, before, hit.first)
        if start is not None:
            label = fold("".join(fragment.text for fragment in fragments[start : hit.first]))
            unlike = not any(set(label) <= set(known) for known in words_of("indicators", "block"))
            if below_tasks and section == "indicators" and unlike:
                continue  # the name of the last task may end so
            yield Like(start, hit.first, {section: "block"}, label)


def _header_of(hits: Sequence[Hit], order: int) -> str | None:
    """The block whose header begins with a label: another label of it stands directly behind."""
    if order + 1 == len(hits) or hits[order + 1].first != hits[order].end:
        return None
    for section in _BLOCKS:
        key, other = hits[order].key(section), hits[order + 1].key(section)
        if key is not None and other is not None and "block" not in (key, other) and key != other:
            return section
    return None


def _side_start(fragments: Sequence[Fragment], floor: int, end: int) -> int | None:
    """Where the label at the side of a block begins that ends before an index; None where there is none."""
    best: tuple[float, int] | None = None
    text = ""
    for start in range(end - 1, max(floor, end - _MOST_PIECES) - 1, -1):
        fragment = fragments[start]
        text = fold(fragment.text) + text
        if len(text) > _LONGEST_SIDE:
            break
        if fragment.gap not in _LINE_GAPS:
            continue
        in_line = fragment.line == fragments[end].line and fragments[end].gap not in _LINE_GAPS
        likeness = _likeness_of_side(text) + _IN_LINE * in_line
        if likeness >= _LIKE_SIDE and (best is None or likeness > best[0]):
            best = likeness, start
        if in_line:
            break
    return None if best is None else best[1]


def _likeness_of_side(text: str) -> float:
    """How much a folded text looks like the label at the side of a block."""
    if text[-1:].isdecimal() or text[-1:] in "%。;":
        return -1.0
    bracketed = _BRACKETED.search(text)
    inside = bracketed["inside"] if bracketed else ""
    points = inside[-1:] in words_of("words", "after_score") and inside[:-1].isdecimal()
    bare = text[: bracketed.start()] if bracketed else text
    likeness = max((shared_characters(bare, label) for label in _sides()), default=0.0)
    return likeness + _WITH_UNIT * (inside in unit_factors() or points)


@remembered()
def _sides() -> tuple[str, ...]:
    return tuple({label for section in _BLOCKS for label in load_evaluations().words(section, "block")})
