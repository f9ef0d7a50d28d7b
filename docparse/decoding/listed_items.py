"""Rows of a torn list of items: names in order, the numbers of their lines, and the values of each column in order.

Each column keeps the order of its values, blanks are gone. Values go down a column; where something stands between two
of them, rows between them may be blank, or another column goes on. Of all ways the cheapest is taken: counts stand in
rows of counts, amounts elsewhere, and the sums of the form hold.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.decoding.names import is_item, one_name, pieces_of
from docparse.decoding.scattered import Found, amount_of, atoms_of
from docparse.folding import fold
from docparse.lexicons.load import ENUMERATOR
from docparse.patterns import pattern
from docparse.renderings import Atom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.lexicons.load import Lexicon
    from docparse.matching.forms import FormMatch
    from docparse.segmenting.lines import Line

# No form lists more rows, and no such table prints more values.
MOST_ROWS, MOST_VALUES = 60, 300
# Ways carried on from value to value.
BEAM = 150
# What it costs to leave a row out before a value that follows another, and one before any other; for each row further.
SKIPPED_CLOSE, SKIPPED, FURTHER = 0.6, 0.3, 0.05
# What it costs to go on in another column, where values follow each other and elsewhere; to go back to rows that were
# left out; to leave a value out.
TURNED_CLOSE, TURNED, BACK, LEFT = 2.5, 0.2, 0.7, 4.0
MOST_SKIPPED = 8
# Where each cell is printed by itself, what it costs to go on beside a value, or further left in the next row.
ACROSS, RETURN = 0.06, 0.1
# Ways that cost no more than this above the cheapest are as good.
DOUBT = 0.5
# What it costs to stand before the number of its own line, and to be a count among amounts or the reverse.
EARLY, STRANGE = 1.0, 2.0
# What it costs to have a number in a row of counts in another column than the last, and a mark there in the last: what
# is counted is counted at the end of the year.
BUDGETED, UNCOUNTED = 1.0, 0.6
# What a sum brings that holds, and costs that does not; what it costs to use a row that departments rarely use.
HOLDS, BROKEN, RARE = -1.0, 1.5, 0.2
# The unit of a count behind a name, as in "(2)" for two characters at most; no amount is named so.
_COUNTED = pattern(r"\([^()]{1,2}\)$")
_COUNTED_MATCHES = ("cars(no)", "groups(n)")
_COUNTED_MISSES = ("cost(abroad)s", "operation(total)")


class ListedRow(NamedTuple):
    """A row: its name, the number of its line, its values by columns, blanks as such, and its line of text."""

    name: tuple[Atom, ...]
    number: Atom | None
    values: tuple[Atom, ...]
    line: Line


class _Row(NamedTuple):
    """What tells which values a row may have."""

    counted: bool
    rare: bool
    start: int


class _Value(NamedTuple):
    """A value: its amount, whether it prints decimals, or is a mark, and its place.

    ``close`` says that it follows another one, right below it where lines that belong together stand so.
    """

    amount: int
    exact: bool
    mark: bool
    start: int
    close: bool


class _Way(NamedTuple):
    """Values given so far: for each column the last row, the places of rows given in it, and the column of the last."""

    cost: float
    last: tuple[int, ...]
    column: int
    given: tuple[tuple[int, int] | None, ...]
    taken: frozenset[tuple[int, int]]


def gather_listed(
    body: Sequence[Line], match: FormMatch, *, lexicon: Lexicon
) -> tuple[tuple[ListedRow, ...], tuple[Atom, ...]]:
    """The rows of a list of items whose cells stand in columns, and the values that no row took."""
    atoms = atoms_of(body, match.pages)
    names = _names([found for found in atoms if found.atom.kind == "T"], lexicon)
    numbers = _line_numbers(atoms, len(names))
    known = {found.at for found in numbers}
    values = [found for found in atoms if found.atom.kind in "VZDIC" and found.at not in known]
    others = tuple(found.atom for found in atoms if found.atom.kind in "UP")
    if not names or len(names) > MOST_ROWS or len(values) > MOST_VALUES:
        return (), (*(found.atom for found in values), *others)
    keys = [lexicon.item_key(name.atom.text, side=None) or "" for name in names]
    rare = {item.key for item in match.form.items if item.rare}
    rows = [
        _Row(
            _COUNTED.search(fold(name.atom.text)) is not None,
            key in rare,
            min(name.atom.start, numbers[at].atom.start if numbers else name.atom.start),
        )
        for at, (name, key) in enumerate(zip(names, keys, strict=True))
    ]
    places = {key: at for at, key in enumerate(keys) if key and keys.count(key) == 1}
    sums = [
        (places[each.total], tuple(places[part] for part in each.parts if part in places))
        for each in match.form.sums
        if each.total in places
    ]
    tight = _is_tight(atoms)
    along = not tight and len(values) == len(rows) * len(match.columns)
    search = _Search(rows, [each for each in sums if each[1]], len(match.columns), along=along)
    given = search.give(list(_values(values, atoms, tight=tight)))
    cells = {place: value.atom for value, place in zip(values, given, strict=True) if place is not None}
    found = tuple(
        ListedRow(
            tuple(pieces_of(name.atom)),
            numbers[at].atom if numbers else None,
            tuple(cells.get((at, column), _blank(name)) for column in range(len(match.columns))),
            name.line,
        )
        for at, name in enumerate(names)
    )
    left = tuple(value.atom for value, place in zip(values, given, strict=True) if place is None)
    return found, (*left, *others)


def _blank(name: Found) -> Atom:
    return Atom("B", "", name.atom.start, name.atom.start)


def _names(texts: Sequence[Found], lexicon: Lexicon) -> list[Found]:
    """The names, those that are wrapped put together: what goes on a name begins none."""
    found: list[Found] = []
    for text in texts:
        above = found[-1] if found else None
        wrapped = above is not None and text.at == above.at + 1 and text.line.number == above.line.number + 1
        if above is None or not wrapped or ENUMERATOR.match(fold(text.atom.text)) or is_item(text.atom.text, lexicon):
            found.append(text)
        elif is_item(above.atom.text + text.atom.text, lexicon):
            found[-1] = Found(one_name([above.atom, text.atom]), text.line, above.page, text.at)
        else:
            found.append(text)
    return found


def _line_numbers(atoms: Sequence[Found], rows: int) -> list[Found]:
    """The numbers of the lines, from 1 on in printed order; none where there are not as many as rows."""
    found: list[Found] = []
    for each in atoms:
        if each.atom.kind in "IC" and int(each.atom.text) == len(found) + 1 and len(found) < rows:
            found.append(each)
    return found if len(found) == rows else []


def _is_tight(atoms: Sequence[Found]) -> bool:
    """Whether lines that belong together stand right below each other: then an empty line says that something ends."""
    steps = [below.line.number - above.line.number for above, below in pairwise(atoms)]
    return 2 * sum(step == 1 for step in steps) > len(steps)


def _values(values: Sequence[Found], atoms: Sequence[Found], *, tight: bool) -> Iterator[_Value]:
    for found in values:
        before = atoms[found.at - 1] if found.at else None
        follows = before is not None and before.page == found.page and before.atom.kind in "VZDIC"
        near = follows and before is not None and (not tight or found.line.number == before.line.number + 1)
        amount = amount_of(found.atom)
        yield _Value(amount, "." in found.atom.text, found.atom.kind == "D", found.atom.start, near)


class _Search:
    """The rows and sums of a table, and the ways to give values to them."""

    def __init__(
        self, rows: Sequence[_Row], sums: Sequence[tuple[int, tuple[int, ...]]], columns: int, *, along: bool
    ) -> None:
        self.rows = rows
        self.columns = columns
        self.along = along
        # A sum is looked at when the last of its rows has been passed.
        self.sums: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        for whole, parts in sums:
            self.sums.setdefault(max(whole, *parts), []).append((whole, parts))

    def give(self, values: Sequence[_Value]) -> tuple[tuple[int, int] | None, ...]:
        """For each value its row and column in the cheapest way; None for one that is left out."""
        exact = any(value.exact for value in values)
        ways = [_Way(0.0, (-1,) * self.columns, 0, (), frozenset())]
        for value in values:
            tried = [new for way in ways for new in self._further(way, value, values, exact=exact)]
            ways = sorted(tried, key=lambda way: way.cost)[:BEAM]
        ended = sorted(((way.cost + self._rest(way, values), way.given) for way in ways), key=lambda each: each[0])
        lowest, given = ended[0]
        near = [other for cost, other in ended if cost <= lowest + DOUBT]
        # A wrong mark is no number that could be doubted: it stands only where all ways agree, and nothing is amiss.
        amiss = self._is_amiss(given, values, exact=exact)
        marks = [
            {place for place, value in zip(other, values, strict=True) if place is not None and value.mark}
            for other in near
        ]
        return tuple(
            place if place is None or not value.mark or (not amiss and all(place in each for each in marks)) else None
            for place, value in zip(given, values, strict=True)
        )

    def _is_amiss(self, given: Sequence[tuple[int, int] | None], values: Sequence[_Value], *, exact: bool) -> bool:
        """Whether a value has no row or stands where none like it does, or a sum does not hold."""
        amounts: dict[tuple[int, int], int] = {}
        for place, value in zip(given, values, strict=True):
            if place is None or self._fit(*place, value, exact=exact) >= BUDGETED:
                return True
            amounts[place] = value.amount
        for whole, parts in chain.from_iterable(self.sums.values()):
            for column in range(self.columns):
                found = [amounts.get((part, column), 0) for part in parts]
                total = amounts.get((whole, column), 0)
                if total and any(found) and abs(total - sum(found)) > len(found) + 1:
                    return True
        return False

    def _rest(self, way: _Way, values: Sequence[_Value]) -> float:
        """What the sums cost that have not been looked at."""
        bottom = len(self.rows) - 1
        return sum(self._passed(way, values, column, way.last[column], bottom) for column in range(self.columns))

    def _further(self, way: _Way, value: _Value, values: Sequence[_Value], *, exact: bool) -> Iterator[_Way]:
        yield way._replace(cost=way.cost + LEFT, given=(*way.given, None))
        for column in range(self.columns):
            turn = 0.0 if column == way.column else TURNED_CLOSE if value.close else TURNED
            start = way.last[column] + 1
            for row in range(start, min(start + MOST_SKIPPED, len(self.rows))):
                if (row, column) in way.taken:
                    continue
                turned = min(turn, self._beside(way, row, column))
                skipped = self._skipped(row - start, value, turned=turned > 0)
                cost = way.cost + turned + skipped + self._fit(row, column, value, exact=exact)
                last = (*way.last[:column], row, *way.last[column + 1 :])
                given = (*way.given, (row, column))
                new = _Way(cost, last, column, given, way.taken | {(row, column)})
                yield new._replace(cost=cost + self._passed(new, values, column, way.last[column], row))
            if not value.close:
                for back in range(start):
                    if (back, column) in way.taken:
                        continue
                    cost = way.cost + BACK + self._fit(back, column, value, exact=exact)
                    last = (*way.last[:column], back, *way.last[column + 1 :])
                    yield _Way(cost, last, column, (*way.given, (back, column)), way.taken | {(back, column)})

    def _beside(self, way: _Way, row: int, column: int) -> float:
        """What it costs to read on along the rows."""
        above = way.last[way.column]
        if not self.along or above < 0:
            return TURNED_CLOSE
        if row == above and column == way.column + 1:
            return ACROSS
        return RETURN if row == above + 1 and column < way.column else TURNED_CLOSE

    @staticmethod
    def _skipped(rows: int, value: _Value, *, turned: bool) -> float:
        """What it costs to leave so many rows out before a value."""
        if not rows or not value.close:
            return SKIPPED + FURTHER * (rows - 1) if rows else 0.0
        return rows * (SKIPPED if turned else SKIPPED_CLOSE)

    def _fit(self, row: int, column: int, value: _Value, *, exact: bool) -> float:
        own = self.rows[row]
        is_last = column == self.columns - 1
        late = own.counted and value.mark == is_last
        budgeted = (UNCOUNTED if is_last else BUDGETED) if late else 0.0
        strange = value.amount and exact and value.exact == own.counted
        return budgeted + STRANGE * bool(strange) + EARLY * (value.start < own.start) + RARE * own.rare

    def _passed(self, way: _Way, values: Sequence[_Value], column: int, before: int, row: int) -> float:
        """What the sums cost whose last row has been passed in a column."""
        cost = 0.0
        for at in range(before + 1, row + 1):
            for whole, parts in self.sums.get(at, ()):
                amounts = {place: values[number].amount for number, place in enumerate(way.given) if place is not None}
                total = amounts.get((whole, column), 0)
                found = [amounts.get((part, column), 0) for part in parts]
                if total and any(found):
                    cost += HOLDS if abs(total - sum(found)) <= len(found) + 1 else BROKEN
        return cost
