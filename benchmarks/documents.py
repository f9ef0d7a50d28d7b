"""Documents to measure on: a folder each, with ``source.txt`` and, where somebody labelled them, ``tables/``."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.labels import LabelTable, read_tables

CORPUS = Path(__file__).parents[1] / "corpus"
# Folders as ``python -m benchmarks.synthesis`` names them.
_NAME = re.compile(r"(?P<seed>\d+)-(?P<place>[a-z_]+)-(?P<style>[a-z]+)-(?P<extractor>[a-z0-9]+)")


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its labels; none where nobody labelled it."""

    name: str
    folder: Path
    labels: tuple[LabelTable, ...]

    @property
    def source(self) -> Path:
        """The text as its extractor left it."""
        return self.folder / "source.txt"

    @property
    def sha256(self) -> str:
        """The digest of the source, by which a result names it."""
        return hashlib.sha256(self.source.read_bytes()).hexdigest()

    def text(self) -> str:
        """The decoded source, as spans count it."""
        from docparse import read_text

        return read_text(self.source)


def find_documents(folder: Path, *, labelled: bool = True) -> list[Document]:
    """The documents of a folder by name.

    Args:
        folder: holds one folder a document.
        labelled: leave out those without labels.
    """
    folders = [source.parent for source in sorted(folder.glob("*/source.txt"))]
    documents = [Document(path.name, path, read_tables(path)) for path in folders]
    return [document for document in documents if document.labels or not labelled]


def read_manifest(folder: Path) -> dict[str, dict[str, Any]]:
    """The entries of ``manifest.toml`` by id; none where a folder has no manifest."""
    path = folder / "manifest.toml"
    if not path.exists():
        return {}
    return {entry["id"]: entry for entry in tomllib.loads(path.read_text(encoding="utf-8"))["documents"]}


def labels_digest(folder: Path) -> str:
    """SHA-256 over a document's label files: of each, in order of the names, the name, a zero byte, and its bytes."""
    digest = hashlib.sha256()
    for path in sorted((folder / "tables").glob("*.tsv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the name of a generated document's folder says."""

    seed: int
    extractor: str


def read_name(name: str) -> Rendered | None:
    """The parts of a folder's name; None where it is not that of a generated document."""
    found = _NAME.fullmatch(name)
    return None if found is None else Rendered(int(found["seed"]), found["extractor"])


def department_of(name: str) -> str:
    """What errs together: the seed of a generated document, whose renderings share their text; else the document."""
    rendered = read_name(name)
    return name if rendered is None else str(rendered.seed)


def extractor_of(name: str) -> str:
    """The extractor of a generated document; else the document."""
    rendered = read_name(name)
    return name if rendered is None else rendered.extractor
