"""The indicators of a torn form: its fragments are placed in columns, and levels are spread over the rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.torn_alignment import align, count_rows
from docparse.evaluating.torn_costs import COLUMNS, IndicatorCosts
from docparse.evaluating.torn_levels import find_levels, spread_marks
from docparse.evaluating.torn_search import place_well
from docparse.evaluating.torn_surroundings import surroundings
from docparse.folding import fold
from docparse.lexicons.indicator_patterns import NAME_NUMBER
from docparse.segmenting.lines import NOTE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.torn_labels import TornLabel
    from docparse.evaluating.torn_levels import LevelMark

# Columns with blanks anywhere.
_BLANK = ("deviation", "basis", "unit")


class TornRows(NamedTuple):
    """The indicators of a torn form.

    Attributes:
        rows: For each the fragments of its cells by column.
        totals: The fragments of the totals of points below them.
        unused: Fragments that stand among the rows and belong to none.
    """

    rows: tuple[Mapping[str, tuple[Fragment, ...]], ...]
    totals: tuple[Fragment, ...]
    unused: tuple[Fragment, ...]


def columns_of(labels: Sequence[TornLabel], start: int) -> tuple[str, ...]:
    """The columns of the indicators, in the usual order."""
    own = {label.keys["indicators"] for label in labels if "indicators" in label.keys and label.places[0] >= start}
    places = {
        label.keys["indicators"]: label.places[0]
        for label in reversed(labels)
        if "indicators" in label.keys and label.places[0] >= start
    }
    columns = [column for column in COLUMNS if column in own or column in ("level3", "total")]
    if {"weight", "target"} <= own and places["weight"] < places["target"]:
        # Some forms print the weights before the targets.
        columns.remove("weight")
        columns.insert(1, "weight")
    return tuple(columns)


def read_torn_rows(
    fragments: Sequence[Fragment],
    columns: Sequence[str],
    start: int,
    taken: frozenset[int],
    labels: Sequence[TornLabel],
) -> TornRows:
    """The rows.

    Args:
        fragments: Those of the form.
        columns: The columns that it has.
        start: Where its indicators begin.
        taken: Indices of labels and of what belongs to other blocks.
        labels: Those of the form.
    """
    before = frozenset(range(start))
    marks = find_levels(fragments, taken | before)
    sure = {at for mark in marks for at in mark.places}
    body = [
        at
        for at in range(start, len(fragments))
        if at not in taken and at not in sure and not NOTE.match(fragments[at].text)
    ]
    around = surroundings(fragments, body, labels, sure)
    costs = IndicatorCosts([fragments[at] for at in body], columns, around)
    placed = place_well(len(body), costs)
    cells = dict(zip(columns, placed.cells, strict=True))
    left = {body[at] for at in placed.unused}
    rows = _rows(cells, costs, [fragments[at] for at in body])
    order = {fragment.start: at for at, fragment in enumerate(fragments)}
    _add_levels(rows, marks, [(order[row["level3"][0].start], *_named(row["level3"])) for row in rows], fragments)
    used = {at for mark in marks for at in mark.places}
    unused = tuple(fragments[at] for at in sorted(left - used))
    return TornRows(tuple(rows), tuple(fragments[body[at]] for cell in cells["total"] for at in cell), unused)


def _rows(
    cells: Mapping[str, Sequence[tuple[int, ...]]], costs: IndicatorCosts, body: Sequence[Fragment]
) -> list[dict[str, tuple[Fragment, ...]]]:
    """The cells by rows, for each name one."""
    count = count_rows({column: len(own) for column, own in cells.items()})
    rows: list[dict[str, tuple[Fragment, ...]]] = [{} for _ in range(count)]
    whole = {column: [cell[0] for cell in own] for column, own in cells.items() if len(own) == count}
    for column, own in cells.items():
        if column == "total":
            continue
        if column == "unit" and "operator" in whole:
            found = _unit_rows(own, cells, costs, count)
        elif column in _BLANK:
            found = {row: row for row in range(count)} if len(own) == count else {}
        else:
            found = align(len(own), count, partial(_against, column, own, whole, costs))
        for row, at in found.items():
            rows[row][column] = tuple(body[each] for each in own[at])
    names = [tuple(body[each] for each in name) for name in cells["level3"]]
    return _with_all_names(rows, names)


def _with_all_names(
    rows: Sequence[dict[str, tuple[Fragment, ...]]], names: Sequence[tuple[Fragment, ...]]
) -> list[dict[str, tuple[Fragment, ...]]]:
    """The rows that have a name, and for each name of which nobody knows the row one with nothing else."""
    of_name = {row["level3"]: row for row in rows if "level3" in row}
    return [of_name.get(name, {"level3": name}) for name in names]


def _against(
    column: str,
    own: Sequence[tuple[int, ...]],
    whole: Mapping[str, Sequence[int]],
    costs: IndicatorCosts,
    cell: int,
    row: int,
) -> float:
    """What the columns that have a cell in every row say against a cell of another in a row."""
    return sum(costs.side_by_side(column, own[cell][0], other, at[row]) for other, at in whole.items())


def _unit_rows(
    own: Sequence[tuple[int, ...]], cells: Mapping[str, Sequence[tuple[int, ...]]], costs: IndicatorCosts, count: int
) -> dict[int, int]:
    """Row → cell of the column of units, which words for a nature leave out; none where there are too many."""
    firsts = [tuple(cell[0] for cell in cells[name]) for name in costs.columns]
    rows = [costs.unit_row(order, firsts) for order in range(len(own))]
    return {row: order for order, row in enumerate(rows)} if max(rows, default=0) < count else {}


def _named(name: Sequence[Fragment]) -> tuple[str, int | None]:
    """The text of a name and the number that it begins with."""
    text = fold("".join(fragment.text for fragment in name))
    number = NAME_NUMBER.match(text)
    digits = "".join(character for character in number[0] if character.isdecimal()) if number else ""
    return text, int(digits) if digits else None


def _add_levels(
    rows: Sequence[dict[str, tuple[Fragment, ...]]],
    marks: Sequence[LevelMark],
    names: Sequence[tuple[int, str, int | None]],
    fragments: Sequence[Fragment],
) -> None:
    spread = spread_marks(marks, names)
    for row, first, second in zip(rows, spread.first, spread.second, strict=True):
        if first is not None:
            row["level1"] = tuple(fragments[at] for at in first.places)
        if second is not None:
            row["level2"] = tuple(fragments[at] for at in second.places)
