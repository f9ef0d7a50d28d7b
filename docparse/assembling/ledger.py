"""What the tables of a report say of one quantity: figures by coordinates, the sound ones before the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.coordinates import FUNDS, Coordinates, RowCoordinates, column_coordinates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.assembling.drafts import SideDraft, TableDraft

# Digits of a class of the functional classification (205).
_CLASS = 3
# Money of which most items of the other money are paid as well, the nearest first.
_NEAR = {"all": ("fiscal", "general_budget"), "fiscal": ("general_budget", "all"), "general_budget": ("fiscal", "all")}
_TURNED = {"income": "expenditure", "expenditure": "income"}
# A sum of so many parts at least says where they belong; x = x says nothing.
_FEWEST_PARTS = 2


class Figure(NamedTuple):
    """An amount in half units of the finest decimal of the report in 元, and how many of these its last decimal is."""

    amount: int
    scale: int
    sound: bool = True


class Ledger:
    """The figures of all tables. Those of a torn table count only where its own sums vouch for them."""

    def __init__(self, drafts: Sequence[TableDraft]) -> None:
        self.finest = max((side.decimals for draft in drafts for side in draft.sides), default=0)
        self._figures: dict[Coordinates, list[tuple[str, Figure]]] = {}
        self._printed: dict[tuple[str, str], dict[str, bool]] = {}
        self._idle: set[str | None] = set()
        seen: set[str] = set()
        for draft in drafts:
            kind = draft.head["kind"]
            if draft.head["unit_factor"] is None or kind in seen or (draft.has_strays and not draft.decoded.torn):
                continue
            seen.add(kind)
            self._enter(draft)

    def scale_of(self, draft: TableDraft, decimals: int) -> int:
        """How many half units of the ledger one of a table's own is, whose amounts have so many decimals."""
        return int(int(draft.head["unit_factor"]) * 10 ** (self.finest - decimals))

    def figure(self, coordinates: Coordinates, *, besides: str) -> Figure | None:
        """What tables of other kinds than ``besides`` say of a quantity; None where they say nothing, or differ."""
        found = [figure for kind, figure in self._figures.get(coordinates, ()) if kind != besides]
        found = [figure for figure in found if figure.sound] or found
        if found:
            return found[0] if all(_alike(found[0], other) for other in found[1:]) else None
        lists = self._lists_without(coordinates, besides)
        if lists or coordinates.funding in self._idle:
            return Figure(0, 1, not lists or any(lists))
        parts = FUNDS.get(coordinates.funding, ())
        figures = [self.figure(coordinates._replace(funding=fund), besides=besides) for fund in parts]
        known = [figure for figure in figures if figure is not None]
        if not parts or len(known) < len(parts):
            return None
        whole = sum(figure.amount for figure in known)
        return Figure(whole, sum(figure.scale for figure in known), all(figure.sound for figure in known))

    def likely(self, coordinates: Coordinates, *, besides: str) -> int | None:
        """What a table of the money within, or around, says of an item: most items are paid out of one fund alone."""
        for funding in _NEAR.get(coordinates.funding, ()):
            found = self.figure(coordinates._replace(funding=funding), besides=besides)
            if found is not None and found.amount:
                return found.amount
        return None

    def turned(self, coordinates: Coordinates, *, besides: str) -> int | None:
        """What is spent for an item out of money that came in for it, or the reverse: most years they are the same."""
        measure = _TURNED.get(coordinates.measure)
        if measure is None or not coordinates.item.isdecimal():
            return None
        other = coordinates._replace(measure=measure)
        found = self.figure(other, besides=besides)
        return found.amount if found is not None else self.likely(other, besides=besides)

    def _lists_without(self, coordinates: Coordinates, besides: str) -> list[bool]:
        """Of the tables that list all classes but this one, whether each is sound."""
        measure, funding, item = coordinates
        if len(item) != _CLASS or not item.isdecimal():
            return []
        return [sound for kind, sound in self._printed.get((measure, funding), {}).items() if kind != besides]

    def _enter(self, draft: TableDraft) -> None:
        kind, sound = draft.head["kind"], not draft.decoded.torn
        if not any(cell for row in draft.rows for cell in row.values) and not draft.decoded.left_over:
            self._idle |= {draft.match.form.funding}
        if draft.match.form.rows == "function_code" and (sound or _adds_up(draft)):
            for known in column_coordinates(draft.match.form).values():
                self._printed.setdefault(known, {})[kind] = sound
        of_table: dict[Coordinates, Figure | None] = {}
        for side in draft.sides:
            scale = self.scale_of(draft, side.decimals)
            vouched = frozenset() if sound else vouched_rows(side)
            for row, column, coordinates in cells_of(draft, side):
                amount = side.placing.figure(row, column)
                if amount is not None and (sound or row in vouched):
                    found = Figure(amount * scale, scale, sound)
                    of_table[coordinates] = None if coordinates in of_table else found
        for coordinates, entered in of_table.items():
            if entered is not None:
                self._figures.setdefault(coordinates, []).append((kind, entered))


def _adds_up(draft: TableDraft) -> bool:
    """Whether the classes of a torn table add up to its total: then it has lost none of them."""
    return any(side.placing.rows[row].total for side in draft.sides for row in vouched_rows(side))


def cells_of(draft: TableDraft, side: SideDraft) -> Iterator[tuple[int, int, Coordinates]]:
    """The amounts of one side with coordinates: the row's order on that side, its column, what it measures."""
    walk = RowCoordinates(draft.match.form, side.columns[0].side)
    order = {column.key: place for place, column in enumerate(side.columns)}
    for row, index in enumerate(side.members):
        item = draft.rows[index].item
        if item.quantity != "amount":
            continue
        for key, coordinates in walk.of_row(item.key, draft.rows[index].code, item.role).items():
            if key in order:
                yield row, order[key], coordinates


def vouched_rows(side: SideDraft) -> frozenset[int]:
    """The rows of a torn side for which sums between rows vouch.

    None may speak against them, too, but where sides have one column only: there a sum of several parts has to hold.
    """
    placing = side.placing
    fewest = 1 if placing.grid.identities else _FEWEST_PARTS
    found: set[int] = set()
    denied: set[int] = set()
    for parent, children in placing.groups:
        figures = [placing.figure(row, 0) for row in (parent, *children)]
        whole, parts = figures[0], [figure for figure in figures[1:] if figure]
        holds = whole and len(parts) >= fewest and abs(whole - sum(parts)) <= len(parts) + 1
        if holds or None not in figures:
            (found if holds else denied).update((parent, *children))
    return frozenset(found - denied if placing.grid.identities else found)


def _alike(one: Figure, other: Figure) -> bool:
    return abs(one.amount - other.amount) <= (one.scale + other.scale if one.scale != other.scale else 0)
