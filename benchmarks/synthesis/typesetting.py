"""Typesets a document to PDF with a headless Chromium, which must be installed (Debian package ``chromium``)."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from typing import TYPE_CHECKING

from benchmarks.synthesis.pages import page_text

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.synthesis.documents import Document

PROGRAM = "chromium"
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
    """The PDF of a document in a style; typeset once for the same HTML."""
    text = page_text(document, style)
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
