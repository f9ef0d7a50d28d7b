"""What is known of an unchanged document: its values that are read as labelled, and what arithmetic covers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benchmarks.identities import check_labels, covered
from benchmarks.identities.checked import AT_MOST
from benchmarks.identities.coordinates import make_plane
from benchmarks.identities.sheets import read_number, read_sheet
from benchmarks.judging import is_zero
from benchmarks.mutations.readings import read_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.documents import Document
    from benchmarks.identities import CellKey, Checked
    from benchmarks.labels import LabelTable
    from benchmarks.mutations.readings import Reading


@dataclass(frozen=True, slots=True)
class Value:
    """A labelled value that docparse reads as labelled, with the one range of the text that prints it.

    Attributes:
        cell: where the label holds it.
        text: as printed, with its thousands separators.
        number: as labelled; None for a mark such as "—".
        rank: its place among all that the report reads, from the start of the text; neighbours differ by one.
    """

    cell: CellKey
    start: int
    end: int
    text: str
    number: Decimal | None
    rank: int

    @property
    def row(self) -> tuple[str, int]:
        """Label file and index of the row."""
        return self.cell[:2]

    @property
    def zero(self) -> bool:
        """Whether it is a printed zero."""
        return self.number is not None and is_zero(self.text)


@dataclass(frozen=True, slots=True)
class Ground:
    """An unchanged document, read once.

    Attributes:
        labelled: what the labels hold; "" for a blank.
        values: in the order of the text.
        covered: cells that arithmetic proves.
        slack: how far a value may be off, in the unit of its table, before each identity that covers it must fail.
        failing: identities that fail over the labels, by their cells.
        tied: cells whose value nobody can settle.
    """

    document: Document
    text: str
    reading: Reading
    labelled: Mapping[CellKey, str]
    values: tuple[Value, ...]
    covered: frozenset[CellKey]
    slack: Mapping[CellKey, Decimal]
    failing: frozenset[tuple[CellKey, ...]]
    tied: frozenset[CellKey]

    @property
    def labels(self) -> tuple[LabelTable, ...]:
        """The labels of the unchanged document."""
        return self.document.labels


def read_text_tree(text: str) -> dict[str, Any]:
    """The report of a text as a plain tree, without its models."""
    from docparse.options import Options
    from docparse.pipeline import parse_tree
    from docparse.reading import from_text

    return parse_tree(from_text(text, name=None, options=Options()))


def survey(document: Document) -> Ground:
    """Reads a labelled document and tells which of its values can be mutated."""
    text = document.text()
    reading = read_claims(document.labels, read_text_tree(text))
    labelled = {
        (table.file, index, column): printed
        for table in document.labels
        for index, row in enumerate(table.rows)
        for column, printed in row.values.items()
    }
    tied = frozenset(
        (table.file, index, column)
        for table in document.labels
        for index, row in enumerate(table.rows)
        for column in row.open_columns
    )
    checked = check_labels(document.labels)
    return Ground(
        document=document,
        text=text,
        reading=reading,
        labelled=labelled,
        values=tuple(_values(text, reading, labelled, tied)),
        covered=covered(document.labels),
        slack=_slack(document.labels, checked),
        failing=failing(checked),
        tied=tied,
    )


def failing(checked: Iterable[Checked]) -> frozenset[tuple[CellKey, ...]]:
    """The identities that fail, by their cells."""
    return frozenset(one.cells for one in checked if not one.holds)


def _values(text: str, reading: Reading, labelled: Mapping[CellKey, str], tied: frozenset[CellKey]) -> Iterable[Value]:
    placed = sorted((claim.spans[0], cell) for cell, claim in reading.claims.items() if claim.spans)
    for rank, ((start, end), cell) in enumerate(placed):
        claim, wanted = reading.claims[cell], labelled[cell]
        sound = claim.value == wanted and cell not in tied and not claim.repaired and len(claim.spans) == 1
        printed = text[start:end]
        if sound and printed.replace(",", "") == wanted:
            yield Value(cell, start, end, printed, read_number(wanted), rank)


def _slack(labels: Sequence[LabelTable], checked: Iterable[Checked]) -> dict[CellKey, Decimal]:
    """The tolerance of the widest identity, and what its numbers as labelled are off already."""
    factors = make_plane([read_sheet(table) for table in labels]).factors
    largest: defaultdict[CellKey, Decimal] = defaultdict(Decimal)
    for one in checked:
        if one.holds and one.kind != AT_MOST:
            for cell in one.cells:
                scale = factors.get(cell[0], Decimal(1)) if one.kind == "cross_table" else Decimal(1)
                largest[cell] = max(largest[cell], (one.tolerance + abs(one.difference)) / scale)
    return dict(largest)
