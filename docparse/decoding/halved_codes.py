"""Economic codes whose class and item stand in columns of their own (类 款), put together again.

    301 ⏎ 301 01 ⏎ 301 02 …     or     301 ⏎ 301 ⏎ 301 ⏎ … ⏎ 01 ⏎ 02 …

A class is printed once for itself and once more for each of its items; both parts are in order.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docparse.renderings import Atom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.decoding.scattered import Found

# Digits of a class, of the number of an item in it, and of both.
CLASS, PART, WHOLE = 3, 2, 5
# What economic codes of expenditure begin with.
_FIRST = "3"


def economic_codes(atoms: Sequence[Found]) -> list[Found]:
    """The codes among atoms in reading order, those in two columns put together."""
    codes = [found for found in atoms if found.atom.kind == "C" and found.atom.text[0] == _FIRST]
    whole = [found for found in codes if len(found.atom.text) == WHOLE]
    classes = [found for found in codes if len(found.atom.text) == CLASS]
    parts = [found for found in atoms if found.atom.kind == "I" and len(found.atom.text) == PART]
    if len(whole) >= len(parts):
        return [found for found in codes if len(found.atom.text) in (CLASS, WHOLE)]
    seen: set[str] = set()
    joined: list[Found] = []
    for page in sorted({found.page for found in classes}):
        ours = [found for found in classes if found.page == page]
        joined += _joined(ours, [found for found in parts if found.page == page], seen)
        seen.update(found.atom.text for found in ours)
    return joined


def _joined(classes: Sequence[Found], parts: Sequence[Found], seen: set[str]) -> list[Found]:
    """The codes of a page; ``seen`` are the classes of earlier pages, which stand for themselves there."""
    known = set(seen)
    heads: list[Found] = []
    items: list[Found] = []
    for found in classes:
        (items if found.atom.text in known else heads).append(found)
        known.add(found.atom.text)
    if len(items) == len(parts):
        codes = [_with(item, part) for item, part in zip(items, parts, strict=True)]
        if len({code.atom.text for code in codes}) == len(codes):
            return sorted([*heads, *codes], key=lambda found: found.at)
    behind = {part.at - 1: part for part in parts}
    return [_with(found, behind[found.at]) if found.at in behind else found for found in classes]


def _with(found: Found, part: Found) -> Found:
    """A class with the number of an item behind it."""
    atom, tail = found.atom, part.atom
    ranges = (*atom.ranges, *tail.ranges)
    return replace(found, atom=Atom("C", atom.text + tail.text, atom.start, atom.end, ranges))
