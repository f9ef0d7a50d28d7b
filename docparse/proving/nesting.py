"""Parts that other tables print of an amount: a part is no more than its whole (其中, of which).

Money out of one fund is a part of all money, item by item. The “三公” forms say once more what the forms of the
economic classification say: as far as these are printed, their items are parts of them, and all of them where both
basic and project expenditure are split up.

A part that is more than its whole has several explanations, a negative balance of other money or another way to count
among them: the values are in doubt, and the source is never blamed for it.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from docparse.grammars.coordinates import WITHIN, Coordinates
from docparse.grammars.links import load_links
from docparse.proving.equations import Equation
from docparse.proving.outcomes import OF_WHICH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.proving.links import Located
    from docparse.proving.slots import ReadTable, Slots

_NESTED = ("income", "expenditure", "opening", "closing")
_GENERAL, _FISCAL = "three_public_general", ("three_public", "three_public_and_operating")
_FUND = "general_budget"
_BASIC, _PROJECT = "expenditure.basic", "expenditure.project"
_FINAL = "final"


def parts_within(
    located: Located, tables: Sequence[ReadTable], slots: Slots, *, known: Sequence[Equation]
) -> list[Equation]:
    """The part–whole identities between tables, without those that a known equation says more sharply."""
    equal = {frozenset((*each.left, *each.right)) for each in known}
    found = chain(_within_all_money(located, tables, slots), _travel(located, tables, slots))
    return [each for each in found if frozenset((*each.left, *each.right)) not in equal]


def _within_all_money(located: Located, tables: Sequence[ReadTable], slots: Slots) -> Iterator[Equation]:
    """An income, expenditure or balance out of one fund, against the same out of all."""
    for coordinates, found in located.places.items():
        outer = WITHIN.get(coordinates.funding)
        if outer is None or coordinates.measure.partition(".")[0] not in _NESTED:
            continue
        theirs = located.places.get(coordinates._replace(funding=outer))
        if theirs:
            (number, part), whole = next(iter(found.items())), next(iter(theirs.values()))
            if not slots.values[part]:
                continue
            origin = f"{tables[number].tree['id']}/{'.'.join(coordinates)}.within"
            yield _part(origin, whole, (part,))


def _travel(located: Located, tables: Sequence[ReadTable], slots: Slots) -> Iterator[Equation]:
    """The “三公” forms against the items of the economic classification, and against each other."""
    wholes = {table.tree["kind"]: _finals(number, table, slots) for number, table in reversed([*enumerate(tables)])}
    for kind, finals in wholes.items():
        for key, whole in finals.items():
            general = wholes.get(_GENERAL, {}).get(key)
            if kind in _FISCAL and general is not None:
                yield _part(f"{kind}/{key}.within", whole, (general,))
            parts, complete = _items_of(key, located)
            if parts:
                origin = f"{kind}/{key}.items"
                equal = kind == _GENERAL and complete
                yield Equation("cross_table", origin, (whole,), parts) if equal else _part(origin, whole, parts)


def _part(origin: str, whole: int, parts: tuple[int, ...]) -> Equation:
    return Equation(OF_WHICH, origin, (whole,), parts, certain=False)


def _finals(number: int, table: ReadTable, slots: Slots) -> dict[str, int]:
    """The final amounts of a “三公” form by item; empty for other forms and where the unit is unknown."""
    if table.tree["kind"] not in (_GENERAL, *_FISCAL) or table.tree["unit_factor"] is None:
        return {}
    found: dict[str, int] = {}
    for row, taken in zip(table.tree["rows"], slots.rows[number], strict=True):
        for key in load_links().items:
            column = _FINAL if row["key"] == key else f"{_FINAL}.{key.partition('.')[2]}"
            if column in taken:
                found.setdefault(key, taken[column])
    return found


def _items_of(key: str, located: Located) -> tuple[tuple[int, ...], bool]:
    """The slots of the economic items of a “三公” item, and whether both forms that split them up are there."""
    slots = []
    for measure in (_BASIC, _PROJECT):
        for code in load_links().items[key]:
            places = located.places.get(Coordinates(measure, _FUND, code))
            slots += list(places.values())[:1] if places else []
    complete = all(located.printed.get((measure, _FUND)) for measure in (_BASIC, _PROJECT))
    return tuple(slots), complete
