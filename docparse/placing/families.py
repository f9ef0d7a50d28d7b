"""Joint layouts of a family of rows: in every column the parent is the sum of its children.

Each row brings the layouts that its own identities allow; a dynamic program over the children's partial sums
keeps exactly those that take part in some layout of the whole family. Sums that pass the parent's are dropped
early where no amount is negative; a family with more partial sums than the limit is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.placing.hierarchy import Family

Figures = tuple[int, ...]
Sums = tuple[int, ...]
# Partial sums kept for one family: one of 40 children with two layouts each stays below with real amounts.
MOST_SUMS = 4_000
# Additions made for one child: a row that no identity narrows has thousands of layouts.
MOST_ADDITIONS = 40_000
# Additions made for one table; the largest of the sample reports needs a few thousand.
MOST_TABLE_ADDITIONS = 100_000


class Budget:
    """Additions that may still be made; whoever finds it spent leaves things as they are."""

    def __init__(self, additions: int) -> None:
        self.left = additions

    def spend(self, additions: int) -> bool:
        """Takes so many; False where there are not enough, and from then on."""
        self.left -= additions
        return self.left >= 0


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
    used: dict[int, set[Figures]] = {index: set() for index in members}
    found = False
    for columns in options[parent]:
        target = _vector(columns, amounts[parent], width)
        kept = _children(children, options, amounts, target, budget)
        if kept is None:
            return set()
        if kept:
            found = True
            used[parent].add(columns)
            for index, layouts in kept.items():
                used[index] |= layouts
    if not found:
        return None
    changed = {index for index in members if len(used[index]) < len(options[index])}
    for index in changed:
        options[index] = [columns for columns in options[index] if columns in used[index]]
    return changed


def _vector(columns: Figures, amounts: Figures, width: int) -> Sums:
    sums = [0] * width
    for column, amount in zip(columns, amounts, strict=True):
        sums[column] += amount
    return tuple(sums)


def _children(
    children: Sequence[int],
    options: dict[int, list[Figures]],
    amounts: Sequence[Figures],
    target: Sums,
    budget: Budget,
) -> dict[int, set[Figures]] | None:
    """The children's layouts that add up to the target; empty where none do, None where the limit was passed."""
    tolerance = len(children) + 1
    width = len(target)
    vectors = [[(columns, _vector(columns, amounts[index], width)) for columns in options[index]] for index in children]
    layers = _partial_sums(vectors, target, tolerance, budget)
    if layers is None:
        return None
    alive = {sums for sums in layers[-1] if all(abs(a - b) <= tolerance for a, b in zip(sums, target, strict=True))}
    kept: dict[int, set[Figures]] = {}
    for place in range(len(children) - 1, -1, -1):
        used = kept[children[place]] = set()
        before: set[Sums] = set()
        for sums in layers[place]:
            for columns, vector in vectors[place]:
                if _add(sums, vector) in alive:
                    used.add(columns)
                    before.add(sums)
        alive = before
    return kept if alive else {}


def _partial_sums(
    vectors: Sequence[Sequence[tuple[Figures, Sums]]], target: Sums, tolerance: int, budget: Budget
) -> list[dict[Sums, None]] | None:
    """The sums that the first 0, 1, 2 … children can reach; None where there are too many."""
    positive = min(target) >= 0 and all(min(vector) >= 0 for each in vectors for _, vector in each)
    layers: list[dict[Sums, None]] = [{(0,) * len(target): None}]
    for each in vectors:
        additions = len(layers[-1]) * len(each)
        if additions > MOST_ADDITIONS or not budget.spend(2 * additions):
            return None
        reached = dict.fromkeys(_add(sums, vector) for sums in layers[-1] for _, vector in each)
        if positive:
            reached = {
                sums: None for sums in reached if all(a <= b + tolerance for a, b in zip(sums, target, strict=True))
            }
        if len(reached) > MOST_SUMS:
            return None
        layers.append(reached)
    return layers


def _add(sums: Sums, vector: Sums) -> Sums:
    return tuple(a + b for a, b in zip(sums, vector, strict=True))
