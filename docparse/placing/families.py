"""Joint layouts of a family of rows: in every column the parent is the sum of its children.

Each row brings the layouts that its own identities allow; a dynamic program over the children's partial sums
keeps exactly those that take part in some layout of the whole family. Sums that pass the parent's are dropped
early where no amount is negative; a family with more partial sums than the limit is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.placing.hierarchy import Family

Figures = tuple[int, ...]
# Partial sums kept for one family: one of 40 children with two layouts each stays below with real amounts.
MOST_SUMS = 4_000
# Additions made for one child: a row that no identity narrows has thousands of layouts.
MOST_ADDITIONS = 40_000
# Additions made for one table; the largest of the sample reports needs a few thousand.
MOST_TABLE_ADDITIONS = 100_000
# So many are allowed again where another table has told something new of a row.
MOST_RENEWED = 20_000


class Budget:
    """Additions that may still be made; whoever finds it spent leaves things as they are."""

    def __init__(self, additions: int) -> None:
        self.left = additions

    def spend(self, additions: int) -> bool:
        """Takes so many; False where there are not enough, and from then on."""
        self.left -= additions
        return self.left >= 0

    def renew(self, additions: int) -> None:
        """Allows at least so many from here on."""
        self.left = max(self.left, additions)


def narrow_family(
    family: Family,
    options: dict[int, list[Figures]],
    amounts: Sequence[Figures],
    width: int,
    *,
    budget: Budget | None = None,
) -> set[int] | None:
    """Removes the layouts that no layout of the family contains; the rows that lost some.

    None where no layout of the family adds up: then nothing is removed, the family does not hold in this document.
    """
    budget = budget or Budget(MOST_ADDITIONS)
    parent, children = family
    members = (parent, *children)
    if all(len(options[index]) == 1 for index in members) or not all(options[index] for index in members):
        return set()
    if not budget.spend(len(members)):
        return set()
    packing = _Packing(width, len(children) + 1, [amount for index in members for amount in amounts[index]])
    used: dict[int, set[Figures]] = {index: set() for index in members}
    vectors = [[(columns, packing.pack(columns, amounts[index])) for columns in options[index]] for index in children]
    found = False
    for columns in options[parent]:
        layouts = _children(vectors, packing.pack(columns, amounts[parent]), packing, budget)
        if layouts is None:
            return set()
        if layouts:
            found = True
            used[parent].add(columns)
            for index, each in zip(children, layouts, strict=True):
                used[index] |= each
    if not found:
        return None
    changed = {index for index in members if len(used[index]) < len(options[index])}
    for index in changed:
        options[index] = [columns for columns in options[index] if columns in used[index]]
    return changed


class _Packing:
    """One integer for the amounts of all columns, so that rows are added and compared at once.

    Each column has a field of as many bits as the sum of all amounts needs, and one that a sum carries into nowhere:
    with the top bit of each field added, it is still set where nothing negative stands in the field.
    """

    def __init__(self, width: int, tolerance: int, amounts: Sequence[int]) -> None:
        self.bits = (2 * sum(map(abs, amounts)) + tolerance).bit_length() + 1
        ones = sum(1 << self.bits * column for column in range(width))
        self.tops = ones << (self.bits - 1)
        self.tolerance = ones * tolerance
        self.positive = min(amounts, default=0) >= 0

    def pack(self, columns: Figures, amounts: Figures) -> int:
        """The amounts, each in the field of its column."""
        return sum([amount << self.bits * column for column, amount in zip(columns, amounts, strict=True)])

    def reach(self, sums: Iterable[int], limit: int) -> set[int]:
        """Those of the sums that are nowhere above the limit."""
        tops = self.tops
        above = limit + self.tolerance + tops
        return {each for each in sums if above - each & tops == tops}

    def exceed(self, sums: Iterable[int], limit: int) -> set[int]:
        """Those of the sums that are nowhere below the limit."""
        tops = self.tops
        below = self.tolerance + tops - limit
        return {each for each in sums if below + each & tops == tops}


def _children(
    vectors: Sequence[Sequence[tuple[Figures, int]]], target: int, packing: _Packing, budget: Budget
) -> list[set[Figures]] | None:
    """The children's layouts that add up to the target; empty where none do, None where the limit was passed."""
    layers = _partial_sums(vectors, target, packing, budget)
    if layers is None:
        return None
    alive = packing.exceed(packing.reach(layers[-1], target), target)
    kept: list[set[Figures]] = []
    for layer, each in zip(layers[-2::-1], reversed(vectors), strict=True):
        used: set[Figures] = set()
        before: set[int] = set()
        for columns, vector in each:
            some = [sums for sums in layer if sums + vector in alive]
            if some:
                used.add(columns)
                before.update(some)
        kept.append(used)
        alive = before
    return kept[::-1] if alive else []


def _partial_sums(
    vectors: Sequence[Sequence[tuple[Figures, int]]], target: int, packing: _Packing, budget: Budget
) -> list[set[int]] | None:
    """The sums that the first 0, 1, 2 … children can reach; None where there are too many."""
    layers = [{0}]
    for each in vectors:
        additions = len(layers[-1]) * len(each)
        if additions > MOST_ADDITIONS or not budget.spend(2 * additions):
            return None
        reached = {sums + vector for sums in layers[-1] for _, vector in each}
        if packing.positive:
            reached = packing.reach(reached, target)
        if len(reached) > MOST_SUMS:
            return None
        layers.append(reached)
    return layers
