"""Where the amounts of a torn table belong: first by what other tables print, then by what must add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.balancing import balance
from docparse.assembling.components import turn_components
from docparse.assembling.drafts import grid_of
from docparse.assembling.ledger import cells_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.assembling.ledger import Figure, Ledger
    from docparse.assembling.puzzle import Place, Puzzle
    from docparse.grammars.coordinates import Coordinates

# Amounts that are moved by sums in one table; each move looks at all sums once.
MOST_MOVES = 60
# Of so many free amounts at most two are sought that belong together.
MOST_PAIRED = 40


class Wanted(NamedTuple):
    """What another table prints for a cell, within a tolerance."""

    amount: int
    tolerance: int
    sound: bool

    def fits(self, amount: int) -> bool:
        """Whether an amount is the one that is wanted."""
        return abs(amount - self.amount) <= self.tolerance


class _Move(NamedTuple):
    """A token for an empty cell; of several the one with the highest rank is made.

    The rank tells where a token stood before, usual columns, what is printed near, and columns on the left.
    """

    rank: tuple[int, ...]
    place: Place
    token: int


class Expected(NamedTuple):
    """What the other tables print for cells, and what the same item has in the table of other money."""

    wanted: dict[Place, Wanted]
    likely: dict[Place, int]


def expected_of(puzzle: Puzzle, ledger: Ledger) -> Expected:
    """Asks what the other tables print for the cells of a torn one."""
    found = Expected({}, {})
    draft = puzzle.draft
    scale = ledger.scale_of(draft, puzzle.decimals)
    for number, side in enumerate(draft.sides):
        for row, column, coordinates in cells_of(draft, side):
            figure = ledger.figure(coordinates, besides=draft.head["kind"])
            likely = None if figure else _likely(ledger, coordinates, draft.head["kind"])
            if figure is not None:
                found.wanted[number, row, column] = _in_own_unit(figure, scale)
            elif likely:
                found.likely[number, row, column] = round(likely / scale)
    return found


def _likely(ledger: Ledger, coordinates: Coordinates, kind: str) -> int | None:
    return ledger.likely(coordinates, besides=kind) or ledger.turned(coordinates, besides=kind)


class Solver:
    """Moves the amounts of a puzzle.

    ``_settled`` are the cells that hold what is wanted; ``_left`` tells where tokens stood that no sum speaks for, and
    ``_zeros`` where those of nothing did, which take part in no sum and give way to all others.
    """

    def __init__(self, puzzle: Puzzle, expected: Expected) -> None:
        """Takes a puzzle, and what is expected of it."""
        self.puzzle = puzzle
        self._expected = expected
        self._wanted, self._likely = expected
        self._settled: set[Place] = set()
        self._left: dict[Place, int] = {}
        self._zeros = {place: token for place, token in puzzle.at.items() if not puzzle.tokens[token].amount}
        self._rare = [grid_of(puzzle.draft, side.columns).rare for side in puzzle.draft.sides]
        self._wholes = [_whole_of(puzzle, number) for number in range(len(puzzle.draft.sides))]

    def solve(self) -> None:
        """Makes all moves."""
        before = dict(self.puzzle.home)
        for place in self._zeros:
            self.puzzle.take(place)
        self._fetch_what_is_wanted()
        self._loosen()
        self._fetch_what_is_likely()
        self._fill_by_sums()
        self._put_back()
        self._fill_by_sums()
        balance(self.puzzle, self._expected, before)
        turn_components(self.puzzle, self._expected)
        for place, token in self._zeros.items():
            if place not in self.puzzle.at:
                self.puzzle.move(token, place)

    def _fetch_what_is_wanted(self) -> None:
        """Puts the amounts that cells must hold there, wherever they stand; what stands there instead is free."""
        puzzle = self.puzzle
        self._settled = {place for place, wanted in self._wanted.items() if wanted.fits(puzzle.amount_at(place))}
        for place, wanted in self._wanted.items():
            token = self._fitting(place, wanted) if wanted.amount and place not in self._settled else None
            if token is not None:
                puzzle.move(token, place)
                self._settled.add(place)
        for place, wanted in self._wanted.items():
            if place in puzzle.at and place not in self._settled and not wanted.amount:
                puzzle.take(place)

    def _fitting(self, place: Place, wanted: Wanted) -> int | None:
        """The token that a cell wants: one of its row or a free one before one for which nothing speaks elsewhere."""
        home = self.puzzle.home
        found = [
            number
            for number in self.puzzle.tokens_near(wanted.amount, wanted.tolerance)
            if home.get(number) not in self._settled
        ]

        def rank(number: int) -> tuple[bool, bool, int]:
            at = home.get(number)
            return at is not None and at[:2] != place[:2], at is not None and at not in self._wanted, number

        return min(found, key=rank, default=None)

    def _loosen(self) -> None:
        """Frees the amounts for which no sum speaks."""
        puzzle = self.puzzle
        rests = self._rests()
        for place, token in puzzle.at.items():
            sums = puzzle.sums_of.get(place, ())
            if place in self._settled or not sums:
                continue
            spoken_for = any(self._supports(number, place, rests[number]) for number in sums)
            if not spoken_for or not self._is_possible(place, puzzle.tokens[token].amount):
                self._left[place] = token
        for place in self._left:
            puzzle.take(place)

    def _supports(self, number: int, place: Place, rest: tuple[int, int]) -> bool:
        """Whether a sum holds that says more than that two amounts of unknown place are equal."""
        off, slack = rest
        if abs(off) > slack or not self.puzzle.amount_at(place):
            return abs(off) <= slack
        others = [other for other, _ in self.puzzle.sums[number] if other != place and self.puzzle.amount_at(other)]
        return len(others) > 1 or any(other in self._settled for other in others)

    def _is_possible(self, place: Place, amount: int) -> bool:
        """Whether an amount is no more than the whole that other tables know for its column."""
        number, row, column = place
        whole = self._wholes[number]
        wanted = self._wanted.get((number, whole, column)) if whole is not None and whole != row else None
        return wanted is None or amount <= wanted.amount + wanted.tolerance or wanted.amount < 0

    def _fetch_what_is_likely(self) -> None:
        """Puts amounts that are free, or stand elsewhere in the row, where the table of other money has the same."""
        puzzle = self.puzzle
        right = {place for place, amount in self._likely.items() if puzzle.amount_at(place) == amount} | self._settled
        for place, amount in self._likely.items():
            if place in right:
                continue
            found = [
                token
                for token in puzzle.tokens_near(amount, 0)
                if token in puzzle.free or (puzzle.home[token][:2] == place[:2] and puzzle.home[token] not in right)
            ]
            if found:
                puzzle.move(min(found, key=lambda token: (token in puzzle.free, token)), place)
                right.add(place)

    def _put_back(self) -> None:
        """Puts what was loosened and found no other place back where it stood."""
        puzzle = self.puzzle
        for place, token in self._left.items():
            is_free = token in puzzle.free and place not in puzzle.at
            if is_free and self._is_possible(place, puzzle.tokens[token].amount):
                puzzle.move(token, place)

    def _fill_by_sums(self) -> None:
        """Puts free amounts into empty cells where sums lack just them, those first that make most sums hold."""
        for _ in range(MOST_MOVES):
            moves = self._moves() or self._first_of_two()
            if not moves:
                return
            best = max(moves, key=lambda move: move.rank)
            self.puzzle.move(best.token, best.place)

    def _rests(self) -> list[tuple[int, int]]:
        return [self.puzzle.rest(number) for number in range(len(self.puzzle.sums))]

    def _moves(self) -> list[_Move]:
        """The moves of a free amount into an empty cell that make more sums hold than they break: those of most."""
        puzzle = self.puzzle
        amounts: dict[int, list[int]] = {}
        for token in sorted(puzzle.free, key=lambda each: puzzle.tokens[each].atom.start):
            amounts.setdefault(puzzle.tokens[token].amount, []).append(token)
        amounts.pop(0, None)
        rests = self._rests()
        gains = {
            (place, amount): self._gain(place, amount, rests)
            for place, amount in self._lacking(rests)
            if amount in amounts
        }
        most = max(gains.values(), default=0)
        if most <= 0:
            return []
        return [self._move(place, amounts[amount]) for (place, amount), gain in gains.items() if gain == most]

    def _lacking(self, rests: Sequence[tuple[int, int]]) -> Iterator[tuple[Place, int]]:
        """The empty cells of sums that do not hold, with the amounts that would make them hold."""
        for each, (off, slack) in zip(self.puzzle.sums, rests, strict=True):
            if abs(off) <= slack:
                continue
            for place, sign in each:
                if place not in self.puzzle.at and self._is_open(place) and self._is_possible(place, abs(off)):
                    yield from ((place, -sign * off + more) for more in range(-slack, slack + 1))

    def _move(self, place: Place, tokens: Sequence[int]) -> _Move:
        """Of equal tokens, in the order of their places, the one that stood in a cell before or is printed nearest."""
        before = self._left.get(place)
        token = before if before is not None and before in tokens else self.puzzle.nearest(tokens, place)
        side, _, column = place
        usual = not self._rare[side][column]
        return _Move((token == before, usual, -self.puzzle.distance(token, place), -column, -token), place, token)

    def _is_open(self, place: Place) -> bool:
        """Whether no sound table says that a cell holds something else than what is left."""
        wanted = self._wanted.get(place)
        return wanted is None or not wanted.sound

    def _gain(self, place: Place, amount: int, rests: Sequence[tuple[int, int]]) -> int:
        """By how many more sums hold with an amount in an empty cell; a sum of nothing does not count as one."""
        puzzle = self.puzzle
        gain = 0
        for number in puzzle.sums_of.get(place, ()):
            off, slack = rests[number]
            sign = next(sign for other, sign in puzzle.sums[number] if other == place)
            empty = not any(other in puzzle.at for other, _ in puzzle.sums[number])
            gain += (abs(off + sign * amount) <= slack + 1) - (abs(off) <= slack and not empty)
        return gain

    def _first_of_two(self) -> list[_Move]:
        """A total that is empty, as is one of its parts, where two free amounts alone make its sum hold."""
        puzzle = self.puzzle
        if len(puzzle.free) > MOST_PAIRED:
            return []
        found: list[_Move] = []
        for number, each in enumerate(puzzle.sums):
            (whole, _), *parts = each
            off, slack = puzzle.rest(number)
            if whole in puzzle.at or not off or all(place in puzzle.at for place, _ in parts):
                continue
            tokens = [
                token
                for token in sorted(puzzle.free)
                if puzzle.free.intersection(puzzle.tokens_near(puzzle.tokens[token].amount + off, slack)) - {token}
            ]
            if len({puzzle.tokens[token].amount for token in tokens}) == 1:
                found += [_Move((-token,), whole, token) for token in tokens]
        return found


def _whole_of(puzzle: Puzzle, number: int) -> int | None:
    """The row of a side that all others are parts of; in a summary, balances and grand totals are none."""
    if puzzle.draft.match.form.rows != "function_code":
        return None
    rows = puzzle.draft.sides[number].placing.rows
    return next((row for row, each in enumerate(rows) if each.total), None)


def _in_own_unit(figure: Figure, scale: int) -> Wanted:
    """A figure of the ledger in half units of a table, each of so many of the ledger's."""
    rounded = figure.scale < scale and figure.amount % scale
    tolerance = 1 + figure.scale // scale if figure.scale > scale else int(bool(rounded))
    return Wanted(round(figure.amount / scale), tolerance, figure.sound)
