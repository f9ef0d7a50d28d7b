"""Figures of the prose tied to cells of tables and forms: which labelled counterparts are found, which ties are wrong.

A check ties a figure to a cell if it is a ``narrative`` or ``cross_table`` one that was tested and names one figure of
the prose and the cell among its ``cells``, whether it holds or not. (Sums and shares with a figure in them are other
kinds and tie nothing.) A tie is

``labelled``    to a cell that the label lists as a counterpart of the figure, or that a labelled contradiction sets
                against it: where the two contradict each other they state one quantity,
``beyond``      to another cell that holds the same amount, not zero, as a listed counterpart: the labels need not list
                every copy of a total, so these are only counted,
``wrong``       to any other cell, and every tie of a figure that nobody labelled or that has no counterpart.

Counterparts that are text, and those that the label doubts, may be found; they are no part of the recall.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.prose_references import look_up, refer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.prose_labels import LabelFact, Prose
    from benchmarks.prose_references import Labelled, Pointers
    from benchmarks.results import Tree

KINDS = frozenset({"narrative", "cross_table"})
_FACT = re.compile(r"/facts/(?P<index>\d+)(?:/.*)?")


class Tie(NamedTuple):
    """A figure of the result, by its index and id, and the cell that a check ties it to."""

    fact: int
    fact_id: str
    pointer: str
    check: str
    statement: str


class Linked(NamedTuple):
    """How the ties of a result stand against the labels.

    Attributes:
        wanted: ids of the labelled figures with a counterpart that is a number and not doubted.
        found: those of them that are tied to a listed counterpart.
        texts: ids of the figures whose counterparts are only text.
        labelled: ties to listed counterparts.
        beyond: ties to copies of a listed counterpart.
        wrong: all other ties.
    """

    wanted: tuple[str, ...]
    found: tuple[str, ...]
    texts: tuple[str, ...]
    labelled: tuple[Tie, ...]
    beyond: tuple[Tie, ...]
    wrong: tuple[Tie, ...]


def fact_index(pointer: str) -> int | None:
    """The index of the fact that a JSON pointer points into; None for another pointer.

    >>> fact_index("/facts/12/value")
    12
    """
    found = _FACT.fullmatch(pointer)
    return None if found is None else int(found["index"])


def ties_of(tree: Tree) -> list[Tie]:
    """Every tie between one figure and a cell."""
    found = []
    for check in tree["checks"]:
        if check["kind"] not in KINDS or check["outcome"] == "not_tested":
            continue
        facts = {index for pointer in check["cells"] if (index := fact_index(pointer)) is not None}
        if len(facts) == 1:
            cells = (pointer for pointer in check["cells"] if fact_index(pointer) is None)
            name = look_up(tree, f"/facts/{min(facts)}/id") or ""
            found += [Tie(min(facts), name, pointer, check["id"], check["statement"]) for pointer in cells]
    return found


def judge_links(prose: Prose, read_of: Mapping[str, int], labelled: Labelled, pointers: Pointers, tree: Tree) -> Linked:
    """Holds the ties of a result against the labelled counterparts.

    Args:
        prose: the labels of one document.
        read_of: id of a labelled figure → index of the read one that answers it.
        labelled: its labelled tables and forms.
        pointers: where the result holds their cells.
        tree: the result.
    """
    wanted, texts = _wanted(prose.facts, labelled)
    cells = {label.id: _cells(label, pointers) for label in prose.facts}
    for known in prose.contradictions:
        for one, other in ((known.left, known.right), (known.right, known.left)):
            against = frozenset(pointer for name in other if ":" in name for pointer in pointers.of(name))
            cells |= {name: cells[name] | against for name in one if name in cells}
    label_of = {index: label for label, index in read_of.items()}
    ties = ties_of(tree)
    found = {label_of[tie.fact] for tie in ties if tie.fact in label_of and tie.pointer in cells[label_of[tie.fact]]}
    sorts: dict[str, list[Tie]] = {"labelled": [], "beyond": [], "wrong": []}
    for tie in ties:
        listed = cells.get(label_of.get(tie.fact, ""), frozenset())
        sorts[_sort(tie, listed, tree)].append(tie)
    return Linked(
        wanted=tuple(wanted),
        found=tuple(name for name in wanted if name in found),
        texts=tuple(texts),
        labelled=tuple(sorts["labelled"]),
        beyond=tuple(sorts["beyond"]),
        wrong=tuple(sorts["wrong"]),
    )


def _wanted(labels: Sequence[LabelFact], labelled: Labelled) -> tuple[list[str], list[str]]:
    """The figures with a numeric counterpart that is not doubted, and those with text alone."""
    numbers, texts = [], []
    for label in labels:
        sure = [refer(labelled, entry.value) for entry in label.counterparts if not entry.open]
        if label.optional:
            continue
        if any(each is not None and each.value is not None for each in sure):
            numbers.append(label.id)
        elif any(each is not None for each in sure):
            texts.append(label.id)
    return numbers, texts


def _cells(label: LabelFact, pointers: Pointers) -> frozenset[str]:
    return frozenset(pointer for entry in label.counterparts for pointer in pointers.of(entry.value))


def _sort(tie: Tie, listed: frozenset[str], tree: Tree) -> str:
    if tie.pointer in listed:
        return "labelled"
    amount = _amount(tree, tie.pointer)
    same = amount and amount in {_amount(tree, pointer) for pointer in listed}
    return "beyond" if same else "wrong"


def _amount(tree: Tree, pointer: str) -> Decimal | None:
    """The number in a cell, in yuan where its table says the unit."""
    cell = look_up(tree, pointer)
    holder = look_up(tree, "/".join(pointer.split("/")[:3]))
    if not isinstance(cell, dict) or not isinstance(holder, dict):
        return None
    try:
        return Decimal(cell.get("value") or "") * Decimal(holder.get("unit_factor") or 1)
    except InvalidOperation:
        return None


def points_into(pointers: Sequence[str]) -> Iterator[str]:
    """Pointers as they are compared: any pointer into a fact is one to the fact."""
    for pointer in pointers:
        index = fact_index(pointer)
        yield pointer if index is None else f"/facts/{index}"
