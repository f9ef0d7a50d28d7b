"""What came of a damaged text: its tables against what is still printed, and the values wrongly called verified."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.documents import read_name
from benchmarks.identities import check_labels, covered
from benchmarks.identities.sheets import read_number
from benchmarks.mutations.ground import failing, read_text_tree
from benchmarks.mutations.readings import read_claims
from benchmarks.noise.truth import answer, truth_of
from benchmarks.results import read_tree
from benchmarks.scoring import UNLABELLED_KINDS, Tally, labellable, score_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from benchmarks.identities import CellKey
    from benchmarks.labels import LabelTable
    from benchmarks.mutations.readings import Claim, Reading, Surplus
    from benchmarks.noise.landmarks import Landmarks
    from benchmarks.noise.pieces import Noisy
    from benchmarks.noise.truth import Truth

SAMPLES, GENERATED = "samples", "generated"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that is ``verified`` and not right.

    Attributes:
        place: table, row and column for a person.
        label: what is labelled; None where no label has such a cell.
        touched: whether the noise touched the cell.
        disputed: whether the report says that a check disputes it.
    """

    place: str
    label: str | None
    read: str
    touched: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A damaged text and what came of it.

    Attributes:
        number: of the text among those of its document, kind and level; with the seed it makes the text again.
        group: ``SAMPLES`` or ``GENERATED``.
        tally: of its tables; empty after a crash.
        counts: changes, touched cells and how they were read, seconds of the processor.
        crash: what was raised; "" if nothing was.
    """

    document: str
    group: str
    kind: str
    level: float
    number: int
    tally: Tally
    counts: Counter[str]
    seconds: float
    wrong: tuple[Wrong, ...] = ()
    crash: str = ""


def judge(marks: Landmarks, noisy: Noisy, what: tuple[str, float, int]) -> Outcome:
    """Reads a damaged text and holds the report against what it still prints; ``what``: kind, level and number."""
    name = marks.document.name
    group = SAMPLES if read_name(name) is None else GENERATED
    began = time.process_time()
    try:
        tree = read_text_tree(noisy.text)
    except Exception as error:  # A crash is what is looked for.
        crash = f"{type(error).__name__}: {error}"
        return Outcome(name, group, *what, Tally(), Counter(changes=noisy.changes), 0.0, crash=crash)
    seconds = time.process_time() - began
    truth = truth_of(marks, noisy, covered(marks.labels))
    read = labellable(read_tree(tree).tables)
    labels, as_printed = answer(truth, read)
    tally = score_tables(name, read, labels, covered=truth.covered).total
    reading = read_claims(labels, tree)
    surplus = {
        key: claim
        for key, claim in reading.surplus.items()
        if claim.status == "verified" and key[0].partition("#")[0] not in UNLABELLED_KINDS
    }
    misnamed = _misnamed(marks, noisy, surplus)
    counts = Counter({"changes": noisy.changes, "misnamed": len(misnamed)})
    counts += _touched(truth, labels, reading, as_printed)
    wrong = [*_wrong(truth, labels, reading, as_printed)]
    wrong += [_of(key, claim, None, touched=False) for key, claim in surplus.items() if key not in misnamed]
    return Outcome(name, group, *what, tally, counts, seconds, tuple(wrong))


def _labelled(labels: Iterable[LabelTable]) -> dict[CellKey, str]:
    return {
        (table.file, index, column): printed
        for table in labels
        for index, row in enumerate(table.rows)
        for column, printed in row.values.items()
    }


def _touched(
    truth: Truth, labels: Sequence[LabelTable], reading: Reading, as_printed: frozenset[CellKey]
) -> Counter[str]:
    labelled = _labelled(labels)
    counts: Counter[str] = Counter()
    for cell in truth.cells:
        claim = reading.claims.get(cell)
        right = claim is not None and claim.value == labelled[cell]
        counts["touched"] += 1
        counts["touched as labelled"] += right and cell not in as_printed
        counts["touched as printed"] += cell in as_printed
        counts["touched silent"] += not right and claim is not None and not claim.doubted
    return counts


def _wrong(
    truth: Truth, labels: Sequence[LabelTable], reading: Reading, as_printed: frozenset[CellKey]
) -> Iterator[Wrong]:
    labelled = _labelled(labels)
    tied = {
        (table.file, index, column)
        for table in labels
        for index, row in enumerate(table.rows)
        for column in row.open_columns
    }
    verified = {cell: claim for cell, claim in reading.claims.items() if claim.status == "verified"}
    mistaken = _mistaken(truth, labels, as_printed & verified.keys())
    for cell, claim in verified.items():
        if cell in tied or (claim.value == labelled[cell] and cell not in mistaken):
            continue
        yield _of(cell, claim, mistaken.get(cell, labelled[cell]), touched=cell in truth.cells)


def _misnamed(marks: Landmarks, noisy: Noisy, surplus: Mapping[Surplus, Claim]) -> frozenset[Surplus]:
    """Values in rows that no label has, whose characters are those of a labelled value of their table and column."""
    kinds = {table.file: table.kind for table in marks.labels}
    labelled = {(kinds[cell[0]], cell[2], spans) for cell, spans in marks.cells.items()}

    def stands(key: Surplus, claim: Claim) -> bool:
        origin = [noisy.origin(span) for span in claim.spans]
        return (key[0].partition("#")[0], key[2], tuple(origin)) in labelled

    return frozenset(key for key, claim in surplus.items() if stands(key, claim))


def _of(place: tuple[object, ...], claim: Claim, label: str | None, *, touched: bool) -> Wrong:
    return Wrong(":".join(map(str, place)), label, claim.value, touched, claim.disputed)


def _mistaken(truth: Truth, labels: Sequence[LabelTable], as_printed: frozenset[CellKey]) -> dict[CellKey, str]:
    """Of the values that are read as the noise prints them, those that an identity over the labels contradicts."""
    before, after = _labelled(truth.labels), _labelled(labels)
    others = {cell for cell in as_printed if read_number(before[cell]) != read_number(after[cell])}
    if not others:
        return {}
    broken = failing(check_labels(labels)) - failing(check_labels(truth.labels))
    return {cell: before[cell] for cell in others if any(cell in cells for cells in broken)}
