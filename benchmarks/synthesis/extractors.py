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


def miner(page_file: Path) -> str:
    """Text by pdfminer.six as ``extract_text`` gives it: boxes of lines that stand close, box after box."""
    from pdfminer.high_level import extract_text

    return extract_text(str(page_file))


def pure(page_file: Path) -> str:
    """Text by pypdf's ``extract_text``: the order of the content stream, line ends where the height changes."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(page_file).pages)


EXTRACTORS = {
    "pdftotext": plain,
    "layout": layout,
    "raw": raw,
    "pymupdf": mupdf,
    "pdfplumber": plumber,
    "pdfminer": miner,
    "pypdf": pure,
}
_PROGRAMS = {"pdftotext": "pdftotext", "layout": "pdftotext", "raw": "pdftotext"}
_MODULES = {"pymupdf": "pymupdf", "pdfplumber": "pdfplumber", "pdfminer": "pdfminer", "pypdf": "pypdf"}
_DISTRIBUTIONS = {"pdfminer": "pdfminer.six"}
_PACKAGES = {PROGRAM: "chromium", "pdftotext": "poppler-utils"}


def missing(names: Iterable[str]) -> list[str]:
    """For each tool that these extractors need and this machine lacks, how to get it; sorted."""
    wanted = set(names)
    if not wanted:
        return []
    programs = {PROGRAM} | {_PROGRAMS[name] for name in wanted & set(_PROGRAMS)}
    lacking = [f"{name} (apt-get install {_PACKAGES[name]})" for name in programs if shutil.which(name) is None]
    modules = {_MODULES[name] for name in wanted & set(_MODULES)}
    lacking += [
        f"{module} (pip install {_DISTRIBUTIONS.get(module, module)})"
        for module in modules
        if importlib.util.find_spec(module) is None
    ]
    return sorted(lacking)


def versions() -> str:
    """The versions of the programs, which a rendering depends on as it does on the generator."""
    said = []
    for command in ([PROGRAM, "--version"], ["pdftotext", "-v"]):
        if shutil.which(command[0]) is not None:
            result = subprocess.run(command, check=False, capture_output=True, timeout=60)
            said.append((result.stdout or result.stderr).decode(errors="replace").splitlines()[0].strip())
    return "; ".join(said)
