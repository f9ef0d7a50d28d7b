"""Aligned text as rows of cells: evaluation forms whose columns only blanks hold are written anew with borders.

What keeps the layout of a page (``pdftotext -layout``) prints the lines of all cells of a row side by side. Whether a
document does is told by the headers of its indicators; text that is not aligned stays as it is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.evaluations import load_evaluations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import CellMaker
    from docparse.segmenting.lines import Line


class Straightened(NamedTuple):
    """Lines of a document, its aligned forms written as rows.

    Attributes:
        origins: The numbers of the first and the last line of the document that each of the lines was made from, by
            its own number; none for text that stayed as it is.
    """

    lines: Sequence[Line]
    cells: CellMaker
    origins: dict[int, tuple[int, int]]

    def numbers(self, lines: Sequence[Line]) -> frozenset[int]:
        """The numbers of the document's lines that some of these lines were made from, those between them included."""
        if not self.origins or not lines:
            return frozenset([line.number for line in lines])
        ranges = [self.origins.get(line.number, (line.number, line.number)) for line in lines]
        return frozenset(range(min(low for low, _ in ranges), max(high for _, high in ranges) + 1))


# So many lines above the first header of indicators a form may begin.
_ABOVE = 250


def straighten(lines: Sequence[Line], cells: CellMaker) -> Straightened:
    """The lines with aligned forms written anew, and the maker of Cells that knows where their characters stand."""
    first = next((index for index, line in enumerate(lines) if _is_aligned_header(line.text)), None)
    if first is None:
        return Straightened(lines, cells, {})
    # What writes them is loaded here, for aligned text alone.
    from docparse.evaluating.aligned_forms import write_forms

    start = max(first - _ABOVE, 0)
    scribe = write_forms(lines[start:], cells.normal)
    if scribe is None:
        return Straightened(lines, cells, {})
    origins = {line.number: origin for line, origin in zip(scribe.lines, scribe.origins, strict=True)}
    return Straightened((*lines[:start], *scribe.lines), scribe.finish(), origins)


def _is_aligned_header(text: str) -> bool:
    """Whether a line holds two labels of indicators with a wide gap between them, and no border."""
    if "  " not in text or "\t" in text or "|" in text:
        return False
    return sum(label in text for label in _level_labels()) > 1


@cache
def _level_labels() -> tuple[str, ...]:
    return tuple(load_evaluations().words("indicators", "level1", "level2", "level3"))
