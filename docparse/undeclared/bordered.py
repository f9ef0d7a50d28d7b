"""Columns and rows of a table whose cells stand between borders (tabs or pipes): what each column holds tells its part.

The first column of words names the rows; what stands before it numbers or codes them, columns of figures behind it are
value columns.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.cells import tidy
from docparse.folding import fold
from docparse.matching.grid import path_above
from docparse.segmenting.lines import HAN, LINE_NUMBER_LABEL, RULE, column_numbers
from docparse.undeclared.lines import FIGURES, UNIT_WORD
from docparse.undeclared.model import LooseColumn, LooseRow, LooseTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.renderings import Atom
    from docparse.undeclared.lines import Cut
    from docparse.undeclared.stretches import Stretch

FEWEST_ROWS = 2
# Of the printed cells of a value column so many are figures.
MOSTLY = 0.6
_CODE_LENGTHS = (3, 5, 7)


class _Parts(NamedTuple):
    """Which column of the print is what; None where there is none."""

    name: int
    number: int | None
    code: int | None
    unit: int | None
    values: tuple[int, ...]


def read_bordered(stretch: Stretch) -> LooseTable | None:
    """The table between borders; None where columns, names or labels cannot be told."""
    width = Counter(len(row.atoms) for row in stretch.rows if row.atoms).most_common(1)[0][0]
    rows = [row for row in stretch.rows if row.atoms and not RULE.fullmatch(row.line.text)]
    full = [row for row in rows if len(row.atoms) == width]
    if len(full) < max(FEWEST_ROWS, MOSTLY * len(rows)):
        return None
    header, full = _split_header(stretch.header, full)
    parts = _parts([row.atoms for row in full], width)
    if parts is not None and _is_side_by_side(parts, header, [row.atoms for row in full]):
        header, full = _halves(header, full)
        parts = _parts([row.atoms for row in full], width // 2)
    if parts is None:
        return None
    parts = _with_line_numbers(parts, header)
    columns = _columns(header, [row.atoms for row in full], parts)
    if not all(column.path for column in columns):
        return None
    taken = {row.line.number for row in full}
    loose = [_row(row.atoms, parts, row) for row in full]
    loose += [_unread(row) for row in rows if row.line.number not in taken and row not in header]
    loose.sort(key=lambda row: row.line.number)
    return LooseTable(stretch, columns, tuple(loose), stretch.rows[0].rendering)


def _split_header(header: Sequence[Cut], rows: list[Cut]) -> tuple[list[Cut], list[Cut]]:
    """The header lines as wide as the rows, with column numbers at the head of the body among them."""
    width = len(rows[0].atoms)
    found = [each for each in header if len(each.atoms) == width]
    body = 0
    while body < len(rows) and (
        column_numbers(rows[body].line.text) or not any(atom.kind in FIGURES for atom in rows[body].atoms)
    ):
        found.append(rows[body])
        body += 1
    return found, rows[body:]


def _parts(rows: Sequence[Sequence[Atom]], width: int) -> _Parts | None:
    if len(rows) < FEWEST_ROWS:
        return None
    cells = [[row[place] for row in rows if row[place].kind != "B"] for place in range(width)]
    figures = [bool(each) and sum(atom.kind in FIGURES for atom in each) >= MOSTLY * len(each) for each in cells]
    words = [place for place in range(width) if cells[place] and not figures[place]]
    if not words:
        return None
    name = words[0]
    before = [place for place in range(name) if figures[place]]
    number = next((place for place in before if _counts_up(cells[place])), None)
    code = next((place for place in before if place != number and _are_codes(cells[place])), None)
    units = [place for place in words[1:] if all(UNIT_WORD.fullmatch(atom.text) for atom in cells[place])]
    values = tuple(place for place in range(name + 1, width) if figures[place])
    if number is None and len(values) > 1 and _counts_up(cells[values[0]]):
        number, values = values[0], values[1:]
    if not values or len(words) - 1 - len(units) > len(values) or set(before) - {number, code}:
        return None
    return _Parts(name, number, code, units[0] if len(units) == 1 else None, values)


def _is_side_by_side(parts: _Parts, header: Sequence[Cut], rows: Sequence[Sequence[Atom]]) -> bool:
    """Whether words among the value columns name other rows: they have the label of the names, or none."""
    between = [
        place
        for place in range(parts.values[0] + 1, parts.values[-1])
        if place not in parts.values and any(row[place].kind == "T" for row in rows)
    ]
    labels = [row for row in header if not column_numbers(row.line.text) and not RULE.fullmatch(row.line.text)]
    name = _label(labels, parts.name)
    return any(_label(labels, place) in ("", name) for place in between)


def _halves(header: Sequence[Cut], rows: Sequence[Cut]) -> tuple[list[Cut], list[Cut]]:
    """The header of one half of the page and the rows of both, the right one of a line behind the left one.

    No rows where the halves do not have the same labels.
    """
    half, odd = divmod(len(rows[0].atoms), 2)
    labels = [row for row in header if not column_numbers(row.line.text) and not RULE.fullmatch(row.line.text)]
    alike = [_label(labels, place) == _label(labels, place + half) for place in range(half)]
    if odd or not all(alike):
        return [], []
    shared = [row for row in labels if _texts(row.atoms[:half]) == _texts(row.atoms[half:])]
    sides = [row._replace(atoms=side) for row in rows for side in (row.atoms[:half], row.atoms[half:])]
    return [row._replace(atoms=row.atoms[:half]) for row in shared], [row for row in sides if any(_texts(row.atoms))]


def _texts(atoms: Sequence[Atom]) -> list[str]:
    return [fold(atom.text) for atom in atoms]


def _with_line_numbers(parts: _Parts, header: Sequence[Cut]) -> _Parts:
    """The parts, the column whose label says so taken for line numbers (行次) wherever they begin."""
    numbered = [place for place in parts.values if _label(header, place) == LINE_NUMBER_LABEL]
    if parts.number is not None or len(numbered) != 1 or len(parts.values) == 1:
        return parts
    return parts._replace(number=numbered[0], values=tuple(place for place in parts.values if place != numbered[0]))


def _label(labels: Sequence[Cut], place: int) -> str:
    """The lowest label above a column, folded; empty where there is none."""
    found = [fold(row.atoms[place].text) for row in labels if row.atoms[place].kind == "T"]
    return found[-1] if found else ""


def _counts_up(cells: Sequence[Atom]) -> bool:
    """Whether cells number the rows: 1, 2, 3."""
    return [atom.text for atom in cells] == [str(count) for count in range(1, len(cells) + 1)]


def _are_codes(cells: Sequence[Atom]) -> bool:
    return all(atom.text.isdecimal() and len(atom.text) in _CODE_LENGTHS for atom in cells)


def _columns(header: Sequence[Cut], rows: Sequence[Sequence[Atom]], parts: _Parts) -> tuple[LooseColumn, ...]:
    labels = [row for row in header if not column_numbers(row.line.text) and not RULE.fullmatch(row.line.text)]
    numbered = next((row for row in header if column_numbers(row.line.text)), None)
    return tuple(
        LooseColumn(
            path=tuple(tidy(atom.text) for atom in found),
            ranges=tuple((atom.start, atom.end) for atom in found),
            number=_number(numbered, place),
            share=_is_share([row[place] for row in rows]),
        )
        for place in parts.values
        for found in (_path(labels, place, parts.name),)
    )


def _path(labels: Sequence[Cut], place: int, name: int) -> list[Atom]:
    """The labels above a column, from top to bottom."""
    found = path_above([row.atoms for row in labels], place, name + 1)
    return [atom for atom in found if HAN.search(atom.text) or atom.text.isdecimal()]


def _number(row: Cut | None, place: int) -> int | None:
    text = row.atoms[place].text if row is not None else ""
    return int(text) if text.isdecimal() else None


def _is_share(atoms: Sequence[Atom]) -> bool:
    printed = [atom.kind for atom in atoms if atom.kind not in "BD"]
    return bool(printed) and all(kind in "PZ" for kind in printed)


def _row(atoms: Sequence[Atom], parts: _Parts, row: Cut) -> LooseRow:
    def at(place: int | None) -> Atom | None:
        return atoms[place] if place is not None and atoms[place].kind != "B" else None

    values = tuple(atom if (atom := at(place)) is not None and atom.kind in FIGURES else None for place in parts.values)
    known = {parts.name, parts.number, parts.code, parts.unit}
    rest = [atom for place, atom in enumerate(atoms) if place not in known and atom.kind != "B" and atom not in values]
    name = at(parts.name)
    return LooseRow(
        row.line,
        at(parts.number),
        at(parts.code),
        (name,) if name is not None else (),
        at(parts.unit),
        values,
        unplaced=tuple(atom for atom in rest if atom.kind in FIGURES),
        texts=tuple(atom for atom in rest if atom.kind not in FIGURES),
    )


def _unread(row: Cut) -> LooseRow:
    """A row of another width: nobody knows which columns its cells stand in."""
    printed = [atom for atom in row.atoms if atom.kind != "B"]
    return LooseRow(
        row.line,
        None,
        None,
        (),
        None,
        (),
        unplaced=tuple(atom for atom in printed if atom.kind in FIGURES),
        texts=tuple(atom for atom in printed if atom.kind not in FIGURES),
    )
