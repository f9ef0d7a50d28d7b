"""The indicators of an evaluation form: every row with its cells, spanning level cells filled in."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from docparse.assembling.cells import tidy
from docparse.evaluating.doubts import close, doubted, overfull
from docparse.evaluating.levels import level_name, level_weight
from docparse.evaluating.points import Totals, add_up
from docparse.evaluating.pooling import Body, Pool, learn_pool
from docparse.evaluating.quantities import Quantity, join_quantity, split_quantity
from docparse.evaluating.search import cut_rows
from docparse.evaluating.spanning import Spread, spread_levels
from docparse.evaluating.unlacing import Unlaced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.fragments import Fragment

# Columns that make the target together, in the order in which it is written.
_TARGET = ("operator", "target", "unit")
_LEVELS = ("level1", "level2")


class IndicatorCell(NamedTuple):
    """A cell of a row.

    Attributes:
        fragments: What it is made of, in the order of reading; a fragment may be a part of one of the form's.
        text: Its text with wraps undone.
        status: ``inferred`` where it is only the most likely reading.
    """

    fragments: tuple[Fragment, ...]
    text: str
    status: Literal["read", "inferred"]


class IndicatorRow(NamedTuple):
    """An indicator.

    Attributes:
        cells: Column → cell; a column without a cell is blank. The operator and unit of a target that is printed in
            several cells are part of the cell ``target``.
        level1: Name of the first level without the weight behind it, None where the row has none.
        level1_weight: That weight, None where none is printed.
    """

    cells: Mapping[str, IndicatorCell]
    level1: str | None
    level1_weight: str | None
    target: Quantity
    actual: Quantity


class IndicatorReading(NamedTuple):
    """The indicators of a form.

    Attributes:
        columns: Keys of the columns in printed order.
        unused: Fragments that belong to no cell.
        labels: Key → printed label, folded, of the columns whose labels no form knows.
    """

    columns: tuple[str, ...]
    rows: tuple[IndicatorRow, ...]
    unused: tuple[Fragment, ...]
    labels: Mapping[str, str] = MappingProxyType({})


_Draft = dict[str, IndicatorCell]


def read_indicators(
    header: Sequence[Fragment],
    body: Sequence[Fragment],
    *,
    pooled: Pool | None = None,
    totals: Totals | None = None,
) -> IndicatorReading:
    """The indicators of a form.

    Args:
        header: Fragments of the header of the indicators, as printed.
        body: Fragments of the rows; pieces of side labels and headers printed again may be among them.
        pooled: What was learnt from all forms of the report; None reads the form by itself.
        totals: What the form prints about its points; where the most likely reading does not add up to it, and
            another one does, that is taken.
    """
    if not body:
        return IndicatorReading((), (), ())
    pool = pooled or learn_pool([(header, body)])
    prepared = pool.bodies[body[0].start]
    start = body[0].start
    settled = pool.settled.get(start)
    unlaced = settled or pool.unlaced.get(start)
    if unlaced is None:
        unlaced = _read(prepared, pool, totals)
        doubts = doubted(unlaced.segments, prepared.evidence, bordered=prepared.family.bordered)
    else:
        doubts = close(unlaced.segments)
    doubts |= overfull(unlaced.segments, unlaced.fragments)
    used = {
        fragment.start for segment in unlaced.segments for fragment in unlaced.fragments[segment.start : segment.end]
    }
    cut = prepared.printed if pool.unlaced or settled else prepared.evidence.fragments
    looked_at = {fragment.start for fragment in prepared.printed}
    unused = [fragment for fragment in body if fragment.start not in looked_at]
    unused += [fragment for fragment in cut if fragment.start not in used]
    labels = dict(prepared.header.unknown)
    return IndicatorReading(prepared.family.columns, _rows(_drafts(unlaced, doubts)), tuple(unused), labels)


def _read(body: Body, pool: Pool, totals: Totals | None) -> Unlaced:
    """The most likely reading of a body; of its rivals the first one that adds up, where only a rival does."""
    first = Unlaced(body.evidence.fragments, cut_rows(pool.task(body)))
    if totals is None or "score" not in body.family.columns or add_up(_points(first), totals):
        return first
    rivals = (Unlaced(body.evidence.fragments, cut_rows(task)) for task in pool.rival_tasks(body))
    return next((rival for rival in rivals if add_up(_points(rival), totals)), first)


def _points(read: Unlaced) -> list[tuple[str, str]]:
    """The weight and the score of each row."""
    rows: list[dict[str, str]] = []
    for segment in read.segments:
        if segment.begins or not rows:
            rows.append({})
        rows[-1][segment.field] = "".join(piece.text for piece in read.fragments[segment.start : segment.end])
    return [(row.get("weight", ""), row.get("score", "")) for row in rows]


def _drafts(read: Unlaced, doubts: frozenset[int]) -> list[_Draft]:
    """The cells of each row as they are printed; those that begin with some fragments are doubted."""
    drafts: list[_Draft] = []
    for segment in read.segments:
        if segment.begins or not drafts:
            drafts.append({})
        status: Literal["read", "inferred"] = "inferred" if segment.start in doubts else "read"
        drafts[-1][segment.field] = _cell(read.fragments[segment.start : segment.end], status)
    return drafts


def _cell(fragments: tuple[Fragment, ...], status: Literal["read", "inferred"]) -> IndicatorCell:
    text = fragments[0].text if len(fragments) == 1 else " ".join([fragment.text for fragment in fragments])
    return IndicatorCell(fragments, tidy(text), status)


def _rows(drafts: Sequence[_Draft]) -> tuple[IndicatorRow, ...]:
    texts = [[_text(draft, column) or None for draft in drafts] for column in _LEVELS]
    spreads = spread_levels(texts[0], texts[1], _doubtful_names(drafts))
    rows = []
    for index, draft in enumerate(drafts):
        levels = {
            column: cell
            for column, spread in zip(_LEVELS, spreads, strict=True)
            if (cell := _spread(drafts, column, spread[index])) is not None
        }
        levels.update(item for item in draft.items() if item[0] not in _LEVELS)
        rows.append(row_of(levels))
    return tuple(rows)


def _doubtful_names(drafts: Sequence[_Draft]) -> list[bool]:
    """For each row whether a level may stand unseen before its name: in it, or in what explains the row above."""
    found, before = [], False
    for draft in drafts:
        found.append(before or _is_inferred(draft, "level3"))
        before = _is_inferred(draft, "deviation")
    return found


def _is_inferred(draft: _Draft, column: str) -> bool:
    return column in draft and draft[column].status == "inferred"


def _spread(drafts: Sequence[_Draft], column: str, spread: Spread) -> IndicatorCell | None:
    if spread.source is None:
        return None
    cell = drafts[spread.source][column]
    return cell if spread.sure else cell._replace(status="inferred")


def row_of(cells: _Draft) -> IndicatorRow:
    """A row with its target put together, and what its texts say."""
    operator, target, unit = (_text(cells, column) for column in _TARGET)
    parts = [cells.pop(column) for column in _TARGET if column in cells]
    if parts:
        fragments = tuple(fragment for part in parts for fragment in part.fragments)
        doubted = any(part.status == "inferred" for part in parts)
        cells["target"] = _cell(fragments, "inferred" if doubted else "read") if len(parts) > 1 else parts[0]
    first = _text(cells, "level1")
    wanted = join_quantity(operator, target, unit) if operator or unit else split_quantity(target)
    return IndicatorRow(
        cells=cells,
        level1=level_name(first) or None,
        level1_weight=level_weight(first),
        target=wanted,
        actual=split_quantity(_text(cells, "actual"), wanted.unit),
    )


def _text(cells: Mapping[str, IndicatorCell], column: str) -> str:
    cell = cells.get(column)
    return cell.text if cell else ""
