"""Makes documents in folders, with their truth, and keeps what the same generator made before."""

from __future__ import annotations

import hashlib
import shutil
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.synthesis import extractors, labelled, office, text
from benchmarks.synthesis.documents import make_document
from benchmarks.synthesis.evaluation_print import find_forms
from benchmarks.synthesis.programs import versions
from benchmarks.synthesis.truth import write_evaluations, write_truth
from benchmarks.synthesis.typesetting import OFFICE, STYLES, TURNED, typeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.synthesis.documents import Document

_HOME = Path(__file__).parent
_STAMP = "generated.toml"
# The styles of the unseen slice.
_SLICED = ("wide", "narrow")
# Not by way of a PDF: the text that the office program itself saves.
_SAVED = "saved"
TYPESET = (
    *(f"{style}-{extractor}" for style in STYLES for extractor in extractors.EXTRACTORS),
    f"{OFFICE}-{_SAVED}",
)
GROUPS = {
    "text": tuple(text.RENDERERS),
    "pdf": TYPESET,
    "slice": (*(f"{style}-{name}" for style in _SLICED for name in ("layout", "raw", "pymupdf")), "piped", "flowed"),
    "turned": tuple(
        f"{style}-{name}"
        for style in ("mixed", *TURNED)
        for name in ("layout", "raw", "pymupdf", "pdfplumber", "pypdf")
    ),
    "office": tuple(f"{OFFICE}-{name}" for name in ("layout", "raw", "pymupdf", "pdfplumber", _SAVED)),
}


class UnknownRendererError(ValueError):
    """A name is neither a renderer nor a group of them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many renderings were made, found as they were, and removed because an older generator made them."""

    made: int = 0
    kept: int = 0
    removed: int = 0


def seeds_of(part: str) -> tuple[int, ...]:
    """The fixed seeds of ``development`` or ``held-out``."""
    seeds: dict[str, list[int]] = tomllib.loads((_HOME / "data" / "seeds.toml").read_text(encoding="utf-8"))
    return tuple(seeds[part])


def renderers(names: Sequence[str]) -> list[str]:
    """The renderers of names and groups, each once.

    Raises:
        UnknownRendererError: nothing is called so.
    """
    wanted = list(dict.fromkeys(name for given in names for name in GROUPS.get(given, (given,))))
    unknown = set(wanted) - set(text.RENDERERS) - set(TYPESET)
    if unknown:
        message = f"no renderer is called {', '.join(sorted(unknown))}"
        raise UnknownRendererError(message)
    return wanted


def documents_of(seeds: Iterable[int], font: str = "") -> Iterator[Document]:
    """The documents of seeds, each in its own font or all in the given one."""
    return (_in_font(make_document(seed), font) for seed in seeds)


def labelled_in(folder: Path, font: str = "") -> list[Document]:
    """The documents of hand-labelled tables in a folder, each in its own font or all in the given one."""
    return [_in_font(document, font) for document in labelled.labelled_documents(folder)]


def _in_font(document: Document, font: str) -> Document:
    return replace(document, manner=replace(document.manner, font=font)) if font else document


def make(seeds: Iterable[int], wanted: Sequence[str], out: Path) -> Tally:
    """Renders the documents of seeds as ``render`` does."""
    return render(documents_of(seeds), wanted, out)


def render(documents: Iterable[Document], wanted: Sequence[str], out: Path) -> Tally:
    """Writes OUT/<seed>-<place>-<style>-<extractor>/ for each document and renderer."""
    removed = _remove_older(out)
    made = kept = 0
    for document in documents:
        for name in wanted:
            fresh = _render(document, name, out)
            made, kept = made + fresh, kept + (not fresh)
    return Tally(made, kept, removed)


def page_file_of(folder: Path) -> Path | None:
    """The PDF from whose text a rendering was made; None where there was none, and for hand-labelled tables."""
    stamp = tomllib.loads((folder / _STAMP).read_text(encoding="utf-8"))
    if "programs" not in stamp:
        return None
    style, _, extractor = str(stamp["renderer"]).partition("-")
    if extractor == _SAVED or "labels" in stamp:
        return None
    document = _in_font(make_document(stamp["seed"]), stamp["font"])
    return typeset(document, style, _page_files(document, style, folder.parent))


def _page_files(document: Document, style: str, out: Path) -> Path:
    """Where pages are kept that these programs made, with this font."""
    return out / ".typeset" / hashlib.sha256(versions(style, document.manner.font).encode()).hexdigest()[:8]


def _render(document: Document, name: str, out: Path) -> bool:
    """Writes one rendering; false where it stands there already. The stamp is written last."""
    folder = out / f"{document.name}-{name if name in TYPESET else f'text-{name}'}"
    stamp = _stamp(document, name)
    if (folder / _STAMP).exists() and (folder / _STAMP).read_text(encoding="utf-8") == stamp:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    source = _extracted(document, name, out) if name in TYPESET else text.RENDERERS[name](document)
    clean, places = find_forms(source, document.evaluations)
    (folder / "source.txt").write_text(clean, encoding="utf-8", newline="")
    write_truth(document, folder)
    write_evaluations(document, folder, places)
    (folder / _STAMP).write_text(stamp, encoding="utf-8")
    return True


def _extracted(document: Document, name: str, out: Path) -> str:
    style, _, extractor = name.partition("-")
    kept = _page_files(document, style, out)
    if extractor == _SAVED:
        return office.saved(document, kept)
    return extractors.EXTRACTORS[extractor](typeset(document, style, kept))


def _stamp(document: Document, name: str) -> str:
    lines = [f'generator = "{generator_hash()}"', f"seed = {document.seed}", f'renderer = "{name}"']
    lines += [f'font = "{document.manner.font}"']
    lines += [f'labels = "{document.labels}"'] if document.labels else []
    if name in TYPESET:
        style, _, _ = name.partition("-")
        lines.append(f'programs = "{versions(style, document.manner.font)}"')
    return "\n".join(lines) + "\n"


def _remove_older(out: Path) -> int:
    """Removes renderings of another generator, which would be scored together with the new ones."""
    removed = 0
    for stamp in out.glob(f"*/{_STAMP}"):
        if tomllib.loads(stamp.read_text(encoding="utf-8")).get("generator") != generator_hash():
            shutil.rmtree(stamp.parent)
            removed += 1
    return removed


@cache
def generator_hash() -> str:
    """A fingerprint of the generator's code and data."""
    digest = hashlib.sha256()
    for path in sorted((*_HOME.glob("*.py"), *(_HOME / "data").iterdir())):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
