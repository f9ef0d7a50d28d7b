"""What is labelled: state, size, digest, and whether the labels add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.documents import CORPUS, labels_digest, read_manifest
from benchmarks.inventory import take_inventory
from tests.measuring.documents import LABEL, write_document

MANIFEST = read_manifest(CORPUS)


@pytest.mark.parametrize("name", MANIFEST)
def test_frozen_labels_are_those_that_the_manifest_announces(name: str) -> None:
    entry = MANIFEST[name]
    assert ("labels_sha256" in entry) == ("labels_frozen" in entry)
    if "labels_sha256" in entry:
        assert labels_digest(CORPUS / name) == entry["labels_sha256"]


def test_inventory_counts_tables_rows_cells_and_open_values(tmp_path: Path) -> None:
    write_document(tmp_path / "d1", label=LABEL + "@row\t\t\t21401\t公路水路运输\t7.00\t5.00?\t?\n")
    (entry,) = take_inventory(tmp_path)
    assert (entry.tables, entry.rows, entry.cells, entry.undeterminable) == (1, 3, 9, 1)


def test_identity_that_does_not_hold_over_the_labels_is_listed(tmp_path: Path) -> None:
    write_document(tmp_path / "d1", label=LABEL.replace("@row\t\t\t\t合计\t7.00", "@row\t\t\t\t合计\t7.90"))
    (entry,) = take_inventory(tmp_path)
    assert 0 < len(entry.failing) < entry.checked


def test_document_without_labels_has_its_entry(tmp_path: Path) -> None:
    (tmp_path / "d2").mkdir()
    (tmp_path / "d2" / "source.txt").write_text("无", encoding="utf-8")
    (entry,) = take_inventory(tmp_path)
    assert (entry.document, entry.tables, entry.announced) == ("d2", 0, "")


def test_digest_changes_with_a_byte_and_with_a_name(tmp_path: Path) -> None:
    folder = write_document(tmp_path / "d1")
    first = labels_digest(folder)
    path = folder / "tables" / "01-expenditure.tsv"
    path.write_text(LABEL.replace("2.00", "2.01"), encoding="utf-8")
    second = labels_digest(folder)
    path.rename(folder / "tables" / "02-expenditure.tsv")
    assert len({first, second, labels_digest(folder)}) == 3
