"""The identities of one table: sums along its rows, the code hierarchy down its columns, totals and balances."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.model import UNKNOWN
from docparse.placing.hierarchy import KeyedRow, families, item_families, without_repeats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docparse.grammars.model import IdentityForm
    from docparse.proving.slots import ReadTable, Slots, Tree
    from docparse.undeclared.arithmetic import Found


# So many columns that no form declares a sum may take in.
MOST_ADDED = 3
# In so many rows a sum with or without an unknown column must say something.
FEWEST_BORNE_OUT = 2


class Equation(NamedTuple):
    """Slots whose sums on both sides are equal by one identity; ``origin`` names it, unique in the report.

    Of the kind ``of_which`` the left side is at least the right one. ``certain`` is false where a failure has other
    explanations than a wrong figure: the identity rests on an amount that is not printed, or on a way to count.
    """

    kind: str
    origin: str
    left: tuple[int, ...]
    right: tuple[int, ...]
    certain: bool = True


def equations_of(number: int, table: ReadTable, slots: Slots) -> Iterator[Equation]:
    """The identities within one table (the ``number``-th of the report)."""
    yield from _along_rows(number, table, slots)
    if table.form.rows in ("function_code", "economic_code"):
        yield from _down_hierarchy(number, table, slots)
    if table.form.sums:
        yield from _down_items(number, table, slots)
    if table.found is not None:
        yield from _found_out(number, table, table.found, slots)


def _found_out(number: int, table: ReadTable, found: Found, slots: Slots) -> Iterator[Equation]:
    """The sums that the figures of a table without a declared form have shown."""
    keys = [column["key"] for column in table.tree["columns"]]
    name, rows, taken = table.tree["id"], table.tree["rows"], slots.rows[number]
    for place, each in enumerate(found.columns, start=1):
        for row, slot in zip(rows, taken, strict=True):
            if slot:
                origin = f"{name}/{row['id']}/sum-{place}.{keys[each.total]}"
                parts = tuple(slot[keys[part]] for part in each.parts)
                yield Equation("row_sum", origin, (slot[keys[each.total]],), parts)
    for place, each in enumerate(found.rows, start=1):
        for key in (keys[column] for column in sorted(found.summed)):
            origin = f"{name}/{rows[each.total]['id']}/total-{place}.{key}"
            whole = taken[each.total]
            if whole:
                addends = tuple(taken[part][key] for part in each.parts if taken[part])
                yield Equation("column_total", origin, (whole[key],), addends)


def _along_rows(number: int, table: ReadTable, slots: Slots) -> Iterator[Equation]:
    keys = {column["key"] for column in table.tree["columns"]}
    for identity in _fitting(table.form.applicable(keys), number, table, slots):
        kind = "row_sum" if identity.total is not None else "balance"
        left = (identity.total,) if identity.total is not None else identity.left
        right = identity.parts or identity.right
        wanted = {*left, *right}
        for row, taken in zip(table.tree["rows"], slots.rows[number], strict=True):
            if taken and wanted <= taken.keys():
                origin = f"{table.tree['id']}/{row['id']}/{identity.id}"
                yield Equation(kind, origin, tuple(taken[k] for k in left), tuple(taken[k] for k in right))


def _fitting(identities: Sequence[IdentityForm], number: int, table: ReadTable, slots: Slots) -> Iterator[IdentityForm]:
    """The identities of the form, as they are where the table prints a column that the form does not know.

    Such a column may be one more part of a sum. Nothing but the figures says so: the sum is kept as declared, or with
    such columns added, whichever holds in all rows and says something in several; else it is not used.
    """
    unknown = tuple(column["key"] for column in table.tree["columns"] if column["key"].startswith(UNKNOWN))
    if not unknown:
        yield from identities
        return
    rows = [taken for taken in slots.rows[number] if taken and not any(slots.open[slot] for slot in taken.values())]
    for identity in identities:
        if identity.total is None:
            continue
        counts = range(min(len(unknown), MOST_ADDED) + 1)
        added = (more for count in counts for more in combinations(unknown, count))
        ways = [replace(identity, parts=(*identity.parts, *more)) for more in added]
        fitting = (each for each in ways if _is_borne_out(each, rows, slots))
        yield from ((found,) if (found := next(fitting, None)) is not None else ())


def _is_borne_out(identity: IdentityForm, rows: Sequence[dict[str, int]], slots: Slots) -> bool:
    """Whether a sum holds in all rows that print its columns, and is more than x = x in several of them."""
    wanted = {key for key, _ in identity.terms}
    telling = 0
    for taken in rows:
        if not wanted <= taken.keys():
            continue
        members = [(taken[key], sign) for key, sign in identity.terms]
        if abs(sum(sign * slots.values[slot] for slot, sign in members)) > sum(
            slots.halves[slot] for slot, _ in members
        ):
            return False
        telling += sum(bool(slots.values[slot]) for slot, _ in members) > 2
    return telling >= FEWEST_BORNE_OUT


def _down_hierarchy(number: int, table: ReadTable, slots: Slots) -> Iterator[Equation]:
    rows, taken = table.tree["rows"], slots.rows[number]
    total = next((index for index, row in enumerate(rows) if _is_total(row)), None)
    codes = without_repeats(
        [row["code"]["value"] if row["code"] else None for row in rows],
        [tuple(slots.values[slot] for slot in each.values()) for each in taken],
    )
    for parent, children in families(codes, total=total):
        for key, slot in taken[parent].items():
            parts = tuple(taken[child][key] for child in children if key in taken[child])
            yield Equation("hierarchy", f"{table.tree['id']}/{rows[parent]['id']}/{key}", (slot,), parts)


def _is_total(row: Tree) -> bool:
    return row["code"] is None and row["key"] in ("total", "expenditure.total")


def _down_items(number: int, table: ReadTable, slots: Slots) -> Iterator[Equation]:
    for side in dict.fromkeys(column["side"] for column in table.tree["columns"]):
        members = [index for index, row in enumerate(table.tree["rows"]) if row["side"] == side]
        rows = [table.tree["rows"][index] for index in members]
        keyed = [KeyedRow(row["key"], row["role"], row["quantity"]) for row in rows]
        for origin, (parent, children) in item_families(keyed, table.form.sums):
            whole = slots.rows[number][members[parent]]
            parts = [slots.rows[number][members[child]] for child in children]
            for key, slot in whole.items():
                name = f"{table.tree['id']}/{rows[parent]['id']}/{origin}.{key}"
                yield Equation("column_total", name, (slot,), tuple(part[key] for part in parts if key in part))
    yield from _across_sides(number, table, slots)


def _across_sides(number: int, table: ReadTable, slots: Slots) -> Iterator[Equation]:
    """Totals that both sides of a summary share: 收入总计 = 支出总计, in the first column of either side."""
    rows = table.tree["rows"]
    at = {row["key"]: index for index, row in enumerate(rows) if row["key"]}
    for each in table.form.sums:
        if each.total is None or len(each.parts) != 1 or each.total not in at or each.parts[0] not in at:
            continue
        ours, theirs = at[each.total], at[each.parts[0]]
        if rows[ours]["side"] != rows[theirs]["side"]:
            sides = [next(iter(slots.rows[number][index].values()), None) for index in (ours, theirs)]
            if sides[0] is not None and sides[1] is not None:
                yield Equation("balance", f"{table.tree['id']}/{each.id}", (sides[0],), (sides[1],))


def testable(equations: Sequence[Equation], slots: Slots) -> list[Equation]:
    """The equations that say something: both sides print a number, or one does and the other is blank.

    A total without parts and parts without a total are tested as well, for one of them may have been lost. Marks for
    "no value" as the only parts say that nothing was split up, and a row of marks wants no amounts.
    """
    return [each for each in equations if each.left and each.right and _says_something(each, slots)]


def _says_something(equation: Equation, slots: Slots) -> bool:
    printed = slots.cells.__getitem__
    left, right = any(map(printed, equation.left)), any(map(printed, equation.right))
    if left and right:
        return True
    if not any(slots.values[slot] for slot in (*equation.left, *equation.right)):
        return False
    if left:
        return not any(slots.marked[slot] for slot in equation.right)
    return not all(slots.marked[slot] for slot in equation.left) or any(
        slots.cells[twin] is not None for slot in equation.left for twin in _row_of(slot, slots)
    )


def _row_of(slot: int, slots: Slots) -> Iterable[int]:
    number, row, _ = slots.places[slot]
    return slots.rows[number][row].values()
