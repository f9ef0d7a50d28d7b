"""The prose held against the running texts of evaluation forms, which often tell the same year once more.

A text that states several quantities of the prose alike tells of the same things; where it then states another amount
under the very name, one of the two is wrong. Aims, texts about something else and names that mean different things in
different places agree with the prose in nothing, and accuse nobody.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.marks import unit_factors
from docparse.folding import fold
from docparse.grammars.links import load_links
from docparse.grammars.narrative import load_narrative
from docparse.narrative.passages import Passage
from docparse.narrative.stating import states_figure
from docparse.proving.outcomes import FAILS
from docparse.proving.rates import Operand, half_of, is_number, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.narrative.statements import Statement
    from docparse.proving.slots import Tree

# Measures of quantities that two texts may state alike.
_MEASURES = frozenset({"amount", "count", "rate", "completion_rate"})
# A shorter name may mean anything.
_SHORTEST_NAME = 4
# A text tells of the same things if it states so many of them alike, and more alike than otherwise.
_FEWEST_ALIKE = 3
# So far a wrong amount of the whole department may be from the right one.
_CLOSE = Decimal("0.05")
_WHOLE = "department"
_MONEY = "money"
# Classes of words that any department, project or item may have an amount of.
_COMMON = frozenset({"final", "generic", "budget", "initial_budget", "full_year_budget"})

Key = tuple[str, str, str]


class _Text(NamedTuple):
    """A text of a form: its Cell, where it stands, and the form."""

    cell: Tree
    pointer: str
    name: str
    form: Tree


class _Pair(NamedTuple):
    """A figure of the prose, and what a text says of the same."""

    number: int
    own: Operand
    other: Operand
    statement: Statement

    @property
    def agrees(self) -> bool:
        return abs(self.own.value - self.other.value) <= self.own.half + self.other.half


def checks_of_texts(facts: Sequence[Tree], evaluations: Sequence[Tree]) -> list[Tree]:
    """The contradictions between the prose and texts of forms; a figure that a text contradicts is marked in place.

    That a text says the same says little: the one was often copied from the other.

    Args:
        facts: the figures of the prose, settled against tables and forms.
        evaluations: the evaluation forms.
    """
    told, names = _by_key(facts)
    records: list[Tree] = []
    for text in _texts(evaluations):
        said = fold(text.cell["value"])
        wholes = _wholes_in(said, text, facts)
        if sum(name in said for name in names) < _FEWEST_ALIKE and not wholes:
            continue
        statements = _read(text.cell["value"])
        pairs = list(_pairs(told, statements, facts))
        alike = sum(pair.agrees for pair in pairs)
        if alike >= _FEWEST_ALIKE and 2 * alike > len(pairs):
            pairs += _counted_behind(pairs, facts)
            records += [_record(pair, text, facts) for pair in pairs if not pair.agrees]
        pairs = list(_pairs_of_whole(wholes, statements, facts))
        if any(pair.agrees for pair in pairs) and all(pair.agrees or _is_close(pair) for pair in pairs):
            records += [_record(pair, text, facts) for pair in pairs if not pair.agrees]
    return records


def _texts(evaluations: Sequence[Tree]) -> Iterator[_Text]:
    """The texts of goals and of what was done."""
    for number, form in enumerate(evaluations):
        cells = [("overall_goal", form["overall_goal"])]
        for index, goal in enumerate(form["goals"]):
            cells += [(f"goals/{index}/{key}", goal[key]) for key in ("expected", "actual")]
        for name, cell in cells:
            if cell is not None and cell["value"] and cell["status"] == "read":
                yield _Text(cell, f"/evaluations/{number}/{name}", f"{form['id']}/{name}", form)


def _read(text: str) -> list[Statement]:
    """What a text states in figures that are neither rough nor words."""
    if not states_figure(text):
        return []
    from docparse.narrative.narration import tell_story

    story = tell_story([Passage(text, tuple(range(len(text))), 0)], ())
    return [one for one in story.statements if not one.said and one.figure.qualifier is None]


def _by_key(facts: Sequence[Tree]) -> tuple[dict[Key, list[int]], set[str]]:
    """The figures of the prose that a text may state as well, by what they are; and their names."""
    told: dict[Key, list[int]] = {}
    for number, fact in enumerate(facts):
        exact = (
            fact["qualifier"] is None and is_number(fact["value"]["value"]) and fact["value"]["status"] != "inferred"
        )
        if fact["measure"] in _MEASURES and exact and _tells(fact["name"]):
            told.setdefault((fold(fact["name"]), fact["measure"], _kind(fact["unit"] or "")), []).append(number)
    return told, {name for name, _, _ in told}


def _tells(name: str) -> bool:
    """Whether a name says what it is a name of, in any place: no name of money, which is that of its form."""
    folded = fold(name)
    return len(folded) >= _SHORTEST_NAME and not folded.endswith(_words_of_money())


@cache
def _words_of_money() -> tuple[str, ...]:
    narrative = load_narrative()
    common = [word for word, kind in narrative.words.items() if kind in _COMMON]
    return (*narrative.endings["money_noun"], *common)


def _kind(unit: str) -> str:
    """What a unit counts, whatever it multiplies: 人 of 万人, 元 of 亿元."""
    if unit in unit_factors():
        return _MONEY
    return next((unit.removeprefix(many) for many in load_narrative().multiples if unit.startswith(many)), unit)


def _operand(value: str, unit: str) -> Operand:
    """A figure in 元, or in single pieces."""
    factor = unit_factors().get(unit) or next(
        (times for many, times in load_narrative().multiples.items() if unit.startswith(many)), 1
    )
    return Operand(Decimal(value) * int(factor), half_of(value) * int(factor))


def _pairs(
    told: Mapping[Key, Sequence[int]], statements: Sequence[Statement], facts: Sequence[Tree]
) -> Iterator[_Pair]:
    """Figures of the prose with those of a text under the same name: one that agrees, or the only one there is."""
    said: dict[Key, list[Statement]] = {}
    for one in statements:
        said.setdefault((fold(one.name), one.measure, _kind(one.figure.unit)), []).append(one)
    for key, others in said.items():
        pairs = [
            _Pair(number, _operand(facts[number]["value"]["value"], facts[number]["unit"] or ""), own, other)
            for other in others
            for own in (_operand(other.figure.value, other.figure.unit),)
            for number in told.get(key, ())
            if _may_be_same(facts[number], other)
        ]
        agreeing = next((pair for pair in pairs if pair.agrees), None)
        if agreeing is not None:
            yield agreeing
        elif len(pairs) == 1:
            yield pairs[0]


def _counted_behind(pairs: Sequence[_Pair], facts: Sequence[Tree]) -> list[_Pair]:
    """What two rates that contradict each other are rates of, where one text counts persons and the other attendances.

    2万人 and 3万人次 of one name need not differ, but here their completion of the one aim differs too.
    """
    numbers = {fact["id"]: number for number, fact in enumerate(facts)}
    known = {pair.number for pair in pairs}
    found = []
    for pair in pairs:
        number, other = numbers.get(facts[pair.number]["about"] or ""), pair.statement.about
        if pair.agrees or number is None or number in known or other is None or other.said:
            continue
        fact = facts[number]
        if fact["measure"] == other.measure == "count" and fold(fact["name"]) == fold(other.name):
            own, others = fact["unit"] or "", other.figure.unit
            if _persons(own) == _persons(others):
                value = _operand(fact["value"]["value"], own)
                found.append(_Pair(number, value, _operand(other.figure.value, others), other))
    return found


def _persons(unit: str) -> str:
    """What a unit counts, occasions (人次) as what they are occasions of."""
    kind = _kind(unit)
    return next((kind.removesuffix(word) for word in load_narrative().endings["occasion"] if kind.endswith(word)), kind)


def _may_be_same(fact: Tree, statement: Statement) -> bool:
    """Whether year and baseline are no reason why the two should differ."""
    years = {fact["period"], statement.period} - {None}
    baselines = {fact["baseline"], statement.baseline} - {None}
    return len(years) < 2 and len(baselines) < 2


def _wholes_in(said: str, text: _Text, facts: Sequence[Tree]) -> dict[str, int]:
    """Column of a department's form that a text has a word for → the figure of the prose that states its total."""
    if text.form["kind"] != _WHOLE or text.form["unit_factor"] is None or not text.form["funds"]:
        return {}
    found: dict[str, int] = {}
    for word, column in load_links().columns.items():
        cells = [fund[column] for fund in text.form["funds"] if fund[column] and is_number(fund[column]["value"])]
        if word not in said or not cells:
            continue
        total = max(_operand(cell["value"], "").value for cell in cells) * int(text.form["unit_factor"])
        for number, fact in enumerate(facts):
            if word in fact["name"] and fact["unit"] in unit_factors() and is_number(fact["value"]["value"]):
                own = _operand(fact["value"]["value"], fact["unit"])
                if total and abs(own.value - total) <= own.half:
                    found.setdefault(column, number)
    return found


def _pairs_of_whole(
    wholes: Mapping[str, int], statements: Sequence[Statement], facts: Sequence[Tree]
) -> Iterator[_Pair]:
    """Amounts of the whole department in the prose, in the rows of its form, and in the text of the form."""
    columns = load_links().columns
    for one in statements:
        column = next((column for word, column in columns.items() if word in one.name), "")
        if column in wholes and one.figure.unit in unit_factors() and one.measure in ("amount", "budget_amount"):
            number = wholes[column]
            fact = facts[number]
            if _may_be_same(fact, one):
                own = _operand(fact["value"]["value"], fact["unit"])
                yield _Pair(number, own, _operand(one.figure.value, one.figure.unit), one)


def _is_close(pair: _Pair) -> bool:
    return abs(pair.own.value - pair.other.value) <= _CLOSE * abs(pair.own.value)


def _record(pair: _Pair, text: _Text, facts: Sequence[Tree]) -> Tree:
    """The check of a pair that disagrees; the status of its figure is set in place."""
    fact, figure = facts[pair.number], pair.statement.figure
    name = f"{fact['id']}/{text.name}"
    cell = fact["value"]
    if cell["status"] == "verified":
        cell["disputed_by"] = [*cell.get("disputed_by", ()), name]
    elif cell["status"] == "read":
        cell["status"] = "conflicting"
    sound = "repaired" not in cell and "repaired" not in text.cell
    return {
        "id": name,
        "kind": "narrative",
        "statement": f"{fact['name']}: {cell['value']}{fact['unit'] or ''} ≠ {figure.value}{figure.unit}",
        "left": plain(pair.own.value),
        "right": plain(pair.other.value),
        "difference": plain(pair.own.value - pair.other.value),
        "tolerance": plain(pair.own.half + pair.other.half),
        "outcome": FAILS,
        "reason": None,
        "cells": [f"/facts/{pair.number}/value", text.pointer],
        "cause": "source" if sound else "unresolved",
    }
