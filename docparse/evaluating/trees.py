"""What was read of a form as the plain tree of the contract: keys and order as in the schema."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.amounts import read_amount
from docparse.evaluating.doubts import is_no_row
from docparse.evaluating.fund_places import Placed, PlacedFundRow
from docparse.evaluating.funds import COLUMNS
from docparse.evaluating.heads import add_extra
from docparse.evaluating.labels import alike, labels_of
from docparse.evaluating.passages import ranges_of
from docparse.evaluating.tasks import AMOUNTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docparse.assembling.cells import Tree
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.goals import Goal
    from docparse.evaluating.indicators import IndicatorCell, IndicatorReading, IndicatorRow
    from docparse.evaluating.passages import FormCells
    from docparse.evaluating.tasks import Task
    from docparse.evaluating.torn_numbers import Value


_POINTS = ("weight", "score")
_LEVELS = ("level1", "level2")
_DECLARED = frozenset((*_LEVELS, "level3", "target", "actual", *_POINTS, "deviation", "basis"))


def fund_trees(rows: Iterable[PlacedFundRow], cells: FormCells) -> list[Tree]:
    """The rows of the funds."""
    return [_fund_tree(row, cells) for row in rows]


def _fund_tree(placed: PlacedFundRow, cells: FormCells) -> Tree:
    row = placed.row
    cells.furniture += row.around
    for value in placed.dropped:
        if _is_repeated(value, row.values):
            cells.label(value.pieces)
    values = {column: _placed_cell(column, placed.cells.get(column), cells) for column in COLUMNS}
    extra = {
        column: _placed_cell(column, value, cells) for column, value in placed.cells.items() if column not in COLUMNS
    }
    if row.remark:
        add_extra(extra, placed.remarks, cells.words(row.remark))
    return {"source": cells.text(row.source), "level": row.level, "role": row.role, **values, "extra": extra}


def _is_repeated(value: Value, values: Sequence[Value]) -> bool:
    """Whether a value is the one beside it once more: a cell that spans columns, printed between the tabs of each."""
    return value.tabs > 0 and any(one.text == other.text for one, other in pairwise(values) if value in (one, other))


def _placed_cell(column: str, placed: Placed | None, cells: FormCells) -> Tree | None:
    if placed is None:
        return None
    cell = amount_cell(placed.value, placed.alternatives, cells)
    if cell is not None and placed.rival and cell["value"] is not None:
        other = read_amount(placed.rival.removesuffix("%"))
        if other is not None:
            cell.setdefault("alternatives", []).append({"column": column, "value": other.value})
            cell["status"] = "inferred"
    return cell


def amount_cell(value: Value, alternatives: Sequence[str], cells: FormCells) -> Tree | None:
    """A Cell of a number; inferred where it may stand in other columns."""
    if len(value.pieces) == 1:
        cell = cells.number(value.pieces[0])
    else:
        amount = read_amount(value.text.removesuffix("%"))
        cell = cells.text(ranges_of(value.pieces), value=amount.value if amount else None)
    if cell is not None and alternatives:
        cell["alternatives"] = [{"column": column, "value": cell["value"]} for column in alternatives]
        if cell["value"] is not None:
            cell["status"] = "inferred"
    return cell


def goal_trees(goals: Iterable[Goal], cells: FormCells) -> list[Tree]:
    """The goals."""
    return [_goal_tree(goal, cells) for goal in goals]


def _goal_tree(goal: Goal, cells: FormCells) -> Tree:
    year = "".join(fragment.text for fragment in goal.year)
    cells.taken += ranges_of(goal.year)
    status = "read" if goal.rival is None and goal.sure else "inferred"
    expected = cells.words(goal.expected, status=status)
    actual = cells.words(goal.actual, status=status)
    if goal.rival is not None:
        others = [each for each in (*goal.expected, *goal.actual) if each not in goal.rival]
        others.sort(key=lambda each: each.start)
        for key, cell, texts in (("expected", expected, goal.rival), ("actual", actual, others)):
            other = cells.cells.text(ranges_of(texts))
            if cell is not None and cell["value"] is not None and other is not None:
                cell["alternatives"] = [{"column": key, "value": other["value"]}]
    digits = "".join(character for character in year if character.isdecimal())
    extra: dict[str, Tree | None] = {}
    if goal.extra:
        add_extra(extra, goal.label, cells.words(goal.extra, status=status))
    return {"year": digits or None, "expected": expected, "actual": actual, "extra": extra}


def task_trees(tasks: Iterable[Task], cells: FormCells) -> list[Tree]:
    """The rows of the tasks."""
    return [_task_tree(task, cells) for task in tasks]


def _task_tree(task: Task, cells: FormCells) -> Tree:
    status = "inferred" if task.doubted else "read"
    texts = {key: cells.words(pieces, status=status) if pieces else None for key, pieces in task.texts.items()}
    amounts = {
        key: amount_cell(task.amounts[key][0], task.amounts[key][1], cells) if key in task.amounts else None
        for key in AMOUNTS
    }
    reason = texts.pop("reason")
    return {**texts, **amounts, "reason": reason, "extra": {}}


def indicator_trees(reading: IndicatorReading, header: Sequence[Fragment], cells: FormCells) -> list[Tree]:
    """The indicators."""
    others = dict.fromkeys(column for row in reading.rows for column in row.cells if column not in _DECLARED)
    labels = {column: _label_of(column, header, reading.labels) for column in others}
    made: dict[str, tuple[IndicatorCell, Tree | None]] = {}
    trees = []
    for row in reading.rows:
        for column, cell in row.cells.items():
            if column not in made or made[column][0] is not cell:  # a cell that spans rows is made once
                made[column] = cell, _indicator_cell(column, cell, cells)
        own = {column: _own(column, made[column][1]) for column in row.cells}
        trees.append(_indicator_tree(row, labels, _in_doubt(own) if _is_no_row(own) else own))
    return trees


def _is_no_row(row: Mapping[str, Tree | None]) -> bool:
    name, target, actual = (
        cell["raw"] if (cell := row.get(column)) else "" for column in ("level3", "target", "actual")
    )
    return is_no_row(name, target, actual)


def _in_doubt(row: Mapping[str, Tree | None]) -> dict[str, Tree | None]:
    """The cells of a row, those that were read as the most likely reading only."""
    return {
        column: {**cell, "status": _DOUBTED.get(cell["status"], cell["status"])} if cell else None
        for column, cell in row.items()
    }


_DOUBTED = {"read": "inferred"}


def _label_of(column: str, header: Sequence[Fragment], unknown: Mapping[str, str]) -> str:
    """The label of a column that the contract does not know."""
    if column in unknown:
        return unknown[column]
    printed = (hit.label for hit in labels_of(alike(header)) if hit.key("indicators") == column)
    return next(printed, column)


def _indicator_tree(row: IndicatorRow, labels: Mapping[str, str], made: Mapping[str, Tree | None]) -> Tree:
    first = made.get("level1")
    if first is not None and first["value"] is not None and row.level1 is not None:
        first["value"] = row.level1
    extra: dict[str, Tree | None] = {}
    for column, label in labels.items():
        if column in made:
            add_extra(extra, label, made[column])
    return {
        "level1": first,
        "level1_weight": row.level1_weight,
        "level2": made.get("level2"),
        "level3": made.get("level3"),
        "target": made.get("target"),
        "target_operator": row.target.operator,
        "target_value": row.target.value,
        "target_unit": row.target.unit or None,
        "actual": made.get("actual"),
        "actual_operator": row.actual.operator,
        "actual_value": row.actual.value,
        "actual_unit": row.actual.unit or None,
        "weight": made.get("weight"),
        "score": made.get("score"),
        "deviation": made.get("deviation"),
        "basis": made.get("basis"),
        "extra": extra,
    }


def _own(column: str, cell: Tree | None) -> Tree | None:
    """A Cell for one row: levels span rows, and each row has a copy of its own."""
    return {**cell} if cell is not None and column in _LEVELS else cell


def _indicator_cell(column: str, cell: IndicatorCell, cells: FormCells) -> Tree | None:
    """A Cell of a text; of a number where the column is one of points."""
    made = cells.words(cell.fragments, status=cell.status)
    if made is not None and column in _POINTS and (amount := read_amount(made["value"] or "")):
        made["value"] = amount.value
    return made
