"""The groups of fields that a printed line of a form holds: one, one a side, or one repeated across the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.decoding.fields import EXPECTED_LINE, Group
from docparse.decoding.scattered import begins_with_number
from docparse.decoding.streams import counts_lines
from docparse.folding import fold
from docparse.segmenting.lines import names_line_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.matching.forms import FormMatch
    from docparse.renderings import Atom

# A line has at most this many groups of the two sides, where the expenditure is printed twice.
_SIDES = 2


def row_groups(match: FormMatch, lines: Sequence[Sequence[Atom]]) -> tuple[Group, ...]:
    """The groups of a printed line; a repeated group as often as some line holds codes for it."""
    groups: list[Group] = []
    numbered = names_line_numbers([match.labels, *(line.text for line in match.header)]) or counts_lines(lines)
    if match.form.rows == "single":
        values = [atom for atoms in lines for atom in atoms if atom.kind not in "BT"]
        numbered = numbered or (len(values) > len(match.columns) and begins_with_number(values, match))
    for declared in match.form.groups:
        count = sum(column.side == declared.side for column in match.columns)
        fields = tuple(name for name in declared.stub if name != "line_number" or numbered)
        stub = Group(fields, count, declared.side)
        times = 1
        if declared.repeated:
            times = max((sum(atom.kind == "C" and len(atom.text) < 7 for atom in atoms) for atoms in lines), default=1)
            width = max((len(atoms) for atoms in lines if any(atom.kind == "B" for atom in atoms)), default=0)
            times = max(times, width // (len(declared.stub) + count), 1)
        groups += [stub] * min(times, len(EXPECTED_LINE) + 2)
    return (*groups, groups[-1]) if _prints_third_side(match, groups) else tuple(groups)


def _prints_third_side(match: FormMatch, groups: Sequence[Group]) -> bool:
    """Whether the expenditure is printed twice beside the income: by function, and by nature or economic class."""
    sides = [[fold(column.path[-1]) for column in match.columns if column.side == group.side] for group in groups]
    if len(groups) != _SIDES or not groups[0].side or sides[0] != sides[1]:
        return False
    return all(match.labels.count(label) == _SIDES + 1 for label in sides[0])
