"""The forms that come with docparse, and the fingerprint of all knowledge in use."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.grammars.compiled import FORMS, load_compiled, sources_hash
from docparse.grammars.links import LINKS

if TYPE_CHECKING:
    from docparse.grammars.model import Form

LEXICONS = Path(__file__).parents[1] / "lexicons"


@cache
def load_forms() -> tuple[Form, ...]:
    """The forms that come with docparse, in the order of their file names.

    Raises:
        GrammarError: a form file is not valid, or two forms claim one title.
    """
    compiled = load_compiled(sources=sources_hash())
    if compiled is not None:
        return compiled
    from docparse.grammars.authoring import read_forms

    return read_forms(FORMS)


@cache
def fingerprint() -> str:
    """Sixteen hexadecimal digits that change when any shipped form or lexicon changes."""
    digest = hashlib.sha256(sources_hash().encode())
    folders = (Path(__file__).with_name(name) for name in ("evaluation", "narrative"))
    grammars = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    for path in (LINKS, *grammars, *sorted(LEXICONS.glob("*.t[sx][vt]"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
