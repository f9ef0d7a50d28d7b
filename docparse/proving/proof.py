"""From what was read to what is proved: the checks of a report and the status of each of its amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.proving.chance import Evidence, is_chosen, proved
from docparse.proving.contradictions import contradictions_of_source
from docparse.proving.doubt import doubted
from docparse.proving.equations import equations_of, testable
from docparse.proving.links import by_coordinates, links_between
from docparse.proving.names import known_rows
from docparse.proving.nesting import parts_within
from docparse.proving.outcomes import test
from docparse.proving.slots import lay_out, verify_place
from docparse.proving.statements import Writer
from docparse.proving.told_places import place_zeros

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.proving.equations import Equation
    from docparse.proving.outcomes import Outcomes
    from docparse.proving.slots import ReadTable, Slots, Tree


def prove(
    tables: Sequence[ReadTable],
    facts: Sequence[Tree] = (),
    titles: Sequence[tuple[str, ...]] = (),
    evaluations: Sequence[Tree] = (),
) -> list[Tree]:
    """The checks of tables and prose of a report; the statuses of their Cells are set in place.

    Args:
        tables: the tables.
        facts: the figures of the prose.
        titles: for each of these the titles of the sections that it stands in, the nearest first.
        evaluations: the evaluation forms, whose sums the prose may state.
    """
    place_zeros(tables, facts)
    slots = lay_out(tables)
    equations = [each for number, table in enumerate(tables) for each in equations_of(number, table, slots)]
    located = by_coordinates(tables, slots)
    equations += links_between(located, tables, slots)
    equations += parts_within(located, tables, slots, known=equations)
    equations = testable(equations, slots)
    settled, broken = _known(equations, slots, tables)
    spent = _spent(equations, slots, tables)
    outcomes = test(equations, slots, settled=settled, broken=broken, spent=spent)
    contradictions = contradictions_of_source(tables, slots, outcomes)
    writer = Writer(slots, outcomes)
    _settle(tables, slots, outcomes)
    records = writer.records(contradictions)
    if not facts:
        return records
    # What holds prose against tables is loaded here, where there is some.
    from docparse.proving.prose import prove_facts

    failing = {slot: [outcomes.equations[each].origin for each in known] for slot, known in outcomes.failing.items()}
    return [*records, *prove_facts(facts, titles, tables, slots, located, failing, evaluations)]


def _known(equations: Sequence[Equation], slots: Slots, tables: Sequence[ReadTable]) -> tuple[set[int], set[int]]:
    """Equations whose outcome is known although places are open: those that hold in all layouts, and in none.

    A row of which all admissible layouts are known satisfies its identities in each of them; one without any layout
    breaks one of them in each, as do the families that add up in no layout.
    """
    settled, broken = set(), set()
    for index, equation in enumerate(equations):
        number, row, _ = slots.places[equation.left[0]]
        placed = tables[number].placed[row]
        if slots.places[equation.right[0]][:2] == (number, row):
            if placed.sure:
                settled.add(index)
            elif not placed.settled and placed.complete and not placed.count:
                broken.add(index)
        elif row in tables[number].broken and equation.kind in ("hierarchy", "column_total"):
            broken.add(index)
    return settled, broken


def _spent(equations: Sequence[Equation], slots: Slots, tables: Sequence[ReadTable]) -> set[int]:
    """The equations between rows that a row took its place by: its own identities left it a choice."""
    return {
        index
        for index, equation in enumerate(equations)
        if slots.places[equation.left[0]][:2] != slots.places[equation.right[0]][:2]
        and any(is_chosen(slot, slots, tables) for slot in (*equation.left, *equation.right))
    }


def _settle(tables: Sequence[ReadTable], slots: Slots, outcomes: Outcomes) -> None:
    """Gives every amount its status, and names the blanks that are under suspicion."""
    evidence = Evidence(tables, slots, outcomes)
    placed = []
    losing = [_loses_blanks(table) for table in tables]
    shaken = _shaken(slots, outcomes, tables)
    doubtful = doubted(outcomes, slots)
    told = [known_rows(table) for table in tables]
    for slot, cell in enumerate(slots.cells):
        if slots.open[slot]:
            continue
        if cell is None:
            if slot in outcomes.suspects and not slots.marked[slot]:
                _unsettle(slot, slots, tables)
            continue
        number, index, key = slots.places[slot]
        row = tables[number].tree["rows"][index]
        exchanged = _is_exchanged(slot, cell, tables[number].exchanged.get(key), outcomes)
        known = told[number][index] and not tables[number].torn and not exchanged
        if cell["status"] == "inferred":
            stands = number not in outcomes.shifted and (number not in shaken or not is_chosen(slot, slots, tables))
            if slots.values[slot] and known and stands and slot not in outcomes.failing:
                placed.append(slot)
        elif cell["status"] == "read":
            printed = bool(slots.values[slot]) or row["side"] not in losing[number]
            provable = known and printed and (slot not in doubtful or _is_told_elsewhere(slot, outcomes))
            _settle_read(slot, cell, slots, outcomes, provable=provable)
        if cell["status"] == "verified" and slot in outcomes.failing:
            # Other identities prove it; what these fail for lies elsewhere, or in the source.
            cell["disputed_by"] = [outcomes.equations[index].origin for index in outcomes.failing[slot]]
    for slot in proved(placed, evidence):
        verify_place(slot, slots, tables)


def _is_exchanged(slot: int, cell: Tree, other: str | None, outcomes: Outcomes) -> bool:
    """Whether only the order of the header's lines tells a value's column from another one; then it is in doubt."""
    if other is None or _is_told_elsewhere(slot, outcomes):
        return False
    if cell["status"] == "read":
        cell["status"] = "inferred"
        cell["alternatives"] = [{"column": other, "value": cell["value"]}]
    return True


def _shaken(slots: Slots, outcomes: Outcomes, tables: Sequence[ReadTable]) -> frozenset[int]:
    """The tables some of whose rows were given their places by other rows, and yet fail an identity there.

    Rows that were placed together stand and fall together: one wrong total moves a whole column.
    """
    return frozenset(
        number
        for slot in outcomes.failing
        for number, row, _ in (slots.places[slot],)
        if any(is_chosen(other, slots, tables) for other in slots.rows[number][row].values())
    )


def _loses_blanks(table: ReadTable) -> frozenset[str | None]:
    """The sides of a table on which blanks have vanished: a stray zero makes a row look full there."""
    rows = zip(table.tree["rows"], table.placed, strict=True)
    return frozenset(row["side"] for row, placed in rows if not placed.settled)


def _unsettle(slot: int, slots: Slots, tables: Sequence[ReadTable]) -> None:
    number, row, key = slots.places[slot]
    unsettled = tables[number].tree["rows"][row]["unsettled"]
    if key not in unsettled:
        unsettled.append(key)


def _settle_read(slot: int, cell: Tree, slots: Slots, outcomes: Outcomes, *, provable: bool) -> None:
    """The status of a value that the layout settles: proved, in doubt, or as read."""
    if slot in outcomes.suspects:
        cell["status"] = "conflicting"
        return
    repaired = "repaired" in cell
    least = 2 * slots.halves[slot] * 10 ** _digits_in_doubt(cell) if repaired else 0
    covered = (repaired or provable) and any(
        index not in outcomes.spent
        and not (repaired and (outcomes.tolerances[index] >= least or _is_all_mended(slot, index, slots, outcomes)))
        and outcomes.is_vouched(slot, index, slots)
        and _pins(slot, index, slots, outcomes)
        for index in outcomes.holding.get(slot, ())
    )
    if repaired and not covered:
        cell["status"] = "inferred"
        cell["alternatives"] = [{"column": None, "value": None}]
    elif covered and provable:
        cell["status"] = "verified"


def _is_told_elsewhere(slot: int, outcomes: Outcomes) -> bool:
    """Whether an identity with another table proves a value."""
    return any(outcomes.equations[index].kind == "cross_table" for index in outcomes.holding.get(slot, ()))


def _is_all_mended(slot: int, index: int, slots: Slots, outcomes: Outcomes) -> bool:
    """Whether all other amounts of an identity were mended too: what one rule mended may be wrong by one factor."""
    equation = outcomes.equations[index]
    others = [other for other in (*equation.left, *equation.right) if other != slot and slots.values[other]]
    return bool(others) and all("repaired" in (slots.cells[other] or ()) for other in others)


def _pins(slot: int, index: int, slots: Slots, outcomes: Outcomes) -> bool:
    """Whether an identity says that a value belongs into its column.

    Where a total has one part only (x = x), and the total's row prints the same amount in a column that is empty in the
    row of the part, the part would fit there as well.
    """
    equation = outcomes.equations[index]
    weighty = [other for other in (*equation.left, *equation.right) if slots.values[other]]
    if len(weighty) != 2 or slot not in weighty:
        return True
    other = weighty[0] if weighty[1] == slot else weighty[1]
    (number, ours, _), (table, theirs, key) = slots.places[slot], slots.places[other]
    if (number, ours) == (table, theirs):
        return True
    own = slots.rows[number][ours]
    return not any(
        slots.values[twin] == slots.values[other] and column != key and column in own and not slots.values[own[column]]
        for column, twin in slots.rows[table][theirs].items()
    )


def _digits_in_doubt(cell: Tree) -> int:
    """How many of the last digits of a mended number depend on the repair: those behind it."""
    if len(cell["spans"]) > 1:
        start, end = cell["spans"][-1]
        return int(end - start)
    return _digits_after_repair(cell["raw"])


def _digits_after_repair(raw: str) -> int:
    """How many sound digits stand behind the last damaged character of a number.

    >>> _digits_after_repair("12, 936,788.29")
    8
    """
    count = 0
    for character in reversed(raw):
        if character.isascii() and character.isdigit():
            count += 1
        elif character not in ",.":
            break
    return count
