"""The kinds of slips: each makes one mutant of one value of a document, or none where the value allows none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.mutations.edits import (
    apply,
    insertion,
    line_of,
    lines_changed,
    next_line,
    onto_line,
    removal,
    replacement,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from benchmarks.identities import CellKey
    from benchmarks.mutations.edits import Edit
    from benchmarks.mutations.ground import Ground, Value

_DRAWS = 20
_YEARS = range(2012, 2034)
# An empty bordered cell to the right or to the left of a value.
_BLANK_AFTER = re.compile(r"(?: *(?:\t|\|))(?= *(?:\t|\||\r?\n|$))")
_BLANK_BEFORE = re.compile(r"(?:\t|\|)( *(?:\t|\|) *)$")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A text with one change.

    Attributes:
        lines: the ranges of the text that hold the changed lines.
        touched: the labelled cells whose characters were changed; of a run among values, the whole row.
        relabelled: what the labels would hold; None if no label can say it.
        landed: the range of the text to which a value was moved; None where none was.
        what: the change, for a person.
        anchor: the cell that was chosen, which must be covered for the mutant to count as noticeable.
    """

    kind: str
    text: str
    lines: tuple[tuple[int, int], ...]
    anchor: CellKey
    touched: frozenset[CellKey]
    relabelled: Mapping[CellKey, str] | None
    what: str
    landed: tuple[int, int] | None = None


@dataclass(slots=True)
class Neighbours:
    """Values of a document by place: what stands beside and below what.

    Attributes:
        by_rank: in the order of the text.
        by_cell: by key.
    """

    by_rank: dict[int, Value] = field(default_factory=dict)
    by_cell: dict[CellKey, Value] = field(default_factory=dict)

    @classmethod
    def of(cls, ground: Ground) -> Neighbours:
        """Those of a document."""
        ranks = {value.rank: value for value in ground.values}
        return cls(ranks, {value.cell: value for value in ground.values})


@dataclass(frozen=True, slots=True)
class Site:
    """Where a mutation is to happen: a value with its document, and the die."""

    ground: Ground
    neighbours: Neighbours
    value: Value
    random: Random

    def mutant(self, kind: str, edits: list[Edit], relabelled: Mapping[CellKey, str] | None, what: str) -> Mutant:
        """The mutant of these edits, which touches what it relabels, or else the row."""
        row = self.value.row
        touched = frozenset(
            (cell for cell in self.ground.reading.claims if cell[:2] == row) if relabelled is None else relabelled
        )
        before = self.ground.text
        text, lines = apply(before, edits), lines_changed(before, edits)
        return Mutant(kind, text, lines, self.value.cell, touched | {self.value.cell}, relabelled, what)


def change_digit(site: Site) -> Mutant | None:
    """One digit changed, by more than rounding explains in any identity that covers the value."""
    value = site.value
    places = [at for at, character in enumerate(value.text) if character.isdigit()]
    least = site.ground.slack.get(value.cell, Decimal(0))
    for _ in range(_DRAWS):
        at = site.random.choice(places)
        digit = site.random.choice([each for each in "0123456789" if each != value.text[at]])
        printed = value.text[:at] + digit + value.text[at + 1 :]
        number = printed.replace(",", "")
        if re.match(r"-?0[0-9]", number) or abs(Decimal(number) - (value.number or 0)) <= least:
            continue
        edits = [(value.start, value.end, printed)]
        return site.mutant("digit", edits, {value.cell: number}, f"{value.text} -> {printed}")
    return None


def swap_in_row(site: Site) -> Mutant | None:
    """A value and the next one of its row or line change places."""
    one, other = site.value, site.neighbours.by_rank.get(site.value.rank + 1)
    if other is None or other.number is None or one.cell[0] != other.cell[0]:
        return None
    if one.row != other.row and line_of(site.ground.text, one.start) != line_of(site.ground.text, other.start):
        return None
    return _swapped(site, "swap in row", other)


def swap_in_column(site: Site) -> Mutant | None:
    """A value and the one below it change places."""
    file, row, column = site.value.cell
    (table,) = (each for each in site.ground.labels if each.file == file)
    side = table.rows[row].side
    below = next((index for index in range(row + 1, len(table.rows)) if table.rows[index].side == side), None)
    other = None if below is None else site.neighbours.by_cell.get((file, below, column))
    return None if other is None or other.number is None else _swapped(site, "swap in column", other)


def _swapped(site: Site, kind: str, other: Value) -> Mutant | None:
    one = site.value
    if one.number == other.number:
        return None
    text = site.ground.text
    edits = [replacement(text, one, other.text), replacement(text, other, one.text)]
    relabelled = {one.cell: other.text.replace(",", ""), other.cell: one.text.replace(",", "")}
    return site.mutant(kind, edits, relabelled, f"{one.text} <-> {other.text}")


def drop(site: Site) -> Mutant | None:
    """A value is lost."""
    edits = [removal(site.ground.text, site.value)]
    return site.mutant("dropped", edits, {site.value.cell: ""}, f"{site.value.text} lost")


def move_to_front(site: Site) -> Mutant | None:
    """A value slips to the beginning of the next line."""
    return _moved(site, "next line, front", front=True)


def move_to_end(site: Site) -> Mutant | None:
    """A value slips to the end of the next line."""
    return _moved(site, "next line, end", front=False)


def _moved(site: Site, kind: str, *, front: bool) -> Mutant | None:
    text, value = site.ground.text, site.value
    line = next_line(text, value.end)
    if line is None:
        return None
    edits = [removal(text, value), onto_line(text, line, value, front=front)]
    mutant = site.mutant(kind, edits, {value.cell: ""}, f"{value.text} to the next line")
    moved = edits[1][0] + len(mutant.text) - len(text) - len(edits[1][2])
    start = mutant.text.index(value.text, moved)
    return replace(mutant, landed=(start, start + len(value.text)))


def put_numbers(site: Site) -> Mutant | None:
    """A run of column numbers stands among the values of a row."""
    (table,) = (each for each in site.ground.labels if each.file == site.value.cell[0])
    length = site.random.randint(2, max(2, len(table.columns)))
    return _put(site, "column numbers", [str(number) for number in range(1, length + 1)])


def put_year(site: Site) -> Mutant | None:
    """A year stands among the values of a row."""
    return _put(site, "year", [str(site.random.choice(_YEARS))])


def _put(site: Site, kind: str, tokens: list[str]) -> Mutant:
    before = site.random.random() < 0.5
    edit = insertion(site.ground.text, site.value, tokens, before=before)
    what = f"{' '.join(tokens)} {'before' if before else 'after'} {site.value.text}"
    return site.mutant(kind, [edit], None, what)


def shift(site: Site) -> Mutant | None:
    """A value slips into the empty cell beside it, or changes places with the mark for "no value" beside it."""
    sides = [1, -1]
    site.random.shuffle(sides)
    return next(filter(None, (_shifted(site, side) for side in sides)), None)


def _shifted(site: Site, side: int) -> Mutant | None:
    file, row, column = site.value.cell
    (table,) = (each for each in site.ground.labels if each.file == file)
    columns = table.column_keys(table.rows[row].side)
    at = columns.index(column) + side
    if not 0 <= at < len(columns):
        return None
    target = (file, row, columns[at])
    mark = site.neighbours.by_cell.get(target)
    if mark is not None:
        edits = _past_mark(site, mark)
    else:
        edits = [] if site.ground.labelled[target] else _into_blank(site, side)
    if not edits:
        return None
    relabelled = {site.value.cell: mark.text if mark else "", target: site.value.text.replace(",", "")}
    return site.mutant("next column", edits, relabelled, f"{site.value.text} from {column} to {columns[at]}")


def _past_mark(site: Site, mark: Value) -> list[Edit]:
    if mark.number is not None or abs(mark.rank - site.value.rank) != 1:
        return []
    text = site.ground.text
    return [replacement(text, site.value, mark.text), replacement(text, mark, site.value.text)]


def _into_blank(site: Site, side: int) -> list[Edit]:
    text, value = site.ground.text, site.value
    start, end = line_of(text, value.start)
    if side > 0:
        after = _BLANK_AFTER.match(text, value.end, end)
        return [(value.start, value.end, ""), (after.end(), after.end(), value.text)] if after else []
    before = _BLANK_BEFORE.search(text, start, value.start)
    return [(value.start, value.end, ""), (before.start(1), before.start(1), value.text)] if before else []


KINDS: Mapping[str, Callable[[Site], Mutant | None]] = {
    "digit": change_digit,
    "swap in row": swap_in_row,
    "swap in column": swap_in_column,
    "dropped": drop,
    "next line, front": move_to_front,
    "next line, end": move_to_end,
    "column numbers": put_numbers,
    "year": put_year,
    "next column": shift,
}
