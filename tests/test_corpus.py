"""The corpus holds what its manifest says."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[1] / "corpus"
DOCUMENTS: list[dict[str, Any]] = tomllib.loads((CORPUS / "manifest.toml").read_text(encoding="utf-8"))["documents"]
STATES = {"none", "first", "settled"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["id"])
def test_source_is_what_the_extractor_left(document: dict[str, Any]) -> None:
    data = (CORPUS / document["id"] / "source.txt").read_bytes()
    found = (hashlib.sha256(data).hexdigest(), len(data), len(data.decode("utf-8")))
    assert found == (document["sha256"], document["bytes"], document["characters"])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["id"])
def test_labels_stand_where_the_manifest_announces_them(document: dict[str, Any]) -> None:
    labels = list((CORPUS / document["id"]).glob("tables/*.tsv"))
    assert document["labels"] in STATES
    assert bool(labels) == (document["labels"] != "none")


def test_every_folder_has_its_entry() -> None:
    folders = sorted(path.name for path in CORPUS.iterdir() if path.is_dir())
    assert folders == [document["id"] for document in DOCUMENTS]
