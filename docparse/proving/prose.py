"""The prose held against the tables, and against itself: what the figures of a report's sentences must satisfy.

A figure whose subject a table states as well is the same amount there. A share, a rate of completion and a rate of
change follow from the amounts that they are taken of. A list of parts that makes up a total proves both, and project
forms add up to what the prose says of them together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.proving.equations import Equation
from docparse.proving.form_links import form_equations
from docparse.proving.linking import BUDGET, STAGES, Linker, Told
from docparse.proving.names import known_rows
from docparse.proving.outcomes import FAILS, HOLDS, test
from docparse.proving.prose_rates import changes_of_parts, rates_of
from docparse.proving.prose_texts import checks_of_texts
from docparse.proving.quantities import Quantities
from docparse.proving.slots import Slot, scaled, verify_place
from docparse.proving.statements import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.proving.links import Located
    from docparse.proving.outcomes import Outcomes
    from docparse.proving.slots import ReadTable, Slots, Tree

# A list of fewer parts balances too easily.
_FEWEST_PARTS = 2


def prove_facts(
    facts: Sequence[Tree],
    titles: Sequence[tuple[str, ...]],
    tables: Sequence[ReadTable],
    slots: Slots,
    located: Located,
    failing: Mapping[int, Sequence[str]],
    evaluations: Sequence[Tree] = (),
) -> list[Tree]:
    """The checks of the prose; statuses of its figures, and of table values that it confirms, are set in place.

    Args:
        facts: the facts of the report.
        titles: for each fact the titles of the sections that it stands in, the nearest first.
        tables: the tables as they were proved.
        slots: their slots; those of the prose are added.
        located: where the tables' quantities stand.
        failing: the identities of the tables that each slot fails.
        evaluations: the evaluation forms.
    """
    told = [
        Told(number, fact, slot, titles[number])
        for number, fact in enumerate(facts)
        if (slot := _add(number, fact, slots, len(tables))) is not None
    ]
    quantities = Quantities(tables, slots, located)
    links = Linker(tables, slots, quantities).link(told)
    outcomes = test([*links, *_lists(told, slots), *form_equations(told, evaluations, slots)], slots)
    sources = {
        index
        for index in range(len(links))
        if outcomes.results[index] == FAILS and _is_sure(outcomes.equations[index], slots)
    }
    records = Writer(slots, outcomes).records(sources)
    _settle(outcomes, slots, tables, failing)
    return [*records, *rates_of(facts), *changes_of_parts(facts), *checks_of_texts(facts, evaluations)]


def _add(number: int, fact: Tree, slots: Slots, place: int) -> int | None:
    """A slot for an amount of money or a count; None for what is neither, or finer than the amounts of the tables."""
    value = fact["value"]["value"]
    if value is None or fact["measure"] not in (*STAGES, BUDGET, "previous_amount", "change_amount"):
        return None
    factor = int(fact["unit_factor"] or 1)
    amount = scaled(value, factor, slots.finest)
    if amount is None:
        return None
    return slots.add(
        Slot(
            value=amount[0],
            # Whole pieces are counted, not rounded: 2 vehicles are no 1.
            half=0 if fact["measure"] == "count" and value.isdecimal() else amount[1],
            cell=fact["value"],
            place=(place + number, 0, fact["measure"]),
            name=(fact["id"], fact["name"], fact["measure"]),
            pointer=f"/facts/{number}/value",
            factor=factor,
        )
    )


def _lists(told: Sequence[Told], slots: Slots) -> Iterator[Equation]:
    """Parts that the prose lists and that make up the total that they are parts of.

    A list need not be complete (其中), so one that does not add up says nothing.
    """
    by_id = {each.fact["id"]: each for each in told}
    parts: dict[str, list[Told]] = {}
    for each in told:
        whole = by_id.get(each.fact["part_of"] or "")
        if whole is not None and each.fact["measure"] == whole.fact["measure"]:
            parts.setdefault(whole.fact["id"], []).append(each)
    for name, members in parts.items():
        whole = by_id[name]
        taken = tuple(each.slot for each in members)
        difference = slots.values[whole.slot] - sum(slots.values[slot] for slot in taken)
        tolerance = slots.halves[whole.slot] + sum(slots.halves[slot] for slot in taken)
        if sum(bool(slots.values[slot]) for slot in taken) >= _FEWEST_PARTS and abs(difference) <= tolerance:
            yield Equation("list_sum", f"{name}/parts", (whole.slot,), taken)


def _is_sure(equation: Equation, slots: Slots) -> bool:
    """Whether both sides of a contradiction were read without doubt: the cell is proved by other identities."""
    figure, cell = slots.cells[equation.left[0]], slots.cells[equation.right[0]]
    return (
        figure is not None
        and cell is not None
        and figure["status"] == "read"
        and "repaired" not in figure
        and cell["status"] == "verified"
    )


def _is_proved(slot: int, members: Sequence[int], slots: Slots) -> bool:
    """Whether an identity that holds proves one of its values: both sides stand apart and neither is in doubt."""
    cell = slots.cells[slot]
    others = [slots.cells[other] for other in members if other != slot]
    sound = all(other is not None and other["status"] != "conflicting" for other in others)
    # What identities placed is proved by a sentence alone, not by a list of them.
    return sound and cell is not None and cell["status"] in (("read", "inferred") if len(members) == 2 else ("read",))


def _prove(slot: int, cell: Tree, slots: Slots, tables: Sequence[ReadTable], failing: Sequence[str]) -> None:
    """A cell of a table is what a sentence says; one that identities had to place is not, where it fails others."""
    if failing and cell["status"] == "inferred":
        return
    verify_place(slot, slots, tables)
    if failing:
        cell["disputed_by"] = list(failing)


def _settle(
    outcomes: Outcomes, slots: Slots, tables: Sequence[ReadTable], failing: Mapping[int, Sequence[str]]
) -> None:
    """A figure and a cell that agree are proved; where they do not, a proved one is disputed, any other in doubt."""
    known: dict[int, list[bool]] = {}
    for index, equation in enumerate(outcomes.equations):
        members = (*equation.left, *equation.right)
        holds = outcomes.results[index] == HOLDS
        for slot in members:
            cell = slots.cells[slot]
            if cell is None:
                continue
            number, row, _ = slots.places[slot]
            if holds and slots.values[slot] and _is_proved(slot, members, slots):
                if not 0 <= number < len(tables):
                    cell["status"] = "verified"
                    cell.pop("alternatives", None)
                    continue
                rows = known.setdefault(number, known_rows(tables[number]))
                if rows[row] and not tables[number].torn:
                    _prove(slot, cell, slots, tables, failing.get(slot, ()))
            elif not holds and cell["status"] == "verified":
                cell["disputed_by"] = [*cell.get("disputed_by", ()), equation.origin]
            elif not holds and cell["status"] == "read":
                cell["status"] = "conflicting"
