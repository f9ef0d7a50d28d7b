"""What the search for cells goes by: the columns of a family of forms and its habits, as tables of costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from docparse.evaluating.costs import BEAM, BEGINS_WITH_NUMBER, NEVER, after_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.costs import AfterKind
    from docparse.evaluating.habits import Habits

_LEVELS = ("level1", "level2")
_POINTS = ("weight", "score")
# A number that words go on behind a blank.
SPACED = "spaced"
# What opens a level.
LEVEL = "level"

# Costs of the next cell, by the column of the one before it and its own.
Steps = list[list[float]]
# By the column of a cell, what may follow it, the cheapest first, with the cost that it has at least and that of the
# step: the columns of other cells of its row, and those with which a row begins.
Following = list[tuple[float, int, float]]
Openings = list[tuple[Following, Following]]


@dataclass(frozen=True, slots=True)
class Rules:
    """Columns by their place in the row, and what cells of them cost.

    Attributes:
        level3, unit, weight, score, deviation: Columns; -1 for one that is not printed.
        levels: The columns of the levels above the third.
        points: Columns of points, with the cost of what they hold.
        starts: What a fragment is → the columns that a cell of text may have that begins with it, and its cost.
        texts: Text that cells begin with again and again → cost by column.
        inside: Text that is a remark by itself again and again → cost of its going on in a cell.
        other: Cost of a remark that is none of those.
        after: What a cell begins with → for each column, what it costs that it takes in a fragment.
        gaps: What stands in a gap → cost of a row that begins behind it, of a cell, and of neither.
        steps: Costs of the next cell.
        end: Costs of the blank cells behind a column.
        _openings: What was asked for of ``openings`` so far.
    """

    columns: tuple[str, ...]
    level3: int
    unit: int
    weight: int
    score: int
    deviation: int
    levels: tuple[int, ...]
    points: Sequence[tuple[int, Mapping[str, float]]]
    starts: Mapping[str, Sequence[tuple[int, float]]]
    texts: Mapping[str, Sequence[float]]
    inside: Mapping[str, float]
    other: float
    after: AfterKind
    gaps: tuple[Mapping[str, float], ...]
    steps: Steps
    end: Sequence[float]
    _openings: dict[tuple[str, str | None], Openings] = field(default_factory=dict)

    def openings(self, text: str, points: str | None) -> Openings:
        """What a fragment may open behind cells of each column.

        Args:
            text: What it is as the beginning of a cell of text; or ``LEVEL``.
            points: What it is as points; None where it is none.
        """
        known = self._openings.get((text, points))
        if known is None:
            costs = dict.fromkeys(self.levels, 0.0) if text == LEVEL else dict(self.starts[text])
            if points:
                costs |= {column: content[points] for column, content in self.points}
            known = self._openings[text, points] = [
                _following(last, steps, costs) for last, steps in enumerate(self.steps)
            ]
        return known


def _following(last: int, steps: Sequence[float], costs: Mapping[int, float]) -> tuple[Following, Following]:
    """What may follow a cell of a column: in its row, and in the next.

    Args:
        last: The column.
        steps: The costs of the next cell by its column.
        costs: What a fragment costs as the beginning of it.
    """
    own = [(cost, column, steps[column]) for column, cost in costs.items() if steps[column] < NEVER]
    found = sorted((cost + step, column, step) for cost, column, step in own)
    return [each for each in found if each[1] > last], [each for each in found if each[1] <= last]


def rules_of(columns: tuple[str, ...], habits: Habits) -> Rules:
    """The rules for bodies of some columns in a report of some habits."""
    place = {column: index for index, column in enumerate(columns)}
    content = [habits.content[column] for column in columns]
    blank = [habits.blank[column] for column in columns]
    printed = [habits.printed[column] for column in columns]
    level3 = place["level3"]
    before = list(accumulate(blank, initial=0.0))
    return Rules(
        columns=columns,
        level3=level3,
        unit=place.get("unit", -1),
        weight=place.get("weight", -1),
        score=place.get("score", -1),
        deviation=place.get("deviation", -1),
        levels=tuple(place[column] for column in _LEVELS),
        points=[(place[column], habits.content[column]) for column in _POINTS if column in place],
        starts=_starts(columns, content),
        texts={text: [costs[column] for column in columns] for text, costs in habits.texts.items()},
        inside=habits.inside,
        other=habits.other,
        after=after_kind(columns),
        gaps=tuple(habits.gaps[role] for role in ("row", "cell", "join")),
        steps=_steps(before, printed, level3, habits.alone),
        end=[before[-1] - each for each in before[1:]],
    )


def _starts(columns: Sequence[str], content: Sequence[Mapping[str, float]]) -> dict[str, list[tuple[int, float]]]:
    """The columns of text that may begin with a fragment, the likeliest first, by what it is.

    "spaced" is a number that words go on.
    """
    texts = [at for at, column in enumerate(columns) if column not in (*_LEVELS, *_POINTS)]
    found = {kind: [(at, content[at][kind]) for at in texts if content[at][kind] <= BEAM] for kind in content[0]}
    numbers = [(at, content[at]["text"] + BEGINS_WITH_NUMBER) for at in texts]
    found[SPACED] = [(at, min(cost, content[at]["number"])) for at, cost in numbers]
    return {kind: sorted(each, key=lambda start: start[1]) for kind, each in found.items()}


def _steps(before: Sequence[float], printed: Sequence[float], level3: int, alone: float) -> Steps:
    """Costs of the next cell of a row, where its column is a later one, and of the first cell of a new row.

    Args:
        before: What the blank cells before each column cost.
        printed: What a printed cell costs, by column.
        level3: That column: a row has it, and begins with it or before it.
        alone: What a level 1 costs without a level 2 of its own.
    """
    size = range(len(printed))
    steps = [[NEVER] * len(printed) for _ in size]
    for last in size:
        for column in size:
            if column > last:
                steps[last][column] = before[column] - before[last + 1] + printed[column]
            elif column <= level3 <= last:
                steps[last][column] = before[-1] - before[last + 1] + before[column] + printed[column]
    steps[0][level3] += alone
    return steps
