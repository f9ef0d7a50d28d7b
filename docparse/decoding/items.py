"""Items put together from the torn halves of a form with an income and an expenditure side.

Names tell their side; those that are numbered (一、二、…) stand at the top in order, the totals at the bottom, so that
both sides count the same lines. A value belongs to the line number or the name right before it, and one that shares its
line of text with a name of the expenditure to the income beside that name. What stands apart from all of these is left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docparse.decoding.column_blocks import Lines, deal
from docparse.decoding.names import MOST_PIECES, is_item, one_name
from docparse.decoding.scattered import Found, amount_of, atoms_of, identities_of
from docparse.folding import fold
from docparse.lexicons.load import ENUMERATOR
from docparse.placing.search import search_row
from docparse.segmenting.numbering import numbering_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.lexicons.load import Lexicon
    from docparse.matching.forms import FormMatch
    from docparse.placing.search import Identity
    from docparse.renderings import Atom
    from docparse.segmenting.lines import Line

# A form has no more lines than this on both sides.
MOST_LINES = 160
INCOME, EXPENDITURE = "income", "expenditure"
_SIDES = {"n": INCOME, "x": EXPENDITURE}
# What came in stands once as income of the year and once as what was left of the year before; then as what is left.
_INCOME_TWICE = 2


class Item(NamedTuple):
    """A row of one side: its name, its line number, and its values in printed order."""

    side: str
    name: Atom
    number: Atom | None
    values: tuple[Atom, ...]
    columns: int
    line: Line


@dataclass(slots=True)
class _Row:
    """A row while its cells are being gathered; ``place`` is its line on the page, from the top."""

    side: str
    name: Atom
    found: Found
    ordinal: int
    key: str = ""
    place: int = 0
    number: Atom | None = None
    values: list[Atom] = field(default_factory=list)


def gather_items(body: Sequence[Line], match: FormMatch, *, lexicon: Lexicon) -> tuple[list[Item], tuple[Atom, ...]]:
    """The rows of both sides, and the values that belong to none of them for certain."""
    atoms = _whole_names(atoms_of(body, match.pages), lexicon)
    widths = {side: sum(column.side == side for column in match.columns) for side in (INCOME, EXPENDITURE)}
    rows = _rows(atoms, lexicon)
    numbers = [found for found in atoms if found.atom.kind in "IC" and int(found.atom.text) <= MOST_LINES]
    height = _give_places(rows, max((int(found.atom.text) for found in numbers), default=0))
    counted = len(numbers) >= height > 0
    if counted:
        _correct_places(atoms, rows, height)
    taken = _give_values(atoms, rows, _Columns(widths, identities_of(match, EXPENDITURE)), height if counted else 0)
    if counted:
        by_place = {int(found.atom.text): found.atom for found in numbers}
        for row in rows:
            row.number = by_place.get(row.place + (height if row.side == EXPENDITURE else 0))
    left = tuple(found.atom for found in atoms if found.atom.kind in "VZDUP" and found.at not in taken)
    items = [Item(row.side, row.name, row.number, tuple(row.values), widths[row.side], row.found.line) for row in rows]
    return items, left


def _whole_names(atoms: Sequence[Found], lexicon: Lexicon) -> list[Found]:
    """The atoms, with names that are wrapped put together."""
    whole: list[Found] = []
    at = 0
    while at < len(atoms):
        found = atoms[at]
        end = at + 1
        if found.atom.kind == "T":
            end = _end_of_name(atoms, at, lexicon)
        pieces = [each.atom for each in atoms[at:end]]
        whole.append(Found(one_name(pieces), found.line, found.page, len(whole)))
        at = end
    return whole


def _end_of_name(atoms: Sequence[Found], start: int, lexicon: Lexicon) -> int:
    """The index after the last piece of a name: as many lines below each other as make a known one."""
    end = start + 1
    while end < len(atoms) and end - start < MOST_PIECES and _goes_on(atoms[end - 1], atoms[end]):
        end += 1
    for stop in range(end, start + 1, -1):
        if is_item("".join(each.atom.text for each in atoms[start:stop]), lexicon):
            return stop
    whole = is_item(atoms[start].atom.text, lexicon)
    fresh = any(is_item(each.atom.text, lexicon) for each in atoms[start + 1 : end])
    return start + 1 if whole or fresh else end


def _goes_on(above: Found, below: Found) -> bool:
    near = below.line.number == above.line.number + 1
    return below.atom.kind == "T" and near and not ENUMERATOR.match(fold(below.atom.text))


def _rows(atoms: Sequence[Found], lexicon: Lexicon) -> list[_Row]:
    rows: list[_Row] = []
    seen: dict[str, int] = {}
    for found in atoms:
        if found.atom.kind != "T":
            continue
        name = fold(found.atom.text)
        seen[name] = seen.get(name, 0) + 1
        side = _SIDES.get(lexicon.side_of(found.atom.text) or "")
        if side is None:
            side = INCOME if seen[name] == 1 else EXPENDITURE
        elif side == INCOME and seen[name] > _INCOME_TWICE:
            side = EXPENDITURE
        key = lexicon.item_key(found.atom.text, side=side) or ""
        rows.append(_Row(side, found.atom, found, _ordinal(found.atom.text), key))
    return rows


def _ordinal(name: str) -> int:
    """The number that a name begins with; 0 where it begins with none."""
    numbered = numbering_of(name)
    return numbered.value if numbered is not None and numbered.kind == "han" else 0


def _give_places(rows: Sequence[_Row], last: int) -> int:
    """Lines for the rows of both sides: numbered ones from the top, the others below; how many lines there are.

    Where the numbers of both sides run on to ``last``, that is how many there are.
    """
    top = max((row.ordinal for row in rows), default=0)
    tails = {side: [row for row in rows if row.side == side and not row.ordinal] for side in (INCOME, EXPENDITURE)}
    longest = max(len(tail) for tail in tails.values())
    height = last // 2 if last % 2 == 0 and last // 2 > max(top, longest) else top + longest
    top = height - longest
    for row in rows:
        row.place = row.ordinal
    for tail in tails.values():
        for place, row in enumerate(tail, start=top + 1):
            row.place = height if row is tail[-1] else place
    return height


def _correct_places(atoms: Sequence[Found], rows: Sequence[_Row], height: int) -> None:
    """Believes the number right behind the name of a total, where it is one of its side."""
    for row in rows:
        behind = atoms[row.found.at + 1].atom if row.found.at + 1 < len(atoms) else None
        if row.ordinal or behind is None or behind.kind not in "IC":
            continue
        after = atoms[row.found.at + 2].atom.text if row.found.at + 2 < len(atoms) else ""
        if after == str(int(behind.text) + 1):
            # The first of a column of numbers.
            continue
        place = int(behind.text) - (height if row.side == EXPENDITURE else 0)
        if 0 < place <= height:
            row.place = place


class _Columns(NamedTuple):
    """How many columns each side has, and what adds up within a row of the expenditure."""

    widths: dict[str, int]
    identities: tuple[Identity, ...]


def _give_values(atoms: Sequence[Found], rows: Sequence[_Row], columns: _Columns, height: int) -> set[int]:
    """Gives values to the rows that they stand at; the places in reading order of those that were given."""
    by_place = {(row.side, row.place): row for row in rows}
    by_name = {row.found.at: row for row in rows}
    taken: set[int] = set()
    for at, found in enumerate(atoms[:-1]):
        row = by_name.get(atoms[at + 1].at) if atoms[at + 1].line.number == found.line.number else None
        beside = by_place.get((INCOME, row.place)) if row is not None and row.side == EXPENDITURE else None
        if found.atom.kind in "VZD" and beside is not None and not beside.values and columns.widths[INCOME]:
            beside.values.append(found.atom)
            taken.add(found.at)
    for start, end in _runs(atoms, taken):
        owners = _owners(atoms, start, by_place, by_name, height)
        if owners and not any(row.values for row in owners):
            shared = _shared([found.atom for found in atoms[start:end]], owners, columns)
            for row, values in zip(owners, shared, strict=False):
                row.values += values
            taken.update(atoms[index].at for index in range(start, end) if shared)
    for start, end in _runs(atoms, taken):
        for side in (INCOME, EXPENDITURE):
            empty = [row for row in rows if row.side == side and not row.values]
            dealt = _dealt([found.atom for found in atoms[start:end]], empty, columns)
            for row, places in zip(empty, dealt, strict=False):
                row.values += [atoms[start + place].atom for place in places]
            if dealt:
                taken.update(atoms[index].at for index in range(start, end))
                break
    return taken


def _dealt(values: Sequence[Atom], rows: Sequence[_Row], columns: _Columns) -> list[list[int]]:
    """The places in a run of the values of each row, where the run holds those of all rows of a side; else none."""
    if not rows:
        return []
    side = rows[0].side
    total = next((at for at, row in enumerate(rows) if row.key.endswith(".total") and not row.ordinal), None)
    parts = tuple(at for at, row in enumerate(rows) if row.ordinal)
    lines = Lines(len(rows), parts, total if parts else None)
    identities = columns.identities if side == EXPENDITURE else ()
    return deal([amount_of(value) for value in values], lines, columns.widths[side], identities) or []


def _shared(values: list[Atom], owners: Sequence[_Row], columns: _Columns) -> list[list[Atom]]:
    """A run of values shared out to the rows before it: all to one, or column after column; none where that is open."""
    width = columns.widths[owners[-1].side]
    if len(owners) == 1:
        return [values] if len(values) <= width else []
    if len(values) != len(owners) * width or len({id(row) for row in owners}) < len(owners):
        return []
    block = [values[at :: len(owners)] for at in range(len(owners))]
    return block if width == 1 or all(_adds_up(each, columns.identities) for each in block) else []


def _adds_up(values: Sequence[Atom], identities: tuple[Identity, ...]) -> bool:
    return bool(search_row(tuple(amount_of(atom) for atom in values), len(values), identities).layouts)


def _runs(atoms: Sequence[Found], taken: set[int]) -> list[tuple[int, int]]:
    """The stretches of values that nothing else stands between."""
    runs: list[tuple[int, int]] = []
    for at, found in enumerate(atoms):
        if found.atom.kind not in "VZD" or found.at in taken:
            continue
        if runs and runs[-1][1] == at and atoms[at - 1].page == found.page:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _owners(
    atoms: Sequence[Found],
    start: int,
    by_place: dict[tuple[str, int], _Row],
    by_name: dict[int, _Row],
    height: int,
) -> list[_Row]:
    """The rows that the values from ``start`` on may belong to: those whose numbers, or names, stand right before."""
    owners: list[_Row] = []
    at = start - 1
    following: int | None = None
    while at >= 0 and atoms[at].page == atoms[start].page:
        atom = atoms[at].atom
        if height:
            if atom.kind not in "IC" or not 0 < int(atom.text) <= 2 * height:
                break
            number = int(atom.text)
            if following is not None and number + 1 != following:
                break
            row = by_place.get((INCOME, number) if number <= height else (EXPENDITURE, number - height))
            following = number
        else:
            row = by_name.get(atoms[at].at)
        if row is None or (owners and row.side != owners[-1].side):
            break
        owners.append(row)
        at -= 1
    return owners[::-1]
