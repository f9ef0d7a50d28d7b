"""What the names of rows tell of aligned text: where rows and levels begin, and which rows nobody filled in."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.evaluating.funds import bare_source
from docparse.evaluating.row_bands import COUNT
from docparse.grammars.evaluations import load_evaluations
from docparse.lexicons.indicator_patterns import NAME_NUMBER, PLACE_OF_NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from docparse.evaluating.row_bands import Placed, Row

_MOSTLY = 0.7
_MISNUMBERED = 1.0


def begins_of(rows: Sequence[Row], names: Collection[int]) -> list[tuple[float, float]]:
    """What the numbers of rows say about where an inner level begins: where they begin anew, and only there.

    Args:
        rows: the rows of a block.
        names: the columns that name them.
    """
    found: list[int | None] = []
    for row in rows:
        texts = [pieces[0].text for column, pieces in row.cells.items() if column in names]
        number = COUNT.match(texts[0]) if texts else None
        found.append(int(number["count"]) if number else None)
    numbered = len(found) - found.count(None)
    if numbered < _MOSTLY * len(found) or 1 not in found[1:]:
        return [(0.0, 0.0)] * len(found)
    return [(0.0, _MISNUMBERED) if number == 1 else (_MISNUMBERED * (number is not None), 0.0) for number in found]


def places_among(placed: Sequence[Placed], names: Collection[int], levels: Collection[int]) -> set[int]:
    """The numbers of lines that only hold a place for an indicator (指标2, ……), before another name or at the end.

    Args:
        placed: what stands in the rows of a block, from above to below.
        names: the columns that name the rows.
        levels: columns whose cells may span rows.
    """
    others = {each.number for each in placed if each.column not in names and each.column not in levels}
    named = [each for each in placed if each.column in names]
    found: set[int] = set()
    for each, following in pairwise([*named, None]):
        if each is None or each.number in others or PLACE_OF_NAME.fullmatch(each.piece.text) is None:
            continue
        if following is None or following.number in others or _begins_name(following.piece.text):
            found.add(each.number)
    return found


def sources_among(placed: Sequence[Placed], names: Collection[int]) -> set[int]:
    """The numbers of lines on which the name of a source of funds begins below that of another: no row holds two.

    Args:
        placed: what stands in the rows of a block, from above to below.
        names: the columns that name the rows.
    """
    known = load_evaluations().words("sources")
    named = [each for each in placed if each.column in names]
    texts = [each.piece.text for each in named]
    found: set[int] = set()
    at, above = 0, False
    while at < len(named):
        # A name may be torn over lines (其中：财政拨, 款); what is whole already goes on where that is a name too.
        sizes = range(min(_MOST_TORN, len(named) - at), 0, -1)
        size = next((size for size in sizes if bare_source("".join(texts[at : at + size])) in known), 0)
        if size and above:
            found.add(named[at].number)
        at, above = at + max(size, 1), bool(size)
    return found


# A name is torn over so many lines at most.
_MOST_TORN = 4


def _begins_name(text: str) -> bool:
    return (PLACE_OF_NAME.match(text) or NAME_NUMBER.match(text)) is not None
