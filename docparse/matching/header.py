"""Which columns a header names: reading order of wrapped and interleaved labels is lost, their characters are not.

A set of columns is scored by how many of the header's characters its labels explain (as a multiset) and by
whether it has as many columns as the row of column numbers (栏次) counts. The known variants of a form are the
starting points; columns are then added and removed while that explains more, so that a combination which no
variant lists is found as well.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.segmenting.lines import COLUMN_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.grammars.model import ColumnForm, Form
    from docparse.segmenting.lines import Line

Path = tuple[str, ...]

# A missing label character weighs more than an unexplained one: headers carry words that no form declares.
MISSING_WEIGHT = 1.5
# What one column too many or too few against 栏次 costs, in characters: more than any label is long.
COUNT_WEIGHT = 12.0
# Below this share of explained characters the combination of a known variant is searched further.
SEARCH_BELOW = 0.97
# Below this share no combination of the form's columns will do: the header is another form's.
HOPELESS_BELOW = 0.3


@dataclass(frozen=True, slots=True)
class Header:
    """The label lines of a table: folded characters in reading order, where each stands, and the column count."""

    folded: str
    offsets: tuple[int, ...]
    characters: Counter[str]
    count: int | None


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """A choice of columns with the printed path of each, and how well it explains a header (0..1)."""

    columns: tuple[tuple[ColumnForm, Path], ...]
    score: float
    cost: float
    unexplained: Counter[str]


def read_header(lines: Sequence[Line]) -> Header:
    """The header's label characters; the row of column numbers is counted and left out."""
    folded: list[str] = []
    offsets: list[int] = []
    count: int | None = None
    numbers: list[int] = []
    for line in lines:
        if COLUMN_NUMBERS.fullmatch(line.text):
            found = [int(number) for number in re.findall(r"\d+", line.text)]
            if found and found[0] == len(numbers) + 1:
                numbers += found
                count = len(numbers)
                continue
        for place, character in enumerate(line.text):
            kept = fold(character)
            if kept and kept not in "|*#":
                folded.append(kept)
                offsets.append(line.start + place)
    text = "".join(folded)
    return Header(text, tuple(offsets), Counter(text), count)


def choose_columns(form: Form, header: Header) -> ColumnSet:
    """The columns of the form that explain the header best."""
    starts = [
        explain(form, header, [column for column in form.columns if column.key in variant.columns])
        for variant in form.variants
    ]
    best = min(starts, key=lambda chosen: chosen.cost)
    settled = header.count is None or header.count == len(best.columns)
    if (settled and best.score >= SEARCH_BELOW) or best.score < HOPELESS_BELOW:
        return best
    return min((_climb(form, header, start) for start in starts), key=lambda chosen: chosen.cost)


def _climb(form: Form, header: Header, best: ColumnSet) -> ColumnSet:
    """Adds or removes one column at a time while that explains the header better."""
    for _ in range(len(form.columns)):
        kept = {id(column) for column, _ in best.columns}
        better = best
        for changed in form.columns:
            wanted = kept ^ {id(changed)}
            if any(group.side not in {column.side for column in form.columns if id(column) in wanted} for group in form.groups):
                continue
            chosen = explain(form, header, [column for column in form.columns if id(column) in wanted])
            if chosen.columns and chosen.cost < better.cost - 1e-9:
                better = chosen
        if better is best:
            break
        best = better
    return best


def explain(form: Form, header: Header, columns: Sequence[ColumnForm]) -> ColumnSet:
    """Gives each column one of its paths and counts what of the header's characters is left over or missing."""
    left = Counter(header.characters)
    placed: set[tuple[str | None, Path]] = set()
    parents = _parents(columns)
    chosen: list[tuple[ColumnForm, Path]] = []
    missing = 0
    for column in columns:
        path, lacking = _take_path(column, left, placed, parents, header)
        chosen.append((column, path))
        missing += lacking
    _take_stub(form, chosen, left, header)
    cost = MISSING_WEIGHT * missing + left.total()
    if header.count is not None:
        cost += COUNT_WEIGHT * abs(header.count - len(chosen))
    size = max(header.characters.total(), 1)
    return ColumnSet(tuple(chosen), max(0.0, 1.0 - cost / size), cost, left)


def _parents(columns: Iterable[ColumnForm]) -> set[Path]:
    """The label groups that stand above more than one of the columns."""
    groups: Counter[Path] = Counter()
    for column in columns:
        groups.update({path[:depth] for path in column.paths for depth in range(1, len(path))})
    return {path for path, count in groups.items() if count > 1}


def _take_path(
    column: ColumnForm, left: Counter[str], placed: set[tuple[str | None, Path]], parents: set[Path], header: Header
) -> tuple[Path, int]:
    """The first of the column's paths that the left-over characters hold, else the one that lacks least.

    A path that ends in a label such as 小计 under a group is for a group with further columns; a group of
    one column is printed without it.
    """
    best: tuple[tuple[float, int], Path, Counter[str]] | None = None
    for order, path in enumerate(column.paths):
        if len(path) > 1 and path[:-1] not in parents:
            continue
        needed: Counter[str] = Counter()
        broken = 0
        for depth in range(1, len(path) + 1):
            if (column.side, path[:depth]) not in placed:
                label = fold(path[depth - 1])
                needed.update(label)
                broken += label not in header.folded
        lacking = (needed - left).total()
        group_alone = path in parents
        rank = (lacking + 0.5 * broken + (0.75 if group_alone else 0.0), order)
        if best is None or rank < best[0]:
            best = (rank, path, needed)
    if best is None:
        path = column.paths[0]
        best = ((0.0, 0), path, Counter(fold("".join(path))))
    _, path, needed = best
    lacking = (needed - left).total()
    left -= needed
    placed.update((column.side, path[:depth]) for depth in range(1, len(path) + 1))
    return path, lacking


def _take_stub(form: Form, chosen: list[tuple[ColumnForm, Path]], left: Counter[str], header: Header) -> None:
    """Removes the stub labels, and the labels that a repeated group prints again, from what is left over."""
    labels = sorted({fold(label) for label in form.stub_labels}, key=lambda label: (-len(label), label))
    if any(group.repeated for group in form.groups):
        labels += [fold(path[-1]) for _, path in chosen]
    for label in labels:
        needed = Counter(label)
        for _ in range(8):
            if not needed <= left:
                break
            left -= needed


def locate_labels(header: Header, labels: Sequence[str]) -> list[tuple[tuple[int, int], ...]]:
    """Where each label stands in the text, as ranges of the normalised text; no character is given out twice.

    A label found in one piece is taken so; one that was torn apart is put together from its longest pieces.
    """
    free = list(header.folded)
    places: list[tuple[tuple[int, int], ...]] = []
    for label in labels:
        folded = fold(label)
        taken = _claim(free, folded)
        places.append(_ranges([header.offsets[index] for index in taken]))
    return places


def _claim(free: list[str], label: str) -> list[int]:
    taken: list[int] = []
    rest = label
    while rest:
        text = "".join(free)
        length = next((size for size in range(len(rest), 0, -1) if rest[:size] in text), 0)
        if not length or (length == 1 and len(rest) > 2):
            return [] if not taken else taken
        at = text.index(rest[:length])
        for index in range(at, at + length):
            free[index] = "\0"
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
