"""Contradictions of the prose, with itself and with tables: those that a result finds, and those it makes up.

A check over a figure of the prose accuses the source where it fails with the cause ``source``. It is right if its cells
hold one of either side of a labelled contradiction, and a false accusation otherwise. One that fails with the cause
``unresolved`` accuses nobody; it is said whether the labelled contradictions are at least noticed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.prose_links import fact_index, points_into
from benchmarks.prose_references import refer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.prose_labels import LabelContradiction
    from benchmarks.prose_references import Labelled, Pointers
    from benchmarks.results import Tree

# What the prose is contradicted by: numbers of tables and forms, texts of forms, or itself.
SORTS = ("tables", "texts", "prose")


class Accused(NamedTuple):
    """How the accusations of one report stand against the labels.

    Attributes:
        known: of each labelled contradiction the sort, whether it is found, and whether it is noticed.
        missed: of those that are not found, what they are.
        false: the statements of the false accusations.
    """

    known: tuple[tuple[str, bool, bool], ...]
    missed: tuple[str, ...]
    false: tuple[str, ...]


class _Sides(NamedTuple):
    left: frozenset[str]
    right: frozenset[str]

    def in_both(self, cells: frozenset[str]) -> bool:
        return bool(cells & self.left) and bool(cells & self.right)


def judge_prose_accusations(
    known: Sequence[LabelContradiction],
    read_of: Mapping[str, int],
    labelled: Labelled,
    pointers: Pointers,
    tree: Tree,
) -> Accused:
    """Holds the failing checks over figures of the prose against the labelled contradictions.

    Args:
        known: the labelled contradictions of one document.
        read_of: id of a labelled figure → index of the read one that answers it.
        labelled: its labelled tables and forms.
        pointers: where the result holds their cells.
        tree: the result.
    """
    sides = [_Sides(*(frozenset(_cells(side, read_of, pointers)) for side in (one.left, one.right))) for one in known]
    accusing: set[int] = set()
    noticing: set[int] = set()
    false = []
    for check in tree["checks"]:
        if check["outcome"] != "fails" or all(fact_index(pointer) is None for pointer in check["cells"]):
            continue
        cells = frozenset(points_into(check["cells"]))
        matching = {at for at, each in enumerate(sides) if each.in_both(cells)}
        noticing |= matching
        if check["cause"] == "source":
            accusing |= matching
            false += [] if matching else [check["statement"]]
    return Accused(
        tuple((sort_of(one, labelled), at in accusing, at in noticing) for at, one in enumerate(known)),
        tuple(f"{one.kind} in lines {one.lines}: {one.what}" for at, one in enumerate(known) if at not in accusing),
        tuple(false),
    )


def _cells(names: Sequence[str], read_of: Mapping[str, int], pointers: Pointers) -> Iterator[str]:
    for name in names:
        if ":" in name:
            yield from pointers.of(name)
        elif name in read_of:
            yield f"/facts/{read_of[name]}"


def sort_of(one: LabelContradiction, labelled: Labelled) -> str:
    """Which of ``SORTS`` a labelled contradiction is."""
    found = [refer(labelled, name) for name in (*one.left, *one.right) if ":" in name]
    if any(each is not None and each.value is not None for each in found):
        return "tables"
    return "texts" if found else "prose"
