"""Names that were wrapped around their row: text above and below a line of codes, numbers and values.

Where several names of a line are wrapped at once, their pieces stand beside each other above the line and again
below it. Which piece belongs where is told by the names that the lexicon knows, for a code or as an item; what it
does not know goes to the name above, as before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.lexicons.load import Lexicon
    from docparse.renderings import Atom


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
        if slot.text and _is_known(slot.code, slot.text, lexicon):
            continue
        pair = _fitting(slot, wrapped, lexicon)
        if pair is None:
            continue
        head, tail = pair
        name = "".join(atom.text for atom in pair if atom is not None)
        at = _place_of_item(wrapped.row, lexicon.side_of(name)) if slot.code is None and not slot.text else slot.tail
        if tail is not None:
            wrapped.tails.remove(tail)
            wrapped.row.insert(at, tail)
        if head is not None:
            wrapped.heads.remove(head)
            wrapped.row.insert(at if not slot.text else slot.head, head)


def _slots(row: Sequence[Atom]) -> list[Slot]:
    """The names of a row, and the codes without one; a row with neither has one slot for its missing name."""
    slots: list[Slot] = []
    index = 0
    while index < len(row):
        atom = row[index]
        start = index + (atom.kind == "C")
        end = start
        while end < len(row) and row[end].kind == "T":
            end += 1
        if atom.kind in "CT":
            text = "".join(each.text for each in row[start:end])
            slots.append(Slot(atom.text if atom.kind == "C" else None, text, start, end))
        index = max(end, index + 1)
    if not any(atom.kind in "CT" for atom in row):
        slots.append(Slot(None, "", 0, 0))
    return slots


def _fitting(slot: Slot, wrapped: Wrapped, lexicon: Lexicon) -> tuple[Atom | None, Atom | None] | None:
    """The piece above and the piece below (either may be missing) that make the slot's name a known one."""
    heads: list[Atom | None] = [*wrapped.heads, None]
    tails: list[Atom | None] = [*wrapped.tails, None]
    for head in heads:
        for tail in tails:
            if head is None and tail is None:
                continue
            name = (head.text if head else "") + slot.text + (tail.text if tail else "")
            if _is_known(slot.code, name, lexicon):
                return head, tail
    return None


def _is_known(code: str | None, name: str, lexicon: Lexicon) -> bool:
    if code is not None:
        return fold(name) in {fold(known) for known in lexicon.code_names.get(code, ())}
    return is_item(name, lexicon)


def is_item(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is an item of some form, on either side, or a functional class."""
    keyed = any(lexicon.item_key(name, side=side) for side in (None, "income", "expenditure"))
    return keyed or lexicon.class_code(name) is not None


def _place_of_item(row: Sequence[Atom], side: str | None) -> int:
    """Where the missing name of a line goes: before its line number; on the expenditure side before the last one."""
    numbers = [index for index, atom in enumerate(row) if atom.kind in "IC"]
    return numbers[-1] if side == "x" and numbers else 0
