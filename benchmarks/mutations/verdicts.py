"""What came of a mutant: which values are wrong and still called ``verified``, and whether the slip was noticed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.identities import check_labels
from benchmarks.identities.sheets import read_number
from benchmarks.mutations.ground import failing, read_text_tree
from benchmarks.mutations.readings import read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.identities import CellKey
    from benchmarks.labels import LabelTable
    from benchmarks.mutations.ground import Ground
    from benchmarks.mutations.kinds import Mutant
    from benchmarks.mutations.readings import Reading


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that is ``verified`` and not the labelled one.

    Attributes:
        place: table, row and column for a person.
        label: what the label holds; None where it has no such cell.
        touched: whether the change was made to this very cell.
    """

    place: str
    label: str | None
    read: str
    disputed: bool
    touched: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a mutant.

    Attributes:
        noticed: by what: ``check``, ``status``, ``diagnostic``; "" if by nothing.
        said: what the report says of the touched cells.
    """

    covered: bool
    observable: bool
    healed: bool
    noticed: str
    wrong: tuple[Wrong, ...]
    said: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Whether it should have been noticed."""
        return self.covered and self.observable and not self.healed


def judge(ground: Ground, mutant: Mutant) -> Verdict:
    """Reads a mutant and holds the report against the labels of the unchanged document."""
    reading = read_claims(ground.labels, read_text_tree(mutant.text))
    broken = _broken(ground, mutant)
    return Verdict(
        covered=mutant.anchor in ground.covered,
        observable=mutant.relabelled is None or bool(broken),
        healed=_values(reading) == _values(ground.reading),
        noticed=_noticed(ground, mutant, reading, broken),
        wrong=tuple(_wrong(ground, mutant, reading)),
        said=tuple(_said(mutant, reading)),
    )


def _broken(ground: Ground, mutant: Mutant) -> frozenset[CellKey]:
    """The cells of the identities that fail over the labels only once these are changed as the text was."""
    if mutant.relabelled is None:
        return frozenset()
    tables = relabel(ground.labels, mutant.relabelled)
    fails = failing(check_labels(tables)) - ground.failing
    return frozenset(cell for cells in fails for cell in cells)


def relabel(labels: tuple[LabelTable, ...], changes: Mapping[CellKey, str]) -> list[LabelTable]:
    """The labels with some of their values replaced."""
    tables = []
    for table in labels:
        rows = list(table.rows)
        for (file, index, column), value in changes.items():
            if file == table.file:
                rows[index] = replace(rows[index], values={**rows[index].values, column: value})
        tables.append(replace(table, rows=tuple(rows)))
    return tables


def _values(reading: Reading) -> tuple[dict[CellKey, str], frozenset[object]]:
    return {cell: claim.value for cell, claim in reading.claims.items() if claim.value}, frozenset(reading.surplus)


def _noticed(ground: Ground, mutant: Mutant, reading: Reading, broken: frozenset[CellKey]) -> str:
    rows = {cell[:2] for cell in mutant.touched}
    for cells in reading.failing - ground.reading.failing:
        if any(cell in broken or cell[:2] in rows for cell in cells):
            return "check"
    for cell, claim in reading.claims.items():
        if claim.doubted and cell[:2] in rows:
            before = ground.reading.claims.get(cell)
            if cell in mutant.touched or before is None or not before.doubted:
                return "status"
    return "diagnostic" if reading.diagnostics - ground.reading.diagnostics else ""


def _wrong(ground: Ground, mutant: Mutant, reading: Reading) -> Iterator[Wrong]:
    for cell, claim in reading.claims.items():
        if claim.status != "verified" or cell in ground.tied:
            continue
        label = ground.labelled[cell]
        before = ground.reading.claims.get(cell)
        known = before is not None and (before.value, before.status) == (claim.value, "verified")
        if claim.value != label and not known and not _within(label, claim.value, ground.tolerances.get(cell)):
            file, row, column = cell
            yield Wrong(f"{file}:{row}:{column}", label, claim.value, claim.disputed, cell in mutant.touched)
    for surplus, (status, disputed) in reading.surplus.items():
        if status == "verified" and ground.reading.surplus.get(surplus, ("",))[0] != "verified":
            *place, value = surplus
            yield Wrong(":".join(place), None, value, disputed, touched=False)


def _within(label: str, read: str, tolerance: Decimal | None) -> bool:
    """Whether rounding explains the difference, in the widest identity that covers the cell."""
    wanted, found = read_number(label), read_number(read)
    if tolerance is None or wanted is None or found is None:
        return False
    return abs(wanted - found) <= tolerance


def _said(mutant: Mutant, reading: Reading) -> Iterator[str]:
    for cell in sorted(mutant.touched):
        claim = reading.claims.get(cell)
        file, row, column = cell
        yield f"{file}:{row}:{column} " + ("missing" if claim is None else f"{claim.value or 'blank'} {claim.status}")
