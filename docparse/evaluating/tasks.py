"""The key tasks of the year in the form of a department: name, level, content, amounts, reason.

Rows are found by what is sure in them: the word for the level, and the run of amounts behind the content.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import read_amount
from docparse.evaluating.centred_tasks import is_laced, tasks_by_middle
from docparse.evaluating.funds import kind_of
from docparse.evaluating.glue import join_parted
from docparse.evaluating.labels import alike, labels_of
from docparse.evaluating.topped_tasks import columns_of, tasks_by_top
from docparse.evaluating.torn_numbers import Print, print_of, readings, values_of
from docparse.folding import fold
from docparse.grammars.evaluations import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.topped_tasks import LacedTasks
    from docparse.evaluating.torn_numbers import Value

AMOUNTS = ("total", "fiscal", "other", "executed", "execution_rate")
_TEXTS = ("name", "level", "content", "reason")
# What a blank in each column speaks against a layout; most tasks have no other funds.
_BLANK = {"total": 4.0, "fiscal": 2.0, "other": 1.0, "executed": 3.0, "execution_rate": 3.0}
_PERCENT_ELSEWHERE = 9.0
# A value for which there is no column: two pieces of a torn number make one too many.
_LEFT_OVER = 9.0
_SUM_HOLDS, _SUM_FAILS = -2.0, 1.0
_RATE_HOLDS, _RATE_FAILS = -5.0, 1.0
_CENT = Decimal("0.011")
_COMPLETE = tuple("。；;！!")
_LINE_GAPS = frozenset(("line", "blank", "page"))
_SETTLED = 3.0
# In the row of a form without a column for the level: the name and the content.
_BEFORE_AMOUNTS = 2


class Task(NamedTuple):
    """A row of the tasks.

    Attributes:
        texts: Name, level, content and reason by their key.
        amounts: Each amount and rate by its key, and the columns that it may stand in instead.
        doubted: Pieces of one text may stand in another.
    """

    texts: dict[str, tuple[Fragment, ...]]
    amounts: dict[str, tuple[Value, tuple[str, ...]]]
    doubted: bool = False


class Tasks(NamedTuple):
    """The rows of the tasks, and the fragments that belong to none."""

    rows: tuple[Task, ...]
    unread: tuple[Fragment, ...]


class _Manner(NamedTuple):
    """How a form prints its tasks: the amounts, and whether rates have a percent sign."""

    printed: Print
    percent: bool


def read_tasks(header: Sequence[Fragment], body: Sequence[Fragment]) -> Tasks:
    """The rows of the tasks."""
    if not body:
        return Tasks((), ())
    # The year that a name begins with (2031 年) is no amount of the row above.
    body = join_parted(body)
    if (laced := tasks_by_top(body) or tasks_by_middle(body)) is not None:
        return _read_laced(header, laced)
    found = _read_in_order(header, body)
    return found._replace(rows=tuple(row._replace(doubted=True) for row in found.rows)) if is_laced(body) else found


def _read_in_order(header: Sequence[Fragment], body: Sequence[Fragment]) -> Tasks:
    """The rows of tasks whose cells are printed one after the other."""
    printed = {hit.key("tasks") for hit in labels_of(alike(header))}
    values = values_of(body)
    levels = _level_places(values)
    runs = _runs(values)
    columns = _columns(printed, max((end - start for start, end in runs), default=0))
    amounts = [value for start, end in runs for value in values[start:end]]
    manner = _Manner(print_of(amounts), any(kind_of(value.text) == "percent" for value in amounts))
    rows: list[Task] = []
    unread: list[Fragment] = []
    done = 0
    for order, (start, end) in enumerate(runs):
        before = bisect_left(levels, start)
        anchor = levels[before - 1] if before and levels[before - 1] >= done else None
        if anchor is None and "level" not in printed and _is_row(values, done, start, end):
            texts = {
                "name": values[done].pieces,
                "level": (),
                "content": _pieces(values[done + 1 : start]),
                "reason": (),
            }
            rows.append(Task(texts, _place(values[start:end], columns, manner)))
            done = end
            continue
        if anchor is None:
            unread += _pieces(values[done:end])
            done = end
            continue
        behind = bisect_left(levels, end)
        following = levels[behind] if behind < len(levels) else len(values)
        last = order + 1 == len(runs)
        reason = len(values) if last else _reason_end(values, end, following)
        texts = {
            "name": _pieces(values[done:anchor]),
            "level": values[anchor].pieces,
            "content": _pieces(values[anchor + 1 : start]),
            "reason": _pieces(values[end:reason]),
        }
        rows.append(Task(texts, _place(values[start:end], columns, manner)))
        done = reason
    unread += _pieces(values[done:])
    return Tasks(tuple(rows), tuple(unread))


def _columns(printed: Collection[str | None], most: int) -> tuple[str, ...]:
    """The columns of amounts that a header prints; all there are where a row prints more values than these.

    Then a label was not told from another one that it ran into.
    """
    columns = tuple(column for column in AMOUNTS if column in printed)
    return columns if most <= len(columns) else AMOUNTS


def _is_row(values: Sequence[Value], begin: int, start: int, end: int) -> bool:
    """Whether a line of its own holds a name, a content and the amounts from ``start`` on, and nothing else."""
    gaps = [value.gap for value in values[begin + 1 : end]]
    alone = end == len(values) or values[end].gap in _LINE_GAPS
    begins = begin == 0 or values[begin].gap in _LINE_GAPS
    return begins and start == begin + _BEFORE_AMOUNTS and alone and not _LINE_GAPS & set(gaps)


def _read_laced(header: Sequence[Fragment], laced: LacedTasks) -> Tasks:
    """The rows of tasks whose cells are known, their amounts in columns."""
    printed = columns_of(header, laced.above, AMOUNTS)
    values = [values_of(row.values) for row in laced.rows]
    columns = _columns(printed, max(map(len, values), default=0))
    amounts = [value for each in values for value in each]
    manner = _Manner(print_of(amounts), any(kind_of(value.text) == "percent" for value in amounts))
    rows = (
        Task({key: getattr(row, key) for key in _TEXTS}, _place(own, columns, manner))
        for row, own in zip(laced.rows, values, strict=True)
    )
    return Tasks(tuple(rows), laced.above)


def _pieces(values: Sequence[Value]) -> tuple[Fragment, ...]:
    return tuple(piece for value in values for piece in value.pieces)


def _level_places(body: Sequence[Value]) -> list[int]:
    words = words_of("words", "task_level")
    return [index for index, value in enumerate(body) if fold(value.text) in words]


def _runs(body: Sequence[Value]) -> list[tuple[int, int]]:
    """Where at least two values stand beside each other, or one below the other where each has a line of its own."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for index in range(len(body) + 1):
        inside = index < len(body) and kind_of(body[index].text) is not None
        if inside and (start is None or (body[index].gap in _LINE_GAPS and _is_beside(body, index))):
            start = index if start is None or index - start < 2 else start
        elif not inside and start is not None:
            if index - start > 1:
                found.append((start, index))
            start = None
    return found


def _is_beside(body: Sequence[Value], index: int) -> bool:
    """Whether another value stands behind one on its line."""
    behind = body[index + 1] if index + 1 < len(body) else None
    return behind is not None and behind.gap not in _LINE_GAPS and kind_of(behind.text) is not None


def _reason_end(body: Sequence[Value], start: int, anchor: int) -> int:
    """Where the reason of a row ends and the name of the next begins, between two places."""
    tabbed = [index for index in range(start, anchor) if body[index].gap in _LINE_GAPS]
    if any(body[index].gap == "tab" for index in range(start, min(anchor + 1, len(body)))) and tabbed:
        return tabbed[-1]
    airy = any(value.gap in ("blank", "page") for value in body)
    gaps = ("blank", "page") if airy else _LINE_GAPS
    paragraphs = [index for index in range(start + 1, anchor) if body[index].gap in gaps]
    complete = [index for index in paragraphs if body[index - 1].text.endswith(_COMPLETE)]
    return complete[-1] if complete else start


def _place(
    values: Sequence[Value], columns: Sequence[str], manner: _Manner
) -> dict[str, tuple[Value, tuple[str, ...]]]:
    """The amounts of a row in their columns."""
    weighed: list[tuple[float, dict[str, Value], bool]] = []
    for reading in readings(values, manner.printed):
        count = min(len(reading.values), len(columns))
        left_over = _LEFT_OVER * (len(reading.values) - count)
        for places in combinations(columns, count):
            layout = dict(zip(places, reading.values, strict=False))
            weighed.append((reading.cost + left_over + _cost(layout, columns, manner), layout, left_over > 0))
    if not weighed:
        return {}
    weighed.sort(key=lambda each: each[0])
    best, chosen, overfull = weighed[0]
    if overfull:
        # Which of its values are the ones too many, nobody knows.
        others = {column: tuple(other for other in columns if other != column) for column in columns}
        return {column: (value, others[column]) for column, value in chosen.items()}
    close = [layout for cost, layout, _ in weighed[1:] if cost - best < _SETTLED]
    return {column: (value, _elsewhere(value, column, close)) for column, value in chosen.items()}


def _elsewhere(value: Value, column: str, layouts: Sequence[dict[str, Value]]) -> tuple[str, ...]:
    """The other columns in which layouts have a value."""
    found = (other for layout in layouts for other, each in layout.items() if each is value and other != column)
    return tuple(dict.fromkeys(found))


def _cost(layout: dict[str, Value], columns: Sequence[str], manner: _Manner) -> float:
    """What speaks against a layout: blanks, a rate without percent sign, sums and rates that do not agree."""
    cost = sum(_BLANK[column] for column in columns if column not in layout)
    numbers: dict[str, Decimal] = {}
    for column, value in layout.items():
        text = value.text
        is_percent = kind_of(text) == "percent"
        if is_percent != (column == "execution_rate") and (is_percent or manner.percent):
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
