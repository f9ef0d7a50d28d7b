"""Amounts printed in order but apart from their rows: which row takes which, by the sums that they must make.

A column at the edge of a table is printed as a block of amounts, the blank cells gone. Amounts and rows are both in
order; a class is what its items make together. Of all ways to give amounts to rows in order the cheapest is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What it costs to leave an amount without a row, to break a sum, and what an amount right behind a row's name saves.
SPARE, BROKEN, NEAR = 4.0, 3.0, -1.0
# What an amount that is printed above its row costs.
EARLY = 0.3
# What rows without amounts between two amounts cost that are printed right below each other, and with a gap between
# them: none, one, two, or more rows.
NO_GAP, GAP = (0.0, 0.1, 0.2, 1.0), (1.0, 0.6, 0.3, 0.0)
_NONE, _FAR = -1, 3
# States carried on from row to row, and rows of a table.
MOST_STATES = 400
MOST_SLOTS = 200


class Loose(NamedTuple):
    """An amount without a row, in half units, its page, its place in reading order, and whether a gap is above it."""

    amount: int
    page: int
    at: int = 0
    gap: bool | None = None


class Slot(NamedTuple):
    """A row that may take an amount: its page, its place, and the amount that is printed right behind its name."""

    row: int
    page: int
    near: int | None = None
    at: int = 0


class _Chain(NamedTuple):
    """The amounts given so far, the last first."""

    row: int
    value: int
    before: _Chain | None


# What each sum lacks; None for one that cannot hold any more.
_Rests = tuple["int | None", ...]
# How many amounts are given, what sums lack, and how many rows above were left without one since the last amount.
_State = tuple[int, _Rests, int]
_States = dict[_State, tuple[float, "_Chain | None"]]


class _Sums:
    """The sums in which rows without amounts take part, and what each still lacks before any of them has one."""

    def __init__(
        self, slots: Sequence[Slot], families: Sequence[tuple[int, Sequence[int]]], known: Mapping[int, int]
    ) -> None:
        places = {slot.row: place for place, slot in enumerate(slots)}
        self.signs: dict[int, list[tuple[int, int]]] = {}
        self.closing: dict[int, list[int]] = {}
        self.parent: list[int] = []
        self.slack: list[int] = []
        start: list[int | None] = []
        for parent, children in families:
            members = [places[row] for row in (parent, *children) if row in places]
            if not members:
                continue
            number = len(start)
            start.append(known.get(parent, 0) - sum(known.get(row, 0) for row in children))
            self.slack.append(len(children) + 1)
            self.parent.append(places.get(parent, -1))
            for row in (parent, *children):
                if row in places:
                    self.signs.setdefault(places[row], []).append((number, 1 if row == parent else -1))
            self.closing.setdefault(max(members), []).append(number)
        self.start: _Rests = tuple(start)

    def after(self, place: int, rests: _Rests, amount: int) -> tuple[_Rests, float]:
        """What sums lack once a row has an amount, and what it costs if one is broken by it."""
        new = list(rests)
        cost = 0.0
        for number, sign in self.signs.get(place, ()):
            rest = new[number]
            if rest is None:
                continue
            rest += sign * amount
            over = rest < -self.slack[number] and place >= self.parent[number] and amount > 0
            new[number] = None if over else rest
            cost += BROKEN * over
        for number in self.closing.get(place, ()):
            rest = new[number]
            if rest is not None:
                cost += BROKEN * (abs(rest) > self.slack[number])
                new[number] = 0
        return tuple(new), cost


def share_loose(
    values: Sequence[Loose],
    slots: Sequence[Slot],
    families: Sequence[tuple[int, Sequence[int]]],
    known: Mapping[int, int],
) -> dict[int, int]:
    """For rows the indexes of their amounts.

    Args:
        values: the amounts in reading order.
        slots: the rows in the order in which their amounts are printed, page after page.
        families: the sums, each of the row of the whole and those of its parts.
        known: the amounts of rows that have theirs.
    """
    if len(slots) > MOST_SLOTS:
        return {}
    sums = _Sums(slots, families, known)
    states: _States = {(0, sums.start, _NONE): (0.0, None)}
    for place, slot in enumerate(slots):
        states = _skip_to(states, values, slot.page)
        reached: _States = {}
        for (at, rests, passed), (cost, chain) in states.items():
            blank, broken = sums.after(place, rests, 0)
            further = passed if passed == _NONE else min(passed + 1, _FAR)
            _reach(reached, (at, blank, further), cost + broken, chain)
            skipped = 0
            while at + skipped < len(values) and values[at + skipped].page == slot.page and skipped < 2:
                index = at + skipped
                new, broken = sums.after(place, rests, values[index].amount)
                own = _cost(values[index], slot, index, passed) + SPARE * skipped
                _reach(reached, (index + 1, new, 0), cost + broken + own, _Chain(slot.row, index, chain))
                skipped += 1
        states = dict(sorted(reached.items(), key=lambda item: item[1][0])[:MOST_STATES])
    ended = [(cost + SPARE * (len(values) - at), chain) for (at, _, _), (cost, chain) in states.items()]
    _, chain = min(ended, key=lambda each: each[0])
    found: dict[int, int] = {}
    while chain is not None:
        found[chain.row] = chain.value
        chain = chain.before
    return found


def _cost(value: Loose, slot: Slot, index: int, passed: int) -> float:
    """What it costs that a row takes an amount, so many rows below the one that took the last."""
    cost = NEAR * (slot.near == index) + EARLY * (value.at < slot.at)
    if value.gap is None or passed == _NONE:
        return cost
    return cost + (GAP if value.gap else NO_GAP)[passed]


def _reach(states: _States, state: _State, cost: float, chain: _Chain | None) -> None:
    if state not in states or cost < states[state][0]:
        states[state] = (cost, chain)


def _skip_to(states: _States, values: Sequence[Loose], page: int) -> _States:
    """The states with all amounts of earlier pages left behind."""
    if not any(at < len(values) and values[at].page < page for at, _, _ in states):
        return states
    reached: _States = {}
    for (at, rests, _), (cost, chain) in states.items():
        new = at
        while new < len(values) and values[new].page < page:
            new += 1
        _reach(reached, (new, rests, _NONE), cost + SPARE * (new - at), chain)
    return reached
