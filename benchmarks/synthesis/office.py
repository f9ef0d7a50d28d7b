"""Has LibreOffice typeset a DOCX to PDF, or save it as text (Debian package ``libreoffice-writer-nogui``)."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.synthesis.wordprocessing import docx

if TYPE_CHECKING:
    from benchmarks.synthesis.documents import Document

PROGRAM = "soffice"
# By suffix of the file, what LibreOffice calls the way to write it.
_FILTERS = {".pdf": "pdf", ".txt": "txt:Text (encoded):UTF8"}


def convert(document: Document, suffix: str, cache: Path) -> Path:
    """The document as LibreOffice writes it, ``.pdf`` or ``.txt``; written once for the same DOCX."""
    source = docx(document)
    digest = hashlib.sha256(source).hexdigest()[:16]
    target = cache / f"{document.name}-office-{digest}{suffix}"
    if target.exists():
        return target
    cache.mkdir(parents=True, exist_ok=True)
    target.with_suffix(".docx").write_bytes(source)
    with tempfile.TemporaryDirectory() as folder:
        profile, out = Path(folder) / "profile", Path(folder) / "out"
        command = [PROGRAM, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", _FILTERS[suffix], "--outdir", str(out), str(target.with_suffix(".docx"))]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        # What stands in the cache is whole: the file is renamed only once it has been written there.
        unfinished = target.with_suffix(".part")
        unfinished.write_bytes((out / target.name).read_bytes())
    return unfinished.replace(target)


def saved(document: Document, cache: Path) -> str:
    """The text that LibreOffice saves of the DOCX."""
    return convert(document, ".txt", cache).read_text(encoding="utf-8-sig")
