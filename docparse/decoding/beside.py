"""Items of a form of one side that are printed beside each other: the second one of a line under fewer columns.

机构运行信息表 has 年初预算数, 全年预算数 and 决算数 for the items on the left, and 决算数 alone for those on the right:
the header prints the labels of the last columns once more. Each line is cut into its items, and the values of the
right one are moved into the last columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.renderings import Atom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.decoding.fields import Group
    from docparse.matching.forms import FormMatch
    from docparse.segmenting.lines import Line

Cut = tuple["Line", "list[Atom]"]

# So many of the lines must hold two items.
_MOSTLY = 0.5


def columns_on_the_right(match: FormMatch) -> int:
    """How many of the last columns the header prints once more; 0 where it does not."""
    labels = [fold(column.path[-1]) for column in match.columns]
    printed = fold("".join(line.text for line in match.header))
    if not all(label in printed for label in labels):
        return 0
    again = [printed.count(label) == 2 + _within(label, labels) for label in labels]  # once, and once more
    return len(labels) - again.index(True) if True in again and all(again[again.index(True) :]) else 0


def _within(label: str, labels: Sequence[str]) -> int:
    """How often a label is a part of the others: 预算数 of 年初预算数."""
    return sum(other != label and label in other for other in labels)


def part_items(cut: Sequence[Cut], group: Group, *, right: int) -> list[Cut]:
    """The lines with one item each; the same lines where hardly any holds two.

    Beside line numbers (行次) only lines that have all their cells are cut: elsewhere a number may be either.
    """
    places = [_second_item(atoms) for _, atoms in cut]
    if "line_number" in group.stub:
        whole = 2 * len(group.stub) + group.values + right
        places = [place if len(atoms) == whole else None for place, (_, atoms) in zip(places, cut, strict=True)]
    if sum(place is not None for place in places) < _MOSTLY * len(cut):
        return list(cut)
    parted: list[Cut] = []
    for (line, atoms), place in zip(cut, places, strict=True):
        if place is None:
            parted.append((line, atoms))
            continue
        parted += [(line, atoms[:place]), (line, _moved(atoms[place:], group, right=right))]
    return parted


def _second_item(atoms: Sequence[Atom]) -> int | None:
    """Where the second name of a line begins: a text behind a value or a blank cell, or right behind the first."""
    names = [at for at, atom in enumerate(atoms) if atom.kind == "T"]
    return names[1] if len(names) == 2 else None


def _moved(atoms: list[Atom], group: Group, *, right: int) -> list[Atom]:
    """The atoms of an item on the right with a blank for each column that it has no cell for."""
    stubs = 1 + ("line_number" in group.stub)
    values = atoms[stubs:]
    if len(values) > right:
        return atoms
    missing = [Atom("B", "", atoms[0].start, atoms[0].start)] * (group.values - right)
    return [*atoms[:stubs], *missing, *values]
