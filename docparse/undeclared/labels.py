"""The labels of columns whose cells stand apart by white space: by their count, or by where they stand over figures."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.renderings.edges import edges_of
from docparse.segmenting.lines import COLUMN_NUMBERS_LABEL, HAN, column_numbers
from docparse.segmenting.pieces import pieces_of
from docparse.undeclared.lines import STUB_LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.renderings.edges import Edge
    from docparse.segmenting.lines import Line
    from docparse.undeclared.lines import Cut

# So far from the middle of its columns (in parts of their width) a group's label may stand.
MOST_SHIFT = 0.2
# So many groups of columns, and columns in each.
_FEWEST_GROUPS = 2


class Label(NamedTuple):
    """A word of a header: the line that it stands on and its range there."""

    text: str
    line: Line
    start: int
    end: int

    @property
    def place(self) -> tuple[int, int]:
        """Its range in the normalised text."""
        return self.line.start + self.start, self.line.start + self.end

    def middle(self, width: int) -> float:
        """The character cell in its middle, wide characters counted once (0) or twice (1)."""
        return edges_of(self.line.text, self.start, self.end)[width].middle


Path = tuple[Label, ...]


def labels_of(
    header: Sequence[Cut], count: int, stubs: int, extents: Sequence[Sequence[Edge] | None]
) -> tuple[Path, ...] | None:
    """The labels of each column, the lowest last; None where the header does not tell them apart.

    Args:
        header: the lines above the rows.
        count: how many value columns there are.
        stubs: how many cells stand before the figures of a row, each with a label of its own.
        extents: where the value columns stand if the text keeps its alignment, wide characters counted once and twice.
    """
    labelled = [each.line for each in header if HAN.search(each.line.text) and not column_numbers(each.line.text)]
    lines = [_pieces(line) for line in labelled if fold(line.text) != COLUMN_NUMBERS_LABEL]
    if not lines:
        return None
    for width, each in enumerate(extents):
        found = _by_place(lines, each, width) if each is not None else None
        if found is not None:
            return found
    last = lines[-1]
    if len(last) == count + stubs or (len(last) == count and sum(map(len, lines)) >= count + stubs):
        return _if_words([(label,) for label in last[-count:]])
    together = [label for pieces in lines for label in pieces]
    if len(together) == count + stubs:
        return _if_words([(label,) for label in together[-count:]])
    return _below_groups(together[stubs:], count) if all(len(pieces) == 1 for pieces in lines) else None


def _below_groups(labels: Sequence[Label], count: int) -> tuple[Path, ...] | None:
    """The labels of columns that have a line each: groups, and below each of them the same labels.

    2022年 ⏎ 2023年 ⏎ 预算数 ⏎ 决算数 ⏎ 预算数 ⏎ 决算数
    """
    groups, below = labels[: len(labels) - count], labels[-count:]
    each, rest = divmod(count, len(groups)) if groups else (0, 1)
    if len(groups) < _FEWEST_GROUPS or rest or each < _FEWEST_GROUPS:
        return None
    texts = [label.text for label in below]
    if texts != texts[:each] * len(groups):
        return None
    return _if_words(
        [(group, *below[place * each :][at : at + 1]) for place, group in enumerate(groups) for at in range(each)]
    )


def _if_words(found: Sequence[Path]) -> tuple[Path, ...] | None:
    """The labels, if each is a word, and none is a label of codes or names: then others are those of the values."""
    labels = [label.text for path in found for label in path]
    named = all(HAN.search(label) for label in labels) and not any(STUB_LABEL.fullmatch(label) for label in labels)
    return tuple(found) if named else None


def _pieces(line: Line) -> list[Label]:
    return [Label(line.text[start:end], line, start, end) for start, end in pieces_of(line.text)]


def _by_place(lines: Sequence[Sequence[Label]], extents: Sequence[Edge], width: int) -> tuple[Path, ...] | None:
    """From the lowest line up each label names the column below it; one over a named column names a group.

    None where some column is left without a name.
    """
    middles = [each.middle for each in extents]
    reach = min((after - before for before, after in pairwise(middles)), default=middles[0]) / 2
    paths: list[list[Label]] = [[] for _ in extents]
    groups: list[list[Label]] = []
    for pieces in reversed(lines):
        above: list[Label] = []
        for label in pieces:
            distances = [abs(label.middle(width) - middle) for middle in middles]
            nearest = distances.index(min(distances))
            if not paths[nearest] and distances[nearest] <= reach:
                paths[nearest] = [label]
            elif label.middle(width) >= middles[0] - reach:
                above.append(label)
        groups.append(above)
    found = _if_words([tuple(path) for path in paths]) if all(paths) else None
    return tuple(_with_groups(paths, groups, middles, width)) if found is not None else None


def _with_groups(
    paths: Sequence[Sequence[Label]], groups: Sequence[Sequence[Label]], middles: Sequence[float], width: int
) -> list[Path]:
    """The paths with the labels of groups above them, where these stand over the middle of their columns."""
    found = [tuple(path) for path in paths]
    lowest = max(path[0].line.number for path in paths)
    # A label beside several lines stands in their middle: as far above the lowest line as below its own cell's top.
    tops = [2 * path[0].line.number - lowest for path in paths]
    for above in groups:
        if len(above) < 2:
            continue
        members: list[list[int]] = [[] for _ in above]
        for column, middle in enumerate(middles):
            distances = [abs(label.middle(width) - middle) for label in above]
            nearest = distances.index(min(distances))
            if above[nearest].line.number < tops[column]:
                members[nearest].append(column)
        for label, columns in zip(above, members, strict=True):
            left, right = (middles[columns[0]], middles[columns[-1]]) if len(columns) > 1 else (0.0, 0.0)
            if left < right and abs(label.middle(width) - (left + right) / 2) <= MOST_SHIFT * (right - left):
                for column in columns:
                    found[column] = (label, *found[column])
    return found
