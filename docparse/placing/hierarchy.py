"""Families of rows: a code's parent is its longest printed prefix; in every column the parent is Σ children."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.model import IdentityForm

Family = tuple[int, tuple[int, ...]]
# Digits of a code: 类, 款, 项.
_LENGTHS = frozenset({3, 5, 7})


def families(codes: Sequence[str | None], *, total: int | None) -> tuple[Family, ...]:
    """The (parent, children) families among rows given by their codes; ``total`` is the row above all classes.

    A table may leave levels out: a code without a printed parent belongs to the next printed level above it. A code
    that is printed twice is no parent: which of the two its children add up to is not known.

    >>> families([None, "205", "20501", "2050101"], total=0)
    ((0, (1,)), (1, (2,)), (2, (3,)))
    >>> families([None, "205", "2050101"], total=0)
    ((0, (1,)), (1, (2,)))
    """
    rows: dict[str, list[int]] = {}
    for index, code in enumerate(codes):
        if code is not None:
            rows.setdefault(code, []).append(index)
    children: dict[int, list[int]] = {}
    for index, code in enumerate(codes):
        if code is None or len(code) not in _LENGTHS:
            continue
        above = next((rows[code[:length]] for length in (5, 3) if length < len(code) and code[:length] in rows), None)
        parent = total if above is None else above[0] if len(above) == 1 else None
        if parent is not None:
            children.setdefault(parent, []).append(index)
    return tuple((parent, tuple(members)) for parent, members in sorted(children.items()))


def without_repeats(codes: Sequence[str | None], figures: Sequence[tuple[int | None, ...]]) -> list[str | None]:
    """The codes, None for a row that repeats another with its code and all its figures: a page break printed it again.

    >>> without_repeats(["214", "214", "214"], [(5,), (5,), (7,)])
    ['214', None, '214']
    """
    seen: set[tuple[str, tuple[int | None, ...]]] = set()
    kept: list[str | None] = []
    for code, row in zip(codes, figures, strict=True):
        repeated = code is not None and (code, row) in seen and any(row)
        kept.append(None if repeated else code)
        if code is not None:
            seen.add((code, row))
    return kept


class KeyedRow(NamedTuple):
    """What a sum between rows needs to know of one."""

    key: str | None
    role: str
    quantity: str


# The parts of a sum that stand for all items above its total, and for those below it.
ITEMS = "items"
BELOW = "below"


def item_families(items: Sequence[KeyedRow], sums: Sequence[IdentityForm]) -> tuple[tuple[str, Family], ...]:
    """The families that a form declares between rows by their keys, with the declaration's id.

    A key that two rows have, or a total that is not printed, gives no family; a part that is not printed adds nothing.
    "items" are the rows above the total that are neither totals nor 其中 rows, back to the total before it; "below" the
    items that follow it, up to the next total.
    """
    at: dict[str, int] = {}
    doubled: set[str] = set()
    for index, item in enumerate(items):
        if item.key is not None and item.quantity == "amount":
            if item.key in at:
                doubled.add(item.key)
            at.setdefault(item.key, index)
    found: list[tuple[str, Family]] = []
    for each in sums:
        total = at.get(each.total or "")
        if total is None or each.total in doubled:
            continue
        if each.parts == (ITEMS,):
            children = _items_above(items, total)
        elif each.parts == (BELOW,):
            children = _items_below(items, total)
        else:
            children = tuple(at[key] for key in each.parts if key in at)
        if children and not doubled.intersection(each.parts):
            found.append((each.id, (total, children)))
    return tuple(found)


def _items_above(items: Sequence[KeyedRow], total: int) -> tuple[int, ...]:
    children: list[int] = []
    for index in range(total - 1, -1, -1):
        if items[index].role == "total":
            break
        if items[index].role == "item" and items[index].quantity == "amount":
            children.append(index)
    return tuple(reversed(children))


def _items_below(items: Sequence[KeyedRow], total: int) -> tuple[int, ...]:
    children: list[int] = []
    for index in range(total + 1, len(items)):
        if items[index].role == "total" or items[index].key is None:
            break
        if items[index].role == "item" and items[index].quantity == "amount":
            children.append(index)
    return tuple(children)
