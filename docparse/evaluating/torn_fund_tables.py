"""The values of torn funds where identities alone tell which they are, wherever in the form they are printed."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.torn_fund_identities import (
    HUNDRED,
    UNPROVED,
    Proof,
    are_parts,
    is_rate,
    is_score,
    number_of,
    proof_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.fragments import Fragment

# The columns of a total alone, its points in the label of the score; how close that is printed to the rate.
SINGLE = ("full_year_budget", "executed", "execution_rate", "score")
_CLOSE, _FEWEST = 60, 5


class FundTable(NamedTuple):
    """The values of funds: for each row the places of the fragments of its values by column, and of all of them."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, tuple[int, ...]], ...]
    taken: frozenset[int]
    proof: Proof

    def is_full(self) -> bool:
        """Whether each row has all its values."""
        own = [column for column in self.columns if column != "execution_rate"]
        return bool(self.rows) and all(column in row for row in self.rows for column in own)

    def kept(self) -> FundTable:
        """The table without columns of which some rows have nothing."""
        own = [c for c in self.columns if c == "execution_rate" or all(c in row for row in self.rows)]
        return self._replace(rows=tuple({c: row[c] for c in own if c in row} for row in self.rows))


NOTHING = FundTable((), (), frozenset(), UNPROVED)


def single_total(fragments: Sequence[Fragment], places: Sequence[int], points: Decimal | None) -> FundTable:
    """The four values of a total alone, where only one rate and one score of a form fit two amounts and the points.

    Args:
        fragments: Those of the form.
        places: Where its numbers stand.
        points: What a score may be at most.
    """
    if not points:
        return NOTHING
    numbers = {at: number for at in places if (number := number_of(fragments[at].text)) is not None}
    amounts = [at for at, number in numbers.items() if number > _FEWEST and not fragments[at].text.endswith("%")]
    pairs = [
        (rate, score)
        for score in numbers
        for rate in range(max(0, score - _CLOSE), score)
        if rate in numbers and is_score(numbers[score], numbers[rate], points)
    ]
    found = [
        (budget, executed, rate, score)
        for rate, score in pairs
        for executed in amounts
        for budget in amounts
        if budget < executed < rate and is_rate(numbers[executed], numbers[budget], numbers[rate])
        # Two numbers that are points may be equal by chance.
        if numbers[rate] != HUNDRED or numbers[executed] > HUNDRED
    ]
    if len(found) != 1:
        return NOTHING
    row: dict[str, tuple[int, ...]] = {column: (at,) for column, at in zip(SINGLE, found[0], strict=True)}
    return FundTable(SINGLE, (row,), frozenset(found[0]), Proof(rates=True, score=True, parts=True))


def by_columns(
    fragments: Sequence[Fragment], places: Sequence[int], columns: Sequence[str], levels: Sequence[int]
) -> FundTable:
    """The values of several sources where those of a column stand right below each other, as identities prove.

    Args:
        fragments: Those of the form.
        places: Where its values stand: numbers, and marks for none.
        columns: Those that the funds have.
        levels: The levels of the sources.
    """
    count = len(levels)
    numbers = [number_of(fragments[at].text) for at in places]
    runs = [numbers[at : at + count] for at in range(len(numbers) - count + 1)]
    sums = [at for at, run in enumerate(runs) if run[0] and None not in run and are_parts(run, levels)]
    points = [at for at, run in enumerate(runs) if run[0] and run[1:] == [None] * (count - 1)]
    found: dict[frozenset[int], FundTable] = {}
    for budget in sums:
        for executed in (at for at in sums if at >= budget + count):
            rates = _rates(numbers, runs[budget], runs[executed])
            for weight, score in combinations(points, 2) if rates else ():
                begins = {"full_year_budget": budget, "executed": executed, "weight": weight, "score": score}
                if budget - count in sums:
                    begins["initial_budget"] = budget - count
                if set(begins) == set(columns) - {"execution_rate"}:
                    table = _laid_out(numbers, places, begins, rates, levels)
                    found |= {table.taken: table} if all(table.proof) else {}
    return next(iter(found.values()))._replace(columns=tuple(columns)) if len(found) == 1 else NOTHING


def _rates(
    numbers: Sequence[Decimal | None], budget: Sequence[Decimal | None], executed: Sequence[Decimal | None]
) -> dict[int, int]:
    """Row → which of the values is its rate; empty where no rates below each other are those of the amounts."""
    due = [(row, e, b) for row, (e, b) in enumerate(zip(executed, budget, strict=True)) if e and b]
    for at in range(len(numbers) - len(due) + 1):
        if all(is_rate(e, b, numbers[at + order]) for order, (_, e, b) in enumerate(due)):
            return {row: at + order for order, (row, _, _) in enumerate(due)}
    return {}


def _laid_out(
    numbers: Sequence[Decimal | None],
    places: Sequence[int],
    begins: Mapping[str, int],
    rates: Mapping[int, int],
    levels: Sequence[int],
) -> FundTable:
    """The table whose columns begin with some of the values."""
    rows = [{column: at + row for column, at in begins.items()} for row in range(len(levels))]
    for row, at in rates.items():
        rows[row]["execution_rate"] = at
    proof = proof_of([{column: numbers[at] for column, at in row.items()} for row in rows], levels, None)
    taken = frozenset(places[at] for row in rows for at in row.values())
    return FundTable((), tuple({column: (places[at],) for column, at in row.items()} for row in rows), taken, proof)
