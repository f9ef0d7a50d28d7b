"""What no table claims: contents pages, evaluation forms and prose, each as a range of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

from docparse.folding import fold
from docparse.patterns import pattern
from docparse.segmenting.contents import contents_end
from docparse.segmenting.lines import LEADER, PAGE_NUMBER, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.tables import TableRegion

RestKind = Literal["contents", "evaluation", "prose"]

# The title of a performance self-evaluation form; such forms are recognised, not parsed.
EVALUATION_TITLE = pattern(r".{0,40}(?:绩效|支出).{0,8}(?:自评|评价).{0,6}表(?:[（(].{0,12}[）)])?")
EVALUATION_TITLE_MATCHES = ("项目支出绩效自评表", "2023年度部门整体支出绩效自评表", "项目支出绩效目标自评表")
EVALUATION_TITLE_MISSES = ("支出决算表", "绩效自评情况说明")
# The row that every evaluation form has, also where its title is missing.
_INDICATOR_ROW = pattern(r"一\s*级\s*指\s*标")


class Rest(NamedTuple):
    """A stretch of lines outside the tables."""

    kind: RestKind
    lines: tuple[Line, ...]

    @property
    def characters(self) -> int:
        """How many characters its lines hold."""
        return sum(line.end - line.start for line in self.lines)


def rest_of(
    lines: Sequence[Line], regions: Sequence[TableRegion], forms: frozenset[int] = frozenset()
) -> tuple[Rest, ...]:
    """The stretches that lie between and around the tables, in source order.

    Args:
        lines: all lines of the document.
        regions: the tables.
        forms: numbers of the lines that evaluation forms claim.
    """
    claimed = {line.number for region in regions for line in region.lines()} | forms
    starts = [line.start for line in lines]
    for region in regions:
        if region.title is not None:
            # The title's range begins after the white space of its line.
            first = bisect_right(starts, region.title.start) - 1
            last = bisect_left(starts, region.title.end)
            claimed.update(line.number for line in lines[first:last])
    found: list[Rest] = []
    stretch: list[Line] = []
    for line in lines:
        if line.number not in claimed:
            stretch.append(line)
        elif stretch:
            found += _divide(stretch)
            stretch = []
    found += _divide(stretch)
    return tuple(found)


def _divide(lines: Sequence[Line]) -> list[Rest]:
    """Cuts a stretch where evaluation forms begin, and sets a contents page at its head apart."""
    found: list[Rest] = []
    start = contents_end(lines)
    if start:
        found.append(Rest("contents", tuple(lines[:start])))
    kind: RestKind = "prose"
    begun = start
    for index in range(start, len(lines)):
        # Every such title holds the first of these characters, every such row the second.
        text = lines[index].text
        if ("表" in text or "级" in text) and _opens_evaluation(lines, index):
            if index > begun:
                found.append(Rest(kind, tuple(lines[begun:index])))
            begun, kind = index, "evaluation"
    if begun < len(lines):
        found.append(Rest(kind, tuple(lines[begun:])))
    return [
        rest
        for rest in found
        if not all(PAGE_NUMBER.match(line.text) or line.text.strip().isdecimal() for line in rest.lines)
    ]


def _opens_evaluation(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if "表" in text and len(text) <= 60 and not LEADER.search(text) and EVALUATION_TITLE.fullmatch(fold(text)):
        return True
    if not _INDICATOR_ROW.search(text) or len(text) > 200:
        return False
    above = lines[max(0, index - 80) : index]
    return not any("表" in line.text and EVALUATION_TITLE.fullmatch(fold(line.text)) for line in above)
