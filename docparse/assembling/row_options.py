"""What a row of a torn table may hold: amounts for all its columns that satisfy its sums, the likeliest first.

Where blanks are gone, the amounts of a row fit many columns. Column after column gets an amount of the row, one that
other tables print for the cell, or nothing; where a sum lacks one column only, it is what the sum tells. The rest of
the table counts: whatever is told so has to be printed there.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence, Set

    from docparse.placing.placement import Grid

# Ways carried on from column to column, ways kept of a row, and different amounts that are tried for one column.
BEAM = 48
MOST_OPTIONS = 10
MOST_TRIED = 10
# What it brings to use an amount of the row, to leave a cell as it is, to have what other tables print (surely, or for
# other money), and what it costs to fetch an amount from outside, or to use a column that departments rarely use.
OWN, KEPT, SURE, TOLD, LIKELY = -0.4, -0.01, -1.5, -0.8, -0.3
FETCHED, RARE = 0.2, 0.3
# What the largest amount of a row costs as a balance that is carried over, smaller ones less: balances are often blank,
# and small against what comes in and goes out.
BALANCE = 0.05
# Of columns that nothing else tells apart the left one is used.
LEFTMOST = 0.002

Amounts = tuple[int, ...]
# Columns with signs.
Terms = tuple[tuple[int, int], ...]


class Option(NamedTuple):
    """Amounts for all columns of a row, 0 for a blank one, and what they cost."""

    cost: float
    amounts: Amounts


class Hint(NamedTuple):
    """What other tables say of a cell: an amount, within a tolerance, and what it brings to have it."""

    amount: int
    tolerance: int
    worth: float


class RowClues(NamedTuple):
    """What is known of one row: its cells as they are, all amounts that were found for it, and hints by column.

    ``large`` are amounts that may be its own for their size alone.
    """

    cells: Amounts
    own: Counter[int]
    hints: Mapping[int, Hint]
    large: Amounts = ()


class _Step(NamedTuple):
    """A column, the sum that tells it (its other columns with signs, turned to its side), and sums to be checked.

    ``halved`` is a sum that lacks the column and one more: the known columns with signs, turned to the column's side,
    and last of all the other one.
    """

    column: int
    told: Terms | None
    checks: tuple[Terms, ...]
    halved: Terms = ()


class RowSearch:
    """Finds the options of the rows of one side of a table.

    ``printed`` gives for an amount and a tolerance the equal or nearest amount that the table prints and how often it
    does; None where it prints none. ``prices`` are what amounts cost wherever they are used.
    """

    def __init__(
        self,
        grid: Grid,
        printed: Callable[[int, int], tuple[int, int] | None],
        *,
        first: Sequence[int],
        amounts: Sequence[int],
    ) -> None:
        """Takes the columns with their sums, the order in which columns are known best, and all printed amounts."""
        self._steps = tuple(_steps(grid, first))
        self._amounts = amounts
        self._balances = _balances(grid)
        self.prices: dict[int, float] = {}
        self._pairs: dict[tuple[int, int], tuple[int, ...]] = {}
        self._order = tuple(step.column for step in self._steps)
        self._grid = grid
        self._printed = printed

    def options(self, clues: RowClues) -> list[Option]:
        """The likeliest ways to fill a row so that all its sums hold."""
        states: list[tuple[float, Amounts]] = [(0.0, ())]
        places = {column: at for at, column in enumerate(self._order)}
        for step in self._steps:
            found = []
            tried = None if step.told else self._tried(step.column, clues)
            for cost, chosen in states:
                if tried is None:
                    amounts = list(self._told(step, chosen, places))
                else:
                    amounts = list(dict.fromkeys((*tried, *self._pairs_of(step, chosen, places))))
                for amount in amounts:
                    new = (*chosen, amount)
                    if not all(_holds(check, new, places) for check in step.checks):
                        continue
                    more = self._cost(step.column, amount, chosen, clues)
                    if more is not None:
                        found.append((cost + more, new))
            found.sort(key=lambda state: state[0])
            states = found[:BEAM]
        turned = sorted(range(len(self._order)), key=self._order.__getitem__)
        return [Option(cost, tuple(chosen[at] for at in turned)) for cost, chosen in states[:MOST_OPTIONS]]

    def cost(self, amounts: Amounts, clues: RowClues) -> float | None:
        """What it costs to fill a row so; None where the table does not print an amount, or not often enough."""
        whole = 0.0
        for column, amount in enumerate(amounts):
            more = self._cost(column, amount, amounts[:column], clues)
            if more is None:
                return None
            whole += more
        return whole

    def broken(self, amounts: Amounts) -> int:
        """How many sums of a row do not hold."""
        places = {column: column for column in range(len(amounts))}
        return sum(not _holds(identity, amounts, places) for identity in self._grid.identities)

    def _tried(self, column: int, clues: RowClues) -> list[int]:
        """The amounts that a column may have where no sum tells it."""
        hint = clues.hints.get(column)
        told = self._printed(hint.amount, hint.tolerance) if hint is not None and hint.amount else None
        likely = [clues.cells[column], *([told[0]] if told else []), 0]
        return list(dict.fromkeys((*likely, *sorted(clues.own, reverse=True)[:MOST_TRIED], *clues.large)))

    def _told(self, step: _Step, chosen: Amounts, places: Mapping[int, int]) -> Iterator[int]:
        """What a sum leaves for its last column, as it is printed."""
        told = step.told or ()
        rest = sum(sign * chosen[places[column]] for column, sign in told)
        slack = max(sum(chosen[places[column]] != 0 for column, _ in told), 1)
        if abs(rest) <= slack:
            yield 0
        if abs(rest) > slack or (rest and slack > 1):
            found = self._printed(rest, slack)
            if found is not None and found[0]:
                yield found[0]

    def _pairs_of(self, step: _Step, chosen: Amounts, places: Mapping[int, int]) -> tuple[int, ...]:
        """The printed amounts for a column with which what its sum lacks further is printed too, or nothing."""
        if not step.halved:
            return ()
        *known, (_, sign) = step.halved
        rest = sum(each * chosen[places[column]] for column, each in known)
        # Of two that are equal, or add up to nothing, the row itself has to have one.
        if not rest:
            return ()
        if (rest, sign) not in self._pairs:
            found = (each for each in self._amounts if each == rest or self._printed(sign * (each - rest), 0))
            self._pairs[rest, sign] = tuple(islice(found, MOST_TRIED))
        return self._pairs[rest, sign]

    def _cost(self, column: int, amount: int, chosen: Amounts, clues: RowClues) -> float | None:
        """What an amount costs in a column behind those chosen; None where it is not printed so often."""
        cost = KEPT if clues.cells[column] == amount else 0.0
        hint = clues.hints.get(column)
        if hint is not None:
            cost += hint.worth if abs(hint.amount - amount) <= hint.tolerance else -hint.worth
        if not amount:
            return cost
        used = chosen.count(amount)
        printed = self._printed(amount, 0)
        if printed is None or used >= printed[1]:
            return None
        if column in self._balances:
            cost += BALANCE * min(abs(amount) / max((abs(each) for each in clues.own), default=1), 1)
        cost += LEFTMOST * column + RARE * (bool(self._grid.rare) and self._grid.rare[column])
        return cost + self.prices.get(amount, 0.0) + (OWN if used < clues.own[amount] else FETCHED)


def _balances(grid: Grid) -> frozenset[int]:
    """The columns of what is carried over, with their parts: first and last of opening + income = spent + closing."""
    found: set[int] = set()
    for identity in grid.identities:
        gained = [column for column, sign in identity if sign > 0]
        spent = [column for column, sign in identity if sign < 0]
        if len(gained) > 1 and len(spent) > 1:
            found |= {min(gained), max(spent)}
            break
    for _ in grid.identities:
        for identity in grid.identities:
            (whole, sign), *parts = identity
            if sign > 0 and whole in found and all(other < 0 for _, other in parts):
                found.update(column for column, _ in parts)
    return frozenset(found)


def _steps(grid: Grid, first: Sequence[int]) -> Iterator[_Step]:
    """The columns in the order in which sums tell most of them; those that are to be asked first before the others."""
    order = {column: at for at, column in enumerate(first)}
    known: set[int] = set()
    left = list(grid.identities)
    while len(known) < grid.width:
        told = next((each for each in left if sum(column not in known for column, _ in each) == 1), None)
        if told is not None:
            column, sign = next(term for term in told if term[0] not in known)
            rest = tuple((other, -sign * other_sign) for other, other_sign in told if other != column)
            left.remove(told)
            halved: Terms = ()
        else:
            column, rest = _next_column(left, known, grid.width, order), ()
            halved = _halved(left, known, column)
        known.add(column)
        checks = tuple(each for each in left if all(other in known for other, _ in each))
        left = [each for each in left if each not in checks]
        yield _Step(column, rest or None, checks, halved)


def _next_column(left: Sequence[Terms], known: Set[int], width: int, order: Mapping[int, int]) -> int:
    """A column of the sum that lacks the fewest; those that are to be asked first go before."""
    asked = next((column for column in order if column not in known), None)
    if asked is not None:
        return asked
    open_sums = [each for each in left if any(column not in known for column, _ in each)]
    if not open_sums:
        return next(column for column in range(width) if column not in known)
    nearest = min(open_sums, key=lambda each: sum(column not in known for column, _ in each))
    return next(column for column, _ in nearest if column not in known)


def _halved(left: Sequence[Terms], known: Set[int], column: int) -> Terms:
    """The sum that lacks a column and just one more."""
    for each in left:
        lacking = [term for term in each if term[0] not in known]
        sign = next((sign for other, sign in lacking if other == column), None)
        if sign is not None and len(lacking) == 2:
            turned = [(other, -sign * other_sign) for other, other_sign in each if other != column]
            return (*(term for term in turned if term[0] in known), *(term for term in turned if term[0] not in known))
    return ()


def _holds(terms: Terms, chosen: Sequence[int], places: Mapping[int, int]) -> bool:
    amounts = [sign * chosen[places[column]] for column, sign in terms]
    return abs(sum(amounts)) <= max(sum(amount != 0 for amount in amounts), 1)
