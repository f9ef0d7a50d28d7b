"""Goals whose lines are printed by their height on the page: those of both texts stand between each other.

Both texts go through numbered points (1. 2. 3.). Where a number comes again before the numbers of the first text are
through, the points tell which text a line belongs to; a line without a number goes on in a point that is not finished.
What is read so stays in doubt: a number that both texts wait for says nothing, and only its words lean to one side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.labels import find_labels
from docparse.evaluating.laced_funds import pieces_of_label
from docparse.evaluating.sentences import leaning
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations, words_of
from docparse.grammars.in_use import remembered
from docparse.lexicons.indicator_patterns import GOAL_POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment

_ENDS = tuple("。；;！!？?")
# What it costs that a text goes on though its point is finished, that it begins without one, and that the words of a
# point lean to the other text.
_FINISHED, _BEGUN_WITHOUT, _LEANS = 2.0, 3.0, 1.0
# Texts have so many pieces at most.
_MOST = 80
_LONGEST_SIDE = 4

Texts = tuple["Fragment", ...]


class _Way(NamedTuple):
    """Pieces given to the two texts so far: the points that each has come to, and whether the last is finished."""

    cost: float
    points: tuple[int, int]
    finished: tuple[bool, bool]
    sides: tuple[int, ...]


def labels_apart(header: Sequence[Fragment], body: Sequence[Fragment]) -> tuple[Texts, Texts]:
    """The header and the body of goals, without the text that stands above the label at their side, and its pieces."""
    if all(_is_of_label(each) for each in header):
        return _without_side_label(header, body)
    cut, hits = find_labels(header)
    covered = {index for hit in hits for index in range(hit.first, hit.end)}
    columns = [hit.end for hit in hits if hit.has("goals", "expected", "actual")]
    behind = max(columns) if len(columns) > 1 else len(cut)
    points = [
        index
        for index, each in enumerate(cut)
        if index not in covered and (GOAL_POINT.match(each.text) or (index >= behind and not _is_of_label(each)))
    ]
    if points:
        above = [index for index in range(points[0], len(cut)) if index not in covered]
        body = (*(cut[index] for index in above), *body)
        header = tuple(each for index, each in enumerate(cut) if index not in above)
    return _without_side_label(header, body)


def _is_of_label(fragment: Fragment) -> bool:
    """Whether a fragment is a label of goals, or a piece of one."""
    text = fold(fragment.text)
    return any(text in label for label in words_of("goals"))


def _without_side_label(header: Sequence[Fragment], body: Sequence[Fragment]) -> tuple[Texts, Texts]:
    """The header and the body, the pieces of the label at their side moved to the header, where they spell one."""
    short = [
        index
        for index, each in enumerate(body)
        if len(each.text) <= _LONGEST_SIDE and (index == 0 or each.line != body[index - 1].line)
    ]
    for label in _side_labels():
        if spelt := pieces_of_label(label, [fold(body[index].text) for index in short], 0):
            found = [short[order] for order in spelt]
            pieces = tuple(body[index] for index in found)
            return (*pieces, *header), tuple(each for index, each in enumerate(body) if index not in found)
    return tuple(header), tuple(body)


@remembered()
def _side_labels() -> tuple[str, ...]:
    """Labels at the side of goals, the longest first; some forms have the same words above the texts."""
    labels = load_evaluations().labels
    return tuple(sorted((label for label, keys in labels.items() if ("goals", "block") in keys), key=len, reverse=True))


def part_by_points(texts: Sequence[Fragment]) -> tuple[Texts, Texts] | None:
    """The two texts of a goal by their points; None where these do not show that lines of both stand between others."""
    begun = [GOAL_POINT.match(each.text) for each in texts]
    numbers = [int(found[1]) if found else 0 for found in begun]
    if len(texts) > _MOST or not _are_laced([number for number in numbers if number]):
        return None
    ways = {((0, 0), (True, True), 0): _Way(0.0, (0, 0), (True, True), ())}
    for index, (each, number) in enumerate(zip(texts, numbers, strict=True)):
        same_line = index > 0 and each.line == texts[index - 1].line
        following: dict[tuple[tuple[int, int], tuple[bool, bool], int], _Way] = {}
        for way in ways.values():
            for side in (0, 1):
                if same_line and side < way.sides[-1]:
                    continue  # On a line the first text stands before the second.
                cost = _cost(each, number, side, way)
                if cost is None:
                    continue
                longer = _extended(way, each, number, side, way.cost + cost)
                key = longer.points, longer.finished, side
                if key not in following or longer.cost < following[key].cost:
                    following[key] = longer
        ways = following
    whole = [way for way in ways.values() if all(way.points)]
    if not whole:
        return None
    best = min(whole, key=lambda way: way.cost + abs(way.points[0] - way.points[1]))
    first, second = (tuple(each for each, own in zip(texts, best.sides, strict=True) if own == side) for side in (0, 1))
    return first, second


def _are_laced(numbers: Sequence[int]) -> bool:
    """Whether points are those of two texts between each other: not the one text first, and then the other."""
    if numbers.count(1) != 2 or len(numbers) <= 2:
        return False
    again = len(numbers) - 1 - list(reversed(numbers)).index(1)
    first, second = numbers[:again], numbers[again:]
    return first != list(range(1, len(first) + 1)) or second != list(range(1, len(second) + 1))


def _cost(each: Fragment, number: int, side: int, way: _Way) -> float | None:
    """What it costs that a piece belongs to a text; None where it cannot: its number is not the next."""
    if number:
        if number != way.points[side] + 1:
            return None
        lean = leaning(each.text)
        return _LEANS * max(lean if side == 0 else -lean, 0)
    if not way.points[side]:
        return _BEGUN_WITHOUT
    return _FINISHED * way.finished[side]


def _extended(way: _Way, each: Fragment, number: int, side: int, cost: float) -> _Way:
    points, finished = list(way.points), list(way.finished)
    points[side] = number or points[side]
    finished[side] = each.text.endswith(_ENDS)
    return _Way(cost, (points[0], points[1]), (finished[0], finished[1]), (*way.sides, side))
