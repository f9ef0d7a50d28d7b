"""Makes documents in folders, with their truth, and keeps what the same generator made before."""

from __future__ import annotations

import hashlib
import shutil
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.synthesis import extractors, text
from benchmarks.synthesis.documents import make_document
from benchmarks.synthesis.evaluation_print import find_forms
from benchmarks.synthesis.pages import STYLES
from benchmarks.synthesis.truth import write_evaluations, write_truth
from benchmarks.synthesis.typesetting import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.synthesis.documents import Document

_HOME = Path(__file__).parent
_STAMP = "generated.toml"
# The styles of the unseen slice.
_SLICED = ("wide", "narrow")
TYPESET = tuple(f"{style}-{extractor}" for style in STYLES for extractor in extractors.EXTRACTORS)
GROUPS = {
    "text": tuple(text.RENDERERS),
    "pdf": TYPESET,
    "slice": (*(f"{style}-{name}" for style in _SLICED for name in ("layout", "raw", "pymupdf")), "piped", "flowed"),
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


def make(seeds: Sequence[int], wanted: Sequence[str], out: Path) -> Tally:
    """Writes OUT/<seed>-<place>-<style>-<extractor>/ for each seed and renderer."""
    removed = _remove_older(out)
    made = kept = 0
    for seed in seeds:
        document = make_document(seed)
        for name in wanted:
            fresh = _render(document, name, out)
            made, kept = made + fresh, kept + (not fresh)
    return Tally(made, kept, removed)


def page_file_of(folder: Path) -> Path | None:
    """The PDF from whose text a rendering was made; None where it was not typeset."""
    stamp = tomllib.loads((folder / _STAMP).read_text(encoding="utf-8"))
    if "programs" not in stamp:
        return None
    style, _, _ = str(stamp["renderer"]).partition("-")
    return typeset(make_document(stamp["seed"]), style, _page_files(folder.parent))


def _page_files(out: Path) -> Path:
    return out / ".typeset" / hashlib.sha256(_versions().encode()).hexdigest()[:8]


def _render(document: Document, name: str, out: Path) -> bool:
    """Writes one rendering; false where it stands there already. The stamp is written last."""
    folder = out / f"{document.name}-{name if name in TYPESET else f'text-{name}'}"
    stamp = _stamp(document, name)
    if (folder / _STAMP).exists() and (folder / _STAMP).read_text(encoding="utf-8") == stamp:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    if name in TYPESET:
        style, _, extractor = name.partition("-")
        source = extractors.EXTRACTORS[extractor](typeset(document, style, _page_files(out)))
    else:
        source = text.RENDERERS[name](document)
    clean, places = find_forms(source, document.evaluations)
    (folder / "source.txt").write_text(clean, encoding="utf-8", newline="")
    write_truth(document, folder)
    write_evaluations(document, folder, places)
    (folder / _STAMP).write_text(stamp, encoding="utf-8")
    return True


def _stamp(document: Document, name: str) -> str:
    lines = [f'generator = "{generator_hash()}"', f"seed = {document.seed}", f'renderer = "{name}"']
    if name in TYPESET:
        lines.append(f'programs = "{_versions()}"')
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


@cache
def _versions() -> str:
    return extractors.versions()
