"""Ways through the fragments of an indicator body: chains of cells with what they cost.

There are very many of them, so they are plain tuples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.evaluating.costs import NEVER, tab_cost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docparse.evaluating.rules import Openings

# A cell: its column, its first fragment, the cell before it, whether a row begins with it, and how much more the best
# other way to begin it would have cost.
Cell = tuple[int, int, "Ended | None", bool, float]
# A way on which a cell goes on: what it costs, the width of the cell's widest line (or how wide its column is known to
# be), what a fragment costs that the cell takes in (by what that is), and the cell.
Going = tuple[float, float, "Mapping[str, float]", Cell]
# A way on which a cell has ended: what it costs, how much more the best other way to that cell would have cost, the
# cell, and the index after its last fragment.
Ended = tuple[float, float, Cell, int]
# Those at one place: by the column of the cell, the cheapest of each.
Ends = dict[int, Ended]
# How a cell begins: the cost, the margin, the cell before it, and whether a row begins with it.
Start = tuple[float, float, Ended, bool]


def starts(
    ends: Ends, limit: float, gap: tuple[float, float, int], openings: Openings, bound: float
) -> tuple[dict[int, Start], float]:
    """The cheapest way to begin a cell of each column that a fragment may open.

    Args:
        ends: Cells that have ended before the fragment.
        limit: What ways at most cost on which one has.
        gap: What stands before the fragment: what a cell costs that begins behind it, what a row, and how many tabs.
        openings: For each column what may follow a cell of it.
        bound: What costs more at the end is of no use.

    Returns:
        The starts by column, and what the cheapest way costs on which a cell has ended.
    """
    cell, row, tabs = gap
    found: dict[int, Start] = {}
    floor = NEVER
    for last, ended in ends.items():
        before = ended[0]
        if before > limit:
            continue
        if before < floor:
            floor = before
        later, first = openings[last]
        inside, behind = before + cell, before + row
        for least, field, step in later:
            if inside + least > bound:
                break  # what follows costs more still
            start = inside + step + tab_cost(tabs - field + last) if tabs else inside + step, NEVER, ended, False
            found[field] = _better(found[field], start) if field in found else start
        for least, field, step in first:
            if behind + least > bound:
                break
            start = behind + step, NEVER, ended, True
            found[field] = _better(found[field], start) if field in found else start
    return found, floor


def _better(best: Start, other: Start) -> Start:
    """The better of two ways to begin a cell; its margin says how much worse the best other one is."""
    more = other[0] - best[0]
    if more < 0:
        return other[0], -more, other[2], other[3]
    return (best[0], more, best[2], best[3]) if more < best[1] else best


def keep(ends: Ends, cell: Cell, cost: float, end: int) -> None:
    """Keeps a way on which a cell has ended, if it is the cheapest to a cell of its column."""
    field = cell[0]
    known = ends.get(field)
    if known is None:
        ends[field] = cost, cell[4], cell, end
        return
    least, margin, other, behind = known
    if cost < least:
        ends[field] = cost, min(cell[4], least - cost), cell, end
    elif cost - least < margin:
        ends[field] = least, cost - least, other, behind
