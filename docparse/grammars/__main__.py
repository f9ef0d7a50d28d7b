"""``python -m docparse.grammars``: prints the compiled forms; ``--write`` renews the committed file."""

from __future__ import annotations

import sys

from docparse.grammars.authoring import read_forms
from docparse.grammars.compiled import COMPILED, FORMS, compile_forms, sources_hash


def main(arguments: list[str]) -> None:
    """Compiles the form files of the package."""
    text = compile_forms(read_forms(FORMS), sources=sources_hash())
    if "--write" in arguments:
        COMPILED.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
