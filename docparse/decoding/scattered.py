"""Rows put together from cells that an extractor tore out of them.

What is left of a torn table is a pool: codes, pieces of names and values, in an order that follows rows in one place
and columns in another. Codes count the rows and give their order; names follow the codes in order, and the known ones
fit nowhere else; sums along rows and down the hierarchy tell which value belongs to which row.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import read_amount
from docparse.decoding.names import one_name
from docparse.decoding.naming import Placed, give_names
from docparse.decoding.parted_codes import parted_codes
from docparse.decoding.parting import Part, Sheet, share_values
from docparse.renderings import Atom, atoms_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.lexicons.load import Lexicon
    from docparse.matching.forms import FormMatch
    from docparse.placing.search import Identity
    from docparse.segmenting.lines import Line

TORN = "torn"
_LENGTHS = (3, 5, 7)
_VALUES = "VZD"
# The number of the line of a table with one row.
_ONLY_LINE = "1"
# From so many numbers of two digits on, and more than there are longer codes, codes stand in three columns.
FEWEST_PARTS = 3


class Gathered(NamedTuple):
    """The rows of a torn table as lines of atoms, the values that no row took, and lines of text that name none."""

    rows: tuple[tuple[Line, list[Atom]], ...]
    left_over: tuple[Atom, ...]
    unread: tuple[Line, ...] = ()


@dataclass(slots=True)
class Found:
    """An atom with its line, its page and its place in reading order; ``first`` is the place of its first part."""

    atom: Atom
    line: Line
    page: int
    at: int
    first: int = -1


def gather_rows(body: Sequence[Line], match: FormMatch, *, lexicon: Lexicon) -> Gathered:
    """The rows of a form with codes, whose cells stand anywhere."""
    atoms = atoms_of(body, match.pages)
    codes, parts_left = _codes(atoms)
    if len({found.atom.text for found in codes}) < len(codes) and any(len(found.atom.ranges) > 1 for found in codes):
        parted = parted_codes(atoms, lexicon.code_names.keys() | lexicon.further_names.keys())
        if len({found.atom.text for found in parted}) == len(parted) >= len(codes):
            codes, parts_left = parted, _outside(parts_left, parted)
    texts = [found for found in atoms if found.atom.kind == "T"]
    values = [found for found in atoms if found.atom.kind in _VALUES]
    others = [found.atom for found in atoms if found.atom.kind in "UP"] + parts_left
    total = next((found for found in texts if lexicon.item_key(found.atom.text, side=None) == "total"), None)
    texts = [found for found in texts if found is not total]
    codes.sort(key=lambda found: (found.page, found.atom.text))
    names = give_names(
        [Placed(each.atom, each.page, each.line.number, each.at, each.first) for each in codes],
        [Placed(each.atom, each.page, each.line.number, each.at) for each in texts],
        lexicon,
    )
    last = total is not None and bool(codes) and total.page == codes[-1].page > codes[0].page
    stubs: list[Found] = [*([total] if total and not last else []), *codes, *([total] if total and last else [])]
    if not stubs:
        return Gathered((), tuple(found.atom for found in values))
    named = {id(code): name for code, name in zip(codes, names, strict=True)}
    sheet = _sheet(stubs, total, match)
    parts = [Part(amount_of(found.atom), found.page, found.at, found.atom.kind == "D") for found in values]
    shared = share_values(sheet, parts)
    rows = []
    taken: set[int] = set()
    for stub, row in zip(stubs, shared, strict=True):
        name = named.get(id(stub))
        head = [stub.atom] if stub is total else [stub.atom, *([one_name(name)] if name else [])]
        cells = [values[index].atom if index is not None else _blank(stub.atom) for index in row]
        taken.update(index for index in row if index is not None)
        rows.append((stub.line, [*head, *cells]))
    left = [found.atom for index, found in enumerate(values) if index not in taken]
    used = {piece.start for name in names for piece in name}
    unread = tuple(dict.fromkeys(found.line for found in texts if found.atom.start not in used))
    return Gathered(tuple(rows), (*left, *others), unread)


def _outside(atoms: Sequence[Atom], codes: Sequence[Found]) -> list[Atom]:
    """The atoms that are no part of a code."""
    starts = {start for found in codes for start, _ in found.atom.ranges}
    return [atom for atom in atoms if atom.start not in starts]


def _blank(stub: Atom) -> Atom:
    return Atom("B", "", stub.start, stub.start)


def atoms_of(body: Sequence[Line], pages: Sequence[int]) -> list[Found]:
    """The atoms of torn lines in reading order, with the numbers of the lines at which pages begin."""
    found: list[Found] = []
    for line in body:
        page = bisect_right(pages, line.number)
        for atom in atoms_on(line)[1]:
            if atom.kind != "B":
                found.append(Found(atom, line, page, len(found)))
    return found


def _codes(atoms: Sequence[Found]) -> tuple[list[Found], list[Atom]]:
    """The codes of a table, those in three columns put together, and the small numbers that are none."""
    codes: list[Found] = []
    small: list[Atom] = []
    joined = [found for found in atoms if found.atom.kind == "I" and len(found.atom.text) == 2]
    whole = sum(found.atom.kind == "C" and len(found.atom.text) > _LENGTHS[0] for found in atoms)
    apart = len(joined) > max(FEWEST_PARTS, whole)
    for found in atoms:
        atom = found.atom
        if atom.kind == "C" and atom.text[0] == "2":
            codes.append(found)
        elif atom.kind == "I" and apart and len(atom.text) == 2 and codes and len(codes[-1].atom.text) < _LENGTHS[-1]:
            begun = codes[-1].atom
            places = (*begun.ranges, (atom.start, atom.end))
            codes[-1] = replace(
                codes[-1],
                atom=Atom("C", begun.text + atom.text, begun.start, atom.end, places),
                at=found.at,
                first=codes[-1].first if codes[-1].first >= 0 else codes[-1].at,
            )
        elif atom.kind == "I" and apart and len(atom.text) == 2 and (at := _unfinished(codes)) is not None:
            begun = codes[at].atom
            places = (*begun.ranges, (atom.start, atom.end))
            codes[at] = replace(codes[at], atom=Atom("C", begun.text + atom.text, begun.start, begun.end, places))
        elif atom.kind == "I":
            small.append(atom)
    return codes, small


def _unfinished(codes: Sequence[Found]) -> int | None:
    """The last code but one that repeats the one before it: it lacks its third part."""
    for at in range(len(codes) - 1, max(len(codes) - 6, 0), -1):
        text = codes[at].atom.text
        if len(text) == _LENGTHS[1] and text == codes[at - 1].atom.text:
            return at
    return None


def _sheet(stubs: Sequence[Found], total: Found | None, match: FormMatch) -> Sheet:
    """What is known of the rows before their values are."""
    rare = {column.key for column in match.form.columns if column.rare}
    return Sheet(
        len(match.columns),
        identities_of(match, None),
        tuple(None if stub is total else stub.atom.text for stub in stubs),
        tuple(stub.page for stub in stubs),
        tuple(stub.at for stub in stubs),
        tuple(column.key in rare for column in match.columns),
    )


def identities_of(match: FormMatch, side: str | None) -> tuple[Identity, ...]:
    """The sums within a row of one side of a form, by the places of its columns."""
    keys = [column.key for column in match.columns if column.side == side]
    index = {key: place for place, key in enumerate(keys)}
    return tuple(tuple((index[key], sign) for key, sign in each.terms) for each in match.form.applicable(index))


def amount_of(atom: Atom) -> int:
    """An amount in half units of its second decimal; a mark counts as nothing."""
    read = read_amount(atom.text)
    if read is None or read.value is None:
        return 0
    whole, _, fraction = read.value.partition(".")
    amount = abs(int(whole or "0")) * 100 + int(fraction[:2].ljust(2, "0") or 0)
    return -2 * amount if whole.startswith("-") else 2 * amount


def begins_with_number(values: Sequence[Atom], match: FormMatch) -> bool:
    """Whether the only row of a table begins with the number of its line: no amount, where all others have decimals."""
    numbered = any("line_number" in group.stub for group in match.form.groups)
    if not numbered or len(values) < 2 or values[0].text != _ONLY_LINE or values[0].kind not in "IC":
        return False
    return all(value.kind == "D" or "." in value.text for value in values[1:])
