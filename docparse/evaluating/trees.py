"""What was read of a form as the plain tree of the contract: keys and order as in the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.evaluating.fund_places import Placed, PlacedFundRow
from docparse.evaluating.funds import COLUMNS
from docparse.evaluating.passages import ranges_of
from docparse.evaluating.tasks import AMOUNTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.assembling.cells import Tree
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.goals import Goal
    from docparse.evaluating.passages import FormCells
    from docparse.evaluating.tasks import Task


def fund_trees(rows: Iterable[PlacedFundRow], cells: FormCells) -> list[Tree]:
    """The rows of the funds."""
    return [_fund_tree(row, cells) for row in rows]


def _fund_tree(placed: PlacedFundRow, cells: FormCells) -> Tree:
    row = placed.row
    cells.furniture += row.around
    values = {column: _placed_cell(placed.cells.get(column), cells) for column in COLUMNS}
    extra = {column: _placed_cell(value, cells) for column, value in placed.cells.items() if column not in COLUMNS}
    return {"source": cells.text(row.source), "level": row.level, "role": row.role, **values, "extra": extra}


def _placed_cell(placed: Placed | None, cells: FormCells) -> Tree | None:
    return None if placed is None else amount_cell(placed.value, placed.alternatives, cells)


def amount_cell(value: Fragment, alternatives: Sequence[str], cells: FormCells) -> Tree | None:
    """A Cell of a number; inferred where it may stand in other columns."""
    cell = cells.number(value)
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
    status = "read" if goal.rival is None else "inferred"
    expected = cells.words(goal.expected, status=status)
    actual = cells.words(goal.actual, status=status)
    if goal.rival is not None:
        both = (*goal.expected, *goal.actual)
        for key, cell, texts in (("expected", expected, goal.rival), ("actual", actual, both[len(goal.rival) :])):
            other = cells.cells.text(ranges_of(texts))
            if cell is not None and cell["value"] is not None and other is not None:
                cell["alternatives"] = [{"column": key, "value": other["value"]}]
    digits = "".join(character for character in year if character.isdecimal())
    return {"year": digits or None, "expected": expected, "actual": actual, "extra": {}}


def task_trees(tasks: Iterable[Task], cells: FormCells) -> list[Tree]:
    """The rows of the tasks."""
    return [_task_tree(task, cells) for task in tasks]


def _task_tree(task: Task, cells: FormCells) -> Tree:
    texts = {key: cells.words(task.texts[key]) if task.texts[key] else None for key in ("name", "level", "content")}
    amounts = {
        key: amount_cell(task.amounts[key][0], task.amounts[key][1], cells) if key in task.amounts else None
        for key in AMOUNTS
    }
    reason = cells.words(task.texts["reason"]) if task.texts["reason"] else None
    return {**texts, **amounts, "reason": reason, "extra": {}}
