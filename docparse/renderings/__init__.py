"""Renderings: what an extractor's way of laying text out tells about the borders of cells.

A rendering cuts a line into cells and never knows which form the line belongs to. The order of the tuple
carries no meaning: each line is cut by the one rendering that claims it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.renderings import aligned, piped, spaced, tabbed
from docparse.renderings.atoms import Atom, read_atoms

if TYPE_CHECKING:
    from docparse.segmenting.lines import Line

RENDERINGS = (tabbed, piped, aligned, spaced)

__all__ = ["RENDERINGS", "UNBORDERED", "Atom", "atoms_on"]

# Renderings whose blank cells leave no trace.
UNBORDERED = frozenset((aligned.NAME, spaced.NAME))


def atoms_on(line: Line) -> tuple[str, list[Atom]]:
    """The rendering that claims a line, by its name, and the line's atoms."""
    for rendering in RENDERINGS:
        if rendering.claims(line.text):
            return rendering.NAME, read_atoms(line, rendering.cells(line.text), split=rendering in (aligned, spaced))
    return spaced.NAME, []
