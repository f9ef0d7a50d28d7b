"""Amounts of the prose that evaluation forms state too: of one project, of the whole department, of all projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.grammars.links import load_links
from docparse.proving.equations import Equation
from docparse.proving.rates import is_number
from docparse.proving.slots import Slot, scaled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.proving.linking import Told
    from docparse.proving.slots import Slots, Tree

_BUDGETS = {"initial_budget": "initial_budget"}
_COLUMNS = ("executed", "full_year_budget", "initial_budget")
# Fewer forms add up too easily; a shorter name is no project's; that some forms are not printed is common.
_FEWEST_FORMS = 3
_SHORTEST_NAME = 4
# Subjects of the prose that the form of a department states.
_WHOLE = ("expenditure.total", "grand_total.expenditure")


class _Fund(NamedTuple):
    """An amount of the funds of a form."""

    form: Tree
    level: int
    column: str
    slot: int


def form_equations(told: Sequence[Told], evaluations: Sequence[Tree], slots: Slots) -> list[Equation]:
    """The identities between figures of the prose and funds of forms; only such as hold.

    A project may be named in the prose for another amount than that of its form, so a difference says nothing.
    """
    amounts = [each for each in told if slots.values[each.slot] and each.fact["unit_factor"]]
    if not amounts:
        return []
    funds = [fund for number, form in enumerate(evaluations) for fund in _funds(number, form, slots)]
    found = [equation for each in amounts for equation in _same(each, funds, slots)]
    return [*found, *_sums(amounts, funds, slots)]


def _funds(number: int, form: Tree, slots: Slots) -> Iterator[_Fund]:
    if form["unit_factor"] is None:
        return
    for index, fund in enumerate(form["funds"]):
        for column in _COLUMNS:
            cell = fund[column]
            if cell is None or not is_number(cell["value"]):
                continue
            amount = scaled(cell["value"], int(form["unit_factor"]), slots.finest)
            if amount is not None:
                slot = Slot(
                    value=amount[0],
                    half=amount[1],
                    cell=cell,
                    place=(-1, number, column),
                    name=(form["id"], f"funds-{index + 1}", column),
                    pointer=f"/evaluations/{number}/funds/{index}/{column}",
                )
                yield _Fund(form, fund["level"], column, slots.add(slot))


def _same(told: Told, funds: Sequence[_Fund], slots: Slots) -> Iterator[Equation]:
    """The first amount of a form about what the figure is about that is the same."""
    for fund in funds:
        if _is_about(told.fact, fund) and _agree(told.slot, (fund.slot,), slots):
            name, row, column = slots.names[fund.slot]
            yield Equation("narrative", f"{told.fact['id']}/{name}/{row}/{column}", (told.slot,), (fund.slot,))
            return


def _is_about(fact: Tree, fund: _Fund) -> bool:
    if fund.form["kind"] == "department":
        return fund.column == _column_of_whole(fact)
    project = fund.form["project_name"]
    name = fold(fact["name"])
    if project is None or fact["subject"] is not None or len(name) < _SHORTEST_NAME or fund.level != 0:
        return False
    printed = fold(project["value"] or "")
    column = _BUDGETS.get(fact["baseline"], "full_year_budget") if fact["measure"] == "budget_amount" else "executed"
    return fund.column == column and (name in printed or (len(printed) >= _SHORTEST_NAME and printed in name))


def _column_of_whole(fact: Tree) -> str | None:
    """The column of a department's form that a figure of the whole department is about."""
    if fact["subject"] in _WHOLE and fact["measure"] == "amount":
        return "executed"
    if fact["subject"] is not None:
        return None
    return next((column for word, column in load_links().columns.items() if word in fact["name"]), None)


def _sums(told: Sequence[Told], funds: Sequence[_Fund], slots: Slots) -> Iterator[Equation]:
    """Amounts that are the sum of a column over all project forms."""
    for column in _COLUMNS:
        parts = tuple(
            fund.slot for fund in funds if fund.form["kind"] == "project" and not fund.level and fund.column == column
        )
        if len(parts) < _FEWEST_FORMS:
            continue
        for each in told:
            if _agree(each.slot, parts, slots):
                yield Equation("list_sum", f"{each.fact['id']}/forms/{column}", (each.slot,), parts)


def _agree(one: int, others: Sequence[int], slots: Slots) -> bool:
    difference = slots.values[one] - sum(slots.values[other] for other in others)
    return abs(difference) <= slots.halves[one] + sum(slots.halves[other] for other in others)
