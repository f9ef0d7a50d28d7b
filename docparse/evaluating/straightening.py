"""Aligned text as rows of cells: evaluation forms whose columns only blanks hold are written anew with borders.

What keeps the layout of a page (``pdftotext -layout``) prints the lines of all cells of a row side by side. Whether a
document does is told by the headers of its indicators; text that is not aligned stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.glued_headers import glued_block
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered

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
# So many labels that single blanks part are a header, where most lines around it have wide gaps.
_LABELS = 3
# So many of them name levels where labels are torn: what stands in levels that no label names is not told apart.
_LEVELS = 2
_LONGEST = 1000
_AROUND = 20
_MOSTLY = 0.5


def straighten(lines: Sequence[Line], cells: CellMaker) -> Straightened:
    """The lines with aligned forms written anew, and the maker of Cells that knows where their characters stand."""
    first = next((at for at in range(len(lines)) if _is_aligned_header(lines, at)), None)
    # What writes them is loaded here, for such text alone.
    if first is not None:
        from docparse.evaluating.aligned_forms import write_forms
    else:
        first = next((at for at in range(len(lines)) if glued_block(lines, at) is not None), None)
        if first is None:
            return Straightened(lines, cells, {})
        from docparse.evaluating.glued_forms import write_forms
    start = max(first - _ABOVE, 0)
    scribe = write_forms(lines[start:], cells.normal)
    if scribe is None:
        return Straightened(lines, cells, {})
    origins = {line.number: origin for line, origin in zip(scribe.lines, scribe.origins, strict=True)}
    return Straightened((*lines[:start], *scribe.lines), scribe.finish(), origins)


def _is_aligned_header(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a header whose labels wide gaps part, or single blanks where wide gaps are usual; no border."""
    text = lines[at].text
    if " " not in text or "\t" in text or "|" in text or len(text) > _LONGEST:
        return False
    levels = sum(label in text for label in _level_labels())
    if levels == 0 or ("  " in text and levels > 1):
        return levels > 0
    known = load_evaluations().words("indicators")
    words = [fold(word) for word in text.split()]
    labels = sum(word in known for word in words)
    return max(labels, _torn_labels(lines, at, words)) >= _LABELS and _is_laid_out(lines, at)


def _torn_labels(lines: Sequence[Line], at: int, words: Sequence[str]) -> int:
    """How many words of a line are labels, those counted whose end stands just below; 0 where but one is a level."""
    known, levels = load_evaluations().words("indicators"), _level_labels()
    below = [line.text for line in lines[at + 1 : at + 2] if len(line.text) <= _LONGEST]
    ends = ["", *(fold(word) for text in below for word in text.split())]
    made = [[word + end for end in ends if word + end in known] for word in words]
    if sum(any(label in levels for label in labels) for labels in made) < _LEVELS:
        return 0
    return sum(map(bool, made))


def _is_laid_out(lines: Sequence[Line], at: int) -> bool:
    """Whether lines around one are printed with wide gaps: the text keeps the layout of a page."""
    around = lines[max(at - _AROUND, 0) : at + _AROUND]
    return sum("  " in line.text for line in around) > _MOSTLY * len(around)


@remembered()
def _level_labels() -> tuple[str, ...]:
    return tuple(load_evaluations().words("indicators", "level1", "level2", "level3"))
