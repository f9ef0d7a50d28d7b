"""Which read table, row and column answers which labelled one."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

_FOLD = str.maketrans("（），：；．／＝＋", "(),:;./=+")


class Named(Protocol):
    """What tells one row of a table from the others, in a label as in a result."""

    @property
    def side(self) -> str: ...  # noqa: D102
    @property
    def line_number(self) -> str: ...  # noqa: D102
    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102


class Filed(Protocol):
    """What tells one table of a document from the others."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def rows(self) -> Sequence[Named]: ...  # noqa: D102


OneRow = TypeVar("OneRow", bound=Named)
OtherRow = TypeVar("OtherRow", bound=Named)
OneTable = TypeVar("OneTable", bound=Filed)
OtherTable = TypeVar("OtherTable", bound=Filed)


def fold(text: str) -> str:
    """A printed name without what a line wrap or a font changes: white space, and the width of punctuation."""
    return "".join(text.split()).translate(_FOLD)


def identity(row: Named) -> tuple[str, str, str, str]:
    """What a row must have right to be the labelled one: side, line number, code, and the whole name."""
    return row.side, row.line_number, row.code, fold(row.name)


def pair_tables(
    labels: Sequence[OneTable], read: Sequence[OtherTable]
) -> tuple[list[tuple[OneTable, OtherTable | None]], list[OtherTable]]:
    """Each labelled table with the read one of its kind that shares most rows with it, and the read ones left over.

    Of equally good ones the first is taken.
    """
    left = list(read)
    pairs: list[tuple[OneTable, OtherTable | None]] = []
    for label in labels:
        same_kind = [table for table in left if table.kind == label.kind]
        best = max(same_kind, key=partial(_rows_shared, label), default=None)
        if best is not None:
            left = [table for table in left if table is not best]
        pairs.append((label, best))
    return pairs, left


def pair_rows(
    labels: Sequence[OneRow], read: Sequence[OtherRow]
) -> tuple[list[tuple[OneRow, OtherRow | None]], list[OtherRow]]:
    """Each labelled row with the read row that answers it, and the read rows left over.

    First those rows of a side pair whose side, line number, code and name agree and that follow each other alike in
    both: a name that stands twice in a table pairs with the one in its place though the other was not read. Then, of
    the rest, all whose side, line number, code and name agree; then those whose side, line number and code agree if
    there is a code or a line number; then those whose side and name agree and whose codes and line numbers do not
    contradict each other (one of the two prints none). Of several equal rows the first pairs with the first. A row
    pairs once.
    """
    found = _in_order(labels, read)
    for key in (identity, _place, _side_and_name):
        waiting: dict[Hashable, list[int]] = {}
        for at in sorted(set(range(len(read))) - set(found.values())):
            waiting.setdefault(key(read[at]), []).append(at)
        for index, label in enumerate(labels):
            if index in found or key(label) is None:
                continue
            same = waiting.get(key(label), [])
            match = next((at for at in same if _agree(label, read[at])), None)
            if match is not None:
                found[index] = match
                same.remove(match)
    pairs = [(label, read[found[index]] if index in found else None) for index, label in enumerate(labels)]
    taken = set(found.values())
    return pairs, [row for at, row in enumerate(read) if at not in taken]


def _in_order(labels: Sequence[Named], read: Sequence[Named]) -> dict[int, int]:
    """The rows of each side that stand in the same order in both: place of a label → place of what was read."""
    found = {}
    for side in dict.fromkeys(row.side for row in labels):
        ours, theirs = ([at for at, row in enumerate(rows) if row.side == side] for rows in (labels, read))
        keys = [identity(labels[at]) for at in ours], [identity(read[at]) for at in theirs]
        for block in SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks():
            found |= {ours[block.a + step]: theirs[block.b + step] for step in range(block.size)}
    return found


def _rows_shared(one: Filed, other: Filed) -> int:
    wanted = {identity(row) for row in one.rows}
    return sum(identity(row) in wanted for row in other.rows)


def _place(row: Named) -> tuple[str, ...] | None:
    return (row.side, row.line_number, row.code) if row.line_number or row.code else None


def _side_and_name(row: Named) -> tuple[str, ...] | None:
    return (row.side, fold(row.name)) if row.name else None


def _agree(one: Named, other: Named) -> bool:
    pairs = ((one.code, other.code), (one.line_number, other.line_number))
    return all(mine == theirs or not mine or not theirs for mine, theirs in pairs)
