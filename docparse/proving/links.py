"""The identities between tables: equal coordinates are equal amounts, and funds add up to the money they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.coordinates import FUNDS, TOTAL, WITHIN, Coordinates, RowCoordinates, column_coordinates
from docparse.proving.equations import Equation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.proving.slots import ReadTable, Slots

_HALVES = ("personnel", "operating")
# Digits of a class of the economic classification (301).
_CLASS = 3
_FLOWS = ("opening", "income", "expenditure", "closing")

Places = dict[Coordinates, dict[int, int]]
Printed = dict[tuple[str, str], set[int]]


class Located(NamedTuple):
    """Where the quantities of a report stand: slots by coordinates, and the tables with a column for a measure."""

    places: Places
    printed: Printed


# Amounts that differ by this factor were printed under each other's unit: 元 labelled 万元, or the reverse.
MAGNITUDE = 10_000
# A clash of units shows in several amounts; a single one may be a slip of its own.
FEWEST_CLASHES = 2


def links_between(located: Located, tables: Sequence[ReadTable], slots: Slots) -> list[Equation]:
    """The cross-table identities of a report; tables whose units clash share only the one that shows it."""
    pairs: dict[tuple[int, int], list[Equation]] = {}
    for equation in _links(located, tables, slots):
        pair = slots.places[equation.left[0]][0], slots.places[equation.right[0]][0]
        pairs.setdefault(pair, []).append(equation)
    found: list[Equation] = []
    for (_, number), equations in pairs.items():
        clash = _clash(equations, slots)
        if clash is None:
            found += equations
        else:
            found.append(
                clash._replace(origin=f"{tables[number].tree['id']}/{clash.origin.partition('/')[2]}.magnitude")
            )
    return [*found, *_fund_balances(located.places, tables, slots)]


def _clash(equations: Sequence[Equation], slots: Slots) -> Equation | None:
    """The largest amounts of two tables, where all amounts that they share differ by the factor of their units."""
    clashing: list[Equation] = []
    for equation in equations:
        left, right = (sum(slots.values[slot] for slot in side) for side in (equation.left, equation.right))
        slack = sum(slots.halves[slot] for slot in (*equation.left, *equation.right))
        if not left or not right:
            continue
        small, large = sorted((abs(left), abs(right)))
        if abs(small * MAGNITUDE - large) > slack * MAGNITUDE:
            return None
        clashing.append(equation)
    if len({slots.values[equation.left[0]] for equation in clashing}) < FEWEST_CLASHES:
        return None
    return max(clashing, key=lambda equation: abs(slots.values[equation.left[0]]))


def _links(located: Located, tables: Sequence[ReadTable], slots: Slots) -> Iterator[Equation]:
    places = located.places
    for coordinates, found in places.items():
        name = ".".join(coordinates)
        numbers = list(found)
        for number in numbers[1:]:
            origin = f"{tables[number].tree['id']}/{name}"
            yield Equation("cross_table", origin, (found[numbers[0]],), (found[number],))
    yield from _funds(located, tables, idle=_idle_funds(places, slots))
    yield from _economic_totals(places, tables)
    yield from _same_parts(places, slots, tables)


def by_coordinates(tables: Sequence[ReadTable], slots: Slots) -> Located:
    """Slot by coordinates and table, and which tables have a column for a measure out of a fund.

    Of several tables of one kind only the first takes part; a quantity that a table prints twice is left out.
    """
    places: Places = {}
    printed: Printed = {}
    kinds: set[str] = set()
    for number, table in enumerate(tables):
        kind = table.tree["kind"]
        if table.form.funding is None or table.tree["unit_factor"] is None or kind in kinds:
            continue
        kinds.add(kind)
        _note_columns(number, table, printed)
        of_table: dict[Coordinates, int | None] = {}
        for side in dict.fromkeys(column["side"] for column in table.tree["columns"]):
            walk = RowCoordinates(table.form, side)
            for row, taken in zip(table.tree["rows"], slots.rows[number], strict=True):
                if row["side"] != side or not taken:
                    continue
                code = row["code"]["value"] if row["code"] else None
                for key, coordinates in walk.of_row(row["key"], code, row["role"]).items():
                    if key in taken:
                        of_table[coordinates] = None if coordinates in of_table else taken[key]
        for coordinates, slot in of_table.items():
            if slot is not None:
                places.setdefault(coordinates, {})[number] = slot
    return Located(places, printed)


def _note_columns(number: int, table: ReadTable, printed: Printed) -> None:
    usual = column_coordinates(table.form)
    for column in table.tree["columns"]:
        known = usual.get((column["side"], column["key"]))
        if known is not None:
            printed.setdefault(known, set()).add(number)


def _funds(located: Located, tables: Sequence[ReadTable], *, idle: frozenset[str]) -> Iterator[Equation]:
    """Money that consists of several funds, against the tables of these funds.

    An item that the table of a fund does not print has nothing from it, nor has any from a fund without money; of
    another fund without a table nothing is said.
    """
    places, printed = located
    for coordinates, found in places.items():
        parts = FUNDS.get(coordinates.funding)
        if parts is None:
            continue
        for number, whole in found.items():
            slots: list[int] = []
            unknown: set[str] = set()
            beside = False
            for fund in parts:
                elsewhere = places.get(coordinates._replace(funding=fund), {})
                slot = next((slot for other, slot in elsewhere.items() if other != number), None)
                has_table = printed.get((coordinates.measure, fund), set()) - {number}
                if slot is None and not has_table:
                    unknown.add(fund)
                beside = beside or number in elsewhere
                slots += [slot] if slot is not None else []
            # Where the parts stand beside the whole, sums along its row and equal amounts say the same.
            if slots and (not unknown or (unknown <= idle and not beside)):
                origin = f"{tables[number].tree['id']}/{'.'.join(coordinates)}.funds"
                yield Equation("cross_table", origin, (whole,), tuple(slots), certain=len(slots) == len(parts))


def _idle_funds(places: Places, slots: Slots) -> frozenset[str]:
    """The funds of which a summary or a table prints what came in and went out, all of it nothing."""
    amounts: dict[str, bool] = {}
    stated: dict[str, set[str]] = {}
    for coordinates, found in places.items():
        fund = coordinates.funding
        amounts[fund] = amounts.get(fund, False) or any(slots.values[slot] for slot in found.values())
        if coordinates.item == TOTAL:
            stated.setdefault(fund, set()).add(coordinates.measure)
    return frozenset(
        fund for fund in amounts if not amounts[fund] and {"income", "expenditure"} <= stated.get(fund, set())
    )


def _economic_totals(places: Places, tables: Sequence[ReadTable]) -> Iterator[Equation]:
    """Basic and project expenditure of a fund, against the halves and the classes of the form that splits it up.

    The halves, 人员经费 and 公用经费, count where that form prints no total of its own.
    """
    split: dict[tuple[int, str, str], list[int]] = {}
    for coordinates, found in places.items():
        for number, slot in found.items():
            measure, fund, item = coordinates
            if tables[number].form.rows == "economic_code" and len(item) == _CLASS and item.isdecimal():
                split.setdefault((number, measure, fund), []).append(slot)
    for (number, measure, fund), classes in split.items():
        totals = places.get(Coordinates(measure, fund, TOTAL), {})
        halves = [places.get(Coordinates(f"{measure}.{half}", fund, TOTAL), {}).get(number) for half in _HALVES]
        whole = next((slot for other, slot in totals.items() if other != number), None)
        if whole is None or number in totals:
            continue
        origin = f"{tables[number].tree['id']}/{measure}.{fund}.total"
        yield Equation("cross_table", f"{origin}.classes", (whole,), tuple(classes), certain=False)
        printed = tuple(half for half in halves if half is not None)
        if len(printed) == len(_HALVES):
            yield Equation("cross_table", f"{origin}.halves", (whole,), printed)


def _fund_balances(places: Places, tables: Sequence[ReadTable], slots: Slots) -> Iterator[Equation]:
    """Fund by fund what a summary carries over and takes in, against what it pays out and carries on."""
    for fund in FUNDS["fiscal"]:
        found = [places.get(Coordinates(measure, fund, TOTAL), {}) for measure in _FLOWS]
        for number in found[0]:
            if not all(number in each for each in found):
                continue
            opening, income, expenditure, closing = (each[number] for each in found)
            if slots.places[opening][1] != slots.places[expenditure][1]:
                name = f"{tables[number].tree['id']}/balance.{fund}"
                yield Equation("balance", name, (opening, income), (expenditure, closing))


def _same_parts(places: Places, slots: Slots, tables: Sequence[ReadTable]) -> Iterator[Equation]:
    """Where an item is paid out of one fund alone, its parts are the same amounts in the tables of both monies."""
    for coordinates, found in places.items():
        whole = coordinates.measure.partition(".")[0]
        outer = WITHIN.get(coordinates.funding)
        if whole == coordinates.measure or outer is None:
            continue
        theirs = places.get(coordinates._replace(funding=outer), {})
        if theirs and _same_total(places, slots, whole, coordinates, outer):
            (number, ours), (_, other) = next(iter(found.items())), next(iter(theirs.items()))
            origin = f"{tables[number].tree['id']}/{'.'.join(coordinates)}.{outer}"
            yield Equation("cross_table", origin, (other,), (ours,))


def _same_total(places: Places, slots: Slots, whole: str, coordinates: Coordinates, outer: str) -> bool:
    totals = [places.get(Coordinates(whole, funding, coordinates.item), {}) for funding in (coordinates.funding, outer)]
    if not all(totals):
        return False
    ours, theirs = (next(iter(total.values())) for total in totals)
    return slots.values[ours] == slots.values[theirs] != 0 and not slots.open[ours] and not slots.open[theirs]
