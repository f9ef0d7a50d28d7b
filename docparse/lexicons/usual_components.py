"""Of which component of expenditure a functional item usually is paid, from ``usual_components.tsv``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from docparse.folding import fold
from docparse.lexicons.load import records_of

FILE = Path(__file__).with_name("usual_components.tsv")


@cache
def load_usual_components() -> dict[str, str]:
    """The components by code or folded name of an item.

    Raises:
        GrammarError: a line has no code or name.
    """
    return {fold(item): kind for _, (kind, item, *_) in records_of(FILE, file=FILE.name)}


def usual_component(code: str | None, name: str) -> str | None:
    """``basic`` or ``project``; None for an item that may be either.

    >>> usual_component("2210201", "住房公积金"), usual_component("2010301", "行政运行"), usual_component("2010350", "")
    ('basic', 'basic', None)
    """
    known = load_usual_components()
    return known.get(code or "") or known.get(fold(name))
