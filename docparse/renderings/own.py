"""Renderings that a user brings: their lines are read as if tabs stood between the cells.

Every stage that looks at lines knows tabs, so that a rendering of one's own has to say no more than where cells are.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

_TAB = "\t"


class Rendering(Protocol):
    """What a rendering has: a name, what it claims, and how it cuts."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of a module
        """What it is called in the output."""
        ...

    def claims(self, text: str, /) -> bool:
        """Whether it cuts this line."""
        ...

    def cells(self, text: str, /) -> list[tuple[int, int]]:
        """The ranges of the line's cells; a blank cell is an empty range."""
        ...


def with_tabs(lines: Sequence[Line], renderings: Sequence[Rendering]) -> tuple[tuple[Line, ...], dict[int, str]]:
    """The lines with tabs between the cells that renderings cut, and the rendering of each such line by its number.

    Each line is as long as before, so that places stay what they are. A line is left as it is where nothing claims it,
    or where two of its cells touch and leave no room for a border.
    """
    if not renderings:
        return tuple(lines), {}
    found: list[Line] = []
    names: dict[int, str] = {}
    for line in lines:
        rendering = next((each for each in renderings if each.claims(line.text)), None)
        text = _tabbed(line.text, rendering.cells(line.text)) if rendering is not None else None
        if rendering is not None and text is not None:
            names[line.number] = rendering.NAME
        found.append(line if text is None else line._replace(text=text))
    return tuple(found), names


def _tabbed(text: str, cells: Sequence[tuple[int, int]]) -> str | None:
    r"""The text with a tab between neighbouring cells and blanks around them; None where there is no room.

    >>> _tabbed("205¦¦12.00", [(0, 3), (4, 4), (5, 10)])
    '205\t\t12.00'
    """
    if any(end >= start for (_, end), (start, _) in pairwise(cells)):
        return None
    marked = [" "] * len(text)
    for start, end in cells:
        marked[start:end] = text[start:end]
    for (_, end), _ in pairwise(cells):
        marked[end] = _TAB
    return "".join(marked)
