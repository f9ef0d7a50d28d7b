"""Which columns a header names: reading order of wrapped and interleaved labels is lost, their characters are not.

A set of columns is scored by how many of the header's characters its labels explain (as a multiset) and by
whether it has as many columns as the row of column numbers (栏次) counts. The known variants of a form are the
starting points; columns are then added and removed while that explains more, so that a combination which no
variant lists is found as well.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.labels import ColumnLabels, FormLabels, Label, Path, PathLabels, VariantLabels, labels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.grammars.model import ColumnForm, Form
    from docparse.matching.header import Header
    from docparse.matching.pieces import TornLabels

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
# A group and a label below it are read one after the other only by chance; in one piece they are one label.
RUN_TOGETHER_WEIGHT = 0.1
# Labels of one line are read from left to right; those of several lines interleave, so this weighs little.
DISORDER_WEIGHT = 0.2
# What each column costs by which a choice differs from the known variant: where labels were lost, a choice that no form
# lists may seem to lack less of what is left.
UNLISTED_WEIGHT = 1.5
# Of two labels that the header holds the longer one explains more of it: 本年支出合计 rather than 合计.
EXPLAINED_WEIGHT = 0.15
# A group of several columns is rarely itself a column without a word such as 小计 below it.
GROUP_ALONE_WEIGHT = 0.75
# How often a stub label or the label of a repeated group may be printed.
MOST_REPEATS = 8
_ANY_COST = float("inf")


class ColumnSet(NamedTuple):
    """A choice of columns with the printed path of each, and how well it explains a header (0..1)."""

    columns: tuple[tuple[ColumnForm, Path], ...]
    score: float
    cost: float
    unexplained: int


class _Frame(NamedTuple):
    """What the paths of a set of columns are chosen by: the header's text, how torn labels are, groups of columns."""

    text: str
    torn: TornLabels
    parents: set[Path]


def known_columns(form: Form, header: Header) -> ColumnSet:
    """The columns of the known variant that explains the header best."""
    labels = labels_of(form)
    whole = _wholly_explained(labels, header)
    if whole is not None:
        return whole
    counted = [variant for variant in labels.variants if len(variant.chosen) == header.count]
    best: ColumnSet | None = None
    for variant in counted or labels.variants:
        start = _explain(labels, header, variant, variant.chosen, dearest=best.cost if best else _ANY_COST)
        if start is not None and (best is None or start.cost < best.cost):
            best = start
    assert best is not None  # noqa: S101  a form has a variant, and nothing is too dear for the first
    return _repathed(labels, header, best)


def _repathed(labels: FormLabels, header: Header, known: ColumnSet) -> ColumnSet:
    """A known variant with the other paths of single columns, where the header is explained better by them.

    A path is chosen for one column after the other; where labels are wrapped, one may take characters of another for
    its own: 基本支出结转 those of 和结余, which stand beside it and end the label above.
    """
    if known.cost < SHORTEST_UNKNOWN or known.unexplained > HOPELESS_ABOVE * len(header.folded):
        return known
    keys = [(column.side, column.key) for column, _ in known.columns]
    variant = next(each for each in labels.variants if _keys(each) == keys)
    best = known
    for index, column in enumerate(sorted(variant.chosen)):
        # As the variant prints them: upside down where its labels are turned.
        for other in [path.path for path in variant.columns[column].paths]:
            paths = [other if at == index else path for at, (_, path) in enumerate(best.columns)]
            tried = _explain(labels, header, variant, variant.chosen, dearest=best.cost, paths=paths)
            if tried is not None and tried.cost < best.cost:
                best = tried
    return best


def _keys(variant: VariantLabels) -> list[tuple[str | None, str]]:
    columns = [variant.columns[index].column for index in sorted(variant.chosen)]
    return [(column.side, column.key) for column in columns]


def search_columns(form: Form, header: Header, known: ColumnSet) -> ColumnSet:
    """The best combination of columns beyond the known variants; ``known``, the best of these, where it fits."""
    counted = header.count is None or header.count == len(known.columns)
    # What 栏次 counts otherwise costs more than this: then its numbers were left out of account.
    fits = known.score >= SEARCH_BELOW if counted else known.cost < SHORTEST_UNKNOWN
    if fits or known.unexplained > HOPELESS_ABOVE * len(header.folded):
        return known
    labels = labels_of(form)
    return min((_climb(labels, header, variant) for variant in labels.variants), key=lambda found: found[0])[1]


def listed_columns(form: Form, header: Header, chosen: ColumnSet) -> list[ColumnSet]:
    """The known variants with as many columns as a choice that none of them lists; none where one does."""
    labels = labels_of(form)
    keys = {column.key for column, _ in chosen.columns}
    listed = [{variant.columns[index].column.key for index in variant.chosen} for variant in labels.variants]
    if keys in listed:
        return []
    alike = [variant for variant in labels.variants if len(variant.chosen) == len(chosen.columns)]
    found = [_explain(labels, header, variant, variant.chosen) for variant in alike]
    return [each for each in found if each is not None]


def _wholly_explained(labels: FormLabels, header: Header) -> ColumnSet | None:
    """The known variant whose labels are all there and leave no label over, where 栏次 counts otherwise.

    Then its numbers were damaged, or others taken for them.
    """
    if header.count is None or any(len(variant.chosen) == header.count for variant in labels.variants):
        return None
    uncounted = replace(header, count=None)
    starts = (
        _explain(labels, uncounted, variant, variant.chosen, dearest=SHORTEST_UNKNOWN) for variant in labels.variants
    )
    return next((start for start in starts if start is not None and start.cost < SHORTEST_UNKNOWN), None)


def _climb(labels: FormLabels, header: Header, variant: VariantLabels) -> tuple[float, ColumnSet]:
    """Adds or removes one column at a time while that explains the header better; with what the choice costs in all."""
    columns, listed = variant
    chosen = listed
    best = _explain(labels, header, variant, chosen)
    assert best is not None  # noqa: S101  nothing is too dear for it
    least = best.cost
    sides = {column.column.side for column in columns}
    for _ in columns:
        options = [chosen ^ {index} for index in range(len(columns))]
        usable = [option for option in options if {columns[index].column.side for index in option} == sides]
        found: tuple[float, ColumnSet, frozenset[int]] | None = None
        for option in usable:
            unlisted = UNLISTED_WEIGHT * len(option ^ listed)
            dearest = (least if found is None else min(least, found[0])) - unlisted
            tried = _explain(labels, header, variant, option, dearest=dearest)
            if tried is not None and (found is None or tried.cost + unlisted < found[0]):
                found = tried.cost + unlisted, tried, option
        if found is None or found[0] >= least - 1e-9:
            break
        least, best, chosen = found
    return least, best


def _explain(
    labels: FormLabels,
    header: Header,
    variant: VariantLabels,
    chosen: Iterable[int],
    *,
    dearest: float = _ANY_COST,
    paths: Sequence[Path] | None = None,
) -> ColumnSet | None:
    """Gives each column one of its paths and counts what of the header's characters is left over or missing.

    None where it turns out on the way that this costs more than ``dearest``. ``paths`` are given where they are known.
    """
    columns = [variant.columns[index] for index in sorted(chosen)]
    frame = _Frame(header.folded, header.torn(labels), _parents(columns))
    left = dict(header.characters)
    placed: set[tuple[str | None, Path]] = set()
    taken: list[tuple[ColumnLabels, PathLabels]] = []
    missing = 0
    lacking = (header.count or len(columns)) - len(columns)
    affordable = dearest - (UNKNOWN_WEIGHT * lacking if lacking > 0 else -COUNT_WEIGHT * lacking)
    for index, column in enumerate(columns):
        if paths is None:
            path = _best_path(column, left, placed, frame)
        else:
            path = next(path for path in column.paths if path.path == paths[index])
        taken.append((column, path))
        missing += _take_path(path, left, placed)
        if MISSING_WEIGHT * missing > affordable:
            return None
    repeated = any(group.repeated for group in labels.form.groups)
    for label in (*labels.stub, *(path.labels[-1] for _, path in taken if repeated)):
        _take_repeats(label, left)
    unexplained = sum(left.values())
    cost = MISSING_WEIGHT * missing + unexplained
    cost += DISORDER_WEIGHT * _disorder([path.labels[-1].text for _, path in taken], header.folded)
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
    column: ColumnLabels, left: dict[str, int], placed: set[tuple[str | None, Path]], frame: _Frame
) -> PathLabels:
    """The first of the column's paths that the left-over characters hold, else the one that lacks least.

    A path that ends in a label such as 小计 under a group is for a group with further columns; a group of
    one column is printed without it.
    """
    parents = frame.parents
    usable = [path for path in column.paths if len(path.nodes) == 1 or path.nodes[-2][1] in parents]
    if len(usable) <= 1:
        return usable[0] if usable else column.paths[0]
    best, least = usable[0], _ANY_COST
    for path in usable:
        cost = GROUP_ALONE_WEIGHT if path.path in parents else -EXPLAINED_WEIGHT * len(path.whole)
        if len(path.labels) > 1 and path.whole in frame.text:
            cost += RUN_TOGETHER_WEIGHT
        for label, node in zip(path.labels, path.nodes, strict=True):
            if node not in placed:
                cost += frame.torn[label.text]
                for character, count in label.counts:
                    have = left.get(character, 0)
                    if have < count:
                        cost += count - have
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


def _take_path(path: PathLabels, left: dict[str, int], placed: set[tuple[str | None, Path]]) -> int:
    """Removes the path's labels from what is left over, shared ones once; how many characters were missing."""
    missing = 0
    for label, node in zip(path.labels, path.nodes, strict=True):
        if node in placed:
            continue
        placed.add(node)
        for character, count in label.counts:
            have = left.get(character, 0)
            if have >= count:
                left[character] = have - count
            else:
                missing += count - have
                left[character] = 0
    return missing


def _take_repeats(label: Label, left: dict[str, int]) -> None:
    """Removes a label as often as what is left over holds it whole."""
    for character, count in label.counts:
        if left.get(character, 0) < count:
            return
    times = min([left[character] // count for character, count in label.counts], default=0)
    for character, count in label.counts:
        left[character] -= count * min(times, MOST_REPEATS)
