"""The order in which a print gives its columns: forms list them in one order, and some provinces print another.

Header labels that are wrapped stand in no order that could be relied on. So only a label counts that stands whole in
the header, once for each block that has it, against other such labels on its line, or others that have a line each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from docparse.folding import fold

if TYPE_CHECKING:
    from docparse.grammars.labels import Path
    from docparse.grammars.model import ColumnForm
    from docparse.matching.pieces import Piece

# Where a label stands: its line, or the mark of those that have a line each; and its place among the characters.
Place = tuple[int, int]
Places = Mapping[str, Sequence[Place]]
Chosen = tuple["ColumnForm", "Path"]
_ALONE = -1

_Item = TypeVar("_Item")


class _Share(NamedTuple):
    """Which of the prints of a label is a block's, where several blocks have the same labels: 预算数 and 决算数."""

    nth: int
    blocks: int


def in_printed_order(chosen: Sequence[Chosen], pieces: Sequence[Piece], *, lone: bool = True) -> tuple[Chosen, ...]:
    """The columns of a form, each with its path, in the order in which the header prints them.

    Args:
        chosen: In the order of the form.
        pieces: Those of the header.
        lone: whether labels that have a line each tell an order. Extractors that print boxes give them by their height
            on the page: a label above two columns before those that stand left of it.
    """
    places = _printed_often_enough(_places(_parted(pieces, chosen)), chosen)
    if not lone:
        places = {label: [place for place in found if place[0] != _ALONE] for label, found in places.items()}
    sides = groupby(chosen, key=lambda each: each[0].side)
    prints = _Prints(places, _asked(chosen))
    return tuple(each for _, columns in sides for each in _ordered(list(columns), 0, _Share(0, 1), prints))


def _printed_often_enough(places: Places, chosen: Sequence[Chosen]) -> Places:
    """The labels that the header prints at least as often as there are blocks that have them.

    Of others a print is torn, or run together with a label beside it: whose the rest are cannot be told.
    """
    asked = _asked(chosen)
    return {label: found for label, found in places.items() if len(found) >= asked[label]}


def _asked(chosen: Sequence[Chosen]) -> Counter[str]:
    """How often each label has to be printed: once for each group of columns that stands below it."""
    nodes = {
        (column.side, tuple(map(fold, path[: depth + 1]))) for column, path in chosen for depth in range(len(path))
    }
    return Counter(node[-1] for _, node in nodes)


class _Prints:
    """Where labels stand, and how many prints of each belong to groups that stand before the next one."""

    def __init__(self, places: Places, asked: Mapping[str, int]) -> None:
        self._places = places
        self._asked = asked
        self._taken: Counter[str] = Counter()

    def take(self, label: str, share: _Share) -> Place | None:
        """Where the next group with a label has it; None where its prints are not told apart."""
        printed = self._places.get(label, ())
        nth = self._taken[label]
        self._taken[label] += 1
        if len(printed) > 1 and len(printed) == self._asked[label] and len({line for line, _ in printed}) == 1:
            return printed[nth]
        return _place(printed, share)

    def pass_over(self, labels: Sequence[str]) -> None:
        """Counts the labels of a column that stands alone in its group."""
        self._taken.update(map(fold, labels))


def _parted(pieces: Sequence[Piece], chosen: Sequence[Chosen]) -> list[Piece]:
    """The pieces, those parted that are several labels with no white space between them."""
    labels = {fold(label) for _, path in chosen for label in path}
    parted: list[Piece] = []
    for piece in pieces:
        ends = [] if piece.text in labels else _ends_of_labels(piece.text, labels)
        stretches = pairwise([0, *ends])
        found = [piece._replace(at=piece.at + start, text=piece.text[start:end]) for start, end in stretches]
        parted += found or [piece]
    return parted


def _ends_of_labels(text: str, labels: set[str]) -> list[int]:
    """Where the labels end of which a text is made, each the longest one; none where anything else is in it."""
    longest = max(map(len, labels), default=0)
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = next((end for end in range(min(len(text), at + longest), at, -1) if text[at:end] in labels), at)
        if end == at:
            return []
        ends.append(end)
        at = end
    return ends


def _places(pieces: Sequence[Piece]) -> Places:
    """Where each label stands that is a whole piece."""
    company = Counter(piece.line for piece in pieces)
    places: dict[str, list[Place]] = {}
    for piece in pieces:
        line = _ALONE if company[piece.line] == 1 else piece.line
        places.setdefault(piece.text, []).append((line, piece.at))
    return places


def _ordered(columns: list[Chosen], depth: int, share: _Share, prints: _Prints) -> list[Chosen]:
    """Columns in printed order: blocks under one label by the place of that label, each block within itself."""
    blocks = [list(block) for _, block in groupby(columns, key=lambda each: _label(each, depth))]
    labels = [_label(block[0], depth) for block in blocks]
    if len(set(labels)) < len(labels):
        return columns
    found = _sorted_by_place(blocks, [prints.take(label, share) for label in labels])
    wide = [block for block in found if len(block) > 1]
    ordered: list[Chosen] = []
    for block in found:
        if len(block) > 1:
            nth = share.nth * len(wide) + wide.index(block)
            block = _ordered(block, depth + 1, _Share(nth, share.blocks * len(wide)), prints)
        else:
            prints.pass_over(block[0][1][depth + 1 :])
        ordered += block
    return ordered


def _label(chosen: Chosen, depth: int) -> str:
    path = chosen[1]
    return fold(path[depth]) if depth < len(path) else ""


def _place(printed: Sequence[Place], share: _Share) -> Place | None:
    """Where a label of a block stands; None where it is printed more or fewer times than there are such blocks."""
    if len(printed) == 1:
        return printed[0]
    return printed[share.nth] if len(printed) == share.blocks else None


def _sorted_by_place(items: Sequence[_Item], places: Sequence[Place | None]) -> list[_Item]:
    """The items, those of one line changing places among themselves until they stand as on it."""
    found = list(items)
    for line in {place[0] for place in places if place is not None}:
        slots = [index for index, place in enumerate(places) if place is not None and place[0] == line]
        by_place = sorted(slots, key=lambda index: places[index] or (0, 0))
        for slot, source in zip(slots, by_place, strict=True):
            found[slot] = items[source]
    return found
