"""Which files of a folder are texts, and where a pattern begins: what every command that takes inputs agrees on."""

from __future__ import annotations

import glob
from pathlib import Path

TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".tsv", ".csv")


def fixed_part(pattern: str) -> Path:
    """The folder of a pattern before its first wildcard."""
    fixed = []
    for part in Path(pattern).parts:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return Path(*fixed)
