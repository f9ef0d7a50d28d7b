"""A torn table as a puzzle: cells, the amounts that are printed, which of them stands where, and what must add up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.drafts import MOST_DECIMALS, decimals_of, grid_of, half_units, side_of
from docparse.renderings import Atom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.assembling.cells import Tree
    from docparse.assembling.drafts import SideDraft, TableDraft

    # Side, row on that side, column.
    Place = tuple[int, int, int]
    # Signed cells that make nothing together.
    Sum = tuple[tuple[Place, int], ...]


class Token(NamedTuple):
    """A printed amount: its characters, its Cell, and its size in half units of the table's last decimal.

    A mark that stands for no amount is one of nothing.
    """

    atom: Atom
    cell: Tree
    amount: int


class Puzzle:
    """The cells of a torn table and the amounts that stand in them. A token is known by its index.

    Attributes:
        draft: The table.
        decimals: How many decimals its amounts have at most.
        tokens: The printed amounts: those in cells first, then those that had no cell, each in reading order.
        at: The token that stands in a cell.
        home: The cell that a token stands in.
        free: The tokens that stand in none.
        sums: What must add up.
        sums_of: For each cell the sums that it is in.
    """

    def __init__(self, draft: TableDraft) -> None:
        """Lays out a table as it was placed."""
        self.draft = draft
        standing = list(_standing(draft))
        loose = [(atom, draft.cells.amount(atom)) for atom in draft.decoded.left_over]
        printed = [
            *((atom, cell) for _, atom, cell in standing),
            *((atom, cell) for atom, cell in loose if cell is not None),
        ]
        self.decimals = min(max((decimals_of(cell) for _, cell in printed), default=0), MOST_DECIMALS)
        self.tokens = [Token(atom, cell, half_units(cell, self.decimals)) for atom, cell in printed]
        self.at: dict[Place, int] = {place: number for number, (place, _, _) in enumerate(standing)}
        self.home: dict[int, Place] = {token: place for place, token in self.at.items()}
        self.free = set(range(len(standing), len(printed)))
        self.sums = tuple(_sums(draft))
        self.sums_of: dict[Place, list[int]] = {}
        for number, each in enumerate(self.sums):
            for place, _ in each:
                self.sums_of.setdefault(place, []).append(number)
        self._before = dict(self.at)
        self._by_amount = sorted((token.amount, number) for number, token in enumerate(self.tokens))

    def amount_at(self, place: Place) -> int:
        """What stands in a cell; 0 for an empty one."""
        token = self.at.get(place)
        return self.tokens[token].amount if token is not None else 0

    def tokens_near(self, amount: int, tolerance: int) -> list[int]:
        """The tokens of an amount, in the order of the amounts and of reading."""
        start = bisect_left(self._by_amount, (amount - tolerance, -1))
        end = bisect_right(self._by_amount, (amount + tolerance, len(self.tokens)))
        return [number for _, number in self._by_amount[start:end]]

    def move(self, token: int, place: Place) -> None:
        """Puts a token into a cell; what stood there is free."""
        if token in self.home:
            self.take(self.home[token])
        if place in self.at:
            self.take(place)
        self.free.discard(token)
        self.at[place] = token
        self.home[token] = place

    def take(self, place: Place) -> int:
        """Frees the token that stands in a cell."""
        token = self.at.pop(place)
        del self.home[token]
        self.free.add(token)
        return token

    def rest(self, number: int) -> tuple[int, int]:
        """What a sum is off, and by how much it may be for rounding."""
        found = [sign * self.amount_at(place) for place, sign in self.sums[number] if place in self.at]
        return sum(found), max(len(found), 1)

    def distance(self, token: int, place: Place) -> int:
        """How many characters a token is printed from what names a row."""
        side, row, _ = place
        start = self.tokens[token].atom.start
        return min((abs(start - stub) for stub in stubs_of(self.draft, self.draft.sides[side], row)), default=start)

    def nearest(self, tokens: Sequence[int], place: Place) -> int:
        """Of tokens in the order in which they are printed the one nearest to what names a row."""
        side, row, _ = place
        found: set[int] = set()
        for stub in stubs_of(self.draft, self.draft.sides[side], row) or [0]:
            at = bisect_left(tokens, stub, key=lambda token: self.tokens[token].atom.start)
            found.update(tokens[max(at - 1, 0) : at + 1])
        return min(found, key=lambda token: (self.distance(token, place), token))

    def write_back(self) -> bool:
        """Gives the draft what has changed; whether anything has."""
        if self.at == self._before:
            return False
        draft = self.draft
        places = [place for place in {**self._before, **self.at} if self._before.get(place) != self.at.get(place)]
        for number, row in sorted({(side, row) for side, row, _ in places}):
            self._write_row(number, row)
        amounts = {token.atom.start for token in self.tokens}
        left = [atom for atom in draft.decoded.left_over if atom.start not in amounts]
        left += [self.tokens[token].atom for token in sorted(self.free)]
        draft.decoded = draft.decoded._replace(rows=tuple(row.row for row in draft.rows), left_over=tuple(left))
        draft.sides = [side_of(side.members, side.columns, draft) for side in draft.sides]
        return True

    def _write_row(self, number: int, row: int) -> None:
        side = self.draft.sides[number]
        target = self.draft.rows[side.members[row]]
        start = min(stubs_of(self.draft, side, row), default=0)
        found = [self.at.get((number, row, column)) for column in range(len(side.columns))]
        atoms = tuple(Atom("B", "", start, start) if token is None else self.tokens[token].atom for token in found)
        target.row = target.row._replace(values=atoms, edges=())
        target.values = [None if token is None else self.tokens[token].cell for token in found]


def stubs_of(draft: TableDraft, side: SideDraft, row: int) -> list[int]:
    """Where code, name and line number of a row are printed."""
    own = draft.rows[side.members[row]].row
    return [atom.start for atom in (own.code, *own.name, own.line_number) if atom is not None]


def _standing(draft: TableDraft) -> Iterator[tuple[Place, Atom, Tree]]:
    """The amounts that stand in cells, as they would be placed; counts and rates take no part."""
    for number, side in enumerate(draft.sides):
        for row, placed in enumerate(side.placing.finish()):
            own = draft.rows[side.members[row]]
            if own.item.quantity != "amount":
                continue
            for column, cell, atom in zip(placed.columns, own.values, own.row.values, strict=True):
                if cell is not None:
                    yield (number, row, column), atom, cell


def _sums(draft: TableDraft) -> Iterator[Sum]:
    """The sums within rows, between the rows of a side, and between those of two sides; the whole comes first."""
    for number, side in enumerate(draft.sides):
        for identity in grid_of(draft, side.columns).identities:
            for row in range(len(side.members)):
                yield tuple(((number, row, column), sign) for column, sign in identity)
        for parent, children in side.placing.groups:
            for column in range(len(side.columns)):
                parts = tuple(((number, child, column), -1) for child in children)
                yield (((number, parent, column), 1), *parts)
    yield from _sums_of_sides(draft)


def _sums_of_sides(draft: TableDraft) -> Iterator[Sum]:
    """The sums between rows of different sides, in the first column of each."""
    at: dict[str, Place | None] = {}
    for number, side in enumerate(draft.sides):
        for row, index in enumerate(side.members):
            key = draft.rows[index].item.key
            if key is not None:
                at[key] = None if key in at else (number, row, 0)
    for each in draft.match.form.sums:
        whole = at.get(each.total or "")
        parts = [place for key in each.parts if (place := at.get(key)) is not None]
        if whole is not None and parts and any(place[0] != whole[0] for place in parts):
            yield ((whole, 1), *((place, -1) for place in parts))
