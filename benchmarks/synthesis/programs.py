"""What renderings need that may not be installed, and the versions of it, on which renderings depend."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.synthesis import office
from benchmarks.synthesis.fonts import font_version, missing_fonts
from benchmarks.synthesis.typesetting import OFFICE, PROGRAM, TURNED

if TYPE_CHECKING:
    from collections.abc import Iterable

# By extractor.
_PROGRAMS = {"pdftotext": "pdftotext", "layout": "pdftotext", "raw": "pdftotext"}
_MODULES = {"pymupdf": "pymupdf", "pdfplumber": "pdfplumber", "pdfminer": "pdfminer", "pypdf": "pypdf"}
_DISTRIBUTIONS = {"pdfminer": "pdfminer.six"}
_PACKAGES = {PROGRAM: "chromium", "pdftotext": "poppler-utils", office.PROGRAM: "libreoffice-writer-nogui"}
_TURNING = "pypdf"


def missing(renderers: Iterable[str], fonts: Iterable[str] = ()) -> list[str]:
    """For each program, module and font that is not installed, how to get it; sorted.

    Args:
        renderers: names of typeset ones, such as wide-layout.
        fonts: families in which the documents are typeset.
    """
    wanted = [name.split("-") for name in renderers]
    if not wanted:
        return []
    programs = {_typesetter(style) for style, _ in wanted} | {
        _PROGRAMS[name] for _, name in wanted if name in _PROGRAMS
    }
    modules = {_MODULES[name] for _, name in wanted if name in _MODULES}
    modules |= {_TURNING for style, _ in wanted if style in TURNED}
    lacking = [f"{name} (apt-get install {_PACKAGES[name]})" for name in programs if shutil.which(name) is None]
    lacking += [
        f"{module} (pip install {_DISTRIBUTIONS.get(module, module)})"
        for module in modules
        if importlib.util.find_spec(module) is None
    ]
    return sorted([*lacking, *missing_fonts(set(fonts))])


def versions(style: str, font: str) -> str:
    """The versions of the programs that typeset and extract, and of the font."""
    return "; ".join((*filter(None, map(_version, (_typesetter(style), "pdftotext"))), f"font {font_version(font)}"))


def _typesetter(style: str) -> str:
    return office.PROGRAM if style == OFFICE else PROGRAM


@cache
def _version(program: str) -> str:
    """The first line of what a program says of itself; "" where it is not installed."""
    if shutil.which(program) is None:
        return ""
    command = [program, "-v" if program == "pdftotext" else "--version"]
    result = subprocess.run(command, check=False, capture_output=True, timeout=60)
    return (result.stdout or result.stderr).decode(errors="replace").splitlines()[0].strip()
