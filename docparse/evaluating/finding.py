"""Where the evaluation forms of a document stand: apart from what reads them, which most of the texts never need."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.straightening import straighten
from docparse.evaluating.torn_regions import torn_regions
from docparse.evaluating.unrolling import unroll
from docparse.segmenting.evaluations import find_evaluations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import CellMaker
    from docparse.evaluating.straightening import Straightened
    from docparse.evaluating.unrolling import Unrolled
    from docparse.segmenting.evaluations import EvaluationRegion
    from docparse.segmenting.lines import Line


class FoundForms(NamedTuple):
    """The forms of a document.

    Attributes:
        regions: Their lines.
        torn: They are torn: what belongs together may stand anywhere in a form.
        straight: All lines of the document that they were found in.
        unrolled: The lines that these were made from.
    """

    regions: Sequence[EvaluationRegion]
    torn: bool
    straight: Straightened
    unrolled: Unrolled

    def numbers(self) -> frozenset[int]:
        """The numbers of the document's lines that the forms were made from."""
        straight = (self.straight.numbers(region.lines) for region in self.regions)
        return self.unrolled.printed(frozenset().union(*straight))


def find_forms(lines: Sequence[Line], cells: CellMaker) -> FoundForms:
    """The forms of a document."""
    unrolled = unroll(lines)
    straight = straighten(unrolled.lines, cells)
    regions = find_evaluations(straight.lines)
    torn = torn_regions(straight.lines, regions)
    return FoundForms(torn or regions, bool(torn), straight, unrolled)
