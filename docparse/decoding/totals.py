"""The totals of torn rows: one a row, in the order of the rows, adding up down the hierarchy of codes.

A beam of the cheapest choices is carried from row to row. Reading on to the next value is cheap after a row that adds
up, and down a column; a family that does not add up is dear.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from docparse.decoding.parting import Part, Sheet
    from docparse.placing.hierarchy import Family

BEAM = 80
# States carried on for one table, over all its rows: a long table has a narrow beam.
MOST_STATES = 16_000
# So often all families are looked at that do not add up.
MOST_MENDED = 3
# What it costs to take the next value below, to leave values out that do not add up, to jump, to find no total.
BELOW, PARTIAL, JUMP, NO_TOTAL = 0.6, 1.3, 2.2, 4.0
# A total that is not behind its own name, one that is nothing, one above its parent's, a family that does not add up.
NOT_BESIDE, NOTHING, TOO_MUCH, BROKEN_FAMILY = 0.5, 1.5, 2.5, 3.0
# The first total of a page stands near its beginning.
FIRST_REACH, FIRST_STEP = 60, 0.05

Chosen = tuple["int | None", ...]
State = tuple[float, Chosen]


def find_totals(
    sheet: Sheet,
    parts: Sequence[Part],
    holds: Callable[[Sequence[int]], bool],
    groups: Sequence[Family],
    known: Mapping[int, int | None],
) -> list[int | None]:
    """The index of each row's total, None where none was found; ``known`` are those that are settled already."""
    search = _Search(sheet, parts, holds, groups)
    states: list[State] = [(0.0, ())]
    beam = max(min(BEAM, MOST_STATES // max(len(sheet.codes), 1)), 2)
    for row in range(len(sheet.codes)):
        found: list[State] = []
        for cost, chosen in states:
            options = [(0.0, known[row])] if row in known else search.options(row, chosen)
            found += [
                (cost + more + search.families(row, (*chosen, index)), (*chosen, index)) for more, index in options
            ]
        found.sort(key=lambda state: state[0])
        states = _distinct(found, beam)
    totals = list(states[0][1])
    return totals if search.balanced else _mended(totals, parts, groups, known)


def _distinct(states: Sequence[State], most: int) -> list[State]:
    """The cheapest states, of those that chose the same amounts in the same order only one."""
    kept: list[State] = []
    seen: set[Chosen] = set()
    for state in states:
        if state[1] not in seen:
            seen.add(state[1])
            kept.append(state)
        if len(kept) == most:
            break
    return kept


def _mended(
    chosen: list[int | None], parts: Sequence[Part], groups: Sequence[Family], known: Mapping[int, int | None]
) -> list[int | None]:
    """The totals, with one put right that alone keeps a family from adding up, where its amount is printed elsewhere.

    A wrong total far above shows at the end of its family only, when better choices have long been given up.
    """
    by_amount: dict[int, list[int]] = {}
    for index, part in enumerate(parts):
        if part.amount:
            by_amount.setdefault(part.amount, []).append(index)
    of_row: dict[int, list[Family]] = {}
    for family in groups:
        for row in (family[0], *family[1]):
            of_row.setdefault(row, []).append(family)
    mended = chosen
    for _ in range(MOST_MENDED):
        before = mended
        for parent, children in reversed(groups):
            off = _off_by((parent, children), mended, parts)
            if abs(off) > len(children) + 1:
                tried = [(row, off if row == parent else -off) for row in (parent, *children) if row not in known]
                mended = _with_other(mended, tried, parts, by_amount, of_row)
        if mended == before:
            break
    return mended


def _with_other(
    chosen: list[int | None],
    tried: Sequence[tuple[int, int]],
    parts: Sequence[Part],
    by_amount: Mapping[int, Sequence[int]],
    of_row: Mapping[int, Sequence[Family]],
) -> list[int | None]:
    """The totals, with the first of these rows that is too much by so much put right; no other family may break."""
    used = set(chosen)
    for row, more in tried:
        own = chosen[row]
        amount = parts[own].amount if own is not None else 0
        free = [index for index in by_amount.get(amount - more, ()) if index not in used]
        if not free:
            continue
        found = min(free, key=partial(_apart, own or 0))
        new = [*chosen[:row], found, *chosen[row + 1 :]]
        if _broken(of_row[row], new, parts) < _broken(of_row[row], chosen, parts):
            return new
    return chosen


def _apart(one: int, other: int) -> int:
    return abs(one - other)


def _off_by(family: Family, chosen: Sequence[int | None], parts: Sequence[Part]) -> int:
    """By how much a total is more than the rows below it."""
    parent, children = family
    amounts = [0 if (index := chosen[row]) is None else parts[index].amount for row in (parent, *children)]
    return amounts[0] - sum(amounts[1:])


def _broken(families: Sequence[Family], chosen: Sequence[int | None], parts: Sequence[Part]) -> int:
    return sum(abs(_off_by(family, chosen, parts)) > len(family[1]) + 1 for family in families)


class _Search:
    """What a choice costs."""

    def __init__(
        self, sheet: Sheet, parts: Sequence[Part], holds: Callable[[Sequence[int]], bool], groups: Sequence[Family]
    ) -> None:
        self.sheet, self.parts, self.holds = sheet, parts, holds
        self.largest = max((part.amount for part in parts), default=0)
        self.parent: dict[int, int] = {}
        self.complete: dict[int, list[Family]] = {}
        for parent, children in groups:
            self.complete.setdefault(max(parent, *children), []).append((parent, children))
            self.parent.update(dict.fromkeys(children, parent))
        # Where rows balance, totals are no first column, and a page begins with any.
        self.balanced = any(sum(sign > 0 for _, sign in each) > 1 for each in sheet.identities)
        self.owner = self._owners()
        self.pages: dict[int, list[int]] = {}
        for index, part in enumerate(parts):
            self.pages.setdefault(part.page, []).append(index)
        self._behind: dict[int, list[tuple[float, int]]] = {}

    def _owners(self) -> list[int]:
        """For each value the row whose code or name stands last before it on its page."""
        sheet = self.sheet
        stubs = sorted(range(len(sheet.codes)), key=lambda row: sheet.places[row])
        owners = []
        at, last = 0, -1
        for part in self.parts:
            while at < len(stubs) and sheet.places[stubs[at]] < part.at:
                last = stubs[at]
                at += 1
            owners.append(last if last >= 0 and sheet.pages[last] == part.page else -1)
        return owners

    def options(self, row: int, chosen: Chosen) -> list[tuple[float, int | None]]:
        """What may be the total of a row after those chosen, with what it costs."""
        page = self.sheet.pages[row]
        before = chosen[-1] if chosen else None
        if before is None:
            before = next((index for index in reversed(chosen) if index is not None), None)
        found: list[tuple[float, int | None]] = [(NO_TOTAL, None)]
        near = self._first(page) if before is None or self.parts[before].page != page else self._after(before)
        taken = {index for _, index in near}
        beside = [
            (JUMP, index)
            for index in self.pages.get(page, ())
            if self.owner[index] == row and index not in taken and (before is None or index > before)
        ]
        for cost, index in (*near, *beside[:2]):
            found.append((cost + self._fit(row, index, chosen), index))
        return found

    def _first(self, page: int) -> list[tuple[float, int]]:
        indexes = self.pages.get(page, [])[:FIRST_REACH]
        return [(FIRST_STEP * place, index) for place, index in enumerate(indexes)]

    def _after(self, before: int) -> list[tuple[float, int]]:
        """The values behind a total: the parts of its row come first, or the totals below it."""
        if before in self._behind:
            return self._behind[before]
        found = []
        page = self.parts[before].page
        for gap in range(self.sheet.width + 1):
            index = before + gap + 1
            if index >= len(self.parts) or self.parts[index].page != page:
                break
            if gap >= self.sheet.width:
                cost = JUMP
            elif self.holds(range(before, index)) and (gap or self.parts[before].amount == 0):
                cost = 0.0
            else:
                cost = PARTIAL if gap else BELOW
            found.append((cost, index))
        self._behind[before] = found
        return found

    def _fit(self, row: int, index: int, chosen: Chosen) -> float:
        amount = self.parts[index].amount
        owner = self.owner[index]
        cost = 0.0 if owner == row and self.owner[index - 1 if index else 0] != row else NOT_BESIDE
        if not amount:
            cost += NOTHING
        parent = self.parent.get(row)
        if self.sheet.codes[row] is None and amount < self.largest:
            cost += TOO_MUCH
        above = chosen[parent] if parent is not None and parent < len(chosen) else None
        if above is not None and amount > self.parts[above].amount + 2:
            cost += TOO_MUCH
        return cost

    def families(self, row: int, chosen: Chosen) -> float:
        """What the families cost that are complete with a row."""
        cost = 0.0
        for parent, children in self.complete.get(row, ()):
            members = [chosen[index] for index in (parent, *children)]
            if None in members:
                continue
            amounts = [self.parts[index].amount for index in members if index is not None]
            if abs(amounts[0] - sum(amounts[1:])) > len(amounts):
                cost += BROKEN_FAMILY
        return cost
