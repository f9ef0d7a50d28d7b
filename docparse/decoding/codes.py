"""Codes that stand in columns (类, 款, 项): 208, 05 and 05 are the code 2080505, 301 and 99 are 30199."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docparse.patterns import pattern
from docparse.renderings import Atom

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

Cut = tuple["Line", "list[Atom]"]

# So many rows must show a class with its two-digit parts before any row is read so.
FEWEST_SPLIT_ROWS = 2
_CLASS_DIGITS = 3
_PART_DIGITS = 2
_PARTS = 2
_GLUED_PART = pattern(r"\d{2}(?=[^\d\W])")
_GLUED_PART_MATCHES = ("11name",)
_GLUED_PART_MISSES = ("11", "11.50", "1name", "110name", "name11")

_GLUED_NAME = pattern(r"([235]\d{2}(?:\d{2}){0,2})[\s-]*(?=[^\d\W])")
_GLUED_NAME_MATCHES = ("205name", "2050201 name", "20502-name")
_GLUED_NAME_MISSES = ("2050 name", "205.00", "2023", "name205")


def part_codes_from_names(lines: Sequence[Cut]) -> list[Cut]:
    """The lines with a code cut off the name that it shares a cell with (205教育支出), where several rows begin so."""
    glued = [_GLUED_NAME.match(atoms[0].text) if atoms and atoms[0].kind == "T" else None for _, atoms in lines]
    if sum(each is not None for each in glued) < FEWEST_SPLIT_ROWS:
        return list(lines)
    return [
        (line, [*_code_and_name(atoms[0], each), *atoms[1:]] if each else atoms)
        for (line, atoms), each in zip(lines, glued, strict=True)
    ]


def stack_codes(lines: Sequence[Cut]) -> list[Cut]:
    """The lines, with the two-digit parts that stand on lines of their own put behind the class that ends a line."""
    stacked: list[Cut] = []
    for line, atoms in lines:
        above = stacked[-1][1] if stacked else []
        if len(atoms) == 1 and _is_part(atoms[0]) and _ends_in_open_code(above):
            above.append(atoms[0])
        else:
            stacked.append((line, list(atoms)))
    return stacked


def stacks_codes(lines: Sequence[Cut]) -> bool:
    """Whether a body shows that each part of a code has a line of its own: 208 ⏎ 05 ⏎ a name, and 208 again.

    The class of a code in three columns stands once for itself and once more on each row below it.
    """
    alone = [atoms[0] if len(atoms) == 1 else None for _, atoms in lines]
    classes = Counter(atom.text for atom in alone if atom is not None and _is_class(atom))
    stacked = 0
    for above, atom, below in zip(alone, alone[1:], alone[2:], strict=False):
        if above is None or atom is None or below is None or not (_is_class(above) and _is_part(atom)):
            continue
        stacked += classes[above.text] > 1 and (below.kind == "T" or _is_part(below))
    return stacked >= FEWEST_SPLIT_ROWS


def _ends_in_open_code(atoms: Sequence[Atom]) -> bool:
    """Whether a line ends in a class, or in a class and one part less than a code may have."""
    if not atoms:
        return False
    return _is_class(atoms[-1]) or (len(atoms) >= _PARTS and _is_part(atoms[-1]) and _is_class(atoms[-2]))


def join_split_codes(lines: Sequence[Cut], *, anywhere: bool = False) -> list[Cut]:
    """The lines with split codes joined into one atom each; as they are where codes are not split.

    Args:
        lines: the lines of a body.
        anywhere: codes stand not only at the head of a line, but also behind other cells.
    """
    found = [_split_codes(atoms, anywhere=anywhere) for _, atoms in lines]
    whole = sum(any(end - start > 1 for start, end in codes) for codes in found)
    if whole < FEWEST_SPLIT_ROWS:
        return list(lines)
    lines = [(line, _unglued(atoms)) for line, atoms in lines]
    found = [_split_codes(atoms, anywhere=anywhere) for _, atoms in lines]
    # Where blank cells are kept, a part has a column of its own, which is blank beside a class.
    columns = {
        (len(atoms), place)
        for (_, atoms), codes in zip(lines, found, strict=True)
        for start, end in codes
        for place in range(start + 1, end)
    }
    return [(line, _joined(atoms, codes, columns)) for (line, atoms), codes in zip(lines, found, strict=True)]


def _unglued(atoms: list[Atom]) -> list[Atom]:
    """The atoms of a line, the parts of its code cut off each other and off the name where a blank is missing."""
    if not atoms or atoms[0].kind != "C":
        return atoms
    if len(atoms[0].text) == _CLASS_DIGITS + _PART_DIGITS and len(atoms) > 1 and _is_part(atoms[1]):
        atoms = [*_cut(atoms[0], _CLASS_DIGITS), *atoms[1:]]
    at = 2 if len(atoms) > _PARTS and _is_part(atoms[1]) else 1
    if at < len(atoms) and _is_class(atoms[0]) and _GLUED_PART.match(atoms[at].text):
        return [*atoms[:at], *_cut(atoms[at], _PART_DIGITS), *atoms[at + 1 :]]
    return atoms


def _cut(atom: Atom, digits: int) -> tuple[Atom, Atom]:
    """A fragment in two: its first digits, and the rest."""
    kinds = ("C", "I") if atom.kind == "C" else ("I", "T")
    place = atom.start + digits
    return Atom(kinds[0], atom.text[:digits], atom.start, place), Atom(kinds[1], atom.text[digits:], place, atom.end)


def _code_and_name(atom: Atom, found: re.Match[str]) -> tuple[Atom, Atom]:
    """A cell of code and name in two."""
    end, begin = atom.start + found.end(1), atom.start + found.end()
    return Atom("C", found[1], atom.start, end), Atom("T", atom.text[found.end() :], begin, atom.end)


def _split_codes(atoms: Sequence[Atom], *, anywhere: bool) -> list[tuple[int, int]]:
    """The codes of a line as ranges of its atoms: a class, and the parts behind it.

    A line begins with a code whatever follows. Behind other cells digits are a code only before a name or a line end,
    or before an amount with decimals where the line begins with such a code: its name is wrapped around the line.
    """
    codes: list[tuple[int, int]] = []
    at = 0
    while at < (len(atoms) if anywhere else min(len(atoms), 1)):
        end = at + 1
        if _is_class(atoms[at]):
            while end < len(atoms) and end - at <= _PARTS and _is_part(atoms[end]):
                end += 1
            is_nameless = end < len(atoms) and end - at > 1 and codes[:1] != [] and "." in atoms[end].text
            if at == 0 or end == len(atoms) or atoms[end].kind == "T" or is_nameless:
                codes.append((at, end))
        at = end
    return codes


def _joined(atoms: list[Atom], codes: Sequence[tuple[int, int]], columns: set[tuple[int, int]]) -> list[Atom]:
    """The atoms with each code in one; the blank cells of parts that a class or a 款 does not have are dropped."""
    whole: list[Atom] = []
    ends = dict(codes)
    at = 0
    while at < len(atoms):
        end = ends.get(at, at + 1)
        if end - at > 1:
            whole.append(_code(atoms[at:end]))
        elif atoms[at].kind != "B" or (len(atoms), at) not in columns:
            whole.append(atoms[at])
        while at == 0 and 0 in ends and end <= _PARTS and end < len(atoms) and atoms[end].kind == "B":
            end += 1
        at = end
    return whole


def _code(parts: Sequence[Atom]) -> Atom:
    text = "".join(part.text for part in parts)
    return Atom("C", text, parts[0].start, parts[-1].end, tuple((part.start, part.end) for part in parts))


def _is_class(atom: Atom) -> bool:
    return atom.kind == "C" and len(atom.text) == _CLASS_DIGITS


def _is_part(atom: Atom) -> bool:
    return len(atom.text) == _PART_DIGITS and atom.text.isdecimal()
