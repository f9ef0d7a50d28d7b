"""Codes that stand in three columns (类, 款, 项): 208, 05 and 05 are the code 2080505."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.renderings import Atom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

Cut = tuple["Line", "list[Atom]"]

CODED_ROWS = frozenset({"function_code", "economic_code"})
# So many rows must show a class with its two-digit parts before any row is read so.
FEWEST_SPLIT_ROWS = 2
_CLASS_DIGITS = 3
_PART_DIGITS = 2
_PARTS = 2


def stack_codes(lines: Sequence[Cut]) -> list[Cut]:
    """The lines, with the two-digit parts that stand on lines of their own put behind the class above them."""
    stacked: list[Cut] = []
    for line, atoms in lines:
        above = stacked[-1][1] if stacked else []
        part = len(atoms) == 1 and atoms[0].text.isdecimal() and len(atoms[0].text) == _PART_DIGITS
        open_code = (
            bool(above) and len(above) <= _PARTS and above[0].kind == "C" and len(above[0].text) == _CLASS_DIGITS
        )
        if part and open_code and all(len(atom.text) == _PART_DIGITS for atom in above[1:]):
            above.append(atoms[0])
        else:
            stacked.append((line, list(atoms)))
    return stacked


def join_split_codes(lines: Sequence[Cut]) -> list[Cut]:
    """The lines with split codes joined into one atom each; as they are where codes are not split."""
    split = [(line, _joined(atoms)) for line, atoms in lines]
    whole = sum(bool(joined and joined[0].parts) for _, joined in split)
    if whole < FEWEST_SPLIT_ROWS:
        return list(lines)
    return [(line, joined or atoms) for (line, atoms), (_, joined) in zip(lines, split, strict=True)]


def _joined(atoms: list[Atom]) -> list[Atom] | None:
    """The atoms with the code that they begin with joined; None where they begin with no class code.

    The blank cells of the parts that a class or a 款 does not have are taken too.
    """
    if not atoms or atoms[0].kind != "C" or len(atoms[0].text) != _CLASS_DIGITS:
        return None
    parts = [atoms[0]]
    taken = 1
    for atom in atoms[1 : 1 + _PARTS]:
        if atom.kind == "B":
            taken += 1
        elif atom.text.isdecimal() and len(atom.text) == _PART_DIGITS and taken == len(parts):
            parts.append(atom)
            taken += 1
        else:
            break
    code = Atom(
        "C",
        "".join(part.text for part in parts),
        parts[0].start,
        parts[-1].end,
        tuple((part.start, part.end) for part in parts) if len(parts) > 1 else (),
    )
    return [code, *atoms[taken:]]
