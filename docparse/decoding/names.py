"""Names that were wrapped around their row: text above and below a line of codes, numbers and values.

Where several names of a line are wrapped at once, their pieces stand beside each other above the line and again
below it. Which piece belongs where is told by the names that the lexicon knows, for a code or as an item.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docparse.decoding.fields import LONGEST_NAME
from docparse.folding import fold
from docparse.renderings import Atom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.lexicons.load import Lexicon

# Lines that one name is wrapped into at most.
MOST_PIECES = 4


class Slot(NamedTuple):
    """A place in a row where a name stands or is missing: its code, the text there, and where a name would go."""

    code: str | None
    text: str
    head: int
    tail: int


@dataclass(slots=True)
class Wrapped:
    """A row with the text above it that no row has claimed, and the text below it."""

    row: list[Atom]
    heads: list[Atom]
    tails: list[Atom]


def complete_names(wrapped: Wrapped, lexicon: Lexicon) -> None:
    """Moves pieces of text into the row's names wherever that makes a known one.

    From right to left, so that the places further left stay where they are.
    """
    for slot in reversed(_slots(wrapped.row)):
        if slot.text and is_known(slot.code, slot.text, lexicon):
            continue
        pair = _fitting(slot, wrapped, lexicon)
        if pair is None:
            continue
        heads, tails = pair
        for head in heads:
            wrapped.heads.remove(head)
        for tail in tails:
            wrapped.tails.remove(tail)
        nameless = not any(atom.kind in "CT" for atom in wrapped.row)
        at = _place_of_item(wrapped.row, lexicon.side_of(_text([*heads, *tails]))) if nameless else slot.tail
        start, end = (slot.head, slot.tail) if slot.text else (at, at)
        wrapped.row[start:end] = [one_name([*heads, *wrapped.row[start:end], *tails])]


def _slots(row: Sequence[Atom]) -> list[Slot]:
    """The names of a row, and the codes without one; a row that begins with a number lacks its first name."""
    slots: list[Slot] = []
    index = 0
    while index < len(row):
        atom = row[index]
        start = index + (atom.kind == "C")
        end = start
        while end < len(row) and row[end].kind == "T":
            end += 1
        if atom.kind in "CT":
            text = _text(row[start:end])
            slots.append(Slot(atom.text if atom.kind == "C" else None, text, start, end))
        index = max(end, index + 1)
    if next(atom for atom in row if atom.kind != "B").kind not in "CT":
        slots.insert(0, Slot(None, "", 0, 0))
    return slots


def nameless_code(row: Sequence[Atom]) -> int | None:
    """Where the name of the first code goes that has none beside it; None where each code has its name."""
    return next((slot.tail for slot in _slots(row) if slot.code is not None and not slot.text), None)


def _fitting(slot: Slot, wrapped: Wrapped, lexicon: Lexicon) -> tuple[Sequence[Atom], Sequence[Atom]] | None:
    """The pieces above and the pieces below (either may be none) that make the slot's name a known one."""
    for heads, tails in _candidates(wrapped):
        if is_known(slot.code, _text(heads) + slot.text + _text(tails), lexicon):
            return heads, tails
    return None


def _candidates(wrapped: Wrapped) -> Iterator[tuple[Sequence[Atom], Sequence[Atom]]]:
    """One piece above and one below, one of them, or some below each other on one side of the row."""
    for head in (*wrapped.heads, None):
        for tail in (*wrapped.tails, None):
            if head is not None or tail is not None:
                yield [head] if head else [], [tail] if tail else []
    for count in range(2, MOST_PIECES + 1):
        yield from ((run, []) for run in _runs(wrapped.heads, count))
        yield from (([], run) for run in _runs(wrapped.tails, count))


def _runs(pieces: Sequence[Atom], count: int) -> list[Sequence[Atom]]:
    return [pieces[at : at + count] for at in range(len(pieces) - count + 1)]


def _text(pieces: Sequence[Atom]) -> str:
    return "".join(piece.text for piece in pieces)


def is_known(code: str | None, name: str, lexicon: Lexicon) -> bool:
    """Whether a name is known for a code; without a code, whether it is an item."""
    if code is not None:
        return fold(name) in {fold(known) for known in lexicon.names_of(code)}
    return is_item(name, lexicon)


def is_item(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is an item of some form, on either side, or a functional class."""
    keyed = any(lexicon.item_key(name, side=side) for side in (None, "income", "expenditure"))
    return keyed or lexicon.class_code(name) is not None


def _place_of_item(row: Sequence[Atom], side: str | None) -> int:
    """Where the missing name of a line goes: before its line number; on the expenditure side before the last one."""
    numbers = [index for index, atom in enumerate(row) if atom.kind in "IC"]
    return numbers[-1] if side == "x" and numbers else 0


def whole_names(row: Sequence[Atom], lexicon: Lexicon) -> list[Atom]:
    """The row, with the pieces of each known name in one: two pieces would pass for the names of two sides."""
    named: list[Atom] = []
    at = 0
    while at < len(row):
        end = at + 1
        while end < len(row) and end - at < LONGEST_NAME and row[at].kind == row[end].kind == "T":
            end += 1
        while end - at > 1 and not is_item(_text(row[at:end]), lexicon):
            end -= 1
        named.append(one_name(row[at:end]))
        at = end
    return named


def one_name(pieces: Sequence[Atom]) -> Atom:
    """The pieces of a wrapped name as one atom, which knows where each stands."""
    if len(pieces) == 1:
        return pieces[0]
    return Atom(
        "T",
        _text(pieces),
        pieces[0].start,
        pieces[-1].end,
        tuple(place for piece in pieces for place in piece.ranges),
    )


def pieces_of(name: Atom) -> list[Atom]:
    """The atoms that ``one_name`` put together, each with the text that stands at its place."""
    pieces: list[Atom] = []
    at = 0
    for start, end in name.ranges:
        pieces.append(Atom(name.kind, name.text[at : at + end - start], start, end))
        at += end - start
    return pieces
