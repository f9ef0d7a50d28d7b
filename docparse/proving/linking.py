"""Which cell of the tables states what a figure of the prose states: the same subject, stage, money and year."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.links import load_links
from docparse.proving.equations import Equation
from docparse.proving.quantities import ALL, FINAL, Quantities, distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.proving.quantities import Stated
    from docparse.proving.slots import ReadTable, Slots, Tree

# Stage of the tables by measure of the prose; a budget's stage is told by its baseline.
STAGES = {"amount": FINAL, "count": FINAL}
BUDGET = "budget_amount"
# So far a wrong figure may be from the right one to be one, and not another quantity.
_CLOSE = Decimal("0.05")


class Told(NamedTuple):
    """A figure of the prose as a slot, with the titles above it from the nearest outwards."""

    number: int
    fact: Tree
    slot: int
    titles: tuple[str, ...]


class Linker:
    """Finds for each figure the cell that states the same."""

    def __init__(self, tables: Sequence[ReadTable], slots: Slots, quantities: Quantities) -> None:
        self._tables = tables
        self._slots = slots
        self._quantities = quantities
        self._whole_names: dict[int, str] = {}
        self._printed = {
            value for value, place in zip(slots.values, slots.places, strict=True) if value and place[0] < len(tables)
        }

    def link(self, told: Sequence[Told]) -> list[Equation]:
        """An identity for each figure that some cell states alike, and for those that a cell plainly contradicts."""
        topics = {each.number: _topic(each) for each in told}
        self._whole_names = _whole_names(told)
        found = {each.number: self._candidates(each, topics[each.number]) for each in told}
        for each in told:
            # What the prose may mean as well, where it does not mean the first: that tells no place of a cell.
            loose = load_links().loosely.get(topics[each.number].subject or "")
            if loose is not None and self._slots.values[each.slot] and not self._alike(each, found[each.number]):
                others = self._candidates(each, topics[each.number]._replace(subject=loose))
                others = [other for other in others if self._is_settled(other.slot)]
                found[each.number] = others if self._alike(each, others) else found[each.number]
        alike = {each.number: self._alike(each, found[each.number]) for each in told}
        sections = {each.fact["section"] for each in told if alike[each.number] is not None}
        equations = []
        for each in told:
            equal = alike[each.number]
            if equal is not None:
                # The sentence says what the layout left open: this amount is the one of this column.
                self._slots.open[equal.slot] = False
                equations.append(self._equation(each, equal.slot))
            if each.fact["section"] in sections:
                others = self._contradicting(each, topics[each.number], found[each.number])
                if equal is None and (len(others) > 1 or self._stands_elsewhere(each.slot)):
                    continue
                equations += [self._equation(each, other.slot) for other in others]
        return equations

    def _candidates(self, told: Told, topic: _Topic) -> list[Stated]:
        if topic.stage is None or told.fact["qualifier"] is not None:
            return []
        # A row that is called just so comes before one that is about the same.
        unit = told.fact["unit"] or ""
        found = self._quantities.find_named(told.fact["name"], unit, topic.stage)
        if not found and topic.subject is None and told.number in self._whole_names:
            found = self._quantities.find_named(self._whole_names[told.number], unit, topic.stage)
        if not found and topic.subject is not None:
            found = self._quantities.find(topic.subject, topic.stage, topic.fund, side=topic.side)
        return [each for each in found if self._may_state(told.fact, each.slot)]

    def _may_state(self, fact: Tree, slot: int) -> bool:
        """Whether a cell holds a settled number of the kind and year of a figure."""
        number, row, _ = self._slots.places[slot]
        table = self._tables[number].tree
        year = table["fiscal_year"]
        return (
            self._slots.cells[slot] is not None
            and (fact["period"] is None or year is None or year["value"] == fact["period"])
            and (fact["measure"] == "count") == (table["rows"][row]["quantity"] == "count")
        )

    def _is_settled(self, slot: int) -> bool:
        """Whether the row and column of a value are known without the prose."""
        cell = self._slots.cells[slot]
        return cell is not None and cell["status"] != "inferred" and not self._slots.open[slot]

    def _alike(self, told: Told, candidates: Sequence[Stated]) -> Stated | None:
        """The first cell that states the same."""
        return next((one for one in candidates if self._agree(told.slot, one.slot)), None)

    def _contradicting(self, told: Told, topic: _Topic, candidates: Sequence[Stated]) -> list[Stated]:
        """The cells of the very money that the words name which print another amount, one for each amount."""
        return [
            each
            for each in distinct(candidates, self._slots)
            if topic.fund in (None, each.fund)
            and not self._slots.open[each.slot]
            and not self._agree(told.slot, each.slot)
            and self._is_close(told.slot, each.slot)
        ]

    def _stands_elsewhere(self, slot: int) -> bool:
        """Whether the tables print the very figure, so that it is of another quantity than its name says."""
        return self._slots.values[slot] in self._printed

    def _agree(self, one: int, other: int) -> bool:
        slots = self._slots
        return abs(slots.values[one] - slots.values[other]) <= slots.halves[one] + slots.halves[other]

    def _is_close(self, one: int, other: int) -> bool:
        difference = abs(self._slots.values[one] - self._slots.values[other])
        return difference <= _CLOSE * abs(self._slots.values[other])

    def _equation(self, told: Told, cell: int) -> Equation:
        table, row, column = self._slots.names[cell]
        return Equation("narrative", f"{told.fact['id']}/{table}/{row}/{column}", (told.slot,), (cell,))


class _Topic(NamedTuple):
    """What a figure is of: subject, stage of the accounts, money, and whether income or expenditure of a class."""

    subject: str | None
    stage: str | None
    fund: str | None
    side: str | None


def _whole_names(told: Sequence[Told]) -> dict[int, str]:
    """Names that go on with the name before them: 外事接待3批次, 接待人次28人 tells of 外事接待人次."""
    found = {}
    for before, each in pairwise(told):
        one, other = before.fact["name"], each.fact["name"]
        near = each.number == before.number + 1 and each.fact["section"] == before.fact["section"]
        if near and before.fact["measure"] == each.fact["measure"] == "count":
            shared = next((size for size in range(len(other) - 1, 1, -1) if one.endswith(other[:size])), 0)
            if shared and one != other[:shared]:
                found[each.number] = one + other[shared:]
    return found


def _topic(told: Told) -> _Topic:
    """The topic of a figure: by its name, else by the nearest title that says so."""
    links, fact = load_links(), told.fact
    name = "".join(fact["name"].split())
    subject = fact["subject"] or links.names.get(name)
    # The money in the name of a class (国有资本经营预算支出) is not the money that it was paid out of.
    own = links.fund_in(name) if not (subject or "").isdecimal() else None
    if subject is None and own is not None:
        subject = links.totals.get(name.replace(own[0], "", 1))
    if own is None:
        own = next((found for title in told.titles if (found := links.fund_in(title)) is not None), None)
    measure = fact["measure"]
    return _Topic(
        subject,
        fact["baseline"] or "budget" if measure == BUDGET else STAGES.get(measure),
        own[1] if own is not None else ALL if told.titles else None,
        _side(told.titles),
    )


def _side(titles: Sequence[str]) -> str | None:
    """Whether the nearest title that speaks of either speaks of income or of expenditure alone."""
    sides = load_links().sides
    for title in titles:
        said = {side for word, side in sides.items() if word in title}
        if said:
            return said.pop() if len(said) == 1 else None
    return None
