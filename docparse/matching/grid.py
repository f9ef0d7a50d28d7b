"""Headers whose cells stand between borders: which labels stand above which column of the print."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.renderings import Atom


def path_above(labels: Sequence[Sequence[Atom]], place: int, first: int = 0) -> list[Atom]:
    """The labels above a column of the print, from top to bottom; a group's label stands above its first column only.

    A blank with a label below it belongs to the group on its left, if that is a group.

    Args:
        labels: the cells of the header lines, each line as wide as the table.
        place: the column.
        first: the column at which groups may begin.
    """
    found: list[Atom] = []
    for depth, row in enumerate(labels):
        at = place
        below = labels[depth + 1 :]
        if row[at].kind == "B":
            while at > first and row[at].kind == "B" and any(each[at].kind != "B" for each in below):
                at -= 1
            if not any(each[at].kind != "B" for each in below):
                continue
        if row[at].kind != "B" and row[at] not in found:
            found.append(row[at])
    return found
