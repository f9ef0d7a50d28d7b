"""Where the tables of a report state a quantity that the prose names: by subject, stage and money."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.items import OF_WHICH, OWN_UNIT
from docparse.folding import fold
from docparse.grammars.coordinates import TOTAL, Coordinates
from docparse.grammars.links import load_links
from docparse.lexicons.load import bare_name
from docparse.proving.slots import Slot, escaped, half_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docparse.proving.links import Located
    from docparse.proving.slots import ReadTable, Slots, Tree

FINAL = "final"
# Stages of a budget as columns call them; a column 预算数 does not say which.
BUDGETS = ("initial_budget", "full_year_budget", "budget")
_THREE_PUBLIC, _ASSETS = "three_public", "assets"
# In forms of “三公” money the sum of the three is printed as 支出合计.
_TOTAL, _SUM = "expenditure.total", "three_public.total"
ALL = "all"


class Stated(NamedTuple):
    """A place where a table states a quantity, and the money that it is of; None where the form does not say."""

    slot: int
    fund: str | None


class Quantities:
    """The quantities of a report's tables."""

    def __init__(self, tables: Sequence[ReadTable], slots: Slots, located: Located) -> None:
        self._located = located
        self._slots = slots
        self._funds = tuple(dict.fromkeys(key.funding for key in located.places))
        self._items: dict[tuple[str, str], list[Stated]] = {}
        for number, table in enumerate(tables):
            if table.found is None and (table.tree["unit_factor"] is not None or table.form.rows == "line_item"):
                for subject, stage, slot in self._of_table(number, table):
                    self._items.setdefault((subject, stage), []).append(Stated(slot, table.form.funding))

    def find(self, subject: str, stage: str, fund: str | None, *, side: str | None = None) -> list[Stated]:
        """Where a subject's amount of a stage is stated.

        Args:
            subject: canonical key or code.
            stage: ``final`` or one of the budgets; ``budget`` is any of them.
            fund: the money that the words speak of. Only tables of this money count, if there are any.
            side: for a code whether its income or its expenditure is meant; else the latter.
        """
        stages = BUDGETS if stage == "budget" else (stage, "budget") if stage in BUDGETS else (stage,)
        found = [each for one in stages for each in self._items.get((subject, one), ())]
        if stage == FINAL:
            found += self._by_coordinates(subject, fund, side)
        own = [each for each in found if fund is None or each.fund == fund]
        return own or found

    def find_named(self, name: str, unit: str, stage: str) -> list[Stated]:
        """Where rows without a canonical key state what they and the prose call alike: 外事接待, 3 批次."""
        names = dict.fromkeys((bare_name(name), bare_name(name + unit)))
        return [each for one in names for each in self._items.get((one, stage), ())]

    def _by_coordinates(self, subject: str, fund: str | None, side: str | None) -> list[Stated]:
        measure, own = load_links().measures.get(subject, (subject, ALL))
        item = TOTAL
        if subject.isdecimal():
            measure, item = side or "expenditure", subject
        wanted = own if own != ALL else fund
        places = self._located.places
        funds = self._funds if wanted is None else (wanted,)
        found = [
            Stated(slot, each) for each in funds for slot in places.get(Coordinates(measure, each, item), {}).values()
        ]
        if found or wanted is None or own != ALL:
            return found
        return self._by_coordinates(subject, None, side)

    def _of_table(self, number: int, table: ReadTable) -> Iterator[tuple[str, str, int]]:
        kind = table.tree["kind"]
        for index, row in enumerate(table.tree["rows"]):
            taken = self._slots.rows[number][index]
            subject = _subject(row)
            if row["quantity"] == "count" and subject is not None:
                yield from ((subject, *each) for each in self._counts(number, index, row, table.tree["id"]))
            for key, slot in taken.items():
                if self._slots.cells[slot] is None:
                    continue
                if table.form.rows == "line_item" and subject is not None:
                    yield (
                        _SUM if kind.startswith(_THREE_PUBLIC) and subject == _TOTAL else subject,
                        key if key in BUDGETS else FINAL,
                        slot,
                    )
                elif kind == _THREE_PUBLIC and row["role"] != "of_which":
                    stage, _, item = key.partition(".")
                    yield f"{_THREE_PUBLIC}.{item}", stage, slot
                elif table.form.kind.endswith(_ASSETS):
                    yield f"{_ASSETS}.{key}", FINAL, slot

    def _counts(self, number: int, index: int, row: Tree, table_id: str) -> Iterator[tuple[str, int]]:
        """The stages and slots of numbers of persons, vehicles and the like: they take part in no sum, so had none."""
        for key, cell in row["cells"].items():
            if cell is not None and cell["value"] is not None:
                slot = Slot(
                    value=half_units(cell["value"], self._slots.finest),
                    half=0 if cell["value"].isdecimal() else 10**self._slots.finest,
                    cell=cell,
                    place=(number, index, key),
                    name=(table_id, row["id"], key),
                    pointer=f"/tables/{number}/rows/{index}/cells/{escaped(key)}",
                )
                yield key if key in BUDGETS else FINAL, self._slots.add(slot)


def _subject(row: Tree) -> str | None:
    """The key of a row, else its name without what numbers it, its unit and 其中; None where it has neither."""
    if row["key"] is not None or row["name"] is None or not row["name"]["value"]:
        key: str | None = row["key"]
        return key
    name = OWN_UNIT.sub("", row["name"]["value"])
    return bare_name(OF_WHICH.sub("", fold(name), count=1)) or None


def distinct(found: Iterable[Stated], slots: Slots) -> list[Stated]:
    """One place for each amount that is stated, the first."""
    return list({slots.values[each.slot]: each for each in reversed(list(found))}.values())[::-1]
