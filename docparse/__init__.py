"""docparse: Chinese government final accounts, from noisy text extracts to one canonical schema.

    report = docparse.parse_file("report.txt")
    report.table("expenditure").cell("2080505", "basic")

Everything is loaded when it is first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from docparse.version import __version__

if TYPE_CHECKING:
    from docparse.api import Parser, parse, parse_bytes, parse_file, read_text, split
    from docparse.comparing import compare
    from docparse.errors import DocparseError
    from docparse.options import Options
    from docparse.parts import DocumentPart
    from docparse.schema import Report

_HOMES = {
    "parse": "docparse.api",
    "parse_bytes": "docparse.api",
    "parse_file": "docparse.api",
    "read_text": "docparse.api",
    "split": "docparse.api",
    "Options": "docparse.options",
    "Parser": "docparse.api",
    "DocumentPart": "docparse.parts",
    "Report": "docparse.schema",
    "compare": "docparse.comparing",
    "DocparseError": "docparse.errors",
}

__all__ = [
    "DocparseError",
    "DocumentPart",
    "Options",
    "Parser",
    "Report",
    "__version__",
    "compare",
    "parse",
    "parse_bytes",
    "parse_file",
    "read_text",
    "split",
]


def __getattr__(name: str) -> Any:
    """Loads a public name from the module that defines it (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted(__all__)
