"""Aligned forms written anew: each block as rows with borders, what stands between blocks as it is.

The blocks of a form are found by their headers, the columns and rows of each by what stands below each other, and each
row is written as one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.evaluating.block_lines import write_block
from docparse.evaluating.block_rows import block_end, read_block, spread_levels
from docparse.evaluating.company import keep_company
from docparse.evaluating.goal_rows import goal_row
from docparse.evaluating.header_bands import find_bands
from docparse.evaluating.loose_rows import write_loose
from docparse.evaluating.printed import printed_lines
from docparse.evaluating.rearranged import Numbers, Scribe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.block_rows import Block
    from docparse.evaluating.header_bands import Band
    from docparse.evaluating.printed import PrintedLine
    from docparse.reading import NormalText
    from docparse.segmenting.lines import Line


def write_forms(lines: Sequence[Line], normal: NormalText) -> Scribe | None:
    """The lines written anew; None where none of them is the header of indicators."""
    printed = printed_lines(lines, normal.text)
    goals = goal_row(printed)
    bands = find_bands(printed, goals)
    if not any(band.section == "indicators" for band in bands):
        return None
    scribe = Scribe(normal)
    _write(printed, bands, goals, scribe)
    return scribe


def _write(printed: Sequence[PrintedLine], bands: Sequence[Band], goals: range, scribe: Scribe) -> None:
    """Writes all lines, blocks as rows, and the row of the goals as one."""
    loose: list[Sequence[PrintedLine]] = []
    blocks: list[Block] = []
    at = 0
    for order, band in enumerate(bands):
        loose.append(printed[at : band.first])
        limit = bands[order + 1].first if order + 1 < len(bands) else len(printed)
        if band.last < goals.start < limit:
            limit = goals.start
        at = block_end(printed, band, limit)
        blocks.append(read_block(band, printed[band.first : at]))
    company = keep_company(blocks)
    row = printed[goals.start : goals.stop]
    numbers = Numbers(printed[0].number - 1)
    for above, block in zip(loose, blocks, strict=True):
        write_loose(above, scribe, numbers, together=row)
        spread_levels(block, company)
        write_block(block, scribe, numbers)
    write_loose(printed[at:], scribe, numbers, together=row)
