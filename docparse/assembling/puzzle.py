"""A torn table as a puzzle: cells, the amounts that are printed, and which of them stands where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.drafts import MOST_DECIMALS, decimals_of, grid_of, half_units, side_of
from docparse.assembling.ledger import cells_of
from docparse.renderings import Atom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.assembling.cells import Tree
    from docparse.assembling.drafts import SideDraft, TableDraft
    from docparse.assembling.ledger import Ledger

    Place = tuple[int, int, int]
    Sum = tuple[tuple[Place, int], ...]

# Amounts that are moved by sums in one table: each move looks at all sums once.
MOST_MOVES = 60


class Token(NamedTuple):
    """A printed amount: its characters, its Cell, and its size in half units of the table's last decimal."""

    atom: Atom
    cell: Tree
    amount: int


class Wanted(NamedTuple):
    """What another table prints for a cell, within a tolerance."""

    amount: int
    tolerance: int
    sound: bool

    def fits(self, amount: int) -> bool:
        """Whether an amount is the one that is wanted."""
        return abs(amount - self.amount) <= self.tolerance


class _Move(NamedTuple):
    """A token for an empty cell; of several the one with the highest rank is made."""

    rank: tuple[int, ...]
    place: Place
    token: int


class Puzzle:
    """The cells of a torn table by side, row and column.

    Attributes:
        tokens: The printed amounts in reading order.
        at: The token that stands in a cell.
        free: The tokens that stand in none.
    """

    def __init__(self, draft: TableDraft) -> None:
        self.draft = draft
        self.sides = draft.sides
        cells = [(atom, draft.cells.amount(atom)) for atom in draft.decoded.left_over]
        standing = list(self._standing())
        loose = [(atom, cell) for atom, cell in cells if cell is not None and cell["value"] is not None]
        printed = [*((atom, cell) for _, atom, cell in standing), *loose]
        self.decimals = min(max((decimals_of(cell) for _, cell in printed), default=0), MOST_DECIMALS)
        self.tokens = [Token(atom, cell, half_units(cell, self.decimals)) for atom, cell in printed]
        self.at: dict[Place, int] = {place: number for number, (place, _, _) in enumerate(standing)}
        self.free = set(range(len(standing), len(printed)))
        self._before = dict(self.at)
        self._homes: dict[Place, int] = {}
        self._likely: dict[Place, int] = {}
        self._wanted: dict[Place, Wanted] = {}
        self._wholes = [self._whole_of(side) for side in self.sides]
        self._rare = [grid_of(draft, side.columns).rare for side in self.sides]
        self._sums = list(self._all_sums())
        self._of_place: dict[Place, list[int]] = {}
        for number, each in enumerate(self._sums):
            for place, _ in each:
                self._of_place.setdefault(place, []).append(number)

    def expect(self, ledger: Ledger) -> None:
        """Asks what the other tables print for the cells of this one."""
        kind = self.draft.head["kind"]
        scale = ledger.scale_of(self.draft, self.decimals)
        for number, side in enumerate(self.sides):
            for row, column, coordinates in cells_of(self.draft, side):
                figure = ledger.figure(coordinates, besides=kind)
                if figure is not None:
                    tolerance = 0 if figure.scale <= scale else 1 + figure.scale // scale
                    if figure.scale < scale and figure.amount % scale:
                        tolerance = 1
                    self._wanted[number, row, column] = Wanted(round(figure.amount / scale), tolerance, figure.sound)
                    continue
                likely = ledger.likely(coordinates, besides=kind)
                if likely:
                    self._likely[number, row, column] = round(likely / scale)

    def fetch_what_is_expected(self) -> None:
        """Puts the amounts that cells must hold there, wherever they stand; what stands there instead is free."""
        settled = {place for place, wanted in self._wanted.items() if self._holds(place, wanted)}
        for place, wanted in self._wanted.items():
            if place in settled or not wanted.amount:
                continue
            found = self._fitting(place, wanted, settled)
            if found is not None:
                self._move(found, place)
                settled.add(place)
        for place, wanted in self._wanted.items():
            if place in self.at and place not in settled and not wanted.amount:
                self.free.add(self.at.pop(place))
        self._settled = settled

    def loosen(self) -> None:
        """Frees the amounts for which no sum speaks; they go back where they stood if nothing else wants them."""
        rests = [self._rest(each) for each in self._sums]
        for place, token in list(self.at.items()):
            sums = self._of_place.get(place, ())
            fits = self._allowed(place, self.tokens[token].amount)
            if place in self._settled or not sums:
                continue
            if fits and any(self._supports(number, place, rests) for number in sums):
                continue
            self._homes[place] = token
        for place, token in self._homes.items():
            del self.at[place]
            self.free.add(token)

    def put_back(self) -> None:
        """Puts what was loosened and found no other place back where it stood."""
        for place, token in self._homes.items():
            if token in self.free and place not in self.at and self._allowed(place, self.tokens[token].amount):
                self.free.discard(token)
                self.at[place] = token

    def _whole_of(self, side: SideDraft) -> int | None:
        """The row that all others are parts of; in a summary, balances and grand totals are none."""
        if self.draft.match.form.rows != "function_code":
            return None
        return next((row for row, each in enumerate(side.placing.rows) if each.total), None)

    def _allowed(self, place: Place, amount: int) -> bool:
        """Whether an amount is not more than the whole that other tables know for its column."""
        number, row, column = place
        whole = self._wholes[number]
        wanted = self._wanted.get((number, whole, column)) if whole is not None and whole != row else None
        return wanted is None or amount <= wanted.amount + wanted.tolerance or wanted.amount < 0

    def _supports(self, number: int, place: Place, rests: Sequence[tuple[int, int]]) -> bool:
        """Whether a sum holds that says more than that two amounts of unknown place are equal."""
        rest, slack = rests[number]
        others = [other for other, _ in self._sums[number] if other in self.at and other != place]
        if abs(rest) > slack or not self.tokens[self.at[place]].amount:
            return abs(rest) <= slack
        figures = [other for other in others if self.tokens[self.at[other]].amount]
        return len(figures) > 1 or any(other in self._settled for other in figures)

    def fetch_what_is_likely(self) -> None:
        """Puts amounts that are free, or stand elsewhere in the row, where the table of other money has the same."""
        amounts = [token.amount for token in self.tokens]
        at_home = {
            token
            for place, token in self.at.items()
            if place in self._settled or self._likely.get(place) == amounts[token]
        }
        for place, amount in self._likely.items():
            standing = self.at.get(place)
            if standing in at_home:
                continue
            homes = {token: home for home, token in self.at.items() if home[:2] == place[:2]}
            found = [token for token in (*homes, *sorted(self.free)) if amounts[token] == amount]
            token = next((token for token in found if token not in at_home), None)
            if token is not None:
                self._move(token, place)
                at_home.add(token)

    def fill_by_sums(self) -> None:
        """Puts free amounts into empty cells where sums lack just them, those first that make most sums hold."""
        for _ in range(MOST_MOVES):
            moves = list(self._moves()) or self._first_of_two()
            best = max(moves, default=None, key=lambda move: move.rank)
            if best is None:
                return
            self._move(best.token, best.place)

    def write_back(self) -> bool:
        """Gives the draft what has changed; whether anything has."""
        if self.at == self._before:
            return False
        changed = {place[:2] for place in self._before.items() ^ self.at.items() for place in place[:1]}
        draft = self.draft
        for number, row in sorted(changed):
            side = self.sides[number]
            self._write_row(number, row, side)
        taken = {self.tokens[token].atom.start for token in self.at.values()}
        amounts = {token.atom.start for token in self.tokens}
        left = [atom for atom in draft.decoded.left_over if atom.start not in amounts]
        left += [self.tokens[token].atom for token in sorted(self.free)]
        assert not taken & {atom.start for atom in left}  # noqa: S101  a token stands in one place
        rows = tuple(each.row for each in draft.rows)
        draft.decoded = draft.decoded._replace(rows=rows, left_over=tuple(left))
        draft.sides = [side_of(side.members, side.columns, draft) for side in draft.sides]
        return True

    def _write_row(self, number: int, row: int, side: SideDraft) -> None:
        target = self.draft.rows[side.members[row]]
        stub = next((atom for atom in (target.row.code, *target.row.name, target.row.line_number) if atom), None)
        start = stub.start if stub is not None else 0
        found = [self.at.get((number, row, column)) for column in range(len(side.columns))]
        atoms = tuple(Atom("B", "", start, start) if token is None else self.tokens[token].atom for token in found)
        target.row = replace(target.row, values=atoms, edges=())
        target.values = [None if token is None else self.tokens[token].cell for token in found]

    def _standing(self) -> Iterator[tuple[Place, Atom, Tree]]:
        """The amounts that stand in cells, as they would be placed."""
        for number, side in enumerate(self.sides):
            for row, placed in enumerate(side.placing.finish()):
                draft_row = self.draft.rows[side.members[row]]
                if draft_row.item.quantity != "amount":
                    continue
                for column, cell, atom in zip(placed.columns, draft_row.values, draft_row.row.values, strict=True):
                    if cell is not None and cell["value"] is not None:
                        yield (number, row, column), atom, cell

    def _all_sums(self) -> Iterator[Sum]:
        for number, side in enumerate(self.sides):
            for identity in grid_of(self.draft, side.columns).identities:
                for row in range(len(side.members)):
                    yield tuple(((number, row, column), sign) for column, sign in identity)
            for parent, children in side.placing.groups:
                for column in range(len(side.columns)):
                    parts = tuple(((number, child, column), -1) for child in children)
                    yield (((number, parent, column), 1), *parts)
        yield from self._sums_of_sides()

    def _sums_of_sides(self) -> Iterator[Sum]:
        """The sums between rows of different sides, in the first column of each."""
        at: dict[str, Place | None] = {}
        for number, side in enumerate(self.sides):
            for row, index in enumerate(side.members):
                key = self.draft.rows[index].item.key
                if key is not None:
                    at[key] = None if key in at else (number, row, 0)
        for each in self.draft.match.form.sums:
            places = [at.get(key) for key in (each.total or "", *each.parts)]
            known = [place for place in places if place is not None]
            if places[0] is not None and len(known) > 1 and len({place[0] for place in known}) > 1:
                yield tuple((place, 1 if not order else -1) for order, place in enumerate(known))

    def _holds(self, place: Place, wanted: Wanted) -> bool:
        token = self.at.get(place)
        return wanted.fits(self.tokens[token].amount if token is not None else 0)

    def _fitting(self, place: Place, wanted: Wanted, settled: set[Place]) -> int | None:
        """The token that a cell wants: a free one, or one that stands where nothing says that it belongs."""
        homes = {token: home for home, token in self.at.items()}
        found = [
            number
            for number, token in enumerate(self.tokens)
            if wanted.fits(token.amount) and homes.get(number) not in settled
        ]
        if not found:
            return None

        def rank(number: int) -> tuple[bool, bool, int]:
            home = homes.get(number)
            return home is not None and home[:2] != place[:2], home is not None and home not in self._wanted, number

        return min(found, key=rank)

    def _move(self, token: int, place: Place) -> None:
        for home, standing in list(self.at.items()):
            if standing == token:
                del self.at[home]
        if place in self.at:
            self.free.add(self.at.pop(place))
        self.free.discard(token)
        self.at[place] = token

    def _moves(self) -> Iterator[_Move]:
        """The moves of a free amount into an empty cell that make more sums hold than they break."""
        amounts: dict[int, list[int]] = {}
        for token in self.free:
            amounts.setdefault(self.tokens[token].amount, []).append(token)
        rests = [self._rest(each) for each in self._sums]
        for each, (rest, slack) in zip(self._sums, rests, strict=True):
            if abs(rest) <= slack:
                continue
            for place, sign in each:
                if place in self.at or (place in self._wanted and self._wanted[place].sound):
                    continue
                if not self._allowed(place, abs(rest)):
                    continue
                for amount in (-sign * rest + more for more in range(-slack, slack + 1)):
                    for token in amounts.get(amount, ()):
                        gain = self._gain(place, amount, rests)
                        if gain > 0 and amount:
                            usual = not self._rare[place[0]][place[2]]
                            at_home = self._homes.get(place) == token
                            rank = gain, at_home, usual, -self._distance(token, place), -place[2], -token
                            yield _Move(rank, place, token)

    def _first_of_two(self) -> list[_Move]:
        """A total that is empty, as is one of its parts, where two free amounts alone make its sum hold."""
        found = []
        for each in self._sums:
            whole = next(place for place, sign in each if sign > 0)
            rest, slack = self._rest(each)
            if whole in self.at or not rest or all(place in self.at for place, sign in each if sign < 0):
                continue
            pairs = {
                (token, other)
                for token in self.free
                for other in self.free - {token}
                if abs(self.tokens[token].amount + rest - self.tokens[other].amount) <= slack
            }
            if len({self.tokens[token].amount for token, _ in pairs}) == 1:
                found += [_Move((0, -token), whole, token) for token, _ in pairs]
        return found

    def _rest(self, each: Sum) -> tuple[int, int]:
        """What a sum lacks, and by how much it may be off."""
        found = [(sign, self.tokens[self.at[place]].amount) for place, sign in each if place in self.at]
        return sum(sign * amount for sign, amount in found), max(len(found), 1)

    def _gain(self, place: Place, amount: int, rests: Sequence[tuple[int, int]]) -> int:
        """By how many more sums hold with an amount in an empty cell; a sum of nothing does not count as one."""
        gain = 0
        for number in self._of_place.get(place, ()):
            rest, slack = rests[number]
            sign = next(sign for other, sign in self._sums[number] if other == place)
            held = abs(rest) <= slack
            empty = not any(other in self.at for other, _ in self._sums[number])
            gain += (abs(rest + sign * amount) <= slack + 1) - (held and not empty)
        return gain

    def _distance(self, token: int, place: Place) -> int:
        """How far a token is printed from the stub of a row."""
        row = self.draft.rows[self.sides[place[0]].members[place[1]]].row
        stubs = [atom.start for atom in (row.code, *row.name, row.line_number) if atom is not None]
        start = self.tokens[token].atom.start
        return min((abs(start - stub) for stub in stubs), default=start)
