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
_DEPARTMENT = "department"
_COLUMNS = ("executed", "full_year_budget", "initial_budget")
# Fewer forms add up too easily; a shorter name is no project's; that some forms are not printed is common.
_FEWEST_FORMS = 3
_SHORTEST_NAME = 4
# Numbers of fewer digits are the same by chance.
_FEWEST_DIGITS = 3
# Subjects of the prose that the form of a department states.
_WHOLE = ("expenditure.total", "grand_total.expenditure")


class _Fund(NamedTuple):
    """An amount of the funds of a form."""

    form: Tree
    level: int
    column: str
    slot: int


class _Funds:
    """The amounts of the funds of all forms, by what a sentence may call them."""

    def __init__(self, evaluations: Sequence[Tree], slots: Slots) -> None:
        self.funds = [fund for number, form in enumerate(evaluations) for fund in _funds(number, form, slots)]
        # Amounts of the whole department by column; those of projects by the folded name of the project, too.
        self._departments: dict[str, list[_Fund]] = {}
        self._projects: dict[str, dict[str, list[_Fund]]] = {}
        for fund in self.funds:
            project = fund.form["project_name"]
            if fund.form["kind"] == _DEPARTMENT:
                self._departments.setdefault(fund.column, []).append(fund)
            elif project is not None and fund.level == 0:
                columns = self._projects.setdefault(fold(project["value"] or ""), {})
                columns.setdefault(fund.column, []).append(fund)

    def about(self, fact: Tree) -> list[_Fund]:
        """The amounts about what a figure is about, in the order of the forms."""
        column = _column_of_whole(fact)
        found = list(self._departments.get(column, ())) if column is not None else []
        name = fold(fact["name"])
        if fact["subject"] is None and len(name) >= _SHORTEST_NAME:
            wanted = _column_of_project(fact)
            for printed, columns in self._projects.items():
                if wanted in columns and (name in printed or (len(printed) >= _SHORTEST_NAME and printed in name)):
                    found += columns[wanted]
        return sorted(found, key=lambda fund: fund.slot)


def form_equations(told: Sequence[Told], evaluations: Sequence[Tree], slots: Slots) -> list[Equation]:
    """The identities between figures of the prose and funds of forms; only such as hold.

    A project may be named in the prose for another amount than that of its form, so a difference says nothing.
    """
    amounts = [each for each in told if slots.values[each.slot] and each.fact["unit_factor"]]
    funds = _Funds(evaluations, slots)
    found = [equation for each in amounts for equation in _same(each, funds, slots)]
    return [*found, *_sums(amounts, funds.funds, slots), *_same_indicators(told, evaluations, slots)]


def _funds(number: int, form: Tree, slots: Slots) -> Iterator[_Fund]:
    """The amounts of the funds of a form; of a project only of the whole: none is held against its parts."""
    if form["unit_factor"] is None:
        return
    for index, fund in enumerate(form["funds"]):
        if fund["level"] and form["kind"] != _DEPARTMENT:
            continue
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


def _same(told: Told, funds: _Funds, slots: Slots) -> Iterator[Equation]:
    """The first amount of a form about what the figure is about that is the same."""
    for fund in funds.about(told.fact):
        if _agree(told.slot, fund.slot, slots):
            name, row, column = slots.names[fund.slot]
            yield Equation("narrative", f"{told.fact['id']}/{name}/{row}/{column}", (told.slot,), (fund.slot,))
            return


def _same_indicators(told: Sequence[Told], evaluations: Sequence[Tree], slots: Slots) -> Iterator[Equation]:
    """Counts that an indicator states as what was done, to the last digit and under a name that holds theirs."""
    by_value: dict[str, list[Told]] = {}
    for each in told:
        value = each.fact["value"]["value"]
        if each.fact["measure"] == "count" and len(value.replace(".", "").lstrip("0")) >= _FEWEST_DIGITS:
            by_value.setdefault(value, []).append(each)
    for number, form in enumerate(evaluations) if by_value else ():
        for index, indicator in enumerate(form["indicators"]):
            for each in by_value.get(indicator["actual_value"] or "", ()):
                if _names_indicator(each.fact, indicator):
                    slot = _slot_of_actual(each, (number, index), form["id"], indicator["actual"], slots)
                    name = f"{each.fact['id']}/{form['id']}/indicators-{index + 1}/actual"
                    yield Equation("narrative", name, (each.slot,), (slot,))


def _names_indicator(fact: Tree, indicator: Tree) -> bool:
    """Whether all characters of a name stand in the name of an indicator in their order, and the units agree."""
    own = fold(fact["name"])
    unit = indicator["actual_unit"] or indicator["target_unit"] or fact["unit"]
    if len(own) < _SHORTEST_NAME or indicator["level3"] is None or unit != fact["unit"]:
        return False
    characters = iter(fold(indicator["level3"]["value"] or ""))
    return all(character in characters for character in own)


def _slot_of_actual(told: Told, place: tuple[int, int], form_id: str, cell: Tree, slots: Slots) -> int:
    number, index = place
    return slots.add(
        Slot(
            value=slots.values[told.slot],
            half=slots.halves[told.slot],
            cell=cell,
            place=(-1, number, f"indicators-{index + 1}"),
            name=(form_id, f"indicators-{index + 1}", "actual"),
            pointer=f"/evaluations/{number}/indicators/{index}/actual",
        )
    )


def _column_of_project(fact: Tree) -> str:
    """The column of a project's form that a figure of the project is about."""
    if fact["measure"] != "budget_amount":
        return "executed"
    return _BUDGETS.get(fact["baseline"], "full_year_budget")


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
        total, half = (sum(sizes[part] for part in parts) for sizes in (slots.values, slots.halves))
        for each in told:
            if abs(slots.values[each.slot] - total) <= slots.halves[each.slot] + half:
                yield Equation("list_sum", f"{each.fact['id']}/forms/{column}", (each.slot,), parts)


def _agree(one: int, other: int, slots: Slots) -> bool:
    return abs(slots.values[one] - slots.values[other]) <= slots.halves[one] + slots.halves[other]
