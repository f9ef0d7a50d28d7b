"""Rows of economic codes put together from the columns of groups that stand side by side.

What an extractor that prints columns leaves of such a table are codes, names and amounts in blocks. Where the groups of
a page begin tells which line a code stands on; an amount beside a code belongs to the same line, one group further left
(``side_by_side``); the amounts of the last group stand apart, and sums tell where they belong (``loose_values``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from docparse.decoding.halved_codes import CLASS, economic_codes
from docparse.decoding.loose_values import Loose, Slot, share_loose
from docparse.decoding.naming import Placed, give_names
from docparse.decoding.scattered import Found, amount_of, atoms_of
from docparse.decoding.side_by_side import Code, layouts_of, values_beside
from docparse.renderings import Atom

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.grammars.model import Form
    from docparse.lexicons.load import Lexicon
    from docparse.matching.forms import FormMatch
    from docparse.segmenting.lines import Line

_VALUES = "VZD"
# From this share of lines on that stand right below each other, an empty line says that something is missing there.
CLOSE_LINES = 0.5


class EconomicRow(NamedTuple):
    """A row: its code (None for a total), the pieces of its name, its amount, and the line that it begins on."""

    code: Atom | None
    name: tuple[Atom, ...]
    value: Atom | None
    line: Line

    @property
    def cell(self) -> Atom:
        """Its amount, or a blank where it begins."""
        if self.value is not None:
            return self.value
        start = self.code.start if self.code is not None else self.name[0].start
        return Atom("B", "", start, start)


class EconomicRows(NamedTuple):
    """The rows of a table in printed order, the amounts that no row took, and lines of text that name none."""

    rows: tuple[EconomicRow, ...]
    left_over: tuple[Atom, ...]
    unread: tuple[Line, ...]


@dataclass(slots=True)
class _Row:
    """A row while its cells are being looked for.

    Attributes:
        found: its code, or the name of a total.
        key: the code, or the key of the total.
        spot: page, line on the page and group.
        loose: whether its amount stands beside no other code.
    """

    found: Found
    key: str
    spot: tuple[int, int, int]
    name: list[Atom]
    loose: bool = True
    value: Found | None = None


def gather_economic(body: Sequence[Line], match: FormMatch, *, lexicon: Lexicon) -> EconomicRows:
    """The rows of a form with economic codes, whose cells stand in blocks."""
    atoms = atoms_of(body, match.pages)
    codes = economic_codes(atoms)
    printed = {start for found in codes for start, _ in found.atom.ranges}
    texts = [found for found in atoms if found.atom.kind == "T"]
    totals = _totals(texts, match.form, lexicon)
    named = {row.found.at for row in totals}
    texts = [found for found in texts if found.at not in named]
    rows = _rows(codes, atoms, match.form)
    _give_values_of_totals(totals, atoms, {row.value.at for row in rows if row.value is not None})
    names = give_names(
        [Placed(row.found.atom, row.found.page, row.found.line.number, row.found.at) for row in rows],
        [Placed(text.atom, text.page, text.line.number, text.at) for text in texts],
        lexicon,
    )
    for row, name in zip(rows, names, strict=True):
        row.name = name
    rows = sorted([*rows, *totals], key=lambda row: row.spot)
    _give_loose(atoms, rows, match.form)
    taken = {row.value.at for row in rows if row.value is not None}
    used = {piece.start for row in rows for piece in row.name}
    left = [found.atom for found in atoms if found.atom.kind in "VZDIUPC" and found.at not in taken]
    return EconomicRows(
        tuple(
            EconomicRow(
                row.found.atom if row.found.atom.kind == "C" else None,
                tuple(row.name),
                row.value.atom if row.value is not None else None,
                row.found.line,
            )
            for row in rows
        ),
        tuple(atom for atom in left if atom.start not in printed),
        tuple(dict.fromkeys(found.line for found in texts if found.atom.start not in used)),
    )


def _totals(texts: Sequence[Found], form: Form, lexicon: Lexicon) -> list[_Row]:
    """The rows of totals, which stand below all codes of their page in the order of the form."""
    order = [item.key for item in form.items] + [each.total for each in form.sums if each.total]
    found: dict[str, _Row] = {}
    for text in texts:
        key = lexicon.item_key(text.atom.text, side=None)
        if key in order and key not in found:
            found[key] = _Row(text, key, (text.page, len(texts), order.index(key)), [text.atom])
    return list(found.values())


def _rows(codes: Sequence[Found], atoms: Sequence[Found], form: Form) -> list[_Row]:
    """The rows of codes in the order of the page, those with an amount beside the code to their right with it."""
    blocks = [
        frozenset(each.parts) for each in form.sums if each.parts and all(part.isdecimal() for part in each.parts)
    ]
    numbers = sorted({found.page for found in codes})
    pages = [[found for found in codes if found.page == number] for number in numbers]
    beside = [[_value_beside(found, atoms) for found in page] for page in pages]
    taken = {value.at for values in beside for value in values if value is not None}
    left = Counter(found.page for found in atoms if found.atom.kind in _VALUES and found.at not in taken)
    apart = [left[number] for number in numbers]
    given = [
        [
            Code(found.atom.text, None if value is None else amount_of(value.atom))
            for found, value in zip(page, values, strict=True)
        ]
        for page, values in zip(pages, beside, strict=True)
    ]
    rows: list[_Row] = []
    for page, values, known, layout in zip(pages, beside, given, layouts_of(given, apart, blocks), strict=True):
        owners, loose = values_beside(known, layout)
        for group, members in enumerate(layout):
            for line, index in enumerate(members):
                found = page[index]
                row = _Row(found, found.atom.text, (found.page, line, group), [], index in loose)
                row.value = values[owners[index]] if index in owners else None
                rows.append(row)
    return rows


def _value_beside(found: Found, atoms: Sequence[Found]) -> Found | None:
    """The amount on the same line right before a code or a name."""
    before = atoms[found.at - 1] if found.at else None
    if before is None or before.line is not found.line or before.atom.kind not in _VALUES:
        return None
    return before


def _give_values_of_totals(totals: Sequence[_Row], atoms: Sequence[Found], taken: set[int]) -> None:
    """Gives totals the amount that stands behind them, or beside the name of the total to their right."""
    for row, following in zip_longest(totals, totals[1:]):
        behind = atoms[row.found.at + 1] if row.found.at + 1 < len(atoms) else None
        if behind is not None and behind.line is row.found.line and behind.atom.kind in _VALUES:
            row.value = behind
        elif following is not None:
            row.value = _value_beside(following.found, atoms)
        if row.value is not None:
            row.loose = False
            if row.value.at in taken:
                row.value, row.loose = None, True


def _give_loose(atoms: Sequence[Found], rows: Sequence[_Row], form: Form) -> None:
    """Gives rows at the right edge the amounts that stand apart."""
    taken = {row.value.at for row in rows if row.value is not None}
    values = [found for found in atoms if found.atom.kind in _VALUES and found.at not in taken]
    columns = sorted(
        (at for at, row in enumerate(rows) if row.loose and row.value is None),
        key=lambda at: (rows[at].spot[0], rows[at].found.atom.kind != "C", rows[at].spot[2], rows[at].spot[1]),
    )
    places = {value.at: number for number, value in enumerate(values)}
    slots = [Slot(at, rows[at].spot[0], _near(rows[at], atoms, places), rows[at].found.at) for at in columns]
    known = {at: amount_of(row.value.atom) for at, row in enumerate(rows) if row.value is not None}
    gaps = _gaps(values, atoms)
    given = [Loose(amount_of(value.atom), value.page, value.at, gap) for value, gap in zip(values, gaps, strict=True)]
    for at, index in share_loose(given, slots, _families(rows, form), known).items():
        rows[at].value = values[index]


def _gaps(values: Sequence[Found], atoms: Sequence[Found]) -> list[bool | None]:
    """Whether an empty line stands between an amount and the one before it.

    None where something else stands between them, or where empty lines say nothing: some print one behind each line.
    """
    steps = [below.line.number - above.line.number for above, below in pairwise(atoms)]
    close = sum(step == 1 for step in steps)
    if close < CLOSE_LINES * sum(step > 0 for step in steps):
        return [None] * len(values)
    found: list[bool | None] = [None] * len(values[:1])
    for above, below in pairwise(values):
        beside = below.at == above.at + 1 and below.page == above.page
        found.append(below.line.number > above.line.number + 1 if beside else None)
    return found


def _near(row: _Row, atoms: Sequence[Found], places: Mapping[int, int]) -> int | None:
    """The index of the loose amount that is printed on the line right behind a row's code or name."""
    last = max((piece.start for piece in row.name), default=row.found.atom.start)
    at = bisect_left(atoms, last, key=lambda found: found.atom.start)
    if at + 1 >= len(atoms) or atoms[at + 1].line.number > atoms[at].line.number + 1:
        return None
    return places.get(atoms[at + 1].at)


def _families(rows: Sequence[_Row], form: Form) -> list[tuple[int, list[int]]]:
    """The sums of classes and of the form between rows, by the places of the rows."""
    at: dict[str, int] = {}
    for place, row in enumerate(rows):
        at.setdefault(row.key, place)
    found = [
        (place, [other for other, row in enumerate(rows) if row.key[:CLASS] == key and row.key != key])
        for key, place in at.items()
        if len(key) == CLASS and key.isdecimal()
    ]
    for each in form.sums:
        if each.total in at:
            found.append((at[each.total], [at[part] for part in each.parts if part in at]))
    return [(whole, parts) for whole, parts in found if parts]
