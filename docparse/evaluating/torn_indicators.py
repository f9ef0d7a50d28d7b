"""The indicators of a torn form: its fragments are placed in columns, and levels are spread over the rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.torn_alignment import align, count_rows
from docparse.evaluating.torn_costs import COLUMNS, IndicatorCosts
from docparse.evaluating.torn_levels import find_levels, spread_marks
from docparse.evaluating.torn_search import place
from docparse.evaluating.traits import trait, width
from docparse.folding import fold
from docparse.lexicons.indicator_patterns import NAME_NUMBER
from docparse.segmenting.lines import NOTE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.torn_labels import TornLabel
    from docparse.evaluating.torn_levels import LevelMark

_MOST_BOXED = 0.6
# Columns with blanks anywhere.
_BLANK = ("deviation", "basis", "unit")
_FAR = 1000
# Kinds of values of the funds; a line of a goal is no narrower.
_OF_FUNDS = frozenset(("number", "measure", "mark"))
_GOAL = 10.0
# What stands so close behind a label from below the rows may be its value.
_BELOW = 5


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


def start_of(labels: Sequence[TornLabel]) -> int | None:
    """The place where the labels of the indicators begin."""
    own = [
        label.places[0] for label in labels if set(label.keys) == {"indicators"} and label.keys["indicators"] != "block"
    ]
    return min(own, default=None)


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
    totals = [fragments[label.places[0]].line for label in labels if label.keys.get("tail") == "total"]
    ends = [label.places[0] for label in labels if label.keys.get("tail") not in (None, "total")]
    stops = sorted(label.places[0] for label in labels)
    below = {at for end in ends for at in _below(end, stops)}
    loose = frozenset(order for order, at in enumerate(body) if at in below)
    boxed = sum(each.gap == "blank" for each in fragments) > _MOST_BOXED * len(fragments)
    costs = IndicatorCosts(
        [fragments[at] for at in body],
        columns,
        boxed=boxed,
        totals=totals,
        loose=loose,
        places=body,
        under=_under_labels(body, labels),
        foreign=_foreign(body, labels, fragments, sure),
    )
    placed = place(len(body), costs)
    cells = dict(zip(columns, placed.cells, strict=True))
    left = {body[at] for at in placed.unused}
    rows = _rows(cells, costs, [fragments[at] for at in body])
    order = {fragment.start: at for at, fragment in enumerate(fragments)}
    _add_levels(rows, marks, [(order[row["level3"][0].start], *_named(row["level3"])) for row in rows], fragments)
    used = {at for mark in marks for at in mark.places}
    unused = tuple(fragments[at] for at in sorted(left - used))
    return TornRows(tuple(rows), tuple(fragments[body[at]] for cell in cells["total"] for at in cell), unused)


def _under_labels(body: Sequence[int], labels: Sequence[TornLabel]) -> dict[int, str]:
    """Index of a fragment of the body → the column whose label stands right above it, no other label above that."""
    columns = {label.places[-1]: label.keys.get("indicators") for label in labels}
    found: dict[int, str] = {}
    for order, at in enumerate(body):
        column = columns.get(at - 1)
        if column and column != "block" and not _is_behind(at - 1, labels):
            found[order] = column
    return found


def _foreign(
    body: Sequence[int], labels: Sequence[TornLabel], fragments: Sequence[Fragment], marks: AbstractSet[int]
) -> frozenset[int]:
    """Indices of fragments of the body that stand behind a label of the funds, goals or head: values of these.

    They end with the next label of the indicators, and with what only these have: words of levels, targets, numbered
    names.
    """
    own = {at: _block_of(label, labels) for label in labels for at in label.places}
    order = {at: index for index, at in enumerate(body)}
    found: set[int] = set()
    block = ""
    for at in range(body[0] if body else 0, len(fragments)):
        text = fold(fragments[at].text)
        kind = trait(text).kind
        if at in own:
            block = own[at]
        elif at in marks or NAME_NUMBER.match(text) or kind == "quantity":
            block = ""
        elif at in order and (
            (block == "funds" and kind in _OF_FUNDS) or (block == "goals" and width(text) >= _GOAL and kind == "text")
        ):
            found.add(order[at])
    return frozenset(found)


def _block_of(label: TornLabel, labels: Sequence[TornLabel]) -> str:
    """The block that the column of a label is of; "" for the indicators, and for labels of no column."""
    block = next((each for each in ("funds", "goals") if label.keys.get(each, "block") != "block"), "")
    return "" if _is_of_indicators(label, labels) else block


def _is_of_indicators(label: TornLabel, labels: Sequence[TornLabel]) -> bool:
    """Whether a label is one of the indicators: one that may be of another block as well stands closer to theirs."""
    key = label.keys.get("indicators")
    if key is None or key == "block" or len(label.keys) == 1:
        return key is not None or "tail" in label.keys
    at = label.places[0]
    if not any(each.keys.get("indicators") == key and each is not label for each in labels):
        return True
    near = min((abs(each.places[0] - at) for each in labels if _is_above(each)), default=_FAR)
    return near > _BELOW or near >= min(
        (abs(each.places[0] - at) for each in labels if set(each.keys) == {"indicators"}), default=_FAR
    )


def _is_above(label: TornLabel) -> bool:
    """Whether a label is one of a column of the funds or goals only."""
    return "indicators" not in label.keys and any(
        label.keys.get(each, "block") != "block" for each in ("funds", "goals")
    )


def _is_behind(at: int, labels: Sequence[TornLabel]) -> bool:
    """Whether a label that ends at a place stands right behind another label of a column."""
    own = next(label for label in labels if label.places[-1] == at)
    return any("indicators" in each.keys and each.places[-1] == own.places[0] - 1 for each in labels)


def _below(end: int, stops: Sequence[int]) -> range:
    """The places where the value of a label may stand: right behind it, up to the next label that is no other such."""
    behind = next((stop for stop in stops if stop > end), end + _BELOW + 1)
    return range(end + 1, min(end + _BELOW + 1, behind))


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
