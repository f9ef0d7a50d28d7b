"""A form in its pieces: its fragments, and the blocks that its labels cut it into."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.blocks import FormBlocks, cut_blocks
from docparse.evaluating.fragments import fragments_of

if TYPE_CHECKING:
    from docparse.evaluating.fragments import Fragment
    from docparse.segmenting.evaluations import EvaluationRegion


class CutForm(NamedTuple):
    """A form cut into blocks."""

    region: EvaluationRegion
    fragments: tuple[Fragment, ...]
    blocks: FormBlocks


def cut_form(region: EvaluationRegion) -> CutForm:
    """A form in its pieces."""
    fragments, _ = fragments_of(region)
    return CutForm(region, fragments, cut_blocks(fragments, region.lines[region.opening].number))
