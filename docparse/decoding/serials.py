"""Serial numbers (序号) before the rows of a form that has no field for them: told by their label, and left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.segmenting.lines import SERIAL_LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.matching.forms import FormMatch
    from docparse.renderings import Atom
    from docparse.segmenting.lines import Line

Cut = tuple["Line", "list[Atom]"]

# So many rows must count up.
FEWEST_ROWS = 3


def without_serials(lines: Sequence[Cut], match: FormMatch) -> list[Cut]:
    """The lines without the numbers that count their rows, where the header labels such numbers."""
    if SERIAL_LABEL not in match.labels or any("line_number" in group.stub for group in match.form.groups):
        return list(lines)
    kept: list[Cut] = []
    serial = 1
    for at, (line, atoms) in enumerate(lines):
        first = next((place for place, atom in enumerate(atoms) if atom.kind != "B"), len(atoms))
        behind = [*atoms[first + 1 :], *(lines[at + 1][1] if at + 1 < len(lines) else ())]
        following = next((atom.kind for atom in behind if atom.kind != "B"), "")
        if first < len(atoms) and atoms[first].text == str(serial) and following in ("C", "T"):
            serial += 1
            atoms = atoms[first + 1 :]
        if atoms:
            kept.append((line, atoms))
    return kept if serial > FEWEST_ROWS else list(lines)
