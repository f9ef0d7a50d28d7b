"""Rows of torn tables filled anew, so that sums hold within them and between them.

Each row has some ways to be filled (``row_options``). From the classes up it is asked which ways of the rows below add
up to a way of the row above, from the total down one way is chosen for each row. Rows for which nothing that adds up
is found stay as they are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from docparse.assembling.drafts import grid_of
from docparse.assembling.puzzle import stubs_of
from docparse.assembling.row_options import LIKELY, SURE, TOLD, Amounts, Hint, Option, RowClues, RowSearch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.assembling.puzzle import Place, Puzzle
    from docparse.assembling.puzzling import Expected
    from docparse.placing.hierarchy import Family

# Ways carried on from row to row of a family, and those that are compared with the row above.
BEAM, MOST_COMPARED = 60, 24
# What it costs that a sum within a row does not hold, or a column of a family, and what it brings that all do.
BROKEN, OFF, VOUCHED = 2.0, 1.0, -1.0
# An empty row, and a row that is told by the other rows of its family.
EMPTY, TOLD_BY_FAMILY = 1.0, 0.5
# So many of the largest amounts may stand in the row above all others.
MOST_WHOLE = 8
# So often rows are filled at other prices; by how much a price changes, and how high or low it may become.
MOST_ROUNDS, STEP, MOST_PAID = 4, 0.6, 2.0
# What each amount costs that is used too often, or not as often as it is printed.
UNEVEN = 0.5
# Rows and columns of one side; no table has more.
MOST_ROWS, MOST_COLUMNS = 400, 20

State = tuple[float, Amounts, tuple[int, ...]]


def balance(puzzle: Puzzle, expected: Expected, before: Mapping[int, Place]) -> None:
    """Fills the rows of a torn table anew where sums tell how.

    Args:
        puzzle: the table.
        expected: what other tables print for its cells.
        before: the cells in which its amounts stood when it was read.
    """
    if puzzle.draft.match.form.rows != "function_code":
        return
    for number, side in enumerate(puzzle.draft.sides):
        grid = grid_of(puzzle.draft, side.columns)
        if grid.identities and len(side.members) <= MOST_ROWS and grid.width <= MOST_COLUMNS:
            _Balancer(puzzle, expected, before, number).run()


class _Balancer:
    """The rows of one side and the ways to fill them."""

    def __init__(self, puzzle: Puzzle, expected: Expected, before: Mapping[int, Place], number: int) -> None:
        self.puzzle = puzzle
        self.number = number
        side = puzzle.draft.sides[number]
        self.width = len(side.columns)
        self.groups: Sequence[Family] = side.placing.groups
        self.counts = Counter(token.amount for token in puzzle.tokens)
        self.clues = self._clues(expected, before, len(side.members))
        self.search = RowSearch(
            grid_of(puzzle.draft, side.columns),
            self._printed,
            first=self._known_best(),
            amounts=sorted(self.counts.keys() - {0}, reverse=True),
        )
        self.options: list[list[Option]] = []

    def run(self) -> None:
        """Chooses a way for each row and puts the amounts there.

        Rows are filled as if each had all amounts to itself. What too many of them take then costs more, what none
        takes less, until each amount is used as often as it is printed.
        """
        best: tuple[float, dict[int, Amounts]] | None = None
        for _ in range(MOST_ROUNDS):
            chosen = self._filled()
            used = Counter(amount for amounts in chosen.values() for amount in amounts if amount)
            cost = self._cost(chosen, used)
            if best is None or cost < best[0]:
                best = cost, chosen
            uneven = {each: used[each] - count for each, count in self.counts.items() if each and used[each] != count}
            if not uneven:
                break
            for amount, more in uneven.items():
                price = self.search.prices.get(amount, 0.0) + STEP * more / self.counts[amount]
                self.search.prices[amount] = min(max(price, -MOST_PAID), MOST_PAID)
        if best is not None:
            self._put(best[1])

    def _filled(self) -> dict[int, Amounts]:
        """The rows, filled at the prices that amounts have."""
        self.options = [self._options(row) for row in range(len(self.clues))]
        families = sorted(self.groups, key=lambda family: family[0])
        for parent, children in reversed(families):
            self._vouch(parent, self._ways(children))
        chosen: dict[int, Amounts] = {}
        for parent, children in families:
            if parent not in chosen:
                chosen[parent] = min(self.options[parent]).amounts
            chosen.update(zip(children, self._chosen(chosen[parent], children), strict=True))
        for row, options in enumerate(self.options):
            if row not in chosen:
                chosen[row] = min(options).amounts
        return chosen

    def _cost(self, chosen: Mapping[int, Amounts], used: Counter[int]) -> float:
        """What speaks against a way to fill all rows: sums that do not hold, amounts used too often or not at all."""
        cost = BROKEN * sum(self.search.broken(amounts) for amounts in chosen.values())
        for parent, children in self.groups:
            sums = [sum(each) for each in zip(*(chosen[child] for child in children), strict=True)]
            cost += OFF * _off(chosen[parent], tuple(sums), len(children) + 1)
        return cost + UNEVEN * sum(abs(used[each] - count) for each, count in self.counts.items() if each)

    def _printed(self, amount: int, tolerance: int) -> tuple[int, int] | None:
        if amount in self.counts:
            return amount, self.counts[amount]
        near = self.puzzle.tokens_near(amount, tolerance) if tolerance else []
        if not near:
            return None
        found = min((self.puzzle.tokens[token].amount for token in near), key=lambda each: abs(each - amount))
        return found, self.counts[found]

    def _clues(self, expected: Expected, before: Mapping[int, Place], rows: int) -> list[RowClues]:
        """What is known of each row."""
        puzzle = self.puzzle
        own: list[set[int]] = [set() for _ in range(rows)]
        for token, (side, row, _) in (*before.items(), *puzzle.home.items()):
            if side == self.number and puzzle.tokens[token].amount:
                own[row].add(token)
        hints: list[dict[int, Hint]] = [{} for _ in range(rows)]
        for (side, row, column), amount in expected.likely.items():
            if side == self.number:
                hints[row][column] = Hint(amount, 0, LIKELY)
        for (side, row, column), wanted in expected.wanted.items():
            if side == self.number:
                hints[row][column] = Hint(wanted.amount, wanted.tolerance, SURE if wanted.sound else TOLD)
        wholes = frozenset(row for row, each in enumerate(puzzle.draft.sides[self.number].placing.rows) if each.total)
        for row in wholes:
            own[row].update(self._around(row))
        largest = tuple(sorted(self.counts, reverse=True)[:MOST_WHOLE])
        return [
            RowClues(
                tuple(puzzle.amount_at((self.number, row, column)) for column in range(self.width)),
                Counter(puzzle.tokens[token].amount for token in own[row]),
                hints[row],
                largest if row in wholes else (),
            )
            for row in range(rows)
        ]

    def _around(self, row: int) -> list[int]:
        """The amounts printed right before and behind what names a row, where they are no more than one row has."""
        puzzle = self.puzzle
        side = puzzle.draft.sides[self.number]
        stubs = sorted(start for other in range(len(side.members)) for start in stubs_of(puzzle.draft, side, other))
        tokens = sorted(range(len(puzzle.tokens)), key=lambda token: puzzle.tokens[token].atom.start)
        starts = [puzzle.tokens[token].atom.start for token in tokens]
        found: list[int] = []
        for stub in stubs_of(puzzle.draft, side, row):
            at = bisect_left(stubs, stub)
            first = bisect_left(starts, stubs[at - 1] if at else 0)
            middle = bisect_left(starts, stub)
            last = bisect_left(starts, stubs[at + 1]) if at + 1 < len(stubs) else len(starts)
            found += [
                token
                for start, end in ((first, middle), (middle, last))
                if end - start <= self.width
                for token in tokens[start:end]
            ]
        return [token for token in found if puzzle.tokens[token].amount]

    def _known_best(self) -> list[int]:
        """The columns of which other tables know half of the cells, the best known ones first."""
        counts = Counter(column for clues in self.clues for column in clues.hints)
        return [column for column, count in counts.most_common() if 2 * count >= len(self.clues)]

    def _options(self, row: int) -> list[Option]:
        """The ways to fill a row; how it is filled now is one of them, though its sums may not hold."""
        clues = self.clues[row]
        found = {option.amounts: option.cost for option in self.search.options(clues)}
        if clues.cells not in found:
            cost = self.search.cost(clues.cells, clues) or 0.0
            found[clues.cells] = cost + BROKEN * self.search.broken(clues.cells)
        empty = (0,) * self.width
        if empty in found:
            found[empty] += EMPTY
        return sorted(Option(cost, amounts) for amounts, cost in found.items())

    def _ways(self, children: Sequence[int], above: Amounts | None = None, slack: int = 0) -> list[State]:
        """The cheapest ways to fill the rows of a family, with what they add up to.

        Those that exceed the row above them, where it is known, go behind the others.
        """
        states: list[State] = [(0.0, (0,) * self.width, ())]
        for child in children:
            reached: dict[Amounts, State] = {}
            for cost, sums, ways in states:
                for at, option in enumerate(self.options[child]):
                    new = tuple(map(int.__add__, sums, option.amounts))
                    whole = cost + option.cost
                    if new not in reached or whole < reached[new][0]:
                        reached[new] = (whole, new, (*ways, at))
            states = sorted(reached.values(), key=lambda state: (_with_excess(state, above, slack), state[1]))[:BEAM]
        return states

    def _vouch(self, parent: int, states: Sequence[State]) -> None:
        """Prefers the ways to fill a row that the rows below it add up to, and adds those that the table prints."""
        if not states:
            return
        best = states[0][0]
        options = {option.amounts: option.cost for option in self.options[parent]}
        slack = len(states[0][2]) + 1
        for cost, sums, _ in states[:MOST_COMPARED]:
            amounts = self._as_printed(sums, slack)
            if amounts is None or not any(amounts):
                continue
            own = options.get(amounts)
            if own is None:
                own = self.search.cost(amounts, self.clues[parent])
                if own is None or self.search.broken(amounts):
                    continue
            options[amounts] = min(options.get(amounts, own), own + VOUCHED + min(cost - best, -VOUCHED))
        self.options[parent] = sorted(Option(cost, amounts) for amounts, cost in options.items())

    def _as_printed(self, sums: Amounts, slack: int) -> Amounts | None:
        """Sums as the table prints them; None where it does not print one of them."""
        found = []
        for amount in sums:
            printed = self._printed(amount, slack) if amount else (0, 1)
            if printed is None:
                return None
            found.append(printed[0])
        return tuple(found)

    def _chosen(self, above: Amounts, children: Sequence[int]) -> list[Amounts]:
        """For each row of a family how it is filled, so that they add up to the row above."""
        slack = len(children) + 1
        states = self._ways(children, above, slack)
        best = min(states, key=lambda state: (state[0] + OFF * _off(above, state[1], slack), state[1]))
        found = [self.options[child][at].amounts for child, at in zip(children, best[2], strict=True)]
        lowest = best[0] + OFF * _off(above, best[1], slack)
        if not _off(above, best[1], slack):
            return found
        for cost, sums, ways in sorted(states)[:MOST_COMPARED]:
            for place, child in enumerate(children):
                option = self.options[child][ways[place]]
                rest = tuple(map(int.__sub__, map(int.__add__, above, option.amounts), sums))
                amounts = self._as_printed(rest, slack)
                own = self.search.cost(amounts, self.clues[child]) if amounts and any(amounts) else None
                if amounts is None or own is None or self.search.broken(amounts):
                    continue
                whole = cost - option.cost + own + TOLD_BY_FAMILY
                if whole < lowest:
                    lowest = whole
                    found = [self.options[other][at].amounts for other, at in zip(children, ways, strict=True)]
                    found[place] = amounts
        return found

    def _put(self, chosen: Mapping[int, Amounts]) -> None:
        """Puts the amounts into their cells; one that no printed amount is left for stays empty."""
        puzzle = self.puzzle
        lacking: list[tuple[Place, int]] = []
        for row, amounts in sorted(chosen.items()):
            for column, amount in enumerate(amounts):
                place = (self.number, row, column)
                if puzzle.amount_at(place) == amount:
                    continue
                if place in puzzle.at:
                    puzzle.take(place)
                if amount:
                    lacking.append((place, amount))
        for place, amount in lacking:
            tokens = [token for token in puzzle.tokens_near(amount, 0) if token in puzzle.free]
            if tokens:
                tokens.sort(key=lambda token: puzzle.tokens[token].atom.start)
                puzzle.move(puzzle.nearest(tokens, place), place)


def _with_excess(state: State, above: Amounts | None, slack: int) -> float:
    """What a way costs so far, with the columns in which it exceeds the row above already."""
    if above is None:
        return state[0]
    return state[0] + OFF * sum(have > most + slack >= slack for have, most in zip(state[1], above, strict=True))


def _off(above: Amounts, sums: Amounts, slack: int) -> int:
    """In how many columns the rows of a family do not add up to the row above."""
    return sum(abs(one - other) > slack for one, other in zip(above, sums, strict=True))
