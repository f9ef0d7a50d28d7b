"""Tasks whose cells stand in the middle of their rows, printed by height.

The level and the amounts have one line: the main line of their row, above and below which it has as many lines. So the
lines before the first main line tell where its row ends, which tells where the next one begins, and so on down to the
last line: where they come out even, the rows are sure. A cell of an odd number of lines has one on the main line, one
of an even number has none there; contents and reasons are sentences. Where that leaves several ways, the widths of the
columns choose, and where these do not, nothing is said of the rows.
"""

from __future__ import annotations

from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.funds import kind_of
from docparse.evaluating.topped_tasks import LacedTask, LacedTasks, is_level, may_be_of_label
from docparse.evaluating.traits import trait

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.evaluating.fragments import Fragment

_ENDS = tuple("。；;！!")
_FEWEST_AMOUNTS = 2
_TEXTS = ("name", "content", "reason")
_SENTENCES = ("content", "reason")
# A row has no more lines above its main line: beyond that there is no telling.
_MOST_LINES = 8
# A line so much shorter than its column, or wider, speaks against it; and how much a way must be better than others.
_RAGGED = 1.0
_BETTER = 1.0

Texts = tuple["Fragment", ...]
Cells = dict[str, Texts]


class _Rank(NamedTuple):
    """The two lines of a row that are so far above and below its main line."""

    upper: Texts
    lower: Texts


class _Row(NamedTuple):
    """The main line of a row, and the ways to read the lines around it."""

    main: LacedTask
    ways: tuple[Cells, ...]


def tasks_by_middle(body: Sequence[Fragment]) -> LacedTasks | None:
    """The rows of tasks whose cells stand in the middle of them; None where they are not printed like this."""
    lines = [tuple(line) for _, line in groupby(body, key=lambda fragment: fragment.line)]
    mains = {at: main for at, line in enumerate(lines) if (main := _main(line)) is not None}
    others = [line for at, line in enumerate(lines) if at not in mains]
    if not mains or not others or any(kind_of(piece.text) or is_level(piece) for line in others for piece in line):
        return None
    labels = next((at for at, line in enumerate(lines) if not all(map(may_be_of_label, line))), 0)
    for first in range(min(labels, *mains) + 1):
        rows = _rows(lines, mains, first)
        if rows and all(row.ways for row in rows):
            above = tuple(piece for line in lines[:first] for piece in line)
            settled = _settled(rows)
            return None if settled is None else LacedTasks(above, settled)
    return None


def is_laced(body: Sequence[Fragment]) -> bool:
    """Whether lines of different cells stand beside each other: texts side by side on a line without amounts."""
    lines = [tuple(line) for _, line in groupby(body, key=lambda fragment: fragment.line)]
    if not any(_main(line) for line in lines):
        return False
    return any(
        len(line) > 1 and not any(kind_of(piece.text) or is_level(piece) or may_be_of_label(piece) for piece in line)
        for line in lines
    )


def _main(line: Texts) -> LacedTask | None:
    """The main line of a row: the level and amounts, what has an odd number of lines beside them; else None."""
    values = [index for index, piece in enumerate(line) if kind_of(piece.text)]
    levels = [index for index, piece in enumerate(line) if is_level(piece)]
    if len(values) < _FEWEST_AMOUNTS or values[-1] - values[0] >= len(values) or len(levels) != 1:
        return None
    level, first, behind = levels[0], values[0], values[-1] + 1
    if level > 1 or not 0 < first - level <= 2 or len(line) > behind + 1:
        return None
    return LacedTask(line[:level], line[level : level + 1], line[level + 1 : first], line[first:behind], line[behind:])


def _rows(lines: Sequence[Texts], mains: Mapping[int, LacedTask], first: int) -> list[_Row]:
    """The rows, the first of which begins with a line; none where they do not come out even."""
    heights = _heights(tuple(mains), first, len(lines))
    return [_row(main, _ranks(lines, at, height)) for (at, main), height in zip(mains.items(), heights, strict=False)]


def _heights(mains: Sequence[int], first: int, end: int) -> list[int]:
    """How many lines each row has above its main line, and below it; none where these do not come out even."""
    heights = [mains[0] - first]
    for above, below in pairwise((*mains, end)):
        heights.append(below - above - 1 - heights[-1])
    last = heights.pop()
    return heights if not last and min(heights) >= 0 and max(heights) <= _MOST_LINES else []


def _ranks(lines: Sequence[Texts], main: int, height: int) -> list[_Rank]:
    return [_Rank(lines[main - away], lines[main + away]) for away in range(1, height + 1)]


def _row(main: LacedTask, ranks: Sequence[_Rank]) -> _Row:
    """A row with the ways to read it in which contents and reasons are sentences and names are none."""
    if any(len(rank.upper) != len(rank.lower) for rank in ranks):
        return _Row(main, ())
    start: Cells = {key: getattr(main, key) for key in _TEXTS}
    odd = frozenset(key for key in _TEXTS if start[key])
    ways = _around(start, (frozenset(_TEXTS) - odd, odd), (0.5, 1.0), ranks)
    return _Row(main, tuple(way for way in ways if _is_row(way)))


def _around(
    cells: Cells, able: tuple[frozenset[str], frozenset[str]], away: tuple[float, float], ranks: Sequence[_Rank]
) -> Iterator[Cells]:
    """The ways to put the ranks around the cells, nearest first.

    Args:
        cells: What they hold so far.
        able: Those of an even and of an odd number of lines that may go on.
        away: How far from the main line the next line of either would stand.
        ranks: Those that are left.
    """
    if not ranks:
        yield cells
        return
    rank = ranks[0]
    for odd in (False, True):
        own = [key for key in _TEXTS if key in able[odd]]
        passed = away[not odd] < away[odd]  # a line of the others would stand nearer
        for chosen in combinations(own, len(rank.upper)):
            grown = dict(cells)
            for key, upper, lower in zip(chosen, rank.upper, rank.lower, strict=True):
                grown[key] = (upper, *cells[key], lower)
            others = frozenset() if passed else able[not odd]
            rest = frozenset(chosen)
            following = (others, rest) if odd else (rest, others)
            further = (away[0] + (not odd), away[1] + odd)
            yield from _around(grown, following, further, ranks[1:])


def _is_row(cells: Mapping[str, Texts]) -> bool:
    if not cells["name"] or not cells["content"] or cells["name"][-1].text.endswith(_ENDS):
        return False
    return all(cells[key][-1].text.endswith(_ENDS) for key in _SENTENCES if cells[key])


def _settled(rows: Sequence[_Row]) -> tuple[LacedTask, ...] | None:
    """The rows, each read in the way that goes with the widths of the columns; None where two are about as good."""
    sure = [row.ways[0] for row in rows if len(row.ways) == 1] or [way for row in rows for way in row.ways]
    widest = {key: max((_width(piece) for way in sure for piece in way[key]), default=0.0) for key in _TEXTS}
    found: list[LacedTask] = []
    for row in rows:
        ranked = sorted(((_against(way, widest), order) for order, way in enumerate(row.ways)))
        if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _BETTER:
            return None
        found.append(row.main._replace(**row.ways[ranked[0][1]]))
    return tuple(found)


def _against(cells: Mapping[str, Texts], widest: Mapping[str, float]) -> float:
    """What speaks against cells: lines that are wider than their column, or leave room for what stands below."""
    cost = 0.0
    for key, cell in cells.items():
        cost += sum(max(_width(piece) - widest[key] - _RAGGED, 0.0) for piece in cell)
        for upper, lower in pairwise(cell):
            room = widest[key] - _width(upper) - trait("".join(lower.text.split())).first
            cost += max(room - _RAGGED, 0.0) + upper.text.endswith(_ENDS)
    return cost


def _width(piece: Fragment) -> float:
    return trait("".join(piece.text.split())).width
