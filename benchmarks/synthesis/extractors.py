"""Text of a PDF as the extractors that people use leave it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
