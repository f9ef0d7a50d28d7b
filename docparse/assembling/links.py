"""What one table tells about the open places of another: equal quantities must be equal wherever they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.ledger import cells_of
from docparse.grammars.coordinates import WITHIN, Coordinates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.drafts import SideDraft, TableDraft

# Rounds after which what is still open stays open; each can only close rows.
MOST_ROUNDS = 4


class _Place(NamedTuple):
    """An amount of a table for placing: its side, the row's order on that side, its column, 元 per half unit."""

    side: SideDraft
    row: int
    column: int
    scale: int

    def figure(self) -> int | None:
        """The amount in the finest unit of the report, None where it is open."""
        figure = self.side.placing.figure(self.row, self.column)
        return None if figure is None else figure * self.scale


def restrict_by_other_tables(drafts: Sequence[TableDraft]) -> None:
    """Closes what equal quantities of other tables settle.

    A table whose unit is not known or whose order is lost takes no part, nor does a row that left a number over.
    """
    if len(drafts) < 2 or not any(side.placing.open_rows for draft in drafts for side in draft.sides):
        return
    places = _places(drafts)
    for _ in range(MOST_ROUNDS):
        if not _restrict_once(places):
            return


def _places(drafts: Sequence[TableDraft]) -> dict[Coordinates, list[_Place]]:
    """All amounts by coordinates; a quantity that one table prints twice is left out."""
    finest = max((side.decimals for draft in drafts for side in draft.sides), default=0)
    places: dict[Coordinates, list[_Place]] = {}
    seen: set[str] = set()
    for draft in drafts:
        factor = draft.head["unit_factor"]
        if factor is None or draft.head["kind"] in seen or draft.has_strays:
            continue
        seen.add(draft.head["kind"])
        of_table: dict[Coordinates, list[_Place]] = {}
        for side in draft.sides:
            scale = int(factor) * 10 ** (finest - side.decimals)
            _add_side(of_table, draft, side, scale)
        for coordinates, found in of_table.items():
            if len(found) == 1:
                places.setdefault(coordinates, []).append(found[0])
    return places


def _add_side(places: dict[Coordinates, list[_Place]], draft: TableDraft, side: SideDraft, scale: int) -> None:
    for row, column, coordinates in cells_of(draft, side):
        if not draft.rows[side.members[row]].row.disturbed:
            places.setdefault(coordinates, []).append(_Place(side, row, column, scale))


def _restrict_once(places: dict[Coordinates, list[_Place]]) -> bool:
    changed = False
    for coordinates, found in places.items():
        for place in found:
            if not place.side.placing.is_open(place.row) or place.figure() is not None:
                continue
            for other in (*found, *_within(coordinates, places)):
                changed |= other is not place and _restrict(place, other)
    return changed


def _restrict(place: _Place, other: _Place) -> bool:
    figure = other.figure()
    if figure is None:
        return False
    return place.side.placing.restrict(
        place.row, place.column, round(figure / place.scale), 1 + other.scale // place.scale
    )


def _within(coordinates: Coordinates, places: dict[Coordinates, list[_Place]]) -> list[_Place]:
    """The same measure out of other money, where both monies have the same total for the item.

    Where all of an item's expenditure comes from one fund, its parts are the same as well: none of them is negative.
    """
    whole = coordinates.measure.partition(".")[0]
    if whole == coordinates.measure:
        return []
    found = []
    for part, all_of in WITHIN.items():
        for ours, theirs in ((part, all_of), (all_of, part)):
            if ours == coordinates.funding and _same_total(whole, ours, theirs, coordinates.item, places):
                found += places.get(coordinates._replace(funding=theirs), [])
    return found


def _same_total(whole: str, ours: str, theirs: str, item: str, places: dict[Coordinates, list[_Place]]) -> bool:
    figures = [
        place.figure() for funding in (ours, theirs) for place in places.get(Coordinates(whole, funding, item), [])[:1]
    ]
    return len(figures) == 2 and None not in figures and figures[0] == figures[1] != 0
