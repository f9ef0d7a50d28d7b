"""The identities of evaluation forms: points add up, funds add up, and the rate is what was spent of the budget.

The tasks of a department form print their money in the same way: a total, its sources, what was spent, the rate.

Some forms count the points of the funds into the total, some leave them out: the forms of a report tell together.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from docparse.proving.equations import Equation, testable
from docparse.proving.outcomes import HOLDS, OPEN, test
from docparse.proving.rates import Operand, compare, decimals, half_of, is_number, record
from docparse.proving.slots import Slot, Slots, half_units
from docparse.proving.statements import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from docparse.proving.outcomes import Outcomes
    from docparse.proving.slots import Tree

AMOUNTS = ("initial_budget", "full_year_budget", "executed")
SOURCES = ("fiscal", "other")
# Blocks of rows with a rate, and the column that the rate is a part of.
RATED = (("funds", "full_year_budget"), ("tasks", "total"))
_KEYS = {
    "funds": (*AMOUNTS, "weight", "score"),
    "indicators": ("weight", "score"),
    "tasks": ("total", *SOURCES, "executed"),
}
_TOTALS = ("weight_total", "score_total")
# Sums of money: of few amounts each, so that a misplaced one is a likely member.
_SUMS = ("row_sum", "column_total")
POINTS = (("weight", "weight_total", "weight_sum"), ("score", "score_total", "score_sum"))


def prove_evaluations(evaluations: Sequence[Tree]) -> list[Tree]:
    """The checks of all evaluation forms of a report; the statuses of their numbers are set in place."""
    slots, forms = _lay_out(evaluations)
    equations = [each for form in forms for each in (*_funds(form), *_tasks(form, slots))]
    for points, total, kind in POINTS:
        equations += _points(forms, slots, points, total, kind)
    equations = testable(equations, slots)
    outcomes = test(equations, slots)
    _settle(slots, outcomes, _cut(evaluations, slots))
    rates = [record for number, form in enumerate(evaluations) for record in _rates(number, form)]
    _doubt(slots, outcomes)
    return [*Writer(slots, outcomes).records(frozenset()), *rates]


class _Form:
    """One form by its slots: total and parts of the funds, points of the indicators, money of tasks, printed totals."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.funds: list[tuple[int, dict[str, int]]] = []
        self.indicators: list[dict[str, int]] = []
        self.tasks: list[dict[str, int]] = []
        self.totals: dict[str, int] = {}

    def file(self, block: str, row: dict[str, int], cells: Tree) -> None:
        """Takes in a row of a block, or the totals."""
        if block == "funds":
            self.funds.append((cells["level"], row))
        elif block == "indicators":
            self.indicators.append(row)
        elif block == "tasks":
            self.tasks.append(row)
        else:
            self.totals = row


def _lay_out(evaluations: Sequence[Tree]) -> tuple[Slots, list[_Form]]:
    finest = [_finest(tree) for tree in evaluations]
    slots = Slots(max(chain.from_iterable(finest), default=0))
    laid: list[Slot] = []
    forms = []
    for number, tree in enumerate(evaluations):
        form = _Form(tree["id"])
        rows: list[dict[str, int]] = []
        for block, index, keys in _rows(tree):
            cells = tree[block][index] if block else tree
            row = {}
            for key in keys:
                cell = cells[key]
                printed = cell is not None and is_number(cell["value"])
                half = 10 ** (slots.finest - finest[number][_is_money(block, key)]) if printed else 0
                row[key] = len(laid)
                laid.append(
                    Slot(
                        value=half_units(cell["value"], slots.finest) if printed else 0,
                        half=half,
                        cell=cell if printed else None,
                        place=(number, len(rows), f"{block}.{key}"),
                        name=(form.name, f"{block}-{index + 1}" if block else "total", key),
                        pointer=f"/evaluations/{number}/" + (f"{block}/{index}/{key}" if block else key),
                        marked=cell is not None and not printed,
                        is_open=cell is not None and cell["status"] == "inferred",
                    )
                )
            rows.append(row)
            form.file(block, row, cells)
        slots.rows.append(rows)
        forms.append(form)
    slots.extend(laid)
    return slots, forms


def _finest(tree: Tree) -> tuple[int, int]:
    """The most decimals that a form prints, in its points and in its amounts."""
    finest = [0, 0]
    for block, index, keys in _rows(tree):
        cells = tree[block][index] if block else tree
        for key in keys:
            cell = cells[key]
            if cell is not None and "." in (cell["value"] or ""):
                money = _is_money(block, key)
                finest[money] = max(finest[money], decimals(cell["value"]))
    return finest[0], finest[1]


def _rows(tree: Tree) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """The rows of a form that hold numbers: block, index and keys; those of the form itself are in no block."""
    for block, keys in _KEYS.items():
        for index in range(len(tree[block])):
            yield block, index, keys
    yield "", 0, _TOTALS


def _is_money(block: str, key: str) -> bool:
    return block == "tasks" or (block == "funds" and key in AMOUNTS)


def _funds(form: _Form) -> Iterator[Equation]:
    """The total of the funds is the sum of its sources, and each source of the sources below it."""
    for parent, (level, whole) in enumerate(form.funds):
        children = []
        for below, parts in form.funds[parent + 1 :]:
            if below <= level:
                break
            if below == level + 1:
                children.append(parts)
        for key in AMOUNTS:
            if children:
                name = f"{form.name}/funds-{parent + 1}/{key}"
                yield Equation("column_total", name, (whole[key],), tuple(part[key] for part in children))


def _tasks(form: _Form, slots: Slots) -> Iterator[Equation]:
    """The total of a task is the sum of its sources, in forms that print any."""
    if all(slots.cells[task[key]] is None for task in form.tasks for key in SOURCES):
        return
    for index, task in enumerate(form.tasks):
        yield Equation(
            "row_sum", f"{form.name}/tasks-{index + 1}/total", (task["total"],), tuple(task[key] for key in SOURCES)
        )


def _points(forms: Sequence[_Form], slots: Slots, points: str, total: str, kind: str) -> list[Equation]:
    """Σ points = the printed total, with or without those of the funds: as most forms of the report have it."""
    variants: list[list[Equation]] = [[], []]
    for form in forms:
        parts = tuple(row[points] for row in form.indicators)
        own = tuple(row[points] for level, row in form.funds if level == 0)
        if not parts or slots.cells[form.totals[total]] is None:
            continue
        name = f"{form.name}/{total}"
        variants[0].append(Equation(kind, name, (form.totals[total],), (*parts, *own)))
        variants[1].append(Equation(kind, name, (form.totals[total],), parts))
    holding = [test(variant, slots).results.count(HOLDS) for variant in variants]
    return variants[0] if holding[0] >= holding[1] else variants[1]


def _cut(evaluations: Sequence[Tree], slots: Slots) -> frozenset[int]:
    """The amounts with fewer decimals than their form prints: the last ones may be lost at the end of a narrow cell.

    A sum that holds but for rounding would not tell.
    """
    finest = [_finest(tree)[1] for tree in evaluations]
    return frozenset(
        slot
        for slot, cell in enumerate(slots.cells)
        if cell is not None
        and _is_money(*slots.places[slot][2].partition(".")[::2])
        and 0 < decimals(cell["value"]) < finest[slots.places[slot][0]]
    )


def _settle(slots: Slots, outcomes: Outcomes, cut: Set[int]) -> None:
    for slot, cell in enumerate(slots.cells):
        if cell is None or slots.open[slot] or cell["status"] != "read":
            continue
        if slot in outcomes.suspects:
            cell["status"] = "conflicting"
        elif _is_proved(slot, outcomes, exactly=slot in cut):
            cell["status"] = "verified"
            if slot in outcomes.failing:
                cell["disputed_by"] = [outcomes.equations[index].origin for index in outcomes.failing[slot]]


def _is_proved(slot: int, outcomes: Outcomes, *, exactly: bool) -> bool:
    """Whether an identity holds over a value, one without a rest if ``exactly``."""
    holding = outcomes.holding.get(slot, ())
    return any(outcomes.differences[index] == 0 for index in holding) if exactly else bool(holding)


def _doubt(slots: Slots, outcomes: Outcomes) -> None:
    """Doubts what is not proved in sums of money that fail over an amount in doubt: any of theirs may be misplaced."""
    for index, equation in enumerate(outcomes.equations):
        fails = abs(outcomes.differences[index]) > outcomes.tolerances[index]
        if outcomes.results[index] != OPEN or equation.kind not in _SUMS or not fails:
            continue
        for slot in (*equation.left, *equation.right):
            cell = slots.cells[slot]
            if cell is not None and not slots.open[slot] and cell["status"] == "read":
                cell["status"] = "inferred"


def _rates(number: int, form: Tree) -> Iterator[Tree]:
    """Execution rate = executed ÷ budget, in percent, within what the rounding of the three explains."""
    fewer = range(not _prints_zeros(form), _finest(form)[1])
    for block, whole in RATED:
        keys = ("execution_rate", "executed", whole)
        for index, row in enumerate(form[block]):
            cells = [row[key] for key in keys]
            if all(cell is not None and is_number(cell["value"]) for cell in cells):
                pointers = [f"/evaluations/{number}/{block}/{index}/{key}" for key in keys]
                yield from _rate(f"{form['id']}/{block}-{index + 1}", cells, pointers, fewer=fewer)


def _prints_zeros(tree: Tree) -> bool:
    """Whether an amount of a form ends in a zero behind its point: then all of them print as many decimals."""
    amounts = (tree[block][index][key] for block, index, keys in _rows(tree) for key in keys if _is_money(block, key))
    return any(cell is not None and "." in (cell["value"] or "") and cell["value"].endswith("0") for cell in amounts)


def _rate(name: str, cells: Sequence[Tree], pointers: list[str], *, fewer: range) -> Iterator[Tree]:
    """The check of one rate; none where there was no budget.

    An amount with ``fewer`` decimals than its form prints may have lost its last ones at the end of a narrow cell,
    which no rate would tell: that it holds proves nothing.
    """
    printed, spent, planned = (Operand(Decimal(cell["value"]), half_of(cell["value"])) for cell in cells)
    if not planned.value:
        return
    # Both amounts are printed in one form, with as many decimals as it prints for any.
    rate = compare(printed, spent, planned._replace(half=min(spent.half, planned.half)))
    for cell in cells:
        cut = cell is not cells[0] and decimals(cell["value"]) in fewer
        if cell["status"] == "read" and spent.value and not (cut and rate.holds):
            cell["status"] = "verified" if rate.holds else "conflicting"
        elif cell["status"] == "verified" and not rate.holds:
            cell["disputed_by"] = [*cell.get("disputed_by", ()), f"{name}/rate"]
    statement = f"{name}: {printed.value}% {{}} {spent.value} / {planned.value}"
    yield record(name, statement, printed.value, rate, pointers)
