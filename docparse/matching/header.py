"""Which columns a header names: reading order of wrapped and interleaved labels is lost, their characters are not.

A set of columns is scored by how many of the header's characters its labels explain (as a multiset) and by
whether it has as many columns as the row of column numbers (栏次) counts. The known variants of a form are the
starting points; columns are then added and removed while that explains more, so that a combination which no
variant lists is found as well.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.grammars.labels import ColumnLabels, FormLabels, Label, Path, PathLabels, labels_of
from docparse.segmenting.lines import column_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.grammars.model import ColumnForm, Form
    from docparse.segmenting.lines import Line

# A missing label character weighs more than an unexplained one: headers carry words that no form declares.
MISSING_WEIGHT = 1.5
# What one column too many or too few against 栏次 costs, in characters: more than any label is long.
COUNT_WEIGHT = 12.0
# Below this share of explained characters the combination of a known variant is searched further.
SEARCH_BELOW = 0.97
# Where more than this share of the header is unexplained no combination will do: it is another form's.
HOPELESS_ABOVE = 0.6
# What a column costs that no form declares, and how many unexplained characters it must account for.
UNKNOWN_WEIGHT = 4.0
SHORTEST_UNKNOWN = 3
# A label that stands in the header in one piece is better evidence than one put together from its characters.
BROKEN_WEIGHT = 0.5
SCATTERED_WEIGHT = 1.5
# A group and a label below it are read one after the other only by chance; in one piece they are one label.
RUN_TOGETHER_WEIGHT = 0.1
# Labels of one line are read from left to right; those of several lines interleave, so this weighs little.
DISORDER_WEIGHT = 0.2
# Of two labels that the header holds the longer one explains more of it: 本年支出合计 rather than 合计.
EXPLAINED_WEIGHT = 0.15
# A group of several columns is rarely itself a column without a word such as 小计 below it.
GROUP_ALONE_WEIGHT = 0.75
# How often a stub label or the label of a repeated group may be printed.
MOST_REPEATS = 8


@dataclass(frozen=True, slots=True)
class Header:
    """The label lines of a table: folded characters in reading order, where each stands, and the column count."""

    folded: str
    offsets: tuple[int, ...]
    characters: Counter[str]
    count: int | None


class ColumnSet(NamedTuple):
    """A choice of columns with the printed path of each, and how well it explains a header (0..1)."""

    columns: tuple[tuple[ColumnForm, Path], ...]
    score: float
    cost: float
    unexplained: int


def read_header(lines: Sequence[Line]) -> Header:
    """The header's label characters; the row of column numbers is counted and left out."""
    folded: list[str] = []
    offsets: list[int] = []
    numbers: list[int] = []
    for line in lines:
        if not any(character.isalnum() for character in line.text):
            continue
        found = column_numbers(line.text)
        if found:
            numbers += found
            continue
        for place, character in enumerate(line.text):
            kept = fold(character)
            if kept and kept not in "|*#":
                folded.append(kept)
                offsets.append(line.start + place)
    text = "".join(folded)
    # An extractor may print the numbers in any order; they count the columns only if none is missing.
    counted = sorted(numbers) == list(range(1, len(numbers) + 1))
    return Header(text, tuple(offsets), Counter(text), len(numbers) if numbers and counted else None)


def choose_columns(form: Form, header: Header, *, thorough: bool = True) -> ColumnSet:
    """The columns of the form that explain the header best.

    Args:
        form: The form.
        header: The header.
        thorough: Whether combinations beyond the known variants are tried where no variant fits.
    """
    labels = labels_of(form)
    counted = [chosen for chosen in labels.variants if len(chosen) == header.count]
    starts = [(_explain(labels, header, chosen), chosen) for chosen in counted or labels.variants]
    best = min((start for start, _ in starts), key=lambda start: start.cost)
    settled = header.count is None or header.count == len(best.columns)
    hopeless = best.unexplained > HOPELESS_ABOVE * len(header.folded)
    if not thorough or hopeless or (settled and best.score >= SEARCH_BELOW):
        return best
    return min((_climb(labels, header, chosen) for chosen in labels.variants), key=lambda found: found.cost)


def _climb(labels: FormLabels, header: Header, chosen: frozenset[int]) -> ColumnSet:
    """Adds or removes one column at a time while that explains the header better."""
    best = _explain(labels, header, chosen)
    sides = {column.column.side for column in labels.columns}
    for _ in labels.columns:
        options = [chosen ^ {index} for index in range(len(labels.columns))]
        usable = [option for option in options if {labels.columns[index].column.side for index in option} == sides]
        found = min(
            ((_explain(labels, header, option), option) for option in usable),
            key=lambda pair: pair[0].cost,
            default=None,
        )
        if found is None or found[0].cost >= best.cost - 1e-9:
            break
        best, chosen = found
    return best


def _explain(labels: FormLabels, header: Header, chosen: Iterable[int]) -> ColumnSet:
    """Gives each column one of its paths and counts what of the header's characters is left over or missing."""
    columns = [labels.columns[index] for index in sorted(chosen)]
    parents = _parents(columns)
    left = dict(header.characters)
    placed: set[tuple[str | None, Path]] = set()
    taken: list[tuple[ColumnLabels, PathLabels]] = []
    missing = 0
    for column in columns:
        path = _best_path(column, left, placed, parents, header)
        taken.append((column, path))
        missing += _take_path(path, left, placed)
    repeated = any(group.repeated for group in labels.form.groups)
    for label in (*labels.stub, *(path.labels[-1] for _, path in taken if repeated)):
        _take_repeats(label, left)
    unexplained = sum(left.values())
    cost = MISSING_WEIGHT * missing + unexplained
    cost += DISORDER_WEIGHT * _disorder([path.labels[-1].text for _, path in taken], header.folded)
    if header.count is not None:
        lacking = header.count - len(taken)
        if lacking > 0 and unexplained >= SHORTEST_UNKNOWN * lacking:
            cost += UNKNOWN_WEIGHT * lacking
        else:
            cost += COUNT_WEIGHT * abs(lacking)
    score = max(0.0, 1.0 - cost / max(len(header.folded), 1))
    return ColumnSet(tuple((column.column, path.path) for column, path in taken), score, cost, unexplained)


def _parents(columns: Sequence[ColumnLabels]) -> set[Path]:
    """The label groups that stand above more than one of the columns."""
    seen: set[Path] = set()
    shared: set[Path] = set()
    for column in columns:
        shared |= column.groups & seen
        seen |= column.groups
    return shared


def _best_path(
    column: ColumnLabels,
    left: dict[str, int],
    placed: set[tuple[str | None, Path]],
    parents: set[Path],
    header: Header,
) -> PathLabels:
    """The first of the column's paths that the left-over characters hold, else the one that lacks least.

    A path that ends in a label such as 小计 under a group is for a group with further columns; a group of
    one column is printed without it.
    """
    best, least = column.paths[0], float("inf")
    for path in column.paths:
        if len(path.path) > 1 and path.path[:-1] not in parents:
            continue
        whole = "".join([label.text for label in path.labels])
        cost = GROUP_ALONE_WEIGHT if path.path in parents else -EXPLAINED_WEIGHT * len(whole)
        if len(path.labels) > 1 and whole in header.folded:
            cost += RUN_TOGETHER_WEIGHT
        for label, node in zip(path.labels, path.nodes, strict=True):
            if node not in placed:
                cost += sum(
                    count - left.get(character, 0)
                    for character, count in label.counts
                    if count > left.get(character, 0)
                )
                if label.text not in header.folded:
                    cost += BROKEN_WEIGHT if in_order(label.text, header.folded) else SCATTERED_WEIGHT
        if cost < least - 1e-9:
            best, least = path, cost
    return best


def _disorder(leaves: Sequence[str], text: str) -> int:
    """How often a column's own label is read before that of the column on its left; torn labels do not count."""
    after: dict[str, int] = {}
    before, inversions = -1, 0
    for leaf in leaves:
        at = text.find(leaf, after.get(leaf, 0))
        if at >= 0:
            after[leaf] = at + len(leaf)
            inversions += at < before
            before = at
    return inversions


def in_order(label: str, text: str) -> bool:
    """Whether the characters of a label follow each other in a text, with others between them."""
    at = -1
    for character in label:
        at = text.find(character, at + 1)
        if at < 0:
            return False
    return True


def _take_path(path: PathLabels, left: dict[str, int], placed: set[tuple[str | None, Path]]) -> int:
    """Removes the path's labels from what is left over, shared ones once; how many characters were missing."""
    missing = 0
    for label, node in zip(path.labels, path.nodes, strict=True):
        if node in placed:
            continue
        placed.add(node)
        for character, count in label.counts:
            have = left.get(character, 0)
            missing += max(0, count - have)
            left[character] = max(0, have - count)
    return missing


def _take_repeats(label: Label, left: dict[str, int]) -> None:
    """Removes a label as often as what is left over holds it whole."""
    times = min((left.get(character, 0) // count for character, count in label.counts), default=0)
    for character, count in label.counts if times else ():
        left[character] -= count * min(times, MOST_REPEATS)


def locate_labels(header: Header, labels: Sequence[str]) -> list[tuple[tuple[int, int], ...]]:
    """Where each label stands in the text, as ranges of the normalised text; no character is given out twice.

    A label found in one piece is taken so; one that was torn apart is put together from its longest pieces.
    """
    free = list(header.folded)
    places: list[tuple[tuple[int, int], ...]] = []
    for label in labels:
        taken = _claim(free, fold(label))
        places.append(_ranges([header.offsets[index] for index in taken]))
    return places


def _claim(free: list[str], label: str) -> list[int]:
    """The places of a label's characters among the free ones, which are no longer free afterwards."""
    taken: list[int] = []
    rest = label
    text = "".join(free)
    while rest:
        length = next((size for size in range(len(rest), 0, -1) if rest[:size] in text), 0)
        if not length or (length == 1 and len(rest) > 2):
            return taken
        at = text.index(rest[:length])
        free[at : at + length] = "\0" * length
        text = "".join(free)
        taken += range(at, at + length)
        rest = rest[length:]
    return taken


def _ranges(offsets: Sequence[int]) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    for offset in offsets:
        if ranges and ranges[-1][1] == offset:
            ranges[-1] = (ranges[-1][0], offset + 1)
        else:
            ranges.append((offset, offset + 1))
    return tuple(ranges)
