"""Aligned text as rows of cells: evaluation forms whose columns only blanks hold are written anew with borders.

What keeps the layout of a page (``pdftotext -layout``) prints the lines of all cells of a row side by side. Here the
blocks of a form are found by their headers, the columns and rows of each by what stands below each other, and each row
is written as one line. Text that is not aligned stays as it is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.block_rows import block_end, read_block, spread_levels, write_block
from docparse.evaluating.company import keep_company
from docparse.evaluating.header_bands import find_bands, key_of
from docparse.evaluating.loose_rows import write_loose
from docparse.evaluating.printed import printed_lines
from docparse.evaluating.rearranged import Numbers, Scribe
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import CellMaker
    from docparse.evaluating.block_rows import Block
    from docparse.evaluating.header_bands import Band
    from docparse.evaluating.printed import PrintedLine
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
_LONGEST = 1000
_AROUND = 20
_MOSTLY = 0.5


def straighten(lines: Sequence[Line], cells: CellMaker) -> Straightened:
    """The lines with aligned forms written anew, and the maker of Cells that knows where their characters stand."""
    first = next((at for at in range(len(lines)) if _is_aligned_header(lines, at)), None)
    if first is None:
        return Straightened(lines, cells, {})
    start = max(first - _ABOVE, 0)
    printed = printed_lines(lines[start:], cells.normal.text)
    bands = find_bands(printed)
    if not any(band.section == "indicators" for band in bands):
        return Straightened(lines, cells, {})
    scribe = Scribe(cells.normal)
    _write(printed, bands, scribe)
    origins = {line.number: origin for line, origin in zip(scribe.lines, scribe.origins, strict=True)}
    return Straightened((*lines[:start], *scribe.lines), scribe.finish(), origins)


def _is_aligned_header(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a header whose labels wide gaps part, or single blanks where wide gaps are usual; no border."""
    text = lines[at].text
    if " " not in text or "\t" in text or "|" in text or len(text) > _LONGEST:
        return False
    if "  " in text and sum(label in text for label in _level_labels()) > 1:
        return True
    return sum(bool(key_of("indicators", fold(word))) for word in text.split()) >= _LABELS and _is_laid_out(lines, at)


def _is_laid_out(lines: Sequence[Line], at: int) -> bool:
    """Whether lines around one are printed with wide gaps: the text keeps the layout of a page."""
    around = lines[max(at - _AROUND, 0) : at + _AROUND]
    return sum("  " in line.text for line in around) > _MOSTLY * len(around)


@cache
def _level_labels() -> tuple[str, ...]:
    return tuple(load_evaluations().words("indicators", "level1", "level2", "level3"))


def _write(printed: Sequence[PrintedLine], bands: Sequence[Band], scribe: Scribe) -> None:
    """Writes all lines, blocks as rows."""
    loose: list[Sequence[PrintedLine]] = []
    blocks: list[Block] = []
    at = 0
    for order, band in enumerate(bands):
        loose.append(printed[at : band.first])
        limit = bands[order + 1].first if order + 1 < len(bands) else len(printed)
        at = block_end(printed, band, limit)
        blocks.append(read_block(band, printed[band.first : at]))
    company = keep_company(blocks)
    numbers = Numbers(printed[0].number - 1)
    for above, block in zip(loose, blocks, strict=True):
        write_loose(above, scribe, numbers)
        spread_levels(block, company)
        write_block(block, scribe, numbers)
    write_loose(printed[at:], scribe, numbers)
