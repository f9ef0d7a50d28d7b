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
# The sides of a form beside each other, as the lexicon calls them: income and expenditure.
_SIDES = "nx"


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
    slots = _slots(wrapped.row)
    sides = _sides(slots)
    for slot in reversed(slots):
        if slot.text and is_known(slot.code, slot.text, lexicon):
            continue
        pair = _fitting(slot, wrapped, lexicon, side=sides.get(slot.head))
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


def name_sides(wrapped: Wrapped, lexicon: Lexicon, *, first: int, values: int) -> None:
    """Puts the names of both sides, wrapped around a row of two sides, each before its line number or its values.

    Args:
        wrapped: the row; without line numbers it holds a value in each column.
        lexicon: tells on which side a name stands.
        first: how many values the income side has.
        values: how many both sides have together.
    """
    places = _places_of_sides(wrapped.row, first=first, values=values)
    for side in sorted(places, reverse=True):
        for heads, tails in _candidates(wrapped):
            name = _text(heads) + _text(tails)
            if is_item(name, lexicon) and lexicon.side_of(name) == side:
                wrapped.heads = [piece for piece in wrapped.heads if piece not in heads]
                wrapped.tails = [piece for piece in wrapped.tails if piece not in tails]
                wrapped.row.insert(places[side], one_name([*heads, *tails]))
                break


def _places_of_sides(row: Sequence[Atom], *, first: int, values: int) -> dict[str, int]:
    """Where the name of each side goes that the row lacks: ``n`` for income, ``x`` for expenditure."""
    kinds = "".join(atom.kind for atom in row)
    named = len(kinds) - len(kinds.lstrip("T"))
    if kinds.count("I") == len(_SIDES):
        second = kinds.rindex("I")
    elif set(kinds) <= set("TVZ") and len(kinds.replace("T", "")) == values:
        second = named + first
    else:
        return {}
    places = {} if named else {"n": 0}
    return places if kinds[second - 1] == "T" or kinds[second] == "T" else places | {"x": second}


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


def _sides(slots: Sequence[Slot]) -> dict[int, str]:
    """The side of each of two names that stand beside each other without codes: income on the left."""
    places = [slot.head for slot in slots]
    return (
        dict(zip(places, _SIDES, strict=True))
        if len(slots) == len(_SIDES) and not any(slot.code for slot in slots)
        else {}
    )


def _fitting(
    slot: Slot, wrapped: Wrapped, lexicon: Lexicon, *, side: str | None
) -> tuple[Sequence[Atom], Sequence[Atom]] | None:
    """The pieces above and the pieces below (either may be none) that make the slot's name a known one.

    Where the names on both sides begin alike, the one of its own side is the slot's.
    """
    first = None
    for heads, tails in _candidates(wrapped):
        name = _text(heads) + slot.text + _text(tails)
        if not is_known(slot.code, name, lexicon):
            continue
        if side is None or lexicon.side_of(name) in (None, side):
            return heads, tails
        first = first or (heads, tails)
    return first


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
