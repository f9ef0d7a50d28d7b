"""What came of a mutant: which values are wrong and still called ``verified``, and whether the slip was noticed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.identities import check_labels
from benchmarks.identities.sheets import read_number
from benchmarks.mutations.ground import failing, read_text_tree
from benchmarks.mutations.readings import read_claims
from benchmarks.mutations.relabelling import relabel
from benchmarks.mutations.twins import twin_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.identities import CellKey
    from benchmarks.mutations.ground import Ground
    from benchmarks.mutations.kinds import Mutant
    from benchmarks.mutations.readings import Claim, Reading, Surplus


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that is ``verified`` and not the labelled one.

    Attributes:
        place: table, row and column for a person.
        label: what the label holds; None where it has no such cell.
        touched: whether the change was made to this very cell, or put a value there.
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
        accused: whether a check blames the source for what the change made of it.
        said: what the report says of the touched cells.
    """

    covered: bool
    observable: bool
    healed: bool
    noticed: str
    accused: bool
    wrong: tuple[Wrong, ...]
    said: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Whether it should have been noticed."""
        return self.covered and self.observable and not self.healed


def judge(ground: Ground, mutant: Mutant) -> Verdict:
    """Reads a mutant and holds the report against the labels of the unchanged document."""
    reading = read_claims(ground.labels, read_text_tree(mutant.text))
    changes = {**(mutant.relabelled or {}), **_landing(ground, mutant, reading)}
    broken = _broken(ground, mutant, changes)
    twin = twin_of(ground, changes, broken) if broken else None
    return Verdict(
        covered=mutant.anchor in ground.covered,
        observable=mutant.relabelled is None or (bool(broken) and twin is None),
        healed=_values(reading) == _values(ground.reading),
        noticed=_noticed(ground, mutant, reading, broken),
        accused=bool(+(reading.accusing - ground.reading.accusing)),
        wrong=tuple(_wrong(ground, mutant, reading, twin or {})),
        said=tuple(_said(mutant, reading)),
    )


def _broken(ground: Ground, mutant: Mutant, changes: Mapping[CellKey, str]) -> frozenset[CellKey]:
    """The cells of the identities that fail over the labels only once these are changed as the text was."""
    if mutant.relabelled is None:
        return frozenset()
    fails = failing(check_labels(relabel(ground.labels, changes))) - ground.failing
    return frozenset(cell for cells in fails for cell in cells)


def _landing(ground: Ground, mutant: Mutant, reading: Reading) -> dict[CellKey, str]:
    """The blank cell that the line to which a value was moved gives it, if the report reads it so."""
    return {
        cell: claim.value
        for cell, claim in reading.claims.items()
        if mutant.landed in claim.spans and not ground.labelled[cell]
    }


def _values(reading: Reading) -> dict[CellKey | Surplus, str]:
    return {cell: claim.value for cell, claim in reading.everything.items() if claim.value}


def _noticed(ground: Ground, mutant: Mutant, reading: Reading, broken: frozenset[CellKey]) -> str:
    near = _near(mutant, reading)
    before = ground.reading
    if any(cell in broken or cell in near for cells in reading.failing - before.failing for cell in cells):
        return "check"
    for cell in near:
        claim, old = reading.claim(cell), before.claim(cell)
        doubted_before = old is not None and old.doubted and old.value == (claim and claim.value)
        if claim is not None and claim.doubted and (cell in mutant.touched or not doubted_before):
            return "status"
    return "diagnostic" if reading.diagnostics - before.diagnostics else ""


def _near(mutant: Mutant, reading: Reading) -> set[CellKey | Surplus]:
    """The cells of the touched rows, and all that the changed lines print, whatever row it was read into."""
    rows = {cell[:2] for cell in mutant.touched}
    return {
        cell
        for cell, claim in reading.everything.items()
        if cell[:2] in rows
        or any(start < last and first < end for first, last in mutant.lines for start, end in claim.spans)
    }


def _wrong(ground: Ground, mutant: Mutant, reading: Reading, twin: Mapping[CellKey, str]) -> Iterator[Wrong]:
    """Verified values that are wrong: against the labels, or those of another document that prints the same text."""
    before = ground.reading
    for cell, claim in reading.claims.items():
        if claim.status != "verified" or cell in ground.tied:
            continue
        label = twin.get(cell, ground.labelled[cell])
        if claim.value == label or _said_before(claim, before.claims.get(cell)):
            continue
        if not _within(label, claim.value, ground.slack.get(cell)):
            yield Wrong(
                _place(cell), label, claim.value, claim.disputed, cell in mutant.touched or mutant.landed in claim.spans
            )
    for surplus, claim in reading.surplus.items():
        if claim.status == "verified" and not _said_before(claim, before.surplus.get(surplus)):
            yield Wrong(_place(surplus), None, claim.value, claim.disputed, mutant.landed in claim.spans)


def _said_before(claim: Claim, before: Claim | None) -> bool:
    return before is not None and (before.value, before.status) == (claim.value, claim.status)


def _place(cell: CellKey | Surplus) -> str:
    return ":".join(map(str, cell))


def _within(label: str, read: str, slack: Decimal | None) -> bool:
    """Whether rounding explains the difference, in the widest identity that covers the cell."""
    wanted, found = read_number(label), read_number(read)
    if slack is None or wanted is None or found is None:
        return False
    return abs(wanted - found) <= slack


def _said(mutant: Mutant, reading: Reading) -> Iterator[str]:
    for cell in sorted(mutant.touched):
        claim = reading.claims.get(cell)
        yield f"{_place(cell)} " + ("missing" if claim is None else f"{claim.value or 'blank'} {claim.status}")
