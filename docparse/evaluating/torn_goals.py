"""The goal of a torn form: two texts of sentences, what was to be reached and what was.

Both stand above the indicators, one behind the other or side by side line by line. Which is which their labels say
where they stand right above them, and else their order. Where there are more texts than labels nothing is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.goals import Goal
from docparse.evaluating.traits import width
from docparse.evaluating.trees import goal_trees
from docparse.lexicons.indicator_cues import load_indicator_cues
from docparse.lexicons.indicator_patterns import ITEM
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.assembling.cells import Tree
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.passages import FormCells
    from docparse.evaluating.torn_labels import TornLabel

_BOTH = ("expected", "actual")
# A line of a goal that is no wider is the end of one.
_SHORT = 8.0
_SENTENCE = pattern(r"[，。；]")
_SENTENCE_MATCHES = ("Done，so。", "all；")
_SENTENCE_MISSES = ("Done",)


class _Text(NamedTuple):
    """A text, as places of its fragments, and the goal whose label stands right above it ("" for none)."""

    places: tuple[int, ...]
    under: str


class TornGoals(NamedTuple):
    """The goals of a torn form as trees, and the indices of the fragments that belong to them."""

    goals: list[Tree]
    taken: frozenset[int]


def read_torn_goals(
    fragments: Sequence[Fragment], labels: Sequence[TornLabel], taken: frozenset[int], start: int, cells: FormCells
) -> TornGoals:
    """The goal of a form, as far as it stands above the indicators.

    Args:
        fragments: Those of the form.
        labels: Those of the form.
        taken: Indices of labels and of what belongs to other blocks.
        start: Where the indicators begin.
        cells: Makes the cells.
    """
    own = {label.keys["goals"]: label for label in reversed(labels) if label.keys.get("goals") in _BOTH}
    ends = {label.places[-1] for label in own.values()}
    under = {label.places[-1] + 1: key for key, label in own.items() if label.places[0] - 1 not in ends}
    texts = [text for text in _texts(fragments, taken, start, under) if _is_goal(fragments, text.places)]
    wanted = [key for key in _BOTH if key in own]
    if not wanted or len(texts) != len(wanted):
        return TornGoals([], frozenset())
    if _is_turned(fragments, texts):
        wanted.reverse()
    found = {key: tuple(fragments[at] for at in text.places) for key, text in zip(wanted, texts, strict=True)}
    trees = goal_trees([Goal((), found.get("expected", ()), found.get("actual", ()))], cells)
    for cell in (tree[key] for tree in trees for key in _BOTH):
        if cell is not None and cell["status"] == "read":
            cell["status"] = "inferred"
    return TornGoals(trees, frozenset(at for text in texts for at in text.places))


def _is_turned(fragments: Sequence[Fragment], texts: Sequence[_Text]) -> bool:
    """Whether of two texts the first tells what was reached: by their words, or else by the labels above them."""
    first, last = (_done("".join(fragments[at].text for at in text.places)) for text in (texts[0], texts[-1]))
    if first != last:
        return first > last
    return (texts[0].under, texts[-1].under) in (("actual", ""), ("", "expected"), ("actual", "expected"))


def _done(text: str) -> int:
    """How many more words a text has of what was done than of what was planned."""
    cues = load_indicator_cues()
    return sum(text.count(word) for word in cues.done) - sum(text.count(word) for word in cues.planned)


def _texts(fragments: Sequence[Fragment], taken: frozenset[int], start: int, under: dict[int, str]) -> Iterable[_Text]:
    """The texts above the indicators: runs of lines, the paragraphs of one that are numbered on put together."""
    found: list[_Text] = []
    for run in _runs(fragments, taken, start):
        for places in _side_by_side(fragments, run):
            if found and places[0] not in under and _goes_on(fragments, found[-1].places, places):
                found[-1] = found[-1]._replace(places=(*found[-1].places, *places))
            else:
                found.append(_Text(tuple(places), under.get(places[0], "")))
    return found


def _runs(fragments: Sequence[Fragment], taken: frozenset[int], start: int) -> Iterable[list[int]]:
    """Lines below each other with nothing else between them; each begins with one that is no mere end of a line."""
    run: list[int] = []
    for at in range(start):
        follows = run and run[-1] == at - 1 and fragments[at].gap not in ("blank", "page")
        if at in taken:
            continue
        if follows:
            run.append(at)
        elif width(fragments[at].text) > _SHORT:
            if run:
                yield run
            run = [at]
    if run:
        yield run


def _side_by_side(fragments: Sequence[Fragment], run: Sequence[int]) -> list[list[int]]:
    """The texts of a run: two where lines of both stand on one line."""
    lines: dict[int, list[int]] = {}
    for at in run:
        lines.setdefault(fragments[at].line, []).append(at)
    if max(map(len, lines.values())) != len(_BOTH):
        return [list(run)]
    sides: tuple[list[int], list[int]] = ([], [])
    for places in lines.values():
        if len(places) == len(_BOTH):
            for side, at in zip(sides, places, strict=True):
                side.append(at)
        else:
            sides[_side(fragments, sides, places[0])].append(places[0])
    return [*sides]


def _side(fragments: Sequence[Fragment], sides: Sequence[Sequence[int]], place: int) -> int:
    """Which of two texts a line goes on that stands on no line with the other: the left one if both may."""
    goes_on = [bool(side) and _goes_on(fragments, side, (place,), close=False) for side in sides]
    return int(goes_on == [False, True])


def _goes_on(fragments: Sequence[Fragment], above: Sequence[int], places: Sequence[int], *, close: bool = True) -> bool:
    """Whether a paragraph has the number behind the last one of a text, or the text has to go on."""
    number = ITEM.match(fragments[places[0]].text)
    numbers = [int(found[1]) for at in above if (found := ITEM.match(fragments[at].text))]
    if number:
        return bool(numbers) and int(number[1]) == numbers[-1] + 1
    ended = fragments[above[-1]].text.endswith(("。", "；"))
    return not ended and (not close or places[0] == above[-1] + 1)


def _is_goal(fragments: Sequence[Fragment], places: Sequence[int]) -> bool:
    """Whether a text is made of sentences."""
    return any(_SENTENCE.search(fragments[at].text) for at in places)
