"""Typesets a document to PDF with a headless Chromium, or with LibreOffice by way of DOCX: see ``STYLES``."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from typing import TYPE_CHECKING

from benchmarks.synthesis import office, pages, turning
from benchmarks.synthesis.fonts import require_font

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.synthesis.documents import Document

PROGRAM = "chromium"
# Styles whose lying pages are turned onto upright paper after typesetting, and whether the file tells viewers to turn
# them back.
TURNED = {"turned": True, "sideways": False}
_BEFORE_TURNING = "mixed"
OFFICE = "office"
STYLES = (*pages.STYLES, *TURNED, OFFICE)
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


def typeset(document: Document, style: str, cache: Path) -> Path:
    """The PDF of a document in a style; typeset once for the same HTML or DOCX.

    Raises:
        FontError: its font is not installed.
    """
    require_font(document.manner.font)
    if style == OFFICE:
        return office.convert(document, ".pdf", cache)
    if style in TURNED:
        upright = typeset(document, _BEFORE_TURNING, cache)
        target = cache / upright.name.replace(f"-{_BEFORE_TURNING}-", f"-{style}-")
        turning.turn(upright, target, told=TURNED[style])
        return target
    return _print(document, style, cache)


def _print(document: Document, style: str, cache: Path) -> Path:
    """The pages as Chromium prints them."""
    text = pages.page_text(document, style)
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    target = cache / f"{document.name}-{style}-{digest}.pdf"
    if target.exists():
        return target
    cache.mkdir(parents=True, exist_ok=True)
    source = target.with_suffix(".html")
    source.write_text(text, encoding="utf-8")
    unfinished = target.with_suffix(".part")
    with tempfile.TemporaryDirectory() as profile:
        command = [PROGRAM, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={unfinished}"]
        subprocess.run([*command, source.resolve().as_uri()], check=True, capture_output=True, timeout=120)
    return unfinished.replace(target)
