"""The ends of rows: values before the code, values that run into the name, blank cells behind the last column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.patterns import pattern
from docparse.renderings import UNBORDERED, atoms_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.matching.forms import FormMatch
    from docparse.renderings import Atom
    from docparse.segmenting.lines import Line

# Digits at the end of a name, too many for the number of a thing.
_AMOUNTS_IN_NAME = pattern(r"[^\d.,]\d[\d.,]{3,}$")
_AMOUNTS_IN_NAME_MATCHES = ("name31002000", "name000.00")
_AMOUNTS_IN_NAME_MISSES = ("name12", "2031name", "31002000")

Cut = tuple["Line", "list[Atom]"]
Rendered = tuple["Line", str, "list[Atom]"]

# So many rows with a code, and so large a part of them, must print values on both sides of their stub.
_FEWEST = 2
_MOSTLY = 0.6
_VALUES = frozenset("VZDB")
_LED = frozenset("VZDUP")
# A number that may look like a code, a name, the number of its line.
_COUNTED = ("ITI", "CTI")
# Two digits behind a class are its parts where codes stand in columns (类, 款, 项).
_STUB, _PARTS = frozenset("CT"), "I"


def stub_first(lines: Sequence[Cut], match: FormMatch, rendering: str) -> list[Cut]:
    """The lines of a table with the values before a stub behind it, each where its column is."""
    if match.last_first:
        values = len(match.columns) if match.form.rows == "single" else 0
        counted = all(column.side is None for column in match.form.columns)
        lines = _last_values_behind(lines, rendering, values=values, counted=counted)
    return values_behind_stub(lines) if match.form.rows == "function_code" else list(lines)


def values_behind_stub(lines: Sequence[Cut]) -> list[Cut]:
    """The lines with the values before their code and name put behind these, where most rows are printed so."""
    coded = [atoms for _, atoms in lines if any(atom.kind == "C" for atom in atoms)]
    led = sum(_stub(atoms) is not None and atoms[_lead(atoms)].kind == "C" for atoms in coded)
    if led < max(_FEWEST, _MOSTLY * len(coded)):
        return list(lines)
    return [(line, _moved(atoms)) for line, atoms in lines]


def _last_values_behind(lines: Sequence[Cut], rendering: str, *, values: int, counted: bool) -> list[Cut]:
    """The lines with the last value, printed before all other cells, put behind them; its cell may be blank.

    Args:
        lines: The rows.
        rendering: How they are printed.
        values: How many a row has that has no stub; 0 where rows have one.
        counted: Rows have one side, so that a number before a name and its line number is what was counted.
    """
    moved = []
    for line, atoms in lines:
        kinds = "".join(atom.kind for atom in atoms[:3])
        led = _is_led(atoms, rendering, values) or (counted and kinds in _COUNTED)
        moved.append((line, [*atoms[1:], atoms[0]] if led else atoms))
    return moved


def _is_led(atoms: Sequence[Atom], rendering: str, values: int) -> bool:
    """Whether the first cell of a line is that of the last column: borders show it, else a value before the stub."""
    if rendering not in UNBORDERED or len(atoms) < _FEWEST:
        return len(atoms) >= _FEWEST
    if atoms[0].kind not in _LED:
        return False
    return len(atoms) == values or any(atom.kind not in _VALUES for atom in atoms[1:])


def _lead(atoms: Sequence[Atom]) -> int:
    """How many values stand before anything else."""
    return next((index for index, atom in enumerate(atoms) if atom.kind not in _VALUES), len(atoms))


def _stub(atoms: Sequence[Atom]) -> tuple[int, int] | None:
    """Where the stub of a line begins and ends that prints amounts on both sides of it; else None."""
    start = _lead(atoms)
    end = start
    while end < len(atoms) and (atoms[end].kind in _STUB or _is_part(atoms, end)):
        end += 1
    sides = (atoms[:start], atoms[end:])
    return (start, end) if start < end and all(any(atom.kind == "V" for atom in side) for side in sides) else None


def _is_part(atoms: Sequence[Atom], index: int) -> bool:
    return atoms[index].kind == _PARTS and index > 0 and atoms[index - 1].kind in ("C", _PARTS)


def _moved(atoms: list[Atom]) -> list[Atom]:
    stub = _stub(atoms)
    return atoms if stub is None else [*atoms[slice(*stub)], *atoms[: stub[0]], *atoms[stub[1] :]]


def within_header(lines: Sequence[Rendered], header: Sequence[Line]) -> Sequence[Rendered]:
    """The lines of a table, those whose cells have borders without blank cells behind the last label of the header.

    Args:
        lines: The rows, each with the name of its rendering.
        header: The lines of the header.
    """
    labels = [atoms for rendering, atoms in map(atoms_on, header) if rendering not in UNBORDERED]
    width = max((at for atoms in labels for at, atom in enumerate(atoms, 1) if atom.kind != "B"), default=0)
    bordered = [atoms for _, rendering, atoms in lines if rendering not in UNBORDERED]
    if not width or any(atom.kind != "B" for atoms in bordered for atom in atoms[width:]):
        return lines
    return [(line, rendering, atoms if rendering in UNBORDERED else atoms[:width]) for line, rendering, atoms in lines]


def without_ragged_blanks(lines: Sequence[Cut], width: int) -> list[Cut]:
    """The lines of a table whose rows end in more and in fewer blank cells, without those behind its last column.

    Args:
        lines: The rows.
        width: How many cells a row has where each field of the form has one.
    """
    sizes = {len(atoms) for _, atoms in lines}
    # A code that stands in three cells makes rows wider than the columns of the form are.
    for each in (width, min(sizes, default=0)):
        if len(sizes) > 1 and all(atom.kind == "B" for _, atoms in lines for atom in atoms[each:]):
            return [(line, atoms[:each]) for line, atoms in lines]
    return list(lines)


def hides_number(name: Sequence[Atom], values: Sequence[Atom], *, numbered: bool) -> bool:
    """Whether no blank parts a name from what follows, so that amounts may stand in it, or more than amounts behind it.

    Args:
        name: The pieces of a name.
        values: The values behind it.
        numbered: The number of the row is missing between the two.
    """
    if not name:
        return False
    glued = bool(values) and values[0].kind != "B" and values[0].start == name[-1].end
    return (numbered and glued) or _AMOUNTS_IN_NAME.search(name[-1].text) is not None
