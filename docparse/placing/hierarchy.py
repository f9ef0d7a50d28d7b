"""Families of rows: a code's parent is its longest printed prefix; in every column parent = Σ children."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Family = tuple[int, tuple[int, ...]]


def families(codes: Sequence[str | None], *, total: int | None) -> tuple[Family, ...]:
    """The (parent, children) families among rows given by their codes; ``total`` is the row above all classes.

    A code that is printed twice, or whose parent is not printed, belongs to no family of that parent.

    >>> families([None, "205", "20501", "2050101"], total=0)
    ((0, (1,)), (1, (2,)), (2, (3,)))
    """
    first: dict[str, int] = {}
    doubled: set[str] = set()
    for index, code in enumerate(codes):
        if code is None:
            continue
        if code in first:
            doubled.add(code)
        first.setdefault(code, index)
    children: dict[int, list[int]] = {}
    for index, code in enumerate(codes):
        if code is None or len(code) not in (3, 5, 7):
            continue
        if len(code) == 3:
            parent = total
        else:
            parent = first.get(code[:-2])
            if code[:-2] in doubled:
                parent = None
        if parent is not None:
            children.setdefault(parent, []).append(index)
    return tuple((parent, tuple(members)) for parent, members in sorted(children.items()))
