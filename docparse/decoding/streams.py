"""Rows in reading order: cell follows cell, and line ends say little or nothing about rows.

Extractors that follow the order in which a page was painted end the line around each piece of a wrapped cell, or
after every cell. What a row is, is told by what it begins with: a code, a line number, or a name that is whole.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.decoding.fields import LONGEST_NAME
from docparse.decoding.names import MOST_PIECES, is_item, is_known, one_name
from docparse.folding import fold
from docparse.lexicons.load import ENUMERATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.lexicons.load import Lexicon
    from docparse.renderings import Atom
    from docparse.segmenting.lines import Line

Cut = tuple["Line", "list[Atom]"]

VALUES = "VZICDPU"
# So many rows must count up before their integers pass for line numbers.
FEWEST_LINE_NUMBERS = 3
# So many line numbers in a row may be lost.
MOST_LOST_NUMBERS = 2
# What economic codes begin with.
_CODE_STARTS = "235"
# How many groups a line holds at most: so far back a wrapped name may have begun.
_NEAR_ROWS = 5


def join_wrapped_cells(lines: Sequence[Cut], *, lexicon: Lexicon) -> list[Cut]:
    """The lines, with the pieces of a name that stand on lines of their own joined, and with what follows them.

    Pieces are one name if an item is called so, or if the first begins an item, no other does, and values follow.
    """
    joined: list[Cut] = []
    at = 0
    while at < len(lines):
        end = _end_of_name(lines, at, lexicon)
        if end - at > 1:
            name = one_name([atoms[0] for _, atoms in lines[at:end]])
            values = end < len(lines) and lines[end][1][0].kind != "T"
            joined.append((lines[at][0], [name, *lines[end][1]] if values else [name]))
            at = end + values
        else:
            joined.append(lines[at])
            at += 1
    return joined


def _end_of_name(lines: Sequence[Cut], start: int, lexicon: Lexicon) -> int:
    """The index after the last line of the wrapped name that begins at ``start``; the next one where none does."""
    end = start
    while end < len(lines) and end - start < MOST_PIECES and [atom.kind for atom in lines[end][1]] == ["T"]:
        end += 1
    pieces = [atoms[0].text for _, atoms in lines[start:end]]
    for count in range(len(pieces), 1, -1):
        if is_item("".join(pieces[:count]), lexicon) and not all(is_item(piece, lexicon) for piece in pieces[:count]):
            return start + count
    fresh = any(ENUMERATOR.match(fold(piece)) or is_item(piece, lexicon) for piece in pieces[1:])
    begun = bool(pieces) and ENUMERATOR.match(fold(pieces[0])) and not is_item(pieces[0], lexicon)
    values = end < len(lines) and lines[end][1][0].kind != "T"
    return end if begun and values and not fresh else start + 1


def rows_by_item(lines: Sequence[Cut], *, lexicon: Lexicon) -> Iterator[Cut]:
    """Rows of code, name and amount: each begins at a code before a name, or at whatever follows a whole one.

    Where all amounts are printed with decimals, digits without are a code, whatever follows them.
    """
    drafts: list[Cut] = []
    atoms = [(line, atom) for line, cut in lines for atom in cut]
    decimals = {"." in atom.text for _, atom in atoms if atom.kind == "V"} == {True}
    for index, (line, atom) in enumerate(atoms):
        row = drafts[-1][1] if drafts else []
        following = atoms[index + 1][1].kind if index + 1 < len(atoms) else ""
        complete = len(row) > 1 and row[-1].kind in VALUES
        code = following == "T" or (bool(row) and row[-1].kind == "C") or (decimals and atom.text[0] in _CODE_STARTS)
        begins = (atom.kind == "C" and code) or (atom.kind == "T" and _is_named(row, atom, lexicon))
        if not row or complete or begins:
            drafts.append((line, [atom]))
        else:
            row.append(atom)
    return iter(_with_tails([(line, _code_first(row)) for line, row in drafts], lexicon))


def _is_named(row: Sequence[Atom], text: Atom, lexicon: Lexicon) -> bool:
    """Whether the row has its whole name, so that the text behind it begins another row."""
    if not 0 < len(row) <= LONGEST_NAME:
        return False
    name = "".join(atom.text for atom in row if atom.kind == "T")
    if name and lexicon.item_key(text.text, side=None):
        return True
    code = row[0].text if row[0].kind == "C" else None
    return code is not None and is_known(code, name, lexicon) and not goes_on(code, name + text.text, lexicon)


def goes_on(code: str, begin: str, lexicon: Lexicon) -> bool:
    """Whether some name of a code begins so."""
    return any(fold(name).startswith(fold(begin)) for name in lexicon.names_of(code))


def _code_first(row: list[Atom]) -> list[Atom]:
    """The row with its code in front, where the name was wrapped around it."""
    code = next((atom for atom in row if atom.kind == "C"), None)
    if code is None or row[0].kind != "T":
        return row
    return [code, *(atom for atom in row if atom is not code)]


def _with_tails(rows: Sequence[Cut], lexicon: Lexicon) -> list[Cut]:
    """Gives text without a code and an amount to the row shortly before whose known name it completes."""
    kept: list[Cut] = []
    for line, row in rows:
        if all(atom.kind == "T" for atom in row):
            owner = next((above for _, above in reversed(kept[-_NEAR_ROWS:]) if _completes(above, row, lexicon)), None)
            if owner is not None:
                append_name(owner, row)
                continue
        kept.append((line, row))
    return kept


def _completes(row: Sequence[Atom], tail: Sequence[Atom], lexicon: Lexicon) -> bool:
    whole = "".join(atom.text for atom in (*row, *tail) if atom.kind == "T")
    return row[0].kind == "C" and is_known(row[0].text, whole, lexicon)


def append_name(atoms: list[Atom], texts: Sequence[Atom]) -> None:
    """Puts the tail of a wrapped name behind the last text of the row."""
    at = max((index for index, atom in enumerate(atoms) if atom.kind == "T"), default=-1) + 1
    atoms[at:at] = texts


def first_line_number(lines: Sequence[Cut]) -> int:
    """The number of the first line of a body: 1, or a later one where a table goes on that was cut in two.

    Sheets that are wider than the paper print their right half on a page of its own: 支出, lines 31 to 60.
    """
    atoms = [atom for _, cut in lines for atom in cut]
    numbers = [int(atom.text) for before, atom in pairwise(atoms) if before.kind == "T" and atom.kind in "ICZ"]
    if 1 in numbers:
        return 1
    runs = zip(numbers, numbers[1:], numbers[2:], strict=False)
    return next((first for first, second, third in runs if second - first == third - second == 1), 1)


def rows_by_line_number(lines: Sequence[Cut], *, alone: bool = False) -> Iterator[Cut]:
    """One cell a line: a row begins with the next line number of the first group, or the name before it.

    Where rows stand alone, a row with its number may be lost: the numbers go on behind it. Where they stand beside each
    other, those that are hidden are hidden on both sides.
    """
    atoms = [(line, atom) for line, cut in lines for atom in cut]
    starts: list[int] = []
    first = expected = first_line_number(lines)
    find = _behind_lost_numbers if alone else _behind_hidden_rows
    lost = find([atom for _, atom in atoms], first)
    for index, (_, atom) in enumerate(atoms):
        expected = max(expected, lost.get(index, 0))
        if atom.kind in "IC" and int(atom.text) == expected:
            start = index
            while start and atoms[start - 1][1].kind == "T" and (not starts or start - 1 > starts[-1]):
                start -= 1
            starts.append(start if expected > first else 0)
            expected += 1
    if not starts:
        starts = [0]
    ends = [*starts[1:], len(atoms)]
    for start, end in zip(starts, ends, strict=True):
        yield atoms[start][0], [atom for _, atom in atoms[start:end]]


def _behind_lost_numbers(atoms: Sequence[Atom], first: int) -> dict[int, int]:
    """The line numbers that are printed where others were expected, by their places: right behind a name, in order."""
    printed = behind_names(atoms)
    numbers = [number for _, number in printed]
    if len(numbers) < FEWEST_LINE_NUMBERS or any(one >= other for one, other in pairwise(numbers)):
        return {}
    if any(number - before > MOST_LOST_NUMBERS + 1 for before, number in pairwise([first - 1, *numbers])):
        return {}
    return dict(printed)


def _behind_hidden_rows(atoms: Sequence[Atom], first: int) -> dict[int, int]:
    """The line numbers of rows with a name on each side, by the places of the first one; none where they do not go up.

    The numbers of both sides are as far apart in each row.
    """
    pairs = list(pairwise(behind_names(atoms)))
    apart = next((right - left for (_, left), (_, right) in pairs if left == first), 0)
    found = {place: left for (place, left), (_, right) in pairs if right - left == apart > 0}
    numbers = list(found.values())
    return found if all(one < other for one, other in pairwise(numbers)) else {}


def behind_names(atoms: Sequence[Atom]) -> list[tuple[int, int]]:
    """The whole numbers that stand right behind a text, with their places."""
    places = enumerate(pairwise(atoms), start=1)
    return [(place, int(atom.text)) for place, (before, atom) in places if before.kind == "T" and atom.kind in "IC"]


def rows_by_text(lines: Sequence[Cut], *, lexicon: Lexicon) -> Iterator[Cut]:
    """Items in one stream: each begins with a line of text, behind a value or behind a text that is whole.

    What an extractor leaves on one line stands on one line of the page, and belongs to one row of two sides.
    """
    row: list[Atom] = []
    first: Line | None = None
    for line, cut in lines:
        if first is not None and cut[0].kind == "T" and _is_whole(row, cut[0], lexicon):
            yield first, row
            row, first = [], None
        row += cut
        first = first or line
    if row and first is not None:
        yield first, row


def _is_whole(row: Sequence[Atom], text: Atom, lexicon: Lexicon) -> bool:
    """Whether text behind a row begins another one."""
    if row[-1].kind != "T" or ENUMERATOR.match(fold(text.text)):
        return True
    name: list[str] = []
    for atom in reversed(row[-LONGEST_NAME:]):
        if atom.kind != "T":
            break
        name.append(atom.text)
    return is_item("".join(reversed(name)), lexicon)


def counts_lines(lines: Sequence[Sequence[Atom]]) -> bool:
    """Whether the rows carry line numbers although no label says so: integers behind a name that count up by one."""
    expected = 1
    for atoms in lines:
        for before, atom in pairwise(atoms):
            if before.kind == "T" and atom.kind == "I" and int(atom.text) == expected:
                expected += 1
                break
    return expected > FEWEST_LINE_NUMBERS
