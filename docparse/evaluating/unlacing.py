"""Reads the bodies of forms whose text is interlaced: rows are put together, level words given to their rows."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal, NamedTuple

from docparse.evaluating.costs import NEVER
from docparse.evaluating.habits import text_costs
from docparse.evaluating.heights import on_page
from docparse.evaluating.interlaced import Laced, Parted, Word, part_lines, take_apart
from docparse.evaluating.search import Segment
from docparse.evaluating.sharing import Extent, Shared, off_place, share_rows
from docparse.evaluating.traits import trait
from docparse.evaluating.weaving import Cell, Loom, Woven, bare_text, weave, without_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.habits import Habits

# A report is interlaced where so little speaks against it, for each row of several lines; and there are so many.
_MOST_UNEVEN = 0.5
_FEWEST_WRAPPED = 2
# And shows so often what only interlaced text does.
_FEWEST_SIGNS = 1.0
# Cells at the top of their rows show it by torn level words alone; so often where most forms have some, and none has
# a line above its first row.
_FEWEST_TORN = 0.25
# So many forms are looked at to tell.
_SAMPLE = 12
# A level word where a name could be is one, unless the row costs so much more without it.
_RATHER_LEVEL = 2.5
# Of more level words on a line than there are columns for them the last is the name.
_LEVELS = 2
# A level word that stands further from the middle of its rows may belong to others.
_OFF_PLACE = 1.0
# A column's width is known from so many wrapped cells.
_FEWEST_WIDTHS = 3
# The blank space above and below the lines of a row, in lines: that of a report by which its words stand best.
_SPACES = (0.25, 0.5, 1.0, 1.5)
_WIDE_GAPS = 0.3


# Where in its row a cell stands that has less lines than others.
Where = Literal["middle", "top"]


class Unlaced(NamedTuple):
    """A body in the order of its cells: the fragments, and the cells as stretches of them."""

    fragments: tuple[Fragment, ...]
    segments: tuple[Segment, ...]


class Lacing(NamedTuple):
    """A body that may be interlaced, with the columns of its form."""

    columns: tuple[str, ...]
    body: Sequence[Fragment]
    habits: Habits


def where_laced(bodies: Sequence[Lacing]) -> Where | None:
    """Where in their rows the cells of interlaced bodies of a report stand; None where these are not interlaced."""
    sample = [part_lines(each.body, each.columns) for each in bodies[:: max(len(bodies) // _SAMPLE, 1)]]
    parted = [each for each in sample if each is not None]
    # Where lines are printed by their height, most forms have main lines.
    if 2 * len(parted) < len(sample):
        return None
    if _are_interlaced(parted, top=False):
        return "middle"
    return "top" if _are_interlaced(parted, top=True) else None


def _are_interlaced(bodies: Sequence[Parted], *, top: bool) -> bool:
    """Whether bodies are interlaced: rows are even above and below their main lines, or have all lines below."""
    uneven = 0.0
    wrapped = signs = 0
    taken = [take_apart(each, top=top) for each in bodies]
    for laced in taken:
        uneven += laced.uneven * len(laced.rows)
        wrapped += laced.wrapped
        signs += laced.signs
    everywhere = top and not uneven and 2 * sum(laced.signs > 0 for laced in taken) > len(taken)
    fewest = _FEWEST_TORN if everywhere else _FEWEST_SIGNS
    shown = signs >= max(_FEWEST_WRAPPED, fewest * wrapped)
    return shown and wrapped >= _FEWEST_WRAPPED and uneven <= _MOST_UNEVEN * wrapped


def unlace(bodies: Sequence[Lacing], where: Where) -> list[Unlaced | None]:
    """The bodies of a report of interlaced text, None for one without rows."""
    parts = [_parts(each.body) for each in bodies]
    bodies = [each._replace(body=[_whole(own) for own in pieces]) for each, pieces in zip(bodies, parts, strict=True)]
    parted = [part_lines(each.body, each.columns) for each in bodies]
    laced = [None if each is None else take_apart(each, top=where == "top") for each in parted]
    aligned = _are_aligned(bodies)
    columns = tuple(sorted({column for each in bodies for column in each.columns[2:]}))
    widths: Mapping[str, float] = {}
    texts: Mapping[str, Mapping[str, float]] = {}
    room: Mapping[str, float] = {}
    for _ in range(2):
        woven = [
            _weave(own, Loom(each.columns[2:], each.habits, widths, aligned, texts, room, own.top))
            if own is not None
            else None
            for each, own in zip(bodies, laced, strict=True)
        ]
        rows = [row for own in woven if own is not None for row in own[0]]
        widths, texts, room = _widths(rows), _texts(rows, columns), _room(rows)
    spread = min(
        ([_spread(own, rows, space) for own, rows in zip(laced, woven, strict=True)] for space in _SPACES),
        key=lambda each: sum(own.shared.cost for own in each if own is not None),
    )
    return [
        None if own is None or rows is None or levels is None else _apart(_in_order(own, rows[0], levels), pieces)
        for own, rows, levels, pieces in zip(laced, woven, spread, parts, strict=True)
    ]


class _Spread(NamedTuple):
    """The level words of a body, each by the first of its rows, and where these stand."""

    extents: Sequence[Extent]
    shared: Shared


def _spread(laced: Laced | None, woven: tuple[list[Woven], list[Word]] | None, space: float) -> _Spread | None:
    """The level words of a body, where rows have so much blank space above and below their lines."""
    if laced is None or woven is None:
        return None
    rows, words = woven
    pages = [bisect(laced.pages, row.line) for row in laced.rows]
    if laced.top:
        extents = [Extent(row.top, row.bottom, page) for row, page in zip(laced.rows, pages, strict=True)]
    else:
        extents, words = on_page([tuple(row.cells.values()) for row in rows], pages, words, space)
    return _Spread(extents, share_rows(extents, words, top=laced.top))


def _parts(body: Sequence[Fragment]) -> list[Cell]:
    """The fragments of a body, those together that stand side by side without a blank: a label was seen in a text."""
    found: list[Cell] = []
    for fragment in body:
        glued = bool(found) and found[-1][-1].end == fragment.start and fragment.gap != "tab"
        found[-1:] = [(*found[-1], fragment)] if glued else [*found[-1:], (fragment,)]
    return found


def _whole(parts: Cell) -> Fragment:
    return parts[0]._replace(text="".join(part.text for part in parts), end=parts[-1].end)


def _apart(read: Unlaced, parts: Sequence[Cell]) -> Unlaced:
    """A body with each fragment as it was before it was put together with others."""
    own = {pieces[0].start: pieces for pieces in parts}
    fragments: list[Fragment] = []
    segments: list[Segment] = []
    for segment in read.segments:
        start = len(fragments)
        for fragment in read.fragments[segment.start : segment.end]:
            fragments += own[fragment.start]
        segments.append(segment._replace(start=start, end=len(fragments)))
    return Unlaced(tuple(fragments), tuple(segments))


def _are_aligned(bodies: Sequence[Lacing]) -> bool:
    """Whether places on lines are those of the page: many gaps are wider than one blank."""
    gaps = [fragment.gap for each in bodies for fragment in each.body]
    between = sum(gap in ("space", "wide") for gap in gaps)
    return gaps.count("wide") > _WIDE_GAPS * between


def _weave(laced: Laced, loom: Loom) -> tuple[list[Woven], list[Word]]:
    """The rows put together; a word where the name of a row is missing, or behind two others, is that name."""
    words = list(laced.words)
    rows = []
    for row in laced.rows:
        woven = weave(row, loom)
        beside = [word for word in words if word.top == word.bottom == row.line]
        name = beside[-1] if beside else None
        if name is not None:
            named = weave(row._replace(main=(*name.pieces, *row.main)), loom)
            is_more = len(beside) > _LEVELS
            if is_more or "level3" not in woven.cells or named.cost + _RATHER_LEVEL < woven.cost:
                words.remove(name)
                woven = named
        rows.append(woven)
    return rows, words


def _widths(rows: Sequence[Woven]) -> dict[str, float]:
    """The widths at which the columns are wrapped."""
    seen: dict[str, list[float]] = {}
    for row in rows:
        for column, cell in row.cells.items():
            if len(cell) > 1:
                widest = max(trait("".join(piece.text.split())).least for piece in cell)
                seen.setdefault(column, []).append(widest)
    return {column: median(widths) for column, widths in seen.items() if len(widths) >= _FEWEST_WIDTHS}


def _room(rows: Sequence[Woven]) -> dict[str, float]:
    """How wide the columns are at least: as the widest of their cells that have one line."""
    seen: dict[str, float] = {}
    for row in rows:
        for column, cell in row.cells.items():
            if len(cell) == 1:
                seen[column] = max(seen.get(column, 0.0), trait(bare_text(cell)).least)
    return seen


def _texts(rows: Sequence[Woven], columns: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """What it costs that a text which comes again and again, but for its numbers, stands in a column."""
    cells = [(bare_text(cell), column) for row in rows for column, cell in row.cells.items()]
    seen = Counter((without_numbers(text), column) for text, column in cells if trait(text).kind == "text")
    return text_costs(columns, seen)


def _in_order(laced: Laced, woven: Sequence[Woven], spread: _Spread) -> Unlaced:
    """The cells of a body in the order in which they are read, level words before the rows that they span."""
    rows = laced.rows
    spans = {"level1": spread.shared.first, "level2": spread.shared.second}
    astray = {
        (level, index) for level, words in spans.items() for index in _astray(spread.extents, words, top=laced.top)
    }
    fragments: list[Fragment] = []
    segments: list[Segment] = []
    for index, row in enumerate(woven):
        begins = True
        cells: list[tuple[str, Cell]] = [
            (level, tuple(words[index].pieces)) for level, words in spans.items() if index in words
        ]
        cells += row.cells.items()
        wrapped = len(rows[index].above) + len(rows[index].below) > 0
        for column, cell in cells:
            doubted = wrapped and trait("".join(cell[0].text.split())).kind == "text"
            doubted = doubted or (column, index) in astray
            start = len(fragments)
            fragments += cell
            segments.append(Segment(column, start, len(fragments), begins, 0.0 if doubted else NEVER))
            begins = False
    return Unlaced(tuple(fragments), tuple(segments))


def _astray(rows: Sequence[Extent], words: Mapping[int, Word], *, top: bool) -> Iterator[int]:
    """The first rows of words that do not stand in the middle of their rows, and of the words next to these."""
    starts = sorted(words)
    off = [
        off_place(rows, begin, end, words[begin], top=top) > _OFF_PLACE for begin, end in pairwise((*starts, len(rows)))
    ]
    for order, begin in enumerate(starts):
        if any(off[max(order - 1, 0) : order + 2]):
            yield begin
