"""Percentages of the prose: shares, rates of completion and rates of change follow from the amounts beside them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.narrative import load_narrative
from docparse.proving.outcomes import FAILS
from docparse.proving.rates import Operand, compare, half_of, is_number, plain, record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.proving.slots import Tree

# So far a wrong percentage may be from the right one to be one, and not another quantity.
_CLOSE = Decimal("0.05")
_YEAR_BEFORE = "previous_year"
_SIGNS = {"increase": 1, "decrease": -1, "flat": 0}


class _Quotient(NamedTuple):
    """What a percentage is taken of: part and whole, and the facts that they come from."""

    part: Operand
    whole: Operand
    facts: tuple[str, ...]


def rates_of(facts: Sequence[Tree]) -> list[Tree]:
    """The checks of all percentages whose amounts are there; the statuses of the percentages are set in place."""
    by_id = {fact["id"]: fact for fact in facts}
    numbers = {fact["id"]: number for number, fact in enumerate(facts)}
    beside: dict[str, list[Tree]] = {}
    for fact in facts:
        if fact["about"] is not None:
            beside.setdefault(fact["about"], []).append(fact)
    records = []
    for fact in facts:
        quotient = _quotient(fact, by_id, beside)
        if quotient is None or not quotient.whole.value or fact["qualifier"] is not None:
            continue
        times = load_narrative().per_cent.get(fact["unit"] or "", Decimal(1))
        printed = Operand(Decimal(fact["value"]["value"]) * times, half_of(fact["value"]["value"]) * times)
        rate = compare(printed, quotient.part, quotient.whole)
        # The amounts are proved, and the percentage is so near that it is theirs: only the source can be wrong.
        close = abs(printed.value - rate.expected) <= _CLOSE * abs(rate.expected)
        proved = all(by_id[each]["value"]["status"] == "verified" for each in quotient.facts)
        source = close and proved and "repaired" not in fact["value"]
        cells = [by_id[each]["value"] for each in dict.fromkeys((fact["id"], *quotient.facts))]
        _settle(cells, f"{fact['id']}/rate", holds=rate.holds)
        statement = f"{fact['id']}: {printed.value}% {{}} {quotient.part.value} / {quotient.whole.value}"
        pointers = [f"/facts/{numbers[each]}/value" for each in dict.fromkeys((fact["id"], *quotient.facts))]
        records.append(record(fact["id"], statement, printed.value, rate, pointers, source=source))
    return records


def changes_of_parts(facts: Sequence[Tree]) -> list[Tree]:
    """Parts that were more than their whole the year before, worked back from amounts and their changes.

    Only such as are: that a part is no more than its whole says nothing. The statuses are set in place.
    """
    earlier: dict[str, tuple[Operand, int]] = {}
    by_id = {fact["id"]: number for number, fact in enumerate(facts)}
    for number, fact in enumerate(facts):
        amount = facts[by_id[fact["about"]]] if fact["about"] is not None else None
        backwards = fact["measure"] == "change_amount" and fact["baseline"] == _YEAR_BEFORE and fact["direction"]
        if backwards and amount is not None and amount["measure"] == "amount" and fact["unit_factor"] is not None:
            own, step = _operand(amount), _operand(fact)
            if own is not None and step is not None:
                before = own.value - _SIGNS[fact["direction"]] * step.value
                earlier.setdefault(amount["id"], (Operand(before, own.half + step.half), number))
    records = []
    for part_id, (part, changed) in earlier.items():
        whole_id = facts[by_id[part_id]]["part_of"]
        if whole_id not in earlier or facts[changed]["part_of"] != facts[earlier[whole_id][1]]["id"]:
            continue
        whole, numbers = earlier[whole_id][0], (by_id[whole_id], earlier[whole_id][1], by_id[part_id], changed)
        if part.value - whole.value > part.half + whole.half:
            records.append(_part_above_whole(whole, part, numbers, facts))
    return records


def _part_above_whole(whole: Operand, part: Operand, numbers: Sequence[int], facts: Sequence[Tree]) -> Tree:
    taken = [facts[number] for number in numbers]
    name = f"{taken[2]['id']}/{_YEAR_BEFORE}"
    for fact in taken:
        if fact["value"]["status"] == "verified":
            fact["value"]["disputed_by"] = [*fact["value"].get("disputed_by", ()), name]
    factor = Decimal(taken[0]["unit_factor"])
    left, right = (plain(operand.value / factor) for operand in (whole, part))
    sound = all("repaired" not in fact["value"] for fact in taken)
    return {
        "id": name,
        "kind": "of_which",
        "statement": f"{_YEAR_BEFORE}: {taken[0]['name']} {left} < {taken[2]['name']} {right}",
        "left": left,
        "right": right,
        "difference": plain((whole.value - part.value) / factor),
        "tolerance": plain((whole.half + part.half) / factor),
        "outcome": FAILS,
        "reason": None,
        "cells": [f"/facts/{number}/value" for number in numbers],
        "cause": "source" if sound else "unresolved",
    }


def _quotient(fact: Tree, by_id: Mapping[str, Tree], beside: Mapping[str, Sequence[Tree]]) -> _Quotient | None:
    of = by_id.get(fact["about"] or "")
    if of is None or not is_number(fact["value"]["value"]) or of["measure"] != "amount":
        return None
    own = _operand(of)
    if own is None:
        return None
    if fact["measure"] == "share":
        return _beside(own, of, by_id.get(fact["part_of"] or ""))
    companions = [each for each in beside[of["id"]] if each is not fact and each["baseline"] == fact["baseline"]]
    if fact["measure"] == "completion_rate":
        return _beside(own, of, next((each for each in companions if each["measure"] == "budget_amount"), None))
    if fact["measure"] == "change_rate":
        return _change(own, of, fact, companions)
    return None


def _beside(own: Operand, of: Tree, whole: Tree | None) -> _Quotient | None:
    other = _operand(whole) if whole is not None else None
    return None if whole is None or other is None else _Quotient(own, other, (of["id"], whole["id"]))


def _change(own: Operand, of: Tree, fact: Tree, companions: Sequence[Tree]) -> _Quotient | None:
    """Change ÷ what it was before: the amount less the change."""
    change = next((each for each in companions if each["measure"] == "change_amount"), None)
    step = _operand(change) if change is not None else None
    if change is None or step is None or change["direction"] != fact["direction"] or not fact["direction"]:
        return None
    before = Operand(own.value - _SIGNS[fact["direction"]] * step.value, own.half + step.half)
    return _Quotient(step, before, (of["id"], change["id"]))


def _operand(fact: Tree) -> Operand | None:
    """An amount in 元, or a count; None for words and for what is only about so much."""
    value = fact["value"]["value"]
    if not is_number(value) or fact["qualifier"] is not None:
        return None
    factor = Decimal(fact["unit_factor"] or 1)
    return Operand(Decimal(value) * factor, half_of(value) * factor)


def _settle(cells: Sequence[Tree], check: str, *, holds: bool) -> None:
    """A percentage that follows is proved; one that does not is in doubt, and the amounts are disputed."""
    percentage = cells[0]
    if percentage["status"] == "read" and not holds:
        percentage["status"] = "conflicting"
    elif percentage["status"] == "read" and Decimal(percentage["value"]):
        percentage["status"] = "verified"
    for cell in cells:
        if not holds and cell["status"] == "verified":
            cell["disputed_by"] = [*cell.get("disputed_by", ()), check]
