"""Text of a PDF as the extractors that people use leave it."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from typing import TYPE_CHECKING

from benchmarks.synthesis.typesetting import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def _poppler(page_file: Path, *options: str) -> str:
    command = ["pdftotext", *options, "-enc", "UTF-8", str(page_file), "-"]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode("utf-8")


def plain(page_file: Path) -> str:
    """``pdftotext`` without options: reading order, one cell a line, blanks gone."""
    return _poppler(page_file)


def layout(page_file: Path) -> str:
    """``pdftotext -layout``: columns aligned by spaces."""
    return _poppler(page_file, "-layout")


def raw(page_file: Path) -> str:
    """``pdftotext -raw``: the order of the content stream."""
    return _poppler(page_file, "-raw")


def mupdf(page_file: Path) -> str:
    """PyMuPDF's plain text."""
    import pymupdf

    with pymupdf.open(page_file) as pages:  # type: ignore[no-untyped-call]
        return "\f".join(page.get_text() for page in pages)


def plumber(page_file: Path) -> str:
    """Text by pdfplumber's ``extract_text``: lines by height, one space between words."""
    import pdfplumber

    with pdfplumber.open(page_file) as pages:
        return "\n".join(page.extract_text() or "" for page in pages.pages)


EXTRACTORS = {"pdftotext": plain, "layout": layout, "raw": raw, "pymupdf": mupdf, "pdfplumber": plumber}
_PROGRAMS = {"pdftotext": "pdftotext", "layout": "pdftotext", "raw": "pdftotext"}
_PACKAGES = {PROGRAM: "chromium", "pdftotext": "poppler-utils"}


def missing(names: Iterable[str]) -> list[str]:
    """For each tool that these extractors need and this machine lacks, how to get it; sorted."""
    wanted = set(names)
    if not wanted:
        return []
    programs = {PROGRAM} | {_PROGRAMS[name] for name in wanted & set(_PROGRAMS)}
    lacking = [f"{name} (apt-get install {_PACKAGES[name]})" for name in programs if shutil.which(name) is None]
    modules = wanted & {"pymupdf", "pdfplumber"}
    lacking += [f"{name} (pip install {name})" for name in modules if importlib.util.find_spec(name) is None]
    return sorted(lacking)


def versions() -> str:
    """The versions of the programs, which a rendering depends on as it does on the generator."""
    said = []
    for command in ([PROGRAM, "--version"], ["pdftotext", "-v"]):
        if shutil.which(command[0]) is not None:
            result = subprocess.run(command, check=False, capture_output=True, timeout=60)
            said.append((result.stdout or result.stderr).decode(errors="replace").splitlines()[0].strip())
    return "; ".join(said)
