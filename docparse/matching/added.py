"""Columns that a form does not declare: kept with a key made from their label, where the print shows each to be one.

A header without column numbers does not count its columns, but its cells do where borders part them, and so do the
pieces of a single line where the rows print as many values. Only if every declared column is found among them as well
is what remains a column of its own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold, shared_characters
from docparse.matching.grid import path_above
from docparse.matching.unknown import SHORTEST_LABEL
from docparse.renderings import Atom, atoms_on, piped, tabbed
from docparse.segmenting.lines import HAN, SERIAL_LABEL, VALUE, YEAR_OF_LABEL, column_numbers, is_mark
from docparse.segmenting.pieces import pieces_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.model import ColumnForm
    from docparse.matching.unknown import UnknownLabel
    from docparse.segmenting.lines import Line
    from docparse.segmenting.tables import TableRegion

# So many rows must be alike, and so large a part of all.
FEWEST_ROWS = 3
MOSTLY = 0.6
# A label that shares more of its characters with a declared one is that one, damaged.
DAMAGED = 0.6
# The kinds of atoms that fill a value column.
_VALUES = frozenset("VZDIB")


class Named(NamedTuple):
    """What is known of a declared column: key, printed path, side."""

    key: str
    path: tuple[str, ...]
    side: str | None


class Printed(NamedTuple):
    """A value column as printed: labels, their places, the declared column that it is (by its place) if any, side."""

    path: tuple[str, ...]
    ranges: tuple[tuple[int, int], ...]
    declared: int | None
    side: str | None


def printed_columns(
    columns: Sequence[Named], region: TableRegion, stub_texts: frozenset[str], *, left_out: int = 0
) -> tuple[Printed, ...] | None:
    """All value columns in printed order; None where the print does not show more of them than are declared.

    ``left_out`` is the number of columns whose labels were taken out of the header.
    """
    paths = _bordered(region) or _unbordered(region, stub_texts, left_out)
    if paths is None:
        return None
    # 科目编码 above 类, 款 and 项: what stands under a stub's label is one.
    stub_texts = stub_texts | {SERIAL_LABEL}
    stubs = [not path or any(fold(atom.text) in stub_texts for atom in path) for path in paths]
    found: dict[int, int] = {}
    for index, column in enumerate(columns):
        place = _find(column, paths, found, after=max(found, default=-1))
        if place is None or stubs[place]:
            return None
        found[place] = index
    places = [place for place in range(len(paths)) if not stubs[place]]
    if len(places) <= len(columns) or not all(_is_label(paths[place][-1]) for place in places):
        return None
    return tuple(
        Printed(
            tuple(atom.text for atom in paths[place]),
            tuple((atom.start, atom.end) for atom in paths[place]),
            found.get(place),
            _side(place, stubs, found, columns),
        )
        for place in places
    )


def _is_label(atom: Atom) -> bool:
    return len(fold(atom.text)) >= SHORTEST_LABEL and bool(HAN.search(atom.text))


def declared_column(printed: Printed, columns: Sequence[ColumnForm]) -> ColumnForm | None:
    """The column of a form that a printed one is by its labels, though it was not looked for."""
    whole, leaf = _bare("".join(printed.path)), _bare(printed.path[-1])
    beside = [column for column in columns if column.side == printed.side]
    exact = (column for column in beside if any(fold("".join(path)) == whole for path in column.paths))
    alike = (column for column in beside if any(fold(path[-1]) == leaf for path in column.paths))
    return next(exact, None) or next(alike, None)


def undeclared_instead(path: tuple[str, ...], unknown: Sequence[UnknownLabel]) -> bool:
    """Whether a declared label that is printed nowhere gives way to unknown ones: none of these is it, damaged."""
    label = fold(path[-1])
    return bool(unknown) and all(shared_characters(label, each.text) < DAMAGED for each in unknown)


def _bordered(region: TableRegion) -> list[list[Atom]] | None:
    """The labels above each cell of the rows, where borders part these and all rows have as many."""
    body = [
        atoms for rendering, atoms in map(atoms_on, region.body) if rendering in (piped.NAME, tabbed.NAME) and atoms
    ]
    widths = Counter(map(len, body))
    width, alike = widths.most_common(1)[0] if widths else (0, 0)
    if alike < max(FEWEST_ROWS, MOSTLY * len(region.body)):
        return None
    rows = [
        atoms
        for line in region.header
        for rendering, atoms in (atoms_on(line),)
        if rendering in (piped.NAME, tabbed.NAME) and len(atoms) == width and not column_numbers(line.text)
    ]
    return [path_above(rows, place) for place in range(width)] if rows else None


def _unbordered(region: TableRegion, stub_texts: frozenset[str], left_out: int) -> list[list[Atom]] | None:
    """The pieces of a header of one line, or of one label a line, where most rows print a value for each but stubs."""
    lines = [line for line in region.header if HAN.search(line.text) and not is_mark(line)]
    pieces = [[_piece(line, *place) for place in pieces_of(line.text)] for line in lines]
    if len(lines) == 1:
        found = pieces[0]
        counts = [sum(map(_is_value, line.text.split())) for line in region.body]
    elif all(len(each) == 1 for each in pieces):
        found = [each[0] for each in pieces]
        counts = _values_below(region.body)
    else:
        return None
    values = left_out + sum(fold(atom.text) not in stub_texts for atom in found)
    alike = sum(count == values for count in counts)
    return [[atom] for atom in found] if alike >= max(FEWEST_ROWS, MOSTLY * len(counts)) else None


def _piece(line: Line, start: int, end: int) -> Atom:
    return Atom("T", line.text[start:end], line.start + start, line.start + end)


def _is_value(piece: str) -> bool:
    return VALUE.fullmatch(piece) is not None


def _values_below(body: Sequence[Line]) -> list[int]:
    """How many values have a line each below each name that has some."""
    counts = [0]
    for line in body:
        if _is_value(line.text.strip()):
            counts[-1] += 1
        elif counts[-1]:
            counts.append(0)
    return [count for count in counts if count]


def _find(column: Named, paths: Sequence[Sequence[Atom]], taken: dict[int, int], *, after: int) -> int | None:
    """The printed column with the labels of a declared one, else the next with its lowest label."""
    whole, leaf = fold("".join(column.path)), fold(column.path[-1])
    free = [place for place, path in enumerate(paths) if path and place not in taken]
    exact = [place for place in free if _bare("".join(atom.text for atom in paths[place])) == whole]
    alike = [place for place in free if _bare(paths[place][-1].text) in (leaf, whole)]
    damaged = [place for place in free if shared_characters(leaf, _bare(paths[place][-1].text)) > DAMAGED]
    return next((place for found in (exact, alike, damaged) for place in found if place > after), None)


def _bare(label: str) -> str:
    return fold(YEAR_OF_LABEL.sub("", label))


def _side(place: int, stubs: Sequence[bool], found: dict[int, int], columns: Sequence[Named]) -> str | None:
    """The side of a printed column: that of the nearest declared one between the same stubs."""
    if place in found:
        return columns[found[place]].side
    group = sum(stubs[at] and not (at and stubs[at - 1]) for at in range(place + 1))
    near = [
        at for at in found if sum(stubs[each] and not (each and stubs[each - 1]) for each in range(at + 1)) == group
    ]
    nearest = min(near or found, key=lambda at: (abs(at - place), at))
    return columns[found[nearest]].side
