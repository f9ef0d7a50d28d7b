"""The key tasks of a torn form of a department.

There are as many tasks as words for a level. The amounts of one are those whose parts make the total and whose rate is
what was spent of it; names and contents are told by their widths, by what ends a sentence, and by the words for levels
that stand between them.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import is_mark, read_amount
from docparse.evaluating.tasks import AMOUNTS
from docparse.evaluating.traits import trait, width
from docparse.folding import fold
from docparse.grammars.evaluations import words_of
from docparse.segmenting.lines import YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import Tree
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.passages import FormCells
    from docparse.evaluating.torn_labels import TornLabel

_TEXTS = ("name", "level", "content")
_CENT, _HUNDRED = Decimal("0.011"), Decimal(100)
# How many values may stand before the total of a row that are of another, and how far behind a row its rate may.
_AHEAD, _BEHIND = 3, 9
_END, _OPENING = ("。", "；"), ("“", "《", "（", "〔")
_NEVER = 99.0
# Lines so little wider than a column are of it. Where names may begin on the line of their level anything fits.
_ROOM, _TOP = 0.6, 0.5


class TornTasks(NamedTuple):
    """The tasks of a torn form as trees, and the indices of the fragments that belong to them."""

    rows: list[Tree]
    taken: frozenset[int]


def read_torn_tasks(
    fragments: Sequence[Fragment], labels: Sequence[TornLabel], start: int, cells: FormCells
) -> TornTasks:
    """The tasks, as far as they stand between their labels and the indicators.

    Args:
        fragments: Those of the form.
        labels: Those of the form.
        start: Where its indicators begin.
        cells: Makes the cells.
    """
    own = [label for label in labels if "tasks" in label.keys and label.places[0] < start]
    if not {"name", "total"} <= {label.keys["tasks"] for label in own}:
        return TornTasks([], frozenset())
    words = words_of("words", "task_level")
    levels = [at for at in range(own[0].places[0], start) if fold(fragments[at].text) in words]
    named = {at for label in labels for at in label.places}
    count = len(levels)
    if not levels:
        return TornTasks([], frozenset())
    first = max(at for at in named if at < levels[0]) + 1
    body = [at for at in range(first, start) if at not in named]
    amounts = _amounts(fragments, [at for at in body if _is_value(fragments[at].text)], count)
    texts = _texts(fragments, [at for at in body if not _is_value(fragments[at].text)], count)
    if not amounts and len(texts["name"]) != count:
        return TornTasks([], frozenset())
    rows: list[Tree] = []
    for row in range(count):
        own_texts = {key: texts[key][row] if len(texts[key]) == count else () for key in _TEXTS}
        rows.append(_tree(fragments, own_texts, amounts[row] if amounts else {}, cells))
    places = [at for each in amounts for at in each.values()]
    return TornTasks(rows, frozenset((*places, *(at for each in texts.values() for cell in each for at in cell))))


def _tree(
    fragments: Sequence[Fragment], texts: dict[str, tuple[int, ...]], amounts: dict[str, int], cells: FormCells
) -> Tree:
    """A row, all of it in doubt."""
    made: Tree = {
        key: cells.words([fragments[at] for at in places]) if places else None for key, places in texts.items()
    }
    made |= {key: cells.number(fragments[amounts[key]]) if key in amounts else None for key in AMOUNTS}
    for cell in made.values():
        if cell is not None and cell["status"] == "read":
            cell["status"] = "inferred"
    return {**made, "reason": None, "extra": {}}


def _is_value(text: str) -> bool:
    return is_mark(text) or _number(text) is not None


def _number(text: str) -> Decimal | None:
    found = read_amount(text.removesuffix("%"))
    return Decimal(found.value) if found else None


def _amounts(fragments: Sequence[Fragment], places: Sequence[int], count: int) -> list[dict[str, int]]:
    """The amounts of each row by column, as places of fragments; none where sums and rates do not prove all rows."""
    numbers = {at: _number(fragments[at].text) for at in places}
    left = list(places)
    rows: list[dict[str, int]] = []
    for _ in range(count):
        row = next((row for at in range(_AHEAD) if (row := _row(left[at:], numbers))), None)
        if row is None:
            return _by_columns(places, numbers, count)
        rows.append(row)
        used = set(row.values())
        left = [at for at in left if at not in used]
    return rows


def _row(left: Sequence[int], numbers: dict[int, Decimal | None]) -> dict[str, int] | None:
    """The row that begins with the first value, where its sum and its rate hold."""
    for columns in (("total", "fiscal", "other", "executed"), ("total", "fiscal", "executed")):
        row = dict(zip(columns, left, strict=False))
        if len(row) < len(columns):
            continue
        behind = left[len(columns) : len(columns) + _BEHIND]
        for rate in behind:
            if _holds(whole := {**row, "execution_rate": rate}, numbers):
                return whole
    return None


def _by_columns(places: Sequence[int], numbers: dict[int, Decimal | None], count: int) -> list[dict[str, int]]:
    """The rows where the values of each column stand below each other."""
    if not count or len(places) != count * len(AMOUNTS):
        return []
    rows = [{column: places[order * count + row] for order, column in enumerate(AMOUNTS)} for row in range(count)]
    return rows if all(_holds(row, numbers) for row in rows) else []


def _holds(row: dict[str, int], numbers: dict[int, Decimal | None]) -> bool:
    """Whether the parts of a row make its total, and its rate is what was spent of that."""
    values = {column: numbers[at] for column, at in row.items()}
    total, executed, rate = (values[column] for column in ("total", "executed", "execution_rate"))
    if not total or executed is None or rate is None:
        return False
    parts = sum((values.get(column) or Decimal(0) for column in ("fiscal", "other")), Decimal(0))
    return abs(parts - total) <= _CENT and abs(executed / total * _HUNDRED - rate) <= _CENT


def _texts(fragments: Sequence[Fragment], places: Sequence[int], count: int) -> dict[str, list[tuple[int, ...]]]:
    """Names, levels and contents in the order of the rows, as places of fragments."""
    words = words_of("words", "task_level")
    levels = [at for at in places if fold(fragments[at].text) in words]
    others = [at for at in places if at not in levels]
    boxed = 2 * sum(fragments[at].gap == "blank" for at in levels) > len(levels)
    names, contents = _boxed(fragments, others) if boxed else _woven(fragments, others, levels)
    return {"name": names, "level": [(at,) for at in levels], "content": contents}


_Cells = tuple[list[tuple[int, ...]], list[tuple[int, ...]]]


def _boxed(fragments: Sequence[Fragment], places: Sequence[int]) -> _Cells:
    """Names and contents where empty lines stand between cells: a content is a sentence."""
    cells: list[list[int]] = []
    for at in places:
        if cells and cells[-1][-1] == at - 1 and fragments[at].gap == "line":
            cells[-1].append(at)
        else:
            cells.append([at])
    ended = [fragments[cell[-1]].text.endswith(_END) for cell in cells]
    names = [tuple(cell) for cell, end in zip(cells, ended, strict=True) if not end]
    return names, [tuple(cell) for cell, end in zip(cells, ended, strict=True) if end]


def _woven(fragments: Sequence[Fragment], places: Sequence[int], levels: Sequence[int]) -> _Cells:
    """Names and contents whose lines stand around the words for levels, as they do where a table is printed by lines.

    A content begins right behind its level and ends with its sentence; what is no wider than names are is of a name.
    """
    room = max((width(fragments[at - 1].text) for at in levels if at - 1 in set(places)), default=0.0)
    before = [at for at in places if levels and at < levels[0]]
    lines: list[list[int]] = []
    contents: list[tuple[int, ...]] = []
    for level, end in zip(levels, (*levels[1:], len(fragments)), strict=True):
        own = [at for at in places if level < at < end]
        content = _content(fragments, own, room)
        contents.append(tuple(content))
        lines.append([at for at in own if at not in content])
    return _names(fragments, before, lines, room), contents


def _content(fragments: Sequence[Fragment], places: Sequence[int], room: float) -> list[int]:
    """The lines of a content among those behind its level."""
    found = list(places[:1])
    for at in places[1:]:
        if fragments[found[-1]].text.endswith(_END):
            break
        if width(fragments[at].text) > room + _ROOM or fragments[at].text.endswith(_END):
            found.append(at)
    return found


def _names(
    fragments: Sequence[Fragment], before: Sequence[int], lines: Sequence[Sequence[int]], room: float
) -> list[tuple[int, ...]]:
    """The names: each begins on the line of its level, or has as many lines above it as below, or one more.

    Of the ways to cut the lines between two levels the one counts whose lines are full where the name goes on.
    """
    best: list[tuple[int, ...]] = []
    least = _NEVER
    for top in (True, False):
        ways: dict[tuple[int, ...], tuple[float, list[tuple[int, ...]]]] = {tuple(before): (_TOP * top, [])}
        for order, between in enumerate(lines):
            longer: dict[tuple[int, ...], tuple[float, list[tuple[int, ...]]]] = {}
            for above, (cost, names) in ways.items():
                ends = {len(between) - 1} if top else {len(above), len(above) - 1}
                for end in {len(between)} if order + 1 == len(lines) else ends:
                    name = (*above, *between[: max(end, 0)])
                    rest = tuple(between[max(end, 0) :])
                    if not name or not 0 <= end <= len(between) or bool(rest) == (order + 1 == len(lines)):
                        continue
                    whole = cost + _torn(fragments, name, room)
                    if rest not in longer or whole < longer[rest][0]:
                        longer[rest] = whole, [*names, name]
            ways = longer
        for cost, names in ways.values():
            if len(names) == len(lines) and cost < least and (not top or len(before) == 1):
                best, least = names, cost
    return best


def _torn(fragments: Sequence[Fragment], name: Sequence[int], room: float) -> float:
    """What speaks against lines being those of one name: one that goes on had no room for more."""
    last = fragments[name[-1]].text
    year = YEAR.search(last)
    cost = float(fragments[name[0]].text[0] in _OPENING) + (year is not None and year.end() == len(last))
    for above, at in pairwise(name):
        text = fragments[at].text
        first = trait(fold(text)).first + (text[0] in _OPENING)
        cost += width(fragments[above].text) + first <= room
        cost += YEAR.match(text) is not None and not fragments[above].text.endswith(_OPENING)
    return cost
