"""The key tasks of the year in the form of a department: name, level, content, amounts, reason.

Rows are found by what is sure in them: the word for the level, and the run of amounts behind the content.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import read_amount
from docparse.evaluating.funds import kind_of
from docparse.evaluating.labels import find_labels
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment

AMOUNTS = ("total", "fiscal", "other", "executed", "execution_rate")
# What a blank in each column speaks against a layout; most tasks have no other funds.
_BLANK = {"total": 4.0, "fiscal": 2.0, "other": 1.0, "executed": 3.0, "execution_rate": 3.0}
_PERCENT_ELSEWHERE = 9.0
_SUM_HOLDS, _SUM_FAILS = -2.0, 1.0
_RATE_HOLDS, _RATE_FAILS = -1.5, 1.0
_CENT = Decimal("0.011")
_COMPLETE = tuple("。；;！!")
_SETTLED = 3.0


class Task(NamedTuple):
    """A row of the tasks.

    Attributes:
        texts: Name, level, content and reason by their key.
        amounts: Each amount and rate by its key, and the columns that it may stand in instead.
    """

    texts: dict[str, tuple[Fragment, ...]]
    amounts: dict[str, tuple[Fragment, tuple[str, ...]]]


class Tasks(NamedTuple):
    """The rows of the tasks, and the fragments that belong to none."""

    rows: tuple[Task, ...]
    unread: tuple[Fragment, ...]


def read_tasks(header: Sequence[Fragment], body: Sequence[Fragment]) -> Tasks:
    """The rows of the tasks."""
    _, hits = find_labels(header)
    printed = {hit.key("tasks") for hit in hits}
    columns = tuple(column for column in AMOUNTS if column in printed)
    levels = _level_places(body)
    runs = _runs(body)
    rows: list[Task] = []
    unread: list[Fragment] = []
    done = 0
    for order, (start, end) in enumerate(runs):
        before = bisect_left(levels, start)
        anchor = levels[before - 1] if before and levels[before - 1] >= done else None
        if anchor is None:
            unread += body[done:end]
            done = end
            continue
        behind = bisect_left(levels, end)
        following = levels[behind] if behind < len(levels) else len(body)
        last = order + 1 == len(runs)
        reason = len(body) if last else _reason_end(body, end, following)
        texts = {
            "name": tuple(body[done:anchor]),
            "level": (body[anchor],),
            "content": tuple(body[anchor + 1 : start]),
            "reason": tuple(body[end:reason]),
        }
        rows.append(Task(texts, _place(body[start:end], columns)))
        done = reason
    unread += body[done:]
    return Tasks(tuple(rows), tuple(unread))


def _level_places(body: Sequence[Fragment]) -> list[int]:
    words = load_evaluations().words("words", "task_level")
    return [index for index, fragment in enumerate(body) if fold(fragment.text) in words]


def _runs(body: Sequence[Fragment]) -> list[tuple[int, int]]:
    """Where at least two values stand beside each other."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for index in range(len(body) + 1):
        inside = index < len(body) and kind_of(body[index].text) is not None
        if inside and (start is None or body[index].gap in ("line", "blank", "page")):
            start = index if start is None or index - start < 2 else start
        elif not inside and start is not None:
            if index - start > 1:
                found.append((start, index))
            start = None
    return found


def _reason_end(body: Sequence[Fragment], start: int, anchor: int) -> int:
    """Where the reason of a row ends and the name of the next begins, between two places."""
    tabbed = [index for index in range(start, anchor) if body[index].gap in ("line", "blank", "page")]
    if any(body[index].gap == "tab" for index in range(start, min(anchor + 1, len(body)))) and tabbed:
        return tabbed[-1]
    paragraphs = [index for index in range(start + 1, anchor) if body[index].gap in ("blank", "page")]
    complete = [index for index in paragraphs if body[index - 1].text.endswith(_COMPLETE)]
    return complete[-1] if complete else start


def _place(values: Sequence[Fragment], columns: Sequence[str]) -> dict[str, tuple[Fragment, tuple[str, ...]]]:
    """The amounts of a row in their columns."""
    count = min(len(values), len(columns))
    weighed = sorted(
        (_cost(values, dict(zip((columns[at] for at in places), range(count), strict=True)), columns), places)
        for places in combinations(range(len(columns)), count)
    )
    if not weighed:
        return {}
    best, places = weighed[0]
    close = [other for cost, other in weighed[1:] if cost - best < _SETTLED]
    return {
        columns[at]: (
            values[index],
            tuple(dict.fromkeys(columns[other[index]] for other in close if other[index] != at)),
        )
        for index, at in enumerate(places)
    }


def _cost(values: Sequence[Fragment], layout: dict[str, int], columns: Sequence[str]) -> float:
    """What speaks against a layout: blanks, a rate without percent sign, sums and rates that do not agree."""
    cost = sum(_BLANK[column] for column in columns if column not in layout)
    numbers: dict[str, Decimal] = {}
    for column, index in layout.items():
        text = values[index].text
        if (kind_of(text) == "percent") != (column == "execution_rate"):
            cost += _PERCENT_ELSEWHERE
        amount = read_amount(text.removesuffix("%"))
        if amount is not None:
            numbers[column] = Decimal(amount.value)
    total, executed, rate = (numbers.get(column) for column in ("total", "executed", "execution_rate"))
    if total is not None and ("fiscal" in numbers or "other" in numbers):
        parts = numbers.get("fiscal", Decimal(0)) + numbers.get("other", Decimal(0))
        cost += _SUM_HOLDS if abs(total - parts) <= _CENT else _SUM_FAILS
    if total and executed is not None and rate is not None:
        cost += _RATE_HOLDS if abs(executed / total * 100 - rate) <= _CENT else _RATE_FAILS
    return cost
