"""What the labels of a corpus hold, and whether they add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.documents import find_documents, labels_digest, read_manifest
from benchmarks.evaluation_inventory import take_form_inventory
from benchmarks.labels import admissible
from benchmarks.prose_inventory import take_prose_inventory

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.documents import Document
    from benchmarks.evaluation_inventory import FormInventory
    from benchmarks.identities import Checked
    from benchmarks.prose_inventory import ProseInventory


@dataclass(frozen=True, slots=True)
class Inventory:
    """The labels of one document.

    Attributes:
        state: as the manifest says; "" where there is none.
        cells: labelled cells, blanks included.
        undeterminable: values whose column nobody can settle.
        sha256: digest of the label files, as the manifest carries it once they are frozen.
        announced: the digest that the manifest carries; "" where it carries none.
        agreement: cells that two blind readings had alike, of all cells, as the manifest says; "" where it does not.
        checked: how many identities were tested.
        failing: those that do not hold: a slip of a reader, or a contradiction of the source.
        evaluations: its labelled evaluation forms; None where nobody labelled them.
        prose: its labelled figures and headings; None where nobody labelled them.
    """

    document: str
    state: str
    tables: int
    rows: int
    cells: int
    undeterminable: int
    sha256: str
    announced: str
    agreement: str
    checked: int
    failing: tuple[Checked, ...]
    evaluations: FormInventory | None
    prose: ProseInventory | None


def take_inventory(folder: Path) -> list[Inventory]:
    """One entry for each document of a corpus, also for those without labels."""
    manifest = read_manifest(folder)
    return [_of(document, manifest.get(document.name, {})) for document in find_documents(folder, labelled=False)]


def _of(document: Document, entry: dict[str, str]) -> Inventory:
    from benchmarks.identities import check_labels

    rows = [(table, row) for table in document.labels for row in table.rows]
    ties = [tie for table, row in rows for tie in admissible(row, table.column_keys(row.side)).values()]
    checked = check_labels(document.labels)
    return Inventory(
        document=document.name,
        state=entry.get("labels", ""),
        tables=len(document.labels),
        rows=len(rows),
        cells=sum(len(row.values) for _, row in rows),
        undeterminable=sum(len(tie.values) for tie in ties),
        sha256=labels_digest(document.folder),
        announced=entry.get("labels_sha256", ""),
        agreement=entry.get("agreement", ""),
        checked=len(checked),
        failing=tuple(one for one in checked if not one.holds),
        evaluations=take_form_inventory(document.folder, entry),
        prose=take_prose_inventory(document, entry),
    )
