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


def narrow_family(
    family: Family, options: dict[int, list[Figures]], amounts: Sequence[Figures], width: int
) -> set[int]:
    """Removes the layouts that no layout of the family contains; the rows that lost some.

    Where no layout of the family adds up, nothing is removed: the family does not hold in this document.
    """
    parent, children = family
    members = (parent, *children)
    if all(len(options[index]) == 1 for index in members) or not all(options[index] for index in members):
        return set()
    used: dict[int, set[Figures]] = {index: set() for index in members}
    found = False
    for columns in options[parent]:
        target = _vector(columns, amounts[parent], width)
        kept = _children(children, options, amounts, target)
        if kept is None:
            return set()
        if kept:
            found = True
            used[parent].add(columns)
            for index, layouts in kept.items():
                used[index] |= layouts
    if not found:
        return set()
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
    children: Sequence[int], options: dict[int, list[Figures]], amounts: Sequence[Figures], target: Sums
) -> dict[int, set[Figures]] | None:
    """The children's layouts that add up to the target; empty where none do, None where the limit was passed."""
    tolerance = len(children) + 1
    width = len(target)
    positive = all(amount >= 0 for index in children for amount in amounts[index]) and min(target) >= 0
    layers: list[dict[Sums, None]] = [{(0,) * width: None}]
    vectors = {
        index: [(columns, _vector(columns, amounts[index], width)) for columns in options[index]] for index in children
    }
    for index in children:
        if len(layers[-1]) * len(vectors[index]) > MOST_ADDITIONS:
            return None
        reached: dict[Sums, None] = {}
        for sums in layers[-1]:
            for _, vector in vectors[index]:
                total = tuple(a + b for a, b in zip(sums, vector, strict=True))
                if not positive or all(a <= b + tolerance for a, b in zip(total, target, strict=True)):
                    reached[total] = None
        if len(reached) > MOST_SUMS:
            return None
        layers.append(reached)
    alive = {sums for sums in layers[-1] if all(abs(a - b) <= tolerance for a, b in zip(sums, target, strict=True))}
    kept: dict[int, set[Figures]] = {}
    for place in range(len(children) - 1, -1, -1):
        index = children[place]
        kept[index] = set()
        before: set[Sums] = set()
        for sums in layers[place]:
            for columns, vector in vectors[index]:
                if tuple(a + b for a, b in zip(sums, vector, strict=True)) in alive:
                    kept[index].add(columns)
                    before.add(sums)
        alive = before
    return kept if alive else {}
